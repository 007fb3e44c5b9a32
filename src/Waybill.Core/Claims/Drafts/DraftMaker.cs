using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Claims.Frames;
using Waybill.Claims.Reading;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Drafts;

/// <summary>Makes a draft of a proposition: attribution, firmness, times, money, places, part, and the proof of each.</summary>
internal sealed class DraftMaker(Article article, TreeView tree, CueTable cues, AttributionReading attributions, NounSpeakers speakers, Performers performers, SpeakerBook book)
{
    /// <summary>How far before its day the word stands that sets an event apart from the deed, in tokens.</summary>
    private const int MostOfAnEvent = 12;

    private readonly Dictionary<int, ImmutableArray<TimeMention>> _times = [];
    private readonly Dictionary<int, ImmutableArray<MoneyMention>> _money = [];
    private readonly QuotationRuns _quotations = new(tree.Analysis.Text);

    public ClaimDraft? Make(Proposition p, ClaimPart part, out string? reason)
    {
        reason = null;
        var scope = p.Scope;
        var draft = new ClaimDraft
        {
            Proposition = p,
            Factuality = scope.Factuality,
            Negated = scope.Negated,
            Stance = scope.Stance,
            Quantity = p.Quantity,
            Part = part is ClaimPart.Body && _quotations.Holds(tree.Analysis.SpanOf(p.Trigger)) ? ClaimPart.Quotation : part,
        };
        draft.Prove(tree.Analysis.SpanOf(p.Trigger), "stage");
        foreach (var (span, of) in scope.Proof) draft.Prove(span, of);
        foreach (var (role, fill) in p.Roles)
        {
            var field = char.ToLowerInvariant(role.ToString()[0]) + role.ToString()[1..];
            foreach (var span in fill.Proof) draft.Prove(span, field);
            foreach (var span in p.LeansOn.Where(_ => role == Role.Supplier)) draft.Prove(span, field);
        }
        foreach (var item in p.Items) draft.Prove(item.Span, "item");
        if (p.Quantity is not null) draft.Prove(p.QuantitySpan, "quantity");
        if (!Attribute(draft, out reason)) return null;
        if (draft is { Negated: true, Stance: Stance.Denies } && ByTheWay(p)) { reason = "told by the way of what is denied"; return null; }
        Speaker(draft);
        Times(draft);
        Money(draft);
        if (p.Frame.Kind == ClaimKind.Use) Impacts(draft);
        return draft;
    }

    private bool Attribute(ClaimDraft draft, out string? reason)
    {
        reason = null;
        var p = draft.Proposition;
        var (chain, basis, evidence) = attributions.Describe(p.Trigger, p.Scope.Proof.ConvertAll(x => x.Span));
        var lean = new List<TextSpan>();
        chain = book.Complete(chain, p.Trigger, lean);
        foreach (var span in lean) draft.Prove(span, "attribution");
        draft.Attribution = chain;
        draft.Basis = basis;
        foreach (var span in evidence) draft.Prove(span, "attribution");
        if (basis is { } b) draft.Prove(b, "basis");
        if (chain.IsEmpty && (speakers.Find(p.Trigger) ?? performers.Find(p)) is { } speaker)
        {
            var words = speaker.Source.Of(tree.Analysis.Text).ToString();
            lean.Clear();
            draft.Attribution = chain = book.Complete([new Attribution { Source = words, Words = words, Cue = speaker.Cue.Of(tree.Analysis.Text).ToString(), Kind = speaker.Government is null ? "person" : "body", Body = words, Government = speaker.Government, Primary = true, Said = speaker.Said is { } said ? said.Of(tree.Analysis.Text).ToString() : null }], p.Trigger, lean);
            foreach (var span in lean) draft.Prove(span, "attribution");
            if (speaker.Said is { } day) draft.Prove(day, "attribution");
            draft.Prove(speaker.Source, "attribution");
            draft.Prove(speaker.Cue, "attribution");
            if (speaker.Factuality is { } hedge && hedge > draft.Factuality) { draft.Factuality = hedge; draft.Prove(speaker.Cue, "factuality"); }
        }
        OwnBody(draft);
        chain = draft.Attribution;
        var links = attributions.Chain(p.Trigger);
        for (var i = links.Length - 1; i >= 0; i--)
        {
            var m = links[i];
            // The climb through the tree has already heard a cue under which the trigger hangs.
            if (draft.Proposition.Scope.Proof.Exists(x => x.Span.Overlaps(m.CueSpan))) continue;
            if (m.Negated && m.CueClass is not "think") { reason = $"“not {m.CueLemma}” states nothing"; return false; }
            if (p.Scope.Presupposed) continue;
            if (m.CueClass == "deny")
            {
                if (TurnsBetween(m.Cue, p.Trigger)) continue;
                draft.Negated = true;
                draft.Stance = Stance.Denies;
                draft.Prove(m.CueSpan, "stance");
                continue;
            }
            var cue = cues.Find(CuePart.Verb, m.CueLemma, "that");
            if (cue?.Factuality is { } firmness && firmness > draft.Factuality && cue.Effect is CueEffect.None)
            {
                draft.Factuality = firmness;
                draft.Prove(m.CueSpan, "factuality");
            }
            if (m.Negated && m.CueClass == "think" && cue?.Factuality is not null) { draft.Negated = !draft.Negated; draft.Prove(m.CueSpan, "negated"); }
        }
        if (p.Scope.Unsourced && !chain.Any(a => a.Primary && a.Kind is not ("outlet" or "agency"))) draft.Factuality = Factuality.Unknown;
        return true;
    }

    /// <summary>"denied that drones sold to Russia had been used": a participle behind arms that another deed under the denial is about.</summary>
    private bool ByTheWay(Proposition p) =>
        tree.Relation(p.Trigger) == "acl" && tree.Xpos(p.Trigger) is "VBN" && tree.Head(p.Trigger) is >= 0 and var thing && p.Items.Any(i => i.First <= thing && thing <= i.Last)
        && tree.Head(thing) is >= 0 and var deed && tree.Head(deed) >= 0 && tree.Upos(deed) is Upos.Verb && tree.Base(thing) is var r && (r.SequenceEqual("nsubj") || r.SequenceEqual("obj"));

    /// <summary>"denied that howitzers were passed on, but confirmed that sixteen were bought": behind "but" a new verb speaks.</summary>
    private bool TurnsBetween(int cue, int trigger)
    {
        // "rejected Chinese drones and has ordered ten from Turkey": the second of two deeds.
        if (tree.Base(trigger).SequenceEqual("conj") && tree.Head(trigger) == cue && tree.Child(trigger, "aux") >= 0) return true;
        for (var i = cue + 1; i + 1 < trigger; i++)
        {
            if (tree.WordIs(i, "but") && tree.Upos(i + 1) is Upos.Verb or Upos.Aux) return true;
        }
        return false;
    }

    /// <summary>"Germany will send tanks, the government said": a body without a state's name is that of the clause's own subject.</summary>
    private void OwnBody(ClaimDraft draft)
    {
        var at = -1;
        for (var i = draft.Attribution.Length - 1; i >= 0 && at < 0; i--)
        {
            if (draft.Attribution[i].Primary) at = i;
        }
        if (at < 0 || draft.Attribution[at] is not { Government: null } last || last.Kind is "outlet" or "agency" || !NamesBody(last.Words)) return;
        var p = draft.Proposition;
        var role = p.Frame.Kind == ClaimKind.Use ? Role.User : p.Frame.SubjectGets ? Role.Recipient : Role.Supplier;
        var own = p[role] ?? (p[Role.Supplier] is null ? p[Role.Recipient] : null);
        if (own?.Party is not { Kind: PartyKind.State, Iso3: { } government } || own.Proof.IsEmpty) return;
        // Only where the party stands in the claim's own sentence, before the deed and behind no preposition: "from the US was delivered, the ministry said".
        if (!tree.Analysis.Sentences[p.Sentence].Span.Overlaps(own.Proof[0]) || own.Proof[0].Start > tree.Analysis.SpanOf(p.Trigger).Start || BehindPreposition(own.Proof[0], p.Sentence)) return;
        draft.Attribution = draft.Attribution.SetItem(at, last with { Government = government });
        draft.Prove(own.Proof[0], "attribution");
    }

    private bool BehindPreposition(TextSpan span, int sentence)
    {
        var i = tree.Analysis.Sentences[sentence].FirstToken;
        while (tree.Analysis.SpanOf(i).Start < span.Start) i++;
        i--;
        while (i >= 0 && tree.SentenceOf(i) == sentence && tree.Upos(i) is Upos.Det or Upos.Adj) i--;
        return i >= 0 && tree.SentenceOf(i) == sentence && tree.Upos(i) is Upos.Adp;
    }

    private static bool NamesBody(string words)
    {
        var plain = words.ToLowerInvariant();
        return (plain.StartsWith("the ", StringComparison.Ordinal) || plain.StartsWith("its ", StringComparison.Ordinal) || plain.StartsWith("a ", StringComparison.Ordinal))
            && (plain.EndsWith("presidential official", StringComparison.Ordinal) || plain.EndsWith("government official", StringComparison.Ordinal) || plain.StartsWith("the country's ", StringComparison.Ordinal) || plain.StartsWith("the country’s ", StringComparison.Ordinal)
                || plain.EndsWith("government", StringComparison.Ordinal) || plain.EndsWith("ministry", StringComparison.Ordinal) || plain.EndsWith("army", StringComparison.Ordinal) || plain.EndsWith("military", StringComparison.Ordinal)
                || plain.EndsWith("cabinet", StringComparison.Ordinal) || plain.EndsWith("parliament", StringComparison.Ordinal) || plain.EndsWith("navy", StringComparison.Ordinal) || plain.EndsWith("air force", StringComparison.Ordinal)
                || plain.EndsWith("prime minister", StringComparison.Ordinal) || plain.EndsWith("defence minister", StringComparison.Ordinal) || plain.EndsWith("defense minister", StringComparison.Ordinal)
                || plain.EndsWith("ministry spokesman", StringComparison.Ordinal) || plain.EndsWith("ministry spokesperson", StringComparison.Ordinal) || plain.EndsWith("government spokesman", StringComparison.Ordinal));
    }

    /// <summary>Who answers for its own deed denies it; who speaks of another's states that it did not happen.</summary>
    private static void Speaker(ClaimDraft draft)
    {
        var scope = draft.Proposition.Scope;
        if (!draft.Negated || draft.Stance is not Stance.Asserts) return;
        var p = draft.Proposition;
        if (scope.WillNot && scope.Stage == Stage.Planned) { draft.Stance = Stance.Denies; return; }
        var government = draft.Attribution.FirstOrDefault(a => a.Primary)?.Government;
        var own = government is not null && (government == p[Role.Supplier]?.Key || government == p[Role.Recipient]?.Key);
        if (scope.DoesNot && !scope.StageByCue && scope.Stage is Stage.Delivered or Stage.Ordered or Stage.InDelivery && own) draft.Stance = Stance.Denies;
    }

    private void Times(ClaimDraft draft)
    {
        var p = draft.Proposition;
        if (!_times.TryGetValue(p.Sentence, out var times)) _times[p.Sentence] = times = TimeReader.Read(tree.Analysis, p.Sentence);
        if (times.IsEmpty) return;
        TimeMention? best = null;
        var bestRank = int.MaxValue;
        foreach (var t in times)
        {
            if (attributions.Mentions.Any(m => m.Said is { } said && said.Span == t.Span) || draft.Attribution.Any(a => a.Said is { } s && t.Time.Words.EndsWith(s, StringComparison.Ordinal) && draft.Proof.ContainsKey(t.Span))) continue;
            var rank = Rank(t, p);
            if (rank < bestRank) { best = t; bestRank = rank; }
        }
        if (best is not { } time) return;
        var future = p.Scope.Future || p.Scope.Stage is Stage.Planned or Stage.Pledged or Stage.Sought or Stage.Ordered && time.Time.Tense == "future";
        // "seven years ago" lies behind, whatever the verb's form was taken for.
        if (time.Time.Words.EndsWith(" ago", StringComparison.Ordinal))
        {
            if (p.Scope.Stage is Stage.Planned && !p.Scope.StageByCue) return;
            draft.When = time.Time with { Tense = "past" };
            draft.Prove(time.Span, "when");
            return;
        }
        if (future) { draft.Expected = time.Time; draft.Prove(time.Span, "expected"); }
        else
        {
            // What was handed over, used or stopped lies behind, whatever the tagger made of the verb.
            var over = !draft.Negated && (p.Frame.Kind == ClaimKind.Use || p.Scope.Stage is Stage.Delivered or Stage.Intercepted) && time.Time.Tense == "present";
            draft.When = over ? time.Time with { Tense = "past" } : time.Time;
            draft.Prove(time.Span, "when");
        }
    }

    /// <summary>How near a time stands to the deed: it dates the trigger, or a word between trigger and top, or stands in the
    /// trigger's own clause. <see cref="int.MaxValue"/>: it dates something else.</summary>
    private int Rank(TimeMention t, Proposition p)
    {
        if (DatesAnEvent(t, p)) return int.MaxValue;
        if (t.Governor == p.Trigger) return t.Resolvable ? 0 : 1;
        if (t.Governor >= 0)
        {
            var at = p.Trigger;
            for (var hop = 0; hop < 4; hop++)
            {
                var head = tree.Head(at);
                if (head < 0) break;
                if (head == t.Governor && (p.Frame.IsNoun || tree.Base(at) is var r && (r.SequenceEqual("xcomp") || r.SequenceEqual("conj") && false)))
                {
                    return attributions.Mentions.Any(m => m.Cue == head) ? int.MaxValue : 2 + hop;
                }
                if (!p.Frame.IsNoun && !tree.Base(at).SequenceEqual("xcomp")) break;
                at = head;
            }
            return BeforeTrigger(t, p) ? 8 : int.MaxValue;
        }
        return BeforeTrigger(t, p) ? 7 : int.MaxValue;
    }

    /// <summary>"after the invasion in February", "following talks in May": the day is that of what came before or after the deed,
    /// by the order of words, wherever the tree hangs it.</summary>
    private bool DatesAnEvent(TimeMention t, Proposition p)
    {
        var nouns = 0;
        for (var i = t.FirstToken - 1; i >= 0 && t.FirstToken - i <= MostOfAnEvent && tree.SentenceOf(i) == p.Sentence; i--)
        {
            if (tree.WordLower(i) is "after" or "before" or "following" or "since" or "until" or "till" or "despite") return nouns > 0 && (p.Trigger < i || p.Trigger >= t.EndToken);
            if (tree.Upos(i) is Upos.Noun or Upos.Propn) nouns++;
            else if (tree.Upos(i) is not (Upos.Adj or Upos.Det or Upos.Num or Upos.Part or Upos.Adp) && tree.Analysis.Word(i) is not ("-" or "–")) return false;
        }
        return false;
    }

    /// <summary>"that in August the army took delivery": the time opens the trigger's own clause.</summary>
    private bool BeforeTrigger(TimeMention t, Proposition p)
    {
        if (t.EndToken > p.Trigger || !t.Resolvable) return false;
        for (var i = t.EndToken; i < p.Trigger; i++)
        {
            if (tree.Upos(i) is Upos.Sconj || tree.Analysis.Word(i) is "," or ";") return false;
            if (tree.Upos(i) is Upos.Verb && !(p.Frame.IsNoun && p.Trigger - i <= 2)) return false;
        }
        var before = t.FirstToken - 1;
        if (before >= 0 && tree.Upos(before) is Upos.Adp) before--;
        // "that in August the army took delivery", "On December 31 forces fired"
        return before < 0 || tree.SentenceOf(before) != p.Sentence || tree.Lemma(before) is "that";
    }

    private void Money(ClaimDraft draft)
    {
        var p = draft.Proposition;
        if (p.Frame.Kind == ClaimKind.Use) return;
        if (!_money.TryGetValue(p.Sentence, out var money)) _money[p.Sentence] = money = MoneyReader.Read(tree.Analysis, p.Sentence);
        if (money.Length != 1) return;
        var m = money[0];
        var near = p.Items.Any(i => m.FirstToken > i.Last && m.FirstToken - i.Last <= 10 || m.EndToken <= i.First && i.First - m.EndToken <= 6);
        var atTrigger = Math.Abs(p.Trigger - m.FirstToken) <= 6;
        if (!near && !atTrigger) return;
        draft.Value = m.Value;
        draft.Prove(m.Span, "value");
    }

    /// <summary>"landed in an open field in the Zaporizhzhia region": where it came down, in the use's own sentence or the next.</summary>
    private void Impacts(ClaimDraft draft)
    {
        var p = draft.Proposition;
        for (var s = p.Sentence; s <= p.Sentence + 1 && s < tree.Analysis.Sentences.Length; s++)
        {
            var sentence = tree.Analysis.Sentences[s];
            for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
            {
                if (s == p.Sentence && t <= p.Trigger) continue;
                if (tree.Upos(t) is not Upos.Verb || tree.Lemma(t) is not ("land" or "fall" or "crash" or "explode" or "come")) continue;
                if (s > p.Sentence && !SubjectIsItem(t, p)) continue;
                if (PlaceBehind(t, sentence.EndToken) is { } place)
                {
                    draft.Where.Add(new Place(place.Of(tree.Analysis.Text).ToString(), null, null, "impact"));
                    draft.Prove(place, "where");
                    return;
                }
            }
        }
    }

    private bool SubjectIsItem(int verb, Proposition p)
    {
        for (var i = verb - 1; i >= 0 && verb - i <= 8 && tree.SentenceOf(i) == tree.SentenceOf(verb); i--)
        {
            if (tree.Upos(i) is Upos.Noun && tree.Lemma(i) == tree.Lemma(p.Items[0].Last)) return true;
            if (tree.Upos(i) is Upos.Pron && tree.Lemma(i) is "it" or "they" or "one") return true;
        }
        return false;
    }

    /// <summary>The last proper name in the run of "in … in the X region" phrases behind a verb.</summary>
    private TextSpan? PlaceBehind(int verb, int end)
    {
        TextSpan? found = null;
        for (var i = verb + 1; i < end && i - verb <= 14; i++)
        {
            if (tree.Upos(i) is Upos.Verb or Upos.Sconj or Upos.Pron) break;
            if (tree.Analysis.Word(i) is "," or ";" && found is not null) break;
            if (tree.Upos(i) is not Upos.Propn) continue;
            var first = i;
            while (i + 1 < end && tree.Upos(i + 1) is Upos.Propn) i++;
            found = tree.Span(first, i);
        }
        return found;
    }

    /// <summary>The place of the sentence in the article.</summary>
    public ClaimPart PartOf(int sentence)
    {
        var start = tree.Analysis.Sentences[sentence].Span.Start;
        foreach (var block in article.Blocks)
        {
            if (!block.Span.Contains(start)) continue;
            return block.Kind switch { BlockKind.Title => ClaimPart.Headline, BlockKind.Subtitle => ClaimPart.Subtitle, _ => ClaimPart.Body };
        }
        return ClaimPart.Body;
    }
}

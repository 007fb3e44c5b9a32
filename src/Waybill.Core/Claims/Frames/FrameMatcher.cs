using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Claims.Mentions;
using Waybill.Claims.Reading;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Claims.Frames;

/// <summary>A frame that found its trigger and did not become a statement, and why.</summary>
internal readonly record struct NearMiss(int Sentence, int Trigger, string Frame, string Reason);

/// <summary>Fills frames: for each trigger of a sentence the places beside it, the roles they mean, the scope over it.</summary>
internal sealed class FrameMatcher(TreeView tree, Lexicon lexicon, FrameTable frames, ArgumentFinder arguments, ScopeReader scopes)
{
    private const int MaxFill = 4;

    public List<NearMiss> Misses { get; } = [];

    public void Match(int sentenceIndex, SentenceMentions mentions, bool headline, List<Proposition> into)
    {
        var sentence = tree.Analysis.Sentences[sentenceIndex];
        _parties = mentions.Parties;
        var quantities = QuantityReader.Read(tree.Analysis, sentenceIndex);
        for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
        {
            var isVerb = tree.Upos(t) is Upos.Verb || tree.Xpos(t).StartsWith("VB", StringComparison.Ordinal) && tree.Upos(t) is not Upos.Aux;
            var isNoun = !isVerb && tree.Upos(t) is Upos.Noun;
            if (!isVerb && !isNoun) continue;
            var lemma = tree.Lemma(t);
            var candidates = isVerb ? frames.Verbs(lemma) : frames.Nouns(lemma);
            if (isVerb && candidates.IsEmpty) candidates = ByForm(t);
            if (candidates.IsEmpty) continue;
            // "drones purchased by" is a verb; "used rifles" is not.
            if (isVerb && tree.Base(t).SequenceEqual("amod") && !(t > sentence.FirstToken && tree.Upos(t - 1) is Upos.Propn or Upos.Noun or Upos.Pron)) continue;
            if (isNoun && tree.Base(t).SequenceEqual("compound")) continue;
            // "intercepted a shipment", "received a batch": the verb's own frame reads through such nouns.
            if (isNoun && ActorNouns.IsMeasure(lemma) && tree.Head(t) is var over && over >= 0 && tree.IsVerb(over) && tree.Base(t).SequenceEqual("obj") && !frames.Verbs(tree.Lemma(over)).IsEmpty) continue;
            // Soviet-era help is history of another state.
            if (mentions.Parties.Any(p => p.Party.Iso3 == "SUN" && p.First < t && t - p.First <= 4)) continue;
            if (mentions.Items.Any(i => i.First <= t && t <= i.Last && !i.IsPlaceholder)) continue;
            List<Argument>? found = null;
            List<Proposition>? open = null;
            foreach (var frame in candidates)
            {
                if (!CompanionStands(frame, t)) continue;
                found ??= Arguments(frame, t, isNoun, mentions, sentence);
                var before = into.Count;
                if (!Fill(frame, t, sentenceIndex, found, mentions, quantities, headline, into)) continue;
                // A frame that lacks a party stands back behind one that does not; another sentence may name it.
                if (!frame.NeedsIt("both") || into.GetRange(before, into.Count - before).TrueForAll(p => p[Role.Supplier] is not null && p[Role.Recipient] is not null)) { open = null; break; }
                open ??= into.GetRange(before, into.Count - before);
                into.RemoveRange(before, into.Count - before);
            }
            if (open is not null) into.AddRange(open);
        }
    }

    /// <summary>The verb's frames by its form, where the lemma was guessed wrong ("ceded" → "ced").</summary>
    private ImmutableArray<Frame> ByForm(int token)
    {
        var word = tree.WordLower(token);
        if (word.Length < 5) return [];
        var stem = word.EndsWith("ed", StringComparison.Ordinal) ? word[..^2] : word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3] : word.EndsWith('s') ? word[..^1] : "";
        if (stem.Length < 3) return [];
        if (frames.Verbs(stem) is { IsEmpty: false } plain) return plain;
        if (frames.Verbs(stem + "e") is { IsEmpty: false } silent) return silent;
        return stem[^1] == stem[^2] ? frames.Verbs(stem[..^1]) : [];
    }

    /// <summary>What stands beside a trigger; for a deal that is signed also what stands beside the signing ("was signed with X for Y").</summary>
    private List<Argument> Arguments(Frame frame, int trigger, bool isNoun, SentenceMentions mentions, Sentence sentence)
    {
        var found = arguments.Find(trigger, isNoun, mentions, sentence);
        if (!frame.NeedsIt("signed") || VerbOver(trigger) is not (>= 0 and var verb)) return found;
        foreach (var a in arguments.Find(verb, isNoun: false, mentions, sentence))
        {
            if (a.Place is not ("with" or "for" or "from" or "on" or "to") || found.Exists(f => ReferenceEquals(f.Mention, a.Mention) && f.Place == a.Place)) continue;
            found.Add(a with { Cost = a.Cost + 1 });
        }
        return found;
    }

    private bool CompanionStands(Frame frame, int trigger)
    {
        if (frame.Companion.Length == 0) return true;
        if (frame.Companion.StartsWith("v:", StringComparison.Ordinal))
        {
            var verb = frame.Companion[2..];
            var head = tree.Head(trigger);
            if (head >= 0 && tree.Lemma(head) == verb && tree.Base(trigger).SequenceEqual("obj")) return true;
            for (var i = trigger - 1; i >= 0 && trigger - i <= 3 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i--)
            {
                if (tree.Lemma(i) == verb && tree.Upos(i) is Upos.Verb) return true;
                if (tree.Upos(i) is not (Upos.Det or Upos.Adj)) return false;
            }
            return false;
        }
        for (var i = trigger + 1; i < tree.Tokens.Count && i - trigger <= 6 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i++)
        {
            if (tree.WordIs(i, frame.Companion) && tree.Upos(i) is Upos.Adp or Upos.Adv && (i == trigger + 1 || tree.Head(i) == trigger)) return true;
        }
        return false;
    }

    private bool Fill(Frame frame, int trigger, int sentence, List<Argument> found, SentenceMentions mentions, ImmutableArray<QuantityMention> quantities, bool headline, List<Proposition> into)
    {
        var itemArguments = First(frame.PlacesOf(FrameRole.Item), found, items: true);
        if (itemArguments.Count == 0 && frame.PlacesOf(FrameRole.Item) is ["self"]) itemArguments = [Itself(trigger)];
        if (itemArguments.Count == 0) return Miss("no arms at the item's place");
        var used = new HashSet<Mention>(ReferenceEqualityComparer.Instance);
        foreach (var i in itemArguments) used.Add(i.Mention);
        var filled = new Dictionary<FrameRole, List<Argument>>();
        foreach (var places in frame.Roles)
        {
            if (places.Role == FrameRole.Item) continue;
            var parties = Parties(places, frame, trigger, found, mentions, used);
            if (parties.Count == 0) continue;
            foreach (var p in parties) used.Add(p.Mention);
            filled[places.Role] = parties;
        }
        var scope = scopes.Read(trigger, frame, headline);
        if (scope.Dropped is { } why) return Miss(why);
        GovernorSubject(frame, trigger, scope, mentions, used, filled);
        if (frame.NeedsIt("signed") && Signed(frame, trigger, filled, itemArguments) is { } unsigned) return Miss(unsigned);
        Counterpart(frame, trigger, scope, mentions, used, filled);
        Dealt(frame, trigger, scope, mentions, used, filled, itemArguments);
        if (frame.NeedsIt("signed") && filled.Count == 0) Between(trigger, mentions, filled, itemArguments);
        EndUser(trigger, mentions, used, filled);
        if (Lacks(frame, trigger, filled, itemArguments) is { } lack) return Miss(lack);
        foreach (var group in Groups(trigger, itemArguments, quantities, headline || frame.Kind == ClaimKind.Use))
        {
            foreach (var roles in Combinations(filled))
            {
                into.Add(new Proposition
                {
                    Frame = frame,
                    Trigger = trigger,
                    Sentence = sentence,
                    Scope = scope,
                    Items = group.Items,
                    Quantity = group.Quantity,
                    QuantitySpan = group.Span,
                    Roles = roles,
                    Cost = itemArguments.Max(a => a.Cost) + filled.Values.SelectMany(v => v).Select(a => a.Cost).DefaultIfEmpty(0).Max(),
                    Trace = [$"frame {frame.Id} at “{tree.WordLower(trigger)}”", .. itemArguments.Concat(filled.Values.SelectMany(v => v)).Select(a => $"{a.Place}: “{a.Mention.Span.Of(tree.Analysis.Text)}”{(a.Surface ? " (by order of words)" : "")}"), .. scope.Trace],
                });
            }
        }
        return true;

        bool Miss(string reason)
        {
            Misses.Add(new NearMiss(sentence, trigger, frame.Id, reason));
            return false;
        }
    }

    /// <summary>"is arming the rebels": the word itself names the arms.</summary>
    private Argument Itself(int trigger)
    {
        var span = tree.Analysis.SpanOf(trigger);
        var item = new Item { Words = span.Of(tree.Analysis.Text).ToString(), Category = "unspecified", Description = "arms" };
        return new Argument(new ItemMention(trigger, trigger, trigger, span, item) { PhraseFirst = trigger }, "self", 0, false);
    }

    private static List<Argument> First(ImmutableArray<string> places, List<Argument> found, bool items)
    {
        foreach (var place in places)
        {
            var at = found.Where(a => a.Place == place && a.Mention is ItemMention == items).ToList();
            if (at.Count > 0) return at;
        }
        return [];
    }

    private List<Argument> Parties(FramePlaces places, Frame frame, int trigger, List<Argument> found, SentenceMentions mentions, HashSet<Mention> used)
    {
        foreach (var place in places.Places)
        {
            switch (place)
            {
                case "v.subj": continue; // read with the scope, which knows the governing word
                case "bound":
                    if (Bound(trigger, mentions, used) is { } bound) return [new Argument(bound, "bound", 1, true)];
                    continue;
                case "soil":
                    if (Soil(trigger, mentions, used) is { } soil) return [new Argument(soil, "soil", 1, true)];
                    continue;
                case "owner":
                    if (Owner(trigger, found, used) is { } owner) return [new Argument(owner, "owner", 1, true)];
                    continue;
                case "aim":
                    if (AimedAt(trigger, mentions, used) is { } aim) return [new Argument(aim, "aim", 1, true)];
                    continue;
                case "license":
                    if (Licensor(trigger, mentions) is { } licensor) return [new Argument(licensor, "license", 1, true)];
                    continue;
            }
            var at = found.Where(a => a.Place == place && a.Mention is PartyMention && !used.Contains(a.Mention)).ToList();
            // "for its war", "for use in": the phrase with "for" names a purpose unless a party is its own head.
            // Whom the words do not name only ever receives, and only where nobody is named.
            if (at.Count > 0 && (places.Role != FrameRole.Recipient || at.Exists(IsNamed))) at.RemoveAll(a => !IsNamed(a));
            Unlisted(at);
            if (at.Count > 0) return at.Count > MaxFill ? at[..MaxFill] : at;
        }
        return [];
    }

    /// <summary>Two parties at one place without a conjunction are no list: "by Venezuela, Serbian spokesman X said". The first stands.</summary>
    private void Unlisted(List<Argument> at)
    {
        if (at.Count < 2) return;
        var first = at.Min(a => a.Mention.Last);
        var last = at.Max(a => a.Mention.First);
        for (var i = first + 1; i < last; i++)
        {
            if (tree.Upos(i) is Upos.Cconj || tree.WordIs(i, "&") || tree.WordIs(i, "as") && tree.WordIs(i + 1, "well")) return;
        }
        var key = at.OrderBy(a => a.Mention.First).First();
        at.RemoveAll(a => a.Mention != key.Mention);
    }

    private static bool IsNamed(Argument a) => ((PartyMention)a.Mention).Party.Kind is not PartyKind.Undisclosed;

    /// <summary>"bound for X", "destined for X", "en route to X", "on its way to X", "intended for X", "X-bound".</summary>
    private PartyMention? Bound(int trigger, SentenceMentions mentions, HashSet<Mention> used)
    {
        foreach (var p in mentions.Parties)
        {
            if (used.Contains(p) || p.First <= trigger - 12) continue;
            if (p.Form is PartyForm.Bound) return p;
            if (p.Modifies >= 0 && mentions.Parties.Any(o => o.First <= p.Modifies && p.Modifies <= o.Last)) continue; // "bound for Yemen's Houthis"
            var i = p.First - 1;
            while (i > 0 && tree.Upos(i) is Upos.Det || i > 0 && tree.WordIs(i, "'s") || i > 0 && mentions.Parties.Any(o => o.Modifies >= 0 && o.First <= i && i <= o.Last)) i--;
            if (i < 1 || tree.SentenceOf(i) != tree.SentenceOf(trigger)) continue;
            if (tree.Lemma(i) is "for" && tree.WordLower(i - 1) is "bound" or "destined" or "headed" or "intended" or "meant" or "heading") return p;
            if (tree.Lemma(i) is "to" && tree.WordLower(i - 1) is "route" or "way" or "headed" or "heading" or "destined") return p;
        }
        return null;
    }

    /// <summary>"Poland's jets will go to Ukraine", "Spain's tanks were sent": whose the arms are, where nobody is said to give them.</summary>
    private PartyMention? Owner(int trigger, List<Argument> found, HashSet<Mention> used)
    {
        if (found.Exists(a => a.Place == "subj" && a.Mention is PartyMention) || !(tree.IsPassive(trigger) || found.Exists(a => a.Place == "subj" && a.Mention is ItemMention))) return null;
        foreach (var p in _parties)
        {
            if (p.Modifies < 0 || p.Form is not PartyForm.Name || used.Contains(p)) continue;
            if (found.Exists(a => a.Mention is ItemMention i && a.Place is "subj" or "obj" && i.First <= p.Modifies && p.Modifies <= i.Last)) return p;
        }
        return null;
    }

    private System.Collections.Immutable.ImmutableArray<PartyMention> _parties = [];

    /// <summary>"sold to a trader for delivery to Ukraine": who has it in the end.</summary>
    private void EndUser(int trigger, SentenceMentions mentions, HashSet<Mention> used, Dictionary<FrameRole, List<Argument>> filled)
    {
        if (!filled.ContainsKey(FrameRole.Recipient)) return;
        foreach (var p in mentions.Parties)
        {
            if (p.First <= trigger || !p.Acts || p.Modifies >= 0 || used.Contains(p)) continue;
            var i = p.First - 1;
            while (i > trigger && tree.Upos(i) is Upos.Det) i--;
            if (!tree.WordIs(i, "to") || tree.Lemma(i - 1) is not ("delivery" or "transfer" or "shipment" or "re-export" or "supply" or "donation")) continue;
            var before = i - 2;
            while (before > trigger && tree.Upos(before) is Upos.Adj) before--;
            if (!tree.WordIs(before, "for")) continue;
            filled[FrameRole.EndUser] = [new Argument(p, "for delivery to", 1, true)];
            used.Add(p);
            return;
        }
    }

    /// <summary>"at the Polish port of Gdynia", "in Poland's capital": whose ground it is.</summary>
    private PartyMention? Soil(int trigger, SentenceMentions mentions, HashSet<Mention> used)
    {
        foreach (var p in mentions.Parties)
        {
            if (p.First <= trigger || p.First - trigger > 8 || used.Contains(p) || p.Modifies < 0) continue;
            if (tree.Lemma(p.Modifies) is not ("port" or "base" or "airport" or "capital" or "city" or "soil" or "territory" or "harbour" or "harbor" or "airfield" or "town")) continue;
            var i = p.First - 1;
            while (i > trigger && tree.Upos(i) is Upos.Det or Upos.Adj) i--;
            if (i >= trigger && tree.Lemma(i) is "at" or "in" or "to" or "on" or "reach") return p;
        }
        return null;
    }

    /// <summary>"to target Ukraine's grid", "to strike Israel", "against Ukraine's cities": the one who is hit, also as an owner.</summary>
    private PartyMention? AimedAt(int trigger, SentenceMentions mentions, HashSet<Mention> used)
    {
        foreach (var p in mentions.Parties)
        {
            if (p.First <= trigger || p.First - trigger > 16 || used.Contains(p) || p.Form is not PartyForm.Name and not PartyForm.Adjective) continue;
            var i = p.First - 1;
            while (i > trigger && tree.Upos(i) is Upos.Det or Upos.Adj) i--;
            if (i <= trigger || tree.SentenceOf(i) != tree.SentenceOf(trigger)) continue;
            if (tree.Lemma(i) is "target" or "strike" or "hit" or "attack" or "bomb" or "shell" or "pound" or "bombard" && (tree.Upos(i) is Upos.Verb || tree.WordIs(i - 1, "to"))) return p;
            if (tree.Lemma(i) is "against" or "at" or "on" or "into" && (p.Modifies >= 0 && p.Form == PartyForm.Name || p.Form == PartyForm.Adjective && p.Modifies >= 0 && Clear(trigger, i))) return p;
        }
        return null;
    }

    private bool Clear(int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            if (tree.Upos(i) is Upos.Verb or Upos.Sconj || tree.Analysis.Word(i) is ",") return false;
        }
        return true;
    }

    private PartyMention? Licensor(int trigger, SentenceMentions mentions)
    {
        foreach (var p in mentions.Parties)
        {
            if (p.First - 2 <= trigger || tree.SentenceOf(p.First) != tree.SentenceOf(trigger)) continue;
            if (tree.Lemma(p.First - 1) is "from" && tree.WordLower(p.First - 2) is "licence" or "license") return p;
        }
        return null;
    }

    /// <summary>For a noun of transfer: the subject of the verb over it ("Iran stepped up deliveries", "Washington approved
    /// the sale") is the one whose transfer it is, where no phrase says otherwise.</summary>
    private void GovernorSubject(Frame frame, int trigger, ScopeReading scope, SentenceMentions mentions, HashSet<Mention> used, Dictionary<FrameRole, List<Argument>> filled)
    {
        if (!frame.IsNoun) return;
        FrameRole? role = null;
        foreach (var places in frame.Roles)
        {
            if (places.Places.Contains("v.subj")) { role = places.Role; break; }
        }
        if (role is Waybill.Claims.Frames.FrameRole.Supplier && scope.NounGovernor is { Stage: Stage.Requested }) role = FrameRole.Recipient;
        if (role is not { } r || filled.ContainsKey(r)) return;
        int verb;
        if (frame.Companion.StartsWith("v:", StringComparison.Ordinal)) verb = VerbOver(trigger);
        else if (scope.NounGovernor is { } cue && (cue.Control == CueControl.Subject || cue.Stage is Stage.Approved or Stage.Requested) && cue.Effect is not (CueEffect.Drop) && cue.Stance is not Stance.Opposes
            && !(cue.Lemma == "deny" && tree.WordIs(scope.NounGovernorToken - 1, "or"))
            && !(cue.Lemma is "welcome" or "confirm" or "report" or "discuss" or "take" or "occur" or "reject" or "block" or "veto" && frame.SubjectGets == false)) verb = scope.NounGovernorToken;
        else if (scope.ApprovalNoun >= 0) verb = VerbOver(scope.ApprovalNoun);
        else if (frame.NeedsIt("signed") || frame.Stage is Stage.Negotiating) verb = VerbOver(trigger);
        else return;
        if (verb < 0 && frame.Stage is Stage.Negotiating && tree.OwnSubject(trigger, out _) is >= 0 and var talker)
        {
            // "Sudan is in talks with Iran"
            foreach (var p in mentions.Parties)
            {
                if (!p.Acts || used.Contains(p) || p.Modifies >= 0 || arguments.Core(p.Head) != arguments.Core(talker)) continue;
                filled[r] = [new Argument(p, "v.subj", 1, false)];
                used.Add(p);
                return;
            }
        }
        if (verb < 0) return;
        if (tree.IsPassive(verb))
        {
            // "the sale was approved by the United States"
            if (scope.NounGovernor is not { Stage: Stage.Approved or Stage.Requested }) return;
            foreach (var p in mentions.Parties)
            {
                if (!p.Acts || used.Contains(p) || p.First <= verb || p.First - verb > 4) continue;
                var by = p.First - 1;
                while (by > verb && tree.Upos(by) is Upos.Det) by--;
                if (!tree.WordIs(by, "by")) continue;
                filled[r] = [new Argument(p, "by", 1, true)];
                used.Add(p);
                return;
            }
            return;
        }
        var subject = arguments.SubjectOf(verb, out _);
        var core = subject < 0 ? -1 : arguments.Core(subject);
        var right = verb - 1; // the party right before the verb group, where the tree gives none
        while (right > 0 && tree.Upos(right) is Upos.Aux or Upos.Adv) right--;
        // By the tree, else by the order of words: the tree of a clause that opens with a time is often torn.
        for (var pass = 0; pass < 2 && !filled.ContainsKey(r); pass++)
        {
            foreach (var p in mentions.Parties)
            {
                if (!p.Acts || used.Contains(p) || p.Modifies >= 0) continue;
                if (pass == 0 ? core < 0 || arguments.Core(p.Head) != core : p.Last != right || AfterPreposition(p)) continue;
                if (!filled.TryGetValue(r, out var list)) filled[r] = list = [];
                if (list.Count < MaxFill) list.Add(new Argument(p, "v.subj", 1 + pass, pass > 0));
                used.Add(p);
            }
        }
    }

    private bool AfterPreposition(PartyMention p)
    {
        var i = p.First - 1;
        while (i >= 0 && tree.SentenceOf(i) == tree.SentenceOf(p.First) && tree.Upos(i) is Upos.Det) i--;
        return i >= 0 && tree.SentenceOf(i) == tree.SentenceOf(p.First) && tree.Upos(i) is Upos.Adp;
    }

    /// <summary>Who sells in a contract: its maker, or the company; the one to whom it is awarded. Null, or why it states nothing.</summary>
    private string? Signed(Frame frame, int trigger, Dictionary<FrameRole, List<Argument>> filled, List<Argument> items)
    {
        var verb = VerbOver(trigger);
        var lemma = verb < 0 ? "" : tree.Lemma(verb);
        var won = Winning.Contains(lemma);
        if (frame.Stage is not Stage.Negotiating && !won && !Concluding.Contains(lemma)) return "no verb of concluding";
        var subject = filled.GetValueOrDefault(FrameRole.Recipient);
        var other = filled.GetValueOrDefault(FrameRole.Supplier);
        var company = subject is [{ Mention: PartyMention { Party.Kind: PartyKind.Company } }];
        var made = items.Select(i => ((ItemMention)i.Mention)).Select(i => (i.Maker ?? i.Origin)?.Key ?? (i.Item.Designation is { } d && lexicon.Item(d)?.Producer is { } p ? p.Split('|')[0] : null)).FirstOrDefault(k => k is not null);
        var subjectMakes = made is not null && subject is [{ Mention: PartyMention maker }] && maker.Key == made;
        if (!company && !won && !subjectMakes) return null;
        filled.Remove(FrameRole.Recipient);
        filled.Remove(FrameRole.Supplier);
        if (subject is not null) filled[FrameRole.Supplier] = subject;
        if (other is not null) filled[FrameRole.Recipient] = other;
        return null;
    }

    /// <summary>"signed a deal with China for the purchase of drones", "a contract was signed for the delivery of 180 tanks": the
    /// partners of the deal are those of what it is for.</summary>
    private void Dealt(Frame frame, int trigger, ScopeReading scope, SentenceMentions mentions, HashSet<Mention> used, Dictionary<FrameRole, List<Argument>> filled, List<Argument> items)
    {
        if (!frame.IsNoun || frame.NeedsIt("signed") || frame.Companion.Length > 0 || frame.Kind != ClaimKind.Flow) return;
        var deal = DealBefore(trigger);
        if (deal < 0) return;
        var verb = VerbOver(deal);
        if (verb < 0 || !(Concluding.Contains(tree.Lemma(verb)) || Winning.Contains(tree.Lemma(verb)))) return;
        if (!scope.StageByCue && scope.Stage is Stage.Delivered)
        {
            scope.Stage = tree.Lemma(deal) is "contract" or "order" ? Stage.Ordered : Stage.Agreed;
            scope.StageByCue = true;
            scope.Proof.Add((tree.Analysis.SpanOf(deal), "stage"));
        }
        PartyMention? with = null, signer = null;
        var subject = tree.IsPassive(verb) ? -1 : arguments.SubjectOf(verb, out _);
        var core = subject < 0 ? -1 : arguments.Core(subject);
        foreach (var p in mentions.Parties)
        {
            if (!p.Acts || p.Modifies >= 0 || used.Contains(p)) continue;
            if (core >= 0 && (arguments.Core(p.Head) == core || p.First <= subject && subject <= p.Last) || core < 0 && !tree.IsPassive(verb) && p.Last == verb - 1) signer ??= p;
            var before = p.First - 1;
            while (before > deal && tree.Upos(before) is Upos.Det) before--;
            if (p.First > deal && p.Last < trigger && tree.WordIs(before, "with")) with ??= p;
        }
        if (with is null && signer is null) return;
        var item = (ItemMention)items[0].Mention;
        var made = (item.Maker ?? item.Origin)?.Key ?? (item.Item.Designation is { } d && lexicon.Item(d)?.Producer is { } m ? m.Split('|')[0] : null);
        var approver = scope.NounGovernor is { Stage: Stage.Approved } || tree.Lemma(verb) == "approve";
        // Who sells: the signer of a sale; for a delivery or supply only the maker or a company tells.
        var gets = frame.SubjectGets;
        if (!gets && frame.Lemma is not ("sale" or "export") && !approver)
        {
            if (made is not null && with?.Key == made || with?.Party.Kind is PartyKind.Company) gets = true;
            else if (!(made is not null && signer?.Key == made || signer?.Party.Kind is PartyKind.Company)) return;
        }
        var (buyer, seller) = gets ? (signer, with) : (with, signer);
        if (buyer is not null && filled.TryAdd(FrameRole.Recipient, [new Argument(buyer, "deal", 1, true)])) used.Add(buyer);
        if (seller is not null && filled.TryAdd(FrameRole.Supplier, [new Argument(seller, "deal", 1, true)])) used.Add(seller);
    }

    /// <summary>The deal before "for the purchase of", with its partner and worth between, or −1.</summary>
    private int DealBefore(int trigger)
    {
        var link = false;
        for (var i = trigger - 1; i >= 0 && trigger - i <= 14 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i--)
        {
            if (tree.WordIs(i, "for") || tree.WordIs(i, "on") || tree.WordIs(i, "covering") || tree.WordIs(i, "over")) { link = true; continue; }
            if (tree.Upos(i) is Upos.Noun && tree.Lemma(i) is "deal" or "contract" or "agreement" or "accord" or "pact" or "memorandum") return link ? i : -1;
            if (tree.Upos(i) is Upos.Verb && !(tree.IsPassive(i) && Concluding.Contains(tree.Lemma(i))) || tree.Upos(i) is Upos.Sconj or Upos.Pron || tree.Analysis.Word(i) is "," or ";") return -1;
        }
        return -1;
    }

    /// <summary>"a deal for 36 jets between India and France": the maker's country sells.</summary>
    private void Between(int trigger, SentenceMentions mentions, Dictionary<FrameRole, List<Argument>> filled, List<Argument> items)
    {
        PartyMention? one = null;
        foreach (var p in mentions.Parties)
        {
            if (!p.Acts || p.Modifies >= 0 || p.First < trigger) continue;
            var i = p.First - 1;
            while (i > trigger && tree.Upos(i) is Upos.Det) i--;
            if (one is null) { if (tree.WordIs(i, "between")) one = p; continue; }
            if (!tree.WordIs(i, "and") || i - one.Last > 2) return;
            var item = (ItemMention)items[0].Mention;
            var made = (item.Maker ?? item.Origin)?.Key ?? (item.Item.Designation is { } d && lexicon.Item(d)?.Producer is { } m ? m.Split('|')[0] : null);
            if (made != one.Key && made != p.Key) return;
            var (seller, buyer) = made == one.Key ? (one, p) : (p, one);
            filled[FrameRole.Supplier] = [new Argument(seller, "between", 2, true)];
            filled[FrameRole.Recipient] = [new Argument(buyer, "between", 2, true)];
            return;
        }
    }

    private static readonly FrozenSet<string> Concluding = FrozenSet.Create(StringComparer.Ordinal,
        "sign", "reach", "conclude", "ink", "seal", "strike", "finalise", "finalize", "clinch", "close", "agree", "make", "complete", "have", "announce", "initial", "enter", "approve", "cancel", "suspend", "scrap", "terminate", "secure");

    private static readonly FrozenSet<string> Winning = FrozenSet.Create(StringComparer.Ordinal, "win", "land", "bag", "receive", "gain");

    /// <summary>"in talks with India to buy": the one talked with is at the other end; "asked India to supply": the asker gets.</summary>
    private void Counterpart(Frame frame, int trigger, ScopeReading scope, SentenceMentions mentions, HashSet<Mention> used, Dictionary<FrameRole, List<Argument>> filled)
    {
        if (frame.IsNoun || frame.Kind != ClaimKind.Flow) return;
        var other = frame.SubjectGets ? FrameRole.Supplier : FrameRole.Recipient;
        if (filled.ContainsKey(other)) return;
        if (arguments.IsInfinitive(trigger))
        {
            var to = trigger - 1;
            while (to > 0 && !tree.WordIs(to, "to")) to--;
            foreach (var p in mentions.Parties)
            {
                if (p.Last != to - 1 || !p.Acts || p.Modifies >= 0 || used.Contains(p)) continue;
                var i = p.First - 1;
                while (i > 0 && tree.Upos(i) is Upos.Det) i--;
                if (i <= 0 || !tree.WordIs(i, "with") || tree.SentenceOf(i) != tree.SentenceOf(trigger)) continue;
                filled[other] = [new Argument(p, "with", 1, true)];
                used.Add(p);
                return;
            }
        }
        if (scope.Stage == Stage.Requested && !frame.SubjectGets && scope.AskedAt >= 0)
        {
            var subject = arguments.SubjectOf(scope.AskedAt, out _);
            foreach (var p in mentions.Parties)
            {
                if (subject < p.First || subject > p.Last || !p.Acts || used.Contains(p)) continue;
                filled[FrameRole.Recipient] = [new Argument(p, "asker", 1, false)];
                used.Add(p);
                return;
            }
        }
    }

    private int VerbOver(int noun)
    {
        var head = tree.Head(noun);
        for (var hop = 0; hop < 3 && head >= 0 && !tree.IsVerb(head); hop++) head = tree.Head(head);
        return head >= 0 && (tree.IsVerb(head) || tree.Upos(head) is Upos.Aux) ? head : -1;
    }

    private string? Lacks(Frame frame, int trigger, Dictionary<FrameRole, List<Argument>> filled, List<Argument> items)
    {
        bool Has(FrameRole role) => filled.ContainsKey(role);
        if (frame.Kind == ClaimKind.Use)
        {
            if (!Has(FrameRole.User) && (!Has(FrameRole.Target) || frame.IsNoun || !tree.IsPassive(trigger))) return "no user named";
            return null; // where the item is from is asked when the article's flows are known
        }
        if (frame.NeedsIt("supplier") && !Has(FrameRole.Supplier)) return "no supplier";
        if (frame.NeedsIt("recipient") && !Has(FrameRole.Recipient)) return "no recipient";
        if (frame.NeedsIt("with") && items.All(i => i.Place != "with")) return "no “with”";
        if (frame.NeedsIt("licensor") && !Has(FrameRole.Licensor)) return "no licence named";
        if (!Has(FrameRole.Supplier) && !Has(FrameRole.Recipient) && !frame.NeedsIt("signed") && (frame.NeedsIt("both") || frame.SubjectGets || !frame.IsNoun)) return "no party";
        return null;
    }

    private readonly record struct Group(ImmutableArray<ItemMention> Items, Quantity? Quantity, TextSpan Span);

    /// <summary>One claim an item, but one for a list under one number ("millions of rockets and shells").</summary>
    private List<Group> Groups(int trigger, List<Argument> items, ImmutableArray<QuantityMention> quantities, bool together)
    {
        var list = items.Select(a => (ItemMention)a.Mention).OrderBy(i => i.First).ToList();
        var groups = new List<Group>();
        for (var i = 0; i < list.Count;)
        {
            var (quantity, covers) = QuantityOf(list[i], quantities);
            var j = i + 1;
            if (quantity is { } q)
            {
                if (covers)
                {
                    while (j < list.Count && list[j].First - list[j - 1].Last <= 4 && QuantityOf(list[j], quantities).Quantity is null) j++;
                }
                var scope = !covers && j < list.Count && list[j].First - list[j - 1].Last <= 3 && QuantityOf(list[j], quantities).Quantity is null && list[j].Item.Category == list[i].Item.Category ? "unclear" : q.Quantity.Scope;
                groups.Add(new Group([.. list[i..j]], q.Quantity with { Scope = scope }, q.Span));
            }
            else if (together && groups.Count > 0) groups[^1] = groups[^1] with { Items = groups[^1].Items.Add(list[i]) }; // "missiles and launchers which were used": one use
            else if (list.Count == 1 && Counted(trigger, quantities) is { } c) groups.Add(new Group([list[i]], c.Quantity with { Unit = tree.Lemma(trigger) }, c.Span));
            else groups.Add(new Group([list[i]], null, default));
            if (list.Count > 1) groups.RemoveAll(g => g.Items[0].IsPlaceholder);
            i = j;
        }
        return groups;
    }

    /// <summary>"30 export licences for arms", "two shipments of rockets": what is counted is the trigger.</summary>
    private QuantityMention? Counted(int trigger, ImmutableArray<QuantityMention> quantities)
    {
        if (tree.Upos(trigger) is not Upos.Noun || tree.Lemma(trigger) is not ("licence" or "license" or "permit" or "shipment" or "consignment" or "batch" or "delivery")) return null;
        foreach (var q in quantities)
        {
            if (q.Head == trigger || q.ContentHead == trigger) return q;
        }
        return null;
    }

    private (QuantityMention? Quantity, bool Covers) QuantityOf(ItemMention item, ImmutableArray<QuantityMention> quantities)
    {
        foreach (var q in quantities)
        {
            if (q.ContentHead >= item.First && q.ContentHead <= item.Last) return (q, true);
            if (q.Head < item.First || q.Head > item.Last) continue;
            for (var i = q.EndToken; i < item.First; i++)
            {
                if (tree.WordIs(i, "of")) return (q, true);
            }
            if (q.EndToken > q.FirstToken && tree.WordIs(q.EndToken - 1, "of")) return (q, true);
            return (q, false);
        }
        return (null, false);
    }

    private static IEnumerable<ImmutableSortedDictionary<Role, RoleFill>> Combinations(Dictionary<FrameRole, List<Argument>> filled)
    {
        IEnumerable<ImmutableSortedDictionary<Role, RoleFill>> all = [ImmutableSortedDictionary<Role, RoleFill>.Empty];
        foreach (var (role, parties) in filled.OrderBy(f => f.Key))
        {
            var to = role switch
            {
                FrameRole.Supplier => Role.Supplier,
                FrameRole.Recipient => Role.Recipient,
                FrameRole.SeizedBy => Role.SeizedBy,
                FrameRole.User => Role.User,
                FrameRole.Target => Role.Target,
                FrameRole.Carrier => Role.Carrier,
                FrameRole.EndUser => Role.EndUser,
                _ => Role.Licensor,
            };
            // Two words for one party ("Russia, Moscow said") fill the role once.
            var distinct = parties.Select(p => (PartyMention)p.Mention).DistinctBy(p => p.Key).ToList();
            all = all.SelectMany(a => distinct.Select(p => a.Add(to, RoleFill.Of(p)))).Take(16).ToList();
        }
        return all;
    }
}

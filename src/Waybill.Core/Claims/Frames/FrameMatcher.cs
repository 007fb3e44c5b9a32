using System.Collections.Immutable;
using Waybill.Claims.Mentions;
using Waybill.Claims.Reading;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Frames;

/// <summary>A frame that found its trigger and did not become a statement, and why.</summary>
internal readonly record struct NearMiss(int Sentence, int Trigger, string Frame, string Reason);

/// <summary>Fills frames: for each trigger of a sentence the places beside it, the roles they mean, the scope over it.</summary>
internal sealed class FrameMatcher(TreeView tree, FrameTable frames, ArgumentFinder arguments, ScopeReader scopes)
{
    private const int MaxFill = 4;

    public List<NearMiss> Misses { get; } = [];

    public void Match(int sentenceIndex, SentenceMentions mentions, bool headline, List<Proposition> into)
    {
        var sentence = tree.Analysis.Sentences[sentenceIndex];
        var quantities = QuantityReader.Read(tree.Analysis, sentenceIndex);
        for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
        {
            var isVerb = tree.Upos(t) is Upos.Verb || tree.Xpos(t).StartsWith("VB", StringComparison.Ordinal) && tree.Upos(t) is not Upos.Aux;
            var isNoun = !isVerb && tree.Upos(t) is Upos.Noun;
            if (!isVerb && !isNoun) continue;
            var lemma = tree.Lemma(t);
            var candidates = isVerb ? frames.Verbs(lemma) : frames.Nouns(lemma);
            if (candidates.IsEmpty) continue;
            // "drones purchased by" is a verb; "used rifles" is not.
            if (isVerb && tree.Base(t).SequenceEqual("amod") && !mentions.Parties.Any(p => p.Last == t - 1 && p.Form is PartyForm.Name && p.Modifies < 0)) continue;
            if (isNoun && tree.Base(t).SequenceEqual("compound")) continue;
            // "intercepted a shipment", "received a batch": the verb's own frame reads through such nouns.
            if (isNoun && ActorNouns.IsMeasure(lemma) && tree.Head(t) is var over && over >= 0 && tree.IsVerb(over) && tree.Base(t).SequenceEqual("obj") && !frames.Verbs(tree.Lemma(over)).IsEmpty) continue;
            // Soviet-era help is history of another state.
            if (mentions.Parties.Any(p => p.Party.Iso3 == "SUN" && p.First < t && t - p.First <= 4)) continue;
            if (mentions.Items.Any(i => i.First <= t && t <= i.Last && !i.IsPlaceholder)) continue;
            List<Argument>? found = null;
            foreach (var frame in candidates)
            {
                if (!CompanionStands(frame, t)) continue;
                found ??= arguments.Find(t, isNoun, mentions, sentence);
                if (Fill(frame, t, sentenceIndex, found, mentions, quantities, headline, into)) break;
            }
        }
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
        Counterpart(frame, trigger, scope, mentions, used, filled);
        if (Lacks(frame, trigger, filled, itemArguments) is { } lack) return Miss(lack);
        foreach (var group in Groups(itemArguments, quantities, headline || frame.Kind == ClaimKind.Use))
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
            if (at.Count > 0) return at.Count > MaxFill ? at[..MaxFill] : at;
        }
        return [];
    }

    private static bool IsNamed(Argument a) => ((PartyMention)a.Mention).Party.Kind is not PartyKind.Undisclosed;

    /// <summary>"bound for X", "destined for X", "en route to X", "on its way to X", "intended for X", "X-bound".</summary>
    private PartyMention? Bound(int trigger, SentenceMentions mentions, HashSet<Mention> used)
    {
        foreach (var p in mentions.Parties)
        {
            if (used.Contains(p) || p.First <= trigger - 12) continue;
            var i = p.First - 1;
            while (i > 0 && tree.Upos(i) is Upos.Det) i--;
            if (i < 1 || tree.SentenceOf(i) != tree.SentenceOf(trigger)) continue;
            if (tree.Lemma(i) is "for" && tree.WordLower(i - 1) is "bound" or "destined" or "headed" or "intended" or "meant" or "heading") return p;
            if (tree.Lemma(i) is "to" && tree.WordLower(i - 1) is "route" or "way" or "headed" or "heading" or "destined") return p;
        }
        return null;
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
            && !(cue.Lemma is "welcome" or "confirm" or "report" or "discuss" or "take" or "occur" or "reject" or "block" or "veto" && frame.SubjectGets == false)) verb = scope.NounGovernorToken;
        else if (scope.ApprovalNoun >= 0) verb = VerbOver(scope.ApprovalNoun);
        else if (frame.NeedsIt("signed") || frame.Stage is Stage.Negotiating) verb = VerbOver(trigger);
        else return;
        if (verb < 0 || tree.IsPassive(verb)) return;
        var subject = arguments.SubjectOf(verb, out _);
        var core = subject < 0 ? -1 : arguments.Core(subject);
        var right = verb - 1; // the party right before the verb group, where the tree gives none
        while (right > 0 && tree.Upos(right) is Upos.Aux or Upos.Adv) right--;
        foreach (var p in mentions.Parties)
        {
            if (!p.Acts || used.Contains(p) || p.Modifies >= 0 || (core < 0 ? p.Last != right : arguments.Core(p.Head) != core)) continue;
            if (!filled.TryGetValue(r, out var list)) filled[r] = list = [];
            if (list.Count < MaxFill) list.Add(new Argument(p, "v.subj", 1, false));
            used.Add(p);
        }
    }

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
        if (frame.NeedsIt("both") && !(Has(FrameRole.Supplier) && Has(FrameRole.Recipient))) return "supplier or recipient not named";
        if (frame.NeedsIt("supplier") && !Has(FrameRole.Supplier)) return "no supplier";
        if (frame.NeedsIt("recipient") && !Has(FrameRole.Recipient)) return "no recipient";
        if (frame.NeedsIt("with") && items.All(i => i.Place != "with")) return "no “with”";
        if (frame.NeedsIt("licensor") && !Has(FrameRole.Licensor)) return "no licence named";
        if (!Has(FrameRole.Supplier) && !Has(FrameRole.Recipient)) return "no party";
        return null;
    }

    private readonly record struct Group(ImmutableArray<ItemMention> Items, Quantity? Quantity, TextSpan Span);

    /// <summary>One claim an item, but one for a list under one number ("millions of rockets and shells").</summary>
    private List<Group> Groups(List<Argument> items, ImmutableArray<QuantityMention> quantities, bool together)
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
            else groups.Add(new Group([list[i]], null, default));
            if (list.Count > 1) groups.RemoveAll(g => g.Items[0].IsPlaceholder);
            i = j;
        }
        return groups;
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
                _ => Role.Licensor,
            };
            // Two words for one party ("Russia, Moscow said") fill the role once.
            var distinct = parties.Select(p => (PartyMention)p.Mention).DistinctBy(p => p.Key).ToList();
            all = all.SelectMany(a => distinct.Select(p => a.Add(to, RoleFill.Of(p)))).Take(16).ToList();
        }
        return all;
    }
}

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

/// <summary>Statements that lean on another sentence or clause: "seeking military assistance … The assistance includes
/// fighters", "a Russia-Iran deal had not been completed".</summary>
internal sealed class Elaborations(TreeView tree, SentenceMentions[] mentions, FrameTable frames, ScopeReader scopes)
{
    private static readonly FrozenSet<string> LoadVerbs = WordClasses.Of("load-verb");

    private static readonly FrozenSet<string> Includes = WordClasses.Of("holding-verb");

    private static readonly FrozenSet<string> Wholes = WordClasses.Of("whole");

    private static readonly FrozenSet<string> Cargoes = WordClasses.Of("cargo-noun");

    private static readonly FrozenSet<string> HaltNouns = WordClasses.Of("halt-noun");

    private static readonly FrozenSet<string> HaltedWords = WordClasses.Of("halted-word");

    private static readonly FrozenSet<string> TouchingVerbs = WordClasses.Of("touching-verb");

    private static readonly FrozenSet<string> Transfers = WordClasses.Of("transfer-noun");

    /// <summary>Replaces statements about a package without named arms by one for each of the arms that a list names, and
    /// adds deals that name two parties and take their direction from a statement beside them.</summary>
    public List<Proposition> Add(List<Proposition> found)
    {
        var result = new List<Proposition>(found.Count);
        foreach (var p in found)
        {
            if (!p.Items[0].IsPlaceholder) result.Add(WithList(p));
            else result.AddRange(Listed(p));
        }
        foreach (var p in result.ToList()) AlsoHolds(p, result);
        var pairs = new DealPairs(tree, mentions, frames, scopes);
        for (var s = 0; s < mentions.Length; s++) pairs.Add(s, result);
        for (var s = 0; s < mentions.Length; s++) Contents(s, result);
        for (var s = 0; s < mentions.Length; s++) PartOf(s, result);
        for (var s = 1; s < mentions.Length; s++) HeldBack(s, result);
        var swaps = new List<Proposition>();
        foreach (var p in result)
        {
            if (Swap(p, result) is { } swap && swaps.TrueForAll(o => o.Sentence != swap.Sentence)) swaps.Add(swap);
        }
        result.AddRange(swaps);
        // "seized a boat that was smuggling rifles": what was stopped did not arrive.
        result.RemoveAll(p => (LoadVerbs.Contains(p.Frame.Lemma) || IsWayOf(p)) && !p.Scope.Negated && result.Exists(o => o.Sentence == p.Sentence && o.Scope.Stage is Stage.Intercepted && o.Frame.Stage is Stage.Intercepted && o.Items.Any(i => p.Items.Contains(i)) && (!IsWayOf(p) || o[Role.Supplier]?.Key == p[Role.Supplier]?.Key && o[Role.Recipient]?.Key == p[Role.Recipient]?.Key)));
        return result;
    }

    /// <summary>"seized rifles likely sent from Iran to Yemen": a participle behind the arms tells their way and no second deed.</summary>
    private bool IsWayOf(Proposition p) => !p.Frame.IsNoun && p.Scope.Stage is Stage.Delivered && tree.Xpos(p.Trigger) == "VBN" && tree.Relation(p.Trigger) == "acl";

    /// <summary>"20,000 containers of military supplies, including shells and missiles": what the list names belongs to it.</summary>
    private Proposition WithList(Proposition p)
    {
        if (p.Items is not [{ Item.Category: "unspecified" } generic]) return p;
        var at = generic.Last + 1;
        if (tree.WordIs(at, ",")) at++;
        else if (tree.WordIs(at, "at") || tree.WordIs(at, "in") || tree.WordIs(at, "on"))
        {
            // "military equipment at the airport, including drones"
            var comma = at;
            while (comma < at + 7 && comma + 1 < tree.Tokens.Count && tree.SentenceOf(comma + 1) == p.Sentence && !tree.IsVerb(comma) && tree.Analysis.Word(comma) is not ",") comma++;
            if (tree.Analysis.Word(comma) is "," && tree.WordIs(comma + 1, "including")) at = comma + 1;
        }
        if (!tree.WordIs(at, "including") && !(tree.WordIs(at, "such") && tree.WordIs(at + 1, "as")) && !tree.WordIs(at, "like")) return p;
        var list = ListIn(p.Sentence, at, sameSentence: true);
        return list.Count == 0 ? p : p with { Items = [generic, .. list] };
    }

    private IEnumerable<Proposition> Listed(Proposition p)
    {
        var placeholder = p.Items[0];
        var list = ListIn(p.Sentence, placeholder.Last + 1, sameSentence: true);
        var leans = ImmutableArray<TextSpan>.Empty;
        if (list.Count == 0)
        {
            for (var s = p.Sentence + 1; s <= p.Sentence + 2 && s < mentions.Length && list.Count == 0; s++)
            {
                var verb = IncludesAbout(s, tree.Lemma(placeholder.Last));
                if (verb < 0) continue;
                list = ListIn(s, verb + 1, sameSentence: false);
                leans = [placeholder.Span];
            }
        }
        ImmutableArray<QuantityMention> quantities = list.Count > 0 ? QuantityReader.Read(tree.Analysis, tree.SentenceOf(list[0].First)) : [];
        if (p[Role.Supplier] is null && p[Role.Recipient] is { } taker && mentions[p.Sentence].Parties.FirstOrDefault(o => o.IsDemonym && o.Modifies >= placeholder.First && o.Modifies <= placeholder.Last && o.Key != taker.Key) is { } giver)
        {
            // "the German package delivered to Ukraine comprises …"
            p = p with { Roles = p.Roles.SetItem(Role.Supplier, RoleFill.Of(giver)), Cost = p.Cost + 1 };
        }
        foreach (var item in list)
        {
            var count = CountOf(item, quantities);
            yield return p with
            {
                Items = [item],
                Quantity = count?.Quantity,
                QuantitySpan = count?.Span ?? default,
                LeansOn = leans,
                Cost = p.Cost + (leans.IsEmpty ? 0 : 1),
                Trace = p.Trace.Add($"“{item.Span.Of(tree.Analysis.Text)}” in the list of what “{placeholder.Span.Of(tree.Analysis.Text)}” holds"),
            };
        }
    }

    /// <summary>"gave Ukraine its tanks in exchange for Marders from Germany": what comes back, to the one who gave.</summary>
    private Proposition? Swap(Proposition p, List<Proposition> all)
    {
        if (p.Frame.Kind != ClaimKind.Flow || p[Role.Supplier] is not { } giver || p[Role.Recipient] is not { } taker || p.Scope.Negated) return null;
        var end = tree.Analysis.Sentences[p.Sentence].EndToken;
        var at = -1;
        for (var t = p.Trigger + 1; t + 2 < end && at < 0; t++)
        {
            if (tree.WordIs(t, "in") && tree.Lemma(t + 1) is "exchange" or "return" && tree.WordIs(t + 2, "for")) at = t;
            else if (p.Frame.Lemma == "swap" && tree.WordIs(t, "for") && t - p.Trigger <= 12) at = t - 2; // "swapped its jets with Rome for tanks"
        }
        if (at < 0) return null;
        foreach (var item in mentions[p.Sentence].Items)
        {
            if (item.First <= at || item.First - at > 10 || item.IsPlaceholder || item.Modifies >= 0 || p.Items.Contains(item) || all.Exists(o => o.Sentence == p.Sentence && o.Items.Contains(item))) continue;
            for (var i = at + 3; i < item.First; i++)
            {
                if (tree.IsVerb(i) && tree.Xpos(i) is not ("VBN" or "VBG")) return null;
            }
            // "in return for T-72s that Prague has sent to Ukraine": what came of them is said there.
            if (tree.WordIs(item.Last + 1, "that") || tree.WordIs(item.Last + 1, "which") || tree.Upos(item.Last + 1) is Upos.Verb || tree.Analysis.Word(item.Last + 1) is "," && tree.WordIs(item.Last + 2, "which")) return null;
            RoleFill from = taker;
            foreach (var o in mentions[p.Sentence].Parties)
            {
                var before = o.First - 1;
                while (before > item.Last && tree.Upos(before) is Upos.Det) before--;
                if (o.Acts && o.Modifies < 0 && o.First > item.Last && o.First - item.Last <= 4 && tree.WordIs(before, "from")) from = RoleFill.Of(o);
            }
            if (ReferenceEquals(from, taker) && (item.Origin ?? item.Maker) is { } origin) from = RoleFill.Of(origin);
            // "in exchange for German lorries and armoured vehicles": the adjective of the list.
            if (ReferenceEquals(from, taker) && mentions[p.Sentence].Parties.FirstOrDefault(o => o.IsDemonym && o.First > at + 2 && o.Last < item.First) is { } adjective) from = RoleFill.Of(adjective);
            if (from.Key == giver.Key) return null;
            var count = CountOf(item, QuantityReader.Read(tree.Analysis, p.Sentence));
            return p with
            {
                Items = [item],
                Quantity = count?.Quantity,
                QuantitySpan = count?.Span ?? default,
                Roles = p.Roles.Clear().Add(Role.Supplier, from).Add(Role.Recipient, giver),
                Cost = p.Cost + 2,
                InExchangeFor = p,
                Trace = p.Trace.Add($"“{item.Span.Of(tree.Analysis.Text)}” in exchange"),
            };
        }
        return null;
    }

    /// <summary>"The deal includes 200 missiles and 26 launchers": what a deal named in an earlier sentence holds.</summary>
    private void Contents(int s, List<Proposition> result)
    {
        if (mentions[s].Items.IsEmpty || result.Exists(p => p.Sentence == s)) return;
        var verb = -1;
        var noun = -1;
        var sentence = tree.Analysis.Sentences[s];
        for (var t = sentence.FirstToken; t < sentence.EndToken && t - sentence.FirstToken < 30 && verb < 0; t++)
        {
            if (tree.Upos(t) is Upos.Noun && ((Wholes.Contains(tree.Lemma(t)) || Cargoes.Contains(tree.Lemma(t))) && (IsDefinite(t) || mentions[s].Parties.Any(p => p.First < t && t - p.Last <= 6 && p.Modifies == t)) || Transfers.Contains(tree.Lemma(t)))) noun = t;
            else if (noun >= 0 && t - noun <= 12 && (t - noun <= 6 || Transfers.Contains(tree.Lemma(noun)) || NoVerbBetween(noun, t)) && tree.Upos(t) is Upos.Verb && (tree.Xpos(t) is "VBZ" or "VBP" or "VBD" || tree.Xpos(t) is "VB" && tree.WordLower(t - 1) is "will" or "would") && Includes.Contains(tree.Lemma(t))) verb = t;
        }
        if (verb < 0) return;
        // A count of what it does not hold ("the deal does not include").
        if (tree.WordIs(verb - 1, "not") || tree.WordIs(verb - 1, "n't")) return;
        var of = result.LastOrDefault(p => p.Frame.Kind == ClaimKind.Flow && p.Sentence < s && s - p.Sentence <= 3 && !p.Scope.Negated && p[Role.Recipient] is not null && IsDeal(p.Scope.Stage));
        of = OwnTransfer(s, noun) ?? of ?? OwnPackage(s, noun) ?? ContractOf(s, noun, result) ?? Cargo(s, noun, result);
        if (of is null) return;
        var list = ListIn(s, verb + 1, sameSentence: false);
        var quantities = QuantityReader.Read(tree.Analysis, s);
        foreach (var item in list)
        {
            result.Add(Held(item, verb, s, of, quantities, $"what “{tree.WordLower(noun)}” holds; parties and stage from “{tree.WordLower(of.Trigger)}” in sentence {of.Sentence}"));
        }
    }

    /// <summary>"seized a boat with arms from Iran. The cargo included missiles": what was taken, or came, in the sentence before, told piece by piece.</summary>
    private Proposition? Cargo(int s, int noun, List<Proposition> result)
    {
        if (!Cargoes.Contains(tree.Lemma(noun))) return null;
        Proposition? one = null;
        foreach (var p in result)
        {
            if (p.Frame.Kind != ClaimKind.Flow || p.Sentence >= s || s - p.Sentence > 2 || p.Scope.Negated || p.Scope.Dropped is not null) continue;
            if (p.Scope.Stage is not (Stage.Intercepted or Stage.Delivered or Stage.InDelivery) || p.Items[0].Item.Category != "unspecified" && p.Items[0].Item.Category != "ammunition") continue;
            if (one is not null && (one.Scope.Stage != p.Scope.Stage || one[Role.Supplier]?.Key != p[Role.Supplier]?.Key || one[Role.Recipient]?.Key != p[Role.Recipient]?.Key)) return null;
            one = p;
        }
        return one;
    }

    /// <summary>"The pause covers 30 interceptors and 8,000 shells", "the paused shipments include missiles", "among the weapons held back are
    /// 30 missiles": what a stop of deliveries told before, between two parties, holds back.</summary>
    private void HeldBack(int s, List<Proposition> result)
    {
        if (mentions[s].Items.IsEmpty || result.Exists(p => p.Sentence == s)) return;
        var sentence = tree.Analysis.Sentences[s];
        var (noun, verb) = (-1, -1);
        for (var t = sentence.FirstToken; t < sentence.EndToken && t - sentence.FirstToken < 24 && verb < 0; t++)
        {
            if (tree.Upos(t) is Upos.Noun && (IsDefinite(t) || tree.WordIs(t - 2, "the")) && (HaltNouns.Contains(tree.Lemma(t)) || Stoppable(t) && (HaltedWords.Contains(tree.WordLower(t - 1)) || HaltedWords.Contains(tree.WordLower(t + 1))))) noun = t;
            else if (noun < 0 || t - noun > 14) continue;
            else if (tree.IsVerb(t) && TouchingVerbs.Contains(tree.Lemma(t)) && tree.Xpos(t) is "VBZ" or "VBP" or "VBD" or "VBN" && !tree.IsPassive(t)) verb = t;
            else if (tree.Lemma(t) is "be" && tree.Upos(t) is Upos.Aux or Upos.Verb && tree.WordLower(sentence.FirstToken) is "among" && !HaltedWords.Contains(tree.WordLower(t + 1))) verb = t;
        }
        if (verb < 0 || tree.WordIs(verb - 1, "not") || tree.WordIs(verb - 1, "n't") || tree.WordIs(verb + 1, "not")) return;
        Proposition? of = null;
        foreach (var p in result)
        {
            if (p.Frame.Kind != ClaimKind.Flow || p.Sentence >= s || s - p.Sentence > 3 || p.Scope.Stage is not Stage.Suspended || p.Scope.Negated || p.Scope.Dropped is not null) continue;
            if (of is not null && (of[Role.Supplier]?.Key != p[Role.Supplier]?.Key || of[Role.Recipient]?.Key != p[Role.Recipient]?.Key)) return;
            of = p;
        }
        if (of is null) return;
        var quantities = QuantityReader.Read(tree.Analysis, s);
        var listed = ListIn(s, verb + 1, sameSentence: false);
        if (listed.Count == 0 || OfSomethingElse(verb, listed[0])) return;
        foreach (var item in listed)
        {
            result.Add(Held(item, verb, s, of, quantities, $"what “{tree.WordLower(noun)}” holds back; parties and stage from “{tree.WordLower(of.Trigger)}” in sentence {of.Sentence}"));
        }
    }

    /// <summary>One of the arms that a verb of holding lists, with the parties and the stage of the flow that an earlier sentence told.</summary>
    private static Proposition Held(ItemMention item, int verb, int sentence, Proposition of, ImmutableArray<QuantityMention> quantities, string trace)
    {
        var count = CountOf(item, quantities);
        return of with
        {
            Sentence = sentence,
            Trigger = verb,
            Items = [item],
            Quantity = count?.Quantity,
            QuantitySpan = count?.Span ?? default,
            LeansOn = [of.Items[0].Span],
            Cost = of.Cost + 1,
            Trace = [trace],
        };
    }

    /// <summary>How many of an item the words say: the last count whose head stands in it.</summary>
    private static QuantityMention? CountOf(ItemMention item, ImmutableArray<QuantityMention> quantities)
    {
        QuantityMention? count = null;
        foreach (var q in quantities)
        {
            if (q.Head >= item.First && q.Head <= item.Last) count = q;
        }
        return count;
    }

    /// <summary>"The pause covers training on F-16 jets": a noun of its own stands between the verb and the arms.</summary>
    private bool OfSomethingElse(int verb, ItemMention first)
    {
        for (var i = verb + 1; i < first.PhraseFirst; i++)
        {
            if (tree.Upos(i) is Upos.Noun && !ActorNouns.IsMeasure(tree.Lemma(i)) && tree.Lemma(i) is not "quantity" and not "number" && !Transfers.Contains(tree.Lemma(i)) || tree.IsVerb(i)) return true;
        }
        return false;
    }

    /// <summary>What can be held back: deliveries, a package, arms by their plain name.</summary>
    private bool Stoppable(int noun) => Transfers.Contains(tree.Lemma(noun)) || Wholes.Contains(tree.Lemma(noun)) || tree.Lemma(noun) is "weapon" or "arm" or "munition" or "item" or "aid" or "ammunition" or "equipment" or "system" or "supply";

    /// <summary>"Ten assault boats are part of Sweden's fifteenth aid package to Ukraine": the arms before the package that holds them.</summary>
    private void PartOf(int s, List<Proposition> result)
    {
        if (mentions[s].Items.IsEmpty || result.Exists(p => p.Sentence == s)) return;
        var sentence = tree.Analysis.Sentences[s];
        for (var t = sentence.FirstToken + 3; t < sentence.EndToken; t++)
        {
            if (tree.Lemma(t) is not ("package" or "tranche" or "drawdown" or "donation") || tree.Upos(t) is not Upos.Noun) continue;
            var link = t - 1;
            while (link > sentence.FirstToken && t - link <= 9 && !(tree.WordIs(link, "of") && tree.WordIs(link - 1, "part") || tree.WordIs(link, "in") && tree.WordIs(link - 1, "included"))) link--;
            if (link <= sentence.FirstToken + 1 || t - link > 9 || tree.Lemma(link - 2) is not "be" || tree.WordIs(link - 2, "been") || OwnPackage(s, t) is not { } of) continue;
            var quantities = QuantityReader.Read(tree.Analysis, s);
            foreach (var item in mentions[s].Items)
            {
                if (item.Last >= link - 1 || item.IsPlaceholder || item.IsPronoun || item.Modifies >= 0 || !NoVerbBetween(item.Last, link - 2)) continue;
                var count = CountOf(item, quantities);
                result.Add(of with { Items = [item], Quantity = count?.Quantity, QuantitySpan = count?.Span ?? default, Cost = of.Cost + 1, Trace = [$"part of what “{tree.WordLower(t)}” holds"] });
            }
            return;
        }
    }

    /// <summary>"will donate two planes to Kyiv as part of a package which also contains carriers and missiles".</summary>
    private void AlsoHolds(Proposition p, List<Proposition> result)
    {
        if (p.Frame.Kind != ClaimKind.Flow || p.Scope.Negated || p[Role.Supplier] is null || p[Role.Recipient] is null) return;
        var end = tree.Analysis.Sentences[p.Sentence].EndToken;
        var noun = p.Items is [{ Item.Category: "unspecified" } whole] && (Wholes.Contains(tree.Lemma(whole.Last)) || tree.Lemma(whole.Last) is "equipment" or "hardware" or "weaponry" or "arm" or "weapon") ? whole.Last : -1;
        for (var t = p.Items[^1].Last + 1; t < end && t - p.Trigger < 40; t++)
        {
            if (tree.Upos(t) is Upos.Noun && Wholes.Contains(tree.Lemma(t))) noun = t;
            if (noun < 0 || t - noun > 12 || !(tree.Upos(t) is Upos.Verb && tree.Xpos(t) is "VBZ" or "VBP" or "VBD" or "VBG" && Includes.Contains(tree.Lemma(t)) || tree.WordIs(t, "including"))) continue;
            if (tree.WordIs(t - 1, "not") || tree.WordIs(t - 1, "n't") || !NoVerbBetween(noun, t)) return;
            var quantities = QuantityReader.Read(tree.Analysis, p.Sentence);
            foreach (var item in ListIn(p.Sentence, t + 1, sameSentence: false))
            {
                if (result.Exists(o => o.Sentence == p.Sentence && o.Items.Contains(item))) continue;
                var count = CountOf(item, quantities);
                result.Add(p with { Items = [item], Quantity = count?.Quantity, QuantitySpan = count?.Span ?? default, Cost = p.Cost + 1, Trace = p.Trace.Add($"“{item.Span.Of(tree.Analysis.Text)}” in what “{tree.WordLower(noun)}” holds") });
            }
            return;
        }
    }

    private bool NoVerbBetween(int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            if (tree.IsVerb(i) && !tree.Base(i).SequenceEqual("amod")) return false;
        }
        return true;
    }

    /// <summary>"Deliveries from Italy to Qatar included 24 jets": the parties stand beside the noun.</summary>
    private Proposition? OwnTransfer(int s, int noun)
    {
        if (!Transfers.Contains(tree.Lemma(noun)) || frames.Nouns(tree.Lemma(noun)).FirstOrDefault(f => f.Companion.Length == 0) is not { } frame) return null;
        PartyMention? giver = null, taker = null;
        foreach (var p in mentions[s].Parties)
        {
            if (p.First < noun) { if (p.Modifies == noun && p.Form is PartyForm.Adjective or PartyForm.Name) giver ??= p; continue; }
            if (!p.Acts || p.Modifies >= 0 || p.First - noun > 8) continue;
            var before = p.First - 1;
            while (before > noun && tree.Upos(before) is Upos.Det) before--;
            if (tree.Lemma(before) is "from" or "by") giver ??= p;
            else if (tree.Lemma(before) is "to") taker ??= p;
        }
        if (frame.SubjectGets) (giver, taker) = (taker, giver);
        if (giver is null || taker is null || giver.Key == taker.Key) return null;
        return WithoutItem(s, noun, frame, RoleFill.Of(giver), RoleFill.Of(taker));
    }

    /// <summary>"The contract with Rheinmetall covers 218 vehicles for Hungary": the seller by "with", the buyer by "for".</summary>
    private Proposition? OwnContract(int s, int noun)
    {
        if (frames.Nouns(tree.Lemma(noun)).FirstOrDefault(f => f.Companion.Length == 0) is not { } frame) return null;
        var seller = mentions[s].Parties.FirstOrDefault(p => p.Acts && p.Modifies < 0 && p.First > noun && p.First - noun <= 3 && tree.Lemma(p.First - 1) is "with");
        var buyer = mentions[s].Parties.FirstOrDefault(p => p.Acts && p.Modifies < 0 && p.Party.Kind is PartyKind.State && p.First > noun && tree.Lemma(p.First - 1) is "for")
            ?? mentions[s].Parties.FirstOrDefault(p => p.Modifies == noun && p.Party.Kind is PartyKind.State);
        if (seller is null || buyer is null || seller.Key == buyer.Key || seller.Party.Kind is not PartyKind.Company) return null;
        return WithoutItem(s, noun, frame, RoleFill.Of(seller), RoleFill.Of(buyer));
    }

    /// <summary>"The $2.8 billion contract with LIG Nex1 covers eight batteries": the seller by "with", the buyer of the sentences before.</summary>
    private Proposition? ContractOf(int s, int noun, List<Proposition> result)
    {
        if (tree.Lemma(noun) is not ("contract" or "order") || frames.Nouns(tree.Lemma(noun)).FirstOrDefault(f => f.Companion.Length == 0) is not { } frame) return null;
        var seller = mentions[s].Parties.FirstOrDefault(p => p.Acts && p.Modifies < 0 && p.First > noun && p.First - noun <= 3 && tree.Lemma(p.First - 1) is "with");
        if (seller is null || mentions[s].Parties.Any(p => p != seller && p.Acts)) return null;
        var buyers = result.Where(p => p.Frame.Kind == ClaimKind.Flow && p.Sentence < s && s - p.Sentence <= 2 && !p.Scope.Negated && p[Role.Recipient] is { Party.Kind: PartyKind.State }).ToList();
        if (buyers.Count == 0 || buyers.Exists(p => p[Role.Recipient]!.Key != buyers[0][Role.Recipient]!.Key) || buyers[0][Role.Recipient]!.Key == seller.Key) return null;
        return WithoutItem(s, noun, frame, RoleFill.Of(seller), buyers[^1][Role.Recipient]!) is { } found ? found with { Cost = 1 } : null;
    }

    /// <summary>"The new Danish package contains ammunition and tanks for Ukraine": whose package, and for whom, in one sentence.</summary>
    private Proposition? OwnPackage(int s, int noun)
    {
        if (tree.Lemma(noun) is "contract" or "order") return OwnContract(s, noun);
        if (tree.Lemma(noun) is not ("package" or "tranche" or "drawdown" or "donation") || frames.Nouns("package").FirstOrDefault() is not { } frame) return null;
        var giver = mentions[s].Parties.FirstOrDefault(p => p.Modifies == noun && p.Form is PartyForm.Adjective or PartyForm.Name);
        var taker = mentions[s].Parties.FirstOrDefault(p => p.Acts && p.Modifies < 0 && p.First > noun && p.First > 0 && tree.Lemma(p.First - 1) is "for" or "to");
        if (giver is null && tree.Head(noun) is >= 0 and var verb && verb < noun && tree.IsVerb(verb) && !tree.IsPassive(verb) && tree.Lemma(verb) is "announce" or "unveil" or "present" or "detail" or "pledge" or "promise" or "reveal" && tree.OwnSubject(verb, out _) is >= 0 and var subject)
        {
            // "The Pentagon announced a package of military aid for Ukraine. It includes …"
            giver = mentions[s].Parties.FirstOrDefault(p => p.Acts && p.Modifies < 0 && p.Party.Kind is PartyKind.State && p.First <= subject && subject <= p.Last);
        }
        if (giver is null || taker is null || giver.Key == taker.Key) return null;
        return WithoutItem(s, noun, frame, RoleFill.Of(giver), RoleFill.Of(taker));
    }

    /// <summary>What a noun of transfer says of two parties before its arms are told: its own word stands in their place.</summary>
    private Proposition? WithoutItem(int s, int noun, Frame frame, RoleFill giver, RoleFill taker)
    {
        var scope = scopes.Read(noun, frame, headline: false);
        if (scope.Dropped is not null || scope.Negated) return null;
        return new Proposition
        {
            Frame = frame,
            Trigger = noun,
            Sentence = s,
            Scope = scope,
            Items = [new ItemMention(noun, noun, noun, tree.Analysis.SpanOf(noun), new Item { Words = tree.WordLower(noun), Category = "unspecified" })],
            Roles = ImmutableSortedDictionary<Role, RoleFill>.Empty.Add(Role.Supplier, giver).Add(Role.Recipient, taker),
        };
    }

    private static bool IsDeal(Stage stage) => stage is Stage.Approved or Stage.Agreed or Stage.Ordered or Stage.Buying or Stage.Pledged or Stage.Negotiating or Stage.Offered or Stage.Requested or Stage.Planned;

    private bool IsDefinite(int noun)
    {
        for (var i = noun - 1; i >= 0 && noun - i <= 5 && tree.SentenceOf(i) == tree.SentenceOf(noun); i--)
        {
            if (tree.WordIs(i, "the") || tree.WordIs(i, "this") || tree.WordIs(i, "that") || tree.WordIs(i, "its")) return true;
            if (tree.Upos(i) is not (Upos.Adj or Upos.Noun or Upos.Num or Upos.Sym or Upos.Propn or Upos.Punct)) return false;
        }
        return false;
    }

    /// <summary>The verb of a sentence that says what the thing named before holds, or −1.</summary>
    private int IncludesAbout(int s, string lemma)
    {
        var sentence = tree.Analysis.Sentences[s];
        for (var t = sentence.FirstToken; t < sentence.EndToken && t - sentence.FirstToken < 14; t++)
        {
            if (!Includes.Contains(tree.Lemma(t)) || tree.Upos(t) is not Upos.Verb) continue;
            for (var i = t - 1; i >= sentence.FirstToken; i--)
            {
                if (tree.Upos(i) is Upos.Noun && tree.Lemma(i) == lemma || tree.Upos(i) is Upos.Pron && tree.Lemma(i) is "it" or "this" or "they") return t;
            }
        }
        return -1;
    }

    /// <summary>The arms of a list behind "including", "such as", or a verb of holding.</summary>
    private List<ItemMention> ListIn(int s, int from, bool sameSentence)
    {
        var list = new List<ItemMention>();
        var open = !sameSentence;
        var sentence = tree.Analysis.Sentences[s];
        var at = from;
        for (; at < sentence.EndToken && !open && at - from < 20; at++)
        {
            if (Includes.Contains(tree.Lemma(at)) || tree.WordIs(at, "including") || tree.WordIs(at, "such") && tree.WordIs(at + 1, "as")) open = true;
        }
        if (!open) return list;
        var last = at;
        foreach (var item in mentions[s].Items)
        {
            if (item.First < at || item.IsPlaceholder || item.Modifies >= 0) continue;
            // A list ends where a verb of another clause stands.
            for (var i = last; i < item.First; i++)
            {
                if (tree.Upos(i) is Upos.Aux || tree.Upos(i) is Upos.Verb && tree.Xpos(i) is "VBD" or "VBZ" or "VBP") return list;
            }
            list.Add(item);
            last = item.Last + 1;
        }
        WeakTail(s, list, last);
        return list;
    }

    /// <summary>"… and other advanced technologies": arms only because the list names arms.</summary>
    private void WeakTail(int s, List<ItemMention> list, int from)
    {
        if (list.Count < 2) return;
        var end = tree.Analysis.Sentences[s].EndToken;
        var conjunction = false;
        for (var i = from; i < end && i - from <= 7; i++)
        {
            if (tree.Lemma(i) is "and" or "or") conjunction = true;
            if (!conjunction || tree.Upos(i) is not Upos.Noun || !ItemFinder.WeakItems.Contains(tree.Lemma(i))) continue;
            var first = i;
            while (first - 1 >= from && tree.Upos(first - 1) is Upos.Adj && tree.Lemma(first - 1) is not ("other" or "further" or "additional")) first--;
            var span = tree.Span(first, i);
            var category = tree.Lemma(i) switch { "technology" => "technology", "component" => "components", _ => "unspecified" };
            list.Add(new ItemMention(first, i, i, span, new Item { Words = span.Of(tree.Analysis.Text).ToString(), Category = category, Unroca = "outside", Sipri = "outside" }) { PhraseFirst = first });
            return;
        }
    }
}

using System.Collections.Frozen;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Mentions;

/// <summary>The mentions of every sentence of a text, from the lexicon's hits.</summary>
internal static class MentionFinder
{
    /// <summary>Sentences longer than this are lists or noise; mentions beyond are not read.</summary>
    private const int MaxMentions = 60;

    public static SentenceMentions[] Find(TreeView tree, Lexicon lexicon, IReadOnlyList<LexiconHit> hits)
    {
        var analysis = tree.Analysis;
        hits = WithKorean(tree, hits);
        var result = new SentenceMentions[analysis.Sentences.Length];
        var parties = new PartyFinder(tree, lexicon);
        var items = new ItemFinder(tree, lexicon);
        var at = 0;
        for (var s = 0; s < result.Length; s++)
        {
            var sentence = analysis.Sentences[s];
            result[s] = SentenceMentions.None;
            while (at < hits.Count && hits[at].Span.End <= sentence.Span.Start) at++;
            var converted = Converted(tree, sentence);
            if ((at >= hits.Count || hits[at].Span.Start >= sentence.Span.End) && converted is null) continue; // no hit, no mention
            List<TokenHit>? arms = null;
            List<PartyMention>? named = null;
            var token = sentence.FirstToken;
            for (; at < hits.Count && hits[at].Span.Start < sentence.Span.End; at++)
            {
                var hit = hits[at];
                while (token < sentence.EndToken && End(tree, token) <= hit.Span.Start) token++;
                if (token >= sentence.EndToken) break;
                var last = token;
                while (last + 1 < sentence.EndToken && tree.Tokens.Start[last + 1] < hit.Span.End) last++;
                if (hit.Kind is EntryKind.Party && (named?.Count ?? 0) < MaxMentions)
                {
                    if (hit.Span.End < analysis.Text.Length && analysis.Text[hit.Span.End] is '$') continue; // "US$3 billion"
                    // Two entries over the same words ("Georgia"): the first by id stands; the lexicon has asked the context.
                    if (named is { Count: > 0 } && named[^1].First == token && named[^1].Last >= last) continue;
                    if (named is { Count: > 0 } && named[^1].Last >= token)
                    {
                        // "the Turkish company Baykar": the lexicon knows the name inside the phrase.
                        if (named[^1].Party.Kind == PartyKind.Company && lexicon.Party(hit.Id) is { Kind: PartyKind.Company } known1)
                            named[^1] = named[^1] with { Party = named[^1].Party with { Name = known1.Name, Of = known1.Of ?? named[^1].Party.Of } };
                        continue;
                    }
                    // "Sudan's Rapid Support Forces": a name of its own inside the phrase, and no body of the state before it.
                    var end = sentence.EndToken;
                    if (at + 1 < hits.Count && hits[at + 1].Kind is EntryKind.Party && lexicon.Party(hits[at + 1].Id) is { Kind: PartyKind.ArmedGroup } && hits[at + 1].Span.Start > hit.Span.End && (hits[at + 1].Span.Start - hit.Span.End <= 3 || OnlyKind(analysis.Text, hit.Span.End, hits[at + 1].Span.Start)))
                    {
                        end = last + 1;
                        while (end < sentence.EndToken && tree.Tokens.Start[end] < hits[at + 1].Span.Start) end++;
                        if (parties.Read(hit, token, last, last + 1) is { } owner) (named ??= []).Add(owner with { Form = PartyForm.Name, Modifies = Math.Min(end, sentence.EndToken - 1) });
                        continue;
                    }
                    if (hit.IsAdjective && at + 1 < hits.Count && hits[at + 1] is { Kind: EntryKind.Party, IsAdjective: false } next && next.Id != hit.Id && next.Span.Start > hit.Span.End && lexicon.Party(next.Id) is { Kind: PartyKind.State })
                    {
                        // "Under the Czech initiative Ukraine is to receive": the name of another state is no part of the phrase.
                        for (end = last + 1; end < sentence.EndToken && tree.Tokens.Start[end] < next.Span.Start;) end++;
                    }
                    if (parties.Read(hit, token, last, end) is { } party && !IsContrast(tree, sentence, party)) (named ??= []).Add(BodiesOf.Widen(tree, sentence, party));
                }
                else if (hit.Kind is EntryKind.Weapon or EntryKind.ItemNoun && (arms?.Count ?? 0) < MaxMentions)
                {
                    if (arms is { Count: > 0 } && arms[^1].First == token && arms[^1].Last == last) continue;
                    (arms ??= []).Add(new TokenHit(hit, token, last));
                }
            }
            if (arms is not null) Based(tree, sentence, ref named);
            if (arms is not null) Sellers.Add(tree, sentence, arms, ref named);
            if (arms is not null || converted is not null) CityFinder.Add(tree, sentence, ref named);
            if (arms is not null || converted is not null) Groups(tree, sentence, ref named);
            if (arms is not null) Unnamed(tree, sentence, ref named);
            IReadOnlyList<PartyMention> known = named ?? [];
            var found = arms is null ? new List<ItemMention>() : items.Find(arms, known, sentence.FirstToken, sentence.EndToken);
            if (found.Count > 0) Launchers(tree, found);
            if (found.Count > 0) Parts(tree, sentence, found);
            if (converted is not null && !found.Exists(i => i.First <= converted.Head && converted.Head <= i.Last)) { found.Add(converted); found.Sort(static (a, b) => a.First.CompareTo(b.First)); }
            Kit(tree, sentence, known, found);
            Placeholders(tree, sentence, known, found);
            result[s] = new SentenceMentions([.. known], [.. found]);
        }
        Abbreviations.Add(tree, result);
        return result;
    }

    /// <summary>"Turkey, not Iran, delivered", "rather than Iran", "unlike Iran": named only to say that it was another.</summary>
    private static bool IsContrast(TreeView tree, Sentence sentence, PartyMention party)
    {
        var i = party.First - 1;
        while (i > sentence.FirstToken && tree.Upos(i) is Upos.Det) i--;
        if (i > sentence.FirstToken && tree.Lemma(i) is "to" or "from" or "by" or "for" or "with" && tree.Upos(i) is Upos.Adp) i--;
        if (i < sentence.FirstToken) return false;
        return tree.WordIs(i, "not") || tree.WordIs(i, "unlike")
            || i > sentence.FirstToken && (tree.WordIs(i, "than") && tree.WordIs(i - 1, "rather") || tree.WordIs(i, "of") && tree.WordIs(i - 1, "instead"));
    }

    private static readonly FrozenSet<string> KindWords = WordClasses.Of("kind-word");

    /// <summary>"Sudan's paramilitary Rapid Support Forces", "Libyan commander Khalifa Haftar": between owner and name only the words for what they are.</summary>
    private static bool OnlyKind(string text, int from, int to)
    {
        var between = text.AsSpan(from, to - from).Trim();
        if (between.StartsWith("'s", StringComparison.Ordinal) || between.StartsWith("’s", StringComparison.Ordinal)) between = between[2..].Trim();
        foreach (var word in between.Split(' '))
            if (!KindWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(between[word])) return false;
        return true;
    }

    /// <summary>"a company based in Serbia": the company, with the state that it is of, and no longer the state.</summary>
    private static void Based(TreeView tree, Sentence sentence, ref List<PartyMention>? named)
    {
        for (var i = 0; i < (named?.Count ?? 0); i++)
        {
            var state = named![i];
            if (state.Party is not { Kind: PartyKind.State, Iso3: { } of } || state.Form is not PartyForm.Name) continue;
            var at = state.First - 1;
            while (at > sentence.FirstToken && tree.Upos(at) is Upos.Det) at--;
            if (at - 2 < sentence.FirstToken || !tree.WordIs(at, "in") || tree.WordLower(at - 1) is not ("based" or "registered" or "headquartered") || !ActorNouns.IsCompany(tree.Lemma(at - 2)) || named.Exists(p => p.First <= at - 2 && at - 2 <= p.Last)) continue;
            var words = tree.Span(at - 2, state.Last);
            var name = words.Of(tree.Analysis.Text).ToString();
            named[i] = new PartyMention(at - 2, state.Last, at - 2, words, new Party { Words = name, Name = name, Kind = PartyKind.Company, Of = of }, PartyForm.Name);
        }
    }

    /// <summary>A bare "Korean" is South Korean where the page names that Korea alone.</summary>
    private static IReadOnlyList<LexiconHit> WithKorean(TreeView tree, IReadOnlyList<LexiconHit> hits)
    {
        if (!hits.Any(static h => h.Id == "KOR") || hits.Any(static h => h.Id == "PRK")) return hits;
        List<LexiconHit>? all = null;
        for (var t = 0; t < tree.Tokens.Count; t++)
        {
            var span = tree.Analysis.SpanOf(t);
            if (tree.Analysis.Word(t) is not "Korean" || (all ?? hits).Any(h => h.Span.Overlaps(span))) continue;
            (all ??= [.. hits]).Add(new LexiconHit(span, "KOR", EntryKind.Party, "Korean", "demonym") { IsAdjective = true });
        }
        all?.Sort(static (a, b) => a.Span.Start.CompareTo(b.Span.Start));
        return all ?? hits;
    }

    /// <summary>"105 vehicles modified for military use", "vehicles designed or modified for military purposes": military by what is said of them.</summary>
    private static ItemMention? Converted(TreeView tree, Sentence sentence)
    {
        for (var t = sentence.FirstToken; t + 4 < sentence.EndToken; t++)
        {
            if (tree.Upos(t) is not Upos.Noun || tree.Lemma(t) is not ("vehicle" or "truck" or "pickup" or "pick-up" or "boat" or "up") || tree.Xpos(t) is not ("NNS" or "NN")) continue;
            var last = t + 1;
            if (!ConvertingWords.Contains(tree.WordLower(last))) continue;
            while (last < sentence.EndToken && last - t <= 5 && (ConvertingWords.Contains(tree.WordLower(last)) || tree.WordLower(last) is "or" or "and")) last++;
            if (last + 2 >= sentence.EndToken || !tree.WordIs(last, "for") || !tree.WordIs(last + 1, "military") || tree.Lemma(last + 2) is not ("use" or "purpose" or "application")) continue;
            var first = tree.Lemma(t) == "up" && t - 2 >= sentence.FirstToken && tree.Analysis.Word(t - 1) is "-" ? t - 2 : t;
            var span = tree.Span(first, last + 2);
            return new ItemMention(first, last + 2, t, span, new Item { Words = span.Of(tree.Analysis.Text).ToString(), Category = "vehicles", Description = "military vehicle", Unroca = "undetermined", Sipri = "undetermined" }) { PhraseFirst = first };
        }
        return null;
    }

    /// <summary>"equipment ordered for the Kenyan army": what an armed force gets, where no other word describes it.</summary>
    private static void Kit(TreeView tree, Sentence sentence, IReadOnlyList<PartyMention> parties, List<ItemMention> items)
    {
        if (parties.Count == 0) return;
        for (var t = sentence.FirstToken; t < sentence.EndToken && items.Count < MaxMentions; t++)
        {
            if (tree.Upos(t) is not Upos.Noun || tree.Lemma(t) is not ("equipment" or "hardware" or "kit") || t + 1 < sentence.EndToken && tree.Upos(t + 1) is Upos.Noun || items.Exists(i => i.First <= t && t <= i.Last)) continue;
            var first = t;
            while (first - 1 >= sentence.FirstToken && (tree.Upos(first - 1) is Upos.Det or Upos.Num || tree.WordLower(first - 1) is "new" or "modern" or "more" or "additional" or "further" or "old" or "such")) first--;
            if (first - 1 >= sentence.FirstToken && tree.Upos(first - 1) is Upos.Noun or Upos.Propn or Upos.Adj || !parties.Any(p => ForForce(tree, p, t))) continue;
            var span = tree.Analysis.SpanOf(t);
            items.Add(new ItemMention(t, t, t, span, new Item { Words = span.Of(tree.Analysis.Text).ToString(), Category = "unspecified", Unroca = "undetermined", Sipri = "undetermined" }) { PhraseFirst = first });
        }
        items.Sort(static (a, b) => a.First.CompareTo(b.First));
    }

    /// <summary>Whether a party behind a noun is an armed force for which, or to which, what the noun names goes.</summary>
    private static bool ForForce(TreeView tree, PartyMention party, int noun)
    {
        if (party.First <= noun || party.First - noun > 10 || !ForceWords.Contains(tree.Lemma(party.Last)) && !ForceWords.Contains(tree.WordLower(party.Last))) return false;
        for (var w = party.First; w < party.Last; w++)
        {
            if (tree.WordLower(w) is "police" or "fire" or "work" or "task" or "border") return false;
        }
        var i = party.First - 1;
        while (i > noun && tree.Upos(i) is Upos.Det) i--;
        return i > noun && tree.WordLower(i) is "for" or "to";
    }

    private static readonly FrozenSet<string> ConvertingWords = WordClasses.Of("converting-word");
    private static readonly FrozenSet<string> ForceWords = WordClasses.Of("force-word");

    /// <summary>"military assistance", "a package", "the shipment": kept only where a party stands beside them.</summary>
    private static void Placeholders(TreeView tree, Sentence sentence, IReadOnlyList<PartyMention> parties, List<ItemMention> items)
    {
        if (parties.Count == 0) return;
        for (var t = sentence.FirstToken; t < sentence.EndToken && items.Count < MaxMentions; t++)
        {
            if (tree.Upos(t) is not Upos.Noun || tree.Lemma(t) is not ("assistance" or "aid" or "package" or "help" or "support")) continue;
            if (items.Exists(i => i.First <= t && t <= i.Last)) continue;
            var first = t;
            while (first - 1 >= sentence.FirstToken && (tree.Upos(first - 1) is Upos.Adj or Upos.Noun) && tree.Lemma(first - 1) is "military" or "defence" or "defense" or "security" or "aid" or "weapon" or "arm") first--;
            var span = tree.Span(first, t);
            items.Add(new ItemMention(first, t, t, span, new Item { Words = span.Of(tree.Analysis.Text).ToString(), Category = "unspecified" }) { PhraseFirst = first, IsPlaceholder = true });
        }
        items.Sort(static (a, b) => a.First.CompareTo(b.First));
    }

    /// <summary>"rebels", "gangs in Haiti", "armed groups": a recipient or user by kind, where no name of the lexicon covers the word.</summary>
    private static void Groups(TreeView tree, Sentence sentence, ref List<PartyMention>? named)
    {
        for (var t = sentence.FirstToken; t < sentence.EndToken && (named?.Count ?? 0) < MaxMentions; t++)
        {
            if (tree.Upos(t) is not Upos.Noun || tree.Xpos(t) != "NNS") continue;
            var armed = tree.Lemma(t) is "group" or "faction" && t > sentence.FirstToken && tree.Lemma(t - 1) is "armed" or "rebel" or "terrorist" or "militant" or "jihadist" or "insurgent";
            if (!armed && tree.Lemma(t) is not ("rebel" or "militia" or "insurgent" or "guerrilla" or "gang" or "militant" or "separatist" or "jihadist" or "warlord" or "cartel" or "paramilitary" or "mercenary")) continue;
            if (named is not null && named.Exists(p => p.First <= t && t <= p.Last)) continue;
            var first = t;
            while (first - 1 >= sentence.FirstToken && tree.Upos(first - 1) is Upos.Adj or Upos.Noun && tree.Xpos(first - 1) is "JJ" or "NN" && !(named?.Exists(p => p.First <= first - 1 && first - 1 <= p.Last) ?? false)) first--;
            var span = tree.Span(first, t);
            var words = span.Of(tree.Analysis.Text).ToString();
            (named ??= []).Add(new PartyMention(first, t, t, span, new Party { Words = words, Name = words, Kind = PartyKind.Group }, PartyForm.Name));
        }
        named?.Sort(static (a, b) => a.First.CompareTo(b.First));
    }

    /// <summary>"13 countries", "another buyer", "friendly states": a recipient whom the words do not name.</summary>
    private static void Unnamed(TreeView tree, Sentence sentence, ref List<PartyMention>? named)
    {
        if (named is null) return;
        for (var t = sentence.FirstToken + 1; t < sentence.EndToken && named.Count < MaxMentions; t++)
        {
            if (tree.Upos(t) is not Upos.Noun || tree.Lemma(t) is not ("country" or "nation" or "state" or "customer" or "buyer" or "purchaser" or "ally" or "partner")) continue;
            var first = t;
            while (first - 1 >= sentence.FirstToken && tree.Upos(first - 1) is Upos.Adj or Upos.Num || tree.WordIs(first - 1, "another")) first--;
            if (tree.WordIs(t + 1, "of") && tree.Lemma(t) is "customer" or "buyer" or "purchaser") continue; // "the first foreign buyer of the jets": whoever is said to be it
            if (first == t || tree.WordIs(first, "only") || tree.WordIs(t + 1, "to") && tree.Upos(first) is Upos.Adj && tree.Lemma(first) is "first" or "second" or "third" or "last" or "latest" || tree.WordIs(t + 1, "including") || tree.WordIs(t + 1, ",") && tree.WordIs(t + 2, "including") || tree.WordIs(t + 1, "such") || tree.WordIs(t + 1, "like") || named.Exists(p => p.First <= t && t <= p.Last)) continue;
            var at = first;
            var clash = named.Exists(p => p.First <= t && p.Last >= at);
            if (clash) continue;
            var span = tree.Span(first, t);
            var words = span.Of(tree.Analysis.Text).ToString();
            named.Add(new PartyMention(first, t, t, span, new Party { Words = words, Name = words, Kind = PartyKind.Undisclosed }, PartyForm.Name));
        }
        named.Sort(static (a, b) => a.First.CompareTo(b.First));
    }

    /// <summary>"components for F-35 jets", "engines for drones": the parts are the item, not what they go into.</summary>
    private static void Parts(TreeView tree, Sentence sentence, List<ItemMention> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            var before = item.PhraseFirst - 1;
            if (before - 1 < sentence.FirstToken || tree.Lemma(before) is not ("for" or "of" or "in")) continue;
            var noun = before - 1;
            if (tree.WordIs(before, "in") && tree.WordIs(noun, "used")) noun--;
            if (noun < sentence.FirstToken || tree.Upos(noun) is not Upos.Noun || tree.Lemma(noun) is not ("component" or "part" or "engine" or "technology" or "spare" or "electronics" or "material")) continue;
            var first = noun;
            while (first - 1 >= sentence.FirstToken && tree.Upos(first - 1) is Upos.Adj && tree.Lemma(first - 1) is "spare" or "electronic" or "key" or "military" or "critical") first--;
            var span = tree.Span(first, item.Last);
            var category = tree.Lemma(noun) switch { "engine" => "engines", "technology" => "technology", _ => "components" };
            items.RemoveAll(x => x != item && x.First <= noun && noun <= x.Last);
            var at = items.IndexOf(item);
            items[at] = new ItemMention(first, item.Last, noun, span, new Item { Words = span.Of(tree.Analysis.Text).ToString(), Category = category, Unroca = "outside", Sipri = category == "engines" ? "undetermined" : "outside" })
            {
                PhraseFirst = first,
            };
        }
    }

    private static int End(TreeView tree, int token) => tree.Tokens.Start[token] + tree.Tokens.Length[token];

    /// <summary>A bare "launchers" in a list with missiles is theirs; beside rockets it is artillery.</summary>
    private static void Launchers(TreeView tree, List<ItemMention> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Item.Category != "unspecified" || tree.Lemma(items[i].Last) != "launcher") continue;
            for (var j = i - 1; j >= 0 && items[i].First - items[j].Last <= 4; j--)
            {
                if (items[j].Item.Category is not ("missiles" or "ammunition")) continue;
                items[i] = items[i] with { Item = items[i].Item with { Category = items[j].Item.Category == "missiles" ? "missiles" : "artillery" } };
                break;
            }
        }
    }
}

using System.Collections.Frozen;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Claims.Mentions;

/// <summary>A lexicon hit over tokens of a sentence.</summary>
internal readonly record struct TokenHit(LexiconHit Hit, int First, int Last);

/// <summary>Turns the lexicon's arms hits into item mentions: one a noun phrase, with the words that describe it, and who
/// the phrase says made or gave it.</summary>
internal sealed class ItemFinder(TreeView tree, Lexicon lexicon)
{
    /// <summary>Nouns behind an arms word with which the phrase still names arms ("missile launchers").</summary>
    private static readonly FrozenSet<string> ArmsTails = WordClasses.Of("arms-tail");

    /// <summary>Adjectives that count, order or point and do not describe the arms.</summary>
    private static readonly FrozenSet<string> NotDescribing = WordClasses.Of("not-describing");

    private static readonly FrozenSet<string> PartHeads = FrozenSet.Create(StringComparer.Ordinal,
        "ammunition", "components", "engines", "production-equipment", "technology", "sensors", "protective-equipment", "electronic-warfare");

    /// <summary>Nouns that are arms only in a list with arms.</summary>
    public static readonly FrozenSet<string> WeakItems = WordClasses.Of("weak-item");

    private readonly string _text = tree.Analysis.Text;

    public List<ItemMention> Find(List<TokenHit> hits, IReadOnlyList<PartyMention> parties, int sentenceFirst, int sentenceEnd)
    {
        var found = new List<ItemMention>();
        for (var i = 0; i < hits.Count;)
        {
            var j = i;
            while (j + 1 < hits.Count && Joins(hits[j].Last, hits[j + 1].First, parties)) j++;
            if (Read(hits, i, j, parties, sentenceFirst, sentenceEnd) is { } item) found.Add(item);
            i = j + 1;
        }
        return found;
    }

    private bool Joins(int last, int next, IReadOnlyList<PartyMention> parties)
    {
        if (next <= last) return true;
        if (next - last > 4) return false;
        for (var i = last + 1; i < next; i++)
        {
            if (!InPhrase(i) || parties.Any(p => p.First <= i && i <= p.Last)) return false;
            if (tree.Upos(i) is Upos.Noun && tree.Xpos(i) == "NNS" && !IsAcronym(i)) return false;
        }
        // "tanks howitzers" without a comma is a slip of the page, and a plural never modifies what follows it.
        return tree.Xpos(last) != "NNS" || next == last || IsAcronym(last);
    }

    /// <summary>"HIMARS", which a tagger takes for a plural.</summary>
    private bool IsAcronym(int i)
    {
        var word = tree.Analysis.Word(i);
        foreach (var c in word)
        {
            if (!char.IsUpper(c)) return false;
        }
        return word.Length > 2;
    }

    /// <summary>"the 25th Eurofighter"</summary>
    private bool IsOrdinalFigure(int i)
    {
        var word = tree.Analysis.Word(i);
        return word.Length > 2 && char.IsAsciiDigit(word[0]) && word[^2..] is "st" or "nd" or "rd" or "th";
    }

    private bool InPhrase(int i) => tree.Upos(i) switch
    {
        Upos.Adj or Upos.Noun or Upos.Propn or Upos.Num => true,
        Upos.Verb => tree.Xpos(i) is "VBN" or "VBG" && tree.Base(i).SequenceEqual("amod"),
        Upos.Punct => tree.Analysis.Word(i) is "-" or "–" or "‑" or "/" && Glued(i),
        _ => false,
    };

    private bool Glued(int i) => i > 0 && i + 1 < tree.Tokens.Count
        && tree.Tokens.Start[i - 1] + tree.Tokens.Length[i - 1] == tree.Tokens.Start[i]
        && tree.Tokens.Start[i] + tree.Tokens.Length[i] == tree.Tokens.Start[i + 1];

    private ItemMention? Read(List<TokenHit> hits, int from, int to, IReadOnlyList<PartyMention> parties, int sentenceFirst, int sentenceEnd)
    {
        var (hitFirst, last) = (hits[from].First, hits[to].Last);
        for (var i = from; i <= to; i++) last = Math.Max(last, hits[i].Last);
        var modifies = -1;
        var tail = "";
        var run = last;
        while (run + 1 < sentenceEnd && run - last < 4 && (tree.Upos(run + 1) is Upos.Noun or Upos.Propn || tree.Upos(run + 1) is Upos.Num && tree.Lemma(run) is "block" or "mk" or "mark" or "tranche" or "batch" or "version" or "phase" || tree.Upos(run + 1) is Upos.Punct && tree.Analysis.Word(run + 1) is "-" && Glued(run + 1)))
        {
            if (parties.Any(p => p.First <= run + 1 && run + 1 <= p.Last)) break;
            if (tree.Xpos(run) == "NNS" && !IsAcronym(run) && !(tree.Lemma(run) is "arm" or "arms" or "weapon" or "munition" or "armament" && tree.Upos(run + 1) is Upos.Noun)) break;
            run++;
        }
        if (run > last && tree.Upos(run) is Upos.Noun or Upos.Propn)
        {
            if (ArmsTails.Contains(tree.Lemma(run)) || tree.Lemma(run) is "regiment" or "squadron" && lexicon.Item(hits[to].Hit.Id) is { Designation: not null, Category: "air-defence" }) { tail = tree.Lemma(run); last = run; }
            else if (tree.Upos(run) is Upos.Noun || !char.IsUpper(_text[tree.Tokens.Start[run]])) modifies = run;
        }
        var first = hitFirst;
        while (first - 1 >= sentenceFirst && Describes(first - 1, parties)) first--;
        while (first < hitFirst && (tree.Upos(first) is Upos.Punct || IsOrdinalFigure(first) || NotDescribing.Contains(tree.Lemma(first)) && !(tree.Analysis.Word(first + 1) is "-" && Glued(first + 1)))) first++; // "second-hand" counts nothing
        var phrase = first;
        while (phrase - 1 >= sentenceFirst && InNounPhrase(phrase - 1, parties)) phrase--;
        if (ItemOf(hits, from, to, tail) is not { } item) return null;
        // "nine million rounds of mixed artillery": what is counted is what is fired.
        if (item.Category is "artillery" && item.Designation is null && phrase - 2 >= sentenceFirst && tree.WordIs(phrase - 1, "of") && tree.Lemma(phrase - 2) is "round" or "shell") item = item with { Category = "ammunition", Description = null, Unroca = "undetermined", Sipri = "undetermined" };
        var span = tree.Span(first, last);
        if (span.End < hits[to].Hit.Span.End) span = TextSpan.FromBounds(span.Start, hits[to].Hit.Span.End);
        var head = HeadOf(hitFirst, last);
        PartyMention? maker = null, giver = null, origin = null;
        foreach (var p in parties)
        {
            if (p.Last >= hitFirst || p.First < phrase - 1) continue;
            var between = p.Last + 1;
            var direct = true;
            for (; between < hitFirst && direct; between++) direct = InPhrase(between);
            if (!direct) continue;
            switch (p.Form)
            {
                case PartyForm.Maker: maker = p; break;
                case PartyForm.Giver: giver = p; break;
                case PartyForm.Adjective when !IsHalfOfAPair(p): origin = p; break;
            }
        }
        return new ItemMention(hitFirst, last, head, span, item with { Words = span.Of(_text).ToString(), Condition = ConditionOf(phrase, hitFirst) })
        {
            PhraseFirst = phrase,
            Maker = maker,
            Giver = giver,
            Origin = origin,
            Modifies = modifies,
            PointsBack = PointsBackAt(phrase, hitFirst),
        };
    }

    /// <summary>"the Franco-Italian SAMP/T": of two states the adjective names the second alone.</summary>
    private bool IsHalfOfAPair(PartyMention p) =>
        p.First > 1 && tree.Analysis.Word(p.First - 1) is "-" or "–" && tree.Span(p.First - 2, p.First).End == p.Span.Start + (tree.Analysis.SpanOf(p.First).Length) && char.IsUpper(tree.Analysis.Word(p.First - 2)[0]) && tree.Analysis.Word(p.First - 2)[^1] is 'o';

    private bool PointsBackAt(int phrase, int first)
    {
        for (var i = phrase; i < first; i++)
        {
            if (tree.Lemma(i) is "those" or "these" or "such" or "this" or "same" or "that" && tree.Upos(i) is Upos.Det or Upos.Adj or Upos.Pron) return true;
        }
        return false;
    }

    private string? ConditionOf(int phrase, int first)
    {
        for (var i = phrase; i < first; i++)
        {
            switch (tree.Lemma(i))
            {
                case "second-hand" or "secondhand" or "used" or "surplus" or "refurbished" or "decommissioned" or "retired": return "second-hand";
                case "modernised" or "modernized" or "upgraded": return "modernised";
                case "brand-new" or "newly-built": return "new";
                case "new" when i > 0 && tree.Lemma(i - 1) is "brand": return "new";
            }
        }
        return null;
    }

    private bool Describes(int i, IReadOnlyList<PartyMention> parties)
    {
        if (parties.Any(p => p.First <= i && i <= p.Last)) return false;
        var upos = tree.Upos(i);
        if (upos is Upos.Punct) return tree.Analysis.Word(i) is "-" or "–" or "‑" && Glued(i);
        if (upos is Upos.Num) return i + 1 < tree.Tokens.Count && tree.Analysis.Word(i + 1) is "-" && Glued(i + 1);
        if (upos is not (Upos.Adj or Upos.Noun or Upos.Propn or Upos.Verb)) return false;
        if (upos is Upos.Verb && tree.Xpos(i) == "VBG" && i > 0 && tree.Upos(i - 1) is Upos.Noun) return false; // "a dhow carrying rifles"
        if (upos is Upos.Verb && i > 0 && tree.Upos(i - 1) is Upos.Punct) return false; // ", stood tanks"
        if (upos is Upos.Verb && !tree.Base(i).SequenceEqual("amod") && !(i + 1 < tree.Tokens.Count && tree.Analysis.Word(i + 1) is "-")) return false;
        if (upos is Upos.Noun && (ActorNouns.IsMeasure(tree.Lemma(i)) || tree.Xpos(i) == "NNS")) return false;
        // A noun apart from the phrase ("last week missiles") would be a mistake of the tagger more often than a description.
        return upos is not Upos.Propn || tree.Head(i) > i;
    }

    private bool InNounPhrase(int i, IReadOnlyList<PartyMention> parties)
    {
        if (parties.Any(p => p.First <= i && i <= p.Last && p.Form is not PartyForm.Name)) return true;
        return tree.Upos(i) is Upos.Adj or Upos.Num or Upos.Det && tree.Lemma(i) is not ("which" or "what")
            || tree.Upos(i) is Upos.Noun or Upos.Propn && tree.Head(i) > i && tree.Base(i).SequenceEqual("compound")
            || tree.Upos(i) is Upos.Verb && tree.Base(i).SequenceEqual("amod")
            || tree.Upos(i) is Upos.Punct && tree.Analysis.Word(i) is "-" && Glued(i)
            || tree.Upos(i) is Upos.Adv && tree.Head(i) > i && tree.Head(i) - i <= 2;
    }

    private Item? ItemOf(List<TokenHit> hits, int from, int to, string tail)
    {
        ItemEntry? weapon = null, noun = null;
        var weapons = 0;
        for (var i = from; i <= to; i++)
        {
            if (lexicon.Item(hits[i].Hit.Id) is not { } entry) continue;
            if (entry.Designation is null) noun = entry;
            else
            {
                if (weapon is null || weapon.Id != entry.Id) weapons++;
                weapon ??= entry;
            }
        }
        if (weapon is null && noun is null) return null;
        var category = noun?.Category ?? weapon!.Category;
        var source = noun ?? weapon!;
        var part = noun is not null && PartHeads.Contains(noun.Category);
        if (weapon is not null && !part) { category = weapon.Category; source = weapon; }
        if (tail is "component" or "part" or "spare" or "kit" or "material" or "sensor" or "camera" or "electronics" or "seeker" or "chip" && category is not "production-equipment") category = "components";
        else if (tail is "engine" or "motor") category = "engines";
        else if (tail is "technology") category = "technology";
        else if (tail is "ammunition" or "round" or "shell" && category is not ("missiles" or "air-defence")) category = "ammunition";
        else if (tail is "launcher" && category == "ammunition") category = "artillery";
        else if (tail is "vehicle" && category == "ammunition") category = "vehicles";
        else if (noun?.Category == "ships" && category is "missiles" or "ammunition" or "bombs" || tail is "boat" or "frigate" or "corvette" or "destroyer" && category is "missiles") category = "ships"; // "Zolfaghar-class missile boats"
        else if (tail is "equipment" && category == "production-equipment") category = "production-equipment";
        // "F-7 rocket-propelled grenades", "Typhoon armoured vehicles": the noun that ends the phrase says what they are, whatever else bears that name.
        if (noun is not null && weapon is not null && (noun.Category is "small-arms-light-weapons" && weapon.Category is "combat-aircraft" or "aircraft" or "helicopters" or "ships" || noun.Category is "ships" && weapon.Category is "missiles" or "air-defence" || noun.Category is "armoured-vehicles" or "tanks" or "vehicles" && weapon.Category is "combat-aircraft" or "aircraft" or "helicopters" or "ships") && lexicon.Item(hits[to].Hit.Id) == noun) return new Item { Words = "", Description = noun.Description, Category = noun.Category, Unroca = noun.Unroca, Sipri = noun.Sipri };
        var changed = category != source.Category;
        return new Item
        {
            Words = "",
            Designation = part || weapons > 1 ? null : weapon?.Designation,
            Description = tail.Length > 0 && noun is not null && changed ? null : (noun?.Description ?? weapon?.Description),
            Category = category,
            Unroca = changed ? "undetermined" : source.Unroca,
            Sipri = changed ? "undetermined" : source.Sipri,
        };
    }

    private int HeadOf(int first, int last)
    {
        for (var i = last; i >= first; i--)
        {
            if (tree.Upos(i) is Upos.Punct) continue;
            var h = tree.Head(i);
            if (h < first || h > last) return i;
        }
        return last;
    }
}

using System.Collections.Immutable;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Claims.Reading;

/// <summary>A number expression with what it counts.</summary>
/// <param name="Span">The number's own words ("more than 1,000"), without the counted noun.</param>
/// <param name="Head">Token of the counted noun ("containers"); −1 where the number stands alone ("ordered 24 more").</param>
/// <param name="ContentHead">For a unit of packing or measure, the noun after "of" ("munitions"); else −1.</param>
public readonly record struct QuantityMention(Quantity Quantity, TextSpan Span, int FirstToken, int TokenCount, int Head, int ContentHead)
{
    public int EndToken => FirstToken + TokenCount;
}

/// <summary>Finds counts. Dates, sums of money, distances, calibres, model numbers, ages, durations and ordinals are
/// none; a percentage is one only where it is a share of something.</summary>
public static class QuantityReader
{
    /// <summary>The counts in one sentence, in order, not overlapping.</summary>
    public static ImmutableArray<QuantityMention> Read(Analysis analysis, int sentence)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var s = analysis.Sentences[sentence];
        var atoms = Atoms.Of(analysis, sentence);
        if (atoms.Count == 0) return [];
        var taken = Taken(atoms);
        ImmutableArray<QuantityMention>.Builder? found = null;
        for (var i = 0; i < atoms.Count;)
        {
            if (taken[i] || QuantityGrammar.At(atoms, i, taken) is not { } q)
            {
                i++;
                continue;
            }
            if (Mention(analysis, s, atoms, taken, i, q) is { } mention)
            {
                found ??= ImmutableArray.CreateBuilder<QuantityMention>();
                found.Add(mention);
                i += q.Consumed;
            }
            else i += Math.Max(1, q.Core - i + q.CoreCount);
        }
        return found?.ToImmutable() ?? [];
    }

    /// <summary>Atoms that times and sums of money use.</summary>
    private static bool[] Taken(Atoms atoms)
    {
        var taken = new bool[atoms.Count];
        foreach (var (first, count, _) in TimeReader.Expressions(atoms)) Array.Fill(taken, true, first, count);
        foreach (var (first, count, _) in MoneyReader.Expressions(atoms)) Array.Fill(taken, true, first, count);
        return taken;
    }

    private static QuantityMention? Mention(Analysis analysis, Sentence s, Atoms atoms, bool[] taken, int i, QuantityGrammar.Reading q)
    {
        if (IsModelNumber(analysis, s, atoms, q)) return null;
        var span = atoms.Span(i, q.Consumed);
        var (first, count) = TokenFinder.Under(analysis, s, span);
        if (count == 0) return null;
        var stop = StopToken(analysis, s, atoms, taken, i + q.Consumed);
        var next = TokenFinder.At(analysis, s, atoms[i + q.Consumed].Start) is var n && i + q.Consumed < atoms.Count && n >= 0 ? n : s.EndToken;
        if (next < first + count) next = first + count;
        var head = q.Percent ? -1 : NounRun(analysis, s, next, stop, out _);
        // "a 36-aircraft deal": the noun behind the hyphen is what is counted.
        var joined = i + q.Consumed;
        if (atoms[joined].IsDash && atoms.Joined(joined - 1) && atoms.Joined(joined) && TokenFinder.At(analysis, s, atoms[joined + 1].Start) is >= 0 and var behind) head = behind;
        var content = -1;
        var quantity = q.Quantity with { Words = span.Of(analysis.Text).ToString() };
        if (head >= 0)
        {
            var lemma = analysis.Tokens.Lemma[head];
            var after = head + 1;
            if (IsUnit(lemma) && after < s.EndToken && Verbs.Lower(analysis, after) == "of")
            {
                quantity = quantity with { Unit = lemma };
                content = NounRun(analysis, s, after + 1, s.EndToken, out _);
            }
            else if (quantity.Of is null && after + 1 < s.EndToken && Verbs.Lower(analysis, after) is "of" or "out")
            {
                // counted noun before "of 350": "30 licences of 350"
                var number = TokenFinder.At(analysis, s, analysis.Tokens.Start[after + 1]);
                if (number >= 0 && analysis.Tokens.Upos[number] == Upos.Num) quantity = quantity with { Of = Verbs.Lower(analysis, number) };
            }
            if (Rate(analysis, s, head) is { } per) quantity = quantity with { Per = per };
        }
        else if (!q.Percent && !StandsAlone(analysis, s, atoms, i, q, first)) return null;
        if (quantity.Scope is null && Total(analysis, s, head >= 0 ? head + 1 : first + count)) quantity = quantity with { Scope = "running-total" };
        if (quantity.Basis is null && Capacity(analysis, s, first)) quantity = quantity with { Basis = "capacity-inferred" };
        return new QuantityMention(quantity, span, first, count, head, content);
    }

    /// <summary>"Leopard 2", "Type 055", "Resolution 2231": a figure straight after a capitalised word that is no party's
    /// name belongs to the name.</summary>
    private static bool IsModelNumber(Analysis analysis, Sentence s, Atoms atoms, QuantityGrammar.Reading q)
    {
        var token = TokenFinder.At(analysis, s, atoms[q.Core].Start);
        if (token < 0) return true;
        NameSpan? before = null;
        int low = 0, high = analysis.Names.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (analysis.Names[middle].FirstToken <= token) low = middle + 1;
            else high = middle;
        }
        for (var k = low - 1; k >= 0 && k >= low - 2; k--)
        {
            var name = analysis.Names[k];
            if (name.Kind is NameKind.WeaponSystem or NameKind.Unit && token >= name.FirstToken && token < name.EndToken) return true;
            if (name.EndToken == token) before = name;
        }
        // A bare figure that may be a year is one: counts of that size are written with a comma or a qualifier.
        if (q.PlainFigure && q.Quantity.Min is >= 1900 and <= 2099) return true;
        if (!q.PlainFigure || q.Core == 0) return false;
        var previous = atoms[q.Core - 1];
        if (previous.Kind != AtomKind.Word || q.Core - 1 < 0) return false;
        if (previous.Lower is "type" or "block" or "mk" or "mark" or "version" or "model" or "resolution" or "article" or "no" or "number" or "flight" or "class" or "phase" or "group" or "chapter" or "page" or "level" or "tranche" or "variant" or "section") return true;
        if (before is { Kind: not NameKind.Other } named) return named.Kind is NameKind.WeaponSystem or NameKind.Unit;
        if (!previous.Capital || q.Core - 1 == 0) return false;
        // "gave Ukraine 22 jets": a party before the number is the receiver.
        foreach (var hit in Lexicon.Embedded.Matcher.Find(s.Span.Of(analysis.Text).ToString()))
        {
            if (!hit.Span.Contains(previous.Start - s.Span.Start)) continue;
            if (hit.Kind == EntryKind.Party) return false;
            if (hit.Kind == EntryKind.Weapon) return true;
        }
        // A capitalised word that the tagger takes for a verb or a function word only starts a clause.
        var prior = TokenFinder.At(analysis, s, previous.Start);
        return prior >= 0 && analysis.Tokens.Upos[prior] is Upos.Propn or Upos.Noun or Upos.X;
    }

    /// <summary>First token after the atoms from which a time or a sum starts.</summary>
    private static int StopToken(Analysis analysis, Sentence s, Atoms atoms, bool[] taken, int from)
    {
        for (var i = from; i < atoms.Count; i++)
        {
            if (!taken[i]) continue;
            var token = TokenFinder.At(analysis, s, atoms[i].Start);
            if (token >= 0) return token;
        }
        return s.EndToken;
    }

    /// <summary>The head of the noun phrase that starts at a token: the last noun of the unbroken run.</summary>
    internal static int NounRun(Analysis analysis, Sentence s, int from, int stop, out int end)
    {
        var tokens = analysis.Tokens;
        var noun = -1;
        var at = from;
        // "of those ballistic missiles", "the remaining tanks"
        for (var skip = 0; at < stop && skip < 4 && Verbs.Lower(analysis, at) is "of" or "the" or "those" or "these" or "its" or "their" or "such" or "new" or "more" or "other" or "his" or "our" or "additional" or "further"; skip++) at++;
        for (; at < stop && at - from < 16; at++)
        {
            var word = Verbs.Lower(analysis, at);
            if (word is "worth" or "than" or "such") break;
            switch (tokens.Upos[at])
            {
                case Upos.Noun or Upos.Propn:
                    noun = at;
                    continue;
                case Upos.Adj or Upos.Num or Upos.X or Upos.Sym:
                    if (noun >= 0 && tokens.Upos[at] == Upos.Adj && (at + 1 >= stop || tokens.Upos[at + 1] is not (Upos.Noun or Upos.Propn or Upos.Adj))) break;
                    continue;
                case Upos.Punct when word is "-" or "–" or "'" or "’" or "\"" or "“" or "”" or "(" && noun < 0 || word is "-" or "–":
                    continue;
                case Upos.Part when word is "'s" or "’s":
                    continue;
                case Upos.Verb when (tokens.Xpos[at] is "VBG" || at == from) && at + 1 < stop && tokens.Upos[at + 1] is Upos.Noun or Upos.Propn or Upos.Num && !Takes(word):
                    continue;
                case Upos.Adp or Upos.Adv when at + 1 < stop && noun >= 0 && Verbs.Lower(analysis, at - 1) == "-" && Verbs.Lower(analysis, at + 1) == "-":
                    continue;
                case Upos.Verb or Upos.Adp when at + 1 < stop && Verbs.Lower(analysis, at) is "armoured" or "armored" or "personnel":
                    continue;
                case Upos.Verb when tokens.Xpos[at] is "VBN" or "VBG" && at + 1 < stop && tokens.Upos[at + 1] is Upos.Noun or Upos.Propn or Upos.Adj && noun < 0:
                    continue;
                case Upos.Verb when at + 1 < stop && noun >= 0 && Verbs.Lower(analysis, at - 1) == "-":
                    continue;
                case Upos.Adp or Upos.Adv when at + 1 < stop && Verbs.Lower(analysis, at + 1) is "-" && noun < 0:
                    continue;
                case Upos.Cconj when noun < 0 && at > from && at + 1 < stop && tokens.Upos[at - 1] is Upos.Adj or Upos.Punct && tokens.Upos[at + 1] is Upos.Adj:
                    continue;
            }
            break;
        }
        end = noun < 0 ? from : noun + 1;
        return noun;
    }

    /// <summary>Participles that begin what is said of the counted thing, and are no part of its name.</summary>
    private static bool Takes(string word) => word is "including" or "carrying" or "costing" or "using" or "having" or "being" or "involving" or "following" or "according" or "made" or "built" or "worth" or "arrived";

    /// <summary>Whether a number without a counted noun may still be a count: after a verb or "of", or with "more", "in all".</summary>
    private static bool StandsAlone(Analysis analysis, Sentence s, Atoms atoms, int i, QuantityGrammar.Reading q, int first)
    {
        var next = atoms[i + q.Consumed];
        if (next.Lower is "%" or "percent" or "per" or "/" or ":" or "°") return false;
        if (q.Quantity.Scope is not null || Total(analysis, s, TokenFinder.Under(analysis, s, atoms.Span(i, q.Consumed)) is var u ? u.First + u.Count : 0)) return true;
        if (q.Quantity.Qualifier == "indefinite") return false;
        var follows = TokenFinder.At(analysis, s, next.Start);
        // "60 have arrived", "40 of them"
        if (next.Is("of") && atoms[i + q.Consumed + 1].Lower is "them" or "these" or "which" or "those") return true;
        if (follows > first && first > s.FirstToken && analysis.Tokens.Upos[follows] is Upos.Aux or Upos.Verb && analysis.Tokens.Xpos[follows] is "VBD" or "VBP" or "VBZ" or "MD" or "VBN" && Verbs.Lower(analysis, first - 1) is "which" or "," or "whom") return true;
        if (first <= s.FirstToken) return false;
        var before = first - 1;
        if (analysis.Tokens.Upos[before] == Upos.Verb) return true;
        return Verbs.Lower(analysis, before) == "of" && before - 1 >= s.FirstToken && analysis.Tokens.Lemma[before - 1] is "batch" or "order" or "total" or "shipment" or "number" or "delivery" or "fleet" or "lot" or "consignment" or "tranche";
    }

    /// <summary>"in all", "in total", "so far", "to date", "altogether" right after the phrase.</summary>
    private static bool Total(Analysis analysis, Sentence s, int at)
    {
        for (var t = at; t < s.EndToken && t < at + 2; t++)
        {
            var word = Verbs.Lower(analysis, t);
            if (word is "altogether" or "overall") return true;
            if (t + 1 >= s.EndToken) break;
            var next = Verbs.Lower(analysis, t + 1);
            if ((word == "in" && next is "all" or "total") || (word == "so" && next == "far") || (word == "to" && next == "date")) return true;
        }
        return false;
    }

    private static string? Rate(Analysis analysis, Sentence s, int head)
    {
        for (var t = head + 1; t < s.EndToken && t <= head + 2; t++)
        {
            var word = Verbs.Lower(analysis, t);
            if (word is "monthly" or "annually" or "yearly" or "weekly" or "daily") return word switch { "monthly" => "month", "weekly" => "week", "daily" => "day", _ => "year" };
            if (word is "a" or "per" or "each" or "every" && t + 1 < s.EndToken && Verbs.Lower(analysis, t + 1) is "month" or "year" or "week" or "day" or "quarter")
                return Verbs.Lower(analysis, t + 1);
        }
        return null;
    }

    /// <summary>"could hold up to", "enough for": the figure is what would fit, not what was seen.</summary>
    private static bool Capacity(Analysis analysis, Sentence s, int first)
    {
        for (var t = first - 1; t >= s.FirstToken && first - t <= 4; t--)
        {
            var lemma = analysis.Tokens.Lemma[t];
            if (lemma is "hold" or "contain" or "accommodate" or "fit" or "carry")
            {
                for (var m = t - 1; m >= s.FirstToken && t - m <= 3; m--)
                {
                    if (Verbs.Lower(analysis, m) is "could" or "can" or "may" or "might" or "would" or "capable" or "of" or "capacity" or "able") return true;
                }
                return false;
            }
            if (lemma is "capacity") return true;
        }
        return false;
    }

    /// <summary>Nouns that pack or measure what follows "of".</summary>
    internal static bool IsUnit(string lemma) => lemma is "container" or "ton" or "tonne" or "round" or "batch" or "shipment" or "crate" or "box" or "truckload" or "trainload"
        or "planeload" or "shipload" or "load" or "consignment" or "squadron" or "battery" or "set" or "unit" or "piece" or "pair" or "batches" or "pallet" or "package" or "kg" or "kilogram"
        or "kilo" or "pound" or "magazine" or "case" or "delivery" or "cargo" or "lot" or "wagon" or "car" or "truck" or "convoy" or "system" or "salvo" or "fleet" or "regiment" or "brigade" or "tranche"
        or "item" or "barrel" or "metric" or "type" or "kind" or "variant" or "cache" or "stock";
}

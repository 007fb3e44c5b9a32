using System.Collections.Immutable;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Reading;

/// <summary>A time expression in a sentence.</summary>
/// <param name="Time">Its words, without a neutral preposition (on, in, during), with one that bounds (by, since, until,
/// before, after); and the tense of what it dates.</param>
/// <param name="Span">The words' place.</param>
/// <param name="Governor">The verb that it dates, as far as the tree or the order of words shows; −1 where unsure.</param>
/// <param name="Resolvable">Whether an article's date could make a day, month or year of it ("recently" never).</param>
/// <param name="OpensClause">Whether it stands between a reporting verb and the clause that is told, and opens that clause
/// ("he said on January 2, Russia launched").</param>
public readonly record struct TimeMention(TimeWords Time, TextSpan Span, int FirstToken, int TokenCount, int Governor, bool Resolvable, bool OpensClause = false)
{
    public int EndToken => FirstToken + TokenCount;
}

/// <summary>Finds time expressions.</summary>
public static class TimeReader
{
    /// <summary>The time expressions of one sentence, in order, not overlapping.</summary>
    public static ImmutableArray<TimeMention> Read(Analysis analysis, int sentence)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var atoms = Atoms.Of(analysis, sentence);
        var s = analysis.Sentences[sentence];
        ImmutableArray<TimeMention>.Builder? found = null;
        var hasTree = Trees.Has(analysis, s);
        foreach (var (first, count, value) in Expressions(atoms))
        {
            var span = atoms.Span(first, count);
            var (token, tokens) = TokenFinder.Under(analysis, s, span);
            if (tokens == 0) continue;
            var governor = Verbs.Governing(analysis, s, token, tokens, hasTree);
            var told = hasTree && value.Shape == TimeShape.Day ? Told(analysis, s, governor, token + tokens) : -1;
            if (told >= 0) governor = told;
            var tense = governor < 0 ? "past" : Verbs.Tense(analysis, s, governor, hasTree);
            found ??= ImmutableArray.CreateBuilder<TimeMention>();
            found.Add(new TimeMention(new TimeWords(span.Of(analysis.Text).ToString(), tense), span, token, tokens, governor, value.Shape != TimeShape.Vague, told >= 0));
        }
        return found?.ToImmutable() ?? [];
    }

    /// <summary>The verb of the clause that a day opens behind its reporting verb: the day, a comma, and the clause without
    /// "that". Weekdays are left out: they are mostly days of speaking, and commas behind them are loose. −1 if none.</summary>
    private static int Told(Analysis analysis, Sentence s, int verb, int next)
    {
        if (verb < 0 || verb >= next || next + 1 >= s.EndToken || analysis.Word(next) is not ",") return -1;
        for (var t = next + 1; t < s.EndToken; t++)
        {
            if (analysis.Tokens.Head[t] != verb || analysis.Tokens.Relation[t] is not ("ccomp" or "parataxis")) continue;
            for (var k = next + 1; k < t; k++)
            {
                if (analysis.Tokens.Head[k] == t && analysis.Tokens.Relation[k] == "mark") return -1;
                if (analysis.Tokens.Relation[k].StartsWith("nsubj", StringComparison.Ordinal) && analysis.Tokens.Head[k] == t) return t;
            }
            return -1;
        }
        return -1;
    }

    /// <summary>The words of the time expressions of a text, without an analysis.</summary>
    public static ImmutableArray<TextSpan> Spans(string text)
    {
        var atoms = Atoms.Of(text);
        return [.. Expressions(atoms).Select(e => atoms.Span(e.First, e.Count))];
    }

    internal static IEnumerable<(int First, int Count, TimeValue Value)> Expressions(Atoms atoms)
    {
        for (var i = 0; i < atoms.Count;)
        {
            var before = atoms[i - 1];
            if (TimeGrammar.At(atoms, i, before.Lower) is { } hit && !PartOfName(atoms, i, hit.Count))
            {
                yield return (i, hit.Count, hit.Value);
                i += hit.Count;
            }
            else i++;
        }
    }

    /// <summary>Figures and words glued to other figures and words are no time: "Su-30", "T-90", "2018-built".</summary>
    private static bool PartOfName(Atoms atoms, int i, int count)
    {
        if (i > 0 && atoms.Joined(i - 1) && (atoms[i - 1].IsDash || atoms[i - 1].Lower is "/" or "." or "$" or "€" or "£") && i > 1 && atoms.Joined(i - 2)
            && atoms[i].Kind == AtomKind.Number) return true;
        var last = i + count - 1;
        return atoms[last].Kind == AtomKind.Number && atoms.Joined(last) && (atoms[last + 1].Kind == AtomKind.Word && atoms[last + 1].Lower is not "s"
            || (atoms[last + 1].IsDash && atoms.Joined(last + 1) && atoms[last + 2].Kind == AtomKind.Word && atoms[last + 2].Lower is "built" or "era" or "vintage" or "model" or "style"));
    }
}

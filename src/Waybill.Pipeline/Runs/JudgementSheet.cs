using Waybill.Judgements;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Sources;
using Waybill.Storage;

namespace Waybill.Pipeline.Runs;

/// <summary>A line of a sheet: what it asks for, and what is wrong with it, in words.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
public sealed record SheetLine(int Line, JudgementRequest? Request, string? Problem);

/// <summary>Reads judgements from a table that a person edited: CSV with a head line that names <c>verb</c>, <c>id</c> and any of
/// <c>other, set, words, as, by, why, sentence, likelihood, confidence</c>. A claim to be added has its values and their words parted by <c>|</c>. Other columns are passed over, so an exported list to which these were added will do;
/// so are lines without a verb.</summary>
public static class JudgementSheet
{
    public const int MaxBytes = 64 * 1024 * 1024;

    private static readonly string[] Known = ["verb", "id", "other", "set", "words", "as", "by", "why", "sentence", "likelihood", "confidence"];

    /// <summary>The lines that ask for something, in order.</summary>
    /// <param name="by">Who judges where the line does not say.</param>
    /// <param name="why">Why, where the line does not say.</param>
    public static IReadOnlyList<SheetLine> Read(string text, Store store, string? by, string? why)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(store);
        using var rows = CsvRows.Read(text).GetEnumerator();
        if (!rows.MoveNext()) throw new JudgementException("The sheet is empty.");
        var head = rows.Current.Cells.ConvertAll(c => c.Trim().ToLowerInvariant());
        if (!head.Contains("verb") || !head.Contains("id")) throw new JudgementException($"The sheet needs a first line that names the columns verb and id; it may have {string.Join(", ", Known[2..])}.");
        if (Known.FirstOrDefault(k => head.Count(h => h == k) > 1) is { } twice) throw new JudgementException($"The sheet names the column {twice} twice.");
        var lines = new List<SheetLine>();
        while (rows.MoveNext())
        {
            var (cells, number) = rows.Current;
            if (cells is [""]) continue;
            if (cells.Count > head.Count)
            {
                lines.Add(new SheetLine(number, null, $"{cells.Count} cells where the head has {head.Count}"));
                continue;
            }
            string? Cell(string column) => head.IndexOf(column) is var at && at >= 0 && at < cells.Count && cells[at].Trim() is { Length: > 0 } value ? value : null;
            if (Cell("verb") is not { } word) continue;
            try
            {
                lines.Add(new SheetLine(number, Request(store, word, Cell, by, why), null));
            }
            catch (JudgementException e)
            {
                lines.Add(new SheetLine(number, null, e.Message));
            }
        }
        return lines;
    }

    private static JudgementRequest Request(Store store, string word, Func<string, string?> cell, string? by, string? why)
    {
        if (Term.Parse<JudgementVerb>(word.ToLowerInvariant()) is not { } verb) throw new JudgementException($"'{word}' is none of {string.Join(", ", Term.All<JudgementVerb>())}.");
        string[] named = [.. $"{cell("id")} {cell("other")}".Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        if (named.Length == 0) throw new JudgementException("It names no id.");
        var corrected = verb == JudgementVerb.Correct && cell("set") is { } one ? Judging.Parse(one, cell("words") ?? "") : null;
        return new JudgementRequest
        {
            Verb = verb,
            Ids = [.. named.Select((id, i) => verb == JudgementVerb.Withdraw ? id : Judging.Whole(store, id, Judging.KindOf(verb, i, named[0], corrected?.Field)))],
            Sentence = cell("sentence"),
            Fields = verb == JudgementVerb.Add ? Filled(cell("set") ?? "", cell("words") ?? "") : [],
            Correction = corrected,
            Verdict = cell("as"),
            // An exported list of claims has a column of that name too, which is the program's.
            Likelihood = verb == JudgementVerb.Assess ? cell("likelihood") : null,
            Confidence = verb == JudgementVerb.Assess ? cell("confidence") : null,
            Who = cell("by") ?? by ?? throw new JudgementException("It does not say who judges: a column by, or --by NAME."),
            Why = cell("why") ?? why ?? throw new JudgementException("It does not say why: a column why, or --why REASON."),
        };
    }

    private static Correction[] Filled(string set, string words)
    {
        var (sets, said) = (set.Split('|'), words.Split('|'));
        return sets.Length == said.Length ? [.. sets.Zip(said, (s, w) => Judging.Parse(s.Trim(), w.Trim()))] : throw new JudgementException("It has not as many words as values: part both by |.");
    }
}

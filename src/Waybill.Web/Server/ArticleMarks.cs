using Waybill.Pipeline.Export;
using Waybill.Texts;

namespace Waybill.Web.Server;

/// <summary>A run of a block with what is marked in it.</summary>
/// <param name="Of">Fields that the words prove, in order; empty for plain text.</param>
/// <param name="Claims">Ids of the claims whose words these are.</param>
/// <param name="Starts">Ids of claims whose sentence starts here.</param>
/// <param name="InSentence">The run lies in the sentence of a claim.</param>
public sealed record TextMark(string Text, IReadOnlyList<string> Of, IReadOnlyList<string> Claims, IReadOnlyList<string> Starts, bool InSentence);

/// <summary>Cuts the text of an article where marks begin and end: marks may overlap, runs never do.</summary>
public static class ArticleMarks
{
    public static IReadOnlyList<TextMark> Of(string text, TextSpan block, IReadOnlyList<ClaimView> claims)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(claims);
        var here = claims.Where(c => c.Claim.Sentence.Overlaps(block) || Proofs(c).Any(e => e.Start < block.End && e.End > block.Start)).ToArray();
        if (here.Length == 0) return [new TextMark(text[block.Start..block.End], [], [], [], false)];
        var cuts = new SortedSet<int> { block.Start, block.End };
        foreach (var c in here)
        {
            foreach (var (start, end) in Proofs(c).Select(e => (e.Start, e.End)).Append((c.Claim.Sentence.Start, c.Claim.Sentence.End)))
            {
                if (start > block.Start && start < block.End) cuts.Add(start);
                if (end > block.Start && end < block.End) cuts.Add(end);
            }
        }
        var marks = new List<TextMark>();
        var from = block.Start;
        foreach (var to in cuts.Skip(1))
        {
            var proofs = here.SelectMany(c => Proofs(c).Where(e => e.Start <= from && e.End >= to).Select(e => (c.Id, e.Of))).ToArray();
            marks.Add(new TextMark(text[from..to],
                [.. proofs.SelectMany(p => p.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                [.. proofs.Select(p => p.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                [.. here.Where(c => Math.Max(c.Claim.Sentence.Start, block.Start) == from && c.Claim.Sentence.Overlaps(block)).Select(c => c.Id)],
                here.Any(c => c.Claim.Sentence.Start <= from && c.Claim.Sentence.End >= to)));
            from = to;
        }
        return marks;
    }

    private static IEnumerable<Evidence> Proofs(ClaimView c) => c.Claim.Evidence.Where(e => e.Layer == EvidenceLayer.Text);

    /// <summary>Class by which words are coloured: the first of the kinds that a reader looks for.</summary>
    public static string Class(TextMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        foreach (var kind in (ReadOnlySpan<string>)["supplier", "recipient", "item", "quantity", "when", "attribution", "stage"])
            if (mark.Of.Contains(kind)) return "e-" + kind;
        return mark.Of.Count > 0 ? "e-other" : "";
    }
}

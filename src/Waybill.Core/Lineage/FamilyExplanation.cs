using System.Collections.Immutable;
using Waybill.Articles;

namespace Waybill.Lineage;

/// <summary>A sentence of one text beside its counterpart.</summary>
/// <param name="Kind"><c>same, changed, dropped</c> (stands only in the reference) or <c>added</c>.</param>
/// <param name="Likeness">How far the two correspond, 0 to 1.</param>
public sealed record SentenceBeside(string Kind, string Reference, string Member, double Likeness);

/// <summary>Two texts side by side, and why they count as one or do not.</summary>
/// <param name="OfMember">Share of the member's own words that stand in the reference, weighted by likeness; <paramref name="OfReference"/> the other way.</param>
/// <param name="Shares">Whether the two share an origin by themselves; if not, other members link them.</param>
public sealed record TextsBeside(bool Shares, string Why, double OfReference, double OfMember, ImmutableArray<SentenceBeside> Sentences);

/// <summary>Explains the predicate on two articles: what it aligned and by which figures it decided. Pure.</summary>
public static class FamilyExplanation
{
    /// <param name="furnitureOfReference">Numbers of blocks that the outlet repeats; they are left out, as families leave them out.</param>
    public static TextsBeside Of(Article reference, Article member, IEnumerable<int>? furnitureOfReference = null, IEnumerable<int>? furnitureOfMember = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(member);
        var (a, b) = (TextModel.Of(reference, (furnitureOfReference ?? []).ToHashSet()), TextModel.Of(member, (furnitureOfMember ?? []).ToHashSet()));
        var verdict = SharedOrigin.Judge(a, b);
        var there = verdict.Forward.Where(SharedOrigin.Counts).ToDictionary(p => p.Here);
        var reached = there.Values.Select(p => p.There).ToHashSet();
        var rows = ImmutableArray.CreateBuilder<SentenceBeside>();
        var next = 0;
        for (var i = 0; i < a.Sentences.Length; i++)
        {
            if (!there.TryGetValue(i, out var pair))
            {
                rows.Add(new SentenceBeside("dropped", Words(a, i), "", 0));
                continue;
            }
            // What the member added stands before the sentence that follows it there.
            for (; next < pair.There; next++) if (!reached.Contains(next)) rows.Add(new SentenceBeside("added", "", Words(b, next), 0));
            next = Math.Max(next, pair.There + 1);
            var same = MemberComparison.Stems(a, a.Sentences[i]).SequenceEqual(MemberComparison.Stems(b, b.Sentences[pair.There]));
            rows.Add(new SentenceBeside(same ? "same" : "changed", Words(a, i), Words(b, pair.There), Math.Round(pair.Similarity, 2)));
        }
        for (; next < b.Sentences.Length; next++) if (!reached.Contains(next)) rows.Add(new SentenceBeside("added", "", Words(b, next), 0));
        return new TextsBeside(verdict.Shares, verdict.Why, Math.Round(verdict.ShareOfFirst, 2), Math.Round(verdict.ShareOfSecond, 2), rows.ToImmutable());
    }

    private static string Words(TextModel text, int sentence) => text.Sentences[sentence].Span.Of(text.Text).ToString();
}

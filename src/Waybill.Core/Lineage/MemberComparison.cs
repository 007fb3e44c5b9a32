using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>A member set against another text of its family: how much stands there, where, and what changed.</summary>
/// <param name="Containment">Share of the member's words that stand in the other text in aligned sentences, 0 to 1.</param>
/// <param name="Coverage">Share of the other text's sentences, by words, that the member has, 0 to 1.</param>
/// <param name="Verbatim">How far aligned sentences run word by word, 0 to 1.</param>
internal sealed record Comparison(double Containment, double Coverage, double Verbatim, bool SameWords,
    ImmutableArray<(TextSpan Here, TextSpan There)> Runs, ImmutableArray<Change> Changes);

/// <summary>Compares a member with the reference of its family, sentence by sentence.</summary>
internal static class MemberComparison
{
    internal static Comparison Of(TextModel member, TextModel reference, SentenceAligner aligner)
    {
        var alignment = aligner.Align(member, reference);
        var forward = alignment.Forward.Where(SharedOrigin.Counts).ToArray();
        var backward = alignment.Backward.Where(SharedOrigin.Counts).ToArray();
        int standing = 0, verbatim = 0, both = 0;
        foreach (var pair in forward)
        {
            var x = member.Sentences[pair.Here];
            var y = reference.Sentences[pair.There];
            var common = WordDiff.CommonLength(Stems(member, x), Stems(reference, y));
            standing += common;
            verbatim += 2 * common;
            both += x.Count + y.Count;
        }
        var covered = new HashSet<int>(forward.Select(p => p.There));
        covered.UnionWith(backward.Select(p => p.Here));
        var coveredWords = covered.Sum(s => reference.Sentences[s].Count);
        var same = member.Stem.AsSpan().SequenceEqual(reference.Stem);
        return new Comparison(
            same ? 1 : Math.Min(1, (double)standing / Math.Max(1, member.Words)),
            same ? 1 : (double)coveredWords / Math.Max(1, reference.Words),
            same ? 1 : (double)verbatim / Math.Max(1, both),
            same, Runs(member, reference, forward),
            TextChanges.Of(member, reference, forward, covered));
    }

    internal static ReadOnlySpan<uint> Stems(TextModel text, SentenceRun run) => text.Stem.AsSpan(run.First, run.Count);

    /// <summary>Neighbouring aligned sentences, joined while both sides go on in order.</summary>
    internal static ImmutableArray<(TextSpan Here, TextSpan There)> Runs(TextModel here, TextModel there, IReadOnlyList<SentencePair> pairs)
    {
        var runs = ImmutableArray.CreateBuilder<(TextSpan, TextSpan)>();
        for (var p = 0; p < pairs.Count;)
        {
            var q = p;
            while (q + 1 < pairs.Count && pairs[q + 1].Here == pairs[q].Here + 1
                && pairs[q + 1].There - pairs[q].There is 0 or 1) q++;
            runs.Add((here.Sentences[pairs[p].Here].Span.Union(here.Sentences[pairs[q].Here].Span),
                there.Sentences[pairs[p].There].Span.Union(there.Sentences[pairs[q].There].Span)));
            p = q + 1;
        }
        return runs.ToImmutable();
    }
}

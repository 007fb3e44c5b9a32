using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Claims;

/// <summary>A frame that found its trigger: what became of it, and the steps on the way.</summary>
/// <param name="Frame">The frame's id in <c>data/frames.tsv</c>.</param>
/// <param name="Outcome"><c>claim</c>, <c>repeat</c>, or the reason why nothing is stated.</param>
public sealed record FrameTrace(TextSpan Sentence, TextSpan Trigger, string Frame, string Outcome, ImmutableArray<string> Steps);

/// <summary>The claims of an article with the trace of how they were read.</summary>
public sealed record Explanation(ClaimReading Reading, ImmutableArray<FrameTrace> Frames)
{
    public static Explanation Empty { get; } = new(ClaimReading.Empty, []);
}

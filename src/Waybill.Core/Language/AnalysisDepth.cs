using Waybill.Texts;

namespace Waybill.Language;

/// <summary>How closely a run of text is analysed. Each sentence gets the deepest of the runs that it touches.</summary>
public enum AnalysisDepth : byte
{
    /// <summary>Tags, lemmas and names; in place of a tree, every word hangs on the sentence's first (relation <c>dep</c>).</summary>
    Words,

    /// <summary>A tree too, by the small network.</summary>
    Plain,

    /// <summary>All that the analyser's mode can do.</summary>
    Close,
}

/// <summary>A run of text and how closely to analyse it.</summary>
public readonly record struct DepthSpan(TextSpan Span, AnalysisDepth Depth);

using System.Collections.Immutable;

namespace Waybill.Texts;

/// <summary>Where a piece of evidence stands.</summary>
public enum EvidenceLayer
{
    /// <summary>In the article's clean text; positions are UTF-16 units inside, Unicode code points when exported.</summary>
    Text,

    /// <summary>In the kept page; positions are bytes.</summary>
    Page,
}

/// <summary>The exact words that prove a value (W3C Web Annotation: TextQuoteSelector with
/// TextPositionSelector). Re-reading the layer must reproduce <see cref="Exact"/>.</summary>
public sealed record Evidence
{
    /// <summary>The fields that these words prove: <c>supplier</c>, <c>quantity</c>, <c>published</c> …</summary>
    public required ImmutableArray<string> Of { get; init; }

    public required EvidenceLayer Layer { get; init; }

    /// <summary>The words themselves: a slice of the text, or the bytes decoded in the page's encoding.</summary>
    public required string Exact { get; init; }

    /// <summary>Up to 32 units before, for re-anchoring.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Up to 32 units after.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>Start in the layer: UTF-16 unit or byte.</summary>
    public required int Start { get; init; }

    /// <summary>End in the layer, exclusive.</summary>
    public required int End { get; init; }

    /// <summary>SHA-256, lower-case hex, of the layer: of the article's text as UTF-8, or of the page's bytes.</summary>
    public required string Hash { get; init; }

    /// <summary>Evidence for <paramref name="of"/> in an article's text.</summary>
    public static Evidence InText(string text, string textHash, TextSpan span, params ImmutableArray<string> of)
    {
        ArgumentNullException.ThrowIfNull(text);
        var before = Math.Max(0, span.Start - ContextUnits);
        var after = Math.Min(text.Length, span.End + ContextUnits);
        return new Evidence
        {
            Of = of,
            Layer = EvidenceLayer.Text,
            Exact = text.Substring(span.Start, span.Length),
            Prefix = TrimBrokenPair(text[before..span.Start]),
            Suffix = TrimBrokenPair(text[span.End..after]),
            Start = span.Start,
            End = span.End,
            Hash = textHash,
        };
    }

    private const int ContextUnits = 32;

    private static string TrimBrokenPair(string s)
    {
        if (s.Length > 0 && char.IsLowSurrogate(s[0])) s = s[1..];
        if (s.Length > 0 && char.IsHighSurrogate(s[^1])) s = s[..^1];
        return s;
    }
}

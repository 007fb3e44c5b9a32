using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>Relation of an article to its family's origin.</summary>
public enum Relation { Origin, Identical, Republished, Excerpt, Rewrite, Translation }

/// <summary>A run of an article's text aligned to a run of another member's.</summary>
/// <param name="Span">Here.</param>
/// <param name="Family">The family that the run belongs to.</param>
/// <param name="Other">The article it is aligned with, or null for the article's own text.</param>
/// <param name="OtherSpan">There.</param>
public sealed record Passage(TextSpan Span, string Family, Relation Relation, string? Other, TextSpan OtherSpan);

/// <summary>What a copy changed against the reference.</summary>
/// <param name="ChangeKind"><c>sentence-dropped, sentence-added, number, name, quotation, wording</c>; from aligned claims
/// <c>hedge-lost, role-turned, attribution-lost, quantity, source, item, basis</c>; between versions of one article <c>correction, retraction</c> (the
/// notice, in the later) and <c>withdrawn</c> (in the earlier: what the later does not say any more; the words there are the later's).</param>
/// <param name="Here">Span in this article; empty where it has no counterpart.</param>
/// <param name="There">Span in the reference; empty where it has no counterpart.</param>
public sealed record Change(string ChangeKind, string HereWords, string ThereWords, TextSpan Here, TextSpan There);

public sealed record FamilyMember
{
    public required string Article { get; init; }
    public required Relation Relation { get; init; }

    /// <summary>Share of this article's words that stand in the reference, 0 to 1.</summary>
    public required double Containment { get; init; }

    /// <summary>Share of the reference's sentences, by words, that this article has, 0 to 1.</summary>
    public double Coverage { get; init; } = 1;

    /// <summary>How far aligned sentences run word by word, 0 to 1.</summary>
    public double Likeness { get; init; } = 1;

    /// <summary>Whether it differs from the reference in no word that counts.</summary>
    public bool SameWords { get; init; }
    public ImmutableArray<Passage> Passages { get; init; } = [];
    public ImmutableArray<Change> Changes { get; init; } = [];
}

/// <summary>The earliest text or the agency behind a family. Both null where it cannot be defended.</summary>
public sealed record FamilyOrigin(string? Article, string? Agency, ImmutableArray<string> Reasons, double Confidence);

/// <summary>The articles that share one text origin. Its id is made from its smallest member.</summary>
public sealed record Family
{
    public required string Id { get; init; }
    public required FamilyOrigin Origin { get; init; }

    /// <summary>What the members are measured against: the origin where it is here, else the fullest member.</summary>
    public required string Reference { get; init; }

    /// <summary>Sorted by article id.</summary>
    public required ImmutableArray<FamilyMember> Members { get; init; }
    public ImmutableArray<string> Stories { get; init; } = [];
}

/// <summary>An article's date after the across-page stages: printed, or inferred from its family or story.</summary>
/// <param name="Value">Null where only bounds are known.</param>
/// <param name="How">In words: how it was reached ("printed by …", "the wire text's day, from article …").</param>
/// <param name="From">Article id that it was learnt from, null where its own page says so.</param>
public sealed record ArticleDate(string Article, PartialDate? Value, DateOnly? NotBefore, DateOnly? NotAfter, bool Inferred, string How, string? From)
{
    /// <summary>An article about which nothing is known.</summary>
    public static ArticleDate Unknown(string article) => new(article, null, null, null, false, "", null);
}

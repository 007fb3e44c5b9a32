using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Judgements;
using Waybill.Language;
using Waybill.Ledger;
using Waybill.Lexicons;
using Waybill.Lineage;
using Waybill.Pages;
using Waybill.Storage;

namespace Waybill.Pipeline;

/// <summary>Bytes and capture data → article.</summary>
/// <param name="Version">Name and version, stored with each result.</param>
public sealed record ArticleStep(string Version, Func<Capture, ArticleResult> Read);

/// <summary>Text, and how closely to read which of its runs (null: all closely) → sentences, tokens, trees, names.</summary>
public sealed record LanguageStep(string Version, Func<string, IReadOnlyList<DepthSpan>?, Analysis> Analyze);

/// <summary>The set of pages → families, dates, stories.</summary>
public sealed record LineageStep(string Version, Func<ImmutableArray<LineagePage>, LineageResult> Run)
{
    /// <summary>The engine that goes on from what a store keeps, with the same result as <see cref="Run"/>; where there is none, every run is from scratch.</summary>
    public Func<ILineageStore, LineageEngine>? Open { get; init; }

    /// <summary>Pages that are taken into memory at once where it goes on. Its state is that of the set of pages: in how many portions
    /// they came changes nothing.</summary>
    public int Portion { get; init; } = 8192;
}

/// <summary>The set of claims with their families and dates, and what people judged → transfers.</summary>
public sealed record LedgerStep(string Version, Func<ImmutableArray<LedgerArticle>, LineageResult, JudgedLedger, LedgerResult> Run);

/// <summary>The stages that a run is composed of. One that is absent gives nothing; none is ever pretended.
/// Every stage is pure and may be called from many threads at once.</summary>
public sealed record Stages
{
    public required ArticleStep Articles { get; init; }
    public LanguageStep? Language { get; init; }

    /// <summary>Whether an article goes on to <see cref="Language"/>; all go on where there is none.</summary>
    public Func<Article, bool>? Gate { get; init; }

    /// <summary>Needs <see cref="Language"/>.</summary>
    public IClaimExtractor? Claims { get; init; }
    /// <summary>How <see cref="Claims"/> came to its claims, for people.</summary>
    public Func<Article, Analysis, Explanation>? Explain { get; init; }
    public LineageStep? Lineage { get; init; }

    /// <summary>Needs <see cref="Lineage"/>.</summary>
    public LedgerStep? Ledger { get; init; }

    /// <summary>The stages over the lexicon with an analyst's changes, which name them in <see cref="Lexicon"/>; null where they know no lexicon.</summary>
    public Func<ImmutableArray<LexiconChange>, Stages>? WithLexicon { get; init; }

    /// <summary>Name of the changes that the lexicon was read with (<c>lexicon/3f9a1c2e</c>); null for the lexicon as it ships.</summary>
    public string? Lexicon { get; init; }

    /// <summary>The lexicon itself.</summary>
    public Lexicons.Lexicon? Known { get; init; }

    /// <summary>The stages with what people put into a store: rows of the lexicon count in every run over it.</summary>
    /// <param name="lexicon">Rows in place of the store's own: to see what they would do.</param>
    public Stages For(Store store, ImmutableArray<LexiconChange>? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var rows = lexicon ?? LexiconRows.Active(store);
        return WithLexicon is { } with && LexiconRows.Name(rows) != Lexicon ? with(rows) : this;
    }

    /// <summary>Names of all stages that a page's claims depend on, or null where claims are not read.</summary>
    public string? ReadingVersion =>
        Language is { } language && Claims is { } claims ? $"{Articles.Version} {language.Version} {claims.Name}{(Lexicon is null ? "" : " " + Lexicon)}" : null;

    /// <summary>Names of the stages that the across-page state depends on.</summary>
    public string AcrossVersion => $"{Lineage?.Version ?? "-"} {Ledger?.Version ?? "-"}";
}

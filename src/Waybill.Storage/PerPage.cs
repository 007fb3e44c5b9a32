using Waybill.Articles;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Storage.Databases;

namespace Waybill.Storage;

/// <summary>The article row of a page: packed by a worker, written by the one writer.</summary>
/// <param name="Stage">Name and version of the stage that made it.</param>
/// <param name="CaptureKey">The capture data that it was made from.</param>
public sealed record ArticleRow(string Stage, string CaptureKey, string? Reason, string? Detail, string? Language, ArticleLine? Line, Packed Data)
{
    /// <summary>The words of title and text as full-text search knows them, each once, parted by spaces; empty where there is no article.</summary>
    public string Words { get; init; } = "";

    /// <summary>The words of a text as <see cref="Words"/> holds them: found by a worker, so that the one writer only writes.</summary>
    public static string WordsOf(string text) => string.Join(' ', SearchWords.Of(text));

    public static ArticleRow Of(ArticleResult result, string stage, CaptureFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return result switch
        {
            ArticleResult.Found found => new ArticleRow(stage, facts.DerivedKey, null, null, found.Article.Language, ArticleLine.Of(found.Article, facts),
                Packing.Pack(RowJson.Write(found.Article), Packing.RowQuality))
            { Words = WordsOf(found.Article.Text) },
            ArticleResult.None none => new ArticleRow(stage, facts.DerivedKey, none.Reason.ToString(), none.Detail, null, null,
                new Packed(PackingMethod.Raw, 0, [])),
            _ => throw new ArgumentOutOfRangeException(nameof(result)),
        };
    }
}

/// <summary>The claims row of a page.</summary>
/// <param name="Stage">Names and versions of the stages that made it.</param>
/// <param name="Skipped">Why no claims were read, or null.</param>
public sealed record ReadingRow(string Stage, string? Skipped, IReadOnlyList<ClaimLine> Claims, int Missed, Packed Data)
{
    /// <param name="ledger">What the ledger will ask of the page; null where it has no claims.</param>
    public static ReadingRow Of(ClaimReading reading, string stage, string? skipped, LedgerPage? ledger)
    {
        ArgumentNullException.ThrowIfNull(reading);
        // The claims are in the reading already.
        var data = new ReadingData(reading, ledger is null ? null : ledger with { Claims = [] });
        return new ReadingRow(stage, skipped, [.. reading.Claims.Select(ClaimLine.Of)], reading.Missed.Length,
            Packing.Pack(RowJson.Write(data), Packing.RowQuality));
    }
}

/// <summary>What a claims row holds, packed.</summary>
internal sealed record ReadingData(ClaimReading Reading, LedgerPage? Ledger);

/// <summary>All that one page gives the writer.</summary>
/// <param name="Bytes">Null where the bytes are kept already.</param>
public sealed record PageRows(string Id, string Sha256, string? Url, CaptureFacts Facts, Packed? Bytes, ArticleRow? Article, ReadingRow? Reading);

/// <summary>Which stages made the rows of a page.</summary>
/// <param name="Queued">Whether it waits for a worker.</param>
public readonly record struct PageState(string? ArticleStage, string? ReadingStage, bool Queued);

/// <summary>A kept article, or why the page has none.</summary>
public sealed record KeptArticle(string PageId, string Stage, Article? Article, string? Reason, string? Detail);

/// <summary>The kept claims of a page, and what the ledger asks of it (null where it has no claims).</summary>
public sealed record KeptReading(string PageId, string Stage, string? Skipped, ClaimReading Reading, LedgerPage? Ledger);

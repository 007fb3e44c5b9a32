using Waybill.Articles;
using Waybill.Ledger;
using Waybill.Storage.Databases;

namespace Waybill.Storage;

/// <summary>Per-page results: articles and claims as read.</summary>
public sealed partial class Store
{
    // Of a page without bytes the article lies with the facts.
    private const string ArticleRows = """
        SELECT a.page, a.stage, a.reason, a.detail, coalesce(t.packing, a.packing), coalesce(t.size, a.size), coalesce(t.data, a.data) FROM article AS a LEFT JOIN kept_text AS t ON t.page = a.page
        """;
    private const string ReadingColumns = "page, stage, skipped, packing, size, data";

    public KeptArticle? Article(string page) =>
        QueryFirst(ArticleRows + " WHERE a.page = $1", ReadArticle, page);

    /// <summary>The article by its words alone: without its map to the page's bytes, links and evidence.</summary>
    public KeptArticle? ArticleWords(string page) =>
        QueryFirst(ArticleRows + " WHERE a.page = $1", static r => ReadArticle(r, static json => RowJson.ReadWords(json)), page);

    /// <summary>All kept articles, in order of page id, one at a time.</summary>
    public IEnumerable<KeptArticle> Articles()
    {
        foreach (var page in Query("SELECT page FROM article WHERE reason IS NULL ORDER BY page", r => r.GetString(0)))
            if (Article(page) is { } article) yield return article;
    }

    public KeptReading? Reading(string page) =>
        QueryFirst("SELECT " + ReadingColumns + " FROM reading WHERE page = $1", ReadReading, page);

    /// <summary>Ids of the pages that have claims, in order.</summary>
    public IReadOnlyList<string> PagesWithClaims() => Query("SELECT page FROM reading WHERE claims > 0 ORDER BY page", r => r.GetString(0));

    /// <summary>What the ledger asks of each page that has claims, in order of page id. No text is read.</summary>
    public IEnumerable<LedgerPage> LedgerPages()
    {
        foreach (var page in PagesWithClaims())
            if (Reading(page)?.Ledger is { } ledger) yield return ledger;
    }

    /// <summary>Page on which a claim as read stands, or null.</summary>
    public string? PageOfClaim(string claim) => QueryFirst("SELECT page FROM claim WHERE id = $1", r => r.GetString(0), claim);

    /// <summary>Counts of rows that a summary wants.</summary>
    public StoreCounts Counts() => new(
        Scalar<long>("SELECT count(*) FROM page"),
        // An article has a line in the lists; the rows themselves are long.
        Scalar<long>("SELECT count(*) FROM article_line"),
        Scalar<long>("SELECT count(*) FROM claim"),
        Scalar<long>("SELECT count(*) FROM reading WHERE skipped IS NOT NULL"),
        Scalar<long>("SELECT CAST(coalesce(sum(missed), 0) AS BIGINT) FROM reading WHERE missed > 0"),
        // By their indexes, which hold every one of them.
        Scalar<long>("SELECT count(*) FROM family WHERE members IS NOT NULL"),
        Scalar<long>("SELECT count(*) FROM story WHERE families IS NOT NULL"),
        Scalar<long>("SELECT count(*) FROM transfer"),
        Scalar<long>("SELECT count(*) FROM placed_claim WHERE no_record = $1", NoRecordReason.Furniture));

    private static KeptArticle ReadArticle(Row r) => ReadArticle(r, static json => RowJson.Read<Article>(json));

    private static KeptArticle ReadArticle(Row r, Func<byte[], Article> read)
    {
        var reason = Text(r, 2);
        var article = reason is not null
            ? null
            : read(Packing.Unpack(new Packed((PackingMethod)r.GetInt32(4), r.GetInt32(5), (byte[])r.GetValue(6)!)));
        return new KeptArticle(r.GetString(0), r.GetString(1), article, reason, Text(r, 3));
    }

    private static KeptReading ReadReading(Row r)
    {
        var data = RowJson.Read<ReadingData>(Packing.Unpack(new Packed((PackingMethod)r.GetInt32(3), r.GetInt32(4), (byte[])r.GetValue(5)!)));
        var ledger = data.Ledger is null ? null : data.Ledger with { Claims = data.Reading.Claims };
        return new KeptReading(r.GetString(0), r.GetString(1), Text(r, 2), data.Reading, ledger);
    }
}

/// <summary>How many rows there are of each kind.</summary>
public readonly record struct StoreCounts(long Pages, long Articles, long Claims, long ClaimsSkipped, long Missed, long Families, long Stories, long Transfers, long InFurniture);

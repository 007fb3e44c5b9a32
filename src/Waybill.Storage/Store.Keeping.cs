using Waybill.Articles;

namespace Waybill.Storage;

/// <summary>What is kept of new pages: their bytes, or only hash, address and text.</summary>
public enum Keep
{
    /// <summary>The bytes of every page.</summary>
    All,

    /// <summary>The bytes of pages with claims and of their families; of others the text.</summary>
    Relevant,

    /// <summary>The text of every page and no bytes.</summary>
    Text,
}

/// <summary>Pages whose bytes are not kept, or not kept any more.</summary>
public sealed partial class Store
{
    /// <summary>Kind of the entries that say why a page was withdrawn.</summary>
    public const string WithdrawalKind = "withdrawal";

    /// <summary>Leaves to be decided whether the bytes of pages are kept. Call in the transaction that writes them.</summary>
    public void Consider(IEnumerable<string> pages, Keep keep)
    {
        ArgumentNullException.ThrowIfNull(pages);
        if (keep == Keep.All) return;
        _database.Insert("keeping", ["page", "keep"], [.. pages.Order(StringComparer.Ordinal).Select(p => (object?[])[p, keep.ToString()])], absent: true);
    }

    /// <summary>Pages that were read and of which it is still to be decided, by id.</summary>
    public IReadOnlyList<(string Page, Keep Keep)> Considered() => Query(
        "SELECT k.page, k.keep FROM keeping AS k JOIN article AS a ON a.page = k.page LEFT JOIN queue AS q ON q.page = k.page WHERE q.page IS NULL ORDER BY k.page",
        r => (r.GetString(0), Enum.Parse<Keep>(r.GetString(1))));

    /// <summary>Whether some page of these has claims as read.</summary>
    public bool HaveClaims(IEnumerable<string> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        return pages.Any(p => QueryFirst("SELECT page FROM reading WHERE page = $1 AND claims > 0", r => r.GetString(0), p) is not null);
    }

    /// <summary>Decides of pages: the bytes of some are dropped and their articles become facts; those of the others stay. Bytes that a page needs
    /// which keeps them stay too, and so does a page without an article: nothing else would be left of it. Call inside a transaction. Gives how many lost their bytes.</summary>
    public long Decide(IReadOnlyCollection<string> drop, IReadOnlyCollection<string> whole)
    {
        ArgumentNullException.ThrowIfNull(drop);
        ArgumentNullException.ThrowIfNull(whole);
        var dropped = 0L;
        foreach (var page in whole) Execute("DELETE FROM keeping WHERE page = $1", page);
        var these = drop.ToHashSet(StringComparer.Ordinal);
        foreach (var page in drop.Order(StringComparer.Ordinal))
        {
            Execute("DELETE FROM keeping WHERE page = $1", page);
            var hasText = QueryFirst("SELECT page FROM article WHERE page = $1 AND reason IS NULL", r => r.GetString(0), page) is not null;
            var others = Query("SELECT o.id FROM page AS p JOIN page AS o ON o.sha256 = p.sha256 AND o.id <> p.id WHERE p.id = $1", r => r.GetString(0), page);
            if (!hasText || others.Exists(o => !these.Contains(o) && QueryFirst("SELECT page FROM kept_text WHERE page = $1", r => r.GetString(0), o) is null)) continue;
            Execute("INSERT INTO kept_text (page, size, packing, data) SELECT page, size, packing, data FROM article WHERE page = $1 AND size > 0 ON CONFLICT DO NOTHING", page);
            Execute("UPDATE article SET size = 0, packing = 0, data = $2 WHERE page = $1", page, Array.Empty<byte>());
            DropBytes(page);
            dropped++;
        }
        return dropped;
    }

    /// <summary>Forgets the bytes and the text of a page for good; its hash, size and address stay. Call inside a transaction.</summary>
    public void Withdraw(string page, EntryRow entry)
    {
        AddEntry(entry);
        Execute("DELETE FROM keeping WHERE page = $1", page);
        Execute("DELETE FROM queue WHERE page = $1", page);
        foreach (var table in new[] { "kept_text", "former_article", "former_reading" }) Execute($"DELETE FROM {table} WHERE page = $1", page);
        DropDerived([page]);
        DropBytes(page);
    }

    /// <summary>Pages that have the same bytes under another address.</summary>
    public IReadOnlyList<string> SameBytes(string page) => Query("SELECT o.id FROM page AS p JOIN page AS o ON o.sha256 = p.sha256 AND o.id <> p.id WHERE p.id = $1 ORDER BY o.id", r => r.GetString(0), page);

    /// <summary>Why a page was withdrawn, or null.</summary>
    public EntryRow? Withdrawal(string page) => Entries(WithdrawalKind).FirstOrDefault(e => e.Subject == page);

    /// <summary>The article of a page whose bytes are not kept, or null.</summary>
    public Article? KeptText(string page) => QueryFirst("SELECT packing, size, data FROM kept_text WHERE page = $1",
        r => RowJson.Read<Article>(Packing.Unpack(new Packed((PackingMethod)r.GetInt32(0), r.GetInt32(1), (byte[])r.GetValue(2)!))), page);

    /// <summary>Makes facts of the articles of pages that came without their bytes. Call in the transaction that writes their rows, after these.</summary>
    public void PutTexts(IReadOnlyCollection<(string Page, Article Article)> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        foreach (var (page, article) in texts)
        {
            var packed = Packing.Pack(RowJson.Write(article), Packing.RowQuality);
            Execute("INSERT INTO kept_text (page, size, packing, data) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", page, packed.Size, (int)packed.Method, packed.Data);
            Execute("UPDATE article SET size = 0, packing = 0, data = $2 WHERE page = $1", page, Array.Empty<byte>());
        }
    }

    /// <summary>How many pages have their bytes here, and how many only a text.</summary>
    public (long Whole, long Text, long Withdrawn) Kept() => (
        Scalar<long>("SELECT count(*) FROM page JOIN bytes ON bytes.sha256 = page.sha256 WHERE bytes.packing <> 2"),
        Scalar<long>("SELECT count(*) FROM kept_text"),
        Scalar<long>("SELECT count(DISTINCT subject) FROM entry WHERE kind = $1", WithdrawalKind));

    private void DropBytes(string page) =>
        Execute("UPDATE bytes SET packing = 2, data = $2 WHERE sha256 = (SELECT sha256 FROM page WHERE id = $1)", page, Array.Empty<byte>());
}

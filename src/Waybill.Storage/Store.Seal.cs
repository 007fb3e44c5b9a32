using System.Globalization;
using Waybill.Texts;

namespace Waybill.Storage;

/// <summary>The end of the chain over what was taken in, judged and set down: how many rows, and the hash of the last link.</summary>
/// <param name="Entries">Null in a seal of the first version, whose chain ended with the judgements.</param>
public sealed record Seal(long Captures, long Judgements, long? Entries, string Hash)
{
    private const string First = "waybill-seal/1";
    private const string Scheme = "waybill-seal/2";

    public override string ToString() => Entries is { } entries
        ? string.Create(CultureInfo.InvariantCulture, $"{Scheme} {Captures} {Judgements} {entries} {Hash}")
        : string.Create(CultureInfo.InvariantCulture, $"{First} {Captures} {Judgements} {Hash}");

    /// <summary>Reads what <see cref="ToString"/> wrote, of either version, or null.</summary>
    public static Seal? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [First, var c, var j, { Length: 64 } hash] when Number(c) is { } captures && Number(j) is { } judgements => new Seal(captures, judgements, null, hash),
            [Scheme, var c, var j, var e, { Length: 64 } hash] when Number(c) is { } captures && Number(j) is { } judgements && Number(e) is { } entries => new Seal(captures, judgements, entries, hash),
            _ => null,
        };

        static long? Number(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
    }
}

/// <summary>Custody: a hash chain over the facts, in the order in which they came.</summary>
public sealed partial class Store
{
    /// <summary>Each link (since the second version with every column of a capture, before with the key made of them) is the SHA-256 of the one before and of a row: who took in (where they say so) which page (bytes' hash, address, all that was
    /// said of it), when, by which program; then who judged what, when and why; then what people set down besides (lexicon rows, ratings, digits, searches, pages withdrawn). A row that is changed, taken out or put in
    /// between changes every later link. The chain covers the hash of the bytes; <c>verify</c> holds the bytes against it.</summary>
    /// <param name="captures">Only the first so many, to check an older seal.</param>
    /// <param name="judgements">Only the first so many.</param>
    /// <param name="entries">Only the first so many; null for a chain that ends with the judgements.</param>
    public Seal SealOf(long captures = long.MaxValue, long judgements = long.MaxValue, long? entries = long.MaxValue)
    {
        var (link, took, judged, noted) = (new byte[32], 0L, 0L, 0L);
        foreach (var row in Query("""
            SELECT run.id, run.started, run.program, page.id, page.sha256, coalesce(page.url, ''), capture.key,
                capture.format, capture.url_from, capture.captured, capture.captured_from, capture.file, capture.parent, capture.charset, capture.outlet, capture.published, capture.collector, run.who
            FROM capture JOIN page ON page.id = capture.page JOIN run ON run.id = capture.run ORDER BY run.id, page.id, capture.key LIMIT $1
            """, r => (string[])["capture", r.GetInt64(0).ToString(CultureInfo.InvariantCulture), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), .. entries is null ? [] : Enumerable.Range(7, 10).Select(i => Text(r, i) ?? ""),
                // Where nobody said who, the row is as long as it was before that could be said.
                .. entries is not null && Text(r, 17) is { } who ? [who] : (string[])[]], captures))
        {
            link = Hashes.Link(link, row);
            took++;
        }
        foreach (var row in Query("""
            SELECT id, verb, subject, object, value, made_on, who, at, why, withdraws FROM judgement ORDER BY id LIMIT $1
            """, r => (string[])["judgement", .. Enumerable.Range(0, 10).Select(i => Convert.ToString(r.GetValue(i), CultureInfo.InvariantCulture) ?? "")], judgements))
        {
            link = Hashes.Link(link, row);
            judged++;
        }
        if (entries is { } most)
        {
            foreach (var row in Query("SELECT id, kind, subject, value, who, at, why, source FROM entry ORDER BY id LIMIT $1",
                r => (string[])["entry", .. Enumerable.Range(0, 8).Select(i => Convert.ToString(r.GetValue(i), CultureInfo.InvariantCulture) ?? "")], most))
            {
                link = Hashes.Link(link, row);
                noted++;
            }
        }
        return new Seal(took, judged, entries is null ? null : noted, Convert.ToHexStringLower(link));
    }
}

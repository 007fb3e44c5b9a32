using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using Waybill.Articles;
using Waybill.Storage;
using Waybill.Texts;

namespace Waybill.Pipeline.Runs;

/// <summary>A piece of evidence (or a kept page) that does not stand where it is said to.</summary>
public sealed record Mismatch(string PageId, string RecordId, string Of, string What, string Expected, string Found);

/// <summary>What <c>verify</c> looked at and found wrong.</summary>
public sealed record VerifyResult(long Pages, long Articles, long Claims, long Evidence, IReadOnlyList<Mismatch> Mismatches)
{
    /// <summary>Pages of which only the hash is kept: what is said of their text was held against the kept text alone.</summary>
    public long WithoutBytes { get; init; }
}

/// <summary>Re-reads every piece of evidence from the kept text and the kept bytes. Runs no extractor: it trusts nothing
/// but the bytes, the map from text to bytes, and the hashes.</summary>
public static class Verification
{
    public static VerifyResult Run(Store store, Action<Progress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(progress);
        var wrong = new List<Mismatch>();
        var ids = store.PageIds();
        var added = Judged.Added(store, store.Judgements()).ToLookup(a => a.Page.Id, a => a.Claim, StringComparer.Ordinal);
        long articles = 0, claims = 0, evidence = 0, done = 0, without = 0;
        foreach (var id in ids)
        {
            cancel.ThrowIfCancellationRequested();
            progress(new Progress(++done, ids.Count, "verifying"));
            var page = store.Page(id)!;
            byte[]? bytes;
            try
            {
                bytes = store.BytesOrNone(page);
            }
            catch (StoreException e)
            {
                wrong.Add(new Mismatch(id, id, "page", "bytes", page.Sha256, e.Message));
                continue;
            }
            if (bytes is null) without++;
            else if (Hashes.Sha256(bytes) is var hash && hash != page.Sha256) wrong.Add(new Mismatch(id, id, "page", "hash of the kept bytes", page.Sha256, hash));
            if (store.Article(id)?.Article is not { } article) continue;
            articles++;
            var check = new PageCheck(id, page, bytes, article, wrong);
            check.Text();
            foreach (var e in article.Evidence) check.Evidence(id, e);
            evidence += article.Evidence.Length;
            foreach (var claim in (store.Reading(id)?.Reading.Claims ?? []).AsEnumerable().Concat(added[id]))
            {
                claims++;
                evidence += claim.Evidence.Length;
                if (claim.Sentence.End > article.Text.Length) wrong.Add(new Mismatch(id, claim.Id, "sentence", "position", "inside the text", claim.Sentence.ToString()));
                foreach (var e in claim.Evidence) check.Evidence(claim.Id, e);
            }
        }
        return new VerifyResult(ids.Count, articles, claims, evidence, wrong) { WithoutBytes = without };
    }

    /// <summary>The checks on one page.</summary>
    private sealed class PageCheck(string id, PageFacts page, byte[]? bytes, Article article, List<Mismatch> wrong)
    {
        private readonly ImmutableArray<Encoding> _encodings = bytes is null ? [] : PageEncodings.Candidates(bytes, page.Facts.Charset);
        private readonly string _textHash = Hashes.Sha256(article.Text);

        /// <summary>The text has its hash, and every run of it reads the same in the page.</summary>
        public void Text()
        {
            if (_textHash != article.TextHash) Wrong(id, "text", "hash of the text", article.TextHash, _textHash);
            if (bytes is null) return;
            foreach (var run in article.Map.Runs)
            {
                if (run.Text.End > article.Text.Length || run.Page.End > bytes.Length)
                {
                    Wrong(id, "text", "map", "ranges inside text and page", $"{run.Text} {run.Page}");
                    continue;
                }
                var words = Plain(run.Text.Of(article.Text).ToString());
                var raw = run.Page.Of(bytes);
                var same = false;
                foreach (var encoding in _encodings)
                {
                    var decoded = encoding.GetString(raw);
                    // With markup inside a run (<b>, comments) the tags fall away; references are decoded.
                    same = Plain(decoded) == words || Plain(WebUtility.HtmlDecode(decoded)) == words || Plain(WebUtility.HtmlDecode(WithoutTags(decoded))) == words;
                    if (same) break;
                }
                if (!same) Wrong(id, "text", $"map {run.Text}", run.Text.Of(article.Text).ToString(), _encodings[0].GetString(raw));
            }
        }

        public void Evidence(string record, Evidence e)
        {
            var of = string.Join(',', e.Of);
            if (e.Start < 0 || e.End < e.Start)
            {
                Wrong(record, of, "position", "start before end", $"{e.Start}..{e.End}");
                return;
            }
            if (e.Layer == EvidenceLayer.Text) InText(record, e, of);
            else InPage(record, e, of);
        }

        private void InText(string record, Evidence e, string of)
        {
            var text = article.Text;
            if (e.Hash != _textHash) Wrong(record, of, "hash", e.Hash, _textHash);
            if (e.End > text.Length)
            {
                Wrong(record, of, "position", $"at most {text.Length}", $"{e.Start}..{e.End}");
                return;
            }
            if (text[e.Start..e.End] != e.Exact) Wrong(record, of, "words", e.Exact, text[e.Start..e.End]);
            if (!text[..e.Start].EndsWith(e.Prefix, StringComparison.Ordinal)) Wrong(record, of, "words before", e.Prefix, text[Math.Max(0, e.Start - e.Prefix.Length)..e.Start]);
            if (!text[e.End..].StartsWith(e.Suffix, StringComparison.Ordinal)) Wrong(record, of, "words after", e.Suffix, text[e.End..Math.Min(text.Length, e.End + e.Suffix.Length)]);
        }

        private void InPage(string record, Evidence e, string of)
        {
            if (e.Hash != page.Sha256) Wrong(record, of, "hash", e.Hash, page.Sha256);
            if (bytes is null) return;
            if (e.End > bytes.Length)
            {
                Wrong(record, of, "position", $"at most {bytes.Length}", $"{e.Start}..{e.End}");
                return;
            }
            var raw = bytes.AsSpan(e.Start, e.End - e.Start);
            foreach (var encoding in _encodings)
            {
                var decoded = encoding.GetString(raw);
                if (decoded == e.Exact || Plain(decoded) == Plain(e.Exact) || Plain(WebUtility.HtmlDecode(decoded)) == Plain(e.Exact)) return;
            }
            Wrong(record, of, "words", e.Exact, _encodings[0].GetString(raw));
        }

        private void Wrong(string record, string of, string what, string expected, string found) =>
            wrong.Add(new Mismatch(id, record, of, what, Cut(expected), Cut(found)));

        private static string Cut(string s) => s.Length <= 200 ? s : s[..200] + "…";

        /// <summary>White space folded, NFC: the two things that an article's text may differ in from its page's words.</summary>
        private static string Plain(string s)
        {
            var words = new StringBuilder(s.Length);
            foreach (var c in s)
            {
                if (char.IsWhiteSpace(c) || c is '\u200B' or '\u00AD' or '\uFEFF') continue;
                words.Append(c);
            }
            var plain = words.ToString();
            try { return plain.Normalize(); }
            catch (ArgumentException) { return plain; } // a lone surrogate has no normal form
        }

        private static string WithoutTags(string s)
        {
            var words = new StringBuilder(s.Length);
            var inside = false;
            foreach (var c in s)
            {
                if (c == '<') inside = true;
                else if (c == '>') inside = false;
                else if (!inside) words.Append(c);
            }
            return words.ToString();
        }
    }
}

/// <summary>In which encodings a page's bytes may be read: the named one first, then the usual two.</summary>
public static class PageEncodings
{
    private const int Looked = 4096;

    private static readonly SearchValues<char> NameEnd = SearchValues.Create("\"'>; /\r\n");

    static PageEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static ImmutableArray<Encoding> Candidates(ReadOnlySpan<byte> bytes, string? charset)
    {
        var found = new List<Encoding>();
        if (bytes is [0xFF, 0xFE, ..]) found.Add(Encoding.Unicode);
        if (bytes is [0xFE, 0xFF, ..]) found.Add(Encoding.BigEndianUnicode);
        Add(charset);
        Add(Declared(bytes));
        found.Add(Encoding.UTF8);
        Add("windows-1252");
        if (bytes.Length > 1 && bytes[1] == 0) found.Insert(0, Encoding.Unicode);
        if (bytes.Length > 1 && bytes[0] == 0) found.Insert(0, Encoding.BigEndianUnicode);
        return [.. found];

        void Add(string? name)
        {
            if (string.IsNullOrWhiteSpace(name)) return;
            if (name.StartsWith("iso-8859-1", StringComparison.OrdinalIgnoreCase) && name.Length == 10) name = "windows-1252"; // as browsers do
            try { found.Add(Encoding.GetEncoding(name)); }
            catch (ArgumentException) { }
        }
    }

    /// <summary>The name after the first <c>charset=</c> in the head of the page.</summary>
    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Looked)]);
        var at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var rest = head.AsSpan(at + 8).TrimStart("\"' ");
        var end = rest.IndexOfAny(NameEnd);
        return end <= 0 ? null : rest[..end].ToString();
    }
}

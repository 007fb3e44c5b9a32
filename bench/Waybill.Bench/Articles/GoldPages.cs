using System.IO.Compression;
using System.Text.Json;
using Waybill.Articles;
using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Bench.Articles;

/// <summary>A page with what its annotators say is on it.</summary>
public sealed record GoldPage(string Set, string Id, string? Url, string? Text, string? Title, string? Author, string? Date, string File)
{
    /// <summary>The split: hosts whose SHA-256 ends in hex 0–4 are test.</summary>
    public bool IsTest => Hashes.Sha256(Host)[^1] is >= '0' and <= '4';

    public string Host => Url is not null && Uri.TryCreate(Url, UriKind.Absolute, out var uri) ? uri.Host.ToLowerInvariant() : Id;

    public Capture Load()
    {
        using var file = System.IO.File.OpenRead(File);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var memory = new MemoryStream();
        gzip.CopyTo(memory);
        return new Capture { Bytes = memory.ToArray(), Format = PageFormat.Html, Url = Url, UrlFrom = Url is null ? AddressSource.None : AddressSource.Archive };
    }
}

/// <summary>The sets under <c>$WAYBILL_CORPORA/data/articles</c>.</summary>
public static class GoldPages
{
    public static List<GoldPage> Load(string root, string set)
    {
        var folder = Path.Combine(root, "data", "articles", set);
        // The set was written by Python, whose NaN stands for "none" and is no JSON.
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(folder, "gold.json")).Replace(": NaN", ": null", StringComparison.Ordinal));
        var pages = new List<GoldPage>();
        foreach (var entry in json.RootElement.EnumerateObject().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var file = Path.Combine(folder, "html", entry.Name + ".html.gz");
            if (!System.IO.File.Exists(file)) continue;
            pages.Add(new GoldPage(set, entry.Name, Get("url"), Get("text"), Get("title"), Get("author"), Get("date"), file));

            string? Get(string name) => entry.Value.TryGetProperty(name, out var value) ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(v => v.ToString())),
                _ => null,
            } : null;
        }
        return pages;
    }

    /// <summary>The text after the title: the gold texts hold the line under it on most pages that have one.</summary>
    public static string Body(Article article) =>
        string.Join("\n\n", article.Blocks.Where(b => b.Kind != BlockKind.Title).Select(b => b.Span.Of(article.Text).ToString()));
}

/// <summary>The public benchmark's metric: multisets of 4-token shingles; counts are divided by their sum per page.</summary>
public static class ShingleScore
{
    public static (double Precision, double Recall) Of(string gold, string found)
    {
        var want = Count(Tokens(gold));
        var have = Count(Tokens(found));
        double tp = 0, fp = 0, fn = 0;
        foreach (var (gram, n) in have)
        {
            var shared = Math.Min(n, want.GetValueOrDefault(gram));
            tp += shared;
            fp += n - shared;
        }
        foreach (var (gram, n) in want) fn += n - Math.Min(n, have.GetValueOrDefault(gram));
        var sum = tp + fp + fn;
        if (sum > 0) (tp, fp, fn) = (tp / sum, fp / sum, fn / sum);
        var precision = tp == 0 && fp == 0 ? (fn == 0 ? 1 : 0) : tp / (tp + fp);
        var recall = tp == 0 && fn == 0 ? 1 : tp / (tp + fn);
        return (precision, recall);
    }

    /// <summary><c>\w+</c></summary>
    public static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            if (!IsWord(text[at]))
            {
                at++;
                continue;
            }
            var start = at;
            while (at < text.Length && IsWord(text[at])) at++;
            tokens.Add(text[start..at]);
        }
        return tokens;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_' || (c > 127 && char.IsLetterOrDigit(c));

    private static Dictionary<string, int> Count(List<string> tokens)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        // Shorter texts are one shingle.
        var n = Math.Min(4, tokens.Count);
        for (var i = 0; n > 0 && i + n <= tokens.Count; i++)
        {
            var gram = string.Join(' ', tokens.GetRange(i, n));
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }
        return counts;
    }
}

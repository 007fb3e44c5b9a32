using System.Collections.Immutable;
using Waybill.Claims;
using Waybill.Lineage;
using Waybill.Pipeline.Export;
using Waybill.Storage;
using Waybill.Texts;

namespace Waybill.Pipeline.Looking;

/// <summary>What somebody asks for: words that must stand in an article, words that must not, runs of words as they stand.</summary>
/// <param name="All">Words, without those of <paramref name="Runs"/>.</param>
/// <param name="None">After a minus sign.</param>
/// <param name="Runs">In quotation marks.</param>
public sealed record SearchQuery(ImmutableArray<string> All, ImmutableArray<string> None, ImmutableArray<string> Runs)
{
    /// <summary>Characters that are read.</summary>
    public const int MostCharacters = 400;

    public bool IsEmpty => All.IsEmpty && Runs.IsEmpty;

    /// <summary>Reads <c>shells -north "artillery rounds"</c>. Any text is a query; signs in it mean nothing.</summary>
    public static SearchQuery Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostCharacters) text = text[..MostCharacters];
        var (all, none, runs) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        var parts = text.Replace('“', '"').Replace('”', '"').Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            // Odd parts stand between two marks; one that is not closed is no run.
            if (i % 2 == 1 && i < parts.Length - 1)
            {
                if (Words(parts[i]).Count > 0) runs.Add(string.Join(' ', Words(parts[i])));
                continue;
            }
            foreach (var piece in parts[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                (piece[0] == '-' ? none : all).AddRange(Words(piece));
        }
        return new SearchQuery(all.ToImmutable(), none.ToImmutable(), runs.ToImmutable());
    }

    /// <summary>Runs of letters, marks and digits.</summary>
    public static List<string> Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && IsInside(text[i]);
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            words.Add(text[start..i]);
            start = -1;
        }
        return words;
    }

    /// <summary>Whether words stand in a text one behind the other, whatever stands between them.</summary>
    /// <param name="run">At least one word.</param>
    public static bool Holds(string text, IReadOnlyList<string> run)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(run);
        for (var at = 0; (at = text.IndexOf(run[0], at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
            if ((at == 0 || !IsInside(text[at - 1])) && BeginsAt(text, at, run)) return true;
        return false;
    }

    private static bool BeginsAt(string text, int at, IReadOnlyList<string> run)
    {
        foreach (var word in run)
        {
            while (at < text.Length && !IsInside(text[at])) at++;
            if (!text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
            at += word.Length;
            if (at < text.Length && IsInside(text[at])) return false;
        }
        return true;
    }

    private static bool IsInside(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
}

/// <summary>An article that was found.</summary>
/// <param name="Passage">The paragraph in which most of the words stand, cut to what is read at a glance.</param>
/// <param name="Claims">Claims whose sentence stands in that paragraph.</param>
public sealed record SearchHit(ArticleView Article, string Passage, ImmutableArray<Claim> Claims)
{
    public string? Story { get; init; }
}

/// <summary>Which of the articles found are wanted.</summary>
/// <param name="Outlet">Name of the outlet, or a part of it.</param>
/// <param name="From">Published on or after; undated articles do not pass.</param>
public sealed record SearchFilter(string? Outlet = null, PartialDate? From = null, PartialDate? To = null, bool WithClaims = false)
{
    public bool IsEmpty => Outlet is null && From is null && To is null && !WithClaims;

    internal bool Passes((ArticleRowLine Line, ArticleDate? Date)? row) => row is ({ } line, var date)
        && (Outlet is null || line.Outlet?.Contains(Outlet, StringComparison.OrdinalIgnoreCase) == true)
        && (!WithClaims || line.Claims > 0)
        && (From is null || date?.Value?.Last >= From.Value.First)
        && (To is null || date?.Value?.First <= To.Value.Last);
}

/// <summary>What a search gave.</summary>
/// <param name="Total">Articles found; where <paramref name="More"/>, at least so many.</param>
public sealed record SearchResult(ImmutableArray<SearchHit> Hits, int Total, bool More);

/// <summary>Searches the articles of a store.</summary>
public sealed class Search(Store store)
{
    private const int PassageCharacters = 600;

    /// <summary>Articles that are opened to look for runs of words.</summary>
    private const int MostOpened = 500;

    /// <param name="skip">Hits to pass over.</param>
    /// <param name="take">Hits to give.</param>
    /// <param name="filter">Which of the articles found count; all where null.</param>
    public SearchResult Find(SearchQuery query, int skip, int take, SearchFilter? filter = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.IsEmpty) return new SearchResult([], 0, false);
        var set = new ExportSet(store);
        string[] words = [.. query.All, .. query.Runs.SelectMany(SearchQuery.Words)];
        var (pages, more) = store.Search(words, query.None);
        if (filter is { IsEmpty: false })
        {
            var lists = new Lists(store);
            pages = [.. pages.Where(p => filter.Passes(lists.Article(p)))];
        }
        if (query.Runs.Length > 0)
        {
            // The index knows words, not their order: texts alone are read, and all else of what is shown.
            more |= pages.Count > MostOpened;
            List<string>[] runs = [.. query.Runs.Select(SearchQuery.Words)];
            pages = [.. pages.Take(MostOpened).Where(p => store.ArticleWords(p)?.Article is { } a && runs.All(r => SearchQuery.Holds(a.Text, r)))];
        }
        var hits = pages.Skip(skip).Take(take).Select(set.Article).OfType<ArticleView>().Select(a => Hit(a, words, set)).ToImmutableArray();
        return new SearchResult(hits, pages.Count, more);
    }

    private static SearchHit Hit(ArticleView article, string[] words, ExportSet set)
    {
        var text = article.Article.Text;
        var (best, most) = (new TextSpan(0, 0), -1);
        foreach (var block in article.Article.Blocks)
        {
            var here = SearchQuery.Words(block.Span.Of(text).ToString());
            var n = words.Count(w => here.Exists(h => Alike(h, w)));
            // The title says it of every article: a paragraph that says as much comes before it.
            if (n > most || (n == most && most > 0 && best.Start == article.Article.Blocks[0].Span.Start)) (best, most) = (block.Span, n);
        }
        var passage = best.Of(text).ToString();
        if (passage.Length > PassageCharacters) passage = passage[..passage.LastIndexOf(' ', PassageCharacters)] + " …";
        var claims = (article.Reading?.Reading.Claims ?? []).Where(c => best.Contains(c.Sentence)).ToImmutableArray();
        var stories = article.FamilyId is { } family ? set.Family(family)?.Stories : null;
        return new SearchHit(article, passage, claims) { Story = stories is { Length: > 0 } s ? s[0] : null };
    }

    /// <summary>Whether two forms are likely of one word: the index finds by stems, this only chooses what is shown.</summary>
    private static bool Alike(string a, string b)
    {
        var n = Math.Max(3, Math.Min(a.Length, b.Length) - 2);
        return a.Length >= n && b.Length >= n && string.Compare(a, 0, b, 0, n, StringComparison.OrdinalIgnoreCase) == 0 && Math.Abs(a.Length - b.Length) <= 3;
    }
}

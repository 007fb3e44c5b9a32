using Waybill.Articles;
using Waybill.Texts;

namespace Waybill.Html;

/// <summary>Finds the entries of a live page, each with the time that the page gives it: by the updates that it declares
/// (schema.org <c>LiveBlogPosting.liveBlogUpdate</c>), else by the time elements of its repeated elements.</summary>
internal static class LiveEntries
{
    /// <summary>Letters and digits by which a declared update and a block of text are told to begin alike.</summary>
    private const int Beginning = 32;

    private const int FewestLetters = 12;
    private const int MostTimes = 2000;
    private const int MostLevels = 24;

    private static readonly string[] AddressMarks = ["live-blog", "liveblog", "live-updates", "live-update", "/live/"];

    /// <summary>Whether the page says of itself that it is a live page.</summary>
    public static bool IsLive(HtmlPage page, string? address) =>
        page.Declared.LiveBlog || page.Cut.Contexts.Any(c => (c.Ancestors & Ancestors.Live) != 0)
        || AddressMarks.Any(mark => address?.Contains(mark, StringComparison.OrdinalIgnoreCase) == true);

    /// <param name="spans">Where each body block stands in the article's text, in the order of the body.</param>
    /// <returns>At least two entries in the order of the text, with the place of each one's time in the page; or none.</returns>
    public static List<(LiveEntry Entry, int Start, int End)> Find(HtmlPage page, TextChoice choice, IReadOnlyList<TextSpan> spans)
    {
        var starts = Declared(page, choice);
        var found = starts.Count >= 2 ? FromStarts(starts, spans) : FromElements(page, choice, spans);
        return found.Count >= 2 ? found : [];
    }

    /// <summary>Body blocks with which a declared update begins.</summary>
    private static List<(int Block, PlacedDate Time)> Declared(HtmlPage page, TextChoice choice)
    {
        var starts = new List<(int, PlacedDate)>();
        var updates = new Dictionary<string, PlacedDate>(StringComparer.Ordinal);
        foreach (var posting in page.Declared.Articles)
        {
            if (posting["liveBlogUpdate"] is not { } list) continue;
            foreach (var update in list.Many)
            {
                if (DateFinder.DeclaredTime(update, "datePublished") is not { } time) continue;
                foreach (var name in (ReadOnlySpan<string>)["headline", "articleBody"])
                    if (update[name]?.One is { Kind: JsonPlace.Kinds.String } words && BeginningOf(words.Text) is { } key) updates.TryAdd(key, time);
            }
        }
        if (updates.Count == 0) return starts;
        for (var k = 0; k < choice.Body.Count; k++)
        {
            if (BeginningOf(page.Cut.Blocks[choice.Body[k]].Text.Text) is not { } key || !updates.TryGetValue(key, out var time)) continue;
            // Headline and first paragraph are two beginnings of one update.
            if (starts.Count == 0 || starts[^1].Item2.Place != time.Place) starts.Add((k, time));
        }
        return starts;
    }

    private static List<(LiveEntry Entry, int Start, int End)> FromStarts(List<(int Block, PlacedDate Time)> starts, IReadOnlyList<TextSpan> spans)
    {
        var found = new List<(LiveEntry, int, int)>();
        for (var k = 0; k < starts.Count; k++)
        {
            var last = k + 1 < starts.Count ? starts[k + 1].Block - 1 : spans.Count - 1;
            var span = TextSpan.FromBounds(spans[starts[k].Block].Start, spans[last].End);
            found.Add((new LiveEntry(span, starts[k].Time.Date), starts[k].Time.Place!.Value.Start, starts[k].Time.Place!.Value.End));
        }
        return found;
    }

    /// <summary>The element of which most children hold a full time and text of the body: those children are the entries.</summary>
    private static List<(LiveEntry Entry, int Start, int End)> FromElements(HtmlPage page, TextChoice choice, IReadOnlyList<TextSpan> spans)
    {
        var tree = page.Tree;
        var lists = new SortedDictionary<int, SortedDictionary<int, PlacedDate>>();
        foreach (var node in page.Declared.Times.Take(MostTimes))
        {
            if (DateFinder.TimeOf(page, node) is not { Date.Value.Time: not null } time) continue;
            var child = node;
            for (var level = 0; level < MostLevels && tree[child].Parent >= 0; level++)
            {
                var parent = tree[child].Parent;
                if (!lists.TryGetValue(parent, out var children)) lists[parent] = children = [];
                children.TryAdd(child, time);
                child = parent;
            }
        }
        List<(LiveEntry, int, int)> best = [];
        foreach (var (_, children) in lists)
        {
            if (children.Count <= Math.Max(1, best.Count)) continue;
            var entries = new List<(LiveEntry, int, int)>();
            foreach (var (child, time) in children)
            {
                var (first, end) = (FirstFrom(tree[child].Start), FirstFrom(tree[child].ContentEnd));
                if (end > first) entries.Add((new LiveEntry(TextSpan.FromBounds(spans[first].Start, spans[end - 1].End), time.Date), time.Place!.Value.Start, time.Place!.Value.End));
            }
            if (entries.Count > best.Count) best = entries;
        }
        return best;

        // The first body block that begins at a place of the page or after it.
        int FirstFrom(int place)
        {
            var (low, high) = (0, choice.Body.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (page.Cut.Blocks[choice.Body[middle]].Text.PageStart < place) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }

    private static string? BeginningOf(string text)
    {
        Span<char> letters = stackalloc char[Beginning];
        var count = 0;
        foreach (var c in text)
        {
            if (count == Beginning) break;
            if (char.IsLetterOrDigit(c)) letters[count++] = char.ToLowerInvariant(c);
        }
        return count >= FewestLetters ? letters[..count].ToString() : null;
    }
}

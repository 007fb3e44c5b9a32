using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Texts;

namespace Waybill.Bench.Lineage;

/// <summary>One page of a made load with its gold family and the level of editing.</summary>
internal sealed record LoadPage(LineagePage Page, string Family, string Level);

/// <summary>Which pages share a family, and what it took to find out.</summary>
internal sealed record Decided(Dictionary<string, int> FamilyOf, int Judged, int Asks = 0)
{
    /// <summary>Decides over the pages in the order that is given, all in memory.</summary>
    internal static Decided Of(IReadOnlyList<LineagePage> pages, int cached = 8192)
    {
        var store = new MemoryLineageStore();
        foreach (var page in pages) store.Put(page);
        var engine = new LineageEngine(store, cached);
        foreach (var chunk in pages.Chunk(2048)) store.Write(LineageDeltas.OfRows(engine.Decide(chunk)));
        return Of(engine, pages.Select(p => p.Id));
    }

    internal static Decided Of(LineageEngine engine, IEnumerable<string> ids) =>
        new(ids.ToDictionary(id => id, id => engine.Index.FamilyOf(engine.Index.SlotOf(id))[0], StringComparer.Ordinal), engine.Index.Judged, engine.Index.Asks);
}

internal static class LineageDeltas
{
    internal static LineageDelta OfRows(IEnumerable<LineageRow> rows) => new()
    {
        FamiliesGone = [],
        Families = [],
        StoriesGone = [],
        Stories = [],
        StorylinesGone = [],
        Storylines = [],
        ArticlesGone = [],
        Dates = [],
        VersionOf = ImmutableSortedDictionary<string, string?>.Empty,
        Furniture = ImmutableSortedDictionary<string, ImmutableArray<int>>.Empty,
        Rows = [.. rows],
    };
}

/// <summary>Reads the output of a copy-load generator: JSON Lines with <c>id, fam, level, text</c> and where given
/// <c>outlet, published, credit</c>.</summary>
internal static class LoadFile
{
    internal static List<LoadPage> Read(string path)
    {
        var pages = new List<LoadPage>();
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var id = root.GetProperty("id").GetInt32().ToString("D8", CultureInfo.InvariantCulture);
            pages.Add(new LoadPage(Page(id, root.GetProperty("text").GetString()!), root.GetProperty("fam").GetString()!, root.GetProperty("level").GetString()!));
        }
        return pages;
    }

    internal static LineagePage Page(string id, string text, string? outlet = null, string? title = null, PrintedDate? published = null, AgencyCredit? credit = null,
        string? domain = null, string? url = null)
    {
        if (title is not null) text = title + "\n" + text;
        var blocks = ImmutableArray.CreateBuilder<Block>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            if (end > start) blocks.Add(new Block(TextSpan.FromBounds(start, end), title is not null && start == 0 ? BlockKind.Title : BlockKind.Paragraph));
            start = end + 1;
        }
        return new LineagePage
        {
            Id = id,
            Url = url,
            Article = new Article
            {
                Extractor = "bench",
                PageId = id,
                Text = text,
                TextHash = "",
                Blocks = blocks.ToImmutable(),
                Map = TextMap.Empty,
                Outlet = outlet,
                OutletDomain = domain,
                Title = title,
                Published = published,
                Credits = credit is null ? [] : [credit],
                Language = "en",
            },
        };
    }
}

using System.Collections.Immutable;
using Waybill.Lexicons;
using Waybill.Stories;

namespace Waybill.Lineage;

/// <summary>What an update changed. Records that are said to be gone may come again among the new ones: drop first, then write.</summary>
public sealed record LineageDelta
{
    public required ImmutableArray<string> FamiliesGone { get; init; }
    public required ImmutableArray<Family> Families { get; init; }
    public required ImmutableArray<string> StoriesGone { get; init; }
    public required ImmutableArray<Story> Stories { get; init; }
    public required ImmutableArray<string> StorylinesGone { get; init; }
    public required ImmutableArray<Storyline> Storylines { get; init; }

    /// <summary>Articles that are no more: their dates, versions and furniture go.</summary>
    public required ImmutableArray<string> ArticlesGone { get; init; }
    public required ImmutableArray<ArticleDate> Dates { get; init; }

    /// <summary>Article → the article of which it is a version; null where it is none any more.</summary>
    public required ImmutableSortedDictionary<string, string?> VersionOf { get; init; }

    /// <summary>Article → numbers of its blocks that its outlet repeats; empty where there are none any more.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<int>> Furniture { get; init; }

    /// <summary>The engine's own rows, to be written in the same transaction.</summary>
    public required ImmutableArray<LineageRow> Rows { get; init; }
}

/// <summary>Families, dates and stories that are kept while pages come and go. The state after any sequence of updates is the one
/// that a single update with the pages that are left would give; only what was touched is made anew. Texts
/// and results stay in the store; less than half a kilobyte a page is held in memory.</summary>
public sealed class LineageEngine
{
    /// <summary>Pages that are taken in before pairs are asked: their words are still at hand then.</summary>
    private const int Chunk = 2048;

    private readonly ILineageStore _store;
    private readonly LineageRows _rows;
    private readonly TextIndex _index;
    private readonly StoryIndex _stories;
    private readonly SentenceAligner _aligner = new();
    private readonly Lexicon _lexicon;
    private readonly RelayNames _names;

    /// <param name="store">Where pages, results and rows lie. What <see cref="Update"/> gives must be written there before the next update.</param>
    /// <param name="cached">Texts that are held in memory, about 10 kB each.</param>
    /// <param name="lexicon">Whose outlets and agencies count; null for the one that ships with the program.</param>
    public LineageEngine(ILineageStore store, int cached = 8192, Lexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _lexicon = lexicon ?? Lexicon.Embedded;
        _names = lexicon is null ? RelayNames.Embedded : new RelayNames(lexicon);
        _rows = new LineageRows(store);
        _index = new TextIndex(_rows, Math.Max(cached, Chunk * 2));
        _stories = new StoryIndex(_rows);
    }

    internal TextIndex Index => _index;

    /// <summary>Makes the memory again from the store's rows. Call once, before any update.</summary>
    public void Restore()
    {
        _index.Restore();
        _stories.Restore();
    }

    /// <summary>Only which texts share a family, with nothing written down of the families: for measuring. Gives the rows to be kept.</summary>
    internal List<LineageRow> Decide(IReadOnlyCollection<LineagePage> put)
    {
        foreach (var chunk in put.Chunk(Chunk)) _index.Update(chunk, []);
        return _rows.Take();
    }

    /// <summary>Puts pages in (new, or in place of those with the same id) and takes pages out.</summary>
    public LineageDelta Update(IReadOnlyCollection<LineagePage> put, IReadOnlyCollection<string> removed)
    {
        ArgumentNullException.ThrowIfNull(put);
        ArgumentNullException.ThrowIfNull(removed);
        HashSet<string> gone = new(StringComparer.Ordinal), articles = new(StringComparer.Ordinal), changed = new(StringComparer.Ordinal);
        var first = true;
        _index.Hold(put);
        // Chunks are as good as one update: the state is a function of the set.
        foreach (var chunk in put.OrderBy(p => p.Id, StringComparer.Ordinal).Chunk(Chunk).DefaultIfEmpty([]))
        {
            var change = _index.Update(chunk, first ? removed : []);
            first = false;
            gone.UnionWith(change.Gone);
            articles.UnionWith(change.Slots.Select(_index.IdOf));
            changed.UnionWith(change.Texts.Select(_index.IdOf));
        }
        var slots = articles.Select(_index.SlotOf).Where(s => s >= 0).ToHashSet();
        var old = OldMembers(gone, changed);
        var families = new SortedDictionary<string, Family>(StringComparer.Ordinal);
        var dates = new SortedDictionary<string, ArticleDate>(StringComparer.Ordinal);
        var versions = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        var reports = new List<(string, ReportSketch)>();
        foreach (var slot in slots.Order().ToArray())
        {
            if (!slots.Contains(slot)) continue;
            var members = _index.FamilyOf(slot);
            slots.ExceptWith(members);
            var (family, report) = Write(members, old, dates, versions);
            families.Add(family.Id, family);
            reports.Add((family.Id, report));
        }
        var change2 = _stories.Update(reports, gone.Where(g => !families.ContainsKey(g)), id => _index.Text(_index.SlotOf(id)).Words, SaidOfStories());
        var stories = Tell(change2, families, dates);
        var furniture = changed.Where(id => _index.SlotOf(id) >= 0).ToImmutableSortedDictionary(id => id,
            id => _index.SlotOf(id) is var s && _index.FurnitureOf(s) is { IsEmpty: false } f ? LineageText.FurnitureBlocks(_index.Text(s).Page.Article, f) : [], StringComparer.Ordinal);
        _index.Hold([]);
        // Sets: tens of thousands may go and come in one update.
        var told = stories.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var lines = change2.Lines.Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        return new LineageDelta
        {
            FamiliesGone = [.. gone.Where(g => !families.ContainsKey(g)).Order(StringComparer.Ordinal)],
            Families = [.. families.Values],
            StoriesGone = [.. change2.Gone.Where(g => !told.Contains(g)).Order(StringComparer.Ordinal)],
            Stories = [.. stories.OrderBy(s => s.Id, StringComparer.Ordinal)],
            StorylinesGone = [.. change2.LinesGone.Where(g => !lines.Contains(g)).Order(StringComparer.Ordinal)],
            Storylines = [.. change2.Lines.OrderBy(l => l.Id, StringComparer.Ordinal)],
            ArticlesGone = [.. removed.Where(id => _index.SlotOf(id) < 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Dates = [.. dates.Values],
            VersionOf = versions.ToImmutable(),
            Furniture = furniture,
            Rows = [.. _rows.Take()],
        };
    }

    /// <summary>Which families report one happening, or two, by what people said of their pages.</summary>
    private List<SaidPair> SaidOfStories()
    {
        var pairs = new HashSet<SaidPair>();
        foreach (var (id, said) in _index.Said)
        {
            foreach (var other in said.SameStory) Add(id, other, same: true);
            foreach (var other in said.OtherStory) Add(id, other, same: false);
        }
        return [.. pairs.OrderBy(p => p.A, StringComparer.Ordinal).ThenBy(p => p.B, StringComparer.Ordinal).ThenBy(p => p.Same)];

        void Add(string id, string other, bool same)
        {
            if (_index.SlotOf(other) is not (>= 0 and var slot)) return;
            var (a, b) = (FamilyOf(_index.SlotOf(id)), FamilyOf(slot));
            if (a != b) pairs.Add(string.CompareOrdinal(a, b) < 0 ? new SaidPair(a, b, same) : new SaidPair(b, a, same));
        }

        string FamilyOf(int slot) => FamilyIds.Of(_index.SmallestId(_index.FamilyOf(slot)));
    }

    /// <summary>Members of the families that were, by article, with the reference that they were set against: what is known of a
    /// text that did not change, against a reference that did not, need not be found again.</summary>
    private Dictionary<string, (string Reference, FamilyMember Member)> OldMembers(IEnumerable<string> gone, HashSet<string> changed)
    {
        var old = new Dictionary<string, (string, FamilyMember)>(StringComparer.Ordinal);
        foreach (var id in gone)
        {
            if (_store.Family(id) is not { Members.Length: > 1 } family || changed.Contains(family.Reference)) continue;
            foreach (var member in family.Members)
                if (member.Article != family.Reference && !changed.Contains(member.Article)) old[member.Article] = (family.Reference, member);
        }
        return old;
    }

    private (Family, ReportSketch) Write(int[] slots, Dictionary<string, (string Reference, FamilyMember Member)> old,
        SortedDictionary<string, ArticleDate> dates, ImmutableSortedDictionary<string, string?>.Builder versions)
    {
        var members = Members(slots);
        var versionOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var borrowed = new Dictionary<string, ImmutableArray<Passage>>(StringComparer.Ordinal);
        foreach (var slot in slots)
        {
            var id = _index.IdOf(slot);
            var version = _index.VersionOf(slot);
            versions[id] = version;
            if (version is not null) versionOf[id] = version;
            if (_index.LinksOf(slot).Any(_index.IsCut)) borrowed[id] = BorrowedPassages.Of(_index, slot, _aligner);
        }
        DateInference.OfFamily(members, dates, _aligner);
        var (family, reference) = new FamilyWriter(_aligner, _lexicon).Of(members, borrowed, versionOf,
            (article, against) => old.TryGetValue(article, out var o) && o.Reference == against ? o.Member : null);
        family = Corrections.Mark(family, members, _aligner);
        return (family, Report(members, reference, dates));
    }

    private List<LineageText> Members(int[] slots) => [.. slots.Select(_index.Text).OrderBy(t => t.Id, StringComparer.Ordinal)];

    private static ReportSketch Report(List<LineageText> members, LineageText reference, SortedDictionary<string, ArticleDate> dates)
    {
        var known = members.Select(t => dates[t.Id]).Where(d => d.Value is not null).ToList();
        return ReportSketch.Of(reference.Id, reference.Words,
            known.Count > 0 ? known.Min(d => d.Value!.Value.First) : members.Select(t => dates[t.Id].NotBefore).Max(),
            known.Count > 0 ? known.Min(d => d.Value!.Value.Last) : null);
    }

    /// <summary>Writes the stories that were touched, what their families say of them, and the dates that one report of a happening
    /// lends another.</summary>
    private List<Story> Tell(StoryChange change, SortedDictionary<string, Family> families, SortedDictionary<string, ArticleDate> dates)
    {
        var stories = new List<Story>();
        foreach (var (ids, line) in change.Stories)
        {
            var id = StoryIndex.StoryId(ids[0]);
            var groups = new List<IReadOnlyList<LineageText>>();
            var references = new List<LineageText>();
            var told = new List<(Family, LineagePage, TextModel)>();
            foreach (var familyId in ids)
            {
                var isNew = families.TryGetValue(familyId, out var family);
                family ??= _store.Family(familyId)!;
                var reference = _index.Text(_index.SlotOf(family.Reference));
                // A date that was lent is found again from what the pages say themselves.
                if (ids.Count > 1 || isNew || change.Were.Contains(familyId))
                {
                    var members = Members([.. family.Members.Select(m => _index.SlotOf(m.Article))]);
                    if (!isNew) DateInference.OfFamily(members, dates, _aligner);
                    groups.Add(members);
                }
                else groups.Add([reference]);
                references.Add(reference);
                told.Add((family, reference.Page, reference.AllWords));
                if (!family.Stories.AsSpan().SequenceEqual([id])) families[familyId] = family with { Stories = [id] };
            }
            var (origins, least, most) = StoryOrigins.Of(told, _names);
            stories.Add(new Story(id, Title(ids, groups, references, dates), [.. ids], line) { Origins = origins, LeastOrigins = least, MostOrigins = most });
            if (ids.Count > 1) DateInference.OfStory(groups, dates);
        }
        return stories;
    }

    /// <summary>The title of the earliest family that has one, else of the smallest.</summary>
    private static string Title(List<string> ids, List<IReadOnlyList<LineageText>> groups, List<LineageText> references, SortedDictionary<string, ArticleDate> dates)
    {
        var first = ids.Count == 1 ? 0 : Enumerable.Range(0, ids.Count)
            .OrderBy(i => references[i].Page.Article.Title is null)
            .ThenBy(i => groups[i].Select(t => dates.GetValueOrDefault(t.Id)?.Value?.First ?? DateOnly.MaxValue).Min())
            .ThenBy(i => ids[i], StringComparer.Ordinal).First();
        var reference = references[first];
        if (reference.Page.Article.Title is { } title) return title;
        var words = reference.Words;
        return words.Sentences.Length == 0 ? "" : words.Text.Substring(words.Sentences[0].Span.Start, words.Sentences[0].Span.Length);
    }
}

using System.Collections.Immutable;
using Waybill.Lexicons;
using Waybill.Stories;

namespace Waybill.Lineage;

/// <summary>The across-page stage over texts: families, origins, dates, stories, versions. A pure function of the set.</summary>
public static class LineageStage
{
    /// <summary>Version of what this stage derives; part of every id scheme's meaning, not of the ids.</summary>
    public const string Version = "lineage/8";

    /// <summary>All that is learnt across pages from their texts. Of pages with the same id one is taken.</summary>
    /// <param name="lexicon">Whose outlets and agencies count; null for the one that ships with the program.</param>
    public static LineageResult Build(IReadOnlyCollection<LineagePage> pages, Lexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(pages);
        var state = new LineageState(lexicon);
        state.Update(pages, []);
        return state.Result();
    }
}

/// <summary>An engine with its results, all in memory.</summary>
public sealed class LineageState
{
    private readonly MemoryLineageStore _store = new();
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ArticleDate> _dates = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Story> _stories = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Storyline> _storylines = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _versionOf = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ImmutableArray<int>> _furniture = new(StringComparer.Ordinal);
    private readonly Lexicon? _lexicon;
    private LineageEngine _engine;

    public LineageState(Lexicon? lexicon = null)
    {
        _lexicon = lexicon;
        _engine = new LineageEngine(_store, lexicon: lexicon);
    }

    /// <summary>Puts pages in (new, or in place of those with the same id) and takes pages out.</summary>
    public void Update(IReadOnlyCollection<LineagePage> put, IReadOnlyCollection<string> removed)
    {
        ArgumentNullException.ThrowIfNull(put);
        ArgumentNullException.ThrowIfNull(removed);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in put) if (seen.Add(page.Id)) _store.Put(page);
        var delta = _engine.Update(put, removed);
        _store.Write(delta);
        foreach (var id in delta.ArticlesGone) _store.Remove(id);
        Apply(delta);
    }

    /// <summary>Forgets what is in memory and makes it again from the rows, as a program does that was started anew.</summary>
    public void Reopen()
    {
        _engine = new LineageEngine(_store, lexicon: _lexicon);
        _engine.Restore();
    }

    private void Apply(LineageDelta delta)
    {
        foreach (var id in delta.FamiliesGone) _families.Remove(id);
        foreach (var family in delta.Families) _families[family.Id] = family;
        foreach (var id in delta.StoriesGone) _stories.Remove(id);
        foreach (var story in delta.Stories) _stories[story.Id] = story;
        foreach (var id in delta.StorylinesGone) _storylines.Remove(id);
        foreach (var line in delta.Storylines) _storylines[line.Id] = line;
        foreach (var id in delta.ArticlesGone)
        {
            _dates.Remove(id);
            _versionOf.Remove(id);
            _furniture.Remove(id);
        }
        foreach (var date in delta.Dates) _dates[date.Article] = date;
        foreach (var (id, of) in delta.VersionOf)
        {
            if (of is null) _versionOf.Remove(id);
            else _versionOf[id] = of;
        }
        foreach (var (id, blocks) in delta.Furniture)
        {
            if (blocks.IsEmpty) _furniture.Remove(id);
            else _furniture[id] = blocks;
        }
    }

    public LineageResult Result() => new()
    {
        Families = [.. _families.Values],
        Dates = [.. _dates.Values],
        Stories = [.. _stories.Values],
        Storylines = [.. _storylines.Values],
        VersionOf = _versionOf.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Furniture = _furniture.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };
}

namespace Waybill.Storage;

/// <summary>Full text: which articles hold given words, in any of their forms (Porter's stems), accents apart.</summary>
public sealed partial class Store
{
    /// <summary>Articles that a search looks at, those kept last first; where there are more, the answer says so.</summary>
    public const int MostFound = 5000;

    /// <summary>Words of a query that count.</summary>
    public const int MostWords = 16;

    /// <summary>Pages whose article holds all of the words and none of the others; the latest published first, undated ones last.</summary>
    /// <param name="all">Words that must stand in it; with none nothing is found.</param>
    /// <returns>The pages, and whether there were more than <see cref="MostFound"/>.</returns>
    public (IReadOnlyList<string> Pages, bool More) Search(IReadOnlyCollection<string> all, IReadOnlyCollection<string> none)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(none);
        if (all.Count == 0) return ([], false);
        var found = _database.PagesWith([.. all.Take(MostWords)], [.. none.Take(MostWords)], MostFound + 1);
        return found.Count > MostFound ? (found.Take(MostFound).ToArray(), true) : (found, false);
    }
}

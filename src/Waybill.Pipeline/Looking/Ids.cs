using Waybill.Storage;

namespace Waybill.Pipeline.Looking;

/// <summary>What the start of an id leads to.</summary>
/// <param name="Whole">The one record meant, or null.</param>
/// <param name="Several">Ids that begin so, where more than one does and none is it; empty otherwise.</param>
public readonly record struct IdMatch(string? Whole, IReadOnlyList<string> Several);

/// <summary>Ids as people give them: in full, or their start.</summary>
public static class Ids
{
    /// <summary>Characters that a start has at least where it comes from outside.</summary>
    public const int Least = 4;

    /// <summary>The living record of a kind whose id this is, or whose id alone begins so.</summary>
    public static IdMatch Match(Store store, string kind, string start)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(start);
        if (store.Has(kind, start)) return new IdMatch(start, []);
        string[] found = [.. store.Find(start).Where(f => f.Kind == kind).Select(f => f.Id)];
        if (found.Contains(start, StringComparer.Ordinal)) return new IdMatch(start, []);
        return found.Length == 1 ? new IdMatch(found[0], []) : new IdMatch(null, found);
    }

    /// <summary>The same; a start of fewer than <see cref="Least"/> characters leads nowhere.</summary>
    public static IdMatch MatchLong(Store store, string kind, string start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return start.Length < Least ? new IdMatch(null, []) : Match(store, kind, start);
    }
}

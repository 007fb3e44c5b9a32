using System.Collections.Immutable;
using System.Globalization;
using Waybill.Lexicons;
using Waybill.Storage;
using Waybill.Texts;

namespace Waybill.Pipeline;

/// <summary>A row of the lexicon that an analyst added or removed, as the ledger keeps it.</summary>
/// <param name="Withdraws">Number of the row that this one takes back, whose change it holds; null for a change of its own.</param>
/// <param name="Withdrawn">Whether another row has taken it back.</param>
public sealed record LexiconRow(long Number, LexiconChange Change, string At, long? Withdraws, bool Withdrawn);

/// <summary>The rows of the lexicon in a store: only ever added to, taken back by another row.</summary>
public static class LexiconRows
{
    private const string Kind = "lexicon";
    private const int FingerprintDigits = 8;

    private sealed record Value(ImmutableArray<string> Fields, string? Alias, long? Withdraws);

    /// <summary>All rows, those taken back and those that take back too, by number.</summary>
    public static IReadOnlyList<LexiconRow> All(Store store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var rows = new List<LexiconRow>();
        foreach (var entry in store.Entries(Kind))
        {
            var value = RowJson.Read<Value>(entry.Value);
            var (file, key) = entry.Subject.Split(' ', 2) is [var f, var k] ? (f, k) : (entry.Subject, "");
            rows.Add(new LexiconRow(entry.Number, new LexiconChange(file, key, value.Fields.IsDefault ? [] : value.Fields, entry.Who, entry.At[..10], entry.Why, entry.Source) { Alias = value.Alias },
                entry.At, value.Withdraws, Withdrawn: false));
        }
        var withdrawn = rows.Select(r => r.Withdraws).OfType<long>().ToHashSet();
        return [.. rows.Select(r => r with { Withdrawn = withdrawn.Contains(r.Number) })];
    }

    /// <summary>The changes that stand, in the order in which they were made.</summary>
    public static ImmutableArray<LexiconChange> Active(Store store) => [.. All(store).Where(Stands).Select(r => r.Change)];

    /// <summary>The changes that stood at a time, in the order in which they were made.</summary>
    /// <param name="time">UTC, ISO 8601 to the second.</param>
    public static ImmutableArray<LexiconChange> Active(Store store, string time)
    {
        var then = All(store).Where(r => string.CompareOrdinal(r.At, time) <= 0).ToArray();
        var withdrawn = then.Select(r => r.Withdraws).OfType<long>().ToHashSet();
        return [.. then.Where(r => r.Withdraws is null && !withdrawn.Contains(r.Number)).Select(r => r.Change)];
    }

    public static bool Stands(LexiconRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row is { Withdrawn: false, Withdraws: null };
    }

    /// <summary>Name of a set of changes, the same for the same rows whoever made them and when; null for none.</summary>
    public static string? Name(ImmutableArray<LexiconChange> changes) => changes.IsEmpty ? null
        : "lexicon/" + Hashes.Identity(FingerprintDigits, ["lexicon-changes/1", .. changes.SelectMany(c => (string[])[c.File, c.Key, c.Alias ?? "", c.Fields.Length.ToString(CultureInfo.InvariantCulture), .. c.Fields])]);

    /// <summary>Writes a row down and gives its number. Call inside a transaction.</summary>
    public static long Add(Store store, LexiconChange change, string at, long? withdraws = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(change);
        return store.AddEntry(new EntryRow(0, Kind, change.File + " " + change.Key, RowJson.WriteText(new Value(change.Fields, change.Alias, withdraws)), change.By, at, change.Why, change.Source));
    }
}

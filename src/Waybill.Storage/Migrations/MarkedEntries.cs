using System.Globalization;
using Waybill.Judgements;
using Waybill.Lexicons;

namespace Waybill.Storage.Migrations;

/// <summary>Claims that people added in the browser were entries of the kind <c>claim</c> once: words of a page, or the number of an entry that is taken
/// back. They are judgements like those of the command line now.</summary>
public static class MarkedEntries
{
    public const string Kind = "claim";

    private sealed record Value(Dictionary<string, string>? Words, long? Withdraws);

    /// <summary>The judgement that says what an entry said, or null where the entry cannot be read.</summary>
    /// <param name="numbers">Numbers of entries, and of the judgements that they became.</param>
    public static Judgement? ToJudgement(EntryRow entry, IReadOnlyDictionary<long, long> numbers)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(numbers);
        Value value;
        try { value = RowJson.Read<Value>(entry.Value); }
        catch (StoreException) { return null; }
        if (value.Withdraws is { } gone)
        {
            return numbers.TryGetValue(gone, out var number)
                ? new Judgement { Number = 0, Verb = JudgementVerb.Withdraw, Subject = number.ToString(CultureInfo.InvariantCulture), Who = entry.Who, At = entry.At, Why = entry.Why, Withdraws = number }
                : null;
        }
        if (value.Words is not { } words || words.GetValueOrDefault("sentence") is not { } sentence) return null;
        var fields = MarkedWords.Fields(words, Lexicon.Embedded);
        return new Judgement
        {
            Number = 0,
            Verb = JudgementVerb.Add,
            Subject = entry.Subject,
            Fields = fields,
            MadeOn = [new ClaimAnchor("", entry.Subject, sentence, "", string.Join("; ", fields.Select(f => $"{f.Field}: {f.Words}")))],
            Who = entry.Who,
            At = entry.At,
            Why = entry.Why,
        };
    }

    /// <summary>Makes judgements of all such entries, in their order, and takes the entries away; one that cannot be read stays.</summary>
    internal static void Become(Store store)
    {
        var numbers = new Dictionary<long, long>();
        foreach (var entry in store.Entries(Kind))
        {
            if (ToJudgement(entry, numbers) is not { } judgement) continue;
            numbers[entry.Number] = store.AddJudgement(judgement);
            store.DropEntry(entry.Number);
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Waybill.Ledger;
using Waybill.Storage;

namespace Waybill.Pipeline.Looking;

/// <summary>What a person thinks of an outlet, an agency or a primary source: Admiralty letter A (reliable) … F (cannot be judged).</summary>
/// <param name="Letter">Null where an earlier rating is taken back.</param>
public sealed record Rating(string Of, string Name, string? Letter, string Who, string At, string Why);

/// <summary>A search that somebody keeps: a filter of the ledger (<c>/transfers?…</c>) or words of articles (<c>/search?q=…</c>).</summary>
public sealed record SavedSearch(long Number, string Name, string Address, string Who, string At);

/// <summary>Credibility of a record after the Admiralty scale, 1 (confirmed by others) … 6 (cannot be judged), with reasons.</summary>
public sealed record Credibility(int Digit, ImmutableArray<string> Reasons);

/// <summary>A digit that a person accepted or set.</summary>
public sealed record AcceptedDigit(int Digit, int Proposed, string Who, string At, string Why);

/// <summary>What people set down beside judgements, as rows that are only ever added: the last row of a subject counts.</summary>
public static class Notes
{
    private const string RatingKind = "rating";
    private const string SearchKind = "search";
    private const string DigitKind = "credibility";

    public static IReadOnlyList<string> Letters { get; } = ["A", "B", "C", "D", "E", "F"];

    public static IReadOnlyList<string> Kinds { get; } = ["outlet", "agency", "source"];

    private sealed record RatingValue(string? Letter);

    private sealed record SearchValue(string Name, string? Address);

    private sealed record DigitValue(int Digit, int Proposed, ImmutableArray<string> Claims);

    /// <summary>What a letter means (AJP-2.1).</summary>
    public static string Meaning(string letter) => letter switch
    {
        "A" => "completely reliable",
        "B" => "usually reliable",
        "C" => "fairly reliable",
        "D" => "not usually reliable",
        "E" => "unreliable",
        _ => "reliability cannot be judged",
    };

    public static string Meaning(int digit) => digit switch
    {
        1 => "confirmed by other sources",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "truth cannot be judged",
    };

    /// <summary>All ratings of one name, the last one last.</summary>
    public static IReadOnlyList<Rating> RatingsOf(Store store, string of, string name) => [.. Ratings(store).Where(r => r.Of == of && r.Name == name)];

    /// <summary>The letters that stand, by kind and name.</summary>
    public static IReadOnlyDictionary<(string Of, string Name), Rating> Standing(Store store)
    {
        var standing = new Dictionary<(string, string), Rating>();
        foreach (var rating in Ratings(store))
        {
            if (rating.Letter is null) standing.Remove((rating.Of, rating.Name));
            else standing[(rating.Of, rating.Name)] = rating;
        }
        return standing;
    }

    private static IEnumerable<Rating> Ratings(Store store)
    {
        ArgumentNullException.ThrowIfNull(store);
        foreach (var e in store.Entries(RatingKind))
            if (e.Subject.Split(' ', 2) is [var of, var name]) yield return new Rating(of, name, RowJson.Read<RatingValue>(e.Value).Letter, e.Who, e.At, e.Why);
    }

    /// <summary>Why a rating cannot be kept, or null.</summary>
    public static string? Problem(string of, string name, string? letter, string who, string why) =>
        !Kinds.Contains(of) || name.Length is 0 or > 300 ? "There is nothing of that name to rate."
        : letter is not null && !Letters.Contains(letter) ? "A rating is a letter from A to F."
        : Signed(who, why);

    /// <summary>Keeps a rating; null takes the standing one back. Call inside a transaction.</summary>
    public static void Rate(Store store, string of, string name, string? letter, string who, string why, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.AddEntry(new EntryRow(0, RatingKind, of + " " + name, RowJson.WriteText(new RatingValue(letter)), who, UtcStamp.Of(now), why, ""));
    }

    /// <summary>The searches that are kept, by number.</summary>
    public static IReadOnlyList<SavedSearch> Searches(Store store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var kept = new SortedDictionary<long, SavedSearch>();
        foreach (var e in store.Entries(SearchKind))
        {
            var value = RowJson.Read<SearchValue>(e.Value);
            if (value.Address is { } address) kept[e.Number] = new SavedSearch(e.Number, value.Name, address, e.Who, e.At);
            else if (long.TryParse(e.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) kept.Remove(number);
        }
        return [.. kept.Values];
    }

    /// <summary>Keeps a search and gives its number. Call inside a transaction.</summary>
    public static long Keep(Store store, string name, string address, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.AddEntry(new EntryRow(0, SearchKind, name, RowJson.WriteText(new SearchValue(name, address)), who, UtcStamp.Of(now), "", ""));
    }

    /// <summary>Keeps a search no more. Call inside a transaction.</summary>
    public static void Drop(Store store, SavedSearch search, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(search);
        store.AddEntry(new EntryRow(0, SearchKind, search.Number.ToString(CultureInfo.InvariantCulture), RowJson.WriteText(new SearchValue(search.Name, null)), who, UtcStamp.Of(now), "", ""));
    }

    /// <summary>The digit that the ledger's own figures speak for: 1 only where two families and two governments that are no parties agree,
    /// 6 where there is one source. It rates what is reported of a record, never whether it is so.</summary>
    public static Credibility Propose(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        var reasons = ImmutableArray.CreateBuilder<string>();
        var (least, most) = transfer.IndependentOrigins;
        reasons.Add(least == most ? $"{least} independent {(least == 1 ? "origin" : "origins")}" : $"{least} to {most} independent origins");
        if (transfer.PrimarySources.Length > 0) reasons.Add($"{transfer.PrimarySources.Length} primary {(transfer.PrimarySources.Length == 1 ? "source" : "sources")}: {string.Join(", ", transfer.PrimarySources.Take(4).Select(TransferWords.Named))}");
        else reasons.Add("no primary source but the outlets themselves");
        var denied = transfer.Stages.Any(s => s.Negated || s.Stance == Claims.Stance.Denies);
        var affirmed = transfer.Stages.Any(s => !s.Negated && s.Stance == Claims.Stance.Asserts && s.Factuality is Claims.Factuality.Certain or Claims.Factuality.Probable);
        if (denied) reasons.Add("a stage of it is denied");
        foreach (var kind in transfer.Disputes.Select(d => d.DisputeKind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) reasons.Add("disputed: " + kind);
        // Who sells and who buys speaks of its own deal.
        string?[] parties = [transfer.Supplier?.Iso3, transfer.Recipient?.Iso3];
        var outside = transfer.Governments.Count(g => !parties.Contains(g));
        int digit;
        if (!affirmed) reasons.Add(denied ? "nothing affirms it" : "nothing affirms it as certain or probable");
        if (most < 2 && transfer.PrimarySources.Length < 2)
        {
            reasons.Add("one source");
            digit = 6;
        }
        else if (!affirmed) digit = denied ? 5 : 6;
        else if (denied) digit = 4;
        else if (!transfer.Disputes.IsEmpty) digit = least >= 2 ? 3 : 4;
        else if (least >= 2 && transfer.Families >= 2 && outside >= 2)
        {
            reasons.Add($"{transfer.Families} families agree, and {outside} governments that are no parties");
            digit = 1;
        }
        else digit = least >= 2 || transfer.Governments.Length >= 2 ? 2 : 3;
        return new Credibility(digit, reasons.ToImmutable());
    }

    /// <summary>What people accepted for a record, the last one last; a record is known by its claims, whatever its id is now.</summary>
    public static IReadOnlyList<AcceptedDigit> DigitsOf(Store store, Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(transfer);
        var found = new List<AcceptedDigit>();
        foreach (var e in store.Entries(DigitKind))
        {
            var value = RowJson.Read<DigitValue>(e.Value);
            if (e.Subject == transfer.Id || (!value.Claims.IsDefault && value.Claims.Any(transfer.Claims.Contains))) found.Add(new AcceptedDigit(value.Digit, value.Proposed, e.Who, e.At, e.Why));
        }
        return found;
    }

    /// <summary>Keeps a digit for a record. Call inside a transaction.</summary>
    public static void Accept(Store store, Transfer transfer, int digit, string who, string why, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(transfer);
        store.AddEntry(new EntryRow(0, DigitKind, transfer.Id, RowJson.WriteText(new DigitValue(digit, Propose(transfer).Digit, transfer.Claims)), who, UtcStamp.Of(now), why, ""));
    }

    public static string? Signed(string who, string why) =>
        string.IsNullOrWhiteSpace(who) ? "Say who you are." : string.IsNullOrWhiteSpace(why) ? "Say why." : who.Length > 200 || why.Length > 2000 ? "That is too long." : null;
}

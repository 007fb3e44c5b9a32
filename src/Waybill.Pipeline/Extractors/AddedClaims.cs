using System.Collections.Immutable;
using System.Globalization;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Runs;
using Waybill.Storage;
using Waybill.Texts;

namespace Waybill.Pipeline.Extractors;

/// <summary>A claim that a person read on a page where the program read none: its words, as the person marked them.</summary>
/// <param name="Withdraws">Number of the row that this one takes back.</param>
public sealed record AddedClaim(long Number, string Page, OfferedClaim Words, string Who, string At, string Why, long? Withdraws);

/// <summary>A claim cannot be added; the message says why.</summary>
public sealed class AddedClaimException(string message) : Exception(message);

/// <summary>Claims that people added, as rows of the store: checked against the page like any other, made again whenever the page is
/// read again, taken back by another row.</summary>
public static class AddedClaims
{
    private const string Kind = "claim";
    private const int FingerprintDigits = 8;

    private sealed record Value(ImmutableSortedDictionary<string, string> Words, long? Withdraws);

    /// <summary>All rows, by number.</summary>
    public static IReadOnlyList<AddedClaim> All(Store store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return [.. store.Entries(Kind).Select(e => (e, v: RowJson.Read<Value>(e.Value))).Select(p => new AddedClaim(p.e.Number, p.e.Subject, OfferedClaim.Of(p.v.Words), p.e.Who, p.e.At, p.e.Why, p.v.Withdraws))];
    }

    /// <summary>Those that stand.</summary>
    public static IReadOnlyList<AddedClaim> Active(Store store)
    {
        var all = All(store);
        var withdrawn = all.Select(a => a.Withdraws).OfType<long>().ToHashSet();
        return [.. all.Where(a => a.Withdraws is null && !withdrawn.Contains(a.Number))];
    }

    /// <summary>The extractor with these claims put to what it reads, and the name that they give to the stage.</summary>
    public static (IClaimExtractor Claims, string Name) Over(IClaimExtractor inner, IReadOnlyList<AddedClaim> added, Lexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(added);
        return (new WithAdded(inner, added.ToLookup(a => a.Page, StringComparer.Ordinal), new ClaimCheck(lexicon)),
            "added/" + Hashes.Identity(FingerprintDigits, ["added-claims/1", .. added.Select(a => a.Number.ToString(CultureInfo.InvariantCulture))]));
    }

    /// <summary>The claim that the words would make, or why they make none.</summary>
    public static (Claim? Claim, string? Reason) Check(Stages stages, Article article, OfferedClaim words, string who)
    {
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(article);
        if (stages is not { Known: { } lexicon, Language: { } language }) return (null, "this program reads no claims");
        var (claim, _, reason) = new ClaimCheck(lexicon).Of(words, article, language.Analyze(article.Text), Reader(who), byPerson: true);
        return (claim, reason);
    }

    /// <summary>Adds a claim, reads its page again and makes the ledger anew. Gives the row's number.</summary>
    public static long Add(Store store, Stages stages, string page, OfferedClaim words, string who, string why, string program, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        Signed(who, why);
        if (store.Article(page)?.Article is not { } article) throw new AddedClaimException("There is no such article.");
        var (claim, reason) = Check(stages.For(store), article, words, who);
        if (claim is null) throw new AddedClaimException("This cannot be added: " + reason + ".");
        if (store.Reading(page)?.Reading.Claims.Any(c => c.Id == claim.Id) == true) throw new AddedClaimException("This claim is there already.");
        return Write(store, stages, page, words, null, who, why, program, clock);
    }

    /// <summary>Takes an added claim back.</summary>
    public static long Withdraw(Store store, Stages stages, long number, string who, string why, string program, TimeProvider clock)
    {
        Signed(who, why);
        var row = Active(store).FirstOrDefault(a => a.Number == number) ?? throw new AddedClaimException("There is no such added claim that stands.");
        return Write(store, stages, row.Page, row.Words, number, who, why, program, clock);
    }

    private static string Reader(string who) => "person:" + who;

    private static void Signed(string who, string why)
    {
        if (Looking.Notes.Signed(who, why) is { } problem) throw new AddedClaimException(problem);
    }

    private static long Write(Store store, Stages stages, string page, OfferedClaim words, long? withdraws, string who, string why, string program, TimeProvider clock)
    {
        var at = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var before = stages.For(store).ReadingVersion;
        var number = 0L;
        store.Clock = clock;
        store.InTransaction(() =>
        {
            number = store.AddEntry(new EntryRow(0, Kind, page, RowJson.WriteText(new Value(words.Members, withdraws)), who, at, why, ""));
            // No other page can be touched by it.
            if (before is not null && stages.For(store).ReadingVersion is { } after) store.RelabelReadings(before, after, [page]);
        });
        Rederive.Run(store, stages, everything: false, apply: true, 1, program, clock, _ => { }, CancellationToken.None, new HashSet<string>(StringComparer.Ordinal) { page });
        if (!AcrossRun.IsCurrent(store, stages)) AcrossRun.Refresh(store, stages);
        return number;
    }

    /// <summary>An extractor and what people read besides.</summary>
    private sealed class WithAdded(IClaimExtractor inner, ILookup<string, AddedClaim> added, ClaimCheck check) : IClaimExtractor
    {
        public string Name => inner.Name;

        public ClaimReading Read(Article article, Analysis analysis)
        {
            var reading = inner.Read(article, analysis);
            foreach (var row in added[article.PageId])
            {
                // Words that a later reader of articles leaves out give no claim; the row stays.
                if (check.Of(row.Words, article, analysis, Reader(row.Who), byPerson: true).Claim is { } claim && reading.Claims.All(c => c.Id != claim.Id))
                    reading = reading with { Claims = [.. reading.Claims.Append(claim).OrderBy(c => c.Sentence)], Missed = [.. reading.Missed.Where(m => !m.Sentence.Overlaps(claim.Sentence))] };
            }
            return reading;
        }
    }
}

using System.Globalization;
using Waybill.Pipeline.Looking;
using Waybill.Storage;

namespace Waybill.Pipeline.Export;

/// <summary>What was read, passed by the gate, skipped and failed to make a store: every dossier says it, since what was not read cannot
/// speak against a record.</summary>
public static class DossierWork
{
    /// <summary>Reasons that are named; the rest is counted.</summary>
    private const int MostReasons = 12;

    public static IReadOnlyList<string> Of(Store store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var counts = store.Counts();
        var runs = store.Runs();
        var skipped = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var skip in runs.SelectMany(r => store.Skips(r.Id))) skipped[skip.Reason] = skipped.GetValueOrDefault(skip.Reason) + skip.Count;
        var broken = runs.Count(r => r.Outcome != "done");
        var work = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"Read: {counts.Pages} pages, {counts.Articles} of them with an article; {counts.Claims} claims in {counts.Families} families of one text."),
            string.Create(CultureInfo.InvariantCulture, $"Kept without reading claims (another language, or no arms named): {counts.ClaimsSkipped} pages. Sentences that may hold a claim and gave none: {counts.Missed} (`waybill missed` lists them)."),
            skipped.Count == 0 ? "Skipped: nothing." : "Skipped: " + string.Join(", ", skipped.OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).Take(MostReasons).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Value} {s.Key}")))
                + (skipped.Count > MostReasons ? $" and {Phrases.Number(skipped.Count - MostReasons)} more reasons." : "."),
        };
        var kept = store.Kept();
        if (kept.Text > 0 || kept.Withdrawn > 0) work.Add(string.Create(CultureInfo.InvariantCulture, $"Of {kept.Text} pages only address, hash and text are kept; {kept.Withdrawn} were withdrawn."));
        if (broken > 0) work.Add($"Failed: {Phrases.Count(broken, "run was", "runs were")} stopped or broken off.");
        return work;
    }
}

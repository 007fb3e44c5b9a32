using System.Globalization;
using Waybill.Judgements;
using Waybill.Pipeline.Export;

namespace Waybill.Cli.Screens;

/// <summary>Judgements: who said what of which reading, when and why.</summary>
public static class JudgementScreen
{
    public static void Write(Screen screen, Judgement j, bool orphan, bool withdrawn)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(j);
        var state = withdrawn ? "  (withdrawn)" : orphan ? "  (its words stand nowhere any more)" : "";
        screen.Flow(0, new Piece(j.Number.ToString(CultureInfo.InvariantCulture).PadLeft(4), Style.Mark), "  ", new Piece(What(j), Style.Bold), new Piece(state, Style.Doubt));
        screen.Paragraph($"{j.Who}, {j.At}: {j.Why}", 6);
        // Likelihood and confidence are two things: a line each.
        foreach (var f in Estimates(j)) screen.Paragraph($"{f.Field} after ICD 203, as {j.Who} holds it: {f.Value}", 6);
        foreach (var anchor in j.MadeOn.Take(1)) screen.Paragraph("made on: " + anchor.Values, 6, Style.Dim);
    }

    private static IEnumerable<Correction> Estimates(Judgement j) => j.Verb == JudgementVerb.Assess ? j.Fields : [];

    /// <summary>What was judged, in one line.</summary>
    public static string What(Judgement j)
    {
        ArgumentNullException.ThrowIfNull(j);
        return j.Verb switch
        {
            JudgementVerb.Correct when j.Correction is { } c => $"correct {c.Field} of {j.Subject}: {c.Value ?? "empty"}{(c.Words.Length > 0 ? $" (“{c.Words}”)" : "")}",
            JudgementVerb.Add => $"add to {j.Subject}: {string.Join(", ", j.Fields.Select(f => $"{f.Field} = {f.Value} (“{f.Words}”)"))}",
            JudgementVerb.Split when j.Of != JudgementOf.Reading => $"split {Term.Of(j.Of)} {j.Subject}: {j.Object} apart",
            JudgementVerb.Merge when j.Of != JudgementOf.Reading => $"merge {Term.Of(j.Of)} {j.Subject} with {j.Object}",
            JudgementVerb.Merge => $"merge {j.Subject} with {j.Object}",
            JudgementVerb.Split => $"split {j.Subject}: {string.Join(", ", j.OtherSide.Select(a => a.Claim))} apart",
            JudgementVerb.Assess => $"assess {j.Subject}: {j.Object}{(j.OtherSide.IsEmpty ? "" : $" (rests on {string.Join(", ", j.OtherSide.Select(a => a.Claim))})")}",
            JudgementVerb.Withdraw => $"withdraw {j.Withdraws}",
            _ => $"{Term.Of(j.Verb)} {j.Subject}",
        };
    }

    /// <summary>The judgements that stand and hold for some of the claims, below a record.</summary>
    public static void WriteOf(Screen screen, ExportSet set, IReadOnlyCollection<string> claims)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(set);
        var found = set.JudgementsOf(claims);
        if (found.Count == 0) return;
        screen.Line();
        screen.Heading("Judged by people");
        foreach (var j in found) Write(screen, j, orphan: false, withdrawn: false);
    }
}

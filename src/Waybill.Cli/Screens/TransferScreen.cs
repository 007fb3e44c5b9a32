using Waybill.Ledger;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Screens;

/// <summary>A ledger record: its stages, and under each the claims with their sentences and sources.</summary>
public static class TransferScreen
{
    public static void Write(Screen screen, Transfer t, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(set);
        screen.Line(new Piece("transfer " + t.Id, Style.Mark));
        screen.Heading($"{Phrases.Parties(t)}: {Safe.Line(Phrases.Item(t.Item))}");
        screen.Field("item", $"{t.Item.Words} ({t.Item.Category}; UNROCA {t.Item.Unroca}, SIPRI {t.Item.Sipri})", 18);
        screen.Field("support", $"{Phrases.Count(t.Outlets, "outlet", "outlets")} · {Phrases.Count(t.Pages, "page", "pages")} · {Phrases.Count(t.Families, "family", "families")} · {Phrases.Count(t.PrimarySources.Length, "primary source", "primary sources")}", 18);
        screen.Field("independent", t.IndependentOrigins.Min == t.IndependentOrigins.Max ? Phrases.Count(t.IndependentOrigins.Min, "origin", "origins") : $"{t.IndependentOrigins.Min}–{t.IndependentOrigins.Max} origins", 18);
        screen.Field("primary sources", string.Join("; ", t.PrimarySources.Select(TransferWords.Named)), 18);
        screen.Field("governments", string.Join(", ", t.Governments.Select(TransferWords.Named)), 18);
        foreach (var stage in StageLines.Order(t.Stages))
        {
            screen.Line();
            screen.Line(new Piece(StageLines.Words(stage, set), StageStyle.Of(stage.Factuality, stage.Negated, stage.Stance)),
                stage.Quantity is { } q ? "  " + Safe.Line(Phrases.Quantity(q)) : "", stage.FirstReported is { } day ? new Piece($"  first reported {day}", Style.Dim) : "");
            foreach (var id in stage.Claims)
            {
                if (set.Claim(id) is not { } claim) continue;
                screen.Flow(2, new Piece(id, Style.Mark), $"  {Safe.Line(Phrases.Sources(claim.Claim))}",
                    new Piece($"  {Safe.Line(claim.Article.Outlet ?? claim.Article.Page.Facts.File ?? "")} {claim.Article.Published}", Style.Dim));
                screen.Paragraph("“" + claim.Claim.Sentence.Of(claim.Article.Article.Text).ToString() + "”", 4);
            }
        }
        foreach (var dispute in t.Disputes)
        {
            screen.Line();
            screen.Line(new Piece("disputed: ", Style.Bad), Safe.Line(dispute.Words));
            screen.Field("claims", string.Join(", ", dispute.Claims));
            screen.Field("against", string.Join(", ", dispute.Against));
        }
        // What holds the record together is no part of the last quotation above it.
        if (t.Proposed.Length + t.JoinReasons.Length > 0)
        {
            screen.Line();
            screen.Heading("Why these claims are one record");
        }
        foreach (var join in t.Proposed) screen.Field("maybe also", $"{join.Other}: {join.Reason}", 18);
        // One line a reason, however many claims it joined; the export has each join.
        foreach (var reason in t.JoinReasons.GroupBy(Reason, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
            screen.Field("joined", $"{Phrases.Count(reason.Count(), "claim", "claims")}: {reason.Key}", 18);
        JudgementScreen.WriteOf(screen, set, t.Claims);
    }

    /// <summary>A join's reason without the two claims in front of it.</summary>
    private static string Reason(string join)
    {
        var at = join.IndexOf(": ", StringComparison.Ordinal);
        return at > 0 && join.AsSpan(0, at).Contains(" with ", StringComparison.Ordinal) ? join[(at + 2)..] : join;
    }
}

using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Texts;

namespace Waybill.Tests.Ledger;

/// <summary>Makes small articles and claims for tests of the ledger.</summary>
internal static class LedgerFixture
{
    public static Party State(string iso, string? words = null) => new() { Words = words ?? iso, Name = words ?? iso, Kind = PartyKind.State, Iso3 = iso };

    public static Item Item(string words, string category, string? designation = null) => new() { Words = words, Description = words, Category = category, Designation = designation };

    public static Attribution By(string source, string? government, string kind = "body") => new() { Source = source, Words = source, Cue = "said", Kind = kind, Government = government, Primary = true };

    public static Claim Claim(string id, Stage stage, string? supplier, string? recipient, Item item, string page = "p1", ClaimKind kind = ClaimKind.Flow)
        => new()
        {
            Id = id,
            PageId = page,
            Kind = kind,
            Stage = stage,
            Factuality = Factuality.Certain,
            Supplier = supplier is null ? null : State(supplier),
            Recipient = recipient is null || kind == ClaimKind.Use ? null : State(recipient),
            User = recipient is null || kind == ClaimKind.Flow ? null : State(recipient),
            Item = item,
            Part = ClaimPart.Body,
            Sentence = default,
            Evidence = [],
            Confidence = 0.9,
            Extractor = "test/1",
            Attribution = [By("the White House", "USA")],
        };

    public static Quantity Count(string words, long? min, long? max, string? scope = null) => new() { Words = words, Min = min, Max = max, Scope = scope };

    public static LedgerArticle Article(string id, string family, string? day, params ImmutableArray<Claim> claims)
        => new()
        {
            Page = new LedgerPage { Id = id, Url = $"https://{id}.example/story", Claims = claims },
            Date = new ArticleDate(id, PartialDate.Parse(day), null, null, false, "", null),
            Family = family,
        };

    /// <summary>A ledger as text, to compare whole results.</summary>
    public static string Told(LedgerResult result)
    {
        var lines = result.Transfers.Select(t => $"{t.Id} {t.Supplier?.Iso3}→{t.Recipient?.Iso3} {t.Item.Words} [{string.Join("; ", t.Stages.Select(s => TransferWords.Of(s) + " " + s.Quantity?.Words + " " + s.When?.Start + " " + s.FirstReported + " " + string.Join(",", s.Claims)))}] "
            + $"{t.Outlets}·{t.Pages}·{t.Families} {t.IndependentOrigins} {string.Join(",", t.PrimarySources)} {string.Join(",", t.Governments)} | {string.Join(" / ", t.Disputes.Select(d => d.DisputeKind + ":" + d.Words + string.Join(",", d.Claims) + "<>" + string.Join(",", d.Against)))} | {string.Join(" / ", t.Proposed)} | {string.Join(" / ", t.JoinReasons)} | {t.FirstReported} {t.LastReported}");
        var claims = result.Claims.Select(c => $"{c.Claim.Id} {c.When?.Start} {c.When?.End} {c.NoRecord} {string.Join(",", c.ContradictedBy)}");
        var changes = result.ClaimChanges.Select(c => $"{c.Key}: {string.Join(" / ", c.Value.Select(x => $"{x.ChangeKind} {x.HereWords}<{x.ThereWords}"))}");
        return string.Join("\n", lines.Concat(claims).Concat(changes));
    }
}

using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.PerPage;
using Waybill.Storage;
using Waybill.Storage.Migrations;

namespace Waybill.Pipeline.Runs;

/// <summary>A page that cannot be withdrawn; the message says why.</summary>
public sealed class WithdrawalException(string message) : Exception(message);

/// <summary>What stays of pages: decided when their families are known, and taken back by people.</summary>
public static class Keeping
{
    /// <summary>Decides of the pages that a run left to be decided: with <see cref="Keep.Relevant"/> those with claims and their families keep their
    /// bytes, once and for good. Gives how many lost them.</summary>
    public static long Decide(Store store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var pages = store.Considered();
        if (pages.Count == 0) return 0;
        var added = Judged.Added(store, store.Judgements()).Select(a => a.Page.Id).ToHashSet(StringComparer.Ordinal);
        var relevant = new Dictionary<string, bool>(StringComparer.Ordinal);
        var whole = pages.Where(p => p.Keep == Keep.All || p.Keep == Keep.Relevant && IsRelevant(p.Page)).Select(p => p.Page).ToHashSet(StringComparer.Ordinal);
        var dropped = 0L;
        store.InTransaction(() => dropped = store.Decide([.. pages.Select(p => p.Page).Where(p => !whole.Contains(p))], whole));
        return dropped;

        bool IsRelevant(string page)
        {
            if (Has([page])) return true;
            if (store.Record<MainFamily>(AcrossTable.FamilyOf, page)?.Family is not { } family) return false;
            if (!relevant.TryGetValue(family, out var is_)) relevant[family] = is_ = store.Record<Family>(AcrossTable.Family, family) is { } f && Has([.. f.Members.Select(m => m.Article)]);
            return is_;
        }

        bool Has(IReadOnlyCollection<string> ids) => ids.Any(added.Contains) || store.HaveClaims(ids);
    }

    /// <summary>Withdraws pages: their bytes, their text and all that was read from them go; hash, size, address, captures and the reason stay.
    /// Families and the ledger are made without them. All or none.</summary>
    public static void Withdraw(Store store, Stages stages, IReadOnlyList<string> pages, string who, string why, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(clock);
        if (Looking.Notes.Signed(who, why) is { } problem) throw new WithdrawalException(problem);
        var facts = new List<PageFacts>();
        foreach (var id in pages.Distinct(StringComparer.Ordinal))
        {
            if (store.Page(id) is not { } page) throw new WithdrawalException($"{id} is no page.");
            if (store.Withdrawal(id) is { } before) throw new WithdrawalException($"{id} was withdrawn already, on {before.At} by {before.Who}: {before.Why}");
            if (store.SameBytes(id).FirstOrDefault(o => !pages.Contains(o)) is { } other && store.Withdrawal(other) is null) throw new WithdrawalException($"The same bytes are kept as page {other} too: withdraw both, `waybill withdraw {id} {other}`.");
            facts.Add(page);
        }
        var read = stages.For(store);
        store.Clock = clock;
        store.InTransaction(() =>
        {
            foreach (var page in facts)
            {
                store.Withdraw(page.Id, new EntryRow(0, Store.WithdrawalKind, page.Id, RowJson.WriteText(new Withdrawn(page.Sha256, page.Bytes, page.Url)), who, UtcStamp.Of(clock.GetUtcNow()), why, ""));
                store.PutPages([PageStages.Rows(read, page, PageStages.FromArticle(read, new ArticleResult.None(NoArticleReason.Withdrawn, why)))], 0);
            }
        });
        AcrossRun.Refresh(store, stages);
    }

    /// <summary>What stays of a withdrawn page, beside who, when and why.</summary>
    private sealed record Withdrawn(string Sha256, int Size, string? Url);
}

using Waybill.Claims.Frames;
using Waybill.Claims.Trees;

namespace Waybill.Claims.Drafts;

/// <summary>Joins repeats: a proposition stated twice in an article is one claim with more evidence.</summary>
internal sealed class DraftJoiner(TreeView tree)
{
    public List<ClaimDraft> Join(List<ClaimDraft> drafts)
    {
        var kept = new List<ClaimDraft>(drafts.Count);
        foreach (var draft in drafts)
        {
            var same = kept.Find(k => Same(k, draft));
            if (same is null) kept.Add(draft);
            else Merge(same, draft);
        }
        return kept;
    }

    private bool Same(ClaimDraft a, ClaimDraft b)
    {
        var (p, q) = (a.Proposition, b.Proposition);
        if (p.Frame.Kind != q.Frame.Kind || p.Scope.Stage != q.Scope.Stage) return false;
        if (a.Negated != b.Negated || a.Stance != b.Stance || a.Factuality != b.Factuality) return false;
        if (IsHeadline(a) != IsHeadline(b)) return false;
        foreach (var role in Enum.GetValues<Role>())
        {
            var (x, y) = (p[role]?.Key, q[role]?.Key);
            if (x == y) continue;
            // A producer or target that only one of the two sentences names does not part them.
            if (role is Role.Producer or Role.Target && (x is null || y is null)) continue;
            return false;
        }
        if (!SameItem(p, q)) return false;
        if (p.Frame.Kind == ClaimKind.Use && !SameTime(a.When, b.When, strict: true)) return false;
        if (!SameTime(a.When, b.When, strict: false) || !SameTime(a.Expected, b.Expected, strict: false)) return false;
        return SameQuantity(a.Quantity, b.Quantity) && !Completes(a, b);
    }

    /// <summary>One says how many, the other only when: told far apart they may be two deliveries of one deal, and
    /// the number of the one with the day of the other would be a statement that nobody made.</summary>
    private bool Completes(ClaimDraft a, ClaimDraft b)
    {
        var apart = Math.Abs(tree.SentenceOf(a.Proposition.Trigger) - tree.SentenceOf(b.Proposition.Trigger));
        return apart > 1 && (OnlyCounts(a) && OnlyDates(b) || OnlyCounts(b) && OnlyDates(a));
    }

    private static bool OnlyCounts(ClaimDraft d) => d.Quantity is { Min: not null } or { Max: not null } && d.When is null && d.Expected is null;

    private static bool OnlyDates(ClaimDraft d) => d.Quantity is null or { Min: null, Max: null } && (d.When is not null || d.Expected is not null);

    private static bool IsHeadline(ClaimDraft d) => d.Part is ClaimPart.Headline or ClaimPart.Subtitle;

    private bool SameItem(Proposition p, Proposition q)
    {
        var (x, y) = (p.Items[0].Item, q.Items[0].Item);
        if (x.Designation is not null && y.Designation is not null) return x.Designation == y.Designation;
        // "air defence systems and at least one Pantsir": two things of one list, of which only one is counted.
        if (p.Trigger == q.Trigger && p.Items[0].First != q.Items[0].First && p.Quantity is null != q.Quantity is null && Listed(p.Items[0], q.Items[0])) return false;
        if (p.Items.Length > 1 != q.Items.Length > 1 && (p.Items.Length > 2 || q.Items.Length > 2)) return false;
        return tree.Lemma(p.Items[0].Last) == tree.Lemma(q.Items[0].Last) || x.Description is not null && x.Description == y.Description;
    }

    /// <summary>Whether a comma or an "and" stands between the two.</summary>
    private bool Listed(Mentions.ItemMention a, Mentions.ItemMention b)
    {
        var (first, second) = a.First < b.First ? (a, b) : (b, a);
        for (var i = first.Last + 1; i < second.First; i++)
            if (tree.Analysis.Word(i) is "," || tree.Upos(i) is Language.Upos.Cconj) return true;
        return false;
    }

    private static bool SameTime(TimeWords? x, TimeWords? y, bool strict)
    {
        if (x is null || y is null) return !strict || x is null && y is null;
        return string.Equals(x.Words, y.Words, StringComparison.OrdinalIgnoreCase);
    }

    private static bool SameQuantity(Quantity? x, Quantity? y)
    {
        if (x is null || y is null || x.Min is null && x.Max is null || y.Min is null && y.Max is null) return true;
        if (x.Unit != y.Unit) return false;
        return (x.Min ?? 0) <= (y.Max ?? long.MaxValue) && (y.Min ?? 0) <= (x.Max ?? long.MaxValue);
    }

    private static void Merge(ClaimDraft into, ClaimDraft from)
    {
        foreach (var (span, fields) in from.Proof)
        {
            foreach (var of in fields) into.Prove(span, of);
        }
        into.Quantity ??= from.Quantity;
        into.When ??= from.When;
        into.Expected ??= from.Expected;
        into.Value ??= from.Value;
        into.Basis ??= from.Basis;
        into.FirstReportedBy ??= from.FirstReportedBy;
        into.FirstReporter ??= from.FirstReporter;
        if (into.Attribution.IsEmpty) into.Attribution = from.Attribution;
        else if (!into.Attribution.Any(a => a.Said is not null) && from.Attribution.FirstOrDefault(a => a.Said is not null) is not null && from.Attribution.Length >= into.Attribution.Length) into.Attribution = from.Attribution;
        into.Confidence = Math.Max(into.Confidence, from.Confidence);
        into.Broker ??= from.Broker;
        foreach (var passed in from.Transit)
        {
            if (into.Transit.TrueForAll(t => t.Key != passed.Key)) into.Transit.Add(passed);
        }
        foreach (var place in from.Where)
        {
            if (!into.Where.Contains(place)) into.Where.Add(place);
        }
    }
}

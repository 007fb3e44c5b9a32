using System.Globalization;
using Waybill.Claims;
using Waybill.Lineage;

namespace Waybill.Ledger;

/// <summary>Joins claims into transfers. Two claims join where the same supplier gives the same recipient the same arms in
/// the same period; a generic item joins the one specific item of its kind; an empty party never joins by itself. The
/// result does not depend on any order: each step is defined over the whole set.</summary>
internal sealed class TransferJoiner
{
    /// <summary>Claims of one pair and item further apart than this speak of different deals.</summary>
    private const int MaxGapDays = 550;

    private readonly List<PlacedClaim> _claims;
    private readonly Dictionary<string, DateOnly?> _anchors;
    private readonly int[] _parent;
    private readonly string?[] _reason;
    private readonly List<ProposedLink> _proposed = [];

    public readonly record struct ProposedLink(string Claim, string Other, string Reason);

    /// <summary>A record to be: its claims sorted by id and the reasons of its joins.</summary>
    public sealed record Cluster(List<PlacedClaim> Claims, List<string> Reasons);

    private readonly IReadOnlySet<string> _altered;

    private TransferJoiner(List<PlacedClaim> claims, Dictionary<string, DateOnly?> anchors, IReadOnlySet<string> altered)
    {
        _altered = altered;
        _claims = claims;
        _anchors = anchors;
        _parent = [.. Enumerable.Range(0, claims.Count)];
        _reason = new string?[claims.Count];
    }

    public static (List<Cluster> Clusters, List<ProposedLink> Proposed) Join(IEnumerable<PlacedClaim> placed, IReadOnlyDictionary<string, ArticleDate> dates, IReadOnlyList<FamilyAlignment.Pair> pairs, IReadOnlySet<string> altered)
    {
        var claims = placed.Where(c => c.NoRecord is null).OrderBy(c => c.Claim.Id, StringComparer.Ordinal).ToList();
        var anchors = claims.ToDictionary(c => c.Claim.Id, c => LedgerKeys.Anchor(c, dates[c.Article]), StringComparer.Ordinal);
        var joiner = new TransferJoiner(claims, anchors, altered);
        joiner.Copies(pairs);
        joiner.Repeats();
        joiner.Exact();
        joiner.Generic();
        joiner.Incomplete();
        return (joiner.Clusters(), joiner._proposed);
    }

    private int Find(int i)
    {
        while (_parent[i] != i) i = _parent[i] = _parent[_parent[i]];
        return i;
    }

    /// <summary>Joins two claims; the smaller index stays the root, so that roots do not depend on the order of joins.</summary>
    private void Unite(int a, int b, string reason)
    {
        var (x, y) = (Find(a), Find(b));
        if (x == y) return;
        if (y < x) (x, y) = (y, x);
        _parent[y] = x;
        _reason[y] = $"{_claims[Math.Max(a, b)].Claim.Id} with {_claims[Math.Min(a, b)].Claim.Id}: {reason}";
    }

    /// <summary>The same statement in the copies of one family, with the same parties, is one claim of one record.</summary>
    private void Copies(IReadOnlyList<FamilyAlignment.Pair> pairs)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _claims.Count; i++) index[_claims[i].Claim.Id] = i;
        foreach (var pair in pairs)
        {
            if (!index.TryGetValue(pair.Here.Claim.Id, out var a) || !index.TryGetValue(pair.There.Claim.Id, out var b)) continue;
            if (FamilyAlignment.Turned(pair.Here.Claim, pair.There.Claim)) continue;
            if (LedgerKeys.Parties(pair.Here.Claim) != LedgerKeys.Parties(pair.There.Claim)) continue;
            if (LedgerKeys.Of(pair.Here.Claim.Producer) != LedgerKeys.Of(pair.There.Claim.Producer) && LedgerKeys.Parties(pair.Here.Claim) is not { Supplier: not null, Recipient: not null }) continue;
            Unite(a, b, "the same statement in two copies of one text");
        }
    }

    /// <summary>Within one article, claims that differ in stage or polarity alone speak of one flow ("a deal had not been
    /// completed"), even where one party is missing in both.</summary>
    private void Repeats()
    {
        for (var i = 0; i < _claims.Count; i++)
        {
            for (var j = i + 1; j < _claims.Count && j < i + 500; j++)
            {
                var (a, b) = (_claims[i], _claims[j]);
                if (!string.Equals(a.Article, b.Article, StringComparison.Ordinal) || a.Claim.Kind != b.Claim.Kind) continue;
                var parties = LedgerKeys.Parties(a.Claim);
                if (parties is { Supplier: not null, Recipient: not null }) continue;
                if (LedgerKeys.Parties(b.Claim) != parties || LedgerKeys.Of(a.Claim.Producer) != LedgerKeys.Of(b.Claim.Producer)) continue;
                if (a.Claim.Stage != b.Claim.Stage || LedgerKeys.Of(a.Claim.Quantity) != LedgerKeys.Of(b.Claim.Quantity) || LedgerKeys.Of(a.When) != LedgerKeys.Of(b.When)) continue;
                if (ItemKey(a.Claim.Item) != ItemKey(b.Claim.Item)) continue;
                Unite(i, j, "the same statement twice in one article");
            }
        }
    }

    private static string ItemKey(Item item) => item.Category + "/" + (item.Designation is { } d ? "=" + d : LedgerKeys.Kind(item));

    /// <summary>A list covered by one number is an item of its own kind: all of its kinds.</summary>
    private static string ItemKey(Claim claim)
        => claim.Items.Length < 2 ? ItemKey(claim.Item) : string.Join("+", claim.Items.Select(ItemKey).Order(StringComparer.Ordinal));

    /// <summary>Same supplier, recipient and item: one deal as long as no gap of more than <see cref="MaxGapDays"/> parts them.</summary>
    private void Exact()
    {
        var groups = Complete().GroupBy(i => (LedgerKeys.Parties(_claims[i].Claim), ItemKey(_claims[i].Claim)))
            .Select(g => g.ToList());
        foreach (var group in groups)
        {
            if (LedgerKeys.IsUnspecified(_claims[group[0]].Claim.Item))
            {
                // "Military equipment" twice need not be the same: one family, or the same count, must speak for it.
                Link(group, (a, b) => Near(a, b) && (Same(a.Family, b.Family) && a.Claim.Stage == b.Claim.Stage || (LedgerKeys.Of(a.Claim.Quantity) is { Length: > 0 } q && q == LedgerKeys.Of(b.Claim.Quantity))), "same parties, same unspecified arms in one text or with one count");
                continue;
            }
            var dated = group.Where(i => Anchor(i) is not null).OrderBy(i => Anchor(i)).ThenBy(i => i).ToList();
            var runs = new List<List<int>>();
            foreach (var i in dated)
            {
                if (runs.Count == 0 || Anchor(i)!.Value.DayNumber - Anchor(runs[^1][^1])!.Value.DayNumber > MaxGapDays) runs.Add([]);
                runs[^1].Add(i);
            }
            var undated = group.Where(i => Anchor(i) is null).ToList();
            if (runs.Count <= 1) runs = [group];
            else
            {
                foreach (var i in undated)
                {
                    foreach (var run in runs) _proposed.Add(new ProposedLink(_claims[i].Claim.Id, _claims[run.Min()].Claim.Id, "same parties and item, but the claim has no date and there are several deals"));
                }
                if (undated.Count > 0) runs.Add(undated);
            }
            foreach (var run in runs)
            {
                var first = run.Min();
                foreach (var i in run)
                {
                    if (i != first) Unite(first, i, Reason(_claims[i].Claim));
                }
            }
        }
    }

    private static string Reason(Claim c)
    {
        var (s, r) = LedgerKeys.Parties(c);
        var item = c.Item.Designation is { } d ? "designation " + d : "kind “" + LedgerKeys.Kind(c.Item) + "”";
        return string.Create(CultureInfo.InvariantCulture, $"same supplier {s}, recipient {r} and {item}, no gap over {MaxGapDays} days");
    }

    private IEnumerable<int> Complete() => Enumerable.Range(0, _claims.Count).Where(i => LedgerKeys.Parties(_claims[i].Claim) is { Supplier: not null, Recipient: not null });

    private DateOnly? Anchor(int i) => _anchors[_claims[i].Claim.Id];

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    private bool Near(PlacedClaim a, PlacedClaim b)
        => _anchors[a.Claim.Id] is not { } x || _anchors[b.Claim.Id] is not { } y || Math.Abs(x.DayNumber - y.DayNumber) <= MaxGapDays;

    private void Link(List<int> group, Func<PlacedClaim, PlacedClaim, bool> fits, string reason)
    {
        for (var a = 0; a < group.Count; a++)
        {
            for (var b = a + 1; b < group.Count && b < a + 500; b++)
            {
                if (fits(_claims[group[a]], _claims[group[b]])) Unite(group[a], group[b], reason);
            }
        }
    }

    /// <summary>A generic item ("drones") joins the one specific item of the same parties, category and period ("Shahed-136");
    /// where there are several, the join is proposed to each.</summary>
    private void Generic()
    {
        var byPair = Roots(Complete()).GroupBy(root => (LedgerKeys.Parties(_claims[root].Claim), _claims[root].Claim.Item.Category)).ToList();
        foreach (var pair in byPair)
        {
            if (LedgerKeys.IsUnspecified(_claims[pair.First()].Claim.Item)) continue;
            var roots = pair.Order().ToList();
            var members = roots.ToDictionary(r => r, Members);
            var joins = new List<(int Generic, int Specific)>();
            foreach (var g in roots)
            {
                var item = Representative(members[g]);
                if (item.Designation is not null || members[g].Exists(i => _claims[i].Claim.Items.Length > 1)) continue;
                var fits = roots.Where(r => r != g && Extends(Representative(members[r]), item) && Close(members[g], members[r])).ToList();
                if (fits.Count == 0) continue;
                // The fits are one item where each generic one among them is itself extended by all the others.
                var specific = fits.Where(f => !fits.Exists(o => o != f && Extends(Representative(members[o]), Representative(members[f])))).ToList();
                if (specific.Count == 1) joins.Add((g, specific[0]));
                else
                {
                    foreach (var f in specific) _proposed.Add(new ProposedLink(_claims[g].Claim.Id, _claims[f].Claim.Id, $"“{item.Words}” may be any of several items that {pair.Key.Item1.Supplier} gave {pair.Key.Item1.Recipient}"));
                }
            }
            foreach (var (generic, specific) in joins)
                Unite(generic, specific, $"same supplier {pair.Key.Item1.Supplier} and recipient {pair.Key.Item1.Recipient}; “{Representative(members[generic]).Words}” is the general word for the one {pair.Key.Category} item between them");
        }
    }

    private List<int> Members(int root) => [.. Enumerable.Range(0, _claims.Count).Where(i => Find(i) == root)];

    private HashSet<int> Roots(IEnumerable<int> of) => [.. of.Select(Find)];

    private Item Representative(List<int> members) => TransferBuilder.Representative(members.Select(i => _claims[i].Claim), _altered);

    private bool Close(List<int> a, List<int> b) => a.Exists(x => b.Exists(y => Near(_claims[x], _claims[y])));

    /// <summary>Whether <paramref name="specific"/> names a kind of what <paramref name="generic"/> names.</summary>
    internal static bool Extends(Item specific, Item generic)
    {
        if (generic.Designation is not null || !string.Equals(specific.Category, generic.Category, StringComparison.Ordinal)) return false;
        var (s, g) = (LedgerKeys.Kind(specific), LedgerKeys.Kind(generic));
        if (g.Length == 0) return false;
        // The designation's description decides too: a ballistic missile's launcher is no missile.
        var suffix = s.EndsWith(" " + g, StringComparison.Ordinal);
        if (specific.Designation is not null) return suffix || s == g || generic.Category is "uav" or "tanks" or "helicopters" or "combat-aircraft" && !s.Contains("launcher", StringComparison.Ordinal);
        return suffix;
    }

    /// <summary>Claims that lack a party, and uses that name only a maker, are proposed to the records that they would complete.</summary>
    private void Incomplete()
    {
        var complete = Roots(Complete()).Order().ToList();
        var open = Roots(Enumerable.Range(0, _claims.Count)).Where(r => !complete.Contains(r)).Order().ToList();
        foreach (var o in open)
        {
            var claim = _claims[o].Claim;
            var (s, r) = LedgerKeys.Parties(claim);
            var producer = LedgerKeys.Of(claim.Producer);
            foreach (var c in complete)
            {
                var other = _claims[c].Claim;
                var (os, or) = LedgerKeys.Parties(other);
                if ((s is not null && s != os) || (r is not null && r != or)) continue;
                if (s is null && producer is not null && producer != os) continue;
                if (s is null && r is null) continue;
                if (!string.Equals(claim.Item.Category, other.Item.Category, StringComparison.Ordinal) || LedgerKeys.IsUnspecified(claim.Item)) continue;
                if (claim.Item.Designation is { } d && other.Item.Designation is { } od && !string.Equals(d, od, StringComparison.Ordinal)) continue;
                if (!Near(_claims[o], _claims[c])) continue;
                var lacks = s is null ? producer is not null ? $"its supplier is empty, its maker {producer} is the other's supplier" : "its supplier is empty" : "its recipient is empty";
                _proposed.Add(new ProposedLink(claim.Id, other.Id, $"the same {(s is null ? "recipient" : "supplier")} and category, but {lacks}"));
            }
        }
    }

    private List<Cluster> Clusters()
    {
        var clusters = new SortedDictionary<int, Cluster>();
        for (var i = 0; i < _claims.Count; i++)
        {
            var root = Find(i);
            if (!clusters.TryGetValue(root, out var cluster)) clusters[root] = cluster = new Cluster([], []);
            cluster.Claims.Add(_claims[i]);
            if (_reason[i] is { } reason) cluster.Reasons.Add(reason);
        }
        return [.. clusters.Values];
    }
}

using System.Collections.Frozen;
using System.Globalization;
using Waybill.Claims;
using Waybill.Judgements;
using Waybill.Lexicons;

namespace Waybill.Ledger;

/// <summary>Joins claims into transfers. Two claims join where the same supplier gives the same recipient the same arms in
/// the same period; a generic item joins the one specific item of its kind; an empty party never joins by itself. The
/// result does not depend on any order: each step is defined over the whole set.</summary>
internal sealed partial class TransferJoiner
{
    /// <summary>Claims of one pair and item further apart than this speak of different deals.</summary>
    private const int MaxGapDays = 550;

    /// <summary>An order and its first delivery may lie this far apart: ten years.</summary>
    private const int MaxDeliveryDays = 3653;

    /// <summary>An order this many times another is no version of its figure: it is the framework above it.</summary>
    private const int FrameworkTimes = 2;

    /// <summary>A record without all its parties is proposed to at most so many others, the nearest in time.</summary>
    private const int MaxProposals = 20;

    /// <summary>By category the general words that may mean any arms of it.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> BroadWords = WordClasses.Embedded.Names.Where(n => n.StartsWith("broad-", StringComparison.Ordinal)).ToFrozenDictionary(n => n["broad-".Length..], WordClasses.Of, StringComparer.Ordinal);

    /// <summary>Whether an item says of what kind it is, be it in a word that several kinds share ("launchers").</summary>
    private static bool IsSpecified(Item item) => !LedgerKeys.IsUnspecified(item) || IsBroad(item);

    private static bool IsBroad(Item item) => item.Designation is null && BroadWords.Values.Any(w => w.Contains(LedgerKeys.Kind(item)));

    private readonly List<PlacedClaim> _claims;

    // Keys of each claim, made once.
    private readonly DateOnly?[] _anchors;
    private readonly (string? Supplier, string? Recipient)[] _parties;
    private readonly string[] _items;
    private readonly int[] _parent;
    private readonly string?[] _reason;
    private readonly List<ProposedLink> _proposed = [];

    public readonly record struct ProposedLink(string Claim, string Other, string Reason);

    /// <summary>A record to be: its claims sorted by id and the reasons of its joins.</summary>
    public sealed record Cluster(List<PlacedClaim> Claims, List<string> Reasons);

    private readonly IReadOnlySet<string> _altered;

    private readonly IReadOnlyDictionary<string, LedgerArticle> _articles;

    private TransferJoiner(List<PlacedClaim> claims, IReadOnlyDictionary<string, LedgerArticle> articles, IReadOnlySet<string> altered)
    {
        _articles = articles;
        _altered = altered;
        _claims = claims;
        _anchors = [.. claims.Select(c => LedgerKeys.Anchor(c, articles[c.Article].Date))];
        _parties = [.. claims.Select(c => LedgerKeys.Parties(c.Claim))];
        _items = [.. claims.Select(c => ItemKey(c.Claim))];
        _parent = [.. Enumerable.Range(0, claims.Count)];
        _reason = new string?[claims.Count];
        _told = new DealTold?[claims.Count];
    }

    public static (List<Cluster> Clusters, List<ProposedLink> Proposed) Join(IEnumerable<PlacedClaim> placed, IReadOnlyDictionary<string, LedgerArticle> articles, IReadOnlyList<FamilyAlignment.Pair> pairs, IReadOnlySet<string> altered, JudgedLedger judged)
    {
        var claims = placed.Where(c => c.NoRecord is null).OrderBy(c => c.Claim.Id, StringComparer.Ordinal).ToList();
        var joiner = new TransferJoiner(claims, articles, altered);
        joiner.Copies(pairs);
        joiner.Repeats();
        joiner.Quotations();
        joiner.Exact();
        joiner.Denials();
        joiner.Generic();
        joiner.Makers();
        joiner.Ties();
        joiner.Merge(judged);
        joiner.Incomplete();
        return (Split(joiner.Clusters(), judged), joiner._proposed);
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
        foreach (var article in Enumerable.Range(0, _claims.Count).Where(i => !IsComplete(i)).GroupBy(i => _claims[i].Article, StringComparer.Ordinal))
        {
            var same = article.GroupBy(i => (_claims[i].Claim.Kind, _parties[i], LedgerKeys.Of(_claims[i].Claim.Producer), _claims[i].Claim.Stage,
                LedgerKeys.Of(_claims[i].Claim.Quantity), LedgerKeys.Of(_claims[i].When), ItemKey(_claims[i].Claim.Item)));
            foreach (var group in same)
            {
                var first = group.First();
                foreach (var i in group.Skip(1)) Unite(first, i, "the same statement twice in one article");
            }
        }
    }

    private static string ItemKey(Item item) => LedgerKeys.IsArms(item) ? "unspecified/arms" : item.Category + "/" + (item.Designation is { } d ? "=" + d : LedgerKeys.Kind(item));

    /// <summary>A list covered by one number is an item of its own kind: all of its kinds.</summary>
    private static string ItemKey(Claim claim)
        => claim.Items.Length < 2 ? ItemKey(claim.Item) : string.Join("+", claim.Items.Select(ItemKey).Order(StringComparer.Ordinal));

    /// <summary>Same supplier, recipient and item: one deal as long as no gap of more than <see cref="MaxGapDays"/> parts them.</summary>
    private void Exact()
    {
        var groups = Complete().GroupBy(i => (_parties[i], _items[i]))
            .Select(g => g.ToList());
        var designated = Complete().Where(i => _claims[i].Claim.Item.Designation is not null && IsOrder(i) && Figure(i) > 0).ToLookup(i => (_parties[i], _claims[i].Claim.Item.Category));
        foreach (var group in groups)
        {
            if (LedgerKeys.IsUnspecified(_claims[group[0]].Claim.Item))
            {
                // "Military equipment" twice need not be the same: one family, or the same count, must speak for it.
                foreach (var text in group.GroupBy(i => (_claims[i].Family, _claims[i].Claim.Stage))) Link([.. text], "same parties, same unspecified arms in one text");
                Stops(group);
                foreach (var count in group.GroupBy(i => LedgerKeys.Of(_claims[i].Claim.Quantity), StringComparer.Ordinal).Where(g => g.Key.Length > 0)) Link([.. count], "same parties, same unspecified arms with one count");
                continue;
            }
            var runs = Deals([.. group.Where(i => _anchors[i] is not null).OrderBy(i => _anchors[i]).ThenBy(i => i)]).SelectMany(d => Whole(Runs(d))).ToList();
            var undated = group.Where(i => _anchors[i] is null).ToList();
            if (runs.Count <= 1) runs = [group];
            else
            {
                foreach (var i in undated)
                {
                    foreach (var run in runs) _proposed.Add(new ProposedLink(_claims[i].Claim.Id, _claims[run.Min()].Claim.Id, "same parties and item, but the claim has no date and there are several deals"));
                }
                runs.AddRange(undated.GroupBy(i => _claims[i].Article, StringComparer.Ordinal).Select(g => g.ToList()));
            }
            foreach (var run in runs.SelectMany(Frameworks).SelectMany(r => AboveDesignation(r, designated)))
            {
                var first = run.Min();
                foreach (var i in run)
                {
                    if (i != first) Unite(first, i, Reason(_claims[i].Claim));
                }
            }
        }
    }

    /// <summary>A run, and apart from it the orders of another time whose figure is at least <see cref="FrameworkTimes"/> times that of another order: the
    /// framework above a contract. Without both figures and both times nothing is parted.</summary>
    private List<List<int>> Frameworks(List<int> run)
    {
        var orders = run.Where(i => IsOrder(i) && Figure(i) > 0 && _claims[i].When is { Start: not null, End: not null }).ToList();
        var above = run.Exists(IsOrder) ? run.Where(i => IsLongPlan(i) || IsCeiling(i, run)).ToHashSet() : [];
        above.UnionWith(orders.Where(a => orders.Exists(b => Figure(a) >= FrameworkTimes * Figure(b) && Apart(_claims[a].When!, _claims[b].When!))));
        if (above.Count == 0 || above.Count == run.Count) return [run];
        var contract = run.Where(i => !above.Contains(i)).ToList();
        foreach (var a in above.Order()) _proposed.Add(new ProposedLink(_claims[a].Claim.Id, _claims[contract.Min()].Claim.Id, "the same parties and item, but the figure and the time are those of a framework above the order"));
        return [contract, [.. above.Order()]];

        static bool Apart(ResolvedTime a, ResolvedTime b) => a.End!.Value.Last < b.Start!.Value.First || b.End!.Value.Last < a.Start!.Value.First;
    }

    /// <summary>Of claims in general words ("tanks"), the orders whose figure is a framework's beside the orders of the one designation that they may mean: they stay apart,
    /// so that a delivery "of tanks" is still free to join the designation's record.</summary>
    private List<List<int>> AboveDesignation(List<int> run, ILookup<((string?, string?), string), int> designated)
    {
        var item = _claims[run[0]].Claim.Item;
        if (item.Designation is not null) return [run];
        var orders = designated[(_parties[run[0]], item.Category)].Where(o => Extends(_claims[o].Claim.Item, item)).ToList();
        if (orders.Count == 0 || orders.Select(o => _claims[o].Claim.Item.Designation).Distinct(StringComparer.Ordinal).Count() > 1) return [run];
        var least = orders.Min(Figure);
        var above = run.Where(i => IsOrder(i) && Figure(i) >= FrameworkTimes * least).ToHashSet();
        return above.Count == 0 || above.Count == run.Count ? [run] : [[.. run.Where(i => !above.Contains(i))], [.. above.Order()]];
    }

    /// <summary>The number that a claim gives its deal; 0 where it gives none ("five of the six that it bought" may be told of either).</summary>
    private long Figure(int claim) => _claims[claim].Claim.Quantity is { Unit: null, Per: null } q && (q.Scope is null or "running-total" || q.Scope == "increment" && IsAnother(claim)) && (q.Of is null || !IsOrder(claim)) ? q.Max ?? q.Min ?? 0 : 0;

    /// <summary>An order and what comes of it years later are one deal: a run of orders alone, and the next one of deliveries without an order of its own; also where talks or
    /// approvals stand beside the orders, if what came is told as a part of the number ordered ("12 of 18"). Orders there may look back: they have the first one's figure, or neither figure nor time.</summary>
    private List<List<int>> Whole(List<List<int>> runs)
    {
        for (var i = runs.Count - 1; i > 0; i--)
        {
            var (before, after) = (runs[i - 1], runs[i]);
            if (_anchors[after[0]]!.Value.DayNumber - _anchors[before[^1]]!.Value.DayNumber > MaxDeliveryDays) continue;
            if (!before.Exists(IsOrder) || before.Exists(c => !IsOrder(c)) && (before.Exists(HasMoved) || !IsPartOf(after, before)) || after.TrueForAll(IsOrder)) continue;
            var ordered = before.Select(c => LedgerKeys.Of(_claims[c].Claim.Quantity)).Where(q => q.Length > 0).ToHashSet(StringComparer.Ordinal);
            if (after.Exists(c => IsOrder(c) && !ordered.Contains(LedgerKeys.Of(_claims[c].Claim.Quantity)) && (_claims[c].Claim.When is not null || LedgerKeys.Of(_claims[c].Claim.Quantity).Length > 0))) continue;
            before.AddRange(after);
            runs.RemoveAt(i);
        }
        return runs;
    }

    private bool IsOrder(int claim) => _claims[claim].Claim is { Kind: ClaimKind.Flow, Negated: false, Stance: Stance.Asserts } c && StageGroups.Of(c.Stage) == StageGroup.Commitment;

    private bool IsPartOf(List<int> after, List<int> before) =>
        after.Exists(a => _claims[a].Claim.Quantity?.Of is { } whole && long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && before.Exists(b => IsOrder(b) && Figure(b) == count));

    private bool HasMoved(int claim) => _claims[claim].Claim is { Kind: ClaimKind.Flow } c && StageGroups.Of(c.Stage) is not (StageGroup.Commitment or StageGroup.Interest);

    private static string Reason(Claim c)
    {
        var (s, r) = LedgerKeys.Parties(c);
        var item = c.Item.Designation is { } d ? "designation " + d : "kind “" + LedgerKeys.Kind(c.Item) + "”";
        return string.Create(CultureInfo.InvariantCulture, $"same supplier {s}, recipient {r} and {item}, no gap over {MaxGapDays} days");
    }

    private bool IsComplete(int i) => _parties[i] is { Supplier: not null, Recipient: not null };

    private IEnumerable<int> Complete() => Enumerable.Range(0, _claims.Count).Where(IsComplete);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    private bool Near(int a, int b) => _anchors[a] is not { } x || _anchors[b] is not { } y || Math.Abs(x.DayNumber - y.DayNumber) <= MaxGapDays;

    /// <summary>The dated claims of a group, parted where no claim lies within so many days of the one before.</summary>
    private List<List<int>> Runs(List<int> group, int gap = MaxGapDays)
    {
        var runs = new List<List<int>>();
        foreach (var i in group.Where(i => _anchors[i] is not null).OrderBy(i => _anchors[i]).ThenBy(i => i))
        {
            if (runs.Count == 0 || _anchors[i]!.Value.DayNumber - _anchors[runs[^1][^1]]!.Value.DayNumber > gap) runs.Add([]);
            runs[^1].Add(i);
        }
        return runs;
    }

    /// <summary>Joins what lies near each other; a claim without a date is near to all.</summary>
    private void Link(List<int> group, string reason)
    {
        foreach (var run in group.Exists(i => _anchors[i] is null) ? [group] : Runs(group))
        {
            var first = run.Min();
            foreach (var i in run.Order()) Unite(first, i, reason);
        }
    }

    /// <summary>A generic item ("drones") joins the one specific item of the same parties, category and period ("Shahed-136");
    /// where there are several, the join is proposed to each.</summary>
    private void Generic()
    {
        var all = Groups();
        foreach (var pair in all.Where(g => IsComplete(g.Root)).GroupBy(g => _parties[g.Root]))
        {
            var groups = pair.Where(g => IsSpecified(g.Item)).ToList();
            var joins = new List<(Group Generic, Group Specific)>();
            foreach (var g in groups)
            {
                if (g.Members.Exists(i => _claims[i].Claim.Items.Length > 1)) continue;
                var fits = groups.Where(r => r != g && Extends(r.Item, g.Item) && Close(g.Members, r.Members) && MayBeOne(g, r)).ToList();
                if (fits.Count == 0) continue;
                if (fits.Exists(f => Same(f.Item.Category, g.Item.Category))) fits.RemoveAll(f => !Same(f.Item.Category, g.Item.Category));
                // The fits are one item where each generic one among them is itself extended by all the others.
                var specific = fits.Where(f => !fits.Exists(o => o != f && Extends(o.Item, f.Item))).ToList();
                if (specific.Count == 1 && (IsFramework(g, specific[0]) || g.Members.TrueForAll(IsLongPlan)))
                    _proposed.Add(new ProposedLink(_claims[g.Root].Claim.Id, _claims[specific[0].Root].Claim.Id, $"“{g.Item.Words}” may be the framework above, or a part of, the order of {specific[0].Item.Designation ?? specific[0].Item.Words}: the figures differ too far for one order, or it runs for years"));
                else if (specific.Count == 1 && Moved(g) && !specific[0].Members.Exists(i => LedgerKeys.Affirmed(_claims[i].Claim)))
                    _proposed.Add(new ProposedLink(_claims[g.Root].Claim.Id, _claims[specific[0].Root].Claim.Id, $"“{g.Item.Words}” were delivered, and of {specific[0].Item.Designation ?? specific[0].Item.Words} nobody says that any were so much as planned: they may be others"));
                else if (specific.Count == 1) joins.Add((g, specific[0]));
                else
                {
                    foreach (var f in specific) _proposed.Add(new ProposedLink(_claims[g.Root].Claim.Id, _claims[f.Root].Claim.Id, $"“{g.Item.Words}” may be any of several items that {pair.Key.Supplier} gave {pair.Key.Recipient}"));
                }
            }
            foreach (var (generic, specific) in joins)
                Unite(generic.Root, specific.Root, $"same supplier {pair.Key.Supplier} and recipient {pair.Key.Recipient}; “{generic.Item.Words}” is the general word for the one {specific.Item.Category} item between them");
        }
    }

    private bool Moved(Group g) => g.Members.Exists(i => LedgerKeys.Affirmed(_claims[i].Claim) && StageGroups.Of(_claims[i].Claim.Stage) == StageGroup.Movement);

    /// <summary>What one text has a company supply and another its state is one deal where recipient, designation and period are the same;
    /// where the state has several such deals, the join is proposed to each.</summary>
    private void Makers()
    {
        var groups = Groups().Where(g => IsComplete(g.Root) && g.Item.Designation is not null).ToList();
        var ofStates = groups.Where(g => HomeOf(g) is null).ToLookup(g => (_parties[g.Root], g.Item.Category));
        var joins = new List<(Group Company, Group State)>();
        foreach (var g in groups)
        {
            if (HomeOf(g) is not { } state) continue;
            var fits = ofStates[((state, _parties[g.Root].Recipient), g.Item.Category)].Where(o => (Same(o.Item.Designation!, g.Item.Designation!) || Extends(o.Item, g.Item) || Extends(g.Item, o.Item)) && Close(g.Members, o.Members) && MayBeOne(g, o)).ToList();
            // Without a date on both sides it may be any of the company's deals, unless both order the same number.
            if (fits.Count == 1 && !IsFramework(g, fits[0]) && (Dated(g) && Dated(fits[0]) || Ordered(g) > 1 && Ordered(g) == Ordered(fits[0]))) joins.Add((g, fits[0]));
            else foreach (var o in fits) _proposed.Add(new ProposedLink(_claims[g.Root].Claim.Id, _claims[o.Root].Claim.Id, $"{_claims[g.Root].Claim.Supplier!.Name} is a company of {state}: it may be the same deal"));
        }
        foreach (var (company, state) in joins)
            Unite(company.Root, state.Root, $"{_claims[company.Root].Claim.Supplier!.Name} is a company of {_parties[state.Root].Supplier}; same recipient {_parties[state.Root].Recipient} and designation {company.Item.Designation}");

        bool Dated(Group g) => g.Members.TrueForAll(i => _anchors[i] is not null);

        string? HomeOf(Group g) => _claims[g.Root].Claim.Supplier is { Kind: PartyKind.Company, Iso3: null, Of: { } home } ? home : null;
    }

    /// <summary>Whether what the one orders is far more than the other does.</summary>
    private bool IsFramework(Group a, Group b)
    {
        var (x, y) = (Ordered(a), Ordered(b));
        return x > 0 && y > 0 && (x >= FrameworkTimes * y || y >= FrameworkTimes * x);
    }

    /// <summary>The greatest number that an order of the group names; 0 where none does.</summary>
    private long Ordered(Group g) => g.Members.Where(IsOrder).Select(Figure).DefaultIfEmpty().Max();

    /// <summary>What is joined so far: the root, all members, and the item that says most.</summary>
    private sealed record Group(int Root, List<int> Members, Item Item);

    private List<Group> Groups() =>
        [.. Enumerable.Range(0, _claims.Count).GroupBy(Find).OrderBy(g => g.Key).Select(g => g.ToList())
            .Select(m => new Group(Find(m[0]), m, TransferBuilder.Representative(m.Select(i => _claims[i].Claim), _altered)))];

    /// <summary>Whether some claim of the one lies near some claim of the other; one without a date is near to all.</summary>
    private bool Close(List<int> a, List<int> b)
    {
        if (a.Exists(i => _anchors[i] is null) || b.Exists(i => _anchors[i] is null)) return true;
        var (x, y) = (Days(a), Days(b));
        for (int i = 0, j = 0; i < x.Length && j < y.Length;)
        {
            if (Math.Abs(x[i] - y[j]) <= MaxGapDays) return true;
            if (x[i] < y[j]) i++;
            else j++;
        }
        return false;

        int[] Days(List<int> members) => [.. members.Select(i => _anchors[i]!.Value.DayNumber).Order()];
    }

    /// <summary>Whether <paramref name="specific"/> names a kind of what <paramref name="generic"/> names.</summary>
    internal static bool Extends(Item specific, Item generic)
    {
        if (generic.Designation is null && specific.Designation is not null && BroadWords.TryGetValue(specific.Category, out var broad) && broad.Contains(LedgerKeys.Kind(generic))) return true;
        if (!string.Equals(specific.Category, generic.Category, StringComparison.Ordinal)) return false;
        if (generic.Designation is { } series) return specific.Designation is { } model && IsOfSeries(model, series);
        var (s, g) = (LedgerKeys.Kind(specific), LedgerKeys.Kind(generic));
        if (g.Length == 0) return false;
        // The designation's description decides too: a ballistic missile's launcher is no missile.
        var suffix = s.EndsWith(" " + g, StringComparison.Ordinal);
        if (specific.Designation is not null) return suffix || s == g || generic.Category is "uav" or "tanks" or "helicopters" or "combat-aircraft" && !s.Contains("launcher", StringComparison.Ordinal);
        return suffix;
    }

    /// <summary>"Leopard 2" is one of the Leopards, "M2 Bradley" one of the Bradleys, "Iskander-M" an Iskander.</summary>
    private static bool IsOfSeries(string model, string series) => model.Length > series.Length
        && (model.StartsWith(series, StringComparison.Ordinal) && model[series.Length] is ' ' or '-' || model.EndsWith(series, StringComparison.Ordinal) && model[^(series.Length + 1)] == ' ');

    /// <summary>Claims that lack a party, and uses that name only a maker, are proposed to the records that they would complete:
    /// to the nearest in time where there are many.</summary>
    private void Incomplete()
    {
        var roots = Enumerable.Range(0, _claims.Count).Select(Find).Distinct().Order().ToList();
        var bySupplier = new Dictionary<(string Party, string Category), List<int>>();
        var byRecipient = new Dictionary<(string Party, string Category), List<int>>();
        foreach (var c in roots.Where(IsComplete))
        {
            Add(bySupplier, _parties[c].Supplier!, c);
            Add(byRecipient, _parties[c].Recipient!, c);
        }
        foreach (var o in roots.Where(r => !IsComplete(r)))
        {
            var claim = _claims[o].Claim;
            var (s, r) = _parties[o];
            if ((s is null && r is null) || LedgerKeys.IsUnspecified(claim.Item)) continue;
            var producer = LedgerKeys.Of(claim.Producer);
            var near = (s is not null ? bySupplier : byRecipient).GetValueOrDefault((s ?? r!, claim.Item.Category), [])
                .Where(c => (s is not null || producer is null || producer == _parties[c].Supplier)
                    && (claim.Item.Designation is not { } d || _claims[c].Claim.Item.Designation is not { } od || Same(d, od)) && Near(o, c))
                .OrderBy(c => Distance(o, c)).ThenBy(c => c).Take(MaxProposals);
            foreach (var c in near)
            {
                var lacks = s is null ? producer is not null ? $"its supplier is empty, its maker {TransferWords.Named(producer)} is the other's supplier" : "its supplier is empty" : "its recipient is empty";
                _proposed.Add(new ProposedLink(claim.Id, _claims[c].Claim.Id, $"the same {(s is null ? "recipient" : "supplier")} and category, but {lacks}"));
            }
        }

        void Add(Dictionary<(string, string), List<int>> index, string party, int root)
        {
            var key = (party, _claims[root].Claim.Item.Category);
            if (!index.TryGetValue(key, out var list)) index[key] = list = [];
            list.Add(root);
        }

        int Distance(int a, int b) => _anchors[a] is { } x && _anchors[b] is { } y ? Math.Abs(x.DayNumber - y.DayNumber) : int.MaxValue;
    }

    /// <summary>Joins that people made.</summary>
    private void Merge(JudgedLedger judged)
    {
        if (judged.Merges.IsEmpty) return;
        var index = Enumerable.Range(0, _claims.Count).ToDictionary(i => _claims[i].Claim.Id, StringComparer.Ordinal);
        foreach (var (claim, other, reason) in judged.Merges)
            if (index.TryGetValue(claim, out var a) && index.TryGetValue(other, out var b)) Unite(a, b, reason);
    }

    /// <summary>Joins that people undid: the claims they named leave their record for one of their own.</summary>
    private static List<Cluster> Split(List<Cluster> clusters, JudgedLedger judged)
    {
        foreach (var (named, reason) in judged.Splits)
        {
            for (var i = clusters.Count - 1; i >= 0; i--)
            {
                var parts = clusters[i].Claims.ToLookup(c => named.Contains(c.Claim.Id));
                if (!parts[true].Any() || !parts[false].Any()) continue;
                clusters.Add(new Cluster([.. parts[true]], ["parted by " + reason]));
                clusters[i] = clusters[i] with { Claims = [.. parts[false]] };
            }
        }
        return clusters;
    }

    private List<Cluster> Clusters() =>
        [.. Enumerable.Range(0, _claims.Count).GroupBy(Find).OrderBy(g => g.Key)
            .Select(g => new Cluster([.. g.Select(i => _claims[i])], [.. g.Select(i => _reason[i]).OfType<string>()]))];
}

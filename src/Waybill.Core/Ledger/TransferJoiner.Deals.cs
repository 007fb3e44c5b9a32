using System.Globalization;
using Waybill.Claims;

namespace Waybill.Ledger;

/// <summary>Which of several deals between two parties a claim speaks of: what came before an order is no part of it, what is told as more is another deal, and
/// the number ordered, the year of the contract, its price or its denial tie a claim to one of them whatever the time between.</summary>
internal sealed partial class TransferJoiner
{
    /// <summary>Reports of one step may lie so many days apart.</summary>
    private const int SlackDays = 60;

    /// <summary>What came of an order without a word that ties it to it came within so many days: five years.</summary>
    private const int MaxRestDays = 1826;

    /// <summary>A plan whose end lies so many years ahead is a framework.</summary>
    private const int FrameworkYears = 3;

    private readonly DealTold?[] _told;

    private DealTold Told(int claim)
    {
        if (_told[claim] is { } known) return known;
        var page = _articles[_claims[claim].Article].Page;
        var sentence = page.Claims.IndexOf(_claims[claim].Claim) is var place and >= 0 ? page.PlaceOf(place).Sentence : "";
        return _told[claim] = DealWords.Of(_claims[claim].Claim, sentence);
    }

    /// <summary>The first day on which an order can have been made: that of its own time; of one that is told as news of a further deal, half a year before it was told; else null.</summary>
    private DateOnly? NotBefore(int claim)
    {
        if (!IsOrder(claim)) return null;
        return _claims[claim].When?.Start is { } start ? start.First : IsAnother(claim) ? _articles[_claims[claim].Article].Date.Value?.First.AddDays(-MaxAnswerDays) : null;
    }

    /// <summary>The last day on which what is told as done can have been done: that of its own time, else the page's.</summary>
    private DateOnly? NotAfter(int claim)
    {
        if (_claims[claim].When?.End is { } end) return end.Last;
        var date = _articles[_claims[claim].Article].Date;
        return date.Value?.Last ?? date.NotAfter;
    }

    private bool HasArrived(int claim) => LedgerKeys.Affirmed(_claims[claim].Claim) && StageGroups.Of(_claims[claim].Claim.Stage) == StageGroup.Movement;

    private static bool Before(DateOnly? a, DateOnly? b) => a is { } x && b is { } y && x.DayNumber + SlackDays < y.DayNumber;

    /// <summary>The dated claims of two parties and one item, parted where another deal begins: an order made after deliveries of an earlier one, or what is told as more, or as a new
    /// order, well after an order was told. What may be of either stands alone, page by page, proposed to both.</summary>
    private List<List<int>> Deals(List<int> told)
    {
        if (Begins(told) is not { } day) return [told];
        var (old, fresh, open) = (new List<int>(), new List<int>(), new List<int>());
        foreach (var i in told)
        {
            if (Starts(i, day) && (NotBefore(i) is not null || IsAnother(i) || IsMore(i))) fresh.Add(i);
            else if (Before(NotAfter(i) ?? _anchors[i], day)) old.Add(i);
            else open.Add(i);
        }
        if (old.Count == 0 || fresh.Count == 0) return [told];
        var (ofOld, ofFresh) = (open.Where(i => IsBefore(i, fresh) || IsOf(i, old, fresh)).ToHashSet(), open.Where(i => !IsBefore(i, fresh) && IsOf(i, fresh, old)).ToHashSet());
        old.AddRange(ofOld.Where(i => !ofFresh.Contains(i)).Order());
        fresh.AddRange(ofFresh.Where(i => !ofOld.Contains(i)).Order());
        open.RemoveAll(i => ofOld.Contains(i) != ofFresh.Contains(i));
        foreach (var i in open)
            foreach (var deal in new[] { old, fresh })
                _proposed.Add(new ProposedLink(_claims[i].Claim.Id, _claims[deal.Min()].Claim.Id, "same parties and item, but there are two deals and it may be of either"));
        return [old, .. Deals(fresh), .. open.GroupBy(i => _claims[i].Article, StringComparer.Ordinal).Select(g => g.ToList())];
    }

    /// <summary>Whether something had come before what was ordered under a deal can have come: nothing comes within two months.</summary>
    private bool IsBefore(int claim, List<int> deal) => HasArrived(claim) && !deal.Exists(o => IsOrder(o) && Before(NotBefore(o) ?? _anchors[o], NotAfter(claim)));

    /// <summary>Whether a claim is of a deal and not of another: by the number ordered, or since the deal alone is near in time.</summary>
    private bool IsOf(int claim, List<int> deal, List<int> other)
    {
        if ((Told(claim).Whole ?? (IsOrder(claim) ? Figure(claim) : 0)) is > 0 and var number && (Ordered(deal) == number) != (Ordered(other) == number)) return Ordered(deal) == number;
        return deal.Exists(d => Near(claim, d)) && !other.Exists(o => Near(claim, o));
    }

    private long Ordered(List<int> deal) => deal.Where(IsOrder).Select(Figure).DefaultIfEmpty().Max();

    private bool Starts(int claim, DateOnly day) => (NotBefore(claim) ?? _anchors[claim]) is { } from && !Before(from, day);

    /// <summary>The first day on which a run tells of another deal than its first; null where it tells of one.</summary>
    private DateOnly? Begins(List<int> run)
    {
        var days = new List<DateOnly>();
        foreach (var i in run)
        {
            if (NotBefore(i) is { } made && run.Exists(m => HasArrived(m) && Before(NotAfter(m), made))) days.Add(made);
            else if ((IsAnother(i) || IsMore(i)) && (NotBefore(i) ?? _anchors[i]) is { } told && run.Where(o => IsOrder(o) && !IsAnother(o) && Before(NotAfter(o), told)).Select(Figure).DefaultIfEmpty().Max() is > 0 and var ordered && (IsAnother(i) || IsAsMany(i, ordered))) days.Add(told);
        }
        return days.Count == 0 ? null : days.Min();
    }

    /// <summary>Whether a claim asks for, promises or orders under a new, second or further deal.</summary>
    private bool IsAnother(int claim) => IsAsked(claim) && Told(claim).IsAnother;

    /// <summary>Whether a claim asks for, promises or orders so many more, no fewer than were ordered; fewer may be a part of them that comes into force.</summary>
    private bool IsAsMany(int claim, long ordered) => IsAsked(claim) && _claims[claim].Claim.Quantity is { Scope: "increment", Unit: null, Per: null } q && (q.Max ?? q.Min) >= ordered;

    private bool IsMore(int claim) => IsAsked(claim) && _claims[claim].Claim.Quantity is { Scope: "increment" };

    /// <summary>Of what is planned one cannot say whether it is the rest of an order.</summary>
    private bool IsAsked(int claim) => _claims[claim].Claim is { Kind: ClaimKind.Flow, Stage: not Stage.Planned } c && StageGroups.Of(c.Stage) is StageGroup.Commitment or StageGroup.Interest;

    /// <summary>Whether what the one group tells of had arrived, or been ordered, before the other ordered.</summary>
    private bool IsEarlier(Group first, Group ordered)
    {
        var orders = ordered.Members.Where(IsOrder).ToList();
        if (orders.Count == 0 || orders.Exists(i => NotBefore(i) is null)) return false;
        var made = orders.Min(NotBefore);
        var isBought = orders.Exists(i => _claims[i].Claim.Stage == Stage.Ordered);
        return first.Members.Exists(m => HasArrived(m) && Before(NotAfter(m), made) || isBought && IsOrder(m) && _claims[m].Claim.Stage == Stage.Ordered && Before(NotAfter(m)?.AddDays(_claims[m].When is null ? MaxAnswerDays : 0), made));
    }

    private bool MayBeOne(Group a, Group b) => !IsEarlier(a, b) && !IsEarlier(b, a);

    /// <summary>The framework that stands above orders: what may be taken until a year far ahead.</summary>
    private bool IsLongPlan(int claim) => _claims[claim] is { Claim: { Stage: Stage.Planned or Stage.Agreed, Quantity.Qualifier: "up-to" }, Expected.End: { } end } && NotAfter(claim) is { } told && end.Last.Year - told.Year >= FrameworkYears;

    /// <summary>A plan or agreement of "up to" so many that is far more than what was ordered.</summary>
    private bool IsCeiling(int claim, List<int> run) => _claims[claim].Claim is { Stage: Stage.Planned or Stage.Agreed, Quantity.Qualifier: "up-to" } && run.Exists(o => o != claim && IsOrder(o) && Figure(o) > 0 && Figure(claim) >= FrameworkTimes * Figure(o));

    /// <summary>Joins what words tie to one order of the same two sides, a company standing for its state, whatever the time between: the number ordered, the year of
    /// the contract, the price, or a denial within a month. Where they tie it to several, nothing is joined.</summary>
    private void Ties()
    {
        while (TieOnce()) { }
    }

    private bool TieOnce()
    {
        var isTied = false;
        foreach (var sides in Groups().Where(g => IsComplete(g.Root)).GroupBy(g => (Side: Home(g.Root), _parties[g.Root].Recipient)))
        {
            var groups = sides.Where(g => IsSpecified(g.Item)).ToList();
            var orders = groups.Where(g => g.Members.Exists(IsOrder)).ToLookup(g => g.Item.Category, StringComparer.Ordinal);
            var joins = new List<(Group From, Group To, string Reason)>();
            foreach (var g in groups)
            {
                var near = (IsBroad(g.Item) ? orders.SelectMany(o => o) : orders[g.Item.Category]).Where(o => o != g).ToList();
                var ties = near.Where(o => IsKindOf(g, o)).Select(o => (Order: o, Reasons: Tied(g, o))).Where(t => t.Reasons.Count > 0 && MayBeOne(g, t.Order)).OrderByDescending(t => t.Reasons.Count).ToList();
                if (ties.Count == 1 || ties.Count > 1 && ties[0].Reasons.Count > ties[1].Reasons.Count) joins.Add((g, ties[0].Order, string.Join(", and ", ties[0].Reasons)));
                else if (ties.Count == 0 && near.Where(o => IsRest(g, o)).Take(2).ToList() is [var only] && MayBeOne(g, only) && !near.Exists(o => o != only && MayBeOne(g, o))) joins.Add((g, only, "it is told of the one order between them"));
            }
            foreach (var (from, to, reason) in joins) Unite(from.Root, to.Root, $"same supplier {sides.Key.Side} and recipient {sides.Key.Recipient}; {reason}");
            isTied |= joins.Count > 0;
        }
        return isTied;
    }

    private string? Home(int claim) => _claims[claim].Claim.Supplier is { Kind: PartyKind.Company, Iso3: null, Of: { } home } ? home : _parties[claim].Supplier;

    private static bool IsKindOf(Group g, Group order) => g.Item.Designation is { } d && order.Item.Designation is { } o ? Same(d, o) || Extends(order.Item, g.Item)
        : Extends(order.Item, g.Item) || g.Item.Designation is null && order.Item.Designation is null && Same(LedgerKeys.Kind(g.Item), LedgerKeys.Kind(order.Item));

    /// <summary>What ties a group to an order; empty where nothing does, or a figure speaks against it.</summary>
    private List<string> Tied(Group g, Group order)
    {
        var ties = new List<string>();
        var (mine, ordered) = (Ordered(g), Ordered(order));
        if (mine > 0 && ordered > 0 && mine != ordered) return ties;
        if (mine == 0 && ordered > 1 && g.Members.Exists(i => Told(i).Whole == ordered)) ties.Add(string.Create(CultureInfo.InvariantCulture, $"it is told as part of the {ordered} ordered"));
        if (ordered > 1 && g.Members.Exists(i => IsAsked(i) && !IsAnother(i) && Figure(i) == ordered)) ties.Add(string.Create(CultureInfo.InvariantCulture, $"both tell of {ordered}"));
        var sums = order.Members.Where(IsOrder).SelectMany(i => Told(i).Sums).ToHashSet(StringComparer.Ordinal);
        if (sums.Count > 0 && g.Members.SelectMany(i => Told(i).Sums).FirstOrDefault(sums.Contains) is { } sum) ties.Add($"both name the sum of {sum}");
        var years = order.Members.Where(IsOrder).Select(i => (NotBefore(i) ?? NotAfter(i))?.Year).ToHashSet();
        if (g.Members.SelectMany(i => Told(i).Years).FirstOrDefault(y => years.Contains(y)) is > 0 and var year) ties.Add(string.Create(CultureInfo.InvariantCulture, $"it names the contract of {year}"));
        if (g.Members.TrueForAll(IsDenied) && g.Members.Exists(d => order.Members.Exists(o => IsOrder(o) && After(o, d) is >= 0 and <= MaxStopDays))) ties.Add("it is denied within a month");
        return ties;

        int After(int told, int denied) => _anchors[told] is { } x && _anchors[denied] is { } y ? y.DayNumber - x.DayNumber : -1;
    }

    /// <summary>Whether a group without an order tells, within five years after it, what came or is to come of an order of which nothing else had come: a number no greater than that ordered.</summary>
    private bool IsRest(Group g, Group order)
    {
        var ordered = Ordered(order);
        return ordered > 1 && IsKindOf(g, order) && !g.Members.Exists(IsOrder) && !order.Members.Exists(HasMoved)
            && g.Members.TrueForAll(i => _claims[i].Claim is { Kind: ClaimKind.Flow, Negated: false, Stance: Stance.Asserts, Stage: Stage.Planned or Stage.InDelivery or Stage.Delivered } && Figure(i) is > 0 and var count && count <= ordered
                && _anchors[i] is { } day && order.Members.Where(IsOrder).All(o => _anchors[o] is { } made && made < day && day.DayNumber - made.DayNumber <= MaxRestDays));
    }

    private bool IsDenied(int claim) => _claims[claim].Claim is { Stance: Stance.Denies or Stance.NotConfirmed };
}

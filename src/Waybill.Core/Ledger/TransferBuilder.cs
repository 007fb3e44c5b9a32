using System.Collections.Immutable;
using Waybill.Claims;
using Waybill.Texts;

namespace Waybill.Ledger;

/// <summary>Makes a ledger record of the claims that were joined for it.</summary>
internal sealed class TransferBuilder
{
    private readonly IReadOnlyDictionary<string, LedgerArticle> _articles;

    private readonly IReadOnlySet<string> _altered;

    /// <param name="altered">Ids of claims whose item a copy changed against its reference: they never name the record's item.</param>
    public TransferBuilder(IReadOnlyDictionary<string, LedgerArticle> articles, IReadOnlySet<string> altered)
    {
        _articles = articles;
        _altered = altered;
    }

    /// <summary>The record's id: scheme and twelve hex digits over the smallest claim id.</summary>
    public static string IdOf(IEnumerable<PlacedClaim> claims)
        => "t1-" + Hashes.Identity(12, "transfer/1", claims.Select(c => c.Claim.Id).Min(StringComparer.Ordinal)!);

    /// <summary>The item that says most: one with a designation, then the longest kind, then the smallest claim id.</summary>
    public static Item Representative(IEnumerable<Claim> claims, IReadOnlySet<string> altered)
        => claims.OrderBy(c => altered.Contains(c.Id)).ThenBy(c => c.Item.Designation is null).ThenByDescending(c => c.Item.Designation?.Length ?? 0).ThenByDescending(c => LedgerKeys.Kind(c.Item).Length).ThenBy(c => c.Id, StringComparer.Ordinal).First().Item;

    public Transfer Build(TransferJoiner.Cluster cluster, ImmutableArray<ProposedJoin> proposed, ILookup<string, PlacedClaim> contradicted)
    {
        var claims = cluster.Claims;
        var stages = Stages(claims);
        var (first, last) = Reported(claims);
        var origins = Origins(claims);
        var named = origins.Count(o => !o.Unnamed);
        return new Transfer
        {
            Id = IdOf(claims),
            Supplier = claims.Select(c => c.Claim.Supplier).FirstOrDefault(p => p is not null),
            Recipient = claims.Where(c => c.Claim.Kind == ClaimKind.Flow).Select(c => c.Claim.Recipient ?? c.Claim.EndUser).FirstOrDefault(p => p is not null),
            Item = Representative(claims.Select(c => c.Claim), _altered),
            Stages = stages,
            Outlets = claims.Select(c => Outlet(_articles[c.Article])).Distinct(StringComparer.Ordinal).Count(),
            Pages = claims.Select(c => _articles[c.Article].VersionOf ?? c.Article).Distinct(StringComparer.Ordinal).Count(),
            Families = claims.Select(c => c.Family).Distinct(StringComparer.Ordinal).Count(),
            IndependentOrigins = (Math.Max(named, Math.Min(1, origins.Length)), origins.Length),
            Origins = origins,
            PrimarySources = [.. claims.Select(c => LedgerKeys.PrimarySource(c.Claim)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Governments = [.. claims.SelectMany(c => c.Claim.Attribution).Where(a => a.Primary).Select(a => a.Government).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            FirstReported = first,
            LastReported = last,
            Disputes = Disputes(claims, claims.SelectMany(c => contradicted[c.Claim.Id]).DistinctBy(c => c.Claim.Id, StringComparer.Ordinal)),
            Proposed = proposed,
            JoinReasons = [.. cluster.Reasons.Order(StringComparer.Ordinal)],
            Claims = [.. claims.Select(c => c.Claim.Id).Order(StringComparer.Ordinal)],
        };
    }

    private ImmutableArray<TransferStage> Stages(List<PlacedClaim> claims)
    {
        var groups = claims.GroupBy(c => (c.Claim.Stage, c.Claim.Negated, c.Claim.Stance, c.Claim.Factuality)).OrderBy(g => g.Key);
        var stages = ImmutableArray.CreateBuilder<TransferStage>();
        foreach (var polarity in groups)
        {
            var entries = polarity.GroupBy(c => (Quantity: LedgerKeys.Of(c.Claim.Quantity), When: LedgerKeys.Of(c.When), Expected: LedgerKeys.Of(c.Expected), Value: c.Claim.Value?.Words ?? ""))
                .Select(g => (g.Key, Claims: g.ToList())).ToList();
            // What says less (neither how many nor when) stands with the one entry of its polarity that says the same and more.
            string[][] said = [.. entries.Select(e => (string[])[e.Key.Quantity, e.Key.When, e.Key.Expected, e.Key.Value])];
            for (var e = entries.Count - 1; e >= 0; e--)
            {
                var more = Enumerable.Range(0, said.Length).Where(o => o != e && SaysMore(said[o], said[e])).ToList();
                if (more.Count != 1 || !said[e].Any(v => v.Length > 0) && entries.Count > 2) continue;
                entries[more[0]].Claims.AddRange(entries[e].Claims);
                entries[e] = (entries[e].Key, []);
            }
            entries.RemoveAll(e => e.Claims.Count == 0);
            foreach (var entry in entries.OrderBy(e => e.Claims.Select(c => c.Claim.Id).Min(StringComparer.Ordinal), StringComparer.Ordinal)) stages.Add(Stage(entry.Claims));
        }
        return stages.ToImmutable();
    }

    private static bool SaysMore(string[] more, string[] less)
    {
        var fuller = false;
        for (var i = 0; i < less.Length; i++)
        {
            if (less[i].Length > 0 && less[i] != more[i]) return false;
            fuller |= less[i].Length == 0 && more[i].Length > 0;
        }
        return fuller;
    }

    private TransferStage Stage(List<PlacedClaim> members)
    {
        members.Sort(static (a, b) => string.CompareOrdinal(a.Claim.Id, b.Claim.Id));
        var claim = members[0].Claim;
        return new TransferStage
        {
            Stage = claim.Stage,
            Factuality = claim.Factuality,
            Negated = claim.Negated,
            Stance = claim.Stance,
            Quantity = members.Select(m => m.Claim.Quantity).OrderBy(q => LedgerKeys.Of(q).Length == 0).FirstOrDefault(q => q is not null),
            Value = members.Select(m => m.Claim.Value).FirstOrDefault(v => v is not null),
            When = members.Select(m => m.When).OrderBy(w => LedgerKeys.Of(w).Length == 0).FirstOrDefault(w => w is not null),
            Expected = members.Select(m => m.Expected).OrderBy(w => LedgerKeys.Of(w).Length == 0).FirstOrDefault(w => w is not null),
            FirstReported = Reported(members).First,
            Claims = [.. members.Select(m => m.Claim.Id)],
        };
    }

    private (string? First, string? Last) Reported(IEnumerable<PlacedClaim> claims)
    {
        PartialDate? first = null, last = null;
        foreach (var claim in claims)
        {
            if (_articles[claim.Article].Date.Value is not { } date) continue;
            if (first is null || Earlier(date, first.Value)) first = date;
            if (last is null || Later(date, last.Value)) last = date;
        }
        return (LedgerKeys.Day(first), LedgerKeys.Day(last));
    }

    // "2022" beside "2022-09" says nothing of its own: of two dates of which one holds the other, the finer counts.
    private static bool Earlier(PartialDate a, PartialDate b)
        => Holds(b, a) || (!Holds(a, b) && (a.First < b.First || (a.First == b.First && a.Precision > b.Precision)));

    private static bool Later(PartialDate a, PartialDate b)
        => Holds(b, a) || (!Holds(a, b) && (a.Last > b.Last || (a.Last == b.Last && a.Precision > b.Precision)));

    private static bool Holds(PartialDate wide, PartialDate narrow) => wide.First <= narrow.First && narrow.Last <= wide.Last && wide.Precision < narrow.Precision;

    /// <summary>Who published: registrable domain, else the name on the page, else the address's host, else the page itself.</summary>
    private static string Outlet(LedgerArticle article)
    {
        if (article.Page.OutletDomain is { Length: > 0 } domain) return domain;
        if (article.Page.Outlet is { Length: > 0 } name) return "=" + LedgerKeys.Fold(name);
        return Uri.TryCreate(article.Page.Url, UriKind.Absolute, out var url) && url.Host.Length > 0 ? url.Host : article.Page.Id;
    }

    /// <summary>Independent origins: a family counts for itself unless its words lead to another outlet or agency, with which
    /// it then counts. Unnamed sources of different families may be one person: they make it a range.</summary>
    private ImmutableArray<TransferOrigin> Origins(List<PlacedClaim> claims)
    {
        var agencies = claims.Select(c => _articles[c.Article]).Where(a => a.FamilyAgency is not null)
            .GroupBy(a => LedgerKeys.Fold(a.FamilyAgency), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(a => a.Family).Min(StringComparer.Ordinal)!, StringComparer.Ordinal);
        var origins = new Dictionary<string, (SortedSet<string> Families, bool Unnamed)>(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var family in claims.GroupBy(c => c.Family, StringComparer.Ordinal))
        {
            // A family with one claim of its own stands for itself; only what is relayed throughout counts with its source.
            var relays = family.Select(Relayed).ToList();
            var own = relays.Contains(null);
            var keys = own ? ["family " + family.Key] : relays.OfType<string>().Distinct(StringComparer.Ordinal);
            var unnamed = family.All(c => LedgerKeys.Primary(c.Claim) is { Kind: "anonymous", Government: null });
            foreach (var key in keys)
            {
                var origin = key.StartsWith("relay ", StringComparison.Ordinal) && agencies.TryGetValue(key["relay ".Length..], out var wire) ? "family " + wire : key;
                if (!origins.TryGetValue(origin, out var before)) before = (new SortedSet<string>(StringComparer.Ordinal), true);
                before.Families.Add(family.Key);
                origins[origin] = (before.Families, before.Unnamed && unnamed);
            }
        }
        return [.. origins.Select(o => new TransferOrigin([.. o.Value.Families], names.GetValueOrDefault(o.Key), o.Value.Unnamed)).OrderBy(o => o.Families[0], StringComparer.Ordinal).ThenBy(o => o.Relayed, StringComparer.Ordinal)];

        string? Relayed(PlacedClaim placed)
        {
            var page = _articles[placed.Article].Page;
            foreach (var a in placed.Claim.Attribution)
            {
                if (a.Kind is not ("outlet" or "agency")) continue;
                var name = LedgerKeys.Fold(a.Source);
                if (name.Length == 0 || name == LedgerKeys.Fold(page.Outlet)) continue;
                var key = "relay " + (name.StartsWith("the ", StringComparison.Ordinal) ? name[4..] : name);
                if (!names.TryGetValue(key, out var known) || string.CompareOrdinal(a.Source, known) < 0) names[key] = a.Source;
                return key;
            }
            return null;
        }
    }

    private ImmutableArray<Dispute> Disputes(List<PlacedClaim> claims, IEnumerable<PlacedClaim> contradicted)
    {
        var disputes = new List<Dispute>();
        foreach (var group in claims.GroupBy(c => StageGroups.Of(c.Claim.Stage)).OrderBy(g => g.Key))
        {
            var affirmed = group.Where(c => LedgerKeys.Affirmed(c.Claim)).ToList();
            var denied = group.Where(c => c.Claim.Stance == Stance.Denies).ToList();
            var negated = group.Where(c => c.Claim is { Negated: true, Stance: not Stance.Denies }).ToList();
            if (affirmed.Count > 0 && denied.Count > 0)
                disputes.Add(Make("denied", $"{TransferWords.Name(affirmed[0].Claim.Stage)} according to {Who(affirmed)}, denied by {Who(denied)}", affirmed, denied));
            // What had not happened when it was written may have happened since.
            var later = negated.Where(n => affirmed.Exists(a => a.Claim.Stage == n.Claim.Stage && Day(a) is { } x && Day(n) is { } y && x <= y)).ToList();
            if (later.Count > 0)
                disputes.Add(Make("contradicted", $"{TransferWords.Name(later[0].Claim.Stage)} according to {Who(affirmed)}, not so according to {Who(later)}", [.. affirmed.Where(a => a.Claim.Stage == later[0].Claim.Stage)], later));
        }
        foreach (var (low, high) in FigureDisputes.Find(claims, Sentence, c => _articles[c.Article].Date.Value?.First))
            disputes.Add(Make("quantity", $"{TransferWords.Name(low.Claim.Stage)}: “{low.Claim.Quantity!.Words}” against “{high.Claim.Quantity!.Words}”", [low], [high]));
        foreach (var turned in contradicted.OrderBy(c => c.Claim.Id, StringComparer.Ordinal))
        {
            var against = claims.Where(c => turned.ContradictedBy.Contains(c.Claim.Id)).ToList();
            if (against.Count > 0) disputes.Add(Make("turned", $"the words “{turned.Claim.Item.Words}” of one article turn the direction round", against, [turned]));
        }
        return [.. disputes];

        DateOnly? Day(PlacedClaim c) => c.When?.Start?.First ?? _articles[c.Article].Date.Value?.First;
    }

    private string Sentence(PlacedClaim placed)
    {
        var page = _articles[placed.Article].Page;
        for (var i = 0; i < page.Claims.Length; i++)
            if (page.Claims[i].Id == placed.Claim.Id) return page.PlaceOf(i).Sentence;
        return "";
    }

    private static string Who(List<PlacedClaim> claims)
    {
        var names = claims.Select(c => LedgerKeys.PrimarySource(c.Claim) is { } source ? TransferWords.Named(source) : (c.Claim.Attribution.Length == 0 ? "the outlet" : "an unnamed source")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return string.Join(", ", names);
    }

    private static Dispute Make(string kind, string words, List<PlacedClaim> claims, List<PlacedClaim> against)
        => new(kind, words, [.. claims.Select(c => c.Claim.Id).Order(StringComparer.Ordinal)], [.. against.Select(c => c.Claim.Id).Order(StringComparer.Ordinal)]);
}

using System.Collections.Immutable;
using System.Globalization;
using Waybill.Claims;
using Waybill.Ledger;

namespace Waybill.Judgements;

/// <summary>What judgements change before the ledger is made: claims corrected, claims kept out, joins made and undone.</summary>
public sealed record JudgedLedger
{
    public static JudgedLedger None { get; } = new() { Pages = [] };

    /// <summary>The pages with corrected claims.</summary>
    public required ImmutableArray<LedgerPage> Pages { get; init; }

    /// <summary>Claim → why it makes no record.</summary>
    public ImmutableDictionary<string, string> Rejected { get; init; } = ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Claims that a person put into one record.</summary>
    public ImmutableArray<(string Claim, string Other, string Reason)> Merges { get; init; } = [];

    /// <summary>Claims that a person put into a record of their own.</summary>
    public ImmutableArray<(ImmutableHashSet<string> Claims, string Reason)> Splits { get; init; } = [];

    /// <summary>Claim → numbers of the judgements that hold for it: made on it, or on the same sentence in a copy.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<long>> Of { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<long>>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Numbers of judgements whose words stand nowhere any more. They are listed, never dropped.</summary>
    public ImmutableArray<long> Orphans { get; init; } = [];

    /// <summary>Applies the judgements that are not withdrawn, in the order of their numbers. A pure function of both sets.</summary>
    /// <param name="added">Claims of the judgements that add one, where they stand by now; what of them belongs to no judgement that stands is passed over.</param>
    public static JudgedLedger Apply(IEnumerable<LedgerPage> pages, IEnumerable<Judgement> judgements, IEnumerable<PersonClaim>? added = null)
    {
        ArgumentNullException.ThrowIfNull(pages);
        var active = Active(judgements);
        ImmutableArray<LedgerPage> all = [.. pages];
        if (active.Count == 0) return new JudgedLedger { Pages = all };
        var standing = active.Where(j => j.Verb == JudgementVerb.Add).Select(j => j.Number).ToHashSet();
        var more = (added ?? []).Where(a => standing.Contains(a.Judgement)).ToLookup(a => a.Judgement);
        all = With(all, more.SelectMany(m => m));
        var places = new Places(all);
        var claims = new Dictionary<string, Claim>(StringComparer.Ordinal);
        var rejected = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var of = new SortedDictionary<string, List<long>>(StringComparer.Ordinal);
        var merges = ImmutableArray.CreateBuilder<(string, string, string)>();
        var splits = ImmutableArray.CreateBuilder<(ImmutableHashSet<string>, string)>();
        var orphans = ImmutableArray.CreateBuilder<long>();
        var byPage = all.ToLookup(p => p.Id, StringComparer.Ordinal);
        var said = JudgedArticles.Of(active);
        var outlets = said.Outlets;
        foreach (var page in all.Where(p => said.LeftOut.ContainsKey(p.Id)))
        {
            for (var i = 0; i < page.Claims.Length; i++)
            {
                var at = page.PlaceOf(i).Sentence;
                if (at.Length > 0 && said.LeftOut[page.Id].FirstOrDefault(b => b.Block.Contains(at, StringComparison.Ordinal)) is { By: { } out_ }) rejected[page.Claims[i].Id] = "no part of the article by " + out_;
            }
        }
        foreach (var j in active)
        {
            if (j.Of != JudgementOf.Reading || j.Verb == JudgementVerb.Correct && Corrections.IsOfArticle(j.Correction?.Field))
            {
                // Of articles, families and stories: they act on what the ledger is made from. Whether the articles are there is asked of the store.
                var articles = j.Of is JudgementOf.Family or JudgementOf.Story ? j.MadeOn.Concat(j.OtherSide).Select(a => a.Article).Distinct(StringComparer.Ordinal) : [j.Subject];
                foreach (var claim in articles.SelectMany(a => byPage[a]).SelectMany(p => p.Claims)) Holds(claim.Id, j.Number);
                continue;
            }
            var mine = j.Verb == JudgementVerb.Add ? [.. more[j.Number].Select(a => a.Claim).DistinctBy(c => c.Id).OrderBy(c => c.Id, StringComparer.Ordinal)] : places.Find(j.MadeOn);
            var other = places.Find(j.OtherSide);
            if (mine.Count == 0 || (j.Verb is JudgementVerb.Merge or JudgementVerb.Split && other.Count == 0))
            {
                orphans.Add(j.Number);
                continue;
            }
            var by = string.Create(CultureInfo.InvariantCulture, $"judgement {j.Number} of {j.Who}: {j.Why}");
            foreach (var claim in mine)
            {
                Holds(claim.Id, j.Number);
                switch (j.Verb)
                {
                    case JudgementVerb.Reject: rejected[claim.Id] = "rejected by " + by; break;
                    // A later judgement on the reading takes the place of an earlier one.
                    case JudgementVerb.Confirm: rejected.Remove(claim.Id); break;
                    case JudgementVerb.Correct when j.Correction is { } correction:
                        claims[claim.Id] = Corrections.Apply(claims.GetValueOrDefault(claim.Id, claim), correction, j.Who);
                        break;
                    default: break;
                }
            }
            if (j.Verb == JudgementVerb.Merge) merges.Add((mine[0].Id, other[0].Id, by));
            if (j.Verb == JudgementVerb.Split) splits.Add(([.. other.Select(c => c.Id)], by));
        }
        return new JudgedLedger
        {
            Pages = claims.Count == 0 && outlets.IsEmpty ? all
                : [.. all.Select(p => p with { Claims = [.. p.Claims.Select(c => claims.GetValueOrDefault(c.Id, c))], Outlet = outlets.GetValueOrDefault(p.Id) ?? p.Outlet })],
            Rejected = rejected.ToImmutable(),
            Merges = merges.ToImmutable(),
            Splits = splits.ToImmutable(),
            Of = of.ToImmutableSortedDictionary(o => o.Key, o => o.Value.ToImmutableArray(), StringComparer.Ordinal),
            Orphans = orphans.ToImmutable(),
        };

        void Holds(string claim, long number)
        {
            if (!of.TryGetValue(claim, out var numbers)) of[claim] = numbers = [];
            numbers.Add(number);
        }
    }

    /// <summary>The pages with added claims behind those that were read. A claim that two people added is one.</summary>
    private static ImmutableArray<LedgerPage> With(ImmutableArray<LedgerPage> pages, IEnumerable<PersonClaim> added)
    {
        var byPage = added.GroupBy(a => a.Page.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, StringComparer.Ordinal);
        if (byPage.Count == 0) return pages;
        var read = pages.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        return [.. pages.Select(p => byPage.TryGetValue(p.Id, out var mine) ? Joined(p, mine) : p), .. byPage.Where(b => !read.Contains(b.Key)).OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => Joined(b.Value.First().Page, b.Value))];

        static LedgerPage Joined(LedgerPage page, IEnumerable<PersonClaim> added)
        {
            PersonClaim[] mine = [.. added.Where(a => !page.Claims.Any(c => c.Id == a.Claim.Id)).DistinctBy(a => a.Claim.Id).OrderBy(a => a.Claim.Id, StringComparer.Ordinal)];
            return page with
            {
                Claims = [.. page.Claims, .. mine.Select(a => a.Claim)],
                Places = [.. Enumerable.Range(0, page.Claims.Length).Select(page.PlaceOf), .. mine.Select(a => a.Place)],
            };
        }
    }

    /// <summary>Judgements that stand: neither withdrawn nor withdrawals, by number.</summary>
    public static IReadOnlyList<Judgement> Active(IEnumerable<Judgement> judgements)
    {
        ArgumentNullException.ThrowIfNull(judgements);
        var all = judgements.OrderBy(j => j.Number).ToList();
        var withdrawn = all.Select(j => j.Withdraws).OfType<long>().ToHashSet();
        return [.. all.Where(j => j.Verb != JudgementVerb.Withdraw && !withdrawn.Contains(j.Number))];
    }

    /// <summary>Finds claims again: by id, and by sentence and key in every copy.</summary>
    private sealed class Places
    {
        private readonly Dictionary<string, Claim> _byId = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<Claim>> _byWords = new(StringComparer.Ordinal);

        public Places(ImmutableArray<LedgerPage> pages)
        {
            foreach (var page in pages)
            {
                for (var i = 0; i < page.Claims.Length; i++)
                {
                    var claim = page.Claims[i];
                    if (!_byId.TryAdd(claim.Id, claim) || page.PlaceOf(i).Sentence.Length == 0) continue;
                    var words = Words(page.PlaceOf(i).Sentence, ClaimAnchor.KeyOf(claim));
                    if (!_byWords.TryGetValue(words, out var list)) _byWords[words] = list = [];
                    list.Add(claim);
                }
            }
        }

        /// <summary>The claims that some anchor means, by id.</summary>
        public List<Claim> Find(ImmutableArray<ClaimAnchor> anchors)
        {
            var found = new SortedDictionary<string, Claim>(StringComparer.Ordinal);
            foreach (var anchor in anchors)
            {
                if (_byId.TryGetValue(anchor.Claim, out var same)) found[same.Id] = same;
                foreach (var copy in _byWords.GetValueOrDefault(Words(anchor.Sentence, anchor.Key), [])) found[copy.Id] = copy;
            }
            return [.. found.Values];
        }

        private static string Words(string sentence, string key) => LedgerKeys.Fold(sentence) + '\n' + key;
    }
}

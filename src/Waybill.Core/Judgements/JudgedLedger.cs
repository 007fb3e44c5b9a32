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
    public static JudgedLedger Apply(IEnumerable<LedgerPage> pages, IEnumerable<Judgement> judgements)
    {
        ArgumentNullException.ThrowIfNull(pages);
        var active = Active(judgements);
        ImmutableArray<LedgerPage> all = [.. pages];
        if (active.Count == 0) return new JudgedLedger { Pages = all };
        var places = new Places(all);
        var claims = new Dictionary<string, Claim>(StringComparer.Ordinal);
        var rejected = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var of = new SortedDictionary<string, List<long>>(StringComparer.Ordinal);
        var merges = ImmutableArray.CreateBuilder<(string, string, string)>();
        var splits = ImmutableArray.CreateBuilder<(ImmutableHashSet<string>, string)>();
        var orphans = ImmutableArray.CreateBuilder<long>();
        foreach (var j in active)
        {
            var mine = places.Find(j.MadeOn);
            var other = places.Find(j.OtherSide);
            if (mine.Count == 0 || (j.Verb is JudgementVerb.Merge or JudgementVerb.Split && other.Count == 0))
            {
                orphans.Add(j.Number);
                continue;
            }
            var by = string.Create(CultureInfo.InvariantCulture, $"judgement {j.Number} of {j.Who}: {j.Why}");
            foreach (var claim in mine)
            {
                if (!of.TryGetValue(claim.Id, out var numbers)) of[claim.Id] = numbers = [];
                numbers.Add(j.Number);
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
            Pages = claims.Count == 0 ? all : [.. all.Select(p => p with { Claims = [.. p.Claims.Select(c => claims.GetValueOrDefault(c.Id, c))] })],
            Rejected = rejected.ToImmutable(),
            Merges = merges.ToImmutable(),
            Splits = splits.ToImmutable(),
            Of = of.ToImmutableSortedDictionary(o => o.Key, o => o.Value.ToImmutableArray(), StringComparer.Ordinal),
            Orphans = orphans.ToImmutable(),
        };
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

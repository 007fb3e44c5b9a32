using System.Collections.Immutable;
using Waybill.Lineage;

namespace Waybill.Stories;

/// <summary>One of the origins behind a story: the families that count as one.</summary>
/// <param name="Families">Sorted.</param>
/// <param name="Relayed">Name of the agency or outlet whose own page is not among the pages, where the families only relay it.</param>
/// <param name="Unnamed">Whether it rests on persons who are not named: they may be those behind another origin.</param>
/// <param name="Why">In words, with the words of the page.</param>
public sealed record StoryOrigin(ImmutableArray<string> Families, string? Relayed, bool Unnamed, string Why);

/// <summary>The independent origins behind several families: each counts for itself, but one whose lead leads to another outlet or
/// agency counts with that one, be its page here or not. Unnamed persons may be the same: they make the count a range.</summary>
public static class StoryOrigins
{
    /// <param name="families">Each with its reference article and its outlets' names.</param>
    /// <param name="names">Outlets and agencies that are known; null for those of the lexicon as it ships.</param>
    public static (ImmutableArray<StoryOrigin> Origins, int Least, int Most) Of(IReadOnlyCollection<(Family Family, LineagePage Reference)> families, RelayNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(families);
        return Of([.. families.Select(f => (f.Family, f.Reference, TextModel.Of(f.Reference.Article)))], names);
    }

    /// <summary>As above, of texts whose words are at hand.</summary>
    internal static (ImmutableArray<StoryOrigin> Origins, int Least, int Most) Of(IReadOnlyCollection<(Family Family, LineagePage Reference, TextModel Words)> families, RelayNames? names)
    {
        var sorted = families.OrderBy(f => f.Family.Id, StringComparer.Ordinal).ToList();
        var outlets = new Dictionary<string, string>(StringComparer.Ordinal);
        var agencies = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (family, reference, _) in sorted)
        {
            if (reference.Article.Outlet is { } outlet && SourceMentions.Fold(outlet) is { } name) outlets.TryAdd(name, family.Id);
            if (family.Origin.Agency is { } agency) agencies.TryAdd(agency, family.Id);
        }
        var further = outlets.Keys.ToHashSet(StringComparer.Ordinal);
        var origins = new SortedDictionary<string, (List<string> Families, string? Relayed, bool Unnamed, string Why)>(StringComparer.Ordinal);
        foreach (var (family, reference, words) in sorted)
        {
            var relay = family.Origin.Agency is null ? Relays.Of(reference.Article, words, further, names).FirstOrDefault() : default;
            string key = family.Id, why = "a text of its own";
            string? relayed = null;
            if (relay.Name is { } name && (relay.Agency ? agencies : outlets).GetValueOrDefault(name) != family.Id)
            {
                var home = (relay.Agency ? agencies : outlets).GetValueOrDefault(name) ?? Retold(words, sorted, family.Id);
                key = home ?? "relay " + name;
                relayed = home is null ? name : null;
                why = $"{family.Id} relays {name}: “{relay.Words}”";
            }
            else if (family.Origin.Agency is { } agency) why = $"the text of {agency}";
            var unnamed = relay.Name is null && Relays.RestsOnUnnamed(words);
            if (!origins.TryGetValue(key, out var origin)) origin = ([], relayed, unnamed, why);
            else origin = (origin.Families, origin.Relayed ?? relayed, origin.Unnamed && (unnamed || relay.Name is not null), origin.Why.StartsWith("a text", StringComparison.Ordinal) && relay.Name is null ? why : origin.Why + "; " + why);
            if (key == family.Id && relay.Name is null) origin.Unnamed = unnamed; // what its own text rests on, whoever relays it
            origin.Families.Add(family.Id);
            origins[key] = origin;
        }
        var told = origins.Values.Select(o => new StoryOrigin([.. o.Families.Order(StringComparer.Ordinal)], o.Relayed, o.Unnamed, o.Why)).ToImmutableArray();
        var named = told.Count(o => !o.Unnamed);
        return (told, Math.Max(named, Math.Min(1, told.Length)), told.Length);
    }

    /// <summary>The family without a credit whose text the lead of a relay retells, sentence against sentence: its copies do not say whose
    /// it is, the relay does. Only where it is one.</summary>
    private static string? Retold(TextModel relay, List<(Family Family, LineagePage Reference, TextModel Words)> families, string own)
    {
        const int lead = 3;
        var aligner = new SentenceAligner();
        string? found = null;
        foreach (var (family, _, words) in families)
        {
            if (family.Id == own || family.Origin.Agency is not null) continue;
            if (!aligner.Align(relay, words).Forward.Any(p => p.Here < lead && SharedOrigin.Counts(p))) continue;
            if (found is not null) return null;
            found = family.Id;
        }
        return found;
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Waybill.Claims;

namespace Waybill.Bench.Joining;

/// <summary>A claim of the labelled set: which storyline, and which transfer within it. The last four find the claim where its id has moved.</summary>
/// <param name="Sentence">The first 12 hex digits of the SHA-256 of the sentence's folded words.</param>
/// <param name="Item">The item's words, folded.</param>
/// <param name="Parties">Supplier and recipient (of a use its user), by code or else by folded name: <c>IRN>RUS</c>.</param>
public sealed record JoiningLabel(string Storyline, string Cluster, string Claim, string Page, string Sentence, string Item, string Parties, string Stage)
{
    /// <summary>Storylines whose name's SHA-256 begins with 0 to 4 are for testing alone.</summary>
    public bool IsTest => Hash(Storyline)[0] is >= '0' and <= '4';

    public string Transfer => Storyline + "/" + Cluster;

    /// <summary>The labels that stand beside the program: of real pages (<c>joining.tsv</c>), or of the made storylines in <c>Joining/written</c> (<c>written.tsv</c>).</summary>
    public static ImmutableArray<JoiningLabel> All(string set = "joining.tsv")
    {
        using var reader = new StreamReader(typeof(JoiningLabel).Assembly.GetManifestResourceStream(set)!, Encoding.UTF8);
        var labels = ImmutableArray.CreateBuilder<JoiningLabel>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var c = line.Split('\t');
            labels.Add(new JoiningLabel(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]));
        }
        return labels.ToImmutable();
    }

    /// <summary>Which claim each label means: the one of its id; else, on the same page, the one claim of its sentence that is most like it (item, parties, stage; one of
    /// the first two at least); else the one with the same item, parties and stage in another sentence. Two that are equally like it are none. A page whose bytes are
    /// others now (a text brought back) is the one that no label names and that has most of its labelled sentences.</summary>
    public static ImmutableArray<(JoiningLabel Label, ReadClaim? Claim)> Find(IEnumerable<JoiningLabel> labels, IEnumerable<ReadClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(claims);
        var read = claims.OrderBy(c => c.Claim.Id, StringComparer.Ordinal).ToList();
        var byId = read.ToDictionary(c => c.Claim.Id, StringComparer.Ordinal);
        var all = labels.ToArray();
        var found = all.Select(l => byId.GetValueOrDefault(l.Claim)).ToArray();
        var taken = found.OfType<ReadClaim>().Select(c => c.Claim.Id).ToHashSet(StringComparer.Ordinal);
        var ofPage = read.ToLookup(c => c.Page, StringComparer.Ordinal);
        var pages = PagesOf(all, read);
        var itemsOf = all.ToLookup(l => (l.Page, l.Sentence), l => l.Item);
        var likest = Enumerable.Range(0, all.Length).Where(i => found[i] is null)
            .Select(i => (Label: i, Open: ofPage[pages.GetValueOrDefault(all[i].Page, all[i].Page)].Select(c => (Claim: c, Like: all[i].Likeness(c, itemsOf[(all[i].Page, all[i].Sentence)]))).Where(c => c.Like > 0).OrderByDescending(c => c.Like).ToList()))
            .Where(l => l.Open.Count > 0).OrderByDescending(l => l.Open[0].Like).ThenBy(l => l.Label);
        foreach (var (label, candidates) in likest)
        {
            var open = candidates.Where(c => !taken.Contains(c.Claim.Claim.Id)).ToList();
            if (open.Count == 0 || open.Count > 1 && open[1].Like == open[0].Like) continue;
            found[label] = open[0].Claim;
            taken.Add(open[0].Claim.Claim.Id);
        }
        return [.. all.Zip(found)];
    }

    /// <summary>The pages that stand for labelled ones no claim was read from, each once; of pages with equally many of the sentences (copies) the first by id.</summary>
    private static Dictionary<string, string> PagesOf(IReadOnlyCollection<JoiningLabel> labels, List<ReadClaim> read)
    {
        var named = labels.Select(l => l.Page).ToHashSet(StringComparer.Ordinal);
        var known = read.Select(c => c.Page).Where(named.Contains).ToHashSet(StringComparer.Ordinal);
        var pagesOf = read.Where(c => !named.Contains(c.Page)).Select(c => (Sentence: Hash(Fold(c.Sentence))[..12], c.Page)).Distinct().ToLookup(c => c.Sentence, c => c.Page, StringComparer.Ordinal);
        var likeness = labels.Where(l => !known.Contains(l.Page)).Select(l => (l.Page, l.Sentence)).Distinct()
            .SelectMany(l => pagesOf[l.Sentence].Select(other => (l.Page, Other: other))).GroupBy(p => p)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Page, StringComparer.Ordinal).ThenBy(g => g.Key.Other, StringComparer.Ordinal);
        var (found, taken) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (page, other) in likeness.Select(g => g.Key))
        {
            if (!found.ContainsKey(page) && taken.Add(other)) found.Add(page, other);
        }
        return found;
    }

    /// <param name="items">The items of the sentence's labels: a claim whose item is another label's is not this one's; nor is one whose item shares no word with it.</param>
    private int Likeness(ReadClaim claim, IEnumerable<string> items)
    {
        var (item, parties, stage) = (Fold(claim.Claim.Item.Words) == Item, PartiesOf(claim.Claim) == Parties, claim.Claim.Stage.ToString().Equals(Stage.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        if (Hash(Fold(claim.Sentence))[..12] != Sentence) return item && parties && stage ? 1 : 0;
        var words = Fold(claim.Claim.Item.Words);
        if (!item && (items.Contains(words, StringComparer.Ordinal) || !words.Split(' ').Intersect(Item.Split(' '), StringComparer.Ordinal).Any())) return 0;
        return item || parties ? 2 + (item ? 4 : 0) + (parties ? 2 : 0) + (stage ? 1 : 0) : 0;
    }

    private static string PartiesOf(Claim c) => Key(c.Supplier) + ">" + Key(c.Kind == ClaimKind.Use ? c.User : c.Recipient ?? c.EndUser);

    private static string Key(Party? party) => party is null ? "" : party.Iso3 ?? Fold(party.Name);

    private static string Hash(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));

    /// <summary>Letters and digits in lower case, words parted by one space.</summary>
    private static string Fold(string words)
    {
        var folded = new StringBuilder(words.Length);
        foreach (var c in words)
        {
            if (char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }
}

/// <summary>A claim as the program read it.</summary>
/// <param name="Record">The id of its record; its own where it has none.</param>
public sealed record ReadClaim(Claim Claim, string Page, string Sentence, string Record);

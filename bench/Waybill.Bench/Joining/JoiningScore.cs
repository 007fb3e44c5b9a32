using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Waybill.Claims;
using Waybill.Ledger;

namespace Waybill.Bench.Joining;

/// <summary>A claim of the labelled set: which storyline, and which transfer within it.</summary>
public sealed record JoiningLabel(string Storyline, string Cluster, string Claim)
{
    /// <summary>Storylines whose name's SHA-256 begins with 0 to 4 are for testing alone.</summary>
    public bool IsTest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Storyline)))[0] is >= '0' and <= '4';

    /// <summary>The labels that stand beside the program.</summary>
    public static ImmutableArray<JoiningLabel> All()
    {
        using var reader = new StreamReader(typeof(JoiningLabel).Assembly.GetManifestResourceStream("joining.tsv")!, Encoding.UTF8);
        var labels = ImmutableArray.CreateBuilder<JoiningLabel>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split('\t');
            labels.Add(new JoiningLabel(cells[0], cells[1], cells[2]));
        }
        return labels.ToImmutable();
    }
}

/// <summary>How well claims were joined into transfers, over the labelled claims that were read.</summary>
/// <param name="Pairs">Pairs of claims of one transfer by label, among those that share a party.</param>
/// <param name="Precision">Of the pairs that were joined, the share that is one transfer by label.</param>
/// <param name="Recall">Of <paramref name="Pairs"/>, the share that was joined.</param>
/// <param name="CubedPrecision">B³ (Bagga and Baldwin 1998), over all claims.</param>
public sealed record JoiningScore(int Claims, int Missing, int Pairs, double Precision, double Recall, double CubedPrecision, double CubedRecall, ImmutableArray<string> Wrong)
{
    /// <param name="claim">A claim that was read, with the id of its record (its own where it has none); null where it was not read.</param>
    public static JoiningScore Of(IEnumerable<JoiningLabel> labels, Func<string, (Claim Claim, string Record)?> claim)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(claim);
        var all = labels.Select(l => (Gold: l.Storyline + "/" + l.Cluster, l.Claim, Read: claim(l.Claim))).ToArray();
        var read = all.Where(r => r.Read is not null).Select(r => (r.Gold, Id: r.Claim, r.Read!.Value.Claim, r.Read.Value.Record, Parties: Parties(r.Read.Value.Claim))).ToArray();
        var (right, joined, pairs) = (0, 0, 0);
        var wrong = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < read.Length; i++)
        {
            for (var k = i + 1; k < read.Length; k++)
            {
                var (a, b) = (read[i], read[k]);
                if (!a.Parties.Overlaps(b.Parties)) continue;
                var (same, together) = (a.Gold == b.Gold, a.Record == b.Record);
                if (same) pairs++;
                if (together) joined++;
                if (same && together) right++;
                else if (same || together)
                {
                    var words = same ? $"not joined: {a.Gold}" : $"joined: {string.Join(" with ", new[] { a.Gold, b.Gold }.Order(StringComparer.Ordinal))}";
                    wrong[words] = wrong.GetValueOrDefault(words) + 1;
                }
            }
        }
        var cubed = read.Length == 0 ? null : BCubed.Of([.. read.Select(r => r.Record)], [.. read.Select(r => r.Gold)]);
        return new JoiningScore(read.Length, all.Length - read.Length, pairs, Share(right, joined), Share(right, pairs), cubed?.P ?? 1, cubed?.R ?? 1,
            [.. wrong.OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Value} {w.Key}")]);
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Claims} claims ({Missing} labelled ones not read), {Pairs} pairs: P {Precision:0.000}, R {Recall:0.000}; B³ P {CubedPrecision:0.000}, R {CubedRecall:0.000}");

    private static double Share(double part, double whole) => whole == 0 ? 1 : part / whole;

    private static HashSet<string> Parties(Claim c) =>
        [.. new[] { c.Supplier, c.Recipient, c.EndUser, c.User, c.Producer }.Select(LedgerKeys.Of).OfType<string>()];
}

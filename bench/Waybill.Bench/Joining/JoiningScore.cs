using System.Collections.Immutable;
using Waybill.Claims;
using Waybill.Ledger;

namespace Waybill.Bench.Joining;

/// <summary>How well claims were joined into transfers, over the labelled claims that were read.</summary>
/// <param name="Moved">Claims that were found by page and words, since their id is another now.</param>
/// <param name="Missing">Labels that find no claim.</param>
/// <param name="Pairs">Pairs of claims of one transfer by label, among those that share a party.</param>
/// <param name="Precision">Of the pairs that were joined, the share that is one transfer by label.</param>
/// <param name="Recall">Of <paramref name="Pairs"/>, the share that was joined.</param>
/// <param name="Whole">Of the pairs whose claims both have a supplier and a recipient, the share that was joined: what lacks a party is proposed, never joined.</param>
/// <param name="Proposed">Of <paramref name="Pairs"/>, the share that was joined or stands in two records of which one is proposed to the other.</param>
/// <param name="CubedPrecision">B³ (Bagga and Baldwin 1998), over all claims.</param>
public sealed record JoiningScore(int Claims, int Moved, int Missing, int Pairs, double Precision, double Recall, (int Pairs, double Recall) Whole, double Proposed, double CubedPrecision, double CubedRecall, ImmutableArray<string> Wrong)
{
    /// <param name="proposed">Whether of two records one is proposed to the other; nothing is where null.</param>
    public static JoiningScore Of(IReadOnlyCollection<(JoiningLabel Label, ReadClaim? Claim)> labels, Func<string, string, bool>? proposed = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var read = labels.Where(l => l.Claim is not null).Select(l => (Gold: l.Label.Transfer, l.Claim!.Claim, l.Claim.Record, Parties: Parties(l.Claim.Claim), Whole: IsWhole(l.Claim.Claim))).ToArray();
        var (right, joined, pairs, whole, wholeRight, known) = (0, 0, 0, 0, 0, 0);
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
                if (same && (together || proposed?.Invoke(a.Record, b.Record) == true || proposed?.Invoke(b.Record, a.Record) == true)) known++;
                if (same && a.Whole && b.Whole)
                {
                    whole++;
                    if (together) wholeRight++;
                }
                if (same == together) continue;
                var items = string.Join(" | ", new[] { Words(a.Claim), Words(b.Claim) }.Order(StringComparer.Ordinal));
                var words = same ? $"not joined: {a.Gold}: {items}" : $"joined: {string.Join(" with ", new[] { a.Gold, b.Gold }.Order(StringComparer.Ordinal))}: {items}";
                wrong[words] = wrong.GetValueOrDefault(words) + 1;
            }
        }
        var cubed = read.Length == 0 ? null : BCubed.Of([.. read.Select(r => r.Record)], [.. read.Select(r => r.Gold)]);
        return new JoiningScore(read.Length, labels.Count(l => l.Claim is { } c && c.Claim.Id != l.Label.Claim), labels.Count - read.Length, pairs, Share(right, joined), Share(right, pairs), (whole, Share(wholeRight, whole)), Share(known, pairs), cubed?.P ?? 1, cubed?.R ?? 1,
            [.. wrong.OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Value} {w.Key}")]);
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Claims} claims ({Moved} found by their words, {Missing} labelled ones not read), {Pairs} pairs: P {Precision:0.000}, R {Recall:0.000} (of {Whole.Pairs} with all parties read {Whole.Recall:0.000}; joined or proposed {Proposed:0.000}); B³ P {CubedPrecision:0.000}, R {CubedRecall:0.000}");

    private static double Share(double part, double whole) => whole == 0 ? 1 : part / whole;

    private static string Words(Claim c) => $"{LedgerKeys.Of(c.Supplier) ?? "?"}→{LedgerKeys.Of(c.Recipient ?? c.EndUser) ?? "?"} {(c.Negated ? "not " : "")}{c.Stage} “{c.Item.Words}”";

    private static bool IsWhole(Claim c) => LedgerKeys.Of(c.Supplier) is not null && LedgerKeys.Of(c.Recipient ?? c.EndUser) is not null;

    private static HashSet<string> Parties(Claim c) =>
        [.. new[] { c.Supplier, c.Recipient, c.EndUser, c.User, c.Producer }.Select(LedgerKeys.Of).OfType<string>()];
}

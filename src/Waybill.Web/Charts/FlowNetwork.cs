using Waybill.Web.Stores;

namespace Waybill.Web.Charts;

/// <summary>A party in the network, on one side of it.</summary>
/// <param name="Y">Middle of its line.</param>
public sealed record NetworkNode(string Name, double Y, int Firm, int All);

/// <summary>Records between two parties.</summary>
/// <param name="Firm">Affirmed, certain or probable movements; where there are none it is drawn as no flow.</param>
public sealed record NetworkLink(string From, string To, double FromY, double ToY, int Firm, int All, int Disputed, double Thickness);

/// <summary>Suppliers on the left, recipients on the right, a line for each pair: the same parties as in the matrix. Both sides are put in
/// the order in which lines cross little (barycentres, Sugiyama 1981).</summary>
public sealed record FlowNetwork(IReadOnlyList<NetworkNode> Suppliers, IReadOnlyList<NetworkNode> Recipients, IReadOnlyList<NetworkLink> Links, int Others)
{
    /// <summary>Height of a party's line.</summary>
    public const double Step = 26;

    private const double Top = 16;
    private const int Sweeps = 6;
    private const double Thinnest = 1.5;
    private const double Thickest = 12;

    public double Height => Top + Step * Math.Max(Suppliers.Count, Recipients.Count);

    public static FlowNetwork Of(IReadOnlyList<TransferRow> rows)
    {
        var matrix = FlowMatrix.Of(rows);
        var (left, right) = (Busiest(matrix.Suppliers, matrix, 0), Busiest(matrix.Recipients, matrix, 1));
        for (var i = 0; i < Sweeps; i++)
        {
            right = Sorted(right, r => Mean(left, s => Weight(matrix, s, r)));
            left = Sorted(left, s => Mean(right, r => Weight(matrix, s, r)));
        }
        var height = Step * Math.Max(left.Count, right.Count);
        var (fromY, toY) = (Places(left, height), Places(right, height));
        var most = Math.Max(1, matrix.Cells.Values.Select(c => c.Firm).DefaultIfEmpty().Max());
        return new FlowNetwork(
            [.. left.Select(s => Node(s, fromY[s], matrix, p => p.Item1))], [.. right.Select(r => Node(r, toY[r], matrix, p => p.Item2))],
            [.. matrix.Cells.OrderBy(c => c.Value.Firm > 0).ThenByDescending(c => c.Value.Firm).ThenBy(c => c.Key.Item1, StringComparer.Ordinal).ThenBy(c => c.Key.Item2, StringComparer.Ordinal)
                .Select(c => new NetworkLink(c.Key.Item1, c.Key.Item2, fromY[c.Key.Item1], toY[c.Key.Item2], c.Value.Firm, c.Value.All, c.Value.Disputed,
                    c.Value.Firm == 0 ? Thinnest : Thinnest + (Thickest - Thinnest) * (c.Value.Firm / (double)most)))],
            matrix.Others);
    }

    private static double Weight(FlowMatrix matrix, string from, string to) => matrix.Cells.TryGetValue((from, to), out var cell) ? cell.Firm + 0.25 * cell.All : 0;

    private static List<string> Busiest(IReadOnlyList<string> names, FlowMatrix matrix, int side) =>
        [.. names.OrderByDescending(n => matrix.Cells.Where(c => (side == 0 ? c.Key.Item1 : c.Key.Item2) == n).Sum(c => c.Value.All)).ThenBy(n => n, StringComparer.Ordinal)];

    /// <summary>Mean place of what is on the other side.</summary>
    private static double Mean(List<string> others, Func<string, double> weight)
    {
        var (sum, all) = (0.0, 0.0);
        for (var i = 0; i < others.Count; i++)
        {
            var w = weight(others[i]);
            (sum, all) = (sum + w * i, all + w);
        }
        return all > 0 ? sum / all / Math.Max(1, others.Count - 1) : 1;
    }

    private static List<string> Sorted(List<string> names, Func<string, double> by) =>
        [.. names.Select(n => (Name: n, At: n == FlowMatrix.Unnamed ? double.PositiveInfinity : by(n))).OrderBy(n => n.At).ThenBy(n => n.Name, StringComparer.Ordinal).Select(n => n.Name)];

    private static Dictionary<string, double> Places(List<string> names, double height) =>
        names.Select((n, i) => (n, Y: Top + (i + 0.5) * height / names.Count)).ToDictionary(p => p.n, p => p.Y, StringComparer.Ordinal);

    private static NetworkNode Node(string name, double y, FlowMatrix matrix, Func<(string, string), string> side)
    {
        var mine = matrix.Cells.Where(c => side(c.Key) == name).Select(c => c.Value).ToArray();
        return new NetworkNode(name, y, mine.Sum(c => c.Firm), mine.Sum(c => c.All));
    }
}

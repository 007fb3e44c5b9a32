using System.Globalization;
using Waybill.Bench.Claims;


namespace Waybill.Tests.Samples;

/// <summary>What <c>samples/expected-pages.tsv</c> says of one page.</summary>
public sealed record ExpectedPage(string File, string Outlet, string Published, string Family, string Relation, string Language, string VersionOf, int Claims)
{
    /// <summary>The day is not printed on the page: its family gives it.</summary>
    public bool PublishedByFamily => Published.StartsWith('[');

    public string Day => Published.Trim('[', ']');
}

/// <summary>What <c>samples/expected-claims.tsv</c> says of one claim. A cell lists readings with <c>|</c>;
/// <c>-</c> is the empty value and <c>*</c> is not checked.</summary>
public sealed record ExpectedClaim(
    string File, string Need, string Kind, string Stage, string Negated, string Factuality, string Supplier, string Recipient, string Category, string Min, string Max, string Government, string Note)
{
    public bool Must => Need == "must";

    /// <summary>Whether a claim with these values (null: empty) is the one that is meant.</summary>
    /// <param name="partly">Whether a party, a count or a source that is left empty may stand for one that the page gives.</param>
    public bool Fits(string kind, string stage, bool negated, string factuality, string? supplier, string? recipient, string category, long? min, long? max, string? government, bool partly = false)
    {
        return Allows(Kind, kind) && Allows(Stage, stage) && Allows(Negated, negated ? "yes" : "no") && Allows(Factuality, factuality) && Allows(Category, category)
            && Value(Supplier, supplier) && Value(Recipient, recipient) && Value(Government, government)
            && Value(Min, min?.ToString(CultureInfo.InvariantCulture)) && Value(Max, max?.ToString(CultureInfo.InvariantCulture));

        bool Value(string cell, string? value) => Allows(cell, value) || (partly && value is null);
    }

    private static bool Allows(string cell, string? value)
    {
        foreach (var reading in cell.Split('|'))
        {
            if (reading == "*" || reading == (value ?? "-")) return true;
        }
        return false;
    }
}

/// <summary>The hand-written expectations that lie beside the samples.</summary>
public static class SampleExpectations
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "samples");

    public static IReadOnlyList<ExpectedPage> Pages { get; } =
        [.. Rows("expected-pages.tsv").Select(c => new ExpectedPage(c[0], c[1], c[2], c[3], c[4], c[5], c[6], int.Parse(c[7], CultureInfo.InvariantCulture)))];

    public static IReadOnlyList<ExpectedClaim> Claims { get; } =
        [.. Rows("expected-claims.tsv").Select(c => new ExpectedClaim(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11], c[12]))];

    /// <summary>The page files, sorted ordinally.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)!).Where(f => f[0] is >= '0' and <= '9').Order(StringComparer.Ordinal)];

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadAllLines(Path.Combine(Folder, file)).Where(l => l.Length > 0 && l[0] != '#').Skip(1).Select(l => l.Split('\t'));
}

using System.Collections.Immutable;
using Waybill.Lexicons;
using Waybill.Tests.Seeds;

namespace Waybill.Tests.Mutations;

/// <summary>What came out for one mutation of the five seed pages.</summary>
/// <param name="Lost">Expected claims that did not come out, in words.</param>
/// <param name="Invented">Claims that answer nothing expected, in words.</param>
/// <param name="Other">Problems of metadata, families, stories, dates, times and records.</param>
internal sealed record MutationResult(int Number, int Expected, ImmutableArray<string> Lost, ImmutableArray<string> Invented, ImmutableArray<string> Other)
{
    public int Survived => Expected - Lost.Length;

    public override string ToString() => $"mutation {Number}: {Survived} of {Expected} expected claims, {Invented.Length} not expected, {Other.Length} other problems";
}

/// <summary>Runs the stages over mutated seed pages in memory.</summary>
internal static class MutationRun
{
    /// <param name="number">The mutation; 0 leaves the pages as they are.</param>
    public static MutationResult Run(int number)
    {
        var root = Repository.Corpora();
        var mutation = new Mutation(Math.Max(number, 1), Lexicon.Embedded);
        var mapping = number == 0 ? SeedMapping.Unchanged : mutation.Mapping;
        var texts = Directory.EnumerateFiles(Path.Combine(root, "seeds"), "*.txt")
            .ToImmutableSortedDictionary(f => Path.GetFileName(f)[..3], f => number == 0 ? File.ReadAllText(f) : mutation.Page(File.ReadAllText(f)), StringComparer.Ordinal);
        var result = SeedRun.Run(texts);
        var expectations = SeedExpectations.Load();
        List<string> lost = [], invented = [], other = [];
        foreach (var key in expectations.PageKeys)
        {
            foreach (var problem in expectations.PageProblems(key, result, mapping))
            {
                if (problem.StartsWith(key + "/", StringComparison.Ordinal)) lost.Add(problem);
                else if (problem.StartsWith(key + ": not expected", StringComparison.Ordinal)) invented.Add(problem);
                else other.Add(problem);
            }
        }
        other.AddRange(expectations.AcrossProblems(result, mapping));
        return new MutationResult(number, expectations.RequiredClaims, [.. lost], [.. invented], [.. other]);
    }
}

namespace Waybill.Tests.Claims.Reading;

/// <summary>Reads the tables of cases: one case a line, fields apart by <c>|</c>, blank lines and <c>#</c> lines skipped.
/// Every third case is the test part: it was written with the others and is measured, not tuned on.</summary>
internal static class ReadingCases
{
    public sealed record Case(int Line, string[] Fields, bool Test)
    {
        public override string ToString() => string.Join(" | ", Fields);
    }

    public static List<Case> Of(string table, int fields)
    {
        var cases = new List<Case>();
        foreach (var raw in table.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            if (parts.Length != fields) throw new InvalidOperationException($"a case needs {fields} fields: {line}");
            cases.Add(new Case(cases.Count + 1, parts, cases.Count % 3 == 2));
        }
        return cases;
    }

    /// <summary>Runs a table and says how many came right, dev and test apart, with every miss in words.</summary>
    public static (int Right, int All, int TestRight, int TestAll, string Misses) Run(List<Case> cases, Func<Case, string?> miss)
    {
        int right = 0, testRight = 0;
        var misses = new System.Text.StringBuilder();
        foreach (var one in cases)
        {
            var wrong = miss(one);
            if (wrong is null)
            {
                right++;
                if (one.Test) testRight++;
            }
            else misses.Append(one.Test ? "T " : "  ").Append(one).Append("   → ").AppendLine(wrong);
        }
        return (right, cases.Count, testRight, cases.Count(c => c.Test), misses.ToString());
    }
}

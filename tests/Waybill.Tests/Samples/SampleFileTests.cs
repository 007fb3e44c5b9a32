using System.IO.Compression;
using System.Text;
using Shouldly;
using Waybill.Claims;
using Xunit;

namespace Waybill.Tests.Samples;

/// <summary>The samples are marked as samples, and what lies beside them is about them.</summary>
public sealed class SampleFileTests
{
    [Fact]
    public void There_are_enough_pages_of_each_shape()
    {
        SampleExpectations.Files.Count(f => f.EndsWith(".html", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(32);
        SampleExpectations.Files.ShouldContain(f => f.EndsWith(".txt", StringComparison.Ordinal));
        SampleExpectations.Files.ShouldContain(f => f.EndsWith(".html.gz", StringComparison.Ordinal));
        SampleExpectations.Pages.Count(p => p.Claims == 0).ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public void Every_page_says_that_it_was_written_for_the_project()
    {
        foreach (var file in SampleExpectations.Files)
        {
            var text = Read(file);
            var mark = file.EndsWith(".txt", StringComparison.Ordinal)
                ? "Written for the Waybill project." : "<meta name=\"waybill-sample\" content=\"written for the Waybill project\">";
            text.ShouldContain(mark, Case.Sensitive, file);
        }
    }

    [Fact]
    public void Addresses_are_invented()
    {
        foreach (var file in SampleExpectations.Files)
        {
            foreach (var part in Read(file).Split("https://").Skip(1))
            {
                var host = part[..part.IndexOfAny(['/', '"', '<', ' '])];
                (host.EndsWith(".example", StringComparison.Ordinal) || host == "schema.org").ShouldBeTrue($"{file}: {host}");
            }
        }
    }

    [Fact]
    public void Expectations_and_pages_match_one_to_one()
    {
        SampleExpectations.Pages.Select(p => p.File).ShouldBe(SampleExpectations.Files);
        var counts = SampleExpectations.Claims.GroupBy(c => c.File).ToDictionary(g => g.Key, g => g.Count());
        SampleExpectations.Pages.Where(p => p.Claims != counts.GetValueOrDefault(p.File)).ShouldBeEmpty();
        SampleExpectations.Claims.Select(c => c.File).Except(SampleExpectations.Files).ShouldBeEmpty();
        SampleExpectations.Pages.Select(p => p.VersionOf).Where(v => v.Length > 0).Except(SampleExpectations.Files).ShouldBeEmpty();
    }

    [Fact]
    public void Expectations_use_the_words_of_the_ledger()
    {
        var stages = Enum.GetNames<Stage>().Select(Kebab).ToHashSet();
        SampleExpectations.Claims.SelectMany(c => c.Stage.Split('|')).Where(s => s != "*" && !stages.Contains(s)).ShouldBeEmpty();
        SampleExpectations.Claims.SelectMany(c => c.Factuality.Split('|')).Where(s => s is not ("*" or "certain" or "probable" or "possible" or "unknown")).ShouldBeEmpty();
        SampleExpectations.Claims.Where(c => c.Need is not ("must" or "may") || c.Kind is not ("flow" or "use") || c.Negated is not ("yes" or "no" or "*")).ShouldBeEmpty();
        SampleExpectations.Pages.Where(p => p.Relation is not ("origin" or "identical" or "republished" or "excerpt" or "rewrite" or "translation")).ShouldBeEmpty();
    }

    [Fact]
    public void The_readme_has_a_line_for_every_page()
    {
        var readme = File.ReadAllText(Path.Combine(SampleExpectations.Folder, "README.md"));
        var named = new HashSet<int>();
        foreach (var row in readme.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(l[2])))
        {
            foreach (var part in row.Split('|')[1].Split(','))
            {
                var ends = part.Split('–').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
                for (var n = ends[0]; n <= ends[^1]; n++) named.Add(n);
            }
        }
        SampleExpectations.Files.Where(f => !named.Contains(int.Parse(f.AsSpan(0, 2), System.Globalization.CultureInfo.InvariantCulture))).ShouldBeEmpty();
    }

    /// <summary>The exported word of an enum member: <c>InDelivery</c> is <c>in-delivery</c>.</summary>
    public static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    private static string Read(string file)
    {
        using var stream = File.OpenRead(Path.Combine(SampleExpectations.Folder, file));
        using var unpacked = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

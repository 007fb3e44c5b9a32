using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests;

/// <summary>The project keeps its own promises about shape.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void Unicode_normalisation_is_on() =>
        "e\u0301".Normalize().ShouldBe("é"); // InvariantGlobalization would leave the string as it is

    [Fact]
    public void Every_path_that_the_architecture_names_exists()
    {
        var named = Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "ARCHITECTURE.md")), @"^\| `([^`]+)` \|", RegexOptions.Multiline | RegexOptions.NonBacktracking)
            .Select(m => m.Groups[1].Value).ToList();
        named.Count.ShouldBeGreaterThan(10);
        named.Where(p => !Path.Exists(Path.Combine(Repository.Root, p))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_of_the_core_is_in_the_architecture()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "ARCHITECTURE.md"));
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "Waybill.Core")).Select(Path.GetFileName)
            .Where(d => d is not ("bin" or "obj") && !text.Contains($"`src/Waybill.Core/{d}/`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Waybill.Core")]
    [InlineData("Waybill.Html", "Waybill.Core")]
    [InlineData("Waybill.Storage", "Waybill.Core")]
    [InlineData("Waybill.Pipeline", "Waybill.Core", "Waybill.Html", "Waybill.Storage")]
    [InlineData("Waybill.Web", "Waybill.Pipeline")]
    [InlineData("Waybill.Cli", "Waybill.Pipeline", "Waybill.Web")]
    public void Projects_reference_only_what_is_below_them(string project, params string[] below)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
        file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')))
            .Except(below).ShouldBeEmpty();
    }

    [Fact]
    public void Public_types_of_the_core_are_sealed_and_hold_no_settable_state()
    {
        var types = typeof(TextSpan).Assembly.GetExportedTypes().Where(t => !t.IsEnum && !t.IsInterface && !typeof(Delegate).IsAssignableFrom(t)).ToList();
        types.Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(t => t.FullName).ShouldBeEmpty();
        types.SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(p => p.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Select(p => $"{p.DeclaringType!.FullName}.{p.Name}").ShouldBeEmpty();
        types.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(f => f is { IsLiteral: false, IsInitOnly: false } && !f.Name.StartsWith('<') && !f.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(f => $"{f.DeclaringType!.FullName}.{f.Name}").ShouldBeEmpty();
    }

    [Fact]
    public void The_change_log_has_an_unreleased_part() =>
        File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md")).ShouldContain("## Unreleased");
}

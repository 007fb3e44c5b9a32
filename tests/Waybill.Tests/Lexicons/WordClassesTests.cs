using Shouldly;
using Waybill.Lexicons;
using Xunit;

namespace Waybill.Tests.Lexicons;

/// <summary>The closed classes of words are sorted and whole, and a bad row is named.</summary>
public sealed class WordClassesTests
{
    [Fact]
    public void The_file_has_no_problems() => WordClasses.Embedded.Problems.ShouldBeEmpty();

    [Fact]
    public void Words_are_found_in_their_class()
    {
        WordClasses.Of("vessel").ShouldContain("dhow");
        WordClasses.Of("body").ShouldNotContain("dhow");
        WordClasses.Embedded.Names.ShouldContain("story-verb");
    }

    [Fact]
    public void Bad_rows_are_named() =>
        WordClasses.Read("a\tx\na\tx\nb\n").Problems.Length.ShouldBe(2);
}

using Shouldly;
using Waybill.Lineage;
using Waybill.Web.Server;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary>Two sentences side by side: which words are marked, and as what.</summary>
public sealed class WordMarksTests
{
    [Theory]
    [InlineData("Oslo may send 24 tanks.", "Oslo sent 42 tanks", "Oslo [may send 24] tanks.", "Oslo [sent 42] tanks")]
    [InlineData("“Oslo sent tanks,” he said.", "Oslo sent tanks, he said", "“Oslo sent tanks,” he said.", "Oslo sent tanks, he said")]
    [InlineData("A b c", "x y", "[A b c]", "[x y]")]
    [InlineData("the same", "The same", "the same", "The same")]
    public void Words_of_one_side_alone_are_marked(string left, string right, string markedLeft, string markedRight)
    {
        var (a, b) = WordMarks.Of(left, right, []);
        Shown(a).ShouldBe(markedLeft);
        Shown(b).ShouldBe(markedRight);

        static string Shown(IReadOnlyList<WordRun> runs) => string.Join(' ', runs.Select(r => r.Changed ? $"[{r.Text}]" : r.Text));
    }

    [Fact]
    public void A_changed_number_and_a_lost_hedge_are_named()
    {
        Change[] changes = [new("number", "42", "24", default, default), new("hedge-lost", "", "may", default, default), new("wording", "sent", "send", default, default)];
        var (left, right) = WordMarks.Of("Oslo may soon send Riga 24 tanks.", "Oslo soon sent Riga 42 tanks.", changes);
        left.Where(r => r.Changed).Select(r => (r.Text, r.Kind)).ShouldBe([("may", "hedge-lost"), ("send", ""), ("24", "number")]);
        right.Where(r => r.Changed).Select(r => (r.Text, r.Kind)).ShouldBe([("sent", ""), ("42", "number")]);
    }

    [Fact]
    public void A_sentence_without_end_is_shown_as_it_is()
    {
        var left = string.Join(' ', Enumerable.Repeat("a", 100_000));
        WordMarks.Of(left, "a b", []).Left.ShouldHaveSingleItem().Changed.ShouldBeFalse();
    }
}

using Shouldly;
using Waybill.Storage.Databases;
using Xunit;

namespace Waybill.Tests.Storage;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Ten Tanks, ten F-35s.", "35s f tanks ten")]
    [InlineData("don’t naïve NAIVE Ça", "ca don naive t")]
    [InlineData("Kyïv’s \uD83D\uDE80rocket a\uD800b Ⅻ ４５", "a b kyiv rocket s ⅻ ４５")]
    [InlineData("x\u0302yz abcé éabc", "abce eabc xyz")]
    [InlineData(" … ", "")]
    public void Words_are_small_plain_sorted_and_once_each(string text, string words) =>
        string.Join(' ', SearchWords.Of(text)).ShouldBe(words);

    [Fact]
    public void A_word_of_any_length_is_cut()
    {
        SearchWords.Of(new string('a', 5000) + " b").ShouldBe([new string('a', 200), "b"]);
        SearchWords.Of(new string('é', 5000) + " b").ShouldBe(["b", new string('e', 200)]);
    }
}

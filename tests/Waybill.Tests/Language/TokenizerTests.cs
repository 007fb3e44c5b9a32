using Shouldly;
using Waybill.Language;
using Xunit;

namespace Waybill.Tests.Language;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("North Korea's close-range missiles.", "North|Korea|'s|close|-|range|missiles|.")]
    [InlineData("They don’t, we can't, it'll.", "They|do|n’t|,|we|ca|n't|,|it|'ll|.")]
    [InlineData("The U.S. said on Dec. 30 that Gen. J. Smith left.", "The|U.S.|said|on|Dec.|30|that|Gen.|J.|Smith|left|.")]
    [InlineData("about $1.5 billion (10%)", "about|$|1.5|billion|(|10|%|)")]
    [InlineData("US$5 and €3,000", "US$|5|and|€|3,000")]
    [InlineData("anti-ship and surface-to-air", "anti-ship|and|surface|-|to|-|air")]
    [InlineData("“We’re still assessing,” he said.", "“|We|’re|still|assessing|,|”|he|said|.")]
    [InlineData("range of 900 km…reports Asian Lite", "range|of|900|km|…|reports|Asian|Lite")]
    [InlineData("he said.The ministry", "he|said|.|The|ministry")]
    [InlineData("the states' arms", "the|states|'|arms")]
    [InlineData("WASHINGTON (AP) — Iran", "WASHINGTON|(|AP|)|—|Iran")]
    [InlineData("KYIV–Moscow 2019–2021", "KYIV|–|Moscow|2019|–|2021")]
    [InlineData("see https://example.org/a-b?c=1.", "see|https://example.org/a-b?c=1|.")]
    [InlineData("at 10:30 a.m. on 12/30/2023", "at|10:30|a.m.|on|12/30/2023")]
    [InlineData("• first\n• second", "•|first|•|second")]
    [InlineData("He cannot go; \"never\"", "He|can|not|go|;|\"|never|\"")]
    [InlineData("", "")]
    public void Cuts_as_universal_dependencies_does(string text, string expected)
    {
        var tokens = new TokenBuffer();
        new Tokenizer(Models.Load().TokenizerRules).Tokenize(text, tokens);
        string.Join('|', Enumerable.Range(0, tokens.Count).Select(i => tokens.Word(text, i).ToString())).ShouldBe(expected);
    }
}

using Shouldly;
using Waybill.Html;
using Xunit;

namespace Waybill.Tests.Html;

public sealed class TreeParserTests
{
    private static string[] Blocks(string html) => [.. Segmenter.Cut(TreeParser.Parse(html)).Blocks.Select(b => b.Text.Text)];

    [Theory]
    [InlineData("<p>one<p>two", "one|two")]
    [InlineData("<p>one <b>two</b> <i>three</i>", "one two three")]
    [InlineData("<ul><li>a<li>b</ul>c", "a|b|c")]
    [InlineData("one<br>two", "one two")]
    [InlineData("one<br><br>two", "one|two")]
    [InlineData("one<br> <br/>two", "one|two")]
    [InlineData("<table><tr><td>a<td>b<tr><td>c</table>", "a|b|c")]
    [InlineData("<div>a<!-- <p>no</p> -->b</div>", "ab")]
    [InlineData("<script>if (a < b) document.write('<p>no</p>')</script><p>yes", "yes")]
    [InlineData("<style>p{}</style><p>yes", "yes")]
    [InlineData("<p>AT&amp;T &lt;x&gt; &#8217; &#146; &eacute; &nosuch; &copy 1", "AT&T <x> ’ ’ é &nosuch; © 1")]
    [InlineData("<p>a&nbsp;&nbsp;b \n c", "a b c")]
    [InlineData("<p>1 < 2 and 3 > 2", "1 < 2 and 3 > 2")]
    [InlineData("<p title=\"a > b\">x</p>", "x")]
    [InlineData("<p>x<span", "x")]
    [InlineData("<a href=x><div>one</div><div>two</div></a>", "one|two")]
    [InlineData("<b><p>one</b> two</p>three", "one two|three")]
    [InlineData("<svg><title>no</title><path/></svg><p>yes", "yes")]
    [InlineData("<h2>one</h3>two", "one|two")]
    [InlineData("<TITLE>no</TITLE><P>Yes", "Yes")]
    [InlineData("<p>so\u00ADft hy\u200Bphen", "soft hyphen")]
    [InlineData("<td>stray</td> cell", "stray|cell")]
    public void Blocks_of_visible_text(string html, string expected) => string.Join('|', Blocks(html)).ShouldBe(expected);

    [Fact]
    public void Links_know_their_words()
    {
        var block = Segmenter.Cut(TreeParser.Parse("<p>see <a href='/x'>this one</a> now</p>")).Blocks.Single();
        var link = block.Links.Single();
        block.Text.Text.Substring(link.Start, link.Length).ShouldBe("this one");
    }
}

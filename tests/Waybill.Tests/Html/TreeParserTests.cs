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
    [InlineData("<script><!-- <script>a</script> b --></script><p>yes", "yes")]
    [InlineData("<script>x='<!--'</script><p>yes", "yes")]
    [InlineData("<style>p{}</style><p>yes", "yes")]
    [InlineData("Also<br><a href=x>one story</a><br><a href=y>two story</a>", "Also|one story|two story")]
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

    /// <summary>AngleSharp reads the same letters in the same order on nearly every real page (407 of naeb's 410).</summary>
    [Fact]
    public void Letters_on_real_pages_are_those_that_AngleSharp_reads()
    {
        var root = Environment.GetEnvironmentVariable("WAYBILL_CORPORA");
        if (root is null) Assert.Skip("WAYBILL_CORPORA is not set: the article sets are not at hand");
        var folder = Path.Combine(root, "data", "articles", "htmldate-mediacloud", "html");
        var parser = new AngleSharp.Html.Parser.HtmlParser();
        int same = 0, all = 0;
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal).Where(f => new FileInfo(f).Length < 40_000).Take(24))
        {
            using var gzip = new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress);
            using var reader = new StreamReader(gzip);
            var html = reader.ReadToEnd();
            using var document = parser.ParseDocument(html);
            var theirs = new System.Text.StringBuilder();
            var stack = new Stack<AngleSharp.Dom.INode>();
            stack.Push(document.DocumentElement);
            while (stack.TryPop(out var node))
            {
                if (node is AngleSharp.Dom.IText words) theirs.Append(words.Data);
                if (node is AngleSharp.Dom.IElement element && Tags.IsHidden(Tags.Of(element.LocalName))) continue;
                for (var i = node.ChildNodes.Length - 1; i >= 0; i--) stack.Push(node.ChildNodes[i]);
            }
            all++;
            if (Letters(string.Concat(Blocks(html))) == Letters(theirs.ToString())) same++;
        }
        all.ShouldBeGreaterThan(10);
        same.ShouldBeGreaterThanOrEqualTo(all * 9 / 10);

        static string Letters(string text) => string.Concat(text.Normalize().Where(char.IsLetterOrDigit));
    }
}

using System.Text.Json;
using Shouldly;
using Waybill.Pipeline.Looking;
using Waybill.Storage;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Storage;

/// <summary>Full-text search over a real store: forms of words, runs, exclusions, and what comes of a page that changes.</summary>
public abstract class SearchContract : IDisposable
{
    private readonly TestFolder _folder;

    protected SearchContract(string? address)
    {
        _folder = new TestFolder { Store = address! };
        _folder.Write("in/a.txt", "Ruritania gets howitzers\n\nRuritania took delivery of 24 self-propelled howitzers from Sylvania, its ministry said.\n\nA band played at the quay of Zürich.");
        _folder.Write("in/b.txt", "A quiet day\n\nNothing propelled by itself was seen near the howitzer museum.");
        _folder.Write("in/c.txt", "Fish market\n\nPrices of cod were stable on Friday as boats came back.");
        _folder.Run("read", _folder.File("in/a.txt"), "--published", "2024-01-02").Exit.ShouldBe(0);
        _folder.Run("read", _folder.File("in/b.txt"), "--published", "2024-03-02").Exit.ShouldBe(0);
        _folder.Run("read", _folder.File("in/c.txt")).Exit.ShouldBe(0);
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private string[] Titles(params string[] words)
    {
        var result = _folder.Run(["search", .. words, "--json"]);
        result.Exit.ShouldBe(result.Lines.Length == 0 ? 1 : 0);
        return [.. result.Lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("title").GetString()!)];
    }

    [Fact]
    public void Words_are_found_in_any_form_the_latest_article_first()
    {
        Titles("howitzer").ShouldBe(["A quiet day", "Ruritania gets howitzers"]);
        Titles("HOWITZERS", "ruritanias").ShouldBe(["Ruritania gets howitzers"]);
        Titles("zurich").ShouldBe(["Ruritania gets howitzers"]);
        Titles("submarine").ShouldBeEmpty();
    }

    [Fact]
    public void Runs_and_exclusions()
    {
        Titles("\"self-propelled howitzers\"").ShouldBe(["Ruritania gets howitzers"]);
        Titles("\"propelled self\"").ShouldBeEmpty();
        Titles("howitzers", "-museum").ShouldBe(["Ruritania gets howitzers"]);
    }

    [Theory]
    [InlineData("AND OR NOT NEAR(")]
    [InlineData("words:howitzer* ^x")]
    [InlineData("\"unclosed")]
    [InlineData("'; DROP TABLE page; --")]
    [InlineData("\u202Ehowitzer\u0000")]
    public void No_sign_in_a_query_means_anything(string query)
    {
        using var store = Store.Open(_folder.Store);
        Should.NotThrow(() => new Search(store).Find(SearchQuery.Parse(query), 0, 10));
    }

    [Fact]
    public void What_is_said_of_a_page_anew_replaces_what_was_found()
    {
        var id = _folder.Run("search", "cod", "--json").Lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("article").GetString()!).Single();
        using (var store = Store.OpenToChange(_folder.Store)) store.InTransaction(() => store.DropDerived(id));
        Titles("cod").ShouldBeEmpty();
        _folder.Run("rederive", "--apply").Exit.ShouldBe(0);
        Titles("cod").ShouldBe(["Fish market"]);
    }
}

public sealed class SearchTests() : SearchContract(null);

public sealed class PostgresSearchTests() : SearchContract(PostgresServers.Shared.NewStore());

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("The shells reached the port.", "reached the port", true)]
    [InlineData("The shells REACHED — the\nPort", "reached the port", true)]
    [InlineData("It overreached the port", "reached the port", false)]
    [InlineData("reached the ports", "reached the port", false)]
    [InlineData("reached the reached the port", "reached the port", true)]
    [InlineData("reached the", "reached the port", false)]
    [InlineData("S-400s and S 400", "s 400", true)]
    [InlineData("", "s", false)]
    public void A_run_of_words_is_found_by_words(string text, string run, bool holds)
    {
        SearchQuery.Holds(text, SearchQuery.Words(run)).ShouldBe(holds);
        // As walking over the words of the text would find it.
        var (here, wanted) = (SearchQuery.Words(text.ToLowerInvariant()), SearchQuery.Words(run));
        Enumerable.Range(0, here.Count).Any(i => here.Skip(i).Take(wanted.Count).SequenceEqual(wanted)).ShouldBe(holds);
    }
}

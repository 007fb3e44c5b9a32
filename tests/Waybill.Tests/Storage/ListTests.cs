using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouldly;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Storage;
using Waybill.Tests.Cli;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Storage;

/// <summary>Lists find by index what walking over every record would find.</summary>
public abstract class ListContract(ListLoad load)
{
    private readonly TestFolder _folder = load.Folder();


    public static TheoryData<string, string[]> Asked => new()
    {
        { "claims", [] },
        { "claims", ["--supplier", "rur"] },
        { "claims", ["--supplier", "SYL", "--item", "rockets"] },
        { "claims", ["--party", "Borduria", "--factuality", "possible"] },
        { "claims", ["--recipient", "nobody"] },
        { "claims", ["--source", "spokesman", "--stage", "delivered", "--kind", "flow", "--min-confidence", "0.5"] },
        { "articles", [] },
        { "articles", ["--outlet", "outlet 3"] },
        { "articles", ["--since", "2021-03", "--until", "2022"] },
        { "articles", ["--language", "EN", "--with-claims"] },
        { "families", ["--members", "2"] },
        { "stories", ["--title", "title 1"] },
        { "ledger", ["--supplier", "FRE"] },
        { "ledger", ["--stage", "movement", "--item", "shell"] },
        { "ledger", ["--stage", "interest"] },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public void AListIsWhatWalkingOverAllRecordsFinds(string verb, string[] filters)
    {
        ArgumentNullException.ThrowIfNull(filters);
        var found = Ids(_folder.Run([verb, "--json", .. filters]).Out);
        found.ShouldBe(Walked(verb, filters));
        found.ShouldBe([.. found.Order(StringComparer.Ordinal)], "in order of id");
        // Page by page the same comes out.
        var paged = new List<string>();
        for (var last = ""; ; last = paged[^1])
        {
            var page = Ids(_folder.Run([verb, "--json", .. filters, "--limit", "7", "--after", last]).Out);
            paged.AddRange(page);
            if (page.Count < 7) break;
        }
        paged.ShouldBe(found);
        // And for people the same number of rows, with an exit code that tells an empty list.
        _folder.Run([verb, .. filters]).Exit.ShouldBe(found.Count == 0 ? 1 : 0);
    }

    [Theory]
    [InlineData(1, 8, 1000)] // the filter with fewest rows leads after a walk
    [InlineData(1, 8, 2)] // none may lead
    [InlineData(3, 4096, 1000)] // the walk reaches the end at once
    public void EachWayOfFindingFindsTheSame(int few, int walked, int some)
    {
        using var store = Store.Open(_folder.Store);
        long[][] parties = [.. new[] { "Ruritania", "Sylvania", "Borduria" }.Select(name => store.Terms(TermKind.Party, parts => parts[1] == name || parts[2].Contains(name, StringComparison.Ordinal)).ToArray())];
        long[] rockets = [.. store.Terms(TermKind.Item, parts => parts[3].Contains("rocket", StringComparison.Ordinal))];
        ClaimQuery[] claims = [new() { Terms = [parties[0], rockets] }, new() { Terms = [parties[0], parties[1], rockets] }, new() { Terms = [parties[1], parties[2]], Factuality = Waybill.Claims.Factuality.Certain }];
        ArticleQuery[] articles = [new() { WithClaims = true, Language = "en" }, new() { WithClaims = true, Since = new DateOnly(2021, 1, 1).DayNumber, Until = new DateOnly(2022, 12, 31).DayNumber }];
        string[] afters = ["", "4", "c"];
        List<string[]> Found() => [.. claims.SelectMany(q => afters.Select(a => store.ClaimIds(q, a).ToArray())), .. articles.SelectMany(q => afters.Select(a => store.ArticleIds(q, a).ToArray()))];
        var usual = Found();
        usual.Count(f => f.Length > 0).ShouldBeGreaterThan(5);
        store.Limits = new(few, walked, some);
        Found().ShouldBe(usual);
    }

    [Fact]
    public void ReadingAgainAndRebuildingLeaveTheLists()
    {
        string[] before = [.. Asked.Select(a => _folder.Run([a.Data.Item1, "--json", .. a.Data.Item2]).Out)];
        load.Read();
        _folder.Run("rebuild").Exit.ShouldBe(0);
        _folder.Run("rederive", "--all", "--apply");
        string[] after = [.. Asked.Select(a => _folder.Run([a.Data.Item1, "--json", .. a.Data.Item2]).Out)];
        after.ShouldBe(before);
    }

    private List<string> Walked(string verb, string[] filters)
    {
        string? Given(string name) => Array.IndexOf(filters, name) is >= 0 and var at ? filters[at + 1] : null;
        using var store = Store.Open(_folder.Store);
        var set = new ExportSet(store);
        return verb switch
        {
            "claims" => [.. set.Claims().Select(c => c.Claim)
                .Where(c => Given("--supplier") is not { } s || c.Supplier.Names(s)).Where(c => Given("--recipient") is not { } r || c.Recipient.Names(r) || c.EndUser.Names(r))
                .Where(c => Given("--party") is not { } p || Phrases.Roles(c).Any(x => x.Party.Names(p))).Where(c => Given("--item") is not { } i || c.Item.Names(i))
                .Where(c => Given("--factuality") is not { } f || Term.Of(c.Factuality) == f).Where(c => Given("--source") is not { } q || c.Attribution.Any(a => Matching.Has(a.Words, q)))
                .Select(c => c.Id).Order(StringComparer.Ordinal)],
            "articles" => [.. set.Articles().Where(a => Given("--outlet") is not { } o || Matching.Has(a.Outlet, o))
                .Where(a => Given("--since") is not { } d || (PartialDate.Parse(a.Published) is { } date && date.Last >= PartialDate.Parse(d)!.Value.First && date.First <= PartialDate.Parse(Given("--until"))!.Value.Last))
                .Where(a => !filters.Contains("--with-claims") || a.Reading!.Reading.Claims.Length > 0).Select(a => a.Id)],
            "families" => [.. set.Families.Where(f => f.Members.Length >= 2).Select(f => f.Id)],
            "stories" => [.. set.Stories.Where(s => Matching.Has(s.Title, Given("--title")!)).Select(s => s.Id)],
            _ => [.. set.Transfers.Where(new TransferFilter { Supplier = Given("--supplier"), Item = Given("--item"), Stage = Given("--stage") }.Matches).Select(t => t.Id)],
        };
    }

    private static List<string> Ids(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()!)];
}

/// <summary>Forty pages in a store.</summary>
public abstract class ListLoad(Func<string?> address) : IDisposable
{
    private static readonly string[] States = ["Ruritania", "Sylvania", "Borduria", "Freedonia", "Graustark"];
    private static readonly string[] Items = ["missiles", "rockets", "shells", "drones"];
    private TestFolder? _made;

    /// <summary>The folder with the store, filled for the first who asks.</summary>
    internal TestFolder Folder()
    {
        if (_made is not null) return _made;
        _made = new TestFolder { Store = address()! };
        for (var i = 0; i < 40; i++)
        {
            var text = new StringBuilder($"Title {i % 20}\n\n{(i % 4 == 0 ? "Nothing was sent." : "")}");
            for (var k = 0; k < i % 4; k++)
                text.Append(CultureInfo.InvariantCulture, $"{(k == 2 ? "Perhaps " : "")}{States[(i + k) % 5]} sends {i + k} {Items[(i * 3 + k) % 4]} to {States[(i + k + 1) % 5]}.\n\n");
            if (i % 6 == 0) text.Append("Three more arms deals were named.\n\n");
            _made!.Write($"in/{i:00}.txt", text.ToString());
        }
        Read();
        return _made;
    }

    /// <summary>Each file by itself, of an outlet and a day, or of neither.</summary>
    internal void Read()
    {
        for (var i = 0; i < 40; i++)
        {
            List<string> args = ["read", _made!.File($"in/{i:00}.txt")];
            if (i % 5 > 0) args.AddRange(["--outlet", $"The Outlet {i % 4}"]);
            if (i % 4 > 0) args.AddRange(["--published", $"{2020 + i % 4}-0{1 + i % 9}{(i % 2 == 0 ? "-1" + i % 10 : "")}"]);
            var read = _made!.Run([.. args]);
            read.Exit.ShouldBe(0, read.Error);
        }
    }

    public void Dispose()
    {
        _made?.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteLoad() : ListLoad(() => null);

public sealed class PostgresLoad() : ListLoad(() => PostgresServers.Shared.NewStore());

public sealed class ListTests(SqliteLoad load) : ListContract(load), IClassFixture<SqliteLoad>;

public sealed class PostgresListTests(PostgresLoad load) : ListContract(load), IClassFixture<PostgresLoad>;

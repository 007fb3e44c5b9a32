using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Cli;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pages;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Stories;
using Waybill.Texts;

namespace Waybill.Bench.Load;

/// <summary><c>lists</c>: a store of made rows (no text is read for it), and the time of each list command inside the program,
/// opening of the store included, against 50 rows by primary key through the same library in the same run.</summary>
public static class ListBench
{
    private const int Limit = 50;
    private const int Batch = 10_000;

    private static readonly string[] States = ["PRK", "RUS", "IRN", "UKR", "USA", "POL", "KOR", "DEU", "FRA", "TUR", "ISR", "IND", "CHN", "TWN", "SAU", "EGY", "ARE", "GBR", "ITA", "ESP"];
    private static readonly (string Words, string Category)[] Arms = [("ballistic missiles", "missiles"), ("attack drones", "uav"), ("K2 tanks", "tanks"), ("self-propelled howitzers", "artillery"), ("155 mm shells", "ammunition"), ("fighter jets", "combat-aircraft"), ("frigates", "ships"), ("helicopters", "helicopters")];

    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        int Given(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : otherwise;
        var (articles, claims, rounds) = (Given("--articles", 1_000_000), Given("--claims", 200_000), Given("--rounds", 40));
        var kept = Array.IndexOf(args, "--store") is >= 0 and var s && s + 1 < args.Length ? args[s + 1] : null;
        var folder = Directory.CreateTempSubdirectory("waybill-lists-").FullName;
        try
        {
            var path = kept ?? Path.Combine(folder, "waybill.db");
            if (!File.Exists(path))
            {
                var clock = Stopwatch.StartNew();
                using var store = Store.OpenOrCreate(path);
                Make(store, articles, claims);
                Console.WriteLine(Invariant($"made {articles:N0} articles and {claims:N0} claims in {clock.Elapsed.TotalSeconds:N0} s, {new FileInfo(path).Length / 1048576.0:N0} MiB"));
            }
            Measure(path, rounds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static void Measure(string path, int rounds)
    {
        var peer = ByKey(path, rounds);
        Console.WriteLine($"{"milliseconds, in the program",-64}{"median",8}{"p99",8}{"× 50 by key",13}");
        Console.WriteLine(Invariant($"{"peer: open, 50 rows of articles by primary key",-64}{peer.Median,8:N1}{peer.P99,8:N1}{1,13:N1}"));
        foreach (var line in new string[]
        {
            "claims", "claims --after 8", "claims --supplier PRK", "claims --supplier PRK --recipient RUS --item missile", "claims --party Lilliput", "claims --stage delivered --factuality possible", "claims --source ministry --json",
            "articles", "articles --json", "articles --outlet Herald7", "articles --outlet Herald", "articles --since 2023-05-01 --until 2023-05-02", "articles --since 2020 --with-claims", "articles --outlet Herald7 --since 2023-05-01 --until 2023-05-09", "articles --agency AP", "articles --language de", "articles --outlet Nowhere",
            "families", "families --members 3", "families --agency AP", "stories", "stories --families 2", "stories --title 77777", "stories --title nowhere",
            "search shipment", "search w7 w31", "search w40000", "search \"reached the port\"",
            "ledger", "ledger --supplier PRK --recipient RUS", "ledger --stage delivered --since 2023-05 --until 2023-06", "ledger --disputed", "ledger --json",
        })
        {
            string[] words = line.IndexOf('"', StringComparison.Ordinal) is > 0 and var quote ? [.. line[..quote].Trim().Split(' '), line[quote..]] : line.Split(' ');
            var (median, p99) = Time(path, rounds, [.. words, "--limit", Limit.ToString(CultureInfo.InvariantCulture)]);
            Console.WriteLine(Invariant($"{line,-64}{median,8:N1}{p99,8:N1}{median / peer.Median,13:N1}"));
        }
    }

    private static (double Median, double P99) ByKey(string path, int rounds)
    {
        var random = new Random(1);
        return Of(rounds, () =>
        {
            using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT * FROM article_line WHERE page >= $1 ORDER BY page LIMIT 1";
            var key = command.Parameters.Add("$1", SqliteType.Text);
            for (var i = 0; i < Limit; i++)
            {
                key.Value = Id('a', random.Next());
                using var reader = command.ExecuteReader();
                while (reader.Read()) _ = reader.GetValue(reader.FieldCount - 1);
            }
        });
    }

    private static (double Median, double P99) Time(string path, int rounds, string[] args) => Of(rounds, () =>
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CliHost { Out = output, Error = error, Width = 120, Environment = name => name == "WAYBILL_STORE" ? path : null, Stages = new Lazy<Pipeline.Stages>(Composition.Stages) };
        if (App.RunAsync(args, host, CancellationToken.None).GetAwaiter().GetResult() > 1) throw new InvalidOperationException(error.ToString());
    });

    private static (double Median, double P99) Of(int rounds, Action work)
    {
        work();
        work();
        var times = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            work();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        return (times[times.Count / 2], times[Math.Min(times.Count - 1, (int)Math.Ceiling(times.Count * 0.99) - 1)]);
    }

    private static string Id(char kind, int n) => kind == 'a' ? Hashes.Identity(16, "made", n.ToString(CultureInfo.InvariantCulture)) : kind + Hashes.Identity(15, "made", n.ToString(CultureInfo.InvariantCulture));

    private static void Make(Store store, int articles, int claims)
    {
        var text = string.Join(' ', Enumerable.Repeat("The ministry said on Friday that the shipment had reached the port.", 30));
        var bytes = Packing.Pack("<html></html>"u8, Packing.PageQuality);
        var facts = new CaptureFacts { Format = PageFormat.Html };
        var packed = Packing.Pack(RowJson.Write(new Article { Extractor = "made/1", PageId = "made", Text = text, TextHash = Hashes.Sha256(text), Blocks = [new Block(new TextSpan(0, text.Length), BlockKind.Paragraph)], Map = new TextMap([]), Language = "en" }), Packing.RowQuality);
        var run = store.StartRun("made", "bench", DateTimeOffset.UnixEpoch);
        var random = new Random(1);
        var placed = new List<PlacedClaim>();
        var perPage = Math.Max(1, articles / Math.Max(1, claims / 2));
        for (var from = 0; from < articles; from += Batch)
        {
            var families = new List<Family>();
            var dates = new List<ArticleDate>();
            var stories = new List<Story>();
            var (first, to) = (from, Math.Min(from + Batch, articles));
            store.InTransaction(() =>
            {
                var pages = new List<PageRows>();
                for (var i = first; i < to; i++)
                {
                    var (id, day) = (Id('a', i), new DateOnly(2018, 1, 1).AddDays(random.Next(2500)));
                    var outlet = Invariant($"Herald{random.Next(3000)}");
                    var line = new ArticleLine(random.Next(10) == 0 ? null : ListTerm.Of(TermKind.Outlet, outlet, outlet + ".example"), random.Next(20) == 0 ? ListTerm.Of(TermKind.Agency, random.Next(2) == 0 ? "AP" : "Reuters") : null, Invariant($"Report number {i} of a shipment"));
                    var reading = i % perPage == 0 && i / perPage * 2 < claims ? Reading(id, text, random) : null;
                    var sha = Hashes.Sha256(id);
                    pages.Add(new PageRows(id, sha, Invariant($"https://{outlet}.example/{i}"), facts, bytes, new ArticleRow("made/1", facts.DerivedKey, null, null, random.Next(50) == 0 ? "de" : "en", line, packed) { Words = Words(new Random(i), text) },
                        ReadingRow.Of(reading ?? ClaimReading.Empty, "made/1", null, reading is null ? null : new LedgerPage { Id = id, Claims = reading.Claims })));
                    dates.Add(new ArticleDate(id, PartialDate.OfDay(day), null, null, false, "", null));
                    // Families of one, and every tenth of three.
                    if (i % 10 is 1 or 2) continue;
                    var family = Id('f', i);
                    string[] members = i % 10 == 0 && i + 2 < to ? [id, Id('a', i + 1), Id('a', i + 2)] : [id];
                    families.Add(new Family { Id = family, Origin = new FamilyOrigin(members[0], random.Next(30) == 0 ? "AP" : null, [], 0.5), Reference = members[0], Members = [.. members.Select((m, k) => new FamilyMember { Article = m, Relation = k == 0 ? Relation.Origin : Relation.Republished, Containment = 1 })], Stories = [] });
                    stories.Add(new Story(Id('s', i), Invariant($"Report number {i} of a shipment"), random.Next(8) == 0 ? [family, Id('f', i + 3)] : [family], Id('l', i)));
                    if (reading is not null) placed.AddRange(reading.Claims.Select(c => new PlacedClaim { Claim = c, Article = id, Family = family, When = new ResolvedTime("May", PartialDate.OfDay(day), PartialDate.OfDay(day), DatePrecision.Day, "made") }));
                }
                store.PutPages(pages, run);
                store.PutLineage(new LineageDelta
                {
                    FamiliesGone = [],
                    Families = [.. families],
                    StoriesGone = [],
                    Stories = [.. stories],
                    StorylinesGone = [],
                    Storylines = [],
                    ArticlesGone = [],
                    Dates = [.. dates],
                    VersionOf = System.Collections.Immutable.ImmutableSortedDictionary<string, string?>.Empty,
                    Furniture = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableArray<int>>.Empty,
                    Rows = [],
                });
            });
        }
        var transfers = placed.Chunk(4).Select((c, n) => Transfer(c, n)).OrderBy(t => t.Id, StringComparer.Ordinal);
        store.InTransaction(() => store.PutAcross(new AcrossState(null, new LedgerResult { Claims = [.. placed], Transfers = [.. transfers], ClaimChanges = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableArray<Change>>.Empty }), DerivedSchema.LedgerTables));
    }

    /// <summary>What full text is asked over: the text, and words of which few are frequent and most are rare (Zipf).</summary>
    private static string Words(Random random, string text) => text[..140] + " " + string.Join(' ', Enumerable.Range(0, 120).Select(_ => Invariant($"w{(int)Math.Exp(random.NextDouble() * Math.Log(60_000))}")));

    private static ClaimReading Reading(string page, string text, Random random)
    {
        var claims = new Claim[2];
        for (var k = 0; k < 2; k++)
        {
            var (words, category) = Arms[random.Next(Arms.Length)];
            var evidence = Evidence.InText(text, Hashes.Sha256("text"), new TextSpan(k * 68, 60), "stage", "item");
            claims[k] = new Claim
            {
                Id = Hashes.Identity(16, "claim", page, Invariant($"{k}")),
                PageId = page,
                Kind = ClaimKind.Flow,
                Stage = (Stage)random.Next(18),
                Factuality = (Factuality)random.Next(3),
                Supplier = State(random),
                Recipient = State(random),
                Item = new Item { Words = Invariant($"{random.Next(2, 900)} {words}"), Description = words, Category = category },
                Quantity = new Quantity { Words = "40", Min = 40, Max = 40 },
                Attribution = [new Attribution { Source = "the ministry", Words = Invariant($"the defence ministry of {random.Next(200)}"), Cue = "said", Kind = "body", Government = States[random.Next(States.Length)], Primary = true }],
                Part = ClaimPart.Body,
                Sentence = new TextSpan(k * 68, 67),
                Evidence = [evidence, evidence, evidence],
                Confidence = 0.8,
                Extractor = "made/1",
            };
        }
        return new ClaimReading([.. claims], []);
    }

    private static Party State(Random random) => States[random.Next(States.Length)] is var iso ? new Party { Words = iso, Name = iso, Kind = PartyKind.State, Iso3 = iso } : throw new InvalidOperationException();

    private static Transfer Transfer(PlacedClaim[] claims, int n) => new()
    {
        Id = Id('t', n),
        Supplier = claims[0].Claim.Supplier,
        Recipient = claims[0].Claim.Recipient,
        Item = claims[0].Claim.Item,
        Stages = [.. claims.Select(c => new TransferStage { Stage = c.Claim.Stage, Factuality = c.Claim.Factuality, Negated = false, Stance = Stance.Asserts, Quantity = c.Claim.Quantity, When = c.When, FirstReported = "2023-05-01", Claims = [c.Claim.Id] })],
        Outlets = 2,
        Pages = 2,
        Families = 2,
        IndependentOrigins = (1, 2),
        PrimarySources = ["USA"],
        Governments = ["USA"],
        FirstReported = "2023-05-01",
        LastReported = "2023-06-01",
        Disputes = n % 40 == 0 ? [new Dispute("quantity", "40 against 60", [claims[0].Claim.Id], [claims[^1].Claim.Id])] : [],
        Claims = [.. claims.Select(c => c.Claim.Id).Order(StringComparer.Ordinal)],
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

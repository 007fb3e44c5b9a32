using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pages;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Stories;
using Waybill.Texts;

namespace Waybill.Bench.Load;

/// <summary>A large store of made rows, written by the store's own calls: no page is read for it. Every tenth article has two claims
/// (they stand on an origin and on its copy), a few records have hundreds. Ids are in order, so that the file grows at its end.</summary>
public static class MadeLedger
{
    private const int Batch = 20_000;
    private const int Texts = 64;

    /// <summary>Records with <see cref="ClaimsOfLarge"/> claims each; all others have four.</summary>
    private const int Large = 20;
    private const int ClaimsOfLarge = 400;

    private static readonly string[] States = ["PRK", "RUS", "IRN", "UKR", "USA", "POL", "KOR", "DEU", "FRA", "TUR", "ISR", "IND", "CHN", "TWN", "SAU", "EGY", "ARE", "GBR", "ITA", "ESP", "NOR", "SWE", "FIN", "NLD", "PRT", "GRC", "BRA", "AUS", "JPN", "VNM"];
    private static readonly (string Words, string Category)[] Arms = [("ballistic missiles", "missiles"), ("attack drones", "uav"), ("K2 tanks", "tanks"), ("self-propelled howitzers", "artillery"), ("155 mm shells", "ammunition"), ("fighter jets", "combat-aircraft"), ("frigates", "ships"), ("helicopters", "helicopters")];
    private static readonly Stage[] Usual = [Stage.Requested, Stage.Ordered, Stage.Approved, Stage.InDelivery, Stage.Delivered];
    private static readonly string[] Vocabulary = ["ministry", "brigade", "harbour", "contract", "parliament", "budget", "exercise", "border", "factory", "minister", "package", "training", "cargo", "vessel", "airfield", "statement", "official", "report", "weekly", "winter", "storage", "crew", "repair", "payment", "delegation", "spokesman", "agreement", "licence", "export", "review"];

    /// <summary>Makes a new store at <paramref name="path"/>.</summary>
    /// <param name="claims">Claims at most.</param>
    public static void Write(string path, int articles, int claims)
    {
        using var store = Store.OpenOrCreate(path);
        var run = store.StartRun("made", "bench", DateTimeOffset.UnixEpoch);
        var random = new Random(1);
        string[] ids = [.. Enumerable.Range(0, articles).Select(i => Hashes.Identity(16, "made", Number(i))).Order(StringComparer.Ordinal)];
        var facts = new CaptureFacts { Format = PageFormat.Html };
        var texts = Enumerable.Range(0, Texts).Select(Text).ToArray();
        var pages = texts.Select(t => Packing.Pack(Encoding.UTF8.GetBytes("<html><body>" + string.Concat(t.Split('\n').Select(p => $"<p>{p}</p>")) + "</body></html>"), Packing.PageQuality)).ToArray();
        var packed = texts.Select((t, n) => Packing.Pack(RowJson.Write(Article(t, Invariant($"Herald{n}"))), Packing.RowQuality)).ToArray();
        var placed = new List<PlacedClaim>();
        for (var from = 0; from < articles; from += Batch)
        {
            var (first, to) = (from, Math.Min(from + Batch, articles));
            store.InTransaction(() =>
            {
                var rows = new List<PageRows>();
                var (families, stories, storylines, dates) = (new List<Family>(), new List<Story>(), new List<Storyline>(), new List<ArticleDate>());
                for (var i = first; i < to; i++)
                {
                    var id = ids[i];
                    // Families: of every twenty one of two (with claims), one of three, one of forty in a thousand; the rest are alone.
                    var place = i % 20;
                    var origin = i % 1000 is >= 960 ? i - (i % 1000 - 960) : place is 1 ? i - 1 : place is 11 or 12 ? i - (place - 10) : i;
                    var family = FamilyOf(ids[origin]);
                    var day = new DateOnly(2018, 1, 1).AddDays((int)((long)origin * 2500 / articles) + random.Next(30));
                    var outlet = Invariant($"Herald{(int)(3000 * Math.Pow(random.NextDouble(), 2))}");
                    var reading = place is 0 or 1 && placed.Count + 2 <= claims && i % 1000 < 960 ? Reading(id, texts[i % Texts], placed.Count) : null;
                    var line = new ArticleLine(random.Next(10) == 0 ? null : ListTerm.Of(TermKind.Outlet, outlet, outlet + ".example"), random.Next(20) == 0 ? ListTerm.Of(TermKind.Agency, random.Next(2) == 0 ? "AP" : "Reuters") : null, Invariant($"Report number {i} of a shipment"));
                    rows.Add(new PageRows(id, Hashes.Sha256(id), Invariant($"https://{outlet}.example/{i}"), facts, pages[i % Texts],
                        new ArticleRow("made/1", facts.DerivedKey, null, null, random.Next(50) == 0 ? "de" : "en", line, packed[i % Texts]) { Words = ArticleRow.WordsOf(Invariant($"report number n{i} {Rare(random)} {texts[i % Texts]}")) },
                        ReadingRow.Of(reading ?? ClaimReading.Empty, "made/1", null, reading is null ? null : new LedgerPage { Id = id, Claims = reading.Claims, Outlet = outlet, OutletDomain = outlet + ".example", Places = [.. reading.Claims.Select(c => new ClaimPlace(Invariant($"{c.Sentence.Of(texts[i % Texts]).ToString()} {origin}"), 0))] })));
                    dates.Add(new ArticleDate(id, PartialDate.OfDay(day), null, null, false, "printed", null));
                    if (reading is not null)
                        placed.AddRange(reading.Claims.Select(c => new PlacedClaim { Claim = c, Article = id, Family = family, When = new ResolvedTime("May", PartialDate.OfDay(day), PartialDate.OfDay(day), DatePrecision.Day, "made") }));
                    if (origin != i) continue;
                    var size = Math.Min(i % 1000 == 960 ? 40 : place is 0 ? 2 : place is 10 ? 3 : 1, articles - i);
                    // Three families in a row report one happening; storylines run over a hundred articles.
                    var story = "st" + ids[i - i % 4][..14];
                    var storyline = "sl" + ids[i - i % 100][..14];
                    families.Add(new Family { Id = family, Origin = new FamilyOrigin(id, random.Next(30) == 0 ? "AP" : null, [], 0.5), Reference = id, Members = [.. Enumerable.Range(i, size).Select(m => new FamilyMember { Article = ids[m], Relation = m == i ? Relation.Origin : Relation.Republished, Containment = 1 })], Stories = [story] });
                    if (stories.Count > 0 && stories[^1].Id == story) stories[^1] = stories[^1] with { Families = stories[^1].Families.Add(family), MostOrigins = 2 };
                    else stories.Add(new Story(story, Invariant($"Report number {i} of a shipment"), [family], storyline) { LeastOrigins = 1, MostOrigins = 1 });
                    if (storylines.Count > 0 && storylines[^1].Id == storyline) storylines[^1] = storylines[^1] with { Stories = storylines[^1].Stories.Contains(story) ? storylines[^1].Stories : storylines[^1].Stories.Add(story) };
                    else storylines.Add(new Storyline(storyline, [story]));
                }
                store.PutPages(rows, run);
                store.PutLineage(new LineageDelta
                {
                    FamiliesGone = [],
                    Families = [.. families],
                    StoriesGone = [],
                    Stories = [.. stories],
                    StorylinesGone = [],
                    Storylines = [.. storylines],
                    ArticlesGone = [],
                    Dates = [.. dates],
                    VersionOf = ImmutableSortedDictionary<string, string?>.Empty,
                    Furniture = ImmutableSortedDictionary<string, ImmutableArray<int>>.Empty,
                    Rows = [],
                }, new LineageWriting(), []);
            });
            Console.Error.WriteLine(Invariant($"{to:N0} articles, {placed.Count:N0} claims"));
        }
        var transfers = placed.Select((p, n) => (Claim: p, Of: TransferOf(n))).GroupBy(p => p.Of, p => p.Claim).Select(g => Transfer([.. g], g.Key)).OrderBy(t => t.Id, StringComparer.Ordinal);
        store.InTransaction(() => store.PutAcross(new AcrossState(null, new LedgerResult { Claims = [.. placed], Transfers = [.. transfers], ClaimChanges = ImmutableSortedDictionary<string, ImmutableArray<Change>>.Empty }), DerivedSchema.LedgerTables));
        // People have judged: a hundred claims.
        store.InTransaction(() =>
        {
            foreach (var p in placed.Where((_, n) => n % Math.Max(1, placed.Count / 100) == 0).Take(100))
            {
                var page = store.Reading(p.Article)!.Ledger!;
                store.AddJudgement(new Judgement { Number = 0, Verb = JudgementVerb.Confirm, Subject = p.Claim.Id, MadeOn = [ClaimAnchor.Of(p.Claim, page.PlaceOf(0).Sentence, "")], Who = "A. Reader", At = "2026-01-01T00:00:00Z", Why = "as it stands" });
            }
        });
        store.FinishRun(run, "done", new RunCounts(articles, articles, 0, 0, 0), DateTimeOffset.UnixEpoch);
    }

    private static string FamilyOf(string page) => "f" + page[..15];

    private static int TransferOf(int claim) => claim < Large * ClaimsOfLarge ? claim % Large : Large + (claim - Large * ClaimsOfLarge) / 4;

    private static string Text(int n)
    {
        var random = new Random(n);
        string Sentence() => string.Join(' ', Enumerable.Range(0, 18).Select(_ => Vocabulary[random.Next(Vocabulary.Length)])) + ".";
        var text = new StringBuilder("Report of a shipment\nThe ministry said on Friday that the shipment had reached the port. The spokesman said that the second shipment had left the factory.");
        for (var i = 0; i < 11; i++) text.Append('\n').Append(Sentence()).Append(' ').Append(Sentence());
        return text.ToString();
    }

    /// <summary>Words of which few are frequent and most are rare (Zipf), so that full text is asked over a vocabulary like a language's.</summary>
    private static string Rare(Random random) => string.Join(' ', Enumerable.Range(0, 120).Select(_ => Invariant($"w{(int)Math.Exp(random.NextDouble() * Math.Log(60_000))}")));

    private static Article Article(string text, string outlet)
    {
        var blocks = new List<Block>();
        var at = 0;
        foreach (var line in text.Split('\n'))
        {
            blocks.Add(new Block(new TextSpan(at, line.Length), blocks.Count == 0 ? BlockKind.Title : BlockKind.Paragraph));
            at += line.Length + 1;
        }
        return new Article { Extractor = "made/1", PageId = "made", Title = "Report of a shipment", Outlet = outlet, Text = text, TextHash = Hashes.Sha256(text), Blocks = [.. blocks], Map = new TextMap([]), Language = "en" };
    }

    private static ClaimReading Reading(string page, string text, int number)
    {
        var claims = new Claim[2];
        for (var k = 0; k < 2; k++)
        {
            var random = new Random(TransferOf(number + k));
            var (words, category) = Arms[random.Next(Arms.Length)];
            var (from, to) = (State(random.Next(States.Length)), State(random.Next(States.Length)));
            var stage = Usual[(number + k) * 7 % 31 % Usual.Length];
            var sentence = k == 0 ? new TextSpan(21, 67) : new TextSpan(89, 69);
            var hash = Hashes.Sha256(text);
            claims[k] = new Claim
            {
                Id = Hashes.Identity(16, "claim", page, Number(k)),
                PageId = page,
                Kind = ClaimKind.Flow,
                Stage = stage,
                Factuality = (Factuality)(number % 11 == 0 ? 2 : number % 7 == 0 ? 1 : 0),
                Supplier = from,
                Recipient = to,
                Item = new Item { Words = words, Description = words, Category = category },
                Quantity = new Quantity { Words = "40", Min = 40, Max = 40 },
                Attribution = [new Attribution { Source = "the ministry", Words = "The ministry", Cue = "said", Kind = "body", Government = from.Iso3, Primary = true }],
                Part = ClaimPart.Body,
                Sentence = sentence,
                Evidence = [Evidence.InText(text, hash, new TextSpan(sentence.Start + 4, 8), "attribution"), Evidence.InText(text, hash, new TextSpan(sentence.Start + 36, 8), "item"), Evidence.InText(text, hash, new TextSpan(sentence.Start + 48, 7), "stage")],
                Confidence = number % 13 == 0 ? 0.6 : 0.9,
                Extractor = "made/1",
            };
        }
        return new ClaimReading([.. claims], []);
    }

    private static Party State(int n) => new() { Words = States[n], Name = States[n], Kind = PartyKind.State, Iso3 = States[n] };

    private static Transfer Transfer(PlacedClaim[] claims, int n) => new()
    {
        Id = "t" + Hashes.Identity(15, "made", Number(n)),
        Supplier = claims[0].Claim.Supplier,
        Recipient = claims[0].Claim.Recipient,
        Item = claims[0].Claim.Item,
        Stages = [.. claims.GroupBy(c => (c.Claim.Stage, c.Claim.Factuality)).OrderBy(g => g.Key.Stage).Select(g => new TransferStage { Stage = g.Key.Stage, Factuality = g.Key.Factuality, Negated = false, Stance = Stance.Asserts, Quantity = g.First().Claim.Quantity, When = g.First().When, FirstReported = Reported(g.First()), Claims = [.. g.Select(c => c.Claim.Id).Order(StringComparer.Ordinal)] })],
        Outlets = 2,
        Pages = claims.Select(c => c.Article).Distinct(StringComparer.Ordinal).Count(),
        Families = claims.Select(c => c.Family).Distinct(StringComparer.Ordinal).Count(),
        IndependentOrigins = (1, 2),
        PrimarySources = [claims[0].Claim.Supplier!.Iso3!],
        Governments = [claims[0].Claim.Supplier!.Iso3!],
        FirstReported = Reported(claims[0]),
        LastReported = Reported(claims[^1]),
        Disputes = n % 40 == 0 ? [new Dispute("quantity", "40 against 60", [claims[0].Claim.Id], [claims[^1].Claim.Id])] : [],
        Claims = [.. claims.Select(c => c.Claim.Id).Order(StringComparer.Ordinal)],
    };

    private static string Reported(PlacedClaim claim) => claim.When!.Start!.Value.ToString();

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

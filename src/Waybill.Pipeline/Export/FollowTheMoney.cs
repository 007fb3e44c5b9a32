using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Looking;
using Waybill.Texts;

namespace Waybill.Pipeline.Export;

/// <summary>The ledger as FollowTheMoney entities, JSON Lines (schemata of followthemoney 3.8): parties; the articles; of each transfer
/// its affirmed, certain or probable movements between two named parties as <c>EconomicActivity</c>, every other stage as an <c>Event</c>, every
/// dispute as a <c>Note</c>. The summary of each opens with the polarity, so that a denial never reads like a flow.</summary>
public sealed class FollowTheMoney : IDisposable
{
    /// <summary>Articles that a stage names at most.</summary>
    private const int MostSources = 20;

    private readonly JsonLine _json = new();
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    public void Dispose() => _json.Dispose();

    /// <summary>The entities of a transfer, one a line; parties and articles once in all.</summary>
    public IEnumerable<string> Entities(Transfer transfer, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        ArgumentNullException.ThrowIfNull(set);
        Party[] parties = [.. new[] { transfer.Supplier, transfer.Recipient }.OfType<Party>()];
        foreach (var party in parties)
            if (PartyEntity(transfer, party) is { } entity) yield return entity;
        for (var i = 0; i < transfer.Stages.Length; i++)
        {
            var stage = transfer.Stages[i];
            ArticleView[] sources = [.. stage.Claims.Select(set.Claim).OfType<ClaimView>().Select(c => c.Article).DistinctBy(a => a.Id).OrderBy(a => a.Id, StringComparer.Ordinal).Take(MostSources)];
            foreach (var article in sources)
                if (ArticleEntity(article) is { } entity) yield return entity;
            var polarity = TransferWords.Of(stage, id => set.Claim(id)?.Claim);
            yield return Gexf.IsMovement(stage) && parties.Length == 2 ? Activity(transfer, stage, polarity, sources, i) : Event(transfer, stage, polarity, sources, i);
        }
        for (var i = 0; i < transfer.Disputes.Length; i++) yield return Note(transfer, transfer.Disputes[i], i);
    }

    private string Activity(Transfer t, TransferStage s, string polarity, ArticleView[] sources, int number) => Entity(Id("stage", t.Id, number), "EconomicActivity", add =>
    {
        add("sender", [PartyId(t, t.Supplier!)]);
        add("receiver", [PartyId(t, t.Recipient!)]);
        add("goodsDescription", [Goods(t, s)]);
        Common(t, s, polarity, sources, add);
    });

    private string Event(Transfer t, TransferStage s, string polarity, ArticleView[] sources, int number) => Entity(Id("stage", t.Id, number), "Event", add =>
    {
        add("name", [$"{polarity}: {Phrases.Parties(t)}: {Phrases.Item(t.Item)}"]);
        add("involved", new[] { t.Supplier, t.Recipient }.OfType<Party>().Select(p => PartyId(t, p)));
        add("proof", sources.Select(a => Id("article", a.Id)));
        Common(t, s, polarity, sources, add);
    });

    private static void Common(Transfer t, TransferStage s, string polarity, ArticleView[] sources, Action<string, IEnumerable<string?>> add)
    {
        add("summary", [$"{polarity}: {Phrases.Parties(t)}: {Goods(t, s)}"]);
        add("description", [$"{t.Outlets} outlets, {t.Pages} pages, {t.Families} families of one text; independent origins {t.IndependentOrigins.Min} to {t.IndependentOrigins.Max}. Waybill says what pages say, not what is true."]);
        add("startDate", [Day(s.When?.Start)]);
        add("endDate", [Day(s.When?.End)]);
        add("recordId", [t.Id]);
        add("sourceUrl", sources.Select(a => Address(a.Url)));
        add("publisher", sources.Select(a => a.Outlet));
    }

    private string Note(Transfer t, Dispute d, int number) => Entity(Id("dispute", t.Id, number), "Note", add =>
    {
        add("name", [$"disputed: {Phrases.Parties(t)}: {Phrases.Item(t.Item)}"]);
        add("summary", [$"disputed ({d.DisputeKind}): {d.Words}"]);
        add("description", [$"{Phrases.Parties(t)}: {Phrases.Item(t.Item)}. Claims {string.Join(", ", d.Claims)} against {string.Join(", ", d.Against)} of {t.Id}."]);
        add("entity", t.Stages.Select((s, i) => (s, i)).Where(x => !(Gexf.IsMovement(x.s) && t.Supplier is not null && t.Recipient is not null)).Take(1).Select(x => Id("stage", t.Id, x.i))
            .Concat(new[] { t.Supplier, t.Recipient }.OfType<Party>().Select(p => PartyId(t, p))));
    });

    private string? PartyEntity(Transfer transfer, Party party)
    {
        var id = PartyId(transfer, party);
        if (!_written.Add(id)) return null;
        var schema = party.Kind switch
        {
            PartyKind.State => "PublicBody",
            PartyKind.Company => "Company",
            PartyKind.Person => "Person",
            PartyKind.ArmedGroup or PartyKind.Organisation or PartyKind.Alliance => "Organization",
            _ => "LegalEntity",
        };
        return Entity(id, schema, add =>
        {
            add("name", [party.Name]);
            add("country", [StatePoint.Of(party.Kind == PartyKind.State ? party.Iso3 : party.Of)?.Alpha2]);
        });
    }

    private string? ArticleEntity(ArticleView article)
    {
        var id = Id("article", article.Id);
        if (!_written.Add(id)) return null;
        var title = article.Article.Title ?? article.Url ?? article.Id;
        return Entity(id, "Article", add =>
        {
            add("name", [title]);
            add("title", [title]);
            add("fileName", [article.Page.Facts.File ?? article.Id]);
            add("publishedAt", [Day(PartialDate.Parse(article.Published))]);
            add("publisher", [article.Outlet]);
            add("sourceUrl", [Address(article.Url)]);
            add("language", [article.Article.Language is "en" ? "eng" : null]);
            add("notes", [$"page sha256 {article.Page.Sha256}"]);
        });
    }

    private string Entity(string id, string schema, Action<Action<string, IEnumerable<string?>>> fill) => _json.Object(() =>
    {
        _json.Writer.WriteString("id", id);
        _json.Writer.WriteString("schema", schema);
        _json.Nested("properties", () => fill((name, values) =>
        {
            string[] some = [.. values.OfType<string>().Where(v => v.Length > 0).Distinct(StringComparer.Ordinal)];
            if (some.Length > 0) _json.Strings(name, some);
        }));
    });

    private static string Goods(Transfer t, TransferStage s) => Phrases.Quantity(s.Quantity) is { Length: > 0 } n ? $"{n}: {Phrases.Item(t.Item)}" : Phrases.Item(t.Item);

    /// <summary>One that the words leave open ("allies") is nobody else's.</summary>
    private static string PartyId(Transfer t, Party party) => "waybill-" + Hashes.Identity(16, "ftm-party/1",
        party.Iso3 ?? (party.Kind is PartyKind.Group or PartyKind.Undisclosed ? t.Id + "/" + party.Name : "=" + party.Name));

    private static string Id(string kind, string record, int? number = null) =>
        "waybill-" + Hashes.Identity(16, "ftm-" + kind + "/1", record, number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");

    /// <summary>Never finer than the day, which every reader of the format takes.</summary>
    private static string? Day(PartialDate? date) => date is not { } d ? null : d.Precision == DatePrecision.Minute ? PartialDate.OfDay(d.First).ToString() : d.ToString();

    private static string? Address(string? url) => url is not null && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? url : null;
}

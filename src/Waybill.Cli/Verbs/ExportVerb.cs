using System.CommandLine;
using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill export KIND [ID…]</c></summary>
public static class ExportVerb
{
    public sealed record Options
    {
        public required string Kind { get; init; }
        public IReadOnlyList<string> Ids { get; init; } = [];
        public string Format { get; init; } = "jsonl";
        public TransferFilter Filter { get; init; } = TransferFilter.All;
        public Clocks Clocks { get; init; }
        public bool Custody { get; init; }
        public string? Out { get; init; }
        public string? Store { get; init; }
    }

    private static readonly string[] Kinds = ["page", "article", "claim", "family", "story", "storyline", "transfer", "judgement", "all"];

    /// <summary>Shapes of other programs, and the kind of record that each is made of.</summary>
    private static readonly (string Format, string Kind, string Words)[] Shapes =
    [
        ("sipri", "transfer", "the columns of SIPRI's trade register"), ("sipri-outside", "transfer", "what has no place there, and why"),
        ("unroca", "transfer", "the columns of the UN Register of Conventional Arms"), ("unroca-outside", "transfer", "what has no place there, and why"),
        ("gexf", "transfer", "a graph for Gephi"), ("geojson", "transfer", "a map"), ("followthemoney", "transfer", "entities for Aleph"),
        ("webannotation", "claim", "W3C Web Annotations, JSON-LD"),
    ];

    public static Verb Verb { get; } = new(Build, "waybill export claim > claims.jsonl\nwaybill export transfer --format csv > ledger.csv\nwaybill export transfer --recipient Poland --format xlsx --out poland.xlsx\n"
        + "waybill export transfer --format unroca > register.csv\nwaybill export claim --format webannotation --published-by 2024-01 > notes.jsonld\nwaybill export article 3f9a1c2e");

    private static Command Build(CliHost host)
    {
        var kind = new Argument<string>("KIND") { Description = string.Join(", ", Kinds) + " (with the bytes of the pages, to be imported elsewhere)" };
        kind.Validators.Add(r =>
        {
            if (!Kinds.Contains(r.Tokens[0].Value, StringComparer.Ordinal)) r.AddError($"'{r.Tokens[0].Value}' is no kind of record: {string.Join(", ", Kinds)}.");
        });
        var ids = new Argument<string[]>("ID") { Description = "Ids, or the starts of them; none means all", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string>("--format")
        {
            Description = "jsonl, csv or xlsx; " + string.Join("; ", Shapes.GroupBy(s => s.Kind).Select(g => $"of {g.Key}s also " + string.Join(", ", g.Select(s => $"{s.Format} ({s.Words})")))),
            HelpName = "WORD",
            DefaultValueFactory = _ => "jsonl",
        };
        format.AcceptOnlyFromAmong(["jsonl", "csv", "xlsx", .. Shapes.Select(s => s.Format)]);
        var (filter, clocks) = (new FilterOptions(), new ClockOptions());
        var custody = new Option<bool>("--custody") { Description = "For pages: when and by which run each was taken in (differs from store to store)" };
        var file = OutFile.Option();
        var store = Common.Store();
        var command = new Command("export", "Write records in a form for other programs, sorted by id; filters leave some transfers and what they rest on; docs/reference/ says what comes out") { kind, ids, format };
        filter.AddTo(command);
        clocks.AddTo(command);
        foreach (var option in new Option[] { custody, file, store }) command.Add(option);
        command.SetAction(r => Run(host, new Options
        {
            Kind = r.GetRequiredValue(kind),
            Ids = r.GetValue(ids) ?? [],
            Format = r.GetValue(format)!,
            Filter = filter.Read(r),
            Clocks = clocks.Read(r),
            Custody = r.GetValue(custody),
            Out = r.GetValue(file),
            Store = r.GetValue(store),
        }));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        if (Shapes.FirstOrDefault(s => s.Format == options.Format) is { Kind: { } kind } && kind != options.Kind) throw new UsageException($"--format {options.Format} is for {kind}s: `waybill export {kind} --format {options.Format}`.");
        if (options.Format == "xlsx" && options.Out is null && host.OutIsTerminal) throw new UsageException("An .xlsx file is not for a terminal: --out FILE.");
        if (options.Kind == "all" && (options.Format != "jsonl" || options.Ids.Count > 0)) throw new UsageException("`export all` writes JSON Lines of everything: no ids, no other format.");
        using var store = Common.OpenToLook(host, options.Store);
        var set = new ExportSet(store, ClockOptions.Of(host, store, options.Clocks));
        using var to = new OutFile(host, options.Out);
        using var writer = new Records(store, set, options, to);
        var rows = writer.Write();
        to.Done();
        return Common.Ended(host, rows, options.Format == "gexf" ? "deliveries that are affirmed, certain or probable" : "records");
    }

    /// <summary>Writes the records that were asked for.</summary>
    private sealed class Records(Store store, ExportSet set, Options options, OutFile to) : IDisposable
    {
        private readonly JsonRecords _json = new();
        private readonly Selection? _only = options.Filter == TransferFilter.All ? null : Selection.Of(set, set.Transfers.Where(options.Filter.Matches));

        public void Dispose() => _json.Dispose();

        public int Write()
        {
            switch (options.Format)
            {
                case "gexf": return Gexf.Write(to.Text, Transfers());
                case "geojson":
                    using (var map = new GeoJson()) return Document(GeoJson.Open, Transfers().SelectMany(t => map.Features(t, set)), GeoJson.Close);
                case "webannotation":
                    using (var notes = new WebAnnotations()) return Document(WebAnnotations.Open, Claims().OrderBy(c => c.Id, StringComparer.Ordinal).Select(notes.Annotation), WebAnnotations.Close);
                case "followthemoney":
                    using (var entities = new FollowTheMoney()) return Lines(Transfers().SelectMany(t => entities.Entities(t, set)));
                case "sipri": return Table(Transfers().SelectMany(SipriRegister.Rows), SipriRegister.Columns);
                case "sipri-outside": return Table(Transfers().SelectMany(SipriRegister.OutsideRows), SipriRegister.OutsideColumns);
                case "unroca": return Table(Transfers().SelectMany(t => UnrocaRegister.Rows(t, id => set.Claim(id)?.Claim)), UnrocaRegister.Columns);
                case "unroca-outside": return Table(Transfers().SelectMany(UnrocaRegister.OutsideRows), UnrocaRegister.OutsideColumns);
                default: break;
            }
            return options.Kind switch
            {
                "page" => Rows(set.Pages().Where(p => Named(p.Id) && _only?.Article(p.Id) != false), p => p.Id, p => _json.Page(p, options.Custody ? store.ImportOf(p.Id) : null), Csv.Page, Csv.PageColumns),
                "article" => Rows(set.Articles().Where(a => Named(a.Id) && _only?.Article(a.Id) != false), a => a.Id, _json.Article, Csv.Article, Csv.ArticleColumns),
                // A claim's line needs its article's text: written page by page, then sorted.
                "claim" => Rows(Claims(), c => c.Id, _json.Claim, Csv.Claim, Csv.ClaimColumns),
                "family" => Rows(set.Families.Where(f => Named(f.Id) && _only?.Family(f.Id) != false), f => f.Id, f => _json.Family(f, set), Csv.Family, Csv.FamilyColumns),
                "story" => Rows(set.Stories.Where(s => Named(s.Id) && _only?.Story(s.Id) != false), s => s.Id, _json.Story, Csv.Story, Csv.StoryColumns),
                "storyline" => Rows(set.Storylines.Where(s => Named(s.Id) && _only?.Storyline(s.Id) != false), s => s.Id, _json.Storyline, Csv.Storyline, Csv.StorylineColumns),
                "judgement" => Judgements(),
                "all" => All(),
                _ => Rows(Transfers(), t => t.Id, _json.Transfer, t => Csv.Transfer(t, set), Csv.TransferColumns),
            };
        }

        private bool Named(string id) => options.Ids.Count == 0 || options.Ids.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal));

        private IEnumerable<Transfer> Transfers() => set.Transfers.Where(t => Named(t.Id) && _only?.Transfer(t.Id) != false);

        private IEnumerable<ClaimView> Claims() => set.Claims().Where(c => Named(c.Id) && _only?.Claim(c.Id) != false);

        /// <summary>The facts, from which a store is made again, and behind them what was derived, for those who read the file.</summary>
        private int All()
        {
            var facts = new FactsJson(store, _json);
            var pages = set.Pages().Where(p => _only?.Article(p.Id) != false);
            var count = Lines(facts.Runs().Concat(facts.Entries()).Concat(facts.Pages(pages)));
            count += Judgements();
            count += Lines(facts.Followed().Concat(facts.Changes()));
            foreach (var kind in Kinds.Where(k => k is not ("judgement" or "all")))
            {
                using var records = new Records(store, set, options with { Kind = kind }, to);
                count += records.Write();
            }
            return count;
        }

        private int Judgements()
        {
            var all = set.Moment?.Judgements ?? store.Judgements();
            var judged = Judged.Of(store, all);
            var withdrawn = all.Select(j => j.Withdraws).OfType<long>().ToHashSet();
            var mine = _only is null ? null : judged.Of.Where(o => _only.Claim(o.Key)).SelectMany(o => o.Value).ToHashSet();
            Judgement[] rows = [.. all.Where(j => Named(j.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)) && mine?.Contains(j.Number) != false)];
            return options.Format == "jsonl" ? Lines(rows.Select(j => _json.Judgement(j, judged.Orphans.Contains(j.Number), withdrawn.Contains(j.Number))))
                : Table(rows.Select(j => Csv.Judgement(j, judged.Orphans.Contains(j.Number), withdrawn.Contains(j.Number))), Csv.JudgementColumns);
        }

        private int Rows<T>(IEnumerable<T> records, Func<T, string> id, Func<T, string> line, Func<T, IEnumerable<IReadOnlyList<string?>>> cells, IReadOnlyList<string> columns)
        {
            if (options.Format == "jsonl") return Lines(records.Select(r => (Id: id(r), Text: line(r))).OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => r.Text));
            return Table(records.Select(r => (Id: id(r), Rows: cells(r).ToArray())).OrderBy(r => r.Id, StringComparer.Ordinal).SelectMany(r => r.Rows), columns);
        }

        private int Table(IEnumerable<IReadOnlyList<string?>> rows, IReadOnlyList<string> columns)
        {
            if (options.Format == "xlsx") return Workbook.Write(to.Bytes, options.Kind, columns, rows.Select(Csv.Plain));
            // The mark tells spreadsheets that the file is UTF-8.
            to.Text.Write("\uFEFF" + Csv.Row(columns));
            var count = 0;
            foreach (var row in rows)
            {
                to.Text.Write(Csv.Row(row));
                count++;
            }
            return count;
        }

        private int Lines(IEnumerable<string> lines)
        {
            var count = 0;
            foreach (var line in lines)
            {
                to.Text.Write(line + "\n");
                count++;
            }
            return count;
        }

        /// <summary>One JSON document whose parts stand on a line each.</summary>
        private int Document(string open, IEnumerable<string> parts, string close)
        {
            to.Text.Write(open);
            var count = 0;
            foreach (var part in parts) to.Text.Write((count++ == 0 ? "\n" : ",\n") + part);
            to.Text.Write("\n" + close + "\n");
            return count;
        }
    }
}

using System.CommandLine;
using Waybill.Pipeline.Export;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill export KIND [ID…]</c></summary>
public static class ExportVerb
{
    public sealed record Options(string Kind, IReadOnlyList<string> Ids, string Format, string? Store, bool Custody = false);

    private static readonly string[] Kinds = ["page", "article", "claim", "family", "story", "storyline", "transfer"];

    public static Verb Verb { get; } = new(Build, "waybill export claim > claims.jsonl\nwaybill export transfer --format csv > ledger.csv\nwaybill export transfer --format sipri > register.csv\nwaybill export article 3f9a1c2e");

    private static Command Build(CliHost host)
    {
        var kind = new Argument<string>("KIND") { Description = string.Join(", ", Kinds) };
        kind.Validators.Add(r =>
        {
            if (!Kinds.Contains(r.Tokens[0].Value, StringComparer.Ordinal)) r.AddError($"'{r.Tokens[0].Value}' is no kind of record: {string.Join(", ", Kinds)}.");
        });
        var ids = new Argument<string[]>("ID") { Description = "Ids, or the starts of them; none means all", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string>("--format") { Description = "jsonl or csv; for transfers also sipri (the columns of SIPRI's trade register), sipri-outside (what has no place there, and why), gexf (a graph for Gephi)", HelpName = "WORD", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("jsonl", "csv", "sipri", "sipri-outside", "gexf");
        var custody = new Option<bool>("--custody") { Description = "For pages: when and by which run each was taken in (differs from store to store)" };
        var store = Common.Store();
        var command = new Command("export", "Write records as JSON Lines or CSV, sorted by id; docs/reference/ has a JSON Schema for each kind") { kind, ids, format, custody, store };
        command.SetAction(r => Run(host, new Options(r.GetRequiredValue(kind), r.GetValue(ids) ?? [], r.GetValue(format)!, r.GetValue(store), r.GetValue(custody))));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Common.OpenToLook(host, options.Store);
        var set = new ExportSet(store);
        using var json = new JsonRecords();
        var asJson = options.Format == "jsonl";
        if (options.Format is not ("jsonl" or "csv") && options.Kind != "transfer") throw new UsageException($"--format {options.Format} is for transfers: `waybill export transfer --format {options.Format}`.");
        if (options.Format == "gexf")
        {
            var wanted = set.Transfers.Where(t => options.Ids.Count == 0 || options.Ids.Any(prefix => t.Id.StartsWith(prefix, StringComparison.Ordinal)));
            return Common.Ended(host, Gexf.Write(host.Out, wanted), "deliveries that are affirmed, certain or probable");
        }
        var rows = options.Kind switch
        {
            "transfer" when options.Format == "sipri" => Rows(set.Transfers.Where(t => SipriRegister.Outside(t) is null), t => t.Id, json.Transfer, SipriRegister.Rows, SipriRegister.Columns),
            "transfer" when options.Format == "sipri-outside" => Rows(set.Transfers.Where(t => SipriRegister.Outside(t) is not null), t => t.Id, json.Transfer, SipriRegister.OutsideRow, SipriRegister.OutsideColumns),
            "page" => Rows(set.Pages(), p => p.Id, p => json.Page(p, options.Custody ? store.ImportOf(p.Id) : null), Csv.Page, Csv.PageColumns),
            "article" => Rows(set.Articles(), a => a.Id, json.Article, Csv.Article, Csv.ArticleColumns),
            // A claim's line needs its article's text: written page by page, then sorted.
            "claim" => Rows(set.Claims(), c => c.Id, json.Claim, Csv.Claim, Csv.ClaimColumns),
            "family" => Rows(set.Families, f => f.Id, f => json.Family(f, set), Csv.Family, Csv.FamilyColumns),
            "story" => Rows(set.Stories, s => s.Id, json.Story, Csv.Story, Csv.StoryColumns),
            "storyline" => Rows(set.Storylines, s => s.Id, json.Storyline, Csv.Storyline, Csv.StorylineColumns),
            _ => Rows(set.Transfers, t => t.Id, json.Transfer, Csv.Transfer, Csv.TransferColumns),
        };
        return Common.Ended(host, rows, "records");

        int Rows<T>(IEnumerable<T> records, Func<T, string> id, Func<T, string> line, Func<T, string> csv, IReadOnlyList<string> columns)
        {
            if (options.Ids.Count > 0) records = records.Where(r => options.Ids.Any(prefix => id(r).StartsWith(prefix, StringComparison.Ordinal)));
            // The mark tells spreadsheets that the file is UTF-8.
            if (!asJson) host.Out.Write("\uFEFF" + Csv.Row(columns));
            var count = 0;
            foreach (var (_, text) in records.Select(r => (Id: id(r), Text: asJson ? line(r) + "\n" : csv(r))).OrderBy(r => r.Id, StringComparer.Ordinal))
            {
                host.Out.Write(text);
                count++;
            }
            return count;
        }
    }
}

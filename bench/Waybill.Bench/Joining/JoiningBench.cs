using Waybill.Pipeline.Export;
using Waybill.Storage;

namespace Waybill.Bench.Joining;

/// <summary><c>joining STORE</c>: how well the claims of a store are joined into transfers, against the labelled set.</summary>
public static class JoiningBench
{
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [var path, .. var more])
        {
            Console.Error.WriteLine("bench: joining STORE [--wrong] [--written]: a store that holds the samples, the seed pages and what else was labelled; with --written one that holds Joining/written, read by its manifest");
            return 2;
        }
        using var store = Store.Open(path);
        var set = new ExportSet(store);
        var proposed = set.Transfers.SelectMany(t => t.Proposed.Select(p => (p.Transfer, p.Other))).ToHashSet();
        var claims = set.Claims().Select(v => new ReadClaim(v.Claim, v.Article.Id, v.Article.Article.Text.Substring(v.Claim.Sentence.Start, v.Claim.Sentence.Length), v.Transfers.Count > 0 ? v.Transfers[0] : v.Id));
        foreach (var part in JoiningLabel.Find(JoiningLabel.All(more.Contains("--written", StringComparer.Ordinal) ? "written.tsv" : "joining.tsv"), claims).GroupBy(l => l.Label.IsTest).OrderBy(g => g.Key))
        {
            var score = JoiningScore.Of([.. part], (a, b) => proposed.Contains((a, b)));
            Console.WriteLine($"{(part.Key ? "test" : "dev ")}  {score}");
            // What is wrong in the test part stays unseen.
            if (part.Key || !more.Contains("--wrong", StringComparer.Ordinal)) continue;
            foreach (var wrong in score.Wrong) Console.WriteLine("      " + wrong);
            foreach (var (label, _) in part.Where(l => l.Claim is null)) Console.WriteLine($"      not read: {label.Transfer}: {label.Parties} {label.Stage} “{label.Item}”");
        }
        return 0;
    }
}

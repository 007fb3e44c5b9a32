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
            Console.Error.WriteLine("bench: joining STORE [--wrong]: a store that holds the samples, the seed pages and what else was labelled");
            return 2;
        }
        using var store = Store.Open(path);
        var set = new ExportSet(store);
        foreach (var part in JoiningLabel.All().GroupBy(l => l.IsTest).OrderBy(g => g.Key))
        {
            var score = JoiningScore.Of(part, id => set.Claim(id) is { } view ? (view.Claim, view.Transfers.Count > 0 ? view.Transfers[0] : id) : null);
            Console.WriteLine($"{(part.Key ? "test" : "dev ")}  {score}");
            // What is wrong in the test part stays unseen.
            if (!part.Key && more.Contains("--wrong", StringComparer.Ordinal))
                foreach (var wrong in score.Wrong) Console.WriteLine("      " + wrong);
        }
        return 0;
    }
}

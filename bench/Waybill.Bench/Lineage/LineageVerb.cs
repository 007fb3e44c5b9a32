namespace Waybill.Bench.Lineage;

/// <summary>The measurements of lineage, by name.</summary>
internal static class LineageVerb
{
    internal static int Run(string[] args)
    {
        switch (args)
        {
            case ["load", var file, ..]: return LoadBench.Run([file, .. args[2..]]);
            case ["store", var file, ..]: return StoreLoadBench.Run([file, .. args[2..]]);
            case ["reuters", var folder, ..]: return ReutersBench.Run([folder, .. args[2..]]);
            case ["hard", var folder, ..]: return HardBench.Run([folder, .. args[2..]]);
            case ["carried", var folder, ..]: return CarriedBench.Run([folder, .. args[2..]]);
            case ["rewrites", var folder, var file, ..]: return RewritesBench.Run([folder, file, .. args[3..]]);
            case ["family", ..]: return GrowthBench.Family(args[1..]);
            case ["window", ..]: return GrowthBench.Stories(args[1..]);
            case ["million", ..]: return MillionBench.Run(args[1..]);
            case ["stories", var folder, var file, ..]: return StoriesBench.Run([folder, file, .. args[3..]]);
            default:
                Console.Error.WriteLine("usage: lineage load LOAD.jsonl [--missed] [--build]\n       lineage store LOAD.jsonl\n       lineage reuters FOLDER [--list]\n       lineage hard FOLDER REWRITES.tsv [--part dev|test] [--list]\n       lineage carried FOLDER [OUTLETS]\n       lineage rewrites FOLDER REWRITES.tsv [--list] [--curve]\n       lineage million [PAGES] [SEED]\n       lineage stories FOLDER LABELS.tsv [--pairs] [--test]\n       lineage family [COPIES]\n       lineage window [REPORTS] [--texts]");
                return 2;
        }
    }
}

namespace Waybill.Bench.Lineage;

/// <summary>The measurements of lineage, by name.</summary>
internal static class LineageVerb
{
    internal static int Run(string[] args)
    {
        switch (args)
        {
            case ["load", var file, ..]: return LoadBench.Run([file, .. args[2..]]);
            case ["reuters", var folder, ..]: return ReutersBench.Run([folder, .. args[2..]]);
            case ["hard", var folder, ..]: return HardBench.Run([folder, .. args[2..]]);
            case ["carried", var folder, ..]: return CarriedBench.Run([folder, .. args[2..]]);
            default:
                Console.Error.WriteLine("usage: lineage load LOAD.jsonl [--missed] [--build]\n       lineage reuters FOLDER [--list]\n       lineage hard FOLDER [--part dev|test] [--list]\n       lineage carried FOLDER [OUTLETS]");
                return 2;
        }
    }
}

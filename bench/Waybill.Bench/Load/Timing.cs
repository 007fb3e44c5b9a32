using System.Diagnostics;

namespace Waybill.Bench.Load;

/// <summary>CPU time of the process and bytes allocated by some work, the least of the rounds.</summary>
internal sealed class Timing(string name)
{
    public string Name { get; } = name;

    public double Seconds { get; set; } = double.PositiveInfinity;

    public long Allocated { get; set; } = long.MaxValue;

    public void Measure(Action work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        work();
        process.Refresh();
        Seconds = Math.Min(Seconds, (process.TotalProcessorTime - before).TotalSeconds);
        Allocated = Math.Min(Allocated, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }

    /// <summary>CPU seconds of some work, once.</summary>
    public static double Cpu(Action work)
    {
        var timing = new Timing("");
        timing.Measure(work);
        return timing.Seconds;
    }

    public static double PeakMebibytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }
}

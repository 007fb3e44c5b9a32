using System.Globalization;

namespace Waybill.Bench.Load;

/// <summary>Resident memory of another process as Linux tells it (<c>/proc/PID/status</c>), in KiB: now, and the most so far.</summary>
internal readonly record struct ProcessMemory(long Resident, long Peak)
{
    /// <summary>None when the process is not there, not yet or no longer.</summary>
    public static ProcessMemory? Of(string process)
    {
        try
        {
            var status = File.ReadAllLines($"/proc/{process}/status");
            return new ProcessMemory(KiB("VmRSS:"), KiB("VmHWM:"));

            long KiB(string name) => long.Parse(status.First(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return null;
        }
    }
}

using System.Globalization;
using Waybill.Pipeline.Runs;

namespace Waybill.Cli.Screens;

/// <summary>Progress with rate and time left: one line that renews itself on a terminal, a plain line now and then
/// elsewhere.</summary>
public sealed class ProgressLine(TextWriter error, bool terminal, TimeProvider clock)
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(10);

    private readonly long _start = clock.GetTimestamp();
    private long _last = clock.GetTimestamp();
    private int _shown;

    public void Show(Progress progress)
    {
        var every = terminal ? OnTerminal : Elsewhere;
        if (clock.GetElapsedTime(_last) < every) return;
        _last = clock.GetTimestamp();
        var seconds = clock.GetElapsedTime(_start).TotalSeconds;
        var rate = seconds > 0 ? progress.Done / seconds : 0;
        // In archives nobody knows the number of pages before the end, but the bytes.
        var byBytes = progress.BytesTotal > 0;
        var part = byBytes ? (double)progress.Bytes / progress.BytesTotal : progress.Total > 0 ? (double)progress.Done / progress.Total : 0;
        var left = part > 0 ? TimeSpan.FromSeconds(seconds / part * Math.Max(0, 1 - part)) : (TimeSpan?)null;
        var done = byBytes ? string.Create(CultureInfo.InvariantCulture, $"{progress.Done} · {progress.Bytes / 1e6:0} of {progress.BytesTotal / 1e6:0} MB") : string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Total}");
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{progress.Doing} {done} · {rate.ToString(rate < 10 ? "0.0" : "0", CultureInfo.InvariantCulture)} pages/s · {(left is { } t ? Time(t) + " left" : "…")}");
        if (!terminal)
        {
            error.Write(text + "\n");
            return;
        }
        error.Write("\r" + text.PadRight(_shown));
        _shown = text.Length;
        error.Flush();
    }

    /// <summary>Wipes the line, so that what follows starts clean.</summary>
    public void Clear()
    {
        if (!terminal || _shown == 0) return;
        error.Write("\r" + new string(' ', _shown) + "\r");
        error.Flush();
        _shown = 0;
    }

    private static string Time(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");
}

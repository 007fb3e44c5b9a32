using System.Diagnostics;
using System.Globalization;
using Waybill.Lineage;

namespace Waybill.Bench.Lineage;

/// <summary>The whole decision over a million pages with an engine that keeps sketches only: texts are made anew when the predicate asks
/// for them, sketches lie in a file. CPU time of making texts is measured apart and taken off.</summary>
internal static class MillionBench
{
    private sealed class OnDisk(MadeLoad load, string path) : ILineageStore, IDisposable
    {
        private readonly FileStream _rows = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        private readonly long[] _at = new long[load.Count];
        private readonly int[] _length = new int[load.Count];
        private long _end;

        internal long Made { get; private set; }

        public LineagePage Page(string id)
        {
            Made++;
            return LoadFile.Page(id, load.Text(int.Parse(id, CultureInfo.InvariantCulture)));
        }

        public Family? Family(string id) => null;

        public IEnumerable<(string Id, byte[] Data)> Rows(string kind) => [];

        public byte[]? Row(string kind, string id)
        {
            var n = int.Parse(id, CultureInfo.InvariantCulture);
            var row = new byte[_length[n]];
            RandomAccess.Read(_rows.SafeFileHandle, row, _at[n]);
            return row;
        }

        /// <summary>Sketches are read again; the other rows would be only by an engine that starts anew.</summary>
        internal long Write(List<LineageRow> rows)
        {
            long other = 0;
            foreach (var (kind, id, data) in rows)
            {
                if (data is null) continue;
                if (kind != TextIndex.TextRow)
                {
                    other += data.Length;
                    continue;
                }
                var n = int.Parse(id, CultureInfo.InvariantCulture);
                RandomAccess.Write(_rows.SafeFileHandle, data, _end);
                (_at[n], _length[n]) = (_end, data.Length);
                _end += data.Length;
            }
            return other;
        }

        internal long Kept => _end;

        public void Dispose() => _rows.Dispose();
    }

    internal static int Run(string[] args)
    {
        var pages = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var load = new MadeLoad(pages, seed);
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < 12000; i++)
        {
            // The first are the warming up of the compiler.
            if (i == 4000)
            {
                process.Refresh();
                before = process.TotalProcessorTime;
            }
            _ = LoadFile.Page("0", load.Text((int)(i * 7919L % pages)));
        }
        process.Refresh();
        var making = (process.TotalProcessorTime - before).TotalSeconds / 8000;
        using var store = new OnDisk(load, Path.Combine(Path.GetTempPath(), $"waybill-million-{Environment.ProcessId}.rows"));
        var engine = new LineageEngine(store, 4096);
        before = process.TotalProcessorTime;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        0 pages, resident {process.WorkingSet64 / 1048576} MB (heap {GC.GetTotalMemory(true) / 1048576})"));
        long other = 0;
        var (lastCpu, lastMade) = (0.0, 0L);
        for (var at = 0; at < pages; at += 2048)
        {
            other += store.Write(engine.Decide([.. Enumerable.Range(at, Math.Min(2048, pages - at)).Select(n => store.Page(n.ToString("D8", CultureInfo.InvariantCulture)))]));
            if (at / 2048 % 48 != 47 && at + 2048 < pages) continue;
            process.Refresh();
            var cpu = (process.TotalProcessorTime - before).TotalSeconds - store.Made * making;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Math.Min(pages, at + 2048),9} pages, {cpu:F0} s CPU without making texts ({store.Made * making:F0} s), {Math.Min(pages, at + 2048) / cpu:F0} pages/s/core in all, {98304 / (cpu - lastCpu):F0} of late, {(store.Made - lastMade) / 98304.0:F2} texts made a page, {engine.Index.Judged} pairs asked, resident {process.WorkingSet64 / 1048576} MB (heap {GC.GetGCMemoryInfo().HeapSizeBytes / 1048576}, of it holes {GC.GetGCMemoryInfo().FragmentedBytes / 1048576}), peak {process.PeakWorkingSet64 / 1048576} MB, rows {store.Kept / 1048576} MB + {other / 1048576} MB"));
            (lastCpu, lastMade) = (cpu, store.Made);
        }
        var decided = Decided.Of(engine, Enumerable.Range(0, pages).Select(n => n.ToString("D8", CultureInfo.InvariantCulture)));
        var gold = Enumerable.Range(0, pages).Select(load.Gold).ToList();
        LoadBench.Report(gold, i => decided.FamilyOf[i.ToString("D8", CultureInfo.InvariantCulture)]);
        return 0;
    }
}

using System.IO.Compression;
using System.Text;
using Shouldly;
using Waybill.Cli;
using Waybill.Pipeline;
using Waybill.Storage;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Pipeline;

/// <summary>Whatever lies in a folder is recorded with its reason, and the run goes on. With the real stages.</summary>
public sealed class HostileInputTests
{
    private const string Good = "Iran delivers drones\n\nIran has delivered 40 attack drones to Sudan, the foreign ministry in Khartoum said on Tuesday. The shipment was the second this year.\n";

    private static readonly Lazy<Stages> Real = new(Composition.Stages);

    [Fact]
    public void A_folder_of_bad_files_is_read_to_its_end()
    {
        using var folder = new TestFolder();
        var packed = Pack(Encoding.UTF8.GetBytes(Good));
        folder.Write("in/good.txt", Good);
        folder.Write("in/good.txt.gz", Pack(Encoding.UTF8.GetBytes(Good + "\nAnother line that differs.\n")));
        folder.Write("in/empty.txt", "");
        folder.Write("in/binary.txt", [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * 7))]);
        folder.Write("in/truncated.html.gz", packed[..(packed.Length / 2)]);
        folder.Write("in/bomb.txt.gz", Pack(new byte[30_000_000]));
        folder.Write("in/latin1.txt", Encoding.Latin1.GetBytes("Türkei liefert\n\n" + string.Concat(Enumerable.Repeat("Die Streitkräfte haben gestern über größere Lieferungen gesprochen und nichts bestätigt. ", 20))));
        folder.Write("in/utf16.txt", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Good.Replace("40", "41", StringComparison.Ordinal))]);
        folder.Write("in/broken-utf8.txt", [.. Encoding.UTF8.GetBytes(Good.Replace("40", "42", StringComparison.Ordinal)), 0xC3, 0x28, 0xF0, 0x9F, 0xED, 0xA0, 0x80]);
        folder.Write("in/deep.html", string.Concat(Enumerable.Repeat("<div>", 20_000)) + "deep");
        folder.Write("in/attributes.html", "<p " + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i}=\"{i}\" ")) + ">text");
        folder.Write("in/entities.html", string.Concat(Enumerable.Repeat("&amp;&lt;&#x1F680;&nosuch;", 5_000)));
        folder.Write("in/one-line.txt", new string('a', 1_000_000));
        folder.Write("in/commas.txt", string.Concat(Enumerable.Repeat("missiles, ", 20_000)));
        folder.Write("in/nothing.html", "<!doctype html><title></title>");
        folder.Write("in/picture.txt", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        using (var big = File.Create(folder.File("in/big.html"))) big.SetLength(50_000_000);
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(folder.File("in/dangling.txt"), folder.File("nowhere"));
        var read = folder.Run(Real.Value, "read", folder.File("in"));
        read.Exit.ShouldBe(0, read.Error);
        read.Out.ShouldNotContain("program error");
        foreach (var reason in new[] { "empty", "binary", "damaged", "too large" }) read.Out.ShouldContain(reason);
        foreach (var named in new[] { "empty.txt: no bytes", "binary.txt: ", " more, by name with --json" }) read.Out.ShouldContain(named);
        using (var store = Store.Open(folder.Store))
        {
            var run = store.Runs().Single();
            run.Outcome.ShouldBe("done");
            run.Counts.Tried.ShouldBe(run.Counts.Read + run.Counts.Known + run.Counts.Skipped);
            run.Counts.Tried.ShouldBe(Directory.GetFiles(folder.File("in")).Length);
            store.Skips(1).ShouldAllBe(s => s.Detail.Length > 0);
        }
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
        folder.Run(Real.Value, "articles", "--json").Out.ShouldContain("has delivered 40 attack drones to Sudan");
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(bytes);
        return packed.ToArray();
    }
}

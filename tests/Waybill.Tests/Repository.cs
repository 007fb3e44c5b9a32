using System.Runtime.CompilerServices;
using Xunit;

namespace Waybill.Tests;

/// <summary>Where the tests find the checkout and the outside corpora.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The folder that holds <c>data/</c> and <c>seeds/</c>; the test is skipped with a clear word where it is not set.</summary>
    public static string Corpora()
    {
        var folder = Environment.GetEnvironmentVariable("WAYBILL_CORPORA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "WAYBILL_CORPORA is not set: it names the folder with the corpora (data/) and the seed pages (seeds/)");
        Assert.SkipUnless(Directory.Exists(folder), $"WAYBILL_CORPORA names {folder}, which is not there");
        return folder!;
    }

    private static string Find([CallerFilePath] string thisFile = "")
    {
        for (var folder = Path.GetDirectoryName(thisFile); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Waybill.slnx"))) return folder;
        }
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Waybill.slnx"))) return folder;
        }
        throw new InvalidOperationException("the checkout with Waybill.slnx was not found");
    }
}

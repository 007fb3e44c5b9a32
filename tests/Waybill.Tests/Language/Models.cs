using Waybill.Language;

namespace Waybill.Tests.Language;

/// <summary>The model that lies beside the program, loaded once for all tests.</summary>
internal static class Models
{
    private static readonly Lazy<LanguageModel> Read = new(() =>
    {
        using var stream = File.OpenRead(Path);
        return LanguageModel.Load(stream);
    });

    private static readonly Lazy<Analyzer> Loaded = new(() => new Analyzer(Load()));

    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "models", "waybill-en.bin");

    public static Analyzer Analyzer => Loaded.Value;

    public static LanguageModel Load() => Read.Value;
}

namespace Waybill.Texts;

/// <summary>The files of <c>data/</c>, which ship inside the program.</summary>
internal static class DataFiles
{
    /// <summary>The text of a file. One that is not there is a mistake of the build.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(DataFiles).Assembly.GetManifestResourceStream("data/" + name) ?? throw new InvalidOperationException($"The program lacks its resource data/{name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

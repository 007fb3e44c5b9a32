namespace Waybill.Web.Api;

/// <summary>The description of the API (OpenAPI 3.1), part of the program.</summary>
public static class OpenApi
{
    public static string Document { get; } = Load();

    private static string Load()
    {
        using var stream = typeof(OpenApi).Assembly.GetManifestResourceStream("assets/openapi.json")!;
        using var reader = new StreamReader(stream, System.Text.Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

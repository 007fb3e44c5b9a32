using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Waybill.Bench.Load;

/// <summary><c>load OUT_DIR --pages 20000 --seed 1</c>: writes pages and their gold, or everything as JSON Lines.</summary>
public static class LoadVerb
{
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (!Parse(args, out var folder, out var options, out var jsonLines) || folder is null)
        {
            Console.Error.WriteLine("usage: load OUT_DIR [--pages N=20000] [--seed N=1] [--kib N=60] [--arms SHARE=0.25] [--copies N=600] [--jsonl]");
            return 2;
        }
        Directory.CreateDirectory(folder);
        long bytes = 0;
        var pages = 0L;
        using (var gold = new StreamWriter(Path.Combine(folder, jsonLines ? "pages.jsonl" : "gold.jsonl"), append: false, new UTF8Encoding(false)) { NewLine = "\n" })
        {
            foreach (var page in new LoadGenerator(options).Pages())
            {
                if (!jsonLines)
                {
                    var file = Path.Combine(folder, "pages", page.File);
                    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                    File.WriteAllBytes(file, page.Html);
                }
                gold.WriteLine(Json(page, withHtml: jsonLines));
                bytes += page.Html.Length;
                pages++;
            }
        }
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"load: {pages:N0} pages, {bytes / 1048576.0:N1} MiB, seed {options.Seed}"));
        return 0;
    }

    /// <summary>The options that <c>load</c> and <c>run</c> share.</summary>
    internal static bool Parse(string[] args, out string? folder, out LoadOptions options, out bool jsonLines)
    {
        var inv = CultureInfo.InvariantCulture;
        folder = null;
        jsonLines = false;
        options = new LoadOptions { Pages = 20_000 };
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--jsonl")
            {
                jsonLines = true;
                continue;
            }
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                if (folder is not null) return false;
                folder = args[i];
                continue;
            }
            if (i + 1 >= args.Length || !double.TryParse(args[i + 1], NumberStyles.Float, inv, out var value) || value < 0) return false;
            switch (args[i])
            {
                case "--pages": options = options with { Pages = (long)value }; break;
                case "--seed": options = options with { Seed = (ulong)value }; break;
                case "--kib": options = options with { Kibibytes = (int)value }; break;
                case "--arms": options = options with { Arms = value }; break;
                case "--copies": options = options with { MostCopies = Math.Max(1, (int)value) }; break;
                default: return false;
            }
            i++;
        }
        return true;
    }

    private static string Json(LoadPage page, bool withHtml)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("version", "waybill.load/1");
            json.WriteString("file", page.File);
            json.WriteString("url", page.Url);
            json.WriteString("outlet", page.Outlet);
            json.WriteString("title", page.Title);
            json.WriteString("published", page.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteNumber("story", page.Story);
            json.WriteString("relation", page.Relation);
            json.WriteString("agency", page.Agency);
            json.WriteString("text", page.Text);
            json.WriteStartArray("claims");
            foreach (var claim in page.Claims)
            {
                json.WriteStartObject();
                json.WriteString("stage", claim.Stage);
                json.WriteString("factuality", claim.Factuality);
                json.WriteBoolean("negated", claim.Negated);
                json.WriteString("stance", claim.Stance);
                json.WriteString("supplier", claim.Supplier);
                json.WriteString("recipient", claim.Recipient);
                json.WriteString("category", claim.Category);
                if (claim.Min is { } min) json.WriteNumber("min", min);
                else json.WriteNull("min");
                if (claim.Max is { } max) json.WriteNumber("max", max);
                else json.WriteNull("max");
                json.WriteString("sentence", claim.Sentence);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (withHtml) json.WriteString("html", page.Html);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(memory.ToArray());
    }
}

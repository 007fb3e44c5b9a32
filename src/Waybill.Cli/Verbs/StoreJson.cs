using System.Text.Json;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary>What a store holds, as members of a record.</summary>
internal static class StoreJson
{
    public static void Write(Utf8JsonWriter w, StoreCounts counts)
    {
        w.WriteStartObject("store");
        w.WriteNumber("pages", counts.Pages);
        w.WriteNumber("articles", counts.Articles);
        w.WriteNumber("families", counts.Families);
        w.WriteNumber("stories", counts.Stories);
        w.WriteNumber("claims", counts.Claims);
        w.WriteNumber("claimsInFurniture", counts.InFurniture);
        w.WriteNumber("transfers", counts.Transfers);
        w.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter w, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        w.WriteStartObject(name);
        foreach (var (reason, count) in counts) w.WriteNumber(reason, count);
        w.WriteEndObject();
    }
}

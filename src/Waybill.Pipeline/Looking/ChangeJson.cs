using System.Text.Json;
using Waybill.Storage;

namespace Waybill.Pipeline.Looking;

/// <summary>An entry of the log of changes as JSON members, the same for every face of the program.</summary>
public static class ChangeJson
{
    public static void Write(Utf8JsonWriter w, ChangeRow change)
    {
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(change);
        w.WriteNumber("number", change.Number);
        w.WriteString("at", change.At);
        w.WriteNumber("run", change.Run);
        w.WriteNumber("judgement", change.Judgement);
        w.WriteString("what", change.What);
        w.WriteString("record", change.Record);
        w.WriteString("was", change.Was);
        w.WriteString("title", change.Title);
        w.WriteStartArray("words");
        foreach (var line in change.Words) w.WriteStringValue(line);
        w.WriteEndArray();
    }
}

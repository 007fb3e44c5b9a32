using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Waybill.Pipeline.Export;

/// <summary>Writes objects of foreign formats as JSON, one a line. What is empty is left away, as these formats ask.</summary>
internal sealed class JsonLine : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    public JsonLine() => Writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public Utf8JsonWriter Writer { get; }

    public void Dispose() => Writer.Dispose();

    /// <summary>One object, on one line, without the line's end.</summary>
    public string Object(Action members)
    {
        _buffer.ResetWrittenCount();
        Writer.Reset();
        Writer.WriteStartObject();
        members();
        Writer.WriteEndObject();
        Writer.Flush();
        return SafeJson.Text(_buffer.WrittenSpan);
    }

    public void Nested(string name, Action members)
    {
        Writer.WriteStartObject(name);
        members();
        Writer.WriteEndObject();
    }

    public void Some(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) Writer.WriteString(name, value);
    }

    public void Strings(string name, IEnumerable<string> values)
    {
        Writer.WriteStartArray(name);
        foreach (var value in values) Writer.WriteStringValue(value);
        Writer.WriteEndArray();
    }
}

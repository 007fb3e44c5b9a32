using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Waybill.Articles;
using Waybill.Texts;

namespace Waybill.Storage;

/// <summary>The JSON of derived rows. It is private to the store: what people get is written by the exporters.
/// Reflection and not generated code on purpose: a row without a member that was added later then keeps that member's
/// initial value, where generated code would set it to nothing.</summary>
public static class RowJson
{
    private static readonly JsonSerializerOptions Options = Make();

    private static readonly JsonSerializerOptions WordsOnly = Make(
        new Passed<TextMap>(TextMap.Empty), new Passed<ImmutableArray<(TextSpan, string)>>([]), new Passed<ImmutableArray<Evidence>>([]));

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static string WriteText<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(ReadOnlySpan<byte> json)
    {
        try { return Require(JsonSerializer.Deserialize<T>(json, Options)); }
        catch (JsonException e) { throw Unreadable(e); }
    }

    /// <summary>An article without its map to the page's bytes, its links and evidence, which are the longest part of its
    /// row and nothing that texts are compared by.</summary>
    public static Article ReadWords(ReadOnlySpan<byte> json)
    {
        try { return Require(JsonSerializer.Deserialize<Article>(json, WordsOnly)); }
        catch (JsonException e) { throw Unreadable(e); }
    }

    public static T Read<T>(string json)
    {
        try { return Require(JsonSerializer.Deserialize<T>(json, Options)); }
        catch (JsonException e) { throw Unreadable(e); }
    }

    private static StoreException Unreadable(JsonException e) =>
        new(StoreProblem.Damaged, "A derived row cannot be read: run `waybill doctor --repair`.", e);


    private static T Require<T>(T? value) =>
        value ?? throw new StoreException(StoreProblem.Damaged, "A derived row is empty: run `waybill doctor`.");

    private static JsonSerializerOptions Make(params ReadOnlySpan<JsonConverter> first)
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            IncludeFields = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        foreach (var converter in first) options.Converters.Add(converter);
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new TextSpanConverter());
        options.Converters.Add(new ByteSpanConverter());
        options.Converters.Add(new PartialDateConverter());
        options.Converters.Add(new TextRunConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static int NextInt(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) throw new JsonException();
        return reader.GetInt32();
    }

    private static void EndArray(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray) throw new JsonException();
    }

    private sealed class TextSpanConverter : JsonConverter<TextSpan>
    {
        public override TextSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
            var span = new TextSpan(NextInt(ref reader), NextInt(ref reader));
            EndArray(ref reader);
            return span;
        }

        public override void Write(Utf8JsonWriter writer, TextSpan value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.Start);
            writer.WriteNumberValue(value.Length);
            writer.WriteEndArray();
        }
    }

    private sealed class ByteSpanConverter : JsonConverter<ByteSpan>
    {
        public override ByteSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
            var span = new ByteSpan(NextInt(ref reader), NextInt(ref reader));
            EndArray(ref reader);
            return span;
        }

        public override void Write(Utf8JsonWriter writer, ByteSpan value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.Start);
            writer.WriteNumberValue(value.Length);
            writer.WriteEndArray();
        }
    }

    /// <summary>The map from text to page is the longest part of a row: five numbers a run.</summary>
    private sealed class TextRunConverter : JsonConverter<TextRun>
    {
        public override TextRun Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
            var text = new TextSpan(NextInt(ref reader), NextInt(ref reader));
            var page = new ByteSpan(NextInt(ref reader), NextInt(ref reader));
            var normalisation = (RunNormalisation)NextInt(ref reader);
            EndArray(ref reader);
            return new TextRun(text, page, normalisation);
        }

        public override void Write(Utf8JsonWriter writer, TextRun value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.Text.Start);
            writer.WriteNumberValue(value.Text.Length);
            writer.WriteNumberValue(value.Page.Start);
            writer.WriteNumberValue(value.Page.Length);
            writer.WriteNumberValue((int)value.Normalisation);
            writer.WriteEndArray();
        }
    }

    /// <summary>Passes a member by and gives the value of one that is not there.</summary>
    private sealed class Passed<T>(T value) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return value;
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException("Only read.");
    }

    private sealed class PartialDateConverter : JsonConverter<PartialDate>
    {
        public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            PartialDate.Parse(reader.GetString()) ?? throw new JsonException("no date");

        public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}

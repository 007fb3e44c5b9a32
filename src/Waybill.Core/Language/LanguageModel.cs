using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Waybill.Language;

/// <summary>What was learnt, read from a model file: word lists, tags, lemma rules, weights. Immutable, and safe to use
/// from many threads. The file: <c>WBLM</c>, format (int32), SHA-256 of what follows, then a Brotli stream.</summary>
public sealed class LanguageModel
{
    /// <summary>Format that this version writes, and the only one that it reads.</summary>
    public const int Format = 5;

    private const uint Magic = 0x4D4C4257; // "WBLM"

    /// <summary>Name and version, as in the model's card.</summary>
    public required string Name { get; init; }
    public required TokenizerRules TokenizerRules { get; init; }
    public required ImmutableArray<TagPair> Tags { get; init; }

    /// <summary>Relations of Universal Dependencies; <c>root</c> among them.</summary>
    public required ImmutableArray<string> Relations { get; init; }
    public required Lemmatizer Lemmatizer { get; init; }

    /// <summary>The network of the accurate mode.</summary>
    public required NeuralWeights Accurate { get; init; }

    /// <summary>The network of the fast mode: the same, and smaller.</summary>
    public required NeuralWeights Fast { get; init; }

    /// <summary>The recogniser of names.</summary>
    public required NameTagger Names { get; init; }

    public byte RootLabel => (byte)Relations.IndexOf("root");

    /// <summary>Reads a model. Throws <see cref="InvalidDataException"/> with the reason where the stream is no model, is
    /// damaged, or was written by a newer version.</summary>
    public static LanguageModel Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        var bytes = whole.GetBuffer().AsSpan(0, (int)whole.Length);
        if (bytes.Length < 40 || BitConverter.ToUInt32(bytes) != Magic)
            throw new InvalidDataException("This is not a Waybill language model.");
        int format = BitConverter.ToInt32(bytes[4..]);
        if (format > Format)
            throw new InvalidDataException($"This language model has format {format}; this version of Waybill reads {Format}. A newer Waybill is needed.");
        if (format < Format)
            throw new InvalidDataException($"This language model has format {format}; this version of Waybill reads {Format}. Take the model that came with it.");
        if (!SHA256.HashData(bytes[40..]).AsSpan().SequenceEqual(bytes.Slice(8, 32)))
            throw new InvalidDataException("This language model is damaged: its checksum does not match. Fetch it again.");
        try
        {
            using var packed = new MemoryStream(whole.GetBuffer(), 40, bytes.Length - 40);
            using var brotli = new BrotliStream(packed, CompressionMode.Decompress);
            using var buffered = new BufferedStream(brotli, 1 << 16);
            using var reader = new BinaryReader(buffered, Encoding.UTF8);
            return Read(reader);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("This language model is damaged: " + e.Message, e);
        }
    }

    private static LanguageModel Read(BinaryReader reader)
    {
        string name = reader.ReadString();
        var rules = new TokenizerRules
        {
            Abbreviations = Strings(reader),
            TitleAbbreviations = Strings(reader),
            HyphenPrefixes = Strings(reader),
            WholeWords = Strings(reader),
            Starters = Strings(reader),
        };
        var tags = Strings(reader).Select(t => t.Split('|')).Select(p => new TagPair(UposNames.Parse(p[0]), p[^1])).ToImmutableArray();
        var relations = Strings(reader).ToImmutableArray();
        if (tags.Length is 0 or > 255 || relations.Length is 0 or > 120 || !relations.Contains("root"))
            throw new InvalidDataException("This language model is damaged: its tags or relations cannot be right.");
        string[] additions = Strings(reader);
        int count = Count(reader);
        uint[] keys = BulkArrays.Read<uint>(reader, count);
        byte[] cuts = BulkArrays.Read<byte>(reader, count);
        ushort[] adds = BulkArrays.Read<ushort>(reader, count);
        var lemmas = new Dictionary<uint, LemmaRule>(count);
        for (int i = 0; i < count; i++)
            lemmas[keys[i]] = new(cuts[i], adds[i]);
        return new LanguageModel
        {
            Name = name,
            TokenizerRules = rules,
            Tags = tags,
            Relations = relations,
            Lemmatizer = new(lemmas, additions),
            Accurate = NeuralWeights.Read(reader, tags.Length, relations.Length),
            Fast = NeuralWeights.Read(reader, tags.Length, relations.Length),
            Names = ReadNames(reader, tags),
        };
    }

    private static NameTagger ReadNames(BinaryReader reader, ImmutableArray<TagPair> tags)
    {
        int count = Count(reader);
        uint[] keys = BulkArrays.Read<uint>(reader, count);
        byte[] bits = BulkArrays.Read<byte>(reader, count);
        var lists = new Dictionary<uint, byte>(count);
        for (int i = 0; i < count; i++)
            lists[keys[i]] = bits[i];
        return new(SparseWeights.Read(reader, NameTagger.Classes), lists, tags);
    }

    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new BinaryWriter(brotli, Encoding.UTF8))
            Write(writer);
        byte[] payload = packed.ToArray();
        using var plain = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        plain.Write(Magic);
        plain.Write(Format);
        plain.Write(SHA256.HashData(payload));
        plain.Write(payload);
    }

    private void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        Strings(writer, TokenizerRules.Abbreviations);
        Strings(writer, TokenizerRules.TitleAbbreviations);
        Strings(writer, TokenizerRules.HyphenPrefixes);
        Strings(writer, TokenizerRules.WholeWords);
        Strings(writer, TokenizerRules.Starters);
        Strings(writer, [.. Tags.Select(t => t.Upos.Name() + "|" + t.Xpos)]);
        Strings(writer, Relations);
        Strings(writer, Lemmatizer.Additions);
        var lemmas = Lemmatizer.Rules.OrderBy(r => r.Key).ToArray();
        writer.Write(lemmas.Length);
        BulkArrays.Write(writer, lemmas.Select(r => r.Key).ToArray());
        BulkArrays.Write(writer, lemmas.Select(r => r.Value.Cut).ToArray());
        BulkArrays.Write(writer, lemmas.Select(r => r.Value.Add).ToArray());
        Accurate.Write(writer);
        Fast.Write(writer);
        var lists = Names.Lists.OrderBy(l => l.Key).ToArray();
        writer.Write(lists.Length);
        BulkArrays.Write(writer, lists.Select(l => l.Key).ToArray());
        BulkArrays.Write(writer, lists.Select(l => l.Value).ToArray());
        Names.Weights.Write(writer);
    }

    private static int Count(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        return count is >= 0 and < 10_000_000 ? count : throw new InvalidDataException("This language model is damaged: a list has an impossible length.");
    }

    private static string[] Strings(BinaryReader reader)
    {
        var strings = new string[Count(reader)];
        for (int i = 0; i < strings.Length; i++)
            strings[i] = reader.ReadString();
        return strings;
    }

    private static void Strings(BinaryWriter writer, IReadOnlyList<string> strings)
    {
        writer.Write(strings.Count);
        foreach (string text in strings)
            writer.Write(text);
    }
}

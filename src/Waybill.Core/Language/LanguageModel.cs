using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Waybill.Language;

/// <summary>What was learnt, read from a model file: word lists, tags, lemma rules, weights. Immutable, and safe to use
/// from many threads. The file: <c>WBLM</c>, format (int32), SHA-256 of what follows, then a Brotli stream.</summary>
public sealed class LanguageModel
{
    /// <summary>Format that this version writes, and the newest that it reads.</summary>
    public const int Format = 3;

    private const uint Magic = 0x4D4C4257; // "WBLM"

    /// <summary>Name and version, as in the model's card.</summary>
    public required string Name { get; init; }
    public required TokenizerRules TokenizerRules { get; init; }
    public required ImmutableArray<TagPair> Tags { get; init; }

    /// <summary>Relations of Universal Dependencies; <c>root</c> among them.</summary>
    public required ImmutableArray<string> Relations { get; init; }
    public required SparseWeights TaggerWeights { get; init; }

    /// <summary>Form hash → tag, for words that hardly ever have another.</summary>
    public required IReadOnlyDictionary<uint, byte> SettledTags { get; init; }
    public required Lemmatizer Lemmatizer { get; init; }
    public required SparseWeights ParserWeights { get; init; }

    /// <summary>The network of the accurate mode, or null where the file has none.</summary>
    public NeuralWeights? Network { get; init; }

    /// <summary>The recogniser of names, or null where the file has none.</summary>
    public NameTagger? Names { get; init; }

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
            throw new InvalidDataException($"This language model has format {format}; this version of Waybill reads up to {Format}. A newer Waybill is needed.");
        if (format < 1)
            throw new InvalidDataException("This language model is damaged: its format number is impossible.");
        if (!SHA256.HashData(bytes[40..]).AsSpan().SequenceEqual(bytes.Slice(8, 32)))
            throw new InvalidDataException("This language model is damaged: its checksum does not match. Fetch it again.");
        try
        {
            using var packed = new MemoryStream(whole.GetBuffer(), 40, bytes.Length - 40);
            using var brotli = new BrotliStream(packed, CompressionMode.Decompress);
            using var buffered = new BufferedStream(brotli, 1 << 16);
            using var reader = new BinaryReader(buffered, Encoding.UTF8);
            return Read(reader, format);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("This language model is damaged: " + e.Message, e);
        }
    }

    private static LanguageModel Read(BinaryReader reader, int format)
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
        var tagger = SparseWeights.Read(reader, tags.Length);
        var settled = new Dictionary<uint, byte>();
        for (int i = Count(reader); i > 0; i--)
        {
            uint key = reader.ReadUInt32();
            byte tag = reader.ReadByte();
            if (tag >= tags.Length)
                throw new InvalidDataException("This language model is damaged: a word has a tag that does not exist.");
            settled[key] = tag;
        }
        var additions = Strings(reader);
        var lemmas = new Dictionary<uint, LemmaRule>();
        for (int i = Count(reader); i > 0; i--)
            lemmas[reader.ReadUInt32()] = new(reader.ReadByte(), reader.ReadUInt16());
        var parser = SparseWeights.Read(reader, 1 + 2 * relations.Length);
        return new LanguageModel
        {
            Name = name,
            TokenizerRules = rules,
            Tags = tags,
            Relations = relations,
            TaggerWeights = tagger,
            SettledTags = settled,
            Lemmatizer = new(lemmas, additions),
            ParserWeights = parser,
            Network = format >= 2 && reader.ReadBoolean() ? NeuralWeights.Read(reader, tags.Length, relations.Length) : null,
            Names = format >= 3 && reader.ReadBoolean() ? ReadNames(reader, tags) : null,
        };
    }

    private static NameTagger ReadNames(BinaryReader reader, ImmutableArray<TagPair> tags)
    {
        var lists = new Dictionary<uint, byte>();
        uint last = 0;
        for (int i = Count(reader); i > 0; i--)
        {
            last += (uint)reader.Read7BitEncodedInt();
            lists[last] = reader.ReadByte();
        }
        return new(SparseWeights.Read(reader, NameTagger.Classes), lists, tags);
    }

    /// <summary>The same with other parts.</summary>
    public LanguageModel With(string name, NeuralWeights? network, NameTagger? names) => new()
    {
        Name = name,
        TokenizerRules = TokenizerRules,
        Tags = Tags,
        Relations = Relations,
        TaggerWeights = TaggerWeights,
        SettledTags = SettledTags,
        Lemmatizer = Lemmatizer,
        ParserWeights = ParserWeights,
        Network = network,
        Names = names,
    };

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
        TaggerWeights.Write(writer);
        writer.Write(SettledTags.Count);
        foreach (var (key, tag) in SettledTags.OrderBy(p => p.Key))
        {
            writer.Write(key);
            writer.Write(tag);
        }
        Strings(writer, Lemmatizer.Additions);
        writer.Write(Lemmatizer.Rules.Count);
        foreach (var (key, rule) in Lemmatizer.Rules.OrderBy(p => p.Key))
        {
            writer.Write(key);
            writer.Write(rule.Cut);
            writer.Write(rule.Add);
        }
        ParserWeights.Write(writer);
        writer.Write(Network is not null);
        Network?.Write(writer);
        writer.Write(Names is not null);
        if (Names is null)
            return;
        writer.Write(Names.Lists.Count);
        uint last = 0;
        foreach (var (key, bits) in Names.Lists.OrderBy(l => l.Key))
        {
            writer.Write7BitEncodedInt((int)(key - last));
            writer.Write(bits);
            last = key;
        }
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

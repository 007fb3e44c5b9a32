using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Waybill.Articles;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>The sketch of one text: a sample of its word 3-grams and a hash of each paragraph. A pure function of the
/// text; it proposes pairs and decides nothing.</summary>
public sealed record Fingerprint
{
    /// <summary>Number of words.</summary>
    public required int Words { get; init; }

    /// <summary>Hash of each paragraph's folded words; 0 for a paragraph without any.</summary>
    public required ImmutableArray<ulong> Paragraphs { get; init; }

    /// <summary>Words of each paragraph, same order as <see cref="Paragraphs"/>.</summary>
    public required ImmutableArray<int> ParagraphWords { get; init; }

    /// <summary>Sampled 3-grams, sorted, distinct.</summary>
    public required ImmutableArray<ulong> Grams { get; init; }

    /// <summary>Paragraph of each gram's first occurrence, same order as <see cref="Grams"/>.</summary>
    public required ImmutableArray<ushort> GramParagraphs { get; init; }

    /// <summary>Version of the scheme, the first byte of <see cref="ToBytes"/>.</summary>
    public const byte Version = 3;

    /// <summary>Hash of the paragraphs that are left without <paramref name="furniture"/>: equal for texts that differ in nothing
    /// that counts. 0 for a text without words.</summary>
    internal ulong Content(ImmutableArray<int> furniture)
    {
        ulong all = 0;
        for (var i = 0; i < Paragraphs.Length; i++)
        {
            if (Paragraphs[i] == 0 || furniture.BinarySearch(i) >= 0) continue;
            all = Fingerprints.Mix(all ^ Paragraphs[i]);
            if (all == 0) all = 1;
        }
        return all;
    }

    /// <summary>For keeping: version, counts, then little-endian values.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Bytes];
        Write(bytes);
        return bytes;
    }

    internal int Bytes => 1 + 12 + Paragraphs.Length * 12 + Grams.Length * 10;

    internal void Write(Span<byte> at)
    {
        at[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(at[1..], Words);
        BinaryPrimitives.WriteInt32LittleEndian(at[5..], Paragraphs.Length);
        BinaryPrimitives.WriteInt32LittleEndian(at[9..], Grams.Length);
        at = at[13..];
        for (var i = 0; i < Paragraphs.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(at, Paragraphs[i]);
            BinaryPrimitives.WriteInt32LittleEndian(at[8..], ParagraphWords[i]);
            at = at[12..];
        }
        for (var i = 0; i < Grams.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(at, Grams[i]);
            BinaryPrimitives.WriteUInt16LittleEndian(at[8..], GramParagraphs[i]);
            at = at[10..];
        }
    }

    /// <summary>Reads <see cref="ToBytes"/>; null for another version or damaged bytes.</summary>
    public static Fingerprint? FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 13 || bytes[0] != Version) return null;
        var words = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]);
        var paragraphs = BinaryPrimitives.ReadInt32LittleEndian(bytes[5..]);
        var grams = BinaryPrimitives.ReadInt32LittleEndian(bytes[9..]);
        if (words < 0 || paragraphs < 0 || grams < 0 || bytes.Length != 13L + paragraphs * 12L + grams * 10L) return null;
        bytes = bytes[13..];
        var (p, pw) = (new ulong[paragraphs], new int[paragraphs]);
        for (var i = 0; i < paragraphs; i++)
        {
            p[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * 12)..]);
            pw[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * 12 + 8)..]);
        }
        var (g, gp) = Keys(bytes[(paragraphs * 12)..], grams);
        return new Fingerprint { Words = words, Paragraphs = Immutable(p), ParagraphWords = Immutable(pw), Grams = g, GramParagraphs = gp };
    }

    /// <summary>The grams of kept bytes that <see cref="FromBytes"/> would take, without the rest.</summary>
    internal static NodeKeys KeysFromBytes(ReadOnlySpan<byte> bytes) =>
        Keys(bytes[(13 + BinaryPrimitives.ReadInt32LittleEndian(bytes[5..]) * 12)..], BinaryPrimitives.ReadInt32LittleEndian(bytes[9..]));

    private static NodeKeys Keys(ReadOnlySpan<byte> bytes, int grams)
    {
        var (g, gp) = (new ulong[grams], new ushort[grams]);
        for (var i = 0; i < grams; i++)
        {
            g[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * 10)..]);
            gp[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 10 + 8)..]);
        }
        return new NodeKeys(Immutable(g), Immutable(gp));
    }

    private static ImmutableArray<T> Immutable<T>(T[] values) => ImmutableCollectionsMarshal.AsImmutableArray(values);
}

/// <summary>Makes sketches: word 3-grams over folded words within a paragraph, sampled by hash
/// (Broder 1997: those below a limit), so that of two texts the one with the lower limit keeps nothing that the other would not.</summary>
public static class Fingerprints
{
    /// <summary>Grams kept of a text, about: two texts that share an eighth of their grams (half of the words replaced) still share four or five.</summary>
    private const ulong Kept = 40;
    private const ulong All = 1UL << 32;

    /// <summary>Below which the lower half of a gram must be. No more than one gram in two is kept of a short text, and of a long one no fewer than
    /// one in sixteen, so that a short excerpt of it still shares some.</summary>
    internal static ulong Limit(int words) => Math.Clamp(Kept * All / (ulong)Math.Max(words, 1), All / 16, All / 2);

    /// <summary>The sketch of a text; paragraphs are its lines.</summary>
    public static Fingerprint Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = ImmutableArray.CreateBuilder<TextSpan>();
        var start = 0;
        while (start <= text.Length)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            if (end > start) parts.Add(TextSpan.FromBounds(start, end));
            start = end + 1;
        }
        return Of(TextModel.Of(text, parts.ToImmutable()));
    }

    /// <summary>The sketch of an article's body; paragraphs are its blocks.</summary>
    public static Fingerprint Of(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        return Of(TextModel.Of(article));
    }

    internal static Fingerprint Of(TextModel text)
    {
        var found = 0;
        var grams = ArrayPool<ulong>.Shared.Rent(Math.Max(1, text.Words));
        var places = ArrayPool<ushort>.Shared.Rent(grams.Length);
        var paragraphs = ImmutableArray.CreateBuilder<ulong>(text.Paragraphs.Length - 1);
        var lengths = ImmutableArray.CreateBuilder<int>(text.Paragraphs.Length - 1);
        var limit = Limit(text.Words);
        for (var p = 0; p + 1 < text.Paragraphs.Length; p++)
        {
            var stems = text.Stem.AsSpan(text.Paragraphs[p]..text.Paragraphs[p + 1]);
            ulong all = 0;
            foreach (var stem in stems) all = Mix(all ^ stem);
            paragraphs.Add(all);
            lengths.Add(stems.Length);
            for (var i = 0; i + 2 < stems.Length; i++)
            {
                var gram = Gram(stems[i], stems[i + 1], stems[i + 2]);
                if ((uint)gram >= limit) continue;
                grams[found] = gram;
                places[found++] = (ushort)Math.Min(p, ushort.MaxValue);
            }
        }
        Array.Sort(grams, places, 0, found);
        var distinct = 0;
        for (var i = 0; i < found; i++)
        {
            if (distinct > 0 && grams[distinct - 1] == grams[i])
            {
                places[distinct - 1] = Math.Min(places[distinct - 1], places[i]);
                continue;
            }
            grams[distinct] = grams[i];
            places[distinct++] = places[i];
        }
        var g = ImmutableArray.Create(grams, 0, distinct);
        var gp = ImmutableArray.Create(places, 0, distinct);
        ArrayPool<ulong>.Shared.Return(grams);
        ArrayPool<ushort>.Shared.Return(places);
        return new Fingerprint { Words = text.Words, Paragraphs = paragraphs.MoveToImmutable(), ParagraphWords = lengths.MoveToImmutable(), Grams = g, GramParagraphs = gp };
    }

    private static ulong Gram(uint a, uint b, uint c) => Mix(Mix(((ulong)a << 32) | b) ^ c * 0x9E3779B97F4A7C15UL);

    internal static ulong Mix(ulong x)
    {
        x ^= x >> 30;
        x *= 0xBF58476D1CE4E5B9UL;
        x ^= x >> 27;
        x *= 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}

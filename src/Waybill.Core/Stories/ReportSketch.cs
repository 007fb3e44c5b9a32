using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Waybill.Lineage;

namespace Waybill.Stories;

/// <summary>What stories see of a family: its reference text's names and numbers, and the days on which it may have been
/// written. A pure function of the reference text and the days.</summary>
/// <param name="Reference">Article id of the reference.</param>
/// <param name="Pairs">Neighbouring names or numbers of one sentence, hashed, sorted: what reports are looked up by.</param>
/// <param name="Names">Stems of names with their counts, sorted.</param>
/// <param name="Particulars">Stems of names and numbers, sorted, distinct.</param>
/// <param name="Lead">The day and the sums that its lead names.</param>
internal sealed record ReportSketch(string Reference, DateOnly? From, DateOnly? To, ImmutableArray<ulong> Pairs,
    ImmutableArray<(uint Stem, int Count)> Names, ImmutableArray<uint> Particulars, ReportLead Lead)
{
    private const byte Version = 2;

    /// <summary>The lead and what follows it name what the report is about.</summary>
    private const int Sentences = 12;

    /// <summary>Pairs that are kept, the smallest hashes: two reports that share pairs keep the same ones.</summary>
    private const int MostPairs = 40;

    internal static ReportSketch Of(string reference, TextModel text, DateOnly? from, DateOnly? to)
    {
        var pairs = new HashSet<ulong>();
        for (var s = 0; s < Math.Min(Sentences, text.Sentences.Length); s++)
        {
            uint last = 0;
            for (var w = text.Sentences[s].First; w < text.Sentences[s].End; w++)
            {
                if ((text.Mark[w] & (WordMark.Name | WordMark.Number)) == 0) continue;
                var stem = text.Stem[w];
                if (last != 0 && last != stem) pairs.Add(Fingerprints.Mix(Math.Min(last, stem) | (ulong)Math.Max(last, stem) << 32));
                last = stem;
            }
        }
        // A word is a name if it stands as one inside a sentence anywhere.
        var names = new SortedDictionary<uint, int>();
        var particulars = new SortedSet<uint>();
        for (var w = 0; w < text.Words; w++)
        {
            if ((text.Mark[w] & WordMark.Name) != 0) names[text.Stem[w]] = 0;
            if ((text.Mark[w] & WordMark.Name) != 0 || (text.Mark[w] & WordMark.Number) != 0 && text.Length[w] > 1) particulars.Add(text.Stem[w]);
        }
        for (var w = 0; w < text.Words; w++)
            if ((text.Mark[w] & (WordMark.Function | WordMark.Number)) == 0 && names.TryGetValue(text.Stem[w], out var n)) names[text.Stem[w]] = n + 1;
        return new ReportSketch(reference, from, to, [.. pairs.Order().Take(MostPairs)], [.. names.Where(n => n.Value > 0).Select(n => (n.Key, n.Value))], [.. particulars],
            ReportLead.Of(text, from == to ? from : null));
    }

    internal byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        to.Write(Version);
        to.Write(Reference);
        to.Write(From?.DayNumber ?? -1);
        to.Write(To?.DayNumber ?? -1);
        to.Write(Pairs.Length);
        foreach (var p in Pairs) to.Write(p);
        to.Write(Names.Length);
        foreach (var (stem, count) in Names)
        {
            to.Write(stem);
            to.Write(count);
        }
        to.Write(Particulars.Length);
        foreach (var p in Particulars) to.Write(p);
        to.Write((sbyte)Lead.Weekday);
        to.Write((short)Lead.Day);
        to.Write((byte)Lead.Sums.Length);
        foreach (var (currency, amount) in Lead.Sums)
        {
            to.Write((ushort)currency);
            to.Write(amount);
        }
        return bytes.ToArray();
    }

    internal static ReportSketch FromBytes(byte[] row)
    {
        using var from = new BinaryReader(new MemoryStream(row));
        if (from.ReadByte() != Version) throw new InvalidDataException("a kept report is of another version");
        var reference = from.ReadString();
        var (first, last) = (from.ReadInt32(), from.ReadInt32());
        var pairs = new ulong[from.ReadInt32()];
        for (var i = 0; i < pairs.Length; i++) pairs[i] = from.ReadUInt64();
        var names = new (uint, int)[from.ReadInt32()];
        for (var i = 0; i < names.Length; i++) names[i] = (from.ReadUInt32(), from.ReadInt32());
        var particulars = new uint[from.ReadInt32()];
        for (var i = 0; i < particulars.Length; i++) particulars[i] = from.ReadUInt32();
        int weekday = from.ReadSByte(), day = from.ReadInt16();
        var sums = new (char, double)[from.ReadByte()];
        for (var i = 0; i < sums.Length; i++) sums[i] = ((char)from.ReadUInt16(), from.ReadDouble());
        return new ReportSketch(reference, Day(first), Day(last), [.. pairs], [.. names], [.. particulars], new ReportLead(weekday, day, [.. sums]));

        static DateOnly? Day(int number) => number < 0 ? null : DateOnly.FromDayNumber(number);
    }

    /// <summary>What the report is looked up by: each pair for all time, and, where its day is known to about a week, within that
    /// window and the one before it, so that reports four days apart meet in one of them however many others
    /// share the pair.</summary>
    internal NodeKeys Keys()
    {
        var window = From is { } f && To is { } t && t.DayNumber - f.DayNumber <= StoryLinks.DaysApart ? f.DayNumber / (StoryLinks.DaysApart + 1) : -1;
        var each = window < 0 ? 1 : 3;
        var keys = new ulong[Pairs.Length * each];
        var parts = new ushort[keys.Length];
        for (var k = 0; k < keys.Length; k++)
        {
            var p = k / each;
            keys[k] = k % each == 0 ? Pairs[p] : Fingerprints.Mix(Pairs[p] + (ulong)(window + k % each - 1) * 0x9E3779B97F4A7C15UL);
            parts[k] = (ushort)p;
        }
        Array.Sort(keys, parts);
        return new NodeKeys(ImmutableCollectionsMarshal.AsImmutableArray(keys), ImmutableCollectionsMarshal.AsImmutableArray(parts));
    }
}

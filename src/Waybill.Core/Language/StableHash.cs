using System.Runtime.CompilerServices;

namespace Waybill.Language;

/// <summary>Hashes that are the same in every process and on every machine: feature keys are stored in model files.
/// FNV-1a over UTF-16 units for words, a multiply-xor mix (after MurmurHash3's finaliser) for combinations.</summary>
public static class StableHash
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Step(uint hash, char unit) => (hash ^ unit) * Prime;

    public static uint Of(ReadOnlySpan<char> text)
    {
        uint hash = Offset;
        foreach (char unit in text)
            hash = Step(hash, unit);
        return hash;
    }

    /// <summary>As <see cref="Of"/>, of the text in lower case.</summary>
    public static uint OfLower(ReadOnlySpan<char> text)
    {
        uint hash = Offset;
        foreach (char unit in text)
            hash = Step(hash, Lower(unit));
        return hash;
    }

    /// <summary>Invariant lower case; the ASCII path is inlined because it is taken nearly always. The typographic
    /// apostrophe is folded to the plain one, so that both spellings of a clitic are one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static char Lower(char unit) =>
        unit < 128 ? (char)(unit is >= 'A' and <= 'Z' ? unit | 0x20 : unit)
        : unit == '\u2019' ? '\'' : char.ToLowerInvariant(unit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value) * 0x85EBCA6B;
        return hash ^ (hash >> 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Finish(uint hash)
    {
        hash *= 0xC2B2AE35;
        hash ^= hash >> 16;
        return hash == 0 ? 1 : hash;
    }
}

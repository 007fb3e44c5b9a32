namespace Waybill.Bench.Load;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): small, and the same on every machine and runtime.</summary>
internal struct LoadRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator of its own for one thing, so that what one thing draws never moves another.</summary>
    public static LoadRandom For(ulong seed, ulong what, ulong which) => new(Mix(seed + 0x9E3779B97F4A7C15UL * (what * 1_000_003UL + which + 1)));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    /// <summary>0 to <paramref name="bound"/> − 1.</summary>
    public int Below(int bound) => (int)(((UInt128)Next() * (ulong)bound) >> 64);

    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T Pick<T>(T[] from) => from[Below(from.Length)];

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

namespace Waybill.Language;

/// <summary>What tagger and parser need to know of the form of each token, made once: hashes of the word, its ends
/// and its shape. Struct of arrays, for one sentence or a whole text.</summary>
public sealed class Words
{
    public Words(int count)
    {
        Form = new uint[count];
        Lower = new uint[count];
        Shape = new uint[count];
        Suffix1 = new uint[count];
        Suffix2 = new uint[count];
        Suffix3 = new uint[count];
        Suffix4 = new uint[count];
        Prefix2 = new uint[count];
        Prefix3 = new uint[count];
        Flags = new byte[count];
        Count = count;
    }

    public int Count { get; }
    public uint[] Form { get; }
    public uint[] Lower { get; }
    public uint[] Shape { get; }
    public uint[] Suffix1 { get; }
    public uint[] Suffix2 { get; }
    public uint[] Suffix3 { get; }
    public uint[] Suffix4 { get; }
    public uint[] Prefix2 { get; }
    public uint[] Prefix3 { get; }

    /// <summary>1 begins with a capital, 2 all capitals, 4 has a digit, 8 has a hyphen or stop, 16 no letter or digit.</summary>
    public byte[] Flags { get; }

    /// <summary>Fills place <paramref name="i"/>. Digits are folded in the lower-case hash, so that all numbers of
    /// one shape are one word.</summary>
    public void Set(int i, ReadOnlySpan<char> word)
    {
        uint form = 2166136261, lower = 2166136261, shape = 2166136261;
        byte flags = 16 | 2;
        char lastShape = '\0';
        int same = 0;
        foreach (char c in word)
        {
            form = StableHash.Step(form, c);
            char kind;
            if (char.IsAsciiDigit(c))
            {
                lower = StableHash.Step(lower, '0');
                flags = (byte)((flags | 4) & ~16);
                kind = '0';
            }
            else
            {
                lower = StableHash.Step(lower, StableHash.Lower(c));
                if (char.IsUpper(c))
                {
                    kind = 'X';
                    flags = (byte)(flags & ~16);
                }
                else if (char.IsLetter(c))
                {
                    kind = 'x';
                    flags = (byte)(flags & ~(16 | 2));
                }
                else
                {
                    kind = c < 128 ? c : '^';
                    if (c is '-' or '.')
                        flags |= 8;
                }
            }
            same = kind == lastShape ? same + 1 : 0;
            lastShape = kind;
            if (same < 2)
                shape = StableHash.Step(shape, kind);
        }
        if ((flags & (16 | 4)) != 0 && (flags & 16) != 0)
            flags = (byte)(flags & ~2);
        if (word.Length > 0 && char.IsUpper(word[0]))
            flags |= 1;
        else
            flags = (byte)(flags & ~2);
        Form[i] = form;
        Lower[i] = lower;
        Shape[i] = shape;
        Flags[i] = flags;
        int n = word.Length;
        uint s = 7;
        for (int k = 1; k <= 4; k++)
        {
            if (k <= n)
                s = StableHash.Step(s, Fold(word[n - k]));
            switch (k)
            {
                case 1: Suffix1[i] = s; break;
                case 2: Suffix2[i] = s; break;
                case 3: Suffix3[i] = s; break;
                default: Suffix4[i] = s; break;
            }
        }
        uint p = 11;
        for (int k = 1; k <= 3; k++)
        {
            if (k <= n)
                p = StableHash.Step(p, Fold(word[k - 1]));
            if (k == 2)
                Prefix2[i] = p;
            else if (k == 3)
                Prefix3[i] = p;
        }
    }

    private static char Fold(char c) => char.IsAsciiDigit(c) ? '0' : StableHash.Lower(c);
}

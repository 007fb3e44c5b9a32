using System.Buffers.Binary;
using System.Collections.Frozen;

namespace Waybill.Html;

/// <summary>What a page's words and class names say of a block: log-odds, learnt over many hosts, that a word, a pair of words or
/// a word of a class name stands in an article's text. Counted by host, so that no outlet's habits weigh more than another's.</summary>
internal sealed class BlockWords
{
    /// <summary>Columns that <see cref="Fill"/> writes.</summary>
    public const int ColumnCount = 12;

    private const int Levels = 6;
    private const int Lowest = 6;
    private const float Step = 1 / 24f;

    private readonly FrozenDictionary<uint, sbyte> _odds;

    public BlockWords(IEnumerable<KeyValuePair<uint, sbyte>> odds) => _odds = odds.ToFrozenDictionary();

    /// <summary>Log-odds in the steps in which they are kept.</summary>
    public static sbyte Quantise(double odds) => (sbyte)Math.Clamp(Math.Round(odds / Step), -96, 96);

    /// <summary>Number of entries, then hash (4 bytes) and steps (1 byte) of each, by hash.</summary>
    public byte[] Pack()
    {
        var data = new byte[4 + _odds.Count * 5];
        BinaryPrimitives.WriteInt32LittleEndian(data, _odds.Count);
        var at = 4;
        foreach (var (hash, steps) in _odds.OrderBy(o => o.Key))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(at), hash);
            data[at + 4] = (byte)steps;
            at += 5;
        }
        return data;
    }

    public static BlockWords Read(ReadOnlySpan<byte> data, ref int at)
    {
        var odds = new KeyValuePair<uint, sbyte>[BinaryPrimitives.ReadInt32LittleEndian(data[at..])];
        at += 4;
        for (var i = 0; i < odds.Length; i++, at += 5) odds[i] = new(BinaryPrimitives.ReadUInt32LittleEndian(data[at..]), (sbyte)data[at + 4]);
        return new BlockWords(odds);
    }

    /// <summary>Writes the columns that hang on learnt words into the features of each block.</summary>
    public void Fill(HtmlTree tree, Segmenter cut, BlockFeatures features)
    {
        var blocks = cut.Blocks;
        var contexts = cut.Contexts;
        var own = new float[contexts.Count];
        var tokens = new List<uint>();
        for (var c = 0; c < own.Length; c++)
        {
            tokens.Clear();
            ClassGrams(tree, contexts[c].Node, tokens);
            float low = 0, high = 0;
            foreach (var token in tokens)
            {
                var odds = Odds(token);
                if (odds < low) low = odds;
                else if (odds > high) high = odds;
            }
            own[c] = low + high;
        }
        var n = blocks.Count;
        var mean = new float[n];
        Span<float> lowest = stackalloc float[Lowest];
        for (var i = 0; i < n; i++)
        {
            tokens.Clear();
            TextGrams(blocks[i].Text.Text, tokens);
            lowest.Clear();
            float sum = 0;
            foreach (var token in tokens)
            {
                var odds = Odds(token);
                sum += odds;
                if (odds >= lowest[Lowest - 1]) continue;
                var k = Lowest - 1;
                for (; k > 0 && lowest[k - 1] > odds; k--) lowest[k] = lowest[k - 1];
                lowest[k] = odds;
            }
            mean[i] = tokens.Count == 0 ? 0 : sum / tokens.Count;
            var low = 0f;
            foreach (var value in lowest) low += value / Lowest;
            var row = features.Row(i)[BlockFeatures.WordColumns..];
            row[0] = mean[i];
            row[1] = low;
            row[2] = Math.Clamp(sum, -40, 40);

            float nearest = 0, min = 0, max = 0, all = 0;
            var context = blocks[i].Context;
            for (var level = 0; level < Levels && context >= 0; level++, context = contexts[context].Parent)
            {
                var odds = own[context];
                if (nearest == 0) nearest = odds;
                min = Math.Min(min, odds);
                max = Math.Max(max, odds);
                all += odds / (1 + level);
            }
            row[3] = own[blocks[i].Context];
            row[4] = nearest;
            row[5] = min;
            row[6] = max;
            row[7] = all;
        }
        var heading = 0f;
        var headingClass = 0f;
        for (var i = 0; i < n; i++)
        {
            if ((contexts[blocks[i].Context].Ancestors & Ancestors.Heading) != 0)
            {
                heading = mean[i];
                headingClass = features.Row(i)[BlockFeatures.WordColumns + 7];
            }
            float before = 0, after = 0, beforeWords = 1, afterWords = 1;
            for (var k = 1; k <= 4; k++)
            {
                if (i - k >= 0)
                {
                    before += mean[i - k] * features.Words[i - k];
                    beforeWords += features.Words[i - k];
                }
                if (i + k < n)
                {
                    after += mean[i + k] * features.Words[i + k];
                    afterWords += features.Words[i + k];
                }
            }
            var row = features.Row(i)[BlockFeatures.WordColumns..];
            row[8] = before / beforeWords;
            row[9] = after / afterWords;
            row[10] = heading;
            row[11] = headingClass;
        }
    }

    private float Odds(uint hash) => _odds.TryGetValue(hash, out var steps) ? steps * Step : 0;

    /// <summary>Words and pairs of words of a text.</summary>
    public static void TextGrams(ReadOnlySpan<char> text, List<uint> grams)
    {
        if (text.Length > 4000) text = text[..4000];
        var last = 0u;
        var at = 0;
        while (at < text.Length)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                // A pair does not reach over the end of a sentence.
                if (text[at] is '.' or '!' or '?' or ':') last = 0;
                at++;
                continue;
            }
            var hash = 2166136261u;
            for (; at < text.Length && (char.IsLetterOrDigit(text[at]) || (text[at] is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]))); at++)
            {
                var c = char.IsDigit(text[at]) ? '0' : text[at] == '’' ? '\'' : char.ToLowerInvariant(text[at]);
                hash = (hash ^ c) * 16777619u;
            }
            grams.Add(hash);
            if (last != 0) grams.Add(Mix(last, hash));
            last = hash;
        }
    }

    /// <summary>Words of an element's class and id, and pairs of words of one name.</summary>
    public static void ClassGrams(HtmlTree tree, int node, List<uint> grams)
    {
        Take(tree.Raw(node, "class", out _), grams, 0x9E3779B9u);
        Take(tree.Raw(node, "id", out _), grams, 0x9E3779B9u);

        static void Take(ReadOnlySpan<char> value, List<uint> grams, uint seed)
        {
            if (value.Length > 600) value = value[..600];
            var last = 0u;
            var hash = 0u;
            for (var i = 0; i <= value.Length; i++)
            {
                var c = i < value.Length ? value[i] : ' ';
                var letter = char.IsAsciiLetter(c);
                var border = !letter || (char.IsAsciiLetterUpper(c) && i > 0 && char.IsAsciiLetterLower(value[i - 1]));
                if (border && hash != 0)
                {
                    grams.Add(hash);
                    if (last != 0) grams.Add(Mix(last, hash));
                    last = hash;
                    hash = 0;
                }
                if (char.IsWhiteSpace(c)) last = 0;
                if (letter) hash = ((hash == 0 ? seed : hash) ^ (uint)(c | 0x20)) * 16777619u;
            }
        }
    }

    private static uint Mix(uint a, uint b) => (a * 2654435761u) ^ (b + 0x7F4A7C15u + (a >> 5));
}

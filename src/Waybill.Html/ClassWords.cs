using System.Collections.Frozen;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Waybill.Articles;

namespace Waybill.Html;

/// <summary>What the words in class names, ids and roles say of an element; <c>data/articles/class-words.tsv</c>.</summary>
internal sealed class ClassWords
{
    private static readonly Lazy<ClassWords> Embedded = new(() => new ClassWords(Read("data/articles/class-words.tsv")));

    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _groupOf;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _reasonOf;

    /// <summary>The groups, in the order in which the block model knows them. Only ever added to at the end.</summary>
    public static readonly string[] Groups =
        ["body", "story", "title", "nav", "footer", "side", "related", "list", "social", "comment", "ad", "newsletter", "cookie", "caption", "byline", "meta", "hidden", "toc", "quote", "box", "lede", "note", "form"];

    public const int GroupCount = 23;

    private ClassWords(string data)
    {
        var byWord = new Dictionary<string, int>(StringComparer.Ordinal);
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in data.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var row = line.TrimEnd('\r').Split('\t');
            // A word without a group says only why a small box is no text: the block model has not learnt it.
            if (row[0] != "-") byWord[row[1]] = Array.IndexOf(Groups, row[0]);
            if (row.Length > 2) reasons[row[1]] = (int)Enum.Parse<LeftOutReason>(row[2]);
        }
        _groupOf = byWord.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _reasonOf = reasons.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static ClassWords Default => Embedded.Value;

    /// <summary>Bit set of the groups that a class attribute's words belong to. Words are split at anything that is no
    /// letter and before capitals (<c>ArticleBody-module__relatedLinks</c>).</summary>
    public uint GroupsOf(ReadOnlySpan<char> value) => Bits(value, _groupOf);

    /// <summary>Why a small box whose class attribute has these words is no text, or null where they do not say.</summary>
    public LeftOutReason? BoxReasonOf(ReadOnlySpan<char> value) =>
        Bits(value, _reasonOf) is not 0 and var reasons ? (LeftOutReason)BitOperations.TrailingZeroCount(reasons) : null;

    private static uint Bits(ReadOnlySpan<char> value, FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bitOf)
    {
        if (value.Length > 600) value = value[..600];
        uint bits = 0;
        Span<char> word = stackalloc char[20];
        var n = 0;
        for (var i = 0; i <= value.Length; i++)
        {
            var c = i < value.Length ? value[i] : ' ';
            var letter = char.IsAsciiLetter(c);
            var border = !letter || (char.IsAsciiLetterUpper(c) && i > 0 && char.IsAsciiLetterLower(value[i - 1]));
            if (border && n > 0)
            {
                if (n <= word.Length && bitOf.TryGetValue(word[..n], out var bit)) bits |= 1u << bit;
                n = 0;
            }
            if (!letter) continue;
            if (n < word.Length) word[n] = (char)(c | 0x20);
            n++;
        }
        return bits;
    }

    private static string Read(string name)
    {
        using var stream = typeof(ArticleLexicon).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

/// <summary>For each group of class words, how many block elements up its nearest hit stands (0 own, 255 none).</summary>
[InlineArray(ClassWords.GroupCount)]
internal struct GroupDistances
{
    private byte _first;
}

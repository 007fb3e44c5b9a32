using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Waybill.Language;

/// <summary>Greedy left-to-right recogniser of persons, places and organisations: a linear model over words, shapes, tags,
/// lists of names and what the same word was called before in the text (Ratinov and Roth 2009). Only capitalised words,
/// proper nouns and what binds them are looked at, so most words cost nothing.</summary>
public sealed class NameTagger
{
    /// <summary>0 outside; then begin and inside of person, place, organisation, other.</summary>
    public const int Classes = 9;

    /// <summary>Bits of the lists: first names, towns, states and regions, titles, bodies, companies, surnames.</summary>
    public const byte FirstName = 1, Town = 2, Land = 4, Title = 8, Body = 16, Company = 32, Surname = 64;

    /// <summary>Marks a word of an entry that is not its first.</summary>
    private const byte Inner = 128;

    /// <summary>Number of features of a decision.</summary>
    public const int FeatureCount = 57;

    /// <summary>Most words of an entry of the lists.</summary>
    public const int LongestEntry = 5;

    /// <summary>A head start for "no name": persons and places score best so on the development part of Universal NER.</summary>
    private const int Caution = 1200;

    /// <summary>Weight of the network's opinion: of 0, 100, 200 and 300 this found persons best on the same part.</summary>
    private const int Trust = 200;

    private const uint None = 0x9E3779B9;
    private readonly SparseWeights _weights;
    private readonly IReadOnlyDictionary<uint, byte> _lists;
    private readonly bool[] _proper;

    /// <param name="lists">Hash of the lower-case words of an entry (<see cref="EntryKey"/>) → the lists it is on, as bits.</param>
    public NameTagger(SparseWeights weights, IReadOnlyDictionary<uint, byte> lists, ImmutableArray<TagPair> tags)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(lists);
        _weights = weights;
        _lists = lists;
        _proper = [.. tags.Select(t => t.Upos == Upos.Propn || t.Xpos is "NNP" or "NNPS")];
    }

    internal SparseWeights Weights => _weights;

    internal IReadOnlyDictionary<uint, byte> Lists => _lists;

    /// <summary>Key of an entry: the hashes of its words in lower case, one after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint EntryKey(uint key, uint lower) => StableHash.Mix(key, lower);

    public const uint EntryStart = 17;

    /// <summary>What is known of a text while its names are looked for.</summary>
    public sealed class Context
    {
        private readonly Dictionary<uint, uint> _seen = [];

        /// <summary>Per token, the lists of an entry that covers it; bit 7: not its first word.</summary>
        internal byte[] Lists = [];

        /// <summary>Per token, whether no space stands before it.</summary>
        internal bool[] Glued = [];

        /// <summary>Per token, whether it may be part of a name.</summary>
        internal bool[] Open = [];

        /// <summary>Whether a token may be part of a name.</summary>
        public bool IsOpen(int token) => Open[token];

        /// <summary>1 person … 4 other: what the word was called most often so far; 0 nothing.</summary>
        internal uint Seen(uint word)
        {
            if (!_seen.TryGetValue(word, out uint counts))
                return 0;
            uint best = 0, most = 0;
            for (int k = 0; k < 4; k++)
            {
                uint count = counts >> (8 * k) & 255;
                if (count > most)
                {
                    most = count;
                    best = (uint)k + 1;
                }
            }
            return best;
        }

        /// <summary>Remembers what a word was called.</summary>
        public void Remember(uint word, int cls)
        {
            if (cls == 0)
                return;
            int shift = (cls - 1) / 2 * 8;
            uint counts = _seen.GetValueOrDefault(word);
            if ((counts >> shift & 255) < 255)
                _seen[word] = counts + (1u << shift);
        }
    }

    /// <summary>Looks up the lists and finds the words that may be part of a name.</summary>
    public Context Prepare(Words words, ReadOnlySpan<byte> tags, bool[] glued, ReadOnlySpan<Sentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(words);
        int n = words.Count;
        var context = new Context { Lists = new byte[n], Open = new bool[n], Glued = glued };
        foreach (var s in sentences)
        {
            for (int i = s.FirstToken; i < s.EndToken; i++)
            {
                bool capital = (words.Flags[i] & 1) != 0;
                bool proper = capital || _proper[tags[i]];
                context.Open[i] = proper;
                if ((words.Flags[i] & 16) != 0)
                    continue;
                uint key = EntryStart;
                int end = i;
                byte found = 0;
                for (int k = i; k < Math.Min(s.EndToken, i + LongestEntry); k++)
                {
                    key = EntryKey(key, words.Lower[k]);
                    if (_lists.TryGetValue(StableHash.Finish(key), out byte bits))
                    {
                        found = bits;
                        end = k + 1;
                    }
                }
                // Names written small: only what a list knows.
                context.Open[i] |= (found & ~(Title | Surname)) != 0;
                for (int k = i; k < end; k++)
                {
                    if (context.Lists[k] == 0 || k == i && context.Lists[k] >= Inner && end - i > 1)
                        context.Lists[k] = (byte)(found | (k > i ? Inner : 0));
                }
            }
            // Words between two candidates ("Bank of America", "Al - Qaida") are open too.
            for (int i = s.FirstToken + 1; i + 1 < s.EndToken; i++)
            {
                if (context.Open[i - 1] && !context.Open[i] && (context.Open[i + 1] || i + 2 < s.EndToken && context.Open[i + 2] && (words.Flags[i] & 16) == 0))
                    context.Open[i] = true;
            }
        }
        return context;
    }

    /// <summary>Classes of the tokens of the sentences.</summary>
    /// <param name="opinion">Scores of the network for each token and class, in 2⁻¹⁰.</param>
    public byte[] Tag(Words words, ReadOnlySpan<byte> tags, ReadOnlySpan<int> opinion, bool[] glued, ReadOnlySpan<Sentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(words);
        var classes = new byte[words.Count];
        var context = Prepare(words, tags, glued, sentences);
        // What a word is called further down helps with its first place: a second look at the whole text.
        Pass(words, tags, opinion, sentences, context, classes, remember: true);
        Pass(words, tags, opinion, sentences, context, classes, remember: false);
        return classes;
    }

    private void Pass(Words words, ReadOnlySpan<byte> tags, ReadOnlySpan<int> opinion, ReadOnlySpan<Sentence> sentences, Context context, byte[] classes, bool remember)
    {
        Span<uint> features = stackalloc uint[FeatureCount];
        Span<int> scores = stackalloc int[Classes];
        foreach (var s in sentences)
        {
            uint before = 0, before2 = 0;
            for (int i = s.FirstToken; i < s.EndToken; i++)
            {
                byte cls = 0;
                if (context.Open[i])
                {
                    Features(words, tags, s, i, before, before2, context, features);
                    scores.Clear();
                    scores[0] = Caution;
                    _weights.Add(features, scores);
                    for (int c = 0; c < Classes; c++)
                        scores[c] += opinion[i * Classes + c] * Trust >> 10;
                    cls = (byte)Best(scores, before);
                }
                classes[i] = cls;
                before2 = before;
                before = cls;
            }
            Split(classes, s, context);
            for (int i = s.FirstToken; remember && i < s.EndToken; i++)
                context.Remember(words.Lower[i], classes[i]);
        }
    }

    /// <summary>"San Rafael California" is a town and its state: two places.</summary>
    private static void Split(byte[] classes, Sentence s, Context context)
    {
        int start = -1;
        for (int i = s.FirstToken; i < s.EndToken; i++)
        {
            if (classes[i] == 3)
                start = i;
            else if (classes[i] != 4)
                start = -1;
            else if (start >= 0 && (context.Lists[i] & (Inner | Land)) == Land && Covered(context, start, i))
                classes[i] = 3;
        }
    }

    private static bool Covered(Context context, int start, int end)
    {
        if ((context.Lists[start] & (Town | Land)) == 0 || (context.Lists[start] & Inner) != 0)
            return false;
        for (int i = start + 1; i < end; i++)
        {
            if ((context.Lists[i] & Inner) == 0)
                return false;
        }
        return true;
    }

    /// <summary>The best class that may follow: inside only behind the same kind.</summary>
    public static int Best(ReadOnlySpan<int> scores, uint before)
    {
        int best = 0;
        for (int c = 1; c < Classes; c++)
        {
            if (scores[c] > scores[best] && MayFollow(c, before))
                best = c;
        }
        return best;
    }

    public static bool MayFollow(int cls, uint before) => cls == 0 || (cls & 1) == 1 || before != 0 && (before - 1) / 2 == (uint)(cls - 1) / 2;

    /// <summary>The features of one decision; used in training and in use alike.</summary>
    public static void Features(Words words, ReadOnlySpan<byte> tags, Sentence s, int i, uint before, uint before2, Context context, Span<uint> f)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(context);
        int first = s.FirstToken, end = s.EndToken;
        uint w = words.Lower[i], form = words.Form[i], shape = words.Shape[i], flags = words.Flags[i];
        bool p = i > first, n = i + 1 < end;
        uint p1 = p ? words.Lower[i - 1] : None, p2 = i > first + 1 ? words.Lower[i - 2] : None;
        uint n1 = n ? words.Lower[i + 1] : None, n2 = i + 2 < end ? words.Lower[i + 2] : None;
        uint ps = p ? words.Shape[i - 1] : None, ns = n ? words.Shape[i + 1] : None;
        uint t = tags[i], pt = p ? tags[i - 1] : 254u, nt = n ? tags[i + 1] : 254u, pt2 = i > first + 1 ? tags[i - 2] : 254u, nt2 = i + 2 < end ? tags[i + 2] : 254u;
        uint g = context.Lists[i], pg = p ? context.Lists[i - 1] : 0u, ng = n ? context.Lists[i + 1] : 0u;
        uint seen = context.Seen(w), pSeen = p ? context.Seen(p1) : 9, nSeen = n ? context.Seen(n1) : 9;
        uint start = p ? 0u : 1u, glue = context.Glued[i] ? 1u : 0u, nGlue = n && context.Glued[i + 1] ? 1u : 0u;
        uint history = before * 16 + before2;
        int k = 0;
        f[k++] = F(1, before, 0);
        f[k++] = F(2, history, glue);
        f[k++] = F(3, w, 0);
        f[k++] = F(4, form, start);
        f[k++] = F(5, shape, start);
        f[k++] = F(6, words.Suffix3[i], 0);
        f[k++] = F(7, words.Suffix4[i], 0);
        f[k++] = F(8, words.Prefix3[i], 0);
        f[k++] = F(9, words.Suffix2[i], flags & 3);
        f[k++] = F(10, flags, start * 16 + glue * 4 + nGlue);
        f[k++] = F(11, p1, 0);
        f[k++] = F(12, p2, 0);
        f[k++] = F(13, n1, 0);
        f[k++] = F(14, n2, 0);
        f[k++] = F(15, p1, w);
        f[k++] = F(16, w, n1);
        f[k++] = F(17, before, w);
        f[k++] = F(18, before, p1);
        f[k++] = F(19, before, StableHash.Mix(n1, glue * 4 + nGlue));
        f[k++] = F(20, ps, shape);
        f[k++] = F(21, shape, ns);
        f[k++] = F(22, t, before);
        f[k++] = F(23, StableHash.Mix(pt, t), before);
        f[k++] = F(24, t, nt);
        f[k++] = F(25, StableHash.Mix(t, nt), nt2);
        f[k++] = F(26, StableHash.Mix(pt, pt2), t);
        f[k++] = F(27, g, start);
        f[k++] = F(28, g, before);
        f[k++] = F(29, g, pg);
        f[k++] = F(30, g, ng);
        f[k++] = F(31, g, shape);
        f[k++] = F(32, StableHash.Mix(g, pg), ng);
        f[k++] = F(33, g, p1);
        f[k++] = F(34, g, n1);
        f[k++] = F(35, seen, 0);
        f[k++] = F(36, seen, before);
        f[k++] = F(37, seen, StableHash.Mix(g, flags & 3));
        f[k++] = F(38, pSeen, seen);
        f[k++] = F(39, nSeen, seen);
        f[k++] = F(40, StableHash.Mix(pt, g), nt);
        f[k++] = F(41, StableHash.Mix(before, shape), start);
        f[k++] = F(42, StableHash.Mix(before, p1), shape);
        f[k++] = F(43, StableHash.Mix(p1, n1), 0);
        f[k++] = F(44, StableHash.Mix(p2, p1), 0);
        f[k++] = F(45, StableHash.Mix(n1, n2), 0);
        f[k++] = F(46, n ? words.Suffix3[i + 1] : None, shape);
        f[k++] = F(47, StableHash.Mix(g, ng), StableHash.Mix(before, shape));
        // A short sentence of capitals is a greeting, a signature or a heading; the words before it tell which.
        uint place = (uint)Math.Min(end - first, 6) * 4 + (uint)Math.Min(i - first, 3);
        uint last = first > 0 ? words.Lower[first - 1] : None, last2 = first > 1 ? words.Lower[first - 2] : None;
        // The run of capitals around the word: "Smith Motorsports" ends as firms do.
        int from = i, to = i;
        while (from > first && i - from < 4 && (words.Flags[from - 1] & 1) != 0)
            from--;
        while (to + 1 < end && to - i < 4 && (words.Flags[to + 1] & 1) != 0)
            to++;
        uint run = (uint)(to - from), right = words.Lower[to], left = words.Lower[from];
        f[k++] = F(51, right, Math.Min(run, 3));
        f[k++] = F(52, left, Math.Min(run, 3));
        f[k++] = F(53, words.Suffix3[to], (uint)(i - from) * 16 + run);
        f[k++] = F(48, place, shape);
        // "Ray 's Pizza": a capital behind the mark of the owner.
        uint owner = StableHash.Mix(n1, i + 2 < end ? words.Flags[i + 2] & 3u : 8u);
        f[k++] = F(54, owner, shape);
        f[k++] = F(55, owner, g);
        f[k++] = F(56, i + 2 < end ? words.Shape[i + 2] : None, StableHash.Mix(ns, shape));
        f[k++] = F(57, context.Lists[from], StableHash.Mix(context.Lists[to], run));
        f[k++] = F(49, place, last);
        f[k++] = F(50, StableHash.Mix(last, last2), i - first < 2 ? shape : None);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint F(uint template, uint a, uint b) =>
        StableHash.Finish(StableHash.Mix(StableHash.Mix(template * 0x9E3779B1, a), b));
}

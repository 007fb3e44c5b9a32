using System.Globalization;
using Waybill.Articles;

namespace Waybill.Html;

/// <summary>What is measured on each block for the block model. The order is the model's; new ones go to the end
/// and need a new training.</summary>
internal sealed class BlockFeatures
{
    private static readonly string[] OwnNames =
    [
        "chars", "words", "wordLength", "linkShare", "strongShare", "digitShare", "capitalShare", "terminal", "commas", "stopShare", "quote", "furniture", "furnitureReason",
        "tag", "depth", "ancestors.article", "ancestors.main", "ancestors.aside", "ancestors.nav", "ancestors.footer", "ancestors.header", "ancestors.form", "ancestors.list", "ancestors.table", "ancestors.figure",
        "ancestors.section", "ancestors.bodyProperty", "ancestors.hidden", "ancestors.dialog", "ancestors.blockquote", "ancestors.button", "ancestors.heading", "ancestors.figcaption", "ancestors.ariaHidden", "ancestors.details", "ancestors.address",
        "position", "positionWords", "blocksAfterTitle", "hasTitle", "titleShare", "inJsonBody", "jsonBody", "inDescription", "repeated", "afterBreak",
        "parentParagraphs", "parentWords", "parentLinkShare", "parentTextShare", "grandParagraphs", "grandWords", "grandLinkShare", "grandTextShare", "great.words", "great.linkShare",
        "inTop", "topDistance", "afterTopEnd", "sameParentPrev", "sameParentNext", "prevWords", "prevLinkShare", "prevTerminal", "prevTag", "nextWords", "nextLinkShare", "nextTerminal", "nextTag", "prev2Words", "next2Words",
        "h1Distance", "pageWords", "pageParagraphs", "hasDate", "dateOnly", "allCaps", "siblingsAlike", "linkCount", "startsLower", "colonEnd", "articles",
        "windowWords", "windowLinkShare", "commonAncestorTitle",
        "sameClassWords", "sameClassLinkShare", "sameClassCount",
        "h1After", "sameArticle", "articleIndex", "bylinesAfter", "wordsAfterTitle", "headingReason", "sinceHeading", "topClass", "classShare", "sameH1Article",
    ];

    public static readonly int OwnCount = OwnNames.Length;

    /// <summary>First of the columns that <see cref="BlockWords"/> fills; 0 until then.</summary>
    public static readonly int WordColumns = OwnNames.Length + ClassWords.GroupCount;

    public static readonly int Count = WordColumns + BlockWords.ColumnCount;

    private static readonly int FurnitureReason = Array.IndexOf(OwnNames, "furnitureReason");

    public static readonly int InTop = Array.IndexOf(OwnNames, "inTop");

    public static string NameOf(int feature) =>
        feature < OwnNames.Length ? OwnNames[feature] : feature < WordColumns ? "class." + ClassWords.Groups[feature - OwnNames.Length] : $"words.{feature - WordColumns}";

    private readonly Segmenter _cut;
    private readonly HtmlTree _tree;
    private readonly int _n;

    public BlockFeatures(HtmlTree tree, Segmenter cut, string? title, string? description, string? jsonBody)
    {
        _tree = tree;
        _cut = cut;
        _n = cut.Blocks.Count;
        Values = new float[_n * Count];
        Words = new int[_n];
        ClassKeys = new ulong[_n];
        Compute(title, description, jsonBody);
    }

    /// <summary>Row by row.</summary>
    public float[] Values { get; }

    public int[] Words { get; }

    /// <summary>Blocks that the page's own template made alike have the same key.</summary>
    public ulong[] ClassKeys { get; }

    /// <summary>The block whose words are the title's, or -1.</summary>
    public int TitleBlock { get; private set; } = -1;

    /// <summary>What the block's words say that it is, where they are a phrase of furniture.</summary>
    public LeftOutReason? FurnitureAt(int block) => Row(block)[FurnitureReason] is >= 0 and var reason ? (LeftOutReason)(int)reason : null;

    public Span<float> Row(int block) => Values.AsSpan(block * Count, Count);

    private void Compute(string? title, string? description, string? jsonBody)
    {
        var lexicon = ArticleLexicon.Default;
        var blocks = _cut.Blocks;
        var contexts = _cut.Contexts;
        var terminal = new bool[_n];
        var linkShare = new float[_n];
        var hashes = new int[_n];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var stop = lexicon.StopWords.First(s => s.Language == "en").Words.GetAlternateLookup<ReadOnlySpan<char>>();
        var titleWords = TokenSet(title);
        var descriptionGrams = Shingles.Of(description, 3);
        var bodyGrams = Shingles.Of(jsonBody, 4);
        Span<char> lower = stackalloc char[24];

        // Sums over elements: words, words in links, words in p-like blocks, paragraphs.
        var sums = new ContextSums[contexts.Count];
        var classSums = new Dictionary<ulong, ContextSums>();
        var classKeys = ClassKeys;
        var bestTitle = 0.0;
        for (var i = 0; i < _n; i++)
        {
            var block = blocks[i];
            var text = block.Text.Text;
            var row = Row(i);
            int words = 0, letters = 0, digits = 0, capitals = 0, stops = 0, inTitle = 0, commas = 0;
            var at = 0;
            while (at < text.Length)
            {
                var c = text[at];
                if (c == ',') commas++;
                if (!char.IsLetterOrDigit(c))
                {
                    at++;
                    continue;
                }
                var start = at;
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || (text[at] is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1])))) at++;
                // Scripts without spaces: two characters are about a word.
                words += text[start] >= '\u3040' && at - start > 2 ? (at - start) / 2 : 1;
                if (char.IsDigit(text[start])) digits++;
                if (char.IsUpper(text[start])) capitals++;
                letters += at - start;
                if (at - start > lower.Length) continue;
                var word = lower[..(at - start)];
                text.AsSpan(start, at - start).ToLowerInvariant(word);
                if (stop.Contains(word)) stops++;
                if (titleWords.Count > 0 && titleWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) inTitle++;
            }
            Words[i] = words;
            linkShare[i] = text.Length == 0 ? 0 : Math.Min(1f, (float)block.LinkUnits / text.Length);
            terminal[i] = TextShape.EndsSentence(text);
            seen[text] = seen.GetValueOrDefault(text) + 1;
            hashes[i] = i;
            var w = Math.Max(1, words);
            var titleShare = titleWords.Count == 0 ? 0 : (double)inTitle / Math.Max(w, titleWords.Count);
            var heading = (contexts[block.Context].Ancestors & Ancestors.Heading) != 0;
            if (titleShare > 0.6 && titleShare + (heading ? 0.25 : 0) + (block.Tag == Tag.H1 ? 0.25 : 0) > bestTitle + 1e-9)
            {
                bestTitle = titleShare + (heading ? 0.25 : 0) + (block.Tag == Tag.H1 ? 0.25 : 0);
                TitleBlock = i;
            }
            var furniture = text.Length <= 400 ? lexicon.FurnitureOf(text) : null;
            var dates = text.Length <= 120 ? DateScanner.Scan(text, true, lexicon) : [];
            var ancestors = contexts[block.Context].Ancestors;
            var f = 0;
            row[f++] = MathF.Log(1 + text.Length);
            row[f++] = MathF.Log(1 + words);
            row[f++] = (float)letters / w;
            row[f++] = linkShare[i];
            row[f++] = Math.Min(1f, (float)block.StrongUnits / Math.Max(1, text.Length));
            row[f++] = (float)digits / w;
            row[f++] = (float)capitals / w;
            row[f++] = terminal[i] ? 1 : 0;
            row[f++] = Math.Min(10, commas);
            row[f++] = (float)stops / w;
            row[f++] = text[0] is '“' or '"' or '«' or '„' ? 1 : 0;
            row[f++] = furniture is null ? 0 : 1 + (int)furniture.Value.How;
            row[f++] = furniture is null ? -1 : (int)furniture.Value.Reason;
            row[f++] = TagGroup(block.Tag);
            row[f++] = contexts[block.Context].Depth;
            for (var bit = 0; bit <= 21; bit++)
            {
                if ((Ancestors)(1 << bit) is Ancestors.Noindex) continue;
                row[f++] = ((int)ancestors >> bit) & 1;
            }
            row[f++] = _n < 2 ? 0 : (float)i / (_n - 1);
            f += 3; // positionWords, blocksAfterTitle, hasTitle: below
            row[f++] = (float)titleShare;
            row[f++] = bodyGrams.Count == 0 ? -1 : Shingles.Share(text, bodyGrams, 4);
            row[f++] = bodyGrams.Count == 0 ? 0 : MathF.Log(1 + bodyGrams.Count);
            row[f++] = descriptionGrams.Count == 0 ? -1 : Shingles.Share(text, descriptionGrams, 3);
            f++; // repeated
            row[f++] = block.AfterBreak ? 1 : 0;
            row[Index("hasDate")] = dates.Count > 0 ? 1 : 0;
            row[Index("dateOnly")] = dates.Count > 0 && words <= 14 ? 1 : 0;
            row[Index("allCaps")] = capitals == words && text.Equals(text.ToUpperInvariant(), StringComparison.Ordinal) ? 1 : 0;
            row[Index("linkCount")] = Math.Min(20, block.Links.Count);
            row[Index("startsLower")] = char.IsLower(text[0]) ? 1 : 0;
            row[Index("colonEnd")] = text[^1] == ':' ? 1 : 0;

            var linkWords = words * linkShare[i];
            var isParagraph = words >= 10 && linkShare[i] < 0.5f && (block.Tag is Tag.P || terminal[i]);
            var sum = new ContextSums(words, linkWords, isParagraph ? words : 0, isParagraph ? 1 : 0, 1);
            for (var context = block.Context; context >= 0; context = contexts[context].Parent)
            {
                sums[context] += sum;
                if (contexts[block.Context].Depth - contexts[context].Depth > 24) break; // deep nests: only the near ones matter
            }
            classKeys[i] = ClassKey(block);
            classSums[classKeys[i]] = classSums.GetValueOrDefault(classKeys[i]) + sum;
        }

        var top = FindTop(sums);
        var topEnd = -1;
        for (var i = 0; i < _n; i++)
            if (top >= 0 && IsWithin(blocks[i].Context, top)) topEnd = i;
        var pageWords = 0;
        var pageParagraphs = 0;
        foreach (var i in hashes)
        {
            pageWords += Words[i];
            if (Words[i] >= 10 && linkShare[i] < 0.5f && terminal[i]) pageParagraphs++;
        }
        var articles = 0;
        foreach (var context in contexts)
            if (context.Tag == Tag.Article) articles++;
        var articleOf = new int[contexts.Count];
        var articleIndex = new int[contexts.Count];
        var articleCount = 0;
        for (var c = 0; c < contexts.Count; c++)
        {
            var above = contexts[c].Parent;
            articleOf[c] = contexts[c].Tag == Tag.Article ? c : above >= 0 ? articleOf[above] : -1;
            // Only articles that stand in no other count on: a second one in a row is another story.
            if (contexts[c].Tag == Tag.Article && (above < 0 || articleOf[above] < 0)) articleCount++;
            articleIndex[c] = articleCount;
        }
        var titleArticle = TitleBlock < 0 ? -2 : articleOf[blocks[TitleBlock].Context];
        var topArticle = top < 0 ? -2 : articleOf[top];
        var topKey = 0UL;
        var topKeyWords = 0;
        foreach (var i in hashes)
        {
            var sum = classSums[classKeys[i]];
            if (sum.ParagraphWords <= topKeyWords) continue;
            topKeyWords = sum.ParagraphWords;
            topKey = classKeys[i];
        }
        int h1s = 0, bylines = 0, wordsAfter = 0, headingAt = -1;
        var headingReason = -2f;
        var bylineGroup = Array.IndexOf(ClassWords.Groups, "byline");
        for (var i = 0; i < _n; i++)
        {
            var context = blocks[i].Context;
            var row = Row(i);
            if (i > TitleBlock && TitleBlock >= 0)
            {
                if (blocks[i].Tag == Tag.H1 || ((contexts[context].Ancestors & Ancestors.Heading) != 0 && contexts[Up(context, 1)].Tag == Tag.H1)) h1s++;
                if (contexts[context].Distances[bylineGroup] <= 1) bylines++;
            }
            if ((contexts[context].Ancestors & Ancestors.Heading) != 0 && Words[i] <= 10)
            {
                headingAt = i;
                headingReason = row[FurnitureReason];
            }
            Set(row, "h1After", Math.Min(h1s, 10));
            Set(row, "sameArticle", topArticle == -2 ? -2 : articleOf[context] == topArticle ? 1 : articleOf[context] < 0 ? -1 : 0);
            Set(row, "sameH1Article", titleArticle == -2 ? -2 : articleOf[context] == titleArticle ? 1 : articleOf[context] < 0 ? -1 : 0);
            Set(row, "articleIndex", Math.Min(20, articleIndex[context]));
            Set(row, "bylinesAfter", Math.Min(20, bylines));
            Set(row, "wordsAfterTitle", TitleBlock < 0 || i < TitleBlock ? -1 : MathF.Log(1 + wordsAfter));
            if (i > TitleBlock) wordsAfter += Words[i];
            Set(row, "headingReason", headingReason);
            Set(row, "sinceHeading", headingAt < 0 ? 60 : Math.Min(60, i - headingAt));
            Set(row, "topClass", classKeys[i] == topKey ? 1 : 0);
            Set(row, "classShare", pageWords == 0 ? 0 : (float)classSums[classKeys[i]].Words / pageWords);
        }
        var wordsBefore = 0;
        var windowWords = 0f;
        var windowLinks = 0f;
        for (var i = 0; i < Math.Min(_n, 4); i++)
        {
            windowWords += Words[i];
            windowLinks += Words[i] * linkShare[i];
        }
        for (var i = 0; i < _n; i++)
        {
            var block = blocks[i];
            var row = Row(i);
            var context = block.Context;
            Set(row, "positionWords", pageWords == 0 ? 0 : (float)wordsBefore / pageWords);
            wordsBefore += Words[i];
            Set(row, "blocksAfterTitle", TitleBlock < 0 ? -99 : Math.Clamp(i - TitleBlock, -50, 100));
            Set(row, "hasTitle", TitleBlock < 0 ? 0 : 1);
            Set(row, "repeated", Math.Min(5, seen[block.Text.Text] - 1));
            // A block's own element usually holds nothing else: its parent, grandparent and the one above say where it stands.
            var parent = Up(context, 1);
            var grand = Up(context, 2);
            var great = Up(context, 3);
            Set(row, "parentParagraphs", Math.Min(50, sums[parent].Paragraphs));
            Set(row, "parentWords", MathF.Log(1 + sums[parent].Words));
            Set(row, "parentLinkShare", sums[parent].LinkShare);
            Set(row, "parentTextShare", sums[parent].TextShare);
            Set(row, "grandParagraphs", Math.Min(50, sums[grand].Paragraphs));
            Set(row, "grandWords", MathF.Log(1 + sums[grand].Words));
            Set(row, "grandLinkShare", sums[grand].LinkShare);
            Set(row, "grandTextShare", sums[grand].TextShare);
            Set(row, "great.words", MathF.Log(1 + sums[great].Words));
            Set(row, "great.linkShare", sums[great].LinkShare);
            Set(row, "inTop", top >= 0 && IsWithin(context, top) ? 1 : 0);
            Set(row, "topDistance", top < 0 ? -1 : Distance(context, top));
            Set(row, "afterTopEnd", topEnd < 0 ? 0 : Math.Clamp(i - topEnd, -30, 30));
            Set(row, "commonAncestorTitle", TitleBlock < 0 ? -1 : Distance(context, blocks[TitleBlock].Context));
            Set(row, "h1Distance", TitleBlock < 0 ? -1 : contexts[context].Depth - contexts[blocks[TitleBlock].Context].Depth);
            if (i > 0)
            {
                Set(row, "sameParentPrev", Up(blocks[i - 1].Context, 1) == parent || blocks[i - 1].Context == context ? 1 : 0);
                Set(row, "prevWords", MathF.Log(1 + Words[i - 1]));
                Set(row, "prevLinkShare", linkShare[i - 1]);
                Set(row, "prevTerminal", terminal[i - 1] ? 1 : 0);
                Set(row, "prevTag", TagGroup(blocks[i - 1].Tag));
            }
            if (i + 1 < _n)
            {
                Set(row, "sameParentNext", Up(blocks[i + 1].Context, 1) == parent || blocks[i + 1].Context == context ? 1 : 0);
                Set(row, "nextWords", MathF.Log(1 + Words[i + 1]));
                Set(row, "nextLinkShare", linkShare[i + 1]);
                Set(row, "nextTerminal", terminal[i + 1] ? 1 : 0);
                Set(row, "nextTag", TagGroup(blocks[i + 1].Tag));
            }
            if (i > 1) Set(row, "prev2Words", MathF.Log(1 + Words[i - 2]));
            if (i + 2 < _n) Set(row, "next2Words", MathF.Log(1 + Words[i + 2]));
            Set(row, "windowWords", MathF.Log(1 + windowWords));
            Set(row, "windowLinkShare", windowWords < 1 ? 0 : windowLinks / windowWords);
            if (i + 4 < _n)
            {
                windowWords += Words[i + 4];
                windowLinks += Words[i + 4] * linkShare[i + 4];
            }
            if (i >= 3)
            {
                windowWords -= Words[i - 3];
                windowLinks -= Words[i - 3] * linkShare[i - 3];
            }
            Set(row, "pageWords", MathF.Log(1 + pageWords));
            Set(row, "pageParagraphs", Math.Min(100, pageParagraphs));
            Set(row, "articles", Math.Min(30, articles));
            Set(row, "siblingsAlike", Math.Min(50, sums[parent].Blocks));
            var alike = classSums[classKeys[i]];
            Set(row, "sameClassWords", MathF.Log(1 + alike.Words));
            Set(row, "sameClassLinkShare", alike.LinkShare);
            Set(row, "sameClassCount", MathF.Log(1 + alike.Blocks));
            for (var g = 0; g < ClassWords.GroupCount; g++)
                row[OwnCount + g] = Math.Min(12, (int)contexts[context].Distances[g]);
        }
    }

    private static readonly System.Collections.Frozen.FrozenDictionary<string, int> IndexByName =
        System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(OwnNames.Select((n, i) => KeyValuePair.Create(n, i)), StringComparer.Ordinal);

    private static int Index(string name) => IndexByName[name];

    private static void Set(Span<float> row, string name, float value) => row[IndexByName[name]] = value;

    private static float TagGroup(Tag tag) => tag switch
    {
        Tag.P => 1,
        Tag.Div => 2,
        Tag.Li => 3,
        Tag.H1 => 4,
        Tag.H2 => 5,
        Tag.H3 => 6,
        Tag.H4 or Tag.H5 or Tag.H6 => 7,
        Tag.Td or Tag.Th => 8,
        Tag.Blockquote => 9,
        Tag.Figcaption => 10,
        Tag.Dd or Tag.Dt => 11,
        Tag.Pre => 12,
        Tag.Section => 13,
        Tag.Article => 14,
        Tag.Button => 15,
        Tag.Header => 16,
        Tag.Footer => 17,
        _ => 0,
    };

    private ulong ClassKey(HtmlBlock block)
    {
        // FNV-1a over the element's name and class, and its parent's: blocks that the page's own template made alike.
        var hash = 14695981039346656037UL;
        var context = block.Context;
        for (var level = 0; level < 2 && context >= 0; level++)
        {
            var node = _cut.Contexts[context].Node;
            hash = (hash ^ (byte)_cut.Contexts[context].Tag) * 1099511628211UL;
            foreach (var c in _tree.Raw(node, "class", out _)) hash = (hash ^ c) * 1099511628211UL;
            context = _cut.Contexts[context].Parent;
        }
        return hash;
    }

    private int Up(int context, int levels)
    {
        while (levels-- > 0 && _cut.Contexts[context].Parent >= 0) context = _cut.Contexts[context].Parent;
        return context;
    }

    private bool IsWithin(int context, int ancestor)
    {
        var depth = _cut.Contexts[ancestor].Depth;
        var steps = 0;
        while (context >= 0 && _cut.Contexts[context].Depth > depth && steps++ < 64) context = _cut.Contexts[context].Parent;
        return context == ancestor;
    }

    /// <summary>Steps from a context to the nearest element that holds both (at most 12).</summary>
    private float Distance(int context, int other)
    {
        var contexts = _cut.Contexts;
        var steps = 0;
        int a = context, b = other;
        while (a != b && steps < 12)
        {
            if (a < 0 || b < 0) break;
            if (contexts[a].Depth >= contexts[b].Depth)
            {
                a = contexts[a].Parent;
                steps++;
            }
            else
            {
                b = contexts[b].Parent;
            }
            if (a < 0) return 12;
        }
        return steps;
    }

    /// <summary>The element with the most words in paragraphs, counted one and two levels up (Readability's idea).</summary>
    private int FindTop(ContextSums[] sums)
    {
        var contexts = _cut.Contexts;
        var direct = new float[contexts.Count];
        for (var i = 0; i < _n; i++)
        {
            var block = _cut.Blocks[i];
            if (Words[i] < 10 || block.LinkUnits * 2 > block.Text.Text.Length) continue;
            var score = MathF.Min(Words[i], 120);
            var own = contexts[block.Context].Tag is Tag.P or Tag.Li or Tag.Blockquote or Tag.Pre or Tag.Td ? Up(block.Context, 1) : block.Context;
            direct[own] += score;
            if (contexts[own].Parent >= 0) direct[contexts[own].Parent] += score / 2;
        }
        var best = -1;
        for (var c = 0; c < direct.Length; c++)
        {
            var score = direct[c] * (1 - sums[c].LinkShare);
            direct[c] = score;
            if (score > 0 && (best < 0 || score > direct[best])) best = c;
        }
        return best;
    }

    private static HashSet<string> TokenSet(string? text)
    {
        var set = new HashSet<string>(StringComparer.Ordinal);
        if (text is null) return set;
        var at = 0;
        while (at < text.Length)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }
            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || (text[at] is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1])))) at++;
            set.Add(text[start..at].ToLower(CultureInfo.InvariantCulture));
        }
        return set;
    }

    private readonly record struct ContextSums(int Words, float LinkWords, int ParagraphWords, int Paragraphs, int Blocks)
    {
        public float LinkShare => Words == 0 ? 0 : LinkWords / Words;

        public float TextShare => Words == 0 ? 0 : (float)ParagraphWords / Words;

        public static ContextSums operator +(ContextSums a, ContextSums b) =>
            new(a.Words + b.Words, a.LinkWords + b.LinkWords, a.ParagraphWords + b.ParagraphWords, a.Paragraphs + b.Paragraphs, a.Blocks + b.Blocks);
    }
}

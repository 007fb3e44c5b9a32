using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;
using UglyToad.PdfPig.Exceptions;
using Waybill.Articles;
using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Html.Archives;

/// <summary>Reads the text layer of a PDF, one paragraph a line, pages in order. The text is the page that is kept; its parent is
/// the PDF, by hash. Lines that stand at the head or foot of several pages are moved behind the text. Nothing is recognised in pictures.</summary>
public static class PdfReader
{
    /// <summary>Pages of a PDF above this many are not read: an article is shorter, a book holds many.</summary>
    public const int MaxPages = 200;

    private const int MaxLettersOnPage = 60_000;
    private const int MaxText = 4_000_000;

    /// <summary>Words without which a PDF is taken for pictures of text.</summary>
    private const int FewestWords = 20;

    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    private sealed record Line(string Text, double Left, double Right, double Top, double Bottom);

    public static bool IsPdf(ReadOnlySpan<byte> bytes) => bytes.StartsWith("%PDF-"u8);

    public static CaptureResult Read(ReadOnlyMemory<byte> pdf, string? file = null)
    {
        if (pdf.Length > PageCheck.MaxBytes) return Skip($"a PDF of more than {PageCheck.MaxBytes} bytes", NoPageKind.TooLarge);
        try
        {
            var bytes = pdf.ToArray();
            using var document = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = new BoundedFilters() });
            if (document.NumberOfPages > MaxPages) return Skip($"a PDF of {document.NumberOfPages} pages; at most {MaxPages} are read", NoPageKind.TooLarge);
            var pages = new List<List<string>>();
            var edges = new List<List<string>>();
            var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var length = 0;
            for (var number = 1; number <= document.NumberOfPages; number++)
            {
                var page = document.GetPage(number);
                if (page.Letters.Count > MaxLettersOnPage) return Skip($"more than {MaxLettersOnPage} letters on page {number}", NoPageKind.TooLarge);
                var (paragraphs, edge) = Paragraphs(page, known);
                length += paragraphs.Sum(p => p.Length);
                if (length > MaxText) return Skip($"more than {MaxText} characters", NoPageKind.TooLarge);
                pages.Add(paragraphs);
                edges.Add(edge);
            }
            var text = Join(pages, Running(edges), known);
            if (TextShape.CountWords(text) < FewestWords) return Skip("a PDF without a text layer: recognise its text first and read that", NoPageKind.NotSupported);
            return new CaptureResult.Page(0, new Capture
            {
                Bytes = Encoding.UTF8.GetBytes(text),
                Format = PageFormat.PlainText,
                Charset = "utf-8",
                File = file,
                Parent = Hashes.Sha256(bytes),
            });
        }
        catch (PdfDocumentEncryptedException)
        {
            return Skip("a PDF with a password", NoPageKind.NotSupported);
        }
        catch (BoundedFilters.LimitException e)
        {
            return Skip(e.Message, NoPageKind.TooLarge);
        }
#pragma warning disable CA1031 // Any damage that the library meets, it throws as what it met; here it is a reason.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e.InnerException is BoundedFilters.LimitException limit ? Skip(limit.Message, NoPageKind.TooLarge) : Skip($"a damaged PDF ({e.GetType().Name})", NoPageKind.Damaged);
        }
    }

    private static CaptureResult.Skipped Skip(string reason, NoPageKind kind) => new(0, reason, null, kind);

    /// <summary>A page's paragraphs in reading order, and which of them stand alone at its head or foot.</summary>
    /// <param name="known">Words printed whole so far; a page's are added.</param>
    private static (List<string> Paragraphs, List<string> Edge) Paragraphs(Page page, HashSet<string> known)
    {
        var words = new NearestNeighbourWordExtractor(new NearestNeighbourWordExtractor.NearestNeighbourWordExtractorOptions { MaxDegreeOfParallelism = 1 })
            .GetWords(page.Letters).Where(w => !string.IsNullOrWhiteSpace(w.Text)).ToList();
        var paragraphs = new List<string>();
        var edge = new List<string>();
        if (words.Count == 0) return (paragraphs, edge);
        foreach (var word in words) known.Add(Clean(word.Text).Trim('.', ',', ';', ':', '!', '?', '"', '“', '”', '(', ')'));
        var sizes = words.Select(SizeOf).Order().ToList();
        var usual = sizes[sizes.Count / 2];
        var blocks = new DocstrumBoundingBoxes(new DocstrumBoundingBoxes.DocstrumBoundingBoxesOptions { MaxDegreeOfParallelism = 1 }).GetBlocks(words);
        var ordered = blocks.Count <= 400 ? new UnsupervisedReadingOrderDetector().Get(blocks) : blocks.OrderByDescending(b => b.BoundingBox.Top);
        TextBlock? above = null;
        foreach (var block in ordered)
        {
            var lines = block.TextLines.Select(l => new Line(Clean(l.Text), l.BoundingBox.Left, l.BoundingBox.Right, l.BoundingBox.Top, l.BoundingBox.Bottom)).Where(l => l.Text.Length > 0).ToList();
            if (lines.Count == 0) continue;
            var found = Split(lines, known);
            if (above is not null && GoesOn(above, block, usual))
            {
                var title = new StringBuilder(paragraphs[^1]);
                Append(title, found[0], known);
                paragraphs[^1] = title.ToString();
                paragraphs.AddRange(found.Skip(1));
            }
            else
            {
                paragraphs.AddRange(found);
            }
            above = block;
            if (lines.Count <= 2 && (lines[0].Bottom > page.Height * 0.88 || lines[^1].Top < page.Height * 0.12)) edge.AddRange(found);
        }
        return (paragraphs, edge);
    }

    private static double SizeOf(Word word) => word.Letters[0].PointSize;

    /// <summary>The next line of a title: as large as the one right above it, and larger than the text.</summary>
    private static bool GoesOn(TextBlock above, TextBlock block, double usual)
    {
        var size = SizeOf(block.TextLines[0].Words[0]);
        return size > usual * 1.25 && Math.Abs(size - SizeOf(above.TextLines[^1].Words[0])) < size * 0.02
            && above.BoundingBox.Bottom - block.BoundingBox.Top < size * 0.9 && above.BoundingBox.Bottom > block.BoundingBox.Bottom && Math.Abs(above.BoundingBox.Left - block.BoundingBox.Left) < size * 2;
    }

    /// <summary>A block's lines as paragraphs: an indented line after the end of a sentence opens the next.</summary>
    private static List<string> Split(List<Line> lines, HashSet<string> known)
    {
        var left = lines.Min(l => l.Left);
        var paragraphs = new List<string>();
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var height = Math.Max(1, line.Top - line.Bottom);
            if (text.Length > 0 && line.Left - left > height * 0.8 && line.Left - left < height * 5 && TextShape.EndsSentence(text.ToString()))
            {
                paragraphs.Add(text.ToString());
                text.Clear();
            }
            Append(text, line.Text, known);
        }
        if (text.Length > 0) paragraphs.Add(text.ToString());
        return paragraphs;
    }

    /// <summary>Joins a line to those before it. A hyphen at its end is the printer's where the word without it is printed elsewhere.</summary>
    private static void Append(StringBuilder text, string line, HashSet<string> known)
    {
        if (text.Length > 1 && text[^1] is '-' or '\u00AD' && char.IsLower(text[^2]) && char.IsLower(line[0]))
        {
            if (text[^1] == '\u00AD' || known.Contains(LastWord(text)[..^1] + FirstWord(line))) text.Length--;
        }
        else if (text.Length > 0 && text[^1] is not ('-' or '–' or '/'))
        {
            text.Append(' ');
        }
        text.Append(line);
    }

    private static string LastWord(StringBuilder text)
    {
        var at = text.Length;
        while (at > 0 && text.Length - at < 40 && (char.IsLetter(text[at - 1]) || text[at - 1] is '-' or '\u00AD')) at--;
        return text.ToString(at, text.Length - at);
    }

    private static string FirstWord(string line)
    {
        var at = 0;
        while (at < line.Length && char.IsLetter(line[at])) at++;
        return line[..at];
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c)) { if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' '); }
            else if (c is >= '\uFB00' and <= '\uFB06') clean.Append(Ligatures[c - '\uFB00']);
            else if (c is not ('\uFFFD' or '\uFEFF' or '\uFFFE' or '\uFFFF') && !char.IsSurrogate(c)) clean.Append(c);
        }
        return clean.ToString().Trim().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Heads and feet that several pages share, numbers aside.</summary>
    private static HashSet<string> Running(List<List<string>> edges)
    {
        var pages = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var edge in edges)
            foreach (var key in edge.Select(Key).Distinct(StringComparer.Ordinal)) pages[key] = pages.GetValueOrDefault(key) + 1;
        return pages.Where(p => p.Value >= 2 && p.Value * 2 >= edges.Count).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
    }

    private static string Key(string text) => string.Concat(text.Select(c => char.IsDigit(c) ? '0' : char.ToLowerInvariant(c)));

    private static string Join(List<List<string>> pages, HashSet<string> running, HashSet<string> known)
    {
        var paragraphs = new List<string>();
        var moved = new List<string>();
        foreach (var page in pages)
        {
            var first = true;
            foreach (var paragraph in page)
            {
                if (running.Contains(Key(paragraph)))
                {
                    if (!moved.Exists(m => string.Equals(Key(m), Key(paragraph), StringComparison.Ordinal))) moved.Add(paragraph);
                    continue;
                }
                // A sentence that goes on over the end of a page is one.
                if (first && paragraphs.Count > 0 && char.IsLower(paragraph[0]) && !TextShape.EndsSentence(paragraphs[^1]))
                {
                    var joined = new StringBuilder(paragraphs[^1]);
                    Append(joined, paragraph, known);
                    paragraphs[^1] = joined.ToString();
                }
                else
                {
                    paragraphs.Add(paragraph);
                }
                first = false;
            }
        }
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join("\n\n", paragraphs.Concat(moved))}\n");
    }
}

using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Articles;

/// <summary>What a block of an article's text is.</summary>
public enum BlockKind
{
    Title,
    Subtitle,
    Heading,
    Paragraph,
    ListItem,
    Quotation,

    /// <summary>A line in the text that credits people or agencies ("… reporters in Seoul contributed").</summary>
    CreditLine,
}

/// <summary>A block of the article's text. Blocks are in order, do not overlap, and are separated by one blank line.</summary>
public readonly record struct Block(TextSpan Span, BlockKind Kind);

/// <summary>Why a block of the page is no part of the article.</summary>
public enum LeftOutReason
{
    Menu,
    Teaser,
    Related,
    Newsletter,
    Cookie,
    Comment,
    Caption,
    Legal,
    RepeatedTitle,
    OtherStory,

    /// <summary>Byline, date line, section label: read as metadata, not as text.</summary>
    Metadata,
    Advertisement,
    Social,

    /// <summary>A sentence or paragraph that repeats one already taken.</summary>
    RepeatedText,
    Other,
}

/// <summary>A block of the page that was left out. No claim comes from it; it may prove a date or a credit.</summary>
/// <param name="Range">Where it stands in the page.</param>
/// <param name="Text">Its visible words.</param>
public readonly record struct LeftOutBlock(ByteSpan Range, string Text, LeftOutReason Reason);

/// <summary>How a run of article text was made from a run of page bytes.</summary>
public enum RunNormalisation
{
    /// <summary>Decoding alone reproduces the text.</summary>
    Verbatim,

    /// <summary>Runs of white space became one space.</summary>
    Whitespace,

    /// <summary>Character references were decoded (and white space may be folded).</summary>
    Entities,

    /// <summary>Characters were composed (Unicode normalisation form C).</summary>
    Nfc,
}

/// <summary>One run of the map from article text to page bytes.</summary>
public readonly record struct TextRun(TextSpan Text, ByteSpan Page, RunNormalisation Normalisation);

/// <summary>The explicit map between the article's text and the page it came from.
/// Runs are ordered by text position; text not covered (block separators) was made by the extractor.</summary>
public sealed record TextMap(ImmutableArray<TextRun> Runs)
{
    public static TextMap Empty { get; } = new([]);

    /// <summary>The page ranges under a span of text, in order; whole runs where a run cannot be split.</summary>
    public ImmutableArray<ByteSpan> ToPage(TextSpan span)
    {
        var found = ImmutableArray.CreateBuilder<ByteSpan>();
        foreach (var run in Runs)
        {
            if (run.Text.Start >= span.End) break;
            if (run.Text.Overlaps(span)) found.Add(run.Page);
        }
        return found.ToImmutable();
    }
}

/// <summary>Which evidence a date was taken from.</summary>
public enum DateSource
{
    User,
    JsonLd,
    Meta,
    TimeElement,
    VisibleText,
    Address,
    Dateline,
    Caption,
}

/// <summary>A date that a page prints for its article, and where it is from.
/// <see cref="Distrusted"/> says why it should not be used as it is (crawl day, future), or is null.</summary>
public sealed record PrintedDate(PartialDate Value, DateSource From, string? Distrusted = null);

/// <summary>A dateline: <c>WASHINGTON (AP) —</c>, <c>SEOUL, Jan. 5 —</c>.</summary>
public sealed record Dateline(string? Place, string? Agency, string? Day, TextSpan Span);

/// <summary>How a page credits an agency.</summary>
public enum CreditKind
{
    Dateline,
    Byline,
    CreditLine,
    Copyright,
    Metadata,
}

/// <summary>An agency that the page credits for its text. A photo credit is none.</summary>
/// <param name="Agency">The agency's id in the lexicon (<c>AP</c>).</param>
/// <param name="Words">The words on the page.</param>
public sealed record AgencyCredit(string Agency, string Words, CreditKind Kind);

/// <summary>One entry of a live page: its run of <see cref="Article.Text"/>, and the time that the page gives it. What is
/// said in it was said then, whenever the page itself was first published.</summary>
public sealed record LiveEntry(TextSpan Span, PrintedDate Time);

/// <summary>The clean text of a page with its metadata.
/// Every metadata value has an entry in <see cref="Evidence"/> whose <c>of</c> is the field's exported name;
/// a value without evidence is left empty.</summary>
public sealed record Article
{
    /// <summary>Name and version of the stage that made it.</summary>
    public required string Extractor { get; init; }

    /// <summary>The page's id.</summary>
    public required string PageId { get; init; }

    /// <summary>The encoding in which the page was read (WHATWG name); evidence of layer <c>page</c> is its bytes so decoded.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>Title and subtitle (if any), then the body: blocks joined by one blank line (<c>"\n\n"</c>). NFC.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of <see cref="Text"/> as UTF-8.</summary>
    public required string TextHash { get; init; }

    public required ImmutableArray<Block> Blocks { get; init; }

    public required TextMap Map { get; init; }

    public ImmutableArray<LeftOutBlock> LeftOut { get; init; } = [];

    /// <summary>The title, where one is found; it is also the first block of <see cref="Text"/>.</summary>
    public string? Title { get; init; }

    public string? Subtitle { get; init; }

    /// <summary>Persons named as authors, organisations apart.</summary>
    public ImmutableArray<string> Byline { get; init; } = [];

    public ImmutableArray<string> BylineOrganisations { get; init; } = [];

    /// <summary>Agencies credited for the text, firmest first.</summary>
    public ImmutableArray<AgencyCredit> Credits { get; init; } = [];

    public Dateline? Dateline { get; init; }

    public PrintedDate? Published { get; init; }

    public PrintedDate? Modified { get; init; }

    /// <summary>Days before which the article cannot have been written, each proved by words (a caption's date).</summary>
    public ImmutableArray<PrintedDate> NotBefore { get; init; } = [];

    public string? CanonicalUrl { get; init; }

    /// <summary>The outlet's name as the page gives it; null where it names none.</summary>
    public string? Outlet { get; init; }

    /// <summary>The outlet's registrable domain, from the address.</summary>
    public string? OutletDomain { get; init; }

    public string? OutletCountry { get; init; }

    public string? Section { get; init; }

    /// <summary>BCP 47 language of the text as found by its words (<c>en</c>, <c>de</c>, <c>und</c>).</summary>
    public string Language { get; init; } = "und";

    public bool Paywalled { get; init; }

    public bool LiveBlog { get; init; }

    /// <summary>Entries of a live page in the order of the text, none overlapping another; empty where it gives no times.</summary>
    public ImmutableArray<LiveEntry> Entries { get; init; } = [];

    /// <summary>The entry that holds a run of text, or null.</summary>
    public LiveEntry? EntryOf(TextSpan span)
    {
        foreach (var entry in Entries)
            if (entry.Span.Contains(span)) return entry;
        return null;
    }

    /// <summary>Links inside the text: address as written, and the text it stands on.</summary>
    public ImmutableArray<(TextSpan Span, string Href)> Links { get; init; } = [];

    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>The part of <see cref="Text"/> after title and subtitle.</summary>
    public TextSpan Body
    {
        get
        {
            foreach (var block in Blocks)
            {
                if (block.Kind is BlockKind.Title or BlockKind.Subtitle) continue;
                return TextSpan.FromBounds(block.Span.Start, Text.Length);
            }
            return new TextSpan(Text.Length, 0);
        }
    }
}

/// <summary>Why a page gives no article.</summary>
public enum NoArticleReason
{
    Empty,
    Binary,
    TooLarge,
    NoText,
    NotSupported,
    Damaged,

    /// <summary>The page was withdrawn: its bytes and its text are gone, its hash and the reason stay.</summary>
    Withdrawn,
}

/// <summary>What the article stage gives for any bytes: an article, or the reason why there is none. Never an exception.</summary>
public abstract record ArticleResult
{
    private ArticleResult() { }

    public sealed record Found(Article Article) : ArticleResult;

    public sealed record None(NoArticleReason Reason, string Detail) : ArticleResult;
}

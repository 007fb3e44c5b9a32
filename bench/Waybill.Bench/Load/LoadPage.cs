namespace Waybill.Bench.Load;

/// <summary>What a sentence of a made page claims. States as ISO 3166-1 alpha-3; bounds null where no number is given.</summary>
public sealed record GoldClaim(string Stage, string Factuality, bool Negated, string Stance, string? Supplier, string? Recipient, string Category, int? Min, int? Max, string Sentence);

/// <summary>A made page with all that is known about it.</summary>
/// <param name="Number">0, 1, 2 … in the order of making; copies of a story follow one another.</param>
/// <param name="File">Name relative to the folder: scattered, so that sorting by name parts the copies of a story.</param>
/// <param name="Story">Number of the story: pages of one story share a text.</param>
/// <param name="Relation"><c>origin, identical, republished, excerpt, rewrite</c>.</param>
/// <param name="Text">Title and body as an extractor should give them: blocks parted by one blank line.</param>
public sealed record LoadPage(
    long Number, string File, string Url, string Outlet, string Title, DateOnly Published, long Story, string Relation, string? Agency, string Text,
    IReadOnlyList<GoldClaim> Claims, byte[] Html);

/// <summary>What is made.</summary>
public sealed record LoadOptions
{
    public required long Pages { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Mean size of a page in kibibytes, the article included; the rest is furniture, style and script. Real news pages
    /// measured 365 kB on average; 60 keeps 20,000 pages within a routine run. At least about 5.</summary>
    public int Kibibytes { get; init; } = 60;

    /// <summary>Share of stories that hold claims.</summary>
    public double Arms { get; init; } = 0.25;

    /// <summary>Largest number of copies of one story.</summary>
    public int MostCopies { get; init; } = 600;
}

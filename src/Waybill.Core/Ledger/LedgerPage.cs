using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Texts;

namespace Waybill.Ledger;

/// <summary>Where a claim stands, as far as the ledger asks.</summary>
/// <param name="Sentence">The words of its sentence: copies of one statement are told by them.</param>
/// <param name="Block">Number of the article's block that holds the sentence, or -1.</param>
/// <param name="Entry">When the entry of a live page that holds the sentence was written, if it says so.</param>
public sealed record ClaimPlace(string Sentence, int Block, PartialDate? Entry = null)
{
    public static ClaimPlace None { get; } = new("", -1);
}

/// <summary>All that the ledger stage sees of one page: a pure function of its article and its claims. It is small and
/// kept, so that making the ledger again never reads an article's text again.</summary>
public sealed record LedgerPage
{
    public required string Id { get; init; }
    public string? Url { get; init; }
    public string? Outlet { get; init; }
    public string? OutletDomain { get; init; }
    public ImmutableArray<Claim> Claims { get; init; } = [];

    /// <summary>One entry a claim, in the order of <see cref="Claims"/>.</summary>
    public ImmutableArray<ClaimPlace> Places { get; init; } = [];

    /// <param name="url">Address of the page, else the article's own word for it.</param>
    public static LedgerPage Of(string id, string? url, Article article, ImmutableArray<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(article);
        return new LedgerPage
        {
            Id = id,
            Url = url ?? article.CanonicalUrl,
            Outlet = article.Outlet,
            OutletDomain = article.OutletDomain,
            Claims = claims,
            Places = [.. claims.Select(c => Place(article, c.Sentence))],
        };
    }

    /// <summary>The place of the claim with this number.</summary>
    public ClaimPlace PlaceOf(int claim) => claim < Places.Length ? Places[claim] : ClaimPlace.None;

    private static ClaimPlace Place(Article article, TextSpan sentence)
    {
        if (sentence.IsEmpty || sentence.End > article.Text.Length) return ClaimPlace.None;
        var block = -1;
        for (var i = 0; i < article.Blocks.Length && block < 0; i++)
        {
            if (article.Blocks[i].Span.Contains(sentence)) block = i;
        }
        return new ClaimPlace(sentence.Of(article.Text).ToString(), block, article.EntryOf(sentence)?.Time is { Distrusted: null } time ? time.Value : null);
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Waybill.Articles;
using Waybill.Claims;

namespace Waybill.Storage;

/// <summary>Something that lists are filtered by, once for all records that share it: a party in a role, an item, a source, an
/// outlet. What a person types is matched against the few terms that there are, and the records follow by index.</summary>
public readonly record struct ListTerm
{
    private const char Separator = '\u001f';

    private ListTerm(string kind, string data)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(kind + '\n' + data), hash);
        (Kind, Data, Id) = (kind, data, BinaryPrimitives.ReadInt64BigEndian(hash));
    }

    /// <summary>See <see cref="TermKind"/>.</summary>
    public string Kind { get; }

    /// <summary>Its parts, parted by U+001F; an absent part is empty.</summary>
    public string Data { get; }

    /// <summary>Made of kind and parts alone: the same in every store.</summary>
    public long Id { get; }

    public static ListTerm Of(string kind, params ReadOnlySpan<string?> parts) =>
        new(kind, string.Join(Separator, parts.ToArray().Select(p => p?.Replace(Separator, ' '))));

    public static ListTerm Of(string kind, Party party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return Of(kind, party.Iso3, party.Name, party.Words);
    }

    public static ListTerm Of(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Of(TermKind.Item, item.Category, item.Designation, item.Description, item.Words);
    }

    public string[] Parts => Split(Data);

    internal static string[] Split(string data) => data.Split(Separator);
}

/// <summary>Kinds of terms, with the parts that each has.</summary>
public static class TermKind
{
    /// <summary>Supplier: ISO 3166-1 alpha-3, name, words.</summary>
    public const string Supplier = "supplier";

    /// <summary>Recipient or end user: the same parts.</summary>
    public const string Recipient = "recipient";

    /// <summary>A party in any role: the same parts.</summary>
    public const string Party = "party";

    /// <summary>Category, designation, description, words.</summary>
    public const string Item = "item";

    /// <summary>A source in any link of an attribution: words, source, body, government.</summary>
    public const string Source = "source";

    /// <summary>Outlet as shown, domain.</summary>
    public const string Outlet = "outlet";

    /// <summary>Agencies that a page credits, the shown one first.</summary>
    public const string Agency = "agency";

    internal static IEnumerable<ListTerm> Of(Claim claim)
    {
        if (claim.Supplier is { } supplier) yield return ListTerm.Of(Supplier, supplier);
        if (claim.Recipient is { } recipient) yield return ListTerm.Of(Recipient, recipient);
        if (claim.EndUser is { } user) yield return ListTerm.Of(Recipient, user);
        foreach (var party in (Claims.Party?[])[claim.Supplier, claim.Recipient, claim.EndUser, claim.Producer, claim.Licensor, claim.Broker, claim.Carrier, claim.SeizedBy, claim.User, claim.Target])
            if (party is not null) yield return ListTerm.Of(Party, party);
        foreach (var party in claim.Transit) yield return ListTerm.Of(Party, party);
        yield return ListTerm.Of(claim.Item);
        foreach (var item in claim.Items) yield return ListTerm.Of(item);
        foreach (var a in claim.Attribution) yield return ListTerm.Of(Source, a.Words, a.Source, a.Body, a.Government);
    }
}

/// <summary>What lists ask of an article, beside its dates and family.</summary>
public sealed record ArticleLine(ListTerm? Outlet, ListTerm? Agency, string? Title)
{
    public static ArticleLine Of(Article article, CaptureFacts facts)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(facts);
        var outlet = facts.Outlet ?? article.Outlet ?? article.OutletDomain;
        string[] agencies = [.. article.Credits.Select(c => c.Agency).Concat(article.Dateline?.Agency is { } a ? [a] : []).OfType<string>().Distinct(StringComparer.Ordinal)];
        return new ArticleLine(outlet is null ? null : ListTerm.Of(TermKind.Outlet, outlet, article.OutletDomain),
            agencies.Length == 0 ? null : ListTerm.Of(TermKind.Agency, agencies), article.Title);
    }
}

/// <summary>What lists ask of a claim.</summary>
public sealed record ClaimLine(string Id, ClaimKind Kind, Stage Stage, Factuality Factuality, double Confidence, ImmutableArray<ListTerm> Terms)
{
    public static ClaimLine Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new ClaimLine(claim.Id, claim.Kind, claim.Stage, claim.Factuality, claim.Confidence, [.. TermKind.Of(claim).Distinct()]);
    }
}

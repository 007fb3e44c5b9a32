using Waybill.Claims;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Judgements;

/// <summary>Fields that a person can correct, and how. A value comes with the words of the article that say so; an emptied
/// field needs none.</summary>
public static class Corrections
{
    public static IReadOnlyList<string> Fields { get; } = ["stage", "factuality", "stance", "negated", "supplier", "recipient", "endUser", "producer", "licensor", "broker", "carrier", "seizedBy", "user", "target", "quantity", "designation", "category"];

    /// <summary>Fields of an article: its day, its outlet, the agency that it credits, and what of its text is no part of it (<c>text=out</c>).</summary>
    public static IReadOnlyList<string> ArticleFields { get; } = ["published", "outlet", "credit", "text"];

    public static bool IsOfArticle(string? field) => field is "published" or "outlet" or "credit" or "text";

    /// <summary>What is wrong with a correction, in words, or null.</summary>
    public static string? Problem(Correction correction)
    {
        ArgumentNullException.ThrowIfNull(correction);
        var value = correction.Value;
        return correction.Field switch
        {
            "stage" => Is<Stage>(value),
            "factuality" => Is<Factuality>(value),
            "stance" => Is<Stance>(value),
            "negated" => value is "yes" or "no" ? null : "negated is yes or no",
            _ when IsParty(correction.Field) => value is null || IsPartyValue(value) ? null : $"'{value}' is neither an ISO 3166-1 alpha-3 code nor X: and the name of an armed group, c: and a company of the lexicon, or name: and any other name",
            "quantity" => value is null || CountWords.Parse(value) is not null ? null : $"'{value}' is no whole number and no range of them (24, 24..30, 24.., ..30)",
            "designation" => null,
            "published" => PartialDate.Parse(value) is { Precision: not DatePrecision.Minute } ? null : $"'{value}' is no day, month or year",
            "outlet" => null,
            "credit" => value is null || Lexicon.Embedded.Agency(value) is not null ? null : $"'{value}' is no agency of the lexicon; these are: {string.Join(", ", Lexicon.Embedded.Agencies.Select(a => a.Id).Order(StringComparer.Ordinal))}",
            "text" => value is "out" or "in" ? null : "text is out (these words are no part of the article) or in (they are, after all)",
            "category" => value is not null && IsCategory(value) ? null : $"'{value}' is no category of items",
            _ => $"'{correction.Field}' cannot be corrected; these can: {string.Join(", ", Fields)}; of an article: {string.Join(", ", ArticleFields)}",
        };
    }

    /// <summary>Whether the field may be left empty.</summary>
    public static bool CanBeEmpty(string field) => IsParty(field) || field is "quantity" or "designation" or "credit";

    internal static bool IsParty(string field) => field is "supplier" or "recipient" or "endUser" or "producer" or "licensor" or "broker" or "carrier" or "seizedBy" or "user" or "target";

    internal static bool IsCategory(string value) => LexiconSchema.Categories.Contains(value);

    /// <summary>The claim with one value of a person's. Its extractor says whose.</summary>
    public static Claim Apply(Claim claim, Correction correction, string who)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(correction);
        if (Problem(correction) is not null || IsOfArticle(correction.Field)) return claim;
        var value = correction.Value;
        var corrected = correction.Field switch
        {
            "stage" => claim with { Stage = Parse<Stage>(value!) },
            "factuality" => claim with { Factuality = Parse<Factuality>(value!) },
            "stance" => claim with { Stance = Parse<Stance>(value!) },
            "negated" => claim with { Negated = value == "yes" },
            "supplier" => claim with { Supplier = Party(correction) },
            "recipient" => claim with { Recipient = Party(correction) },
            "endUser" => claim with { EndUser = Party(correction) },
            "producer" => claim with { Producer = Party(correction) },
            "licensor" => claim with { Licensor = Party(correction) },
            "broker" => claim with { Broker = Party(correction) },
            "carrier" => claim with { Carrier = Party(correction) },
            "seizedBy" => claim with { SeizedBy = Party(correction) },
            "user" => claim with { User = Party(correction) },
            "target" => claim with { Target = Party(correction) },
            "category" => claim with { Item = claim.Item with { Category = value! } },
            "quantity" => claim with
            {
                Quantity = value is null ? null : new Quantity { Words = correction.Words, Min = CountWords.Parse(value)!.Value.Min, Max = CountWords.Parse(value)!.Value.Max, Unit = claim.Quantity?.Unit },
            },
            _ => claim with { Item = claim.Item with { Designation = value } },
        };
        return corrected with { Extractor = "person:" + who };
    }

    private static Party? Party(Correction c)
    {
        if (c.Value is not { } value) return null;
        var known = Lexicon.Embedded.Party(value);
        return new Party
        {
            Words = c.Words,
            Name = known?.Name ?? (value.StartsWith("name:", StringComparison.Ordinal) ? value[5..] : c.Words),
            Kind = known?.Kind ?? value[..2] switch { "X:" => PartyKind.ArmedGroup, "c:" => PartyKind.Company, _ => value.StartsWith("name:", StringComparison.Ordinal) ? PartyKind.Group : PartyKind.State },
            Iso3 = IsCode(value) ? value : null,
            Of = known?.Of,
        };
    }

    /// <summary>A code, an id of the lexicon's companies (<c>c:…</c>), or <c>name:</c> and a name without either.</summary>
    private static bool IsPartyValue(string value) => IsCode(value) || value.StartsWith("c:", StringComparison.Ordinal) && value.Length > 2 || value.StartsWith("name:", StringComparison.Ordinal) && value.Length > 5;

    internal static bool IsCode(string value) => (value.Length == 3 && value.All(char.IsAsciiLetterUpper)) || (value.StartsWith("X:", StringComparison.Ordinal) && value.Length > 2);

    private static string? Is<T>(string? value) where T : struct, Enum =>
        value is not null && Enum.TryParse<T>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) && !char.IsAsciiDigit(value[0])
            ? null : $"'{value}' is no {typeof(T).Name.ToLowerInvariant()}";

    private static T Parse<T>(string value) where T : struct, Enum => Enum.Parse<T>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}

using System.Globalization;
using Waybill.Claims;

namespace Waybill.Judgements;

/// <summary>Fields that a person can correct, and how. A value comes with the words of the article that say so; an emptied
/// field needs none.</summary>
public static class Corrections
{
    public static IReadOnlyList<string> Fields { get; } = ["stage", "factuality", "stance", "negated", "supplier", "recipient", "producer", "quantity", "designation"];

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
            "supplier" or "recipient" or "producer" => value is null || IsCode(value) ? null : $"'{value}' is neither an ISO 3166-1 alpha-3 code nor X: and the name of an armed group",
            "quantity" => value is null || long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"'{value}' is no whole number",
            "designation" => null,
            _ => $"'{correction.Field}' cannot be corrected; these can: {string.Join(", ", Fields)}",
        };
    }

    /// <summary>Whether the field may be left empty.</summary>
    public static bool CanBeEmpty(string field) => field is "supplier" or "recipient" or "producer" or "quantity" or "designation";

    /// <summary>The claim with one value of a person's. Its extractor says whose.</summary>
    public static Claim Apply(Claim claim, Correction correction, string who)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(correction);
        if (Problem(correction) is not null) return claim;
        var value = correction.Value;
        var corrected = correction.Field switch
        {
            "stage" => claim with { Stage = Parse<Stage>(value!) },
            "factuality" => claim with { Factuality = Parse<Factuality>(value!) },
            "stance" => claim with { Stance = Parse<Stance>(value!) },
            "negated" => claim with { Negated = value == "yes" },
            "supplier" => claim with { Supplier = Party(correction) },
            "recipient" => claim with { Recipient = Party(correction) },
            "producer" => claim with { Producer = Party(correction) },
            "quantity" => claim with
            {
                Quantity = value is null ? null : new Quantity { Words = correction.Words, Min = long.Parse(value, CultureInfo.InvariantCulture), Max = long.Parse(value, CultureInfo.InvariantCulture), Unit = claim.Quantity?.Unit },
            },
            _ => claim with { Item = claim.Item with { Designation = value } },
        };
        return corrected with { Extractor = "person:" + who };
    }

    private static Party? Party(Correction c) => c.Value is null ? null : new Party
    {
        Words = c.Words,
        Name = c.Words,
        Kind = c.Value.StartsWith("X:", StringComparison.Ordinal) ? PartyKind.ArmedGroup : PartyKind.State,
        Iso3 = c.Value,
    };

    private static bool IsCode(string value) => (value.Length == 3 && value.All(char.IsAsciiLetterUpper)) || (value.StartsWith("X:", StringComparison.Ordinal) && value.Length > 2);

    private static string? Is<T>(string? value) where T : struct, Enum =>
        value is not null && Enum.TryParse<T>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) && !char.IsAsciiDigit(value[0])
            ? null : $"'{value}' is no {typeof(T).Name.ToLowerInvariant()}";

    private static T Parse<T>(string value) where T : struct, Enum => Enum.Parse<T>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}

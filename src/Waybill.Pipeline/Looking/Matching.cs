using Waybill.Claims;

namespace Waybill.Pipeline.Looking;

/// <summary>What a person types against what a record holds.</summary>
public static class Matching
{
    /// <summary>Whether a party is meant by what a user typed: its code, or part of its name or words.</summary>
    public static bool Names(this Party? party, string wanted) => party is not null
        && (string.Equals(party.Iso3, wanted, StringComparison.OrdinalIgnoreCase) || Has(party.Name, wanted) || Has(party.Words, wanted));

    public static bool Names(this Item item, string wanted) =>
        string.Equals(item.Category, wanted, StringComparison.OrdinalIgnoreCase) || Has(item.Designation, wanted) || Has(item.Description, wanted) || Has(item.Words, wanted);

    /// <summary>The same word, in either case.</summary>
    public static bool Is(string? text, string wanted) => string.Equals(text, wanted, StringComparison.OrdinalIgnoreCase);

    public static bool Has(string? text, string wanted) => text is not null && text.Contains(wanted, StringComparison.OrdinalIgnoreCase);
}

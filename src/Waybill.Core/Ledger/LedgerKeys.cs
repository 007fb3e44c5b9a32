using System.Text;
using Waybill.Claims;
using Waybill.Lineage;
using Waybill.Texts;

namespace Waybill.Ledger;

/// <summary>What of a claim decides which record it belongs to.</summary>
internal static class LedgerKeys
{
    /// <summary>A party's identity, or null where the words leave it open: an unnamed or collective party ("a third
    /// country", "allies") is as empty as none, since two of them need not be one.</summary>
    public static string? Of(Party? party)
    {
        if (party is null) return null;
        if (party.Iso3 is { Length: > 0 } id) return id;
        if (party.Kind is PartyKind.Group or PartyKind.Undisclosed) return null;
        var name = Fold(party.Name);
        return name.Length == 0 ? null : "=" + name;
    }

    /// <summary>Lower case, letters and digits only, words parted by one space.</summary>
    public static string Fold(string? words)
    {
        if (string.IsNullOrEmpty(words)) return "";
        var folded = new StringBuilder(words.Length);
        foreach (var c in words)
        {
            if (char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>The kind of an item as words, last word singular: "Short-range ballistic missiles" → "short range ballistic missile".</summary>
    public static string Kind(Item item)
    {
        var folded = Fold(item.Description is { Length: > 0 } d ? d : item.Words);
        return Singular(folded);
    }

    public static string Singular(string folded)
    {
        if (folded.EndsWith("ies", StringComparison.Ordinal) && folded.Length > 4) return folded[..^3] + "y";
        if (folded.EndsWith("ss", StringComparison.Ordinal) || folded.EndsWith("aircraft", StringComparison.Ordinal)) return folded;
        return folded.EndsWith('s') && folded.Length > 3 ? folded[..^1] : folded;
    }

    public static bool IsUnspecified(Item item) => item.Category is "unspecified" or "other" or "";

    /// <summary>Arms in general words, whatever they are: "weapons", "lethal aid", "defence items", "arming the RSF". Nuclear, chemical and
    /// biological weapons are a kind of their own.</summary>
    public static bool IsArms(Item item)
    {
        if (!IsUnspecified(item) || item.Designation is not null) return false;
        var words = Kind(item).Split(' ');
        if (words.Any(w => w is "nuclear" or "chemical" or "biological" or "radiological")) return false;
        return words[^1] is "arm" or "arming" or "weapon" or "weaponry" or "armament" or "munition"
            || words is [.., "weapon" or "weapons", "system"] or [.., "lethal", "aid" or "assistance"] or [.., "defence" or "defense", "item" or "store" or "article"];
    }

    /// <summary>The parties that decide a record. Of a use, its user stands where the recipient would.</summary>
    public static (string? Supplier, string? Recipient) Parties(Claim claim) => claim.Kind == ClaimKind.Use
        ? (Of(claim.Supplier), Of(claim.User))
        : (Of(claim.Supplier), Of(claim.Recipient) ?? Of(claim.EndUser));

    /// <summary>A quantity's bounds as a key; empty where it has none.</summary>
    public static string Of(Quantity? quantity)
    {
        if (quantity is null) return "";
        var inv = System.Globalization.CultureInfo.InvariantCulture;
        return string.Create(inv, $"{quantity.Min}/{quantity.Max}/{quantity.Unit}/{quantity.Per}/{quantity.Scope}") is var bounds && quantity.Min is null && quantity.Max is null
            ? "" : bounds;
    }

    public static string Of(ResolvedTime? time) => time is { Start: null, End: null } or null ? "" : $"{time.Start}..{time.End}";

    /// <summary>The day near which a claim lies, for telling deals apart: its own time, else when it was said, else the article's day.</summary>
    public static DateOnly? Anchor(PlacedClaim placed, ArticleDate date)
    {
        if (placed.When is { } when && (when.Start ?? when.End) is { } w) return w.First;
        foreach (var said in placed.Said)
        {
            if (said is not null && (said.Start ?? said.End) is { } s) return s.First;
        }
        return date.Value?.First ?? date.NotBefore ?? date.NotAfter;
    }

    /// <summary>A date for output: at its own precision, never finer than the day.</summary>
    public static string? Day(PartialDate? date) => date is not { } d ? null
        : d.Precision == DatePrecision.Minute ? PartialDate.OfDay(d.First).ToString() : d.ToString();

    public static Attribution? Primary(Claim claim)
    {
        Attribution? last = null;
        foreach (var a in claim.Attribution)
        {
            if (a.Primary) return a;
            last = a;
        }
        return last;
    }

    /// <summary>The primary source as the guide counts it: a person or body as its government or organisation.</summary>
    public static string? PrimarySource(Claim claim)
    {
        if (Primary(claim) is not { } a) return null;
        if (a.Government is { Length: > 0 } government) return government;
        if (a.Kind is "anonymous" or "outlet" or "agency") return null; // an agency relays: whom it heard is not said
        return a.Body is { Length: > 0 } body ? body : a.Source.Length > 0 ? a.Source : null;
    }

    public static bool Affirmed(Claim claim) => !claim.Negated && claim.Stance is Stance.Asserts or Stance.Opposes && claim.Factuality is Factuality.Certain or Factuality.Probable;
}

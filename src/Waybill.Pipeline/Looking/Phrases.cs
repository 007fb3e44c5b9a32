using System.Globalization;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pipeline.Export;

namespace Waybill.Pipeline.Looking;

/// <summary>Records in words. Polarity and hedge are always said: a denied or doubtful delivery never reads like one.</summary>
public static class Phrases
{
    /// <summary>A live page in words, with the times of its first and last entry; null for another page.</summary>
    public static string? LivePage(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        if (!article.LiveBlog) return null;
        if (article.Entries.IsEmpty) return "yes, without times of its entries";
        var times = article.Entries.Select(e => e.Time.Value.ToString()).Order(StringComparer.Ordinal).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{times.Count} entries, {times[0]} to {times[^1]}");
    }

    public static string Stage(Stage stage, Factuality factuality, bool negated, Stance stance, string? by = null)
    {
        var name = Term.Of(stage);
        var who = by is null ? "" : " by " + by;
        if (stance == Stance.Denies)
            return factuality == Factuality.Certain ? $"{name} – denied{who}" : $"{name} – denied{who} ({Term.Of(factuality)})";
        if (stance == Stance.NotConfirmed) return $"{name} (not confirmed{who})";
        if (stance == Stance.NoPosition) return $"{name} (neither confirmed nor denied{who})";
        var hedge = factuality switch
        {
            Factuality.Certain => "",
            Factuality.Unknown => " (unconfirmed)",
            _ => $" ({Term.Of(factuality)})",
        };
        var words = (negated ? "not " + name : name) + hedge;
        return stance == Stance.Opposes ? words + $" – opposed{who}" : words;
    }

    public static string Stage(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Stage(claim.Stage, claim.Factuality, claim.Negated, claim.Stance);
    }

    public static string Party(Party? party) => party is null ? "?" : party.Factuality is Factuality.Certain ? party.Name : $"{party.Name} ({Term.Of(party.Factuality)})";

    public static string Parties(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Kind == ClaimKind.Use) return $"used by {Party(claim.User)}{(claim.Target is { } target ? " against " + Party(target) : "")}";
        return $"{Party(claim.Supplier)} → {Party(claim.Recipient ?? claim.EndUser)}";
    }

    public static string Parties(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        return $"{Party(transfer.Supplier)} → {Party(transfer.Recipient)}";
    }

    public static string Item(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Designation ?? item.Description ?? item.Words;
    }

    public static string Quantity(Quantity? quantity)
    {
        if (quantity is null) return "";
        var words = quantity.Words;
        if (quantity.Unit is { } unit && !words.Contains(unit, StringComparison.OrdinalIgnoreCase)) words += " " + (quantity is { Min: 1, Max: 1 } ? unit : Plural(unit));
        if (quantity.Per is { } per && !words.Contains(per, StringComparison.OrdinalIgnoreCase)) words += " a " + per;
        return words;
    }

    private static string Plural(string unit)
    {
        if (unit == "percent" || unit.EndsWith('s')) return unit;
        return unit.Length > 1 && unit[^1] == 'y' && !"aeiou".Contains(unit[^2], StringComparison.Ordinal) ? unit[..^1] + "ies" : unit + "s";
    }

    public static string Time(ResolvedTime? time)
    {
        if (time is null) return "";
        if (time.Start is { } start)
        {
            if (time.End is not { } end || end.ToString() == start.ToString()) return start.ToString();
            return $"{start} to {end}";
        }
        return time.End is { } last ? $"by {last}" : time.Words ?? "";
    }

    /// <summary>The same for lists: never finer than the day.</summary>
    public static string Day(ArticleDate? date)
    {
        if (date?.Value is not { Precision: Texts.DatePrecision.Minute } value) return Date(date);
        return Texts.PartialDate.OfDay(value.First).ToString() + (date.Inferred ? " (inferred)" : "");
    }

    /// <summary>A date as far as it is known, with how far.</summary>
    public static string Date(ArticleDate? date)
    {
        if (date is null) return "";
        if (date.Value is { } value) return value.ToString() + (date.Inferred ? " (inferred)" : "");
        var inv = System.Globalization.CultureInfo.InvariantCulture;
        return (date.NotBefore, date.NotAfter) switch
        {
            ({ } from, { } to) => $"{from.ToString("yyyy-MM-dd", inv)} to {to.ToString("yyyy-MM-dd", inv)}",
            ({ } from, null) => $"not before {from.ToString("yyyy-MM-dd", inv)}",
            (null, { } to) => $"not after {to.ToString("yyyy-MM-dd", inv)}",
            _ => "",
        };
    }

    /// <summary>Who stands behind a claim: the primary sources, else the outlet's own voice.</summary>
    public static string Sources(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var primary = claim.Attribution.Where(a => a.Primary).Select(a => a.Words.Length > 0 ? a.Words : a.Source).Where(w => w.Length > 0).ToArray();
        return primary.Length > 0 ? string.Join("; ", primary) : "the outlet itself";
    }

    /// <summary>Every party of a claim with its role's exported name, those that are there.</summary>
    public static IEnumerable<(string Role, Party Party)> Roles(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Waybill.Pipeline.Export.Roles.Of(claim);
    }

    public static string Number(int n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string Count(long n, string one, string many) =>
        n.ToString(System.Globalization.CultureInfo.InvariantCulture) + " " + (n == 1 ? one : many);
}

using System.Collections.Immutable;
using System.Globalization;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Reading;

/// <summary>A sum of money in a sentence.</summary>
public readonly record struct MoneyMention(MoneyValue Value, TextSpan Span, int FirstToken, int TokenCount)
{
    public int EndToken => FirstToken + TokenCount;
}

/// <summary>Finds sums of money. The currency is an ISO 4217 code; null where the words name one that is ambiguous
/// (a bare "rupees", "kroner") or unknown. "dollars" and "$" without a country count as USD.</summary>
public static class MoneyReader
{
    public static ImmutableArray<MoneyMention> Read(Analysis analysis, int sentence)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var atoms = Atoms.Of(analysis, sentence);
        var s = analysis.Sentences[sentence];
        ImmutableArray<MoneyMention>.Builder? found = null;
        foreach (var (first, count, value) in Expressions(atoms))
        {
            var span = atoms.Span(first, count);
            var (token, tokens) = TokenFinder.Under(analysis, s, span);
            if (tokens == 0) continue;
            found ??= ImmutableArray.CreateBuilder<MoneyMention>();
            found.Add(new MoneyMention(value, span, token, tokens));
        }
        return found?.ToImmutable() ?? [];
    }

    /// <summary>The sums in a text, without an analysis.</summary>
    public static ImmutableArray<MoneyValue> Read(string text) => [.. Expressions(Atoms.Of(text)).Select(e => e.Value)];

    internal static IEnumerable<(int First, int Count, MoneyValue Value)> Expressions(Atoms atoms)
    {
        for (var i = 0; i < atoms.Count;)
        {
            if (Prefixed(atoms, i) is { } p)
            {
                yield return (i, p.Count, Money(atoms, i, p));
                i += p.Count;
            }
            else if (Suffixed(atoms, i) is { } q)
            {
                yield return (i, q.Count, Money(atoms, i, q));
                i += q.Count;
            }
            else i++;
        }
    }

    private readonly record struct Sum(decimal? Amount, string? Currency, int Count);

    private static MoneyValue Money(Atoms atoms, int i, Sum sum) => new(atoms.Words(i, sum.Count), sum.Amount, sum.Currency, null);

    /// <summary>"$619 million", "US$1.2bn", "€1.2bn", "USD 40 million", "Rs 1,400 crore".</summary>
    private static Sum? Prefixed(Atoms atoms, int i)
    {
        var at = i;
        string? currency;
        if (atoms[at].Kind == AtomKind.Word && atoms[at + 1].Is("$") && atoms.Joined(at))
        {
            currency = atoms[at].Lower switch { "us" or "u.s" => "USD", "a" or "au" or "aus" => "AUD", "c" or "ca" or "can" => "CAD", "nz" => "NZD", "nt" => "TWD", "s" => "SGD", "hk" => "HKD", "r" => "BRL", _ => null };
            if (currency is null) return null;
            at += 2;
        }
        else if (atoms[at].Is("u.s") && atoms[at + 1].Is(".") && atoms[at + 2].Is("$"))
        {
            currency = "USD";
            at += 3;
        }
        else
        {
            var (code, known) = atoms[at].Lower switch
            {
                "$" => ("USD", true),
                "€" => ("EUR", true),
                "£" => ("GBP", true),
                "¥" => (null, true),
                "₹" => ("INR", true),
                "₩" => ("KRW", true),
                "₺" => ("TRY", true),
                "₴" => ("UAH", true),
                "₽" => ("RUB", true),
                "₪" => ("ILS", true),
                "zł" => ("PLN", true),
                "rs" => ("INR", true),
                "usd" or "eur" or "gbp" or "jpy" or "inr" or "krw" or "pln" or "uah" or "rub" or "aud" or "cad" or "sek" or "nok" or "dkk" or "chf" or "cny" or "ils" or "sar" or "aed" or "try" or "twd" or "czk" or "huf"
                    => (atoms[at].Lower.ToUpperInvariant(), true),
                _ => ((string?)null, false),
            };
            if (!known) return null;
            currency = code;
            at++;
            if (atoms[at - 1].Is("rs") && atoms[at].Is(".")) at++;
        }
        if (Number(atoms, at, out var next) is not { } amount) return null;
        // "$20-30 million", "$20 million to $30 million": a range has no one amount.
        if ((atoms[next].IsDash || atoms[next].Is("to")) && Number(atoms, atoms[next + 1].Kind == AtomKind.Symbol ? next + 2 : next + 1, out var end) is not null
            && (atoms[next].IsDash || atoms[next + 1].Is("$") || atoms[next + 1].Is("€") || atoms[next + 1].Is("£")))
            return new Sum(null, currency, end - i);
        return new Sum(amount, currency, next - i);
    }

    /// <summary>"14.5 billion zlotys", "3.5 million US dollars", "40 million euros".</summary>
    private static Sum? Suffixed(Atoms atoms, int i)
    {
        if (i > 0 && atoms[i].Kind == AtomKind.Number && atoms.Joined(i - 1) && atoms[i - 1].Kind != AtomKind.Symbol) return null;
        var several = atoms[i].Lower is "hundreds" or "tens" or "millions" or "billions" or "several" or "thousands";
        int at;
        decimal? amount = null;
        if (several)
        {
            at = i;
            for (var guard = 0; guard < 6 && atoms[at].Lower is "hundreds" or "tens" or "millions" or "billions" or "several" or "of" or "thousands" or "million" or "billion"; guard++) at++;
        }
        else
        {
            amount = Number(atoms, i, out at);
            if (amount is null) return null;
        }
        if (atoms[at].IsDash && atoms.Joined(at)) at++;
        var (currency, count) = Currency(atoms, at);
        return count == 0 ? null : new Sum(amount, currency, at + count - i);
    }

    private static (string? Code, int Count) Currency(Atoms atoms, int i)
    {
        var lead = 0;
        string? country = null;
        if (atoms[i].Kind == AtomKind.Word && atoms[i + 1 + (atoms[i + 1].Is(".") ? 1 : 0)].Kind == AtomKind.Word)
        {
            country = atoms[i].Lower;
            lead = atoms[i + 1].Is(".") ? 2 : 1;
        }
        if (Code(atoms[i].Lower, null) is { } plain) return (plain.Length == 0 ? null : plain, 1);
        if (country is not null && Code(atoms[i + lead].Lower, country) is { } named) return (named.Length == 0 ? null : named, lead + 1);
        return (null, 0);
    }

    /// <summary>ISO code; empty for a currency that the words leave open; null for no currency.</summary>
    private static string? Code(string word, string? country)
    {
        switch (word)
        {
            case "dollar" or "dollars":
                return country switch { null or "us" or "u.s" or "american" => "USD", "australian" => "AUD", "canadian" => "CAD", "singapore" => "SGD", "taiwan" or "taiwanese" => "TWD", "new" => null, _ => null };
            case "euro" or "euros" or "eur":
                return country is null ? "EUR" : null;
            case "pound" or "pounds" or "sterling":
                // Pounds alone are a weight as often as a currency.
                return country is "british" or "pounds" ? "GBP" : country is "egyptian" ? "EGP" : word == "sterling" ? "GBP" : null;
            case "zloty" or "zlotys" or "zlotych" or "pln":
                return country is null or "polish" ? "PLN" : null;
            case "yen":
                return country is null or "japanese" ? "JPY" : null;
            case "yuan" or "renminbi":
                return country is null or "chinese" ? "CNY" : null;
            case "won":
                return country is "korean" or "south" ? "KRW" : null;
            case "rupee" or "rupees":
                return country switch { "indian" => "INR", "pakistani" => "PKR", null => "", _ => null };
            case "crore":
                return country is null ? null : null;
            case "ruble" or "rubles" or "rouble" or "roubles":
                return country is null or "russian" ? "RUB" : null;
            case "hryvnia" or "hryvnias":
                return country is null or "ukrainian" ? "UAH" : null;
            case "shekel" or "shekels":
                return country is null or "israeli" ? "ILS" : null;
            case "lira" or "liras":
                return country is null or "turkish" ? "TRY" : null;
            case "kroner" or "krone" or "kronor" or "krona" or "crowns" or "koruna":
                return country switch { "norwegian" => "NOK", "danish" => "DKK", "swedish" => "SEK", "czech" => "CZK", null => "", _ => null };
            case "forint" or "forints":
                return country is null or "hungarian" ? "HUF" : null;
            case "franc" or "francs":
                return country is "swiss" ? "CHF" : country is null ? "" : null;
            case "riyal" or "riyals":
                return country is "saudi" ? "SAR" : country is null ? "" : null;
            case "dirham" or "dirhams":
                return country is null ? "" : country is "emirati" or "uae" ? "AED" : null;
            case "usd" or "gbp" or "jpy" or "krw" or "sek" or "nok" or "dkk" or "chf" or "inr":
                return country is null ? word.ToUpperInvariant() : null;
            default:
                return null;
        }
    }

    private static decimal? Number(Atoms atoms, int i, out int next)
    {
        next = i;
        if (Numerals.At(atoms, i) is not { } n || n.Rounded) return null;
        next = i + n.Count;
        var value = n.Value;
        if (atoms[next].Lower is "lakh" or "crore") value *= Numerals.Scale(atoms[next++].Lower);
        return value;
    }

    /// <summary>A sum in words for tables and tests: amount and currency.</summary>
    public static string Describe(MoneyValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return (value.Amount?.ToString("0.####", CultureInfo.InvariantCulture) ?? "?") + " " + (value.Currency ?? "?");
    }
}

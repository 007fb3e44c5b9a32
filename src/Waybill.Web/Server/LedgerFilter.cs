using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Texts;
using Waybill.Web.Stores;

namespace Waybill.Web.Server;

/// <summary>What of the ledger is shown: it lives in the address, so that a view can be sent on.</summary>
public sealed record LedgerFilter
{
    /// <summary>Party in either role: code, name or part of a name.</summary>
    public string? Party { get; init; }
    public string? Supplier { get; init; }
    public string? Recipient { get; init; }
    public string? Category { get; init; }

    /// <summary>Words of the item.</summary>
    public string? Item { get; init; }

    /// <summary>Stage or group of stages.</summary>
    public string? Stage { get; init; }
    public string? Factuality { get; init; }

    /// <summary>Reported on or after, on or before.</summary>
    public PartialDate? From { get; init; }
    public PartialDate? To { get; init; }

    /// <summary>Independent origins at least.</summary>
    public int? Origins { get; init; }
    public string? Outlet { get; init; }
    public bool Disputed { get; init; }

    /// <summary>What was asked for and makes no sense, in words.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    private const int MostCharacters = 200;

    public static LedgerFilter Of(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var problems = ImmutableArray.CreateBuilder<string>();
        string? Text(string name)
        {
            var value = query[name].ToString().Trim();
            return value.Length is 0 ? null : value.Length <= MostCharacters ? value : value[..MostCharacters];
        }
        PartialDate? Date(string name)
        {
            if (Text(name) is not { } words) return null;
            if (PartialDate.Parse(words) is { } date) return date;
            problems.Add($"“{words}” is no date: write 2024, 2024-01 or 2024-01-04.");
            return null;
        }
        int? Number(string name)
        {
            if (Text(name) is not { } words) return null;
            if (int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= 1000) return n;
            problems.Add($"“{words}” is no number of origins.");
            return null;
        }
        return new LedgerFilter
        {
            Party = Text("party"),
            Supplier = Text("supplier"),
            Recipient = Text("recipient"),
            Category = Text("category"),
            Item = Text("item"),
            Stage = Text("stage"),
            Factuality = Text("factuality"),
            From = Date("from"),
            To = Date("to"),
            Origins = Number("origins"),
            Outlet = Text("outlet"),
            Disputed = Text("disputed") is not null,
            Problems = problems.ToImmutable(),
        };
    }

    public bool IsEmpty => Pairs().Count == 0;

    public IReadOnlyList<TransferRow> Apply(IEnumerable<TransferRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var filter = new TransferFilter { Supplier = Supplier, Recipient = Recipient, Item = Item, Stage = Stage, ReportedSince = From, ReportedUntil = To, Disputed = Disputed };
        return [.. rows.Where(r => filter.Matches(r.Transfer)
            && (Party is null || r.Transfer.Supplier.Names(Party) || r.Transfer.Recipient.Names(Party))
            && (Category is null || r.Transfer.Item.Category == Category)
            && (Factuality is null || r.Transfer.Stages.Any(s => Term.Of(s.Factuality) == Factuality))
            && (Origins is null || r.Transfer.IndependentOrigins.Min >= Origins)
            && (Outlet is null || r.Outlets.Contains(Outlet, StringComparer.Ordinal)))];
    }

    /// <summary>Names and values as the address has them.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Pairs()
    {
        (string, string?)[] all =
        [
            ("party", Party), ("supplier", Supplier), ("recipient", Recipient), ("category", Category), ("item", Item), ("stage", Stage), ("factuality", Factuality),
            ("from", From?.ToString()), ("to", To?.ToString()), ("origins", Origins?.ToString(CultureInfo.InvariantCulture)), ("outlet", Outlet), ("disputed", Disputed ? "yes" : null),
        ];
        return [.. all.Where(p => p.Item2 is not null).Select(p => KeyValuePair.Create(p.Item1, p.Item2))];
    }

    /// <summary>The address of a page with this filter, and one thing more.</summary>
    public string On(string path, params (string Name, string? Value)[] more)
    {
        ArgumentNullException.ThrowIfNull(more);
        var pairs = Pairs().Concat(more.Where(m => m.Value is not null).Select(m => KeyValuePair.Create(m.Name, m.Value)));
        return QueryHelpers.AddQueryString(path, pairs);
    }
}

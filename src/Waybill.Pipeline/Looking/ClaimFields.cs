using System.Globalization;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Export;

namespace Waybill.Pipeline.Looking;

/// <summary>A value of a claim with the words that prove it.</summary>
public sealed record ClaimField(string Name, string Value, IReadOnlyList<string> Words);

/// <summary>The values of a claim, those that are there.</summary>
public static class ClaimFields
{
    public static IReadOnlyList<ClaimField> Of(ClaimView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var c = view.Claim;
        var fields = new List<ClaimField>();
        void Add(string name, string? value)
        {
            if (string.IsNullOrEmpty(value)) return;
            var words = c.Evidence.Where(e => e.Of.Contains(name)).Select(e => e.Exact).Distinct(StringComparer.Ordinal).ToArray();
            fields.Add(new ClaimField(name, value, words));
        }
        Add("stage", $"{Term.Of(c.Stage)}, {Term.Of(c.Factuality)}{(c.Negated ? ", negated" : "")}, {Term.Of(c.Stance)}");
        foreach (var (role, party) in Roles.Of(c)) Add(role, Party(party));
        Add("item", Item(c.Item));
        foreach (var item in c.Items) Add("items", Item(item));
        if (c.Quantity is { } q) Add("quantity", Phrases.Quantity(q) + Bounds(q));
        if (c.Value is { } v) Add("value", v.Words + (v.Currency is null ? "" : string.Create(CultureInfo.InvariantCulture, $" [{v.Amount} {v.Currency}]")));
        if (c.When is { } when) Add("when", Time(when.Words, view.Placed?.When));
        else if (view.Placed?.When is { } bounded) fields.Add(new ClaimField("when", Time("", bounded), []));
        if (c.Expected is { } expected) Add("expected", Time(expected.Words, view.Placed?.Expected));
        foreach (var place in c.Where) Add("where", $"{place.Words} ({place.PlaceRole})");
        Add("condition", c.Condition);
        Add("basis", c.Basis);
        Add("firstReportedBy", c.FirstReportedBy);
        return fields;
    }

    /// <summary>One link of the chain of who says so: who, and what is known of them.</summary>
    public static (string Who, string Notes) Source(Attribution a, ClaimView view)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(view);
        var who = a.Words.Length > 0 ? a.Words : a.Source.Length > 0 ? a.Source : view.Article.Outlet ?? "the outlet";
        var notes = new[] { a.Kind, a.Body, a.Government is { Length: > 0 } government ? TransferWords.Named(government) : null, a.Cue.Length > 0 ? $"“{a.Cue}”" : null, a.Said, a.Primary ? "primary source" : null }.OfType<string>();
        return (who, string.Join(", ", notes));
    }

    private static string Party(Party p)
    {
        var notes = new[] { Term.Of(p.Kind), p.Iso3, p.Of is { } of ? "of " + TransferWords.Named(of) : null, p.Via is { } via ? "by " + via : null, p.Factuality == Factuality.Certain ? null : Term.Of(p.Factuality) };
        return $"{p.Name} ({string.Join(", ", notes.OfType<string>())})";
    }

    private static string Item(Item i) => $"{Phrases.Item(i)} ({string.Join(", ", new[] { i.Category, i.Condition, i.Description is { } d && d != Phrases.Item(i) ? d : null }.OfType<string>())})";

    private static string Bounds(Quantity q)
    {
        var bounds = (q.Min, q.Max) switch
        {
            ({ } a, { } b) when a == b => a.ToString(CultureInfo.InvariantCulture),
            ({ } a, { } b) => string.Create(CultureInfo.InvariantCulture, $"{a} to {b}"),
            ({ } a, null) => string.Create(CultureInfo.InvariantCulture, $"at least {a}"),
            (null, { } b) => string.Create(CultureInfo.InvariantCulture, $"at most {b}"),
            _ => null,
        };
        var notes = new[] { bounds, q.Qualifier, q.Basis, q.Scope }.OfType<string>().ToArray();
        return notes.Length == 0 ? "" : $" [{string.Join(", ", notes)}]";
    }

    private static string Time(string words, ResolvedTime? time)
    {
        var resolved = time is null ? "" : Phrases.Time(time with { Words = null });
        var how = time?.How is { Length: > 0 } h ? $" ({h})" : "";
        return words.Length == 0 ? resolved + how : resolved.Length == 0 ? words : $"{words} = {resolved}{how}";
    }
}

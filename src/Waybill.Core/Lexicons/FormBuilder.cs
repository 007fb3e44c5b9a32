namespace Waybill.Lexicons;

/// <summary>Every form under which an entry may stand in a text.</summary>
internal static class FormBuilder
{
    public static IEnumerable<FormEntry> Forms(LexiconTables tables)
    {
        var ambiguous = new Dictionary<string, AmbiguousForm>(StringComparer.Ordinal);
        foreach (var form in tables.Ambiguous) ambiguous.TryAdd(Key(form.Form), form);
        var seen = new HashSet<(string, EntryKind, string)>();
        foreach (var form in Raw(tables))
        {
            if (!seen.Add((form.Form, form.Kind, form.Id))) continue;
            yield return ambiguous.TryGetValue(Key(form.Form), out var rule) ? form with { Ambiguous = rule } : form;
            if (form.Kind is not (EntryKind.Weapon or EntryKind.ItemNoun) || Plurals.Of(form.Form) is not { } plural) continue;
            if (seen.Add((plural, form.Kind, form.Id))) yield return form with { Form = plural, Ambiguous = rule };
        }
    }

    // A rule holds for every way to write the form: "K2", "K-2", "CAESAR", "Caesar".
    private static string Key(string form)
    {
        Span<char> folded = stackalloc char[form.Length];
        var length = 0;
        foreach (var c in form)
        {
            if (char.IsLetterOrDigit(c)) folded[length++] = char.ToLowerInvariant(TextTokens.FoldAccent(c));
        }
        return folded[..length].ToString();
    }

    public static IEnumerable<FormEntry> BodyNouns(LexiconTables tables) =>
        tables.BodyNouns.Select(n => Make(n.Form, EntryKind.Party, n.Kind) with { Case = CaseRule.Any });

    private static IEnumerable<FormEntry> Raw(LexiconTables tables)
    {
        foreach (var stop in tables.Stops) yield return Make(stop, EntryKind.Party, "") with { IsStop = true };
        foreach (var party in tables.Parties)
        {
            yield return Make(party.Name, EntryKind.Party, party.Id);
            foreach (var alias in party.Aliases) yield return Make(alias, EntryKind.Party, party.Id, "alias");
            foreach (var form in party.Adjectives) yield return Make(form, EntryKind.Party, party.Id, "demonym") with { IsAdjective = true };
            foreach (var form in party.People) yield return Make(form, EntryKind.Party, party.Id, "demonym");
            foreach (var form in party.Capitals) yield return Make(form, EntryKind.Party, party.Id, "capital");
        }
        foreach (var body in tables.Bodies) yield return Make(body.Form, EntryKind.Party, body.Of, body.Kind == "seat" ? "capital" : "ministry");
        foreach (var leader in tables.Leaders)
        {
            var full = Make(leader.Name, EntryKind.Party, leader.Of, "leader") with { Leader = leader.Id, Introduces = true };
            yield return full;
            foreach (var alias in leader.Aliases) yield return full with { Form = alias, Case = CaseRules.Of(alias) };
            if (leader.Surname.Length > 0) yield return full with { Form = leader.Surname, Introduces = false, NeedsIntroduction = leader.NeedsIntroduction, Case = CaseRules.Of(leader.Surname) };
        }
        foreach (var item in tables.Items)
        {
            var kind = item.Designation is null ? EntryKind.ItemNoun : EntryKind.Weapon;
            foreach (var form in item.Forms) yield return Make(form, kind, item.Id) with { TakesSuffix = kind == EntryKind.Weapon && char.IsDigit(form[^1]) };
        }
        foreach (var agency in tables.Agencies)
        {
            foreach (var form in agency.Forms.Prepend(agency.Name)) yield return Make(form, EntryKind.Agency, agency.Id);
        }
        foreach (var outlet in tables.Outlets)
        {
            foreach (var form in outlet.Forms.Prepend(outlet.Name)) yield return Make(form, EntryKind.Outlet, outlet.Domain);
        }
    }

    private static FormEntry Make(string form, EntryKind kind, string id, string? via = null) =>
        new() { Form = form, Kind = kind, Id = id, Via = via, Case = CaseRules.Of(form) };
}

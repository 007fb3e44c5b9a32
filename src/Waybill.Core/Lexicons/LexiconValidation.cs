using System.Collections.Immutable;
using System.Text;

namespace Waybill.Lexicons;

/// <summary>The promises that lexicon files keep, checked.</summary>
internal static class LexiconValidation
{
    public static ImmutableArray<string> Problems(LexiconTables tables)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var table in tables.Files) CheckShape(table, problems);
        CheckReferences(tables, problems);
        CheckForms(tables, problems);
        return problems.ToImmutable();
    }

    private static void CheckShape(TsvTable table, ImmutableArray<string>.Builder problems)
    {
        foreach (var word in (ReadOnlySpan<string>)["source:", "licence:", "date:", "columns:"])
        {
            if (!table.Header.Any(h => h.Contains(word, StringComparison.Ordinal))) problems.Add($"{table.Name}: the header names no {word}");
        }
        var columns = LexiconSchema.Columns(table.Name)!.Count;
        var previous = "";
        foreach (var row in table.Rows)
        {
            var place = $"{table.Name}:{row.Line}";
            if (row.Fields.Length > columns) problems.Add($"{place}: {row.Fields.Length} fields, {columns} columns");
            if (row[0].Length == 0) problems.Add($"{place}: no key");
            if (string.CompareOrdinal(previous, row[0]) >= 0) problems.Add($"{place}: '{row[0]}' is not after '{previous}'");
            previous = row[0];
            foreach (var field in row.Fields)
            {
                if (!field.IsNormalized(NormalizationForm.FormC)) problems.Add($"{place}: not NFC");
                if (field != field.Trim()) problems.Add($"{place}: white space around '{field}'");
            }
        }
    }

    private static void CheckReferences(LexiconTables tables, ImmutableArray<string>.Builder problems)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var party in tables.Parties)
        {
            if (!ids.Add(party.Id)) problems.Add($"party {party.Id}: twice");
        }
        foreach (var party in tables.Parties.Where(p => p.Of is not null)) Refer(party.Of!, $"party {party.Id}");
        foreach (var body in tables.Bodies) Refer(body.Of, $"body {body.Form}");
        foreach (var leader in tables.Leaders)
        {
            Refer(leader.Of, $"leader {leader.Id}");
            if (leader.From > leader.To) problems.Add($"leader {leader.Id}: ends before it starts");
        }
        foreach (var item in tables.Items)
        {
            if (item.Producer is { } producer)
            {
                foreach (var state in producer.Split('|')) Refer(state, $"weapon {item.Id}");
            }
            if (!LexiconSchema.Categories.Contains(item.Category)) problems.Add($"item {item.Id}: category '{item.Category}'");
            if (!LexiconSchema.Unroca.Contains(item.Unroca)) problems.Add($"item {item.Id}: UNROCA '{item.Unroca}'");
            if (!LexiconSchema.Sipri.Contains(item.Sipri)) problems.Add($"item {item.Id}: SIPRI '{item.Sipri}'");
            if (item.Description.Length == 0) problems.Add($"item {item.Id}: no description");
        }
        foreach (var agency in tables.Agencies.Where(a => a.Country is not null)) Refer(agency.Country!, $"agency {agency.Id}");
        foreach (var outlet in tables.Outlets.Where(o => o.Country is not null)) Refer(outlet.Country!, $"outlet {outlet.Domain}");

        void Refer(string id, string from)
        {
            if (!ids.Contains(id)) problems.Add($"{from}: no party '{id}'");
        }
    }

    // One form may stand for entries of two kinds (Reuters: agency and outlet), not for two of one kind.
    private static void CheckForms(LexiconTables tables, ImmutableArray<string>.Builder problems)
    {
        var owner = new Dictionary<(string, EntryKind), string>();
        var forms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var form in FormBuilder.Forms(tables))
        {
            forms.Add(form.Form);
            if (form.Leader is not null || form.IsStop) continue;
            var key = (form.Form, form.Kind);
            if (owner.TryGetValue(key, out var other) && other != form.Id) problems.Add($"'{form.Form}' stands for {other} and {form.Id}");
            owner.TryAdd(key, form.Id);
        }
        foreach (var ambiguous in tables.Ambiguous)
        {
            if (!forms.Contains(ambiguous.Form)) problems.Add($"ambiguous '{ambiguous.Form}': no entry has this form");
            if (ambiguous.Needs.IsEmpty) problems.Add($"ambiguous '{ambiguous.Form}': needs nothing");
        }
    }
}

using Waybill.Pipeline.Export;
using Waybill.Storage;

namespace Waybill.Cli.Screens;

/// <summary>An id that names nothing any more: what it was made of, and where that is now.</summary>
public static class FormerScreen
{
    public static int Write(CliHost host, Store store, ExportSet set, string kind, string id, bool asJson)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(set);
        if (store.FormerId(kind, id) is not { } former) return Exit.NothingFound;
        var members = former.Members.ToHashSet(StringComparer.Ordinal);
        (string Id, int Held)[] now = kind switch
        {
            "family" => [.. set.Families.Select(f => (f.Id, f.Members.Count(m => members.Contains(m.Article))))],
            "story" => [.. set.Stories.Select(s => (s.Id, s.Families.Count(members.Contains)))],
            "storyline" => [.. set.Storylines.Select(s => (s.Id, s.Stories.Count(members.Contains)))],
            "transfer" => [.. set.Transfers.Select(t => (t.Id, t.Claims.Count(members.Contains)))],
            _ => [],
        };
        now = [.. now.Where(n => n.Held > 0).OrderByDescending(n => n.Held).ThenBy(n => n.Id, StringComparer.Ordinal)];
        if (asJson)
        {
            using var json = new JsonRecords();
            host.Out.Write(json.Other("former", w =>
            {
                w.WriteString("former", kind);
                w.WriteString("id", id);
                w.WriteString("words", former.Words);
                w.WriteStartArray("members");
                foreach (var m in former.Members) w.WriteStringValue(m);
                w.WriteEndArray();
                w.WriteStartArray("now");
                foreach (var n in now) w.WriteStringValue(n.Id);
                w.WriteEndArray();
            }) + "\n");
            return Exit.Ok;
        }
        var screen = host.Screen();
        screen.Line(new Piece($"{kind} {id}", Style.Mark), former.Words.Length > 0 ? "  " + Safe.Line(former.Words) : "");
        screen.Paragraph("This id names nothing any more: pages or rules that came later changed what it was made of.", 2, Style.Doubt);
        if (kind == "claim")
        {
            screen.Field("article", former.Members[0]);
            screen.Paragraph("Today's rules do not read this claim from its article.", 2);
            return Exit.Ok;
        }
        foreach (var n in now) screen.Field("now", $"{n.Id} holds {n.Held} of its {former.Members.Count} members");
        if (now.Length == 0) screen.Paragraph("Nothing of it is left in the store.", 2);
        screen.Field("was made of", string.Join(", ", former.Members));
        return Exit.Ok;
    }
}

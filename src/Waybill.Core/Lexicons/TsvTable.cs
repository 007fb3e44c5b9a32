using System.Collections.Immutable;

namespace Waybill.Lexicons;

/// <summary>A row of a lexicon file: its line number (1-based) and its fields.</summary>
internal readonly record struct TsvRow(int Line, ImmutableArray<string> Fields)
{
    /// <summary>A field, empty where the row is short.</summary>
    public string this[int index] => index < Fields.Length ? Fields[index] : "";

    /// <summary>A field split at <c>|</c>; empty parts are dropped.</summary>
    public ImmutableArray<string> List(int index) =>
        [.. this[index].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A field, or null where it is empty.</summary>
    public string? Optional(int index) => this[index].Length == 0 ? null : this[index];
}

/// <summary>A lexicon file: tab-separated, one entry a line, <c>#</c> lines are the header. See data/README.md.</summary>
internal sealed record TsvTable(string Name, ImmutableArray<string> Header, ImmutableArray<TsvRow> Rows)
{
    public static TsvTable Parse(string name, string text)
    {
        var header = ImmutableArray.CreateBuilder<string>();
        var rows = ImmutableArray.CreateBuilder<TsvRow>();
        var line = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            line++;
            if (raw.IsEmpty) continue;
            if (raw[0] == '#') header.Add(raw.ToString());
            else rows.Add(new TsvRow(line, [.. raw.ToString().Split('\t')]));
        }
        return new TsvTable(name, header.ToImmutable(), rows.ToImmutable());
    }
}

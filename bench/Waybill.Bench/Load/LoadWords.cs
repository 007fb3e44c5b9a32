namespace Waybill.Bench.Load;

internal sealed record LoadState(string Name, string Iso3, string Demonym, string Capital);

internal sealed record LoadItem(string Words, string Category);

internal sealed record LoadAgency(string Name, string Short);

/// <summary>The word lists of <c>words.tsv</c>.</summary>
internal sealed class LoadWords
{
    public required LoadState[] States { get; init; }
    public required LoadItem[] Items { get; init; }
    public required LoadAgency[] Agencies { get; init; }
    public required Dictionary<string, string[]> Lists { get; init; }

    public string[] this[string list] => Lists[list];

    public static LoadWords Load()
    {
        using var stream = typeof(LoadWords).Assembly.GetManifestResourceStream("Waybill.Bench.Load.words.tsv")
            ?? throw new InvalidOperationException("words.tsv is not embedded");
        using var reader = new StreamReader(stream);
        List<LoadState> states = [];
        List<LoadItem> items = [];
        List<LoadAgency> agencies = [];
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var words = line[(tab + 1)..].Split('|');
            switch (line[..tab])
            {
                case "state": states.Add(new LoadState(words[0], words[1], words[2], words[3])); break;
                case "item": items.Add(new LoadItem(words[0], words[1])); break;
                case "agency": agencies.Add(new LoadAgency(words[0], words[1])); break;
                case var list: lists.Add(list, words); break;
            }
        }
        return new LoadWords { States = [.. states], Items = [.. items], Agencies = [.. agencies], Lists = lists };
    }
}

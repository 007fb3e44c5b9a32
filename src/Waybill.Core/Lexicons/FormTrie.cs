using System.Collections.Immutable;

namespace Waybill.Lexicons;

/// <summary>How a form's letter case must stand in a text.</summary>
internal enum CaseRule
{
    /// <summary>Any case ("ballistic missile").</summary>
    Any,

    /// <summary>Words that start with a capital in the form do so in the text; all-capitals text is allowed ("North Korea").</summary>
    Name,

    /// <summary>As written ("US", "EU").</summary>
    Exact,
}

/// <summary>One form of one entry.</summary>
internal sealed record FormEntry
{
    public required string Form { get; init; }
    public required EntryKind Kind { get; init; }
    public required string Id { get; init; }
    public string? Via { get; init; }
    public bool IsAdjective { get; init; }
    public string? Leader { get; init; }

    /// <summary>A leader's bare surname that needs the full name in the same text.</summary>
    public bool NeedsIntroduction { get; init; }

    /// <summary>A leader's full name, which introduces the bare one.</summary>
    public bool Introduces { get; init; }

    /// <summary>Whether a glued variant suffix is part of the name (<c>Leopard 2</c> in <c>Leopard 2A6</c>).</summary>
    public bool TakesSuffix { get; init; }
    /// <summary>A longer word that holds a form and means something else: matches and gives nothing.</summary>
    public bool IsStop { get; init; }
    public AmbiguousForm? Ambiguous { get; init; }
    public required CaseRule Case { get; init; }

    /// <summary>The form's own tokens, for the case check.</summary>
    public ImmutableArray<string> Tokens { get; init; } = [];
}

/// <summary>A trie over folded tokens. Immutable once built.</summary>
internal sealed class FormTrie
{
    private readonly Dictionary<string, int> vocabulary = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly Dictionary<long, int> edges = [];
    private readonly Dictionary<int, List<FormEntry>> ends = [];
    private int nodes = 1;

    public FormTrie(IEnumerable<FormEntry> forms)
    {
        lookup = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> folded = stackalloc char[64];
        foreach (var form in forms)
        {
            var tokens = TextTokens.Split(form.Form);
            if (tokens.Count == 0) continue;
            var node = 0;
            var words = ImmutableArray.CreateBuilder<string>(tokens.Count);
            foreach (var token in tokens)
            {
                var word = form.Form.AsSpan(token.Start, token.Length);
                var length = TextTokens.Fold(word, folded);
                var key = folded[..length].ToString();
                if (!vocabulary.TryGetValue(key, out var id)) vocabulary[key] = id = vocabulary.Count;
                var edge = Edge(node, id);
                if (!edges.TryGetValue(edge, out var next)) edges[edge] = next = nodes++;
                node = next;
                words.Add(word.ToString());
            }
            if (!ends.TryGetValue(node, out var list)) ends[node] = list = [];
            list.Add(form with { Tokens = words.ToImmutable() });
        }
    }

    /// <summary>The vocabulary id of a token, or -1.</summary>
    public int IdOf(ReadOnlySpan<char> token)
    {
        Span<char> folded = stackalloc char[64];
        var length = TextTokens.Fold(token, folded);
        return length > 0 && lookup.TryGetValue(folded[..length], out var id) ? id : -1;
    }

    /// <summary>The node after <paramref name="node"/> on a token, or -1.</summary>
    public int Next(int node, int token) => token >= 0 && edges.TryGetValue(Edge(node, token), out var next) ? next : -1;

    public IReadOnlyList<FormEntry>? EndsAt(int node) => ends.TryGetValue(node, out var list) ? list : null;

    private static long Edge(int node, int token) => ((long)node << 32) | (uint)token;
}

using System.Collections.Immutable;
using System.Text.Json;

namespace Waybill.Pipeline.Extractors;

/// <summary>A claim as a model offers it: words that are said to stand on the page, and terms of the guide. Nothing in it is believed.</summary>
public sealed class OfferedClaim
{

    /// <summary>The members that have words.</summary>
    public ImmutableSortedDictionary<string, string> Members { get; private init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The members that are read; others are passed over.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "sentence", "kind", "stage", "stageWords", "factuality", "hedgeWords", "negated", "negationWords", "stance",
        "supplier", "recipient", "endUser", "producer", "seizedBy", "carrier", "broker", "user", "target",
        "item", "quantity", "when", "expected", "source", "cue",
    ];

    /// <summary>A member's words; null where it is not there, empty or null.</summary>
    public string? this[string member] => Members.GetValueOrDefault(member);

    /// <summary>The claims of an answer, or null where it is no JSON of claims. A fence around the JSON is taken off.</summary>
    public static IReadOnlyList<OfferedClaim>? Read(string answer, int most)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var (from, to) = (answer.IndexOf('{', StringComparison.Ordinal), answer.LastIndexOf('}'));
        if (from < 0 || to < from) return null;
        try
        {
            using var json = JsonDocument.Parse(answer.AsMemory(from, to - from + 1), new JsonDocumentOptions { MaxDepth = 16 });
            if (!json.RootElement.TryGetProperty("claims", out var claims) || claims.ValueKind != JsonValueKind.Array) return null;
            return [.. claims.EnumerateArray().Take(most).Where(c => c.ValueKind == JsonValueKind.Object).Select(Of)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A claim of these members; unknown and empty ones are passed over.</summary>
    public static OfferedClaim Of(IEnumerable<KeyValuePair<string, string>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return new OfferedClaim { Members = members.Where(m => Names.Contains(m.Key) && !string.IsNullOrWhiteSpace(m.Value)).GroupBy(m => m.Key, m => m.Value.Trim(), StringComparer.Ordinal).ToImmutableSortedDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal) };
    }

    private static OfferedClaim Of(JsonElement json)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (!json.TryGetProperty(name, out var value)) continue;
            var words = value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.True => "true",
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(words)) members[name] = words;
        }
        return Of(members);
    }
}

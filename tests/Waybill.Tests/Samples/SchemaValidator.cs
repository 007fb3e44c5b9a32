using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Waybill.Tests.Samples;

/// <summary>A validator for the part of JSON Schema 2020-12 that <c>docs/reference/</c> uses: <c>$ref</c> (into the same
/// file or a neighbour), <c>type, const, enum, properties, required, additionalProperties: false, items, minItems,
/// minimum, maximum, pattern</c>. A keyword that it does not know is an error, so that no rule is silently without effect.</summary>
public sealed class SchemaValidator
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "$defs", "title", "description"];

    private readonly Dictionary<string, JsonElement> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Regex> _patterns = new(StringComparer.Ordinal);

    public SchemaValidator(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.schema.json"))
            _files[Path.GetFileName(file)] = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
    }

    public IReadOnlyCollection<string> Files => _files.Keys;

    /// <summary>What is wrong with a record, one line a fault; empty where it is as the schema of <paramref name="kind"/> says.</summary>
    public IReadOnlyList<string> Faults(string kind, JsonElement record)
    {
        var faults = new List<string>();
        var file = kind + ".schema.json";
        Check(_files[file], file, record, "$", faults);
        return faults;
    }

    private void Check(JsonElement schema, string file, JsonElement value, string path, List<string> faults)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var rule = keyword.Value;
            switch (keyword.Name)
            {
                case "$ref":
                    var (target, targetFile) = Resolve(rule.GetString()!, file);
                    Check(target, targetFile, value, path, faults);
                    break;
                case "type":
                    if (!Names(rule).Any(t => IsOfType(value, t))) faults.Add($"{path}: {value.ValueKind} where {rule} is asked for");
                    break;
                case "const":
                    if (!JsonElement.DeepEquals(rule, value)) faults.Add($"{path}: {value} where {rule} is asked for");
                    break;
                case "enum":
                    if (!rule.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value))) faults.Add($"{path}: {value} is none of {rule}");
                    break;
                case "pattern":
                    if (value.ValueKind == JsonValueKind.String && !Pattern(rule.GetString()!).IsMatch(value.GetString()!))
                        faults.Add($"{path}: '{value}' does not match {rule}");
                    break;
                case "minimum":
                    if (value.ValueKind == JsonValueKind.Number && value.GetDouble() < rule.GetDouble()) faults.Add($"{path}: {value} is below {rule}");
                    break;
                case "maximum":
                    if (value.ValueKind == JsonValueKind.Number && value.GetDouble() > rule.GetDouble()) faults.Add($"{path}: {value} is above {rule}");
                    break;
                case "minItems":
                    if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() < rule.GetInt32()) faults.Add($"{path}: fewer than {rule} items");
                    break;
                case "items":
                    if (value.ValueKind != JsonValueKind.Array) break;
                    var index = 0;
                    foreach (var item in value.EnumerateArray())
                        Check(rule, file, item, path + "[" + index++.ToString(CultureInfo.InvariantCulture) + "]", faults);
                    break;
                case "required":
                    if (value.ValueKind != JsonValueKind.Object) break;
                    foreach (var name in rule.EnumerateArray().Select(n => n.GetString()!).Where(n => !value.TryGetProperty(n, out _)))
                        faults.Add($"{path}: '{name}' is missing");
                    break;
                case "properties":
                    if (value.ValueKind != JsonValueKind.Object) break;
                    foreach (var member in value.EnumerateObject())
                    {
                        if (rule.TryGetProperty(member.Name, out var of)) Check(of, file, member.Value, path + "." + member.Name, faults);
                    }
                    break;
                case "additionalProperties":
                    if (value.ValueKind != JsonValueKind.Object || rule.ValueKind != JsonValueKind.False) break;
                    var known = schema.GetProperty("properties");
                    foreach (var member in value.EnumerateObject())
                    {
                        if (!known.TryGetProperty(member.Name, out _)) faults.Add($"{path}: '{member.Name}' is not in the schema");
                    }
                    break;
                default:
                    if (!Annotations.Contains(keyword.Name)) throw new NotSupportedException($"{file}: the keyword '{keyword.Name}' is not known to the validator");
                    break;
            }
        }
    }

    private (JsonElement Schema, string File) Resolve(string reference, string file)
    {
        var parts = reference.Split('#');
        var target = parts[0].Length == 0 ? file : parts[0];
        var schema = _files[target];
        foreach (var step in parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries)) schema = schema.GetProperty(step);
        return (schema, target);
    }

    private Regex Pattern(string pattern)
    {
        if (!_patterns.TryGetValue(pattern, out var regex))
            _patterns[pattern] = regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        return regex;
    }

    private static IEnumerable<string> Names(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Select(t => t.GetString()!) : [rule.GetString()!];

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() % 1 == 0,
        _ => throw new NotSupportedException($"the type '{type}' is not known to the validator"),
    };
}

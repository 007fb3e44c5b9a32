using System.Globalization;
using System.Text;

namespace Waybill.Html;

/// <summary>A value in JSON that stands in a page, with its place in the page. Lenient: line breaks in strings, comments
/// and trailing commas pass, and what is read before an error is kept, as JSON-LD on real pages needs.</summary>
internal sealed class JsonPlace
{
    public enum Kinds
    {
        Object,
        Array,
        String,
        Other,
    }

    public Kinds Kind { get; private init; }

    /// <summary>First unit of the value; of a string, of what stands between the quotes.</summary>
    public int Start { get; private init; }

    public int End { get; private set; }

    /// <summary>A string's value.</summary>
    public string Text { get; private set; } = "";

    public List<(string Name, JsonPlace Value)> Members { get; } = [];

    public List<JsonPlace> Items { get; } = [];

    public JsonPlace? this[string name]
    {
        get
        {
            foreach (var (key, value) in Members)
                if (string.Equals(key, name, StringComparison.Ordinal)) return value;
            return null;
        }
    }

    /// <summary>The value itself, or the first of an array.</summary>
    public JsonPlace? One => Kind == Kinds.Array ? (Items.Count > 0 ? Items[0].One : null) : this;

    public IEnumerable<JsonPlace> Many => Kind == Kinds.Array ? Items : [this];

    public static JsonPlace? Parse(string page, int start, int end)
    {
        var reader = new Reader(page, end) { At = start };
        return reader.Value(0);
    }

    private sealed class Reader(string page, int end)
    {
        private const int MaxDepth = 48;
        private const int MaxValues = 200_000;
        private int _values;

        public int At { get; set; }

        public JsonPlace? Value(int depth)
        {
            Skip();
            if (At >= end || depth > MaxDepth || _values++ > MaxValues) return null;
            switch (page[At])
            {
                case '{': return Object(depth);
                case '[': return Array(depth);
                case '"': return String();
                default:
                    var start = At;
                    while (At < end && page[At] is not (',' or '}' or ']' or ' ' or '\n' or '\r' or '\t')) At++;
                    if (At == start) return null;
                    return new JsonPlace { Kind = Kinds.Other, Start = start, End = At, Text = page[start..At] };
            }
        }

        private JsonPlace Object(int depth)
        {
            var value = new JsonPlace { Kind = Kinds.Object, Start = At++ };
            while (true)
            {
                Skip();
                if (At < end && page[At] == ',')
                {
                    At++;
                    continue;
                }
                if (At >= end || page[At] != '"') break;
                var name = String();
                Skip();
                if (At >= end || page[At] != ':') break;
                At++;
                if (Value(depth + 1) is not { } member) break;
                value.Members.Add((name.Text, member));
            }
            if (At < end && page[At] == '}') At++;
            value.End = At;
            return value;
        }

        private JsonPlace Array(int depth)
        {
            var value = new JsonPlace { Kind = Kinds.Array, Start = At++ };
            while (true)
            {
                Skip();
                if (At < end && page[At] == ',')
                {
                    At++;
                    continue;
                }
                if (At >= end || page[At] == ']') break;
                if (Value(depth + 1) is not { } item) break;
                value.Items.Add(item);
            }
            if (At < end && page[At] == ']') At++;
            value.End = At;
            return value;
        }

        private JsonPlace String()
        {
            var start = ++At;
            StringBuilder? text = null;
            var from = At;
            while (At < end && page[At] != '"')
            {
                if (page[At] != '\\' || At + 1 >= end)
                {
                    At++;
                    continue;
                }
                text ??= new StringBuilder();
                text.Append(page, from, At - from);
                var c = page[At + 1];
                At += 2;
                if (c == 'u' && At + 4 <= end && int.TryParse(page.AsSpan(At, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var unit))
                {
                    text.Append((char)unit);
                    At += 4;
                }
                else
                {
                    text.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => ' ', 'f' => ' ', _ => c });
                }
                from = At;
            }
            var value = new JsonPlace { Kind = Kinds.String, Start = start, End = At };
            value.Text = text is null ? page[start..At] : text.Append(page, from, At - from).ToString();
            if (At < end) At++;
            return value;
        }

        private void Skip()
        {
            while (At < end)
            {
                if (char.IsWhiteSpace(page[At]) || page[At] == '\uFEFF') At++;
                else if (page[At] == '/' && At + 1 < end && page[At + 1] == '*')
                {
                    var close = page.IndexOf("*/", At + 2, end - At - 2, StringComparison.Ordinal);
                    At = close < 0 ? end : close + 2;
                }
                else if (page[At] == '/' && At + 1 < end && page[At + 1] == '/')
                {
                    while (At < end && page[At] != '\n') At++;
                }
                else if (string.CompareOrdinal(page, At, "<![CDATA[", 0, 9) == 0) At += 9;
                else if (string.CompareOrdinal(page, At, "<!--", 0, 4) == 0) At += 4;
                else break;
            }
        }
    }
}

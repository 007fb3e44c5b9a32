namespace Waybill.Training.Neural;

/// <summary>Names out of GUM's entity column: mentions whose head is a proper noun, cut down to the proper nouns and
/// what binds them; of nested ones the outermost. Classes: 0 outside, then begin and inside for person, place,
/// organisation, other.</summary>
public static class GoldNames
{
    public const int Classes = 9;

    /// <summary>Class of each token, or −1 throughout where the sentence has no entity column.</summary>
    public static int[] Of(GoldSentence s, Func<string, bool> isState)
    {
        ArgumentNullException.ThrowIfNull(s);
        ArgumentNullException.ThrowIfNull(isState);
        int n = s.Count;
        var classes = new int[n];
        if (!s.Document.StartsWith("GUM_", StringComparison.Ordinal))
        {
            Array.Fill(classes, -1);
            return classes;
        }
        foreach (var (first, last, kind) in Mentions(s).OrderByDescending(m => m.Last - m.First))
        {
            int head = -1;
            for (int i = first; i <= last && head < 0; i++)
            {
                if (s.Head[i] < first || s.Head[i] > last)
                    head = i;
            }
            if (head < 0 || s.Upos[head] != "PROPN" || kind == "time")
                continue;
            int from = head, to = head;
            while (from > first && Binds(s, from - 1, from))
                from--;
            while (to < last && Binds(s, to + 1, to))
                to++;
            if (to + 2 <= last && s.Form[to + 1] is "of" or "for" && s.Upos[to + 2] == "PROPN" && s.Head[to + 2] >= from)
            {
                to += 2;
                while (to < last && s.Upos[to + 1] == "PROPN")
                    to++;
            }
            while (from < to && s.Upos[from] == "PUNCT")
                from++;
            while (to > from && s.Upos[to] == "PUNCT")
                to--;
            bool free = true;
            for (int i = from; i <= to; i++)
                free &= classes[i] == 0;
            if (!free)
                continue;
            string text = string.Join(' ', s.Form[from..(to + 1)]);
            int type = kind == "person" ? 0 : kind == "place" || isState(text) ? 1 : kind == "organization" ? 2 : 3;
            for (int i = from; i <= to; i++)
                classes[i] = 1 + 2 * type + (i == from ? 0 : 1);
        }
        return classes;
    }

    private static bool Binds(GoldSentence s, int i, int near)
    {
        if (s.Upos[i] == "PROPN")
            return true;
        if (s.Form[i] == "-")
            return true;
        return s.Xpos[i] is "NNP" or "NNPS" || s.Upos[i] is "NUM" && s.Head[i] == near || s.Form[i] is "&";
    }

    private static List<(int First, int Last, string Kind)> Mentions(GoldSentence s)
    {
        var done = new List<(int, int, string)>();
        var open = new Dictionary<string, Stack<(int First, string Kind)>>(StringComparer.Ordinal);
        for (int i = 0; i < s.Count; i++)
        {
            string cell = s.Misc[i].Split('|').FirstOrDefault(m => m.StartsWith("Entity=", StringComparison.Ordinal)) ?? "";
            if (cell.Length == 0)
                continue;
            string text = cell["Entity=".Length..];
            int at = 0;
            while (at < text.Length)
            {
                if (text[at] == '(')
                {
                    int end = text.AsSpan(at + 1).IndexOfAny('(', ')');
                    end = end < 0 ? text.Length : at + 1 + end;
                    string[] parts = text[(at + 1)..end].Split('-');
                    string id = parts[0], kind = parts.Length > 1 ? parts[1] : "";
                    if (end < text.Length && text[end] == ')')
                    {
                        done.Add((i, i, kind));
                        end++;
                    }
                    else
                    {
                        if (!open.TryGetValue(id, out var stack))
                            open[id] = stack = new();
                        stack.Push((i, kind));
                    }
                    at = end;
                }
                else
                {
                    int end = text.IndexOf(')', at);
                    if (end < 0)
                        break;
                    if (open.TryGetValue(text[at..end], out var stack) && stack.TryPop(out var start))
                        done.Add((start.First, i, start.Kind));
                    at = end + 1;
                }
            }
        }
        return done;
    }
}

namespace Waybill.Lineage;

internal enum DayWordKind { Today, Yesterday, Tomorrow, Weekday }

/// <summary>A word of a text that names a day against the day of writing.</summary>
internal readonly record struct DayWord(DayWordKind Kind, DayOfWeek Weekday, int Word, int Sentence);

/// <summary>A month that a text names, with day and year where they stand beside it.</summary>
internal readonly record struct MonthWord(int Month, int? Day, int? Year, int Word, int Sentence);

/// <summary>Finds day and month words in a text.</summary>
internal static class DayWords
{
    private static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    internal static List<DayWord> Days(TextModel text, int sentences = int.MaxValue)
    {
        var found = new List<DayWord>();
        for (var s = 0; s < Math.Min(sentences, text.Sentences.Length); s++)
        {
            for (var w = text.Sentences[s].First; w < text.Sentences[s].End; w++)
            {
                var word = text.Word(w);
                if (word.Length is < 5 or > 9) continue;
                if (Is(word, "today")) found.Add(new DayWord(DayWordKind.Today, default, w, s));
                else if (Is(word, "yesterday")) found.Add(new DayWord(DayWordKind.Yesterday, default, w, s));
                else if (Is(word, "tomorrow")) found.Add(new DayWord(DayWordKind.Tomorrow, default, w, s));
                else if ((text.Mark[w] & WordMark.Capital) != 0)
                {
                    for (var d = 0; d < 7; d++)
                        if (Is(word, Weekdays[d])) found.Add(new DayWord(DayWordKind.Weekday, (DayOfWeek)d, w, s));
                }
            }
        }
        return found;
    }

    internal static List<MonthWord> MonthsOf(TextModel text, int sentences = int.MaxValue)
    {
        var found = new List<MonthWord>();
        for (var s = 0; s < Math.Min(sentences, text.Sentences.Length); s++)
        {
            var run = text.Sentences[s];
            for (var w = run.First; w < run.End; w++)
            {
                if ((text.Mark[w] & WordMark.Capital) == 0) continue;
                var month = MonthOf(text.Word(w));
                // "May" opens sentences and is a verb; "March" too: without a number beside it, only inside a sentence.
                if (month == 0 || w == run.First && month is 3 or 5) continue;
                int? day = null, year = null;
                var next = w + 1;
                if (next < run.End && Number(text, next) is >= 1 and <= 31 and var d)
                {
                    day = d;
                    next++;
                }
                else if (w > run.First && Number(text, w - 1) is >= 1 and <= 31 and var e) day = e;
                if (next < run.End && Number(text, next) is >= 1900 and <= 2100 and var y) year = y;
                found.Add(new MonthWord(month, day, year, w, s));
            }
        }
        return found;
    }

    private static int MonthOf(ReadOnlySpan<char> word)
    {
        if (word.Length < 3) return 0;
        for (var m = 0; m < 12; m++)
        {
            var name = Months[m].AsSpan();
            if (word.Length <= name.Length && (word.Length == name.Length || word.Length is 3 or 4 && m != 4)
                && word.Equals(name[..word.Length], StringComparison.OrdinalIgnoreCase)) return m + 1;
        }
        return 0;
    }

    private static int? Number(TextModel text, int w)
    {
        if ((text.Mark[w] & WordMark.Number) == 0) return null;
        var word = text.Word(w);
        if (word.Length > 4) return null;
        var value = 0;
        foreach (var c in word)
        {
            if (!char.IsAsciiDigit(c)) return value is > 0 and <= 31 && c is 's' or 'n' or 'r' or 't' ? value : null;
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static bool Is(ReadOnlySpan<char> word, string name) => word.Equals(name, StringComparison.OrdinalIgnoreCase);
}

namespace Waybill.Articles;

/// <summary>Simple measures of a line of text.</summary>
public static class TextShape
{
    /// <summary>Words: runs of letters and digits, apostrophes and hyphens inside them included.</summary>
    public static int CountWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var count = 0;
        var inside = false;
        foreach (var c in text)
        {
            var letter = char.IsLetterOrDigit(c) || (inside && c is '\'' or '’' or '-');
            if (letter && !inside) count++;
            inside = letter;
        }
        return count;
    }

    /// <summary>Ends with a full stop or its like, closing quotation marks and brackets aside.</summary>
    public static bool EndsSentence(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.Length - 1;
        while (at >= 0 && text[at] is '"' or '\'' or '”' or '’' or ')' or ']' or '»' or ' ' or '*') at--;
        return at >= 0 && text[at] is '.' or '!' or '?' or '…' or ':' or ';' or '。' or '।' or '؟';
    }
}

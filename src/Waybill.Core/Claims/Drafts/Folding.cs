using System.Text;

namespace Waybill.Claims.Drafts;

/// <summary>Words without what a new edition of a page changes: case, white space, kinds of quotation marks and dashes.</summary>
internal static class Folding
{
    public static string Fold(ReadOnlySpan<char> words)
    {
        var folded = new StringBuilder(words.Length);
        var space = false;
        foreach (var c in words)
        {
            if (char.IsWhiteSpace(c)) { space = folded.Length > 0; continue; }
            var f = c switch
            {
                '“' or '”' or '„' or '«' or '»' => '"',
                '’' or '‘' or '`' => '\'',
                '–' or '—' or '‑' or '‐' => '-',
                _ => char.ToLowerInvariant(c),
            };
            if (f == '"') continue; // one copy of a text has quotation marks that another has dropped
            if (space) folded.Append(' ');
            space = false;
            folded.Append(f);
        }
        return folded.ToString();
    }
}

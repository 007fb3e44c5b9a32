using System.Globalization;
using System.Net;
using System.Text;

namespace Waybill.Pipeline.Export;

internal enum PieceKind { Words, Strong, Code, Cite, Link }

/// <summary>A run of text in a dossier. Words of pages are never markup: how they are made safe is each form's matter.</summary>
internal readonly record struct DossierPiece(PieceKind Kind, string Text)
{
    public static implicit operator DossierPiece(string words) => new(PieceKind.Words, words);

    public static DossierPiece Strong(string words) => new(PieceKind.Strong, words);

    public static DossierPiece Code(string words) => new(PieceKind.Code, words);

    public static DossierPiece Cite(int number) => new(PieceKind.Cite, number.ToString(CultureInfo.InvariantCulture));

    public static DossierPiece Link(string url) => new(PieceKind.Link, url);
}

/// <summary>Where a dossier is written to: the same parts in the same order in every form.</summary>
internal interface IDossierForm
{
    void Heading(int level, string words);

    void Paragraph(params IReadOnlyList<DossierPiece> pieces);

    void List(IEnumerable<IReadOnlyList<DossierPiece>> points);

    void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<IReadOnlyList<DossierPiece>>> rows);

    /// <summary>The words that a number leads to.</summary>
    void Citation(int number, string words, params IReadOnlyList<IReadOnlyList<DossierPiece>> notes);

    string End();
}

/// <summary>CommonMark with tables.</summary>
internal sealed class MarkdownForm : IDossierForm
{
    private readonly StringBuilder _text = new();

    public void Heading(int level, string words)
    {
        if (_text.Length > 0) Line();
        Line($"{new string('#', level)} {Plain(words)}");
    }

    public void Paragraph(params IReadOnlyList<DossierPiece> pieces)
    {
        Line();
        Line(Pieces(pieces));
    }

    public void List(IEnumerable<IReadOnlyList<DossierPiece>> points)
    {
        Line();
        foreach (var point in points) Line("- " + Pieces(point));
    }

    public void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<IReadOnlyList<DossierPiece>>> rows)
    {
        Line();
        Line($"| {string.Join(" | ", head)} |");
        Line($"| {string.Join(" | ", head.Select(_ => "---"))} |");
        foreach (var row in rows) Line($"| {string.Join(" | ", row.Select(Pieces))} |");
    }

    public void Citation(int number, string words, params IReadOnlyList<IReadOnlyList<DossierPiece>> notes)
    {
        Line();
        Line(string.Create(CultureInfo.InvariantCulture, $"**[{number}]** “{Plain(words)}”"));
        foreach (var note in notes) Paragraph(note);
    }

    public string End() => _text.ToString();

    private static string Pieces(IReadOnlyList<DossierPiece> pieces) => string.Concat(pieces.Select(p => p.Kind switch
    {
        PieceKind.Strong => $"**{Plain(p.Text)}**",
        PieceKind.Code => $"`{Plain(p.Text)}`",
        PieceKind.Cite => $"[{p.Text}]",
        PieceKind.Link => $"<{Plain(p.Text)}>",
        _ => Plain(p.Text),
    }));

    /// <summary>A page's words as text: nothing in them is read as markup, and they stay on one line.</summary>
    private static string Plain(string? words)
    {
        if (string.IsNullOrEmpty(words)) return "";
        var plain = new StringBuilder(words.Length + 8);
        foreach (var c in words)
        {
            if (DossierText.Steers(c)) plain.Append(' ');
            else if (c is '<') plain.Append("&lt;");
            else if (c is '&') plain.Append("&amp;");
            else if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '!' or '~') plain.Append('\\').Append(c);
            else plain.Append(c);
        }
        return plain.ToString();
    }

    private void Line(string text = "") => _text.Append(text).Append('\n');
}

/// <summary>One HTML file: no script, nothing from elsewhere, every word encoded; made for the screen and for paper.</summary>
internal sealed class HtmlForm : IDossierForm
{
    private const string Style = """
        :root{color-scheme:light dark}body{font:16px/1.5 Georgia,'Times New Roman',serif;max-width:54rem;margin:2rem auto;padding:0 1rem}
        h1,h2,h3{line-height:1.25;font-family:system-ui,sans-serif}h2{margin-top:2rem;border-bottom:1px solid #8886}
        table{border-collapse:collapse;width:100%;font-size:.9rem;display:block;overflow-x:auto}th,td{border:1px solid #8886;padding:.3rem .5rem;text-align:left;vertical-align:top}
        code{font-size:.85em;overflow-wrap:anywhere}blockquote{margin:.2rem 0 .2rem 1.5rem;font-style:italic}.cite{font-family:system-ui,sans-serif;font-size:.85em;white-space:nowrap}
        .words{margin:1.2rem 0}.words p{margin:.2rem 0 .2rem 1.5rem;font-size:.9rem}.words:target{outline:2px solid #46a}a{color:inherit}
        @media print{body{max-width:none;margin:0;font-size:10.5pt}h2{break-after:avoid}.words,tr{break-inside:avoid}table{display:table}a{text-decoration:none}@page{margin:2cm}}
        """;

    private readonly StringBuilder _text = new();

    public HtmlForm(string title) => _text.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>").Append(Plain(title)).Append("</title>\n<style>\n").Append(Style.ReplaceLineEndings("\n")).Append("\n</style>\n</head>\n<body>\n");

    public void Heading(int level, string words) => _text.Append(CultureInfo.InvariantCulture, $"<h{level}>{Plain(words)}</h{level}>\n");

    public void Paragraph(params IReadOnlyList<DossierPiece> pieces) => _text.Append("<p>").Append(Pieces(pieces)).Append("</p>\n");

    public void List(IEnumerable<IReadOnlyList<DossierPiece>> points)
    {
        _text.Append("<ul>\n");
        foreach (var point in points) _text.Append("<li>").Append(Pieces(point)).Append("</li>\n");
        _text.Append("</ul>\n");
    }

    public void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<IReadOnlyList<DossierPiece>>> rows)
    {
        _text.Append("<table>\n<thead><tr>").AppendJoin("", head.Select(h => $"<th scope=\"col\">{Plain(h)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows) _text.Append("<tr>").AppendJoin("", row.Select(c => $"<td>{Pieces(c)}</td>")).Append("</tr>\n");
        _text.Append("</tbody>\n</table>\n");
    }

    public void Citation(int number, string words, params IReadOnlyList<IReadOnlyList<DossierPiece>> notes)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<div class=\"words\" id=\"c{number}\"><span class=\"cite\">[{number}]</span><blockquote>“{Plain(words)}”</blockquote>\n");
        foreach (var note in notes) Paragraph(note);
        _text.Append("</div>\n");
    }

    public string End() => _text + "</body>\n</html>\n";

    private static string Pieces(IReadOnlyList<DossierPiece> pieces) => string.Concat(pieces.Select(p => p.Kind switch
    {
        PieceKind.Strong => $"<strong>{Plain(p.Text)}</strong>",
        PieceKind.Code => $"<code>{Plain(p.Text)}</code>",
        PieceKind.Cite => $"<a class=\"cite\" href=\"#c{p.Text}\">[{p.Text}]</a>",
        // A page names its address itself: only what a browser opens as a page becomes a link.
        PieceKind.Link when Uri.TryCreate(p.Text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => $"<a rel=\"noreferrer nofollow\" href=\"{Plain(p.Text)}\">{Plain(p.Text)}</a>",
        _ => Plain(p.Text),
    }));

    private static string Plain(string? words)
    {
        if (string.IsNullOrEmpty(words)) return "";
        var plain = new StringBuilder(words.Length);
        foreach (var c in words) plain.Append(DossierText.Steers(c) ? ' ' : c);
        return WebUtility.HtmlEncode(plain.ToString());
    }
}

internal static class DossierText
{
    /// <summary>Characters that are no visible ones: a page could hide or turn words with them.</summary>
    public static bool Steers(char c) => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}

using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Texts;

namespace Waybill.Html;

/// <summary>Finds which agencies the page credits for its text, and the dateline.</summary>
internal static class CreditFinder
{
    public static (ImmutableArray<AgencyCredit> Credits, Dateline? Dateline) Find(
        Article article, HtmlPage page, TextChoice choice, List<FoundAuthor> authors, string? outlet, ImmutableArray<Evidence>.Builder evidence, PageEvidence pageEvidence)
    {
        var credits = ImmutableArray.CreateBuilder<AgencyCredit>();
        // An outlet's copyright in its own pages credits nobody.
        HashSet<string> own = outlet is null ? [] : [.. AgencyCredits.Find(outlet).Select(a => a.Id)];
        Dateline? dateline = null;
        var blocks = page.Cut.Blocks;
        var paragraphs = 0;
        foreach (var block in article.Blocks)
        {
            var text = block.Span.Of(article.Text).ToString();
            if (block.Kind == BlockKind.CreditLine)
            {
                foreach (var (span, id) in AgencyCredits.InCreditLine(text)) Text(id, text, CreditKind.CreditLine, new TextSpan(block.Span.Start + span.Start, span.Length));
                continue;
            }
            if (block.Kind is not (BlockKind.Paragraph or BlockKind.Quotation) || paragraphs++ >= 2 || dateline is not null) continue;
            if (AgencyCredits.ReadDateline(text) is not { } found) continue;
            // An outlet that opens with its own name in capitals names no place.
            if (found.Agency is null && found.Place is { } place && page.Declared.Meta("og:site_name") is { } site && string.Equals(Letters(site.Value), Letters(place), StringComparison.OrdinalIgnoreCase)) continue;
            dateline = found with { Span = new TextSpan(block.Span.Start + found.Span.Start, found.Span.Length) };
            evidence.Add(Evidence.InText(article.Text, article.TextHash, dateline.Span, "dateline"));
            if (found.Agency is { } agency && AgencyCredits.Find(agency) is [var hit, ..])
            {
                var at = text.IndexOf(agency, StringComparison.Ordinal);
                Text(hit.Id, agency, CreditKind.Dateline, new TextSpan(block.Span.Start + at, agency.Length));
            }
        }
        foreach (var author in authors)
            if (AgencyCredits.OnlyAgency(author.Name) is { } only || (AgencyCredits.Find(author.Name) is [var inName, ..] && Assign(inName, out only)))
                Page(only.Id, author.Name, CreditKind.Byline, author.Start, author.End);

        if (choice.Body.Count > 0)
        {
            // Bylines may stand between the line under the title and the text.
            var first = choice.Body.Count > 1 && choice.Body[1] - choice.Body[0] is > 1 and <= 6 ? choice.Body[1] : choice.Body[0];
            var last = choice.Body[^1];
            var from = choice.Title >= 0 ? Math.Max(0, Math.Min(choice.Title, first) - 4) : Math.Max(0, first - 8);
            for (var i = from; i < Math.Min(blocks.Count, last + 10); i++)
            {
                if (choice.Kinds[i] is not null || i == choice.Title) continue;
                var text = blocks[i].Text.Text;
                if (text.Length > 300) continue;
                var distances = page.Cut.Contexts[blocks[i].Context].Distances;
                var ancestors = page.Cut.Contexts[blocks[i].Context].Ancestors;
                if ((ancestors & (Ancestors.Figure | Ancestors.Figcaption | Ancestors.Nav)) != 0 || DateFinder.Distance(distances, "caption") <= 2) continue;
                if (DateFinder.Distance(distances, "related") <= 2 || DateFinder.Distance(distances, "list") <= 1 || DateFinder.Distance(distances, "nav") <= 2) continue;
                var byline = text.Length <= 90 && (DateFinder.Distance(distances, "byline") <= 2 || PlainByline(text)) && i <= first;
                if (byline || (i <= first && AgencyCredits.OnlyAgency(text) is not null && blocks[i].LinkUnits < text.Length) || (i > last && i <= last + 3 && AgencyCredits.OnlyAgency(text) is not null && blocks[i].LinkUnits == 0))
                {
                    if (AgencyCredits.IsPhotoCredit(text)) continue;
                    foreach (var (span, id) in AgencyCredits.Find(text)) Block(i, id, span, i <= first ? CreditKind.Byline : CreditKind.CreditLine);
                }
                else if (AgencyCredits.IsCreditLine(text))
                {
                    foreach (var (span, id) in AgencyCredits.InCreditLine(text)) Block(i, id, span, CreditKind.CreditLine);
                }
                else if (i > last && (text.Contains('©', StringComparison.Ordinal) || text.Contains("copyright", StringComparison.OrdinalIgnoreCase) || text.EndsWith("All rights reserved.", StringComparison.OrdinalIgnoreCase)) && !AgencyCredits.IsPhotoCredit(text))
                {
                    foreach (var (span, id) in AgencyCredits.Find(text).Take(1).Where(a => !own.Contains(a.Id))) Block(i, id, span, CreditKind.Copyright);
                }
            }
        }
        // Copyright lines and agency tails that were taken for text.
        foreach (var block in article.Blocks)
        {
            if (block.Span.Start < article.Text.Length * 2 / 3 || block.Span.Length > 300) continue;
            var text = block.Span.Of(article.Text).ToString();
            if (!text.Contains('©', StringComparison.Ordinal) && !text.StartsWith("Copyright", StringComparison.OrdinalIgnoreCase) && !text.EndsWith("All rights reserved.", StringComparison.OrdinalIgnoreCase) && AgencyCredits.OnlyAgency(text) is null) continue;
            var kind = AgencyCredits.OnlyAgency(text) is null ? CreditKind.Copyright : CreditKind.CreditLine;
            foreach (var (span, id) in AgencyCredits.Find(text).Take(1).Where(a => kind != CreditKind.Copyright || !own.Contains(a.Id))) Text(id, text, kind, new TextSpan(block.Span.Start + span.Start, span.Length));
        }
        return ([.. credits.OrderBy(c => c.Kind).DistinctBy(c => (c.Agency, c.Kind))], dateline);

        void Text(string id, string words, CreditKind kind, TextSpan span)
        {
            credits.Add(new AgencyCredit(id, words, kind));
            evidence.Add(Evidence.InText(article.Text, article.TextHash, span, "agency"));
        }

        void Page(string id, string words, CreditKind kind, int start, int end)
        {
            credits.Add(new AgencyCredit(id, words, kind));
            evidence.Add(pageEvidence.Of(start, end, "agency"));
        }

        void Block(int i, string id, TextSpan span, CreditKind kind)
        {
            var (start, end) = blocks[i].Text.PageRange(span);
            Page(id, blocks[i].Text.Text, kind, start, end);
        }

        static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

        static bool Assign((TextSpan Span, string Id) hit, out (TextSpan Span, string Id) only)
        {
            only = hit;
            return true;
        }
    }

    private static bool PlainByline(string text) => text.StartsWith("By ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Source: ", StringComparison.OrdinalIgnoreCase);
}

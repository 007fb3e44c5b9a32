using System.Collections.Immutable;
using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Articles;

/// <summary>Makes the article of a laid-out plain-text page: text, map, and metadata with their evidence.</summary>
internal static class PlainTextMetadata
{
    private static readonly string[] OutletNouns =
        ["News", "Times", "Post", "Herald", "Tribune", "Journal", "Gazette", "Chronicle", "Daily", "Star", "Press", "Mail", "Observer", "Guardian", "Advertiser", "Express", "Standard", "Today", "Mirror", "Telegraph", "Monitor", "Review", "Bulletin", "Courier", "Globe", "Sun", "Register", "Dispatch", "Examiner", "Independent", "Sentinel", "Reporter", "Weekly", "Online", "TV", "Radio", "Broadcasting"];

    public static Article Assemble(Capture capture, DecodedPage page, PlainTextLayout layout, ArticleLexicon lexicon)
    {
        var lines = layout.Lines;
        var assembler = new ArticleAssembler(page);
        var spans = new Dictionary<int, TextSpan>();
        if (layout.Title >= 0) spans[layout.Title] = assembler.Add(lines[layout.Title].Block, BlockKind.Title);
        if (layout.Subtitle >= 0) spans[layout.Subtitle] = assembler.Add(lines[layout.Subtitle].Block, BlockKind.Subtitle);
        var leftOut = ImmutableArray.CreateBuilder<LeftOutBlock>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Kind is BlockKind.Title or BlockKind.Subtitle) continue;
            if (line.Kind is { } kind) spans[i] = assembler.Add(line.Block, kind);
            else leftOut.Add(assembler.LeftOut(line.Block, line.Reason ?? LeftOutReason.Other));
        }
        var text = assembler.Text;
        var textHash = Hashes.Sha256(text);
        var proofs = new Proofs(new PageEvidence(page, capture.Sha256), text, textHash, lines, spans);

        if (layout.Title >= 0) proofs.Whole(layout.Title, "title");
        if (layout.Subtitle >= 0) proofs.Whole(layout.Subtitle, "subtitle");
        var (outlet, _) = Outlet(layout, proofs);
        var (published, modified) = Dates(capture, layout, proofs, lexicon);
        var notBefore = CaptionDates(layout, proofs);
        var dateline = ReadDateline(layout, spans, lexicon);
        var (persons, organisations, credits) = Credits(layout, proofs, dateline, spans, lexicon);
        var body = text.Length == 0 ? "" : text;
        return new Article
        {
            Extractor = PlainTextReader.Name,
            PageId = capture.Id,
            Encoding = page.EncodingName,
            Text = text,
            TextHash = textHash,
            Blocks = assembler.Blocks,
            Map = assembler.Map,
            LeftOut = leftOut.ToImmutable(),
            Title = layout.Title >= 0 ? lines[layout.Title].Text : null,
            Subtitle = layout.Subtitle >= 0 ? lines[layout.Subtitle].Text : null,
            Byline = persons,
            BylineOrganisations = organisations,
            Credits = credits,
            Dateline = dateline,
            Published = capture.Published is { } user ? new PrintedDate(user, DateSource.User) : published,
            Modified = modified,
            NotBefore = notBefore,
            CanonicalUrl = null,
            Outlet = capture.Outlet ?? outlet,
            OutletDomain = Addresses.RegistrableDomain(capture.Url),
            Language = LanguageIdentifier.Identify(body, lexicon),
            Evidence = proofs.All,
        };
    }

    /// <summary>Collects evidence: in the text where the line was taken, else in the page.</summary>
    private sealed class Proofs(PageEvidence page, string text, string textHash, List<PlainTextLine> lines, Dictionary<int, TextSpan> spans)
    {
        private readonly List<Evidence> _all = [];

        public ImmutableArray<Evidence> All => [.. _all];

        public void Whole(int line, string of) => Add(line, new TextSpan(0, lines[line].Text.Length), of);

        public void Add(int line, TextSpan within, string of)
        {
            if (spans.TryGetValue(line, out var span))
            {
                _all.Add(Evidence.InText(text, textHash, new TextSpan(span.Start + within.Start, within.Length), of));
                return;
            }
            var (start, end) = lines[line].Block.PageRange(within);
            _all.Add(page.Of(start, end, of));
        }
    }

    /// <summary>The outlet as the page names it: its masthead, or "… reports NAME" under the title.</summary>
    private static (string? Name, int Line) Outlet(PlainTextLayout layout, Proofs proofs)
    {
        var lines = layout.Lines;
        var limit = Math.Min(3, layout.Title >= 0 ? layout.Title : Math.Min(3, layout.Body));
        for (var i = 0; i < limit; i++)
        {
            var line = lines[i];
            if (!line.IsName || line.Terminal || line.WordCount > 6 || line.Furniture is not null || line.IsBreadcrumb || line.Dates.Count > 0) continue;
            var masthead = i + 1 < lines.Count && lines[i + 1].Dates.Count > 0 && i + 1 < layout.Body;
            var named = line.WordCount >= 2 && i == 0 && line.Text.Split(' ', '-').Any(w => OutletNouns.Contains(w, StringComparer.Ordinal));
            if (!masthead && !named) continue;
            proofs.Whole(i, "outlet");
            return (line.Text, i);
        }
        if (layout.Subtitle >= 0 && ReportsName(lines[layout.Subtitle].Text) is { } span)
        {
            proofs.Add(layout.Subtitle, span, "outlet");
            return (span.Of(lines[layout.Subtitle].Text).ToString(), layout.Subtitle);
        }
        return (null, -1);
    }

    /// <summary>The name after a last "reports", "writes": <c>…ranges of some 900 km…reports Asian Lite News</c>.</summary>
    private static TextSpan? ReportsName(string text)
    {
        foreach (var cue in (ReadOnlySpan<string>)["reports ", "report ", "writes "])
        {
            var at = text.LastIndexOf(cue, StringComparison.Ordinal);
            if (at < 2) continue;
            var before = text[at - 1];
            if (before is not ('…' or '.' or ' ' or ',' or '—' or '–' or '-')) continue;
            if (before == ' ' && at >= 2 && text[at - 2] is not ('…' or '.' or ',' or '—' or '–' or '-' or ';')) continue;
            var start = at + cue.Length;
            var name = text[start..].TrimEnd('.', ' ');
            var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is 0 or > 5) continue;
            if (!words.All(w => char.IsUpper(w[0]) || w is "of" or "the" or "and")) continue;
            // One capitalised word may be a person's surname; a name of an outlet has two, or is an outlet's noun.
            if (words.Length == 1) continue;
            if (words.Length == 2 && !words.Any(w => OutletNouns.Contains(w, StringComparer.Ordinal))) continue;
            return new TextSpan(start, name.Length);
        }
        return null;
    }

    private static (PrintedDate? Published, PrintedDate? Modified) Dates(Capture capture, PlainTextLayout layout, Proofs proofs, ArticleLexicon lexicon)
    {
        var lines = layout.Lines;
        (int Line, FoundDate Date, int Rank)? best = null;
        (int Line, FoundDate Date)? modified = null;
        (int Line, FoundDate Date)? masthead = null;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Dates.Count == 0 || line.Kind is not null) continue;
            if (line.Reason is LeftOutReason.Caption or LeftOutReason.OtherStory or LeftOutReason.Related or LeftOutReason.Teaser or LeftOutReason.Comment or LeftOutReason.Legal) continue;
            foreach (var date in line.Dates)
            {
                var label = DateLabels.Of(line.Text, date.Span.Start);
                if (label == DateLabels.Kind.Updated)
                {
                    modified ??= (i, date);
                    continue;
                }
                if (label == DateLabels.Kind.None)
                {
                    if (line.WordsBesideDates > 10) continue;
                    // Above the title stands the page's own date: the day on which it was served.
                    var above = layout.Title >= 0 ? i < layout.Title : i < layout.Body && i <= 1;
                    if (above && (layout.Title < 0 || Mastheads.Is(line.Text, date)))
                    {
                        masthead ??= (i, date);
                        continue;
                    }
                    if (i > layout.Body) continue;
                }
                var rank = label switch { DateLabels.Kind.FirstPublished => 3, DateLabels.Kind.Published => 2, _ => 1 };
                if (best is null || rank > best.Value.Rank) best = (i, date, rank);
            }
        }
        PrintedDate? published = null;
        if (best is { } b)
        {
            proofs.Add(b.Line, b.Date.Span, "published");
            published = Checked(capture, b.Date.Value, null);
        }
        else if (DatelineOf(layout, lexicon) is var (line, dateline) && layout.Lines[line].Dates is [var day, ..] && day.Span.End <= dateline.Span.End && day.Value.Precision >= DatePrecision.Day)
        {
            proofs.Add(line, day.Span, "published");
            published = Checked(capture, day.Value, null, DateSource.Dateline);
        }
        else if (modified is { } m)
        {
            proofs.Add(m.Line, m.Date.Span, "published");
            published = Checked(capture, m.Date.Value, null);
        }
        else if (masthead is { } h)
        {
            proofs.Add(h.Line, h.Date.Span, "published");
            published = new PrintedDate(h.Date.Value, DateSource.VisibleText, Mastheads.Why);
        }
        PrintedDate? changed = null;
        if (modified is { } u)
        {
            proofs.Add(u.Line, u.Date.Span, "modified");
            changed = Checked(capture, u.Date.Value, null);
        }
        return (published, changed);
    }

    internal static PrintedDate Checked(Capture capture, PartialDate value, string? distrusted, DateSource from = DateSource.VisibleText)
    {
        if (distrusted is null && capture.Captured is { } captured && value.First > captured.Value.Last.AddDays(1))
            distrusted = "it is later than the page's capture";
        return new PrintedDate(value, from, distrusted);
    }

    /// <summary>Days before which the article cannot have been written: full dates in its captions.</summary>
    private static ImmutableArray<PrintedDate> CaptionDates(PlainTextLayout layout, Proofs proofs)
    {
        var found = ImmutableArray.CreateBuilder<PrintedDate>();
        for (var i = 0; i < layout.Lines.Count; i++)
        {
            var line = layout.Lines[i];
            if (line.Reason != LeftOutReason.Caption) continue;
            foreach (var date in line.Dates)
            {
                if (found.Any(f => f.Value == date.Value)) continue;
                found.Add(new PrintedDate(date.Value, DateSource.Caption));
                proofs.Add(i, date.Span, "notBefore");
            }
        }
        return found.ToImmutable();
    }

    private static Dateline? ReadDateline(PlainTextLayout layout, Dictionary<int, TextSpan> spans, ArticleLexicon lexicon) =>
        DatelineOf(layout, lexicon) is var (line, dateline) ? dateline with { Span = new TextSpan(spans[line].Start + dateline.Span.Start, dateline.Span.Length) } : null;

    /// <summary>The dateline that opens the first paragraph, its span in the line, or null.</summary>
    private static (int Line, Dateline Dateline)? DatelineOf(PlainTextLayout layout, ArticleLexicon lexicon)
    {
        for (var i = layout.Body; i < layout.Lines.Count; i++)
        {
            if (layout.Lines[i].Kind is not (BlockKind.Paragraph or BlockKind.Quotation)) continue;
            return AgencyCredits.ReadDateline(layout.Lines[i].Text, lexicon) is { } dateline ? (i, dateline) : null;
        }
        return null;
    }

    private static (ImmutableArray<string> Persons, ImmutableArray<string> Organisations, ImmutableArray<AgencyCredit> Credits) Credits(
        PlainTextLayout layout, Proofs proofs, Dateline? dateline, Dictionary<int, TextSpan> spans, ArticleLexicon lexicon)
    {
        var lines = layout.Lines;
        var credits = ImmutableArray.CreateBuilder<AgencyCredit>();
        var persons = ImmutableArray.CreateBuilder<string>();
        var organisations = ImmutableArray.CreateBuilder<string>();
        if (dateline?.Agency is { } agency && AgencyCredits.Find(agency, lexicon) is [var hit, ..])
        {
            var line = spans.First(s => s.Value.Start <= dateline.Span.Start && s.Value.End > dateline.Span.Start).Key;
            var at = lines[line].Text.IndexOf(agency, StringComparison.Ordinal);
            proofs.Add(line, new TextSpan(at, agency.Length), "agency");
            credits.Add(new AgencyCredit(hit.Id, agency, CreditKind.Dateline));
        }
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var near = i < layout.Body && i >= Math.Max(0, layout.Title);
            if (near && line.Kind is null && line.Reason is LeftOutReason.Metadata or LeftOutReason.Menu
                && AgencyCredits.OnlyAgency(line.Text, lexicon) is { } byline && !CreditsPicture(lines, i))
            {
                proofs.Add(i, byline.Span, "agency");
                credits.Add(new AgencyCredit(byline.Id, line.Text, CreditKind.Byline));
                var words = byline.Span.Of(line.Text).ToString();
                if (!organisations.Contains(words))
                {
                    organisations.Add(words);
                    proofs.Add(i, byline.Span, "byline");
                }
            }
            else if (near && PlainTextLayout.IsByline(line.Text) && line.Kind is null)
            {
                foreach (var (span, name) in Bylines.Persons(line.Text))
                {
                    persons.Add(name);
                    proofs.Add(i, span, "byline");
                }
                foreach (var found in AgencyCredits.Find(line.Text, lexicon))
                {
                    credits.Add(new AgencyCredit(found.Id, line.Text, CreditKind.Byline));
                    proofs.Add(i, found.Span, "agency");
                }
            }
            else if (line.Kind == BlockKind.CreditLine)
            {
                foreach (var found in AgencyCredits.InCreditLine(line.Text, lexicon))
                {
                    credits.Add(new AgencyCredit(found.Id, line.Text, CreditKind.CreditLine));
                    proofs.Add(i, found.Span, "agency");
                }
            }
            else if (i > layout.Body && line.Kind is null && line.WordCount <= 6 && line.Reason is LeftOutReason.Metadata or LeftOutReason.Other
                && AgencyCredits.OnlyAgency(line.Text, lexicon) is { } alone && !CreditsPicture(lines, i))
            {
                credits.Add(new AgencyCredit(alone.Id, line.Text, CreditKind.CreditLine));
                proofs.Add(i, alone.Span, "agency");
            }
            else if (line.Reason == LeftOutReason.Legal && line.WordCount <= 40 && IsCopyright(line.Text))
            {
                foreach (var found in AgencyCredits.Find(line.Text, lexicon).Take(1))
                {
                    credits.Add(new AgencyCredit(found.Id, line.Text, CreditKind.Copyright));
                    proofs.Add(i, found.Span, "agency");
                }
            }
        }
        return (persons.ToImmutable(), organisations.ToImmutable(), [.. credits.DistinctBy(c => (c.Agency, c.Kind))]);
    }

    /// <summary>An agency's name right above a caption credits the picture.</summary>
    private static bool CreditsPicture(List<PlainTextLine> lines, int i) =>
        lines[i].Reason == LeftOutReason.Caption || (i + 1 < lines.Count && lines[i + 1].Reason == LeftOutReason.Caption);

    internal static bool IsCopyright(string text) =>
        text.Contains('©', StringComparison.Ordinal) || text.Contains("copyright", StringComparison.OrdinalIgnoreCase) || text.Contains("(c)", StringComparison.OrdinalIgnoreCase);
}

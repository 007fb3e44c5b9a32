using System.Collections.Immutable;
using System.Globalization;
using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Texts;

namespace Waybill.Judgements;

/// <summary>What people said of articles themselves (day, outlet, credit, what is no part of the text) and of how they hang together (families,
/// stories). Families, dates and stories are made from pages to which it was applied.</summary>
public sealed record JudgedArticles
{
    public static JudgedArticles None { get; } = new();

    public ImmutableDictionary<string, ArticleDate> Dates { get; private init; } = ImmutableDictionary<string, ArticleDate>.Empty;
    public ImmutableDictionary<string, string> Outlets { get; private init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whom the article credits; empty where it credits nobody.</summary>
    public ImmutableDictionary<string, ImmutableArray<AgencyCredit>> Credits { get; private init; } = ImmutableDictionary<string, ImmutableArray<AgencyCredit>>.Empty;

    /// <summary>Texts of blocks that are no part of the article, with the judgement that says so.</summary>
    public ImmutableDictionary<string, ImmutableArray<(string Block, string By)>> LeftOut { get; private init; } = ImmutableDictionary<string, ImmutableArray<(string, string)>>.Empty;

    public ImmutableSortedDictionary<string, SaidOfPage> Said { get; private init; } = ImmutableSortedDictionary<string, SaidOfPage>.Empty;

    /// <summary>Takes the judgements that are not withdrawn, in the order of their numbers; a later one takes the place of an earlier one.</summary>
    public static JudgedArticles Of(IEnumerable<Judgement> judgements)
    {
        var dates = new Dictionary<string, ArticleDate>(StringComparer.Ordinal);
        var outlets = new Dictionary<string, string>(StringComparer.Ordinal);
        var credits = new Dictionary<string, ImmutableArray<AgencyCredit>>(StringComparer.Ordinal);
        var leftOut = new Dictionary<string, ImmutableArray<(string, string)>>(StringComparer.Ordinal);
        var beside = new Together();
        foreach (var j in JudgedLedger.Active(judgements))
        {
            var by = string.Create(CultureInfo.InvariantCulture, $"judgement {j.Number} of {j.Who}: {j.Why}");
            if (j.Of is JudgementOf.Family or JudgementOf.Story) beside.Take(j);
            if (j is not { Verb: JudgementVerb.Correct, Correction: { } correction }) continue;
            switch (correction.Field)
            {
                case "outlet" when correction.Value is { } outlet: outlets[j.Subject] = outlet; break;
                case "published" when PartialDate.Parse(correction.Value) is { } day: dates[j.Subject] = new ArticleDate(j.Subject, day, null, null, true, by, null); break;
                case "credit": credits[j.Subject] = correction.Value is { } agency ? [new AgencyCredit(agency, correction.Words, CreditKind.CreditLine)] : []; break;
                case "text" when !j.MadeOn.IsEmpty:
                    leftOut[j.Subject] = [.. leftOut.GetValueOrDefault(j.Subject, []).Where(b => b.Item1 != j.MadeOn[0].Sentence), .. correction.Value == "out" ? [(j.MadeOn[0].Sentence, by)] : Array.Empty<(string, string)>()];
                    break;
                default: break;
            }
        }
        return new JudgedArticles
        {
            Dates = dates.ToImmutableDictionary(StringComparer.Ordinal),
            Outlets = outlets.ToImmutableDictionary(StringComparer.Ordinal),
            Credits = credits.ToImmutableDictionary(StringComparer.Ordinal),
            LeftOut = leftOut.Where(l => !l.Value.IsEmpty).ToImmutableDictionary(StringComparer.Ordinal),
            Said = beside.Said(),
        };
    }

    /// <summary>The article's date: what a person said, else what the stages found.</summary>
    public ArticleDate? Date(string article, ArticleDate? found) => Dates.GetValueOrDefault(article) ?? found;

    /// <summary>The page as families, dates and stories see it.</summary>
    public LineagePage Apply(LineagePage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (KeyOf(page.Id) is null) return page;
        var article = page.Article;
        if (Outlets.TryGetValue(page.Id, out var outlet)) article = article with { Outlet = outlet };
        if (Dates.TryGetValue(page.Id, out var date)) article = article with { Published = new PrintedDate(date.Value!.Value, DateSource.User), NotBefore = [] };
        if (Credits.TryGetValue(page.Id, out var credits)) article = article with { Credits = credits, Dateline = article.Dateline is { } line ? line with { Agency = null } : null };
        if (LeftOut.TryGetValue(page.Id, out var blocks))
        {
            // A line of credits is no text of families either, and every block keeps its number.
            article = article with { Blocks = [.. article.Blocks.Select(b => blocks.Any(o => o.Block == BlockText(article, b)) ? b with { Kind = BlockKind.CreditLine } : b)] };
        }
        return page with { Article = article, Said = Said.GetValueOrDefault(page.Id) };
    }

    /// <summary>The agency that an article credits first: a person's word before the page's.</summary>
    public string? Agency(string page, Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        if (Credits.TryGetValue(page, out var said)) return said.IsEmpty ? null : said[0].Agency;
        return article.Credits.IsEmpty ? article.Dateline?.Agency : article.Credits[0].Agency;
    }

    /// <summary>The block of the article in which these words stand first, or null.</summary>
    public static string? BlockOf(Article article, string words)
    {
        ArgumentNullException.ThrowIfNull(article);
        return words.Length == 0 ? null : article.Blocks.Where(b => b.Kind is not BlockKind.Title).Select(b => BlockText(article, b)).FirstOrDefault(t => t.Contains(words, StringComparison.Ordinal));
    }

    private static string BlockText(Article article, Block block) => block.Span.End <= article.Text.Length ? block.Span.Of(article.Text).ToString() : "";

    /// <summary>Names all that was said of a page and that families, dates or stories can see; null where nothing was.</summary>
    public string? KeyOf(string page)
    {
        var said = Said.GetValueOrDefault(page)?.ToString();
        var credit = Credits.TryGetValue(page, out var credits) ? string.Join(' ', credits.Select(c => c.Agency)) : null;
        var left = LeftOut.TryGetValue(page, out var blocks) ? string.Join('\u001f', blocks.Select(b => b.Block)) : null;
        var (outlet, date) = (Outlets.GetValueOrDefault(page), Dates.GetValueOrDefault(page)?.Value.ToString());
        return said is null && credit is null && left is null && outlet is null && date is null ? null
            : Hashes.Identity(16, "said/1", outlet ?? "", date ?? "", credit is null ? "" : "c" + credit, left ?? "", said ?? "");
    }

    /// <summary>Pages of which something was said, with <see cref="KeyOf"/>.</summary>
    public IReadOnlyDictionary<string, string> Keys() => Dates.Keys.Concat(Outlets.Keys).Concat(Credits.Keys).Concat(LeftOut.Keys).Concat(Said.Keys).Distinct(StringComparer.Ordinal)
        .ToDictionary(p => p, p => KeyOf(p)!, StringComparer.Ordinal);

    /// <summary>What was said of pages side by side, while judgements are taken one after the other.</summary>
    private sealed class Together
    {
        private readonly Dictionary<(string, string), bool> _families = [];
        private readonly Dictionary<(string, string), bool> _stories = [];

        internal void Take(Judgement j)
        {
            if (j.Verb is not (JudgementVerb.Merge or JudgementVerb.Split)) return;
            var pairs = j.Of == JudgementOf.Family ? _families : _stories;
            foreach (var here in j.MadeOn.Select(a => a.Article))
            {
                foreach (var there in j.OtherSide.Select(a => a.Article).Where(a => a != here))
                {
                    // The other side is the one that is parted.
                    pairs.Remove((there, here));
                    pairs[(here, there)] = j.Verb == JudgementVerb.Merge;
                }
            }
        }

        internal ImmutableSortedDictionary<string, SaidOfPage> Said()
        {
            var said = new SortedDictionary<string, SaidOfPage>(StringComparer.Ordinal);
            foreach (var ((here, there), same) in _families)
            {
                Say(here, s => same ? s with { Same = With(s.Same, there) } : s with { Parted = With(s.Parted, there) });
                Say(there, s => same ? s with { Same = With(s.Same, here) } : s with { PartedFrom = With(s.PartedFrom, here) });
            }
            foreach (var ((here, there), same) in _stories)
            {
                Say(here, s => same ? s with { SameStory = With(s.SameStory, there) } : s with { OtherStory = With(s.OtherStory, there) });
                Say(there, s => same ? s with { SameStory = With(s.SameStory, here) } : s with { OtherStory = With(s.OtherStory, here) });
            }
            return said.ToImmutableSortedDictionary(StringComparer.Ordinal);

            void Say(string page, Func<SaidOfPage, SaidOfPage> more) => said[page] = more(said.GetValueOrDefault(page) ?? new SaidOfPage());

            static ImmutableArray<string> With(ImmutableArray<string> ids, string id) => [.. ids.Append(id).Order(StringComparer.Ordinal)];
        }
    }
}

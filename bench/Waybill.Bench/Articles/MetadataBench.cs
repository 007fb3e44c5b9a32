using System.Globalization;
using System.Text;
using Waybill.Articles;
using Waybill.Html;

namespace Waybill.Bench.Articles;

/// <summary>Title, author and date against the gold, exact after folding case, punctuation and space; dates by day.</summary>
internal static class MetadataBench
{
    public static int Run(string root, string[] args)
    {
        var test = args.Contains("--test");
        var list = args.SkipWhile(a => a != "--list").Skip(1).FirstOrDefault();
        foreach (var set in (ReadOnlySpan<string>)["naeb", "wcxb-dev", "htmldate-mediacloud"])
        {
            int titles = 0, titleHits = 0, authors = 0, authorHits = 0, none = 0, invented = 0, inventedPersons = 0, agencies = 0, dates = 0, dateHits = 0, datesFound = 0, known = 0, knownHits = 0;
            foreach (var gold in GoldPages.Load(root, set))
            {
                if (gold.IsTest != test) continue;
                var capture = gold.Load();
                var article = HtmlReader.Read(capture) is ArticleResult.Found found ? found.Article : null;
                if (set != "htmldate-mediacloud")
                {
                    if (gold.Title is { Length: > 0 })
                    {
                        titles++;
                        var hit = Fold(gold.Title) == Fold(article?.Title);
                        if (hit) titleHits++;
                        else if (list == "title") Console.WriteLine($"  {gold.Id} {gold.Host}\n    gold  {gold.Title}\n    found {article?.Title}");
                    }
                    var byline = article is null ? "" : string.Join(", ", article.Byline.Concat(article.BylineOrganisations));
                    if (gold.Author is { Length: > 0 })
                    {
                        authors++;
                        var hit = FoldNames(gold.Author) == FoldNames(byline);
                        if (hit) authorHits++;
                        else if (list == "author") Console.WriteLine($"  {gold.Id} {gold.Host}\n    gold  {gold.Author}\n    found {byline}");
                    }
                    else
                    {
                        none++;
                        if (byline.Length > 0)
                        {
                            invented++;
                            if (!article!.Byline.IsEmpty) inventedPersons++;
                            else if (article.BylineOrganisations.All(o => AgencyCredits.OnlyAgency(o) is not null)) agencies++;
                            if (list == "invented") Console.WriteLine($"  {gold.Id} {gold.Host}\n    found {byline}");
                        }
                    }
                }
                if (gold.Date is not { Length: >= 10 }) continue;
                dates++;
                var day = article?.Published?.Value.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                if (day is not null) datesFound++;
                if (day == gold.Date[..10]) dateHits++;
                else if (list == "date") Console.WriteLine($"  {gold.Id} {gold.Url}\n    gold {gold.Date} found {day} from {article?.Published?.From}");
                // Dates where gold agrees with a value in the page.
                var raw = Encoding.UTF8.GetString(capture.Bytes.Span);
                if (raw.Contains(gold.Date[..10], StringComparison.Ordinal))
                {
                    known++;
                    if (day == gold.Date[..10]) knownHits++;
                }
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{set,-20} {(test ? "test" : "dev")}  title {titleHits}/{titles} = {Share(titleHits, titles)}  author {authorHits}/{authors} = {Share(authorHits, authors)}  invented {invented}/{none} (persons {inventedPersons}, agencies alone {agencies})  date {dateHits}/{dates} = {Share(dateHits, dates)} (found {datesFound}; where the page has it {knownHits}/{known} = {Share(knownHits, known)})"));
        }
        return 0;
    }

    private static string Share(int hits, int all) => all == 0 ? "-" : ((double)hits / all).ToString("0.000", CultureInfo.InvariantCulture);

    internal static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var c in text ?? "")
            if (char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
        return folded.ToString();
    }

    internal static string FoldNames(string text) => Fold(text.Replace(" and ", ",", StringComparison.OrdinalIgnoreCase));
}

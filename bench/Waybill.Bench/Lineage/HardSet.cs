using System.Globalization;
using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Texts;

namespace Waybill.Bench.Lineage;

/// <summary>A page of the hard set with what is true of it.</summary>
/// <param name="Gold">The text that it comes from; pages of one gold text are one family.</param>
/// <param name="Kind">How it was made.</param>
internal sealed record HardPage(LineagePage Page, string Gold, string Kind);

/// <summary>Pages that tell of one matter, and how many independent origins are behind them; a range where unnamed persons speak.</summary>
internal sealed record HardMatter(List<string> Pages, int Least, int Most);

/// <summary>What is true of one text of the hard set.</summary>
/// <param name="OriginPage">The first page, where it is in the set.</param>
/// <param name="Agency">The agency that wrote it, where one did.</param>
/// <param name="Credited">Whether any page of the set credits the agency.</param>
internal sealed record HardText(string Gold, string? OriginPage, string? Agency, bool Credited, int Pages);

/// <summary>The hard set: real wire stories spread as the world spreads them, with clock errors, days of crawl for dates, credits on
/// some copies only, missing wire pages, copies of copies with their misprints, rewrites, corrected second leads, digests and live
/// blogs, columns that look alike, many addresses of one page, and pages that relay another in a sentence. Deterministic.</summary>
internal sealed class HardSet
{
    private static readonly (string Id, string Name, string Domain)[] Agencies =
        [("AP", "Associated Press", "apnews.com"), ("REUTERS", "Reuters", "reuters.com"), ("AFP", "Agence France-Presse", "afp.com")];

    private readonly Random _random;
    private readonly List<ReutersStory> _stories;
    private readonly (string Name, string Domain, string[] Furniture)[] _outlets;
    private int _next;

    private HardSet(List<ReutersStory> stories, int seed)
    {
        _random = new Random(seed);
        _stories = stories;
        _outlets = [.. Enumerable.Range(0, 80).Select(o => ($"The Town Paper {o}", $"paper{o}.example", new[]
        {
            $"Sign up for the daily letter of Town Paper {o} and have the news of the town, the county and the world at breakfast, every day but Sunday.",
            $"Town Paper {o} is a member of the independent press council; write to the editor at desk {o * 7} if you find an error in this page. All rights reserved by the publisher, section {o * 3}.",
        }))];
    }

    internal List<HardPage> Pages { get; } = [];
    internal List<HardText> Texts { get; } = [];
    internal List<HardMatter> Matters { get; } = [];

    /// <summary>Which texts a digest or live blog took passages from.</summary>
    internal List<(string Page, string Gold)> Embedded { get; } = [];

    /// <param name="stories">Wire stories to spread; only prose of some length is used.</param>
    /// <param name="rewrites">Number of a story → its lead in another writer's words, where there is one.</param>
    internal static HardSet Make(IEnumerable<ReutersStory> stories, int seed, int texts, IReadOnlyDictionary<int, string> rewrites)
    {
        var set = new HardSet([.. Distinct(stories)], seed);
        for (var i = 0; i < texts && i < set._stories.Count; i++) set.Spread(i);
        set.Digests(texts);
        set.Columns();
        set.Relays(texts);
        set.WeeklyColumns(texts);
        set.Spoken(texts, rewrites);
        return set;
    }

    /// <summary>Prose of at least seven sentences and 120 words; of two that share a fifth of their 5-grams the first.</summary>
    private static IEnumerable<ReutersStory> Distinct(IEnumerable<ReutersStory> stories)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var story in stories)
        {
            var words = story.Body.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is < 120 or > 700 || Sentences(story.Body).Count < 7 || words.Count(w => char.IsAsciiDigit(w[0])) > words.Length / 8) continue;
            var grams = Enumerable.Range(0, words.Length - 4).Select(i => string.Join(' ', words[i..(i + 5)])).ToList();
            if (grams.Count(seen.Contains) > grams.Count / 5) continue;
            seen.UnionWith(grams);
            yield return story;
        }
    }

    internal static List<string> Sentences(string body)
    {
        var model = TextModel.Of(body);
        return [.. model.Sentences.Select(s => s.Span.Of(body).ToString())];
    }

    private void Spread(int number)
    {
        var story = _stories[number];
        var gold = "t" + number.ToString("D4", CultureInfo.InvariantCulture);
        var agency = Agencies[_random.Next(Agencies.Length)];
        var wired = _random.Next(10) < 7;
        var text = Sentences(story.Body);
        var time = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(_random.Next(60 * 24 * 300));
        string? origin = null, own = null;
        var credited = false;
        var count = 0;
        if (_random.Next(10) < 6)
        {
            // The wire page, or the first outlet's own page where no agency is behind it.
            // An outlet's own report often says whom its people spoke to; the copies carry that along.
            if (!wired && _random.Next(10) < 5) text.Insert(Math.Min(3, text.Count), $"People close to the matter told {_outlets[number % 80].Name} that they expected no change before the end of the month.");
            own = _outlets[number % 80].Name;
            origin = wired
                ? Add(gold, "wire", text, story.Title, agency.Name, agency.Domain, Printed(time), new AgencyCredit(agency.Id, $"({agency.Name})", CreditKind.Dateline))
                : Add(gold, "own", [.. text, .. Footer(number % 80)], story.Title, _outlets[number % 80].Name, _outlets[number % 80].Domain, Printed(time), null, _random.Next(10) < 7 ? "Ann Writer " + (char)('A' + number % 26) : null);
            credited = wired;
            count++;
            if (wired && _random.Next(8) == 0)
            {
                // A corrected second lead under an address of its own.
                var lead = text.ToList();
                lead[0] = "(Corrects figure in second paragraph) " + lead[0];
                lead[1] = ChangeNumber(lead[1]);
                Add(gold, "second-lead", lead, story.Title, agency.Name, agency.Domain, Printed(time.AddMinutes(40)), new AgencyCredit(agency.Id, $"({agency.Name})", CreditKind.Dateline));
                count++;
            }
        }
        var copies = _random.Next(1, 7);
        List<string>? misprinted = null;
        for (var c = 0; c < copies; c++)
        {
            var outlet = (number * 7 + c * 11 + 1 + _random.Next(10)) % 80;
            var kind = _random.Next(10) switch { < 2 => "verbatim", < 5 => "house", < 7 => "cut", < 8 => "two-hop", < 9 => "own-words-added", _ => "rewrite" };
            List<string> copy = kind switch
            {
                "house" => text.ConvertAll(House),
                "cut" => text.Take(Math.Max(4, text.Count * _random.Next(35, 80) / 100)).ToList(),
                "two-hop" when misprinted is not null => misprinted.Take(Math.Max(5, misprinted.Count - 2)).ToList(),
                "two-hop" => (misprinted = text.ConvertAll(Misprint)).ToList(),
                "own-words-added" => [.. text.Take(text.Count - 1), .. OwnWords(outlet)],
                "rewrite" => Rewrite(text),
                _ => text.ToList(),
            };
            var crediting = wired && _random.Next(10) < 6;
            credited |= crediting;
            // Six copies in ten say where they have it from.
            if (!wired && own is not null && _random.Next(10) < 6) copy.Add($"This story first appeared in {own} and is used with permission.");
            Add(gold, kind, [.. copy, .. Footer(outlet)], _random.Next(2) == 0 ? story.Title : "News: " + story.Title, _outlets[outlet].Name, _outlets[outlet].Domain,
                CopyDate(time), crediting ? new AgencyCredit(agency.Id, "By " + agency.Name, _random.Next(2) == 0 ? CreditKind.Byline : CreditKind.CreditLine) : null);
            count++;
        }
        Texts.Add(new HardText(gold, origin, wired ? agency.Id : null, credited, count));
    }

    private string Add(string gold, string kind, IReadOnlyList<string> sentences, string title, string outlet, string domain, PrintedDate? published, AgencyCredit? credit, string? author = null)
    {
        // Ids in no relation to time or kind.
        var id = Hashes.Identity(16, "hard", (_next++).ToString(CultureInfo.InvariantCulture));
        // A footer is a paragraph of its own.
        var footer = Array.Find(_outlets, o => o.Domain == domain).Furniture ?? [];
        var paragraphs = sentences.Where(s => !footer.Contains(s)).Chunk(1 + _random.Next(3)).Select(c => string.Join(' ', c)).Concat(sentences.Where(footer.Contains)).ToList();
        var url = $"https://{domain}/news/{_next}";
        var page = LoadFile.Page(id, string.Join('\n', paragraphs), outlet, title, published, credit, domain, url);
        if (author is not null) page = page with { Article = page.Article with { Byline = [author] } };
        Pages.Add(new HardPage(page, gold, kind));
        if (_random.Next(25) == 0)
        {
            // One outlet's other address for the same page.
            var twin = Hashes.Identity(16, "hard", (_next++).ToString(CultureInfo.InvariantCulture));
            Pages.Add(new HardPage(LoadFile.Page(twin, string.Join('\n', paragraphs), outlet, title, published, credit, domain, url + "/amp?utm_source=x"), gold, "twin"));
        }
        return id;
    }

    private static PrintedDate Printed(DateTime utc) =>
        new(new PartialDate { Precision = DatePrecision.Minute, First = DateOnly.FromDateTime(utc), Time = new TimeOnly(utc.Hour, utc.Minute), OffsetMinutes = 0 }, DateSource.JsonLd);

    private PrintedDate? CopyDate(DateTime time)
    {
        var real = time.AddMinutes(10 + _random.Next(60 * 36));
        return _random.Next(20) switch
        {
            0 => Printed(time.AddMinutes(-_random.Next(5, 180))), // a clock that is wrong
            1 => Printed(time.AddDays(60 + _random.Next(200))), // the day of the crawl, taken for the day of the page
            2 => new PrintedDate(PartialDate.OfDay(DateOnly.FromDateTime(time.AddDays(90))), DateSource.VisibleText, "the day of the crawl"),
            3 or 4 => null,
            5 or 6 => new PrintedDate(PartialDate.OfDay(DateOnly.FromDateTime(real)), DateSource.VisibleText),
            _ => Printed(real),
        };
    }

    private string[] Footer(int outlet) => _outlets[outlet].Furniture;

    private string[] OwnWords(int outlet) =>
    [
        $"In the county, {_random.Next(3, 40)} shops of Town Paper {outlet}'s readers said that they had not heard of it before this week.",
        $"A shopkeeper on Station Road told Town Paper {outlet} that {_random.Next(3, 90)} of her customers had asked about nothing else.",
    ];

    /// <summary>Pages of several texts: digests that are marked as nothing, and live blogs that are marked.</summary>
    private void Digests(int texts)
    {
        for (var d = 0; d < texts / 20; d++)
        {
            var picked = Enumerable.Range(0, 3).Select(k => _stories[(d * 17 + k * 29) % Math.Min(texts, _stories.Count)]).Distinct().ToList();
            var sentences = picked.SelectMany(s => Sentences(s.Body).Take(d % 2 == 0 ? 5 : 8)).ToList();
            var id = Add("digest" + d, d % 2 == 0 ? "digest" : "live-blog", sentences, "The day in short", $"The Digest {d % 4}", $"digest{d % 4}.example", null, null);
            if (d % 2 == 1) MarkLive(id);
            foreach (var story in picked) Embedded.Add((id, "t" + _stories.IndexOf(story).ToString("D4", CultureInfo.InvariantCulture)));
        }
    }

    private void MarkLive(string id)
    {
        var at = Pages.FindIndex(p => p.Page.Id == id);
        Pages[at] = Pages[at] with { Page = Pages[at].Page with { Article = Pages[at].Page.Article with { LiveBlog = true } } };
    }

    /// <summary>Weather pages and columns of one form: no copies of each other.</summary>
    private void Columns()
    {
        string[] skies = ["clear", "grey", "broken", "low", "bright", "heavy"], towns = ["Aldham", "Brook", "Carrow", "Denby", "Eastrey", "Farley", "Girton", "Harby"];
        string Town() => towns[_random.Next(towns.Length)];
        for (var o = 0; o < 10; o++)
        {
            for (var week = 0; week < 6; week++)
            {
                string[] sentences =
                [
                    $"The week in {Town()} begins with {skies[_random.Next(6)]} skies and {_random.Next(2, 30)} degrees, the weather office of {Town()} said.",
                    $"Wind will blow from {Town()} at {_random.Next(5, 60)} kilometres an hour and reach {_random.Next(61, 110)} in gusts near {Town()} on {(DayOfWeek)_random.Next(7)}.",
                    $"Rain of {_random.Next(2, 50)} millimetres is expected in {Town()} by {(DayOfWeek)_random.Next(7)} and {_random.Next(2, 50)} millimetres in {Town()}.",
                    $"The river at {Town()} stands at {_random.Next(100, 400)} centimetres, {_random.Next(2, 60)} more than a week ago.",
                    $"Farmers near {Town()} are advised to wait until {(DayOfWeek)_random.Next(7)}, when {_random.Next(12, 30)} degrees are possible in {Town()}.",
                    $"Pollen counts reach {_random.Next(10, 99)} in {Town()} and {_random.Next(10, 99)} in {Town()}, the hospital of {Town()} said.",
                ];
                Add($"column{o}-{week}", "column", [.. sentences, .. Footer(o)], "The week's weather", _outlets[o].Name, _outlets[o].Domain,
                    Printed(new DateTime(2024, 1, 1, 6, 0, 0, DateTimeKind.Unspecified).AddDays(week * 7)), null);
            }
        }
    }

    /// <summary>Pages with a text of their own that relay another page in a sentence and a quotation.</summary>
    private void Relays(int texts)
    {
        for (var r = 0; r < texts / 5; r++)
        {
            var (relayed, own) = (_stories[r * 3 % texts], _stories[texts + r]);
            if (texts + r >= _stories.Count) break;
            var outlet = (r * 13 + 5) % 80;
            var first = Sentences(relayed.Body)[0];
            List<string> sentences = [.. Sentences(own.Body).Take(6), $"Another paper reported that {char.ToLowerInvariant(first[0])}{first[1..]}", .. Sentences(own.Body).Skip(6)];
            Add("relay" + r, "relay", [.. sentences, .. Footer(outlet)], own.Title, _outlets[outlet].Name, _outlets[outlet].Domain, null, null);
        }
    }

    /// <summary>A column that opens and closes with the same words each week, and says something else between.</summary>
    private void WeeklyColumns(int texts)
    {
        for (var o = 0; o < 6; o++)
        {
            string[] opening =
            [
                $"Every week the editor of Town Paper {o} answers what readers ask, and picks what the town should think about before the market opens again on Monday.",
                $"This is the column for those who have no time to read the rest of Town Paper {o}, and for those who have read it and want to know what it meant.",
            ];
            for (var week = 0; week < 5; week++)
            {
                var at = texts + texts / 5 + o * 5 + week;
                if (at >= _stories.Count) return;
                Add($"weekly{o}-{week}", "weekly-column", [.. opening, .. Sentences(_stories[at].Body).Take(6), $"The editor of Town Paper {o} reads all letters and answers none that is longer than this column; write before Thursday to the usual desk.", .. Footer(o)],
                    "The week in a column", _outlets[o].Name, _outlets[o].Domain, Printed(new DateTime(2024, 2, 1, 6, 0, 0, DateTimeKind.Unspecified).AddDays(week * 7)), null);
            }
        }
    }

    private static readonly string[] Papers = ["The Washington Post", "The New York Times", "The Guardian", "Le Monde", "Financial Times", "The Wall Street Journal", "Haaretz", "Politico"];

    /// <summary>Matters: one to three texts with their copies, pages that tell one of them in their own words and say whose it is, pages that
    /// tell what a paper has that is not here, and reports of one's own that rest on unnamed persons.</summary>
    private void Spoken(int texts, IReadOnlyDictionary<int, string> rewrites)
    {
        var tail = texts + texts / 5 + 30;
        for (var m = 0; m < texts / 4; m++)
        {
            // Texts whose own lead rests on "sources" are left out: their gold count would be a reading.
            var golds = Enumerable.Range(0, 1 + _random.Next(3)).Select(k => m * 4 + k).Where(g => g < Texts.Count && !Vague(_stories[g])).ToList();
            if (golds.Count == 0) continue;
            var pages = golds.SelectMany(g => Pages.Where(p => p.Gold == Texts[g].Gold).Select(p => p.Page.Id)).ToList();
            var named = golds.Count;
            var absent = new HashSet<string>();
            for (var r = _random.Next(4); r > 0; r--)
            {
                if (tail >= _stories.Count) return;
                var gold = golds[_random.Next(golds.Count)];
                var text = Texts[gold];
                var source = text.Agency is { } id && _random.Next(3) > 0 ? Array.Find(Agencies, a => a.Id == id).Name : Papers[(m + _random.Next(2)) % Papers.Length];
                // What a paper has that is not here is a text of its own.
                var here = text.Agency is { } agency && Array.Find(Agencies, a => a.Id == agency).Name == source;
                if (!here) absent.Add(source);
                while (!here && tail < _stories.Count && Vague(_stories[tail])) tail++;
                if (tail >= _stories.Count) return;
                var lead = Relay(source, OwnWordsOf(here ? _stories[gold] : _stories[tail], rewrites));
                var outlet = (m * 17 + r * 5 + 3) % 80;
                pages.Add(Add($"spoken{m}-{r}", "relay-own-words", [.. lead, .. Sentences(_stories[tail++].Body).Skip(1).Take(6), .. Footer(outlet)], "As others say", _outlets[outlet].Name, _outlets[outlet].Domain, null, null));
            }
            var unnamed = 0;
            if (_random.Next(4) == 0)
            {
                for (var u = 1 + _random.Next(2); u > 0 && tail < _stories.Count; u--)
                {
                    var outlet = (m * 19 + u * 7 + 9) % 80;
                    string[] openings = ["Two sources close to the matter said on Thursday that a decision will be made within weeks.", "A person familiar with the talks, who asked not to be named, said there was no agreement yet.", "An official who spoke on condition of anonymity said the plan had been put off again."];
                    pages.Add(Add($"unnamed{m}-{u}", "unnamed", [openings[_random.Next(3)], .. Sentences(_stories[tail++].Body).Skip(1).Take(7), .. Footer(outlet)], "What is heard", _outlets[outlet].Name, _outlets[outlet].Domain, null, null));
                    unnamed++;
                }
            }
            var most = named + absent.Count + unnamed;
            Matters.Add(new HardMatter(pages, Math.Max(named + absent.Count, Math.Min(1, most)), most));
        }
    }

    private static bool Vague(ReutersStory story) =>
        Sentences(story.Body).Take(3).Any(s => s.Contains("source", StringComparison.OrdinalIgnoreCase) || s.Contains("familiar with", StringComparison.OrdinalIgnoreCase) || s.Contains("anonym", StringComparison.OrdinalIgnoreCase));

    private string[] Relay(string source, string told)
    {
        var small = char.ToLowerInvariant(told[0]) + told[1..];
        return _random.Next(5) switch
        {
            0 => [$"{source} reported that {small}"],
            1 => [$"According to {source}, {small}"],
            2 => [$"Citing {source}, the station told its listeners that {small}"],
            3 => [$"The news agency's readers heard it first.", $"As first reported by {source}, {small}"],
            _ => [told, $"That is what {source} first reported on Wednesday."],
        };
    }

    private string OwnWordsOf(ReutersStory story, IReadOnlyDictionary<int, string> rewrites) =>
        rewrites.TryGetValue(story.Number, out var words) ? words : string.Join(' ', HardEdits.Rewrite([.. Sentences(story.Body).Take(2)], _random));

    private static string House(string sentence) => HardEdits.House(sentence);

    private string Misprint(string sentence) => HardEdits.Misprint(sentence, _random);

    private static string ChangeNumber(string sentence) => HardEdits.ChangeNumber(sentence);

    private List<string> Rewrite(List<string> text) => HardEdits.Rewrite(text, _random);
}

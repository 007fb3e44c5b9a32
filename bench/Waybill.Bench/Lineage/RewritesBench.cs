using System.Globalization;
using Waybill.Lineage;

namespace Waybill.Bench.Lineage;

/// <summary>A hundred rewrites of the opening sentences of real wire stories, each a page of its own, among all the stories: is it
/// found to be the story's text? Also with the rest of the story's first sentences cut away, and how many of
/// the rewrites fall in with a story that is not theirs.</summary>
internal static class RewritesBench
{
    internal static int Run(string[] args)
    {
        var rewrites = ReadFile(args[1]);
        var all = ReutersBench.Read(args[0]);
        if (args.Contains("--curve"))
        {
            RewriteCurve.Run(rewrites, all);
            return 0;
        }
        var stories = all.ToDictionary(s => s.Number);
        // 1. The predicate, on the rewrite and the passage that was before the writer.
        int passage = 0, whole = 0;
        foreach (var (number, text) in rewrites)
        {
            var opening = Opening(stories[number].Body);
            var verdict = SharedOrigin.Judge(TextModel.Of(text), TextModel.Of(opening));
            if (verdict.Shares) passage++;
            else if (args.Contains("--list"))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {number} {verdict.ShareOfFirst:F2} {verdict.ShareOfSecond:F2} [{string.Join(' ', verdict.Forward.Select(p => $"{p.Here}-{p.There}:{p.Similarity:F2}"))}] {verdict.Why}\n     {opening.Replace('\n', ' ')}\n     {text}"));
            if (SharedOrigin.SharesOrigin(text, stories[number].Body)) whole++;
        }
        Console.WriteLine($"rewrites: predicate against the passage {passage} of {rewrites.Count}, against the whole story {whole}");
        // 2. As a rewritten lead of a copy: is the page found, and does each rewritten sentence find one of those that it is from?
        int copies = 0, sentences = 0, aligned = 0;
        foreach (var (number, text) in rewrites)
        {
            var story = stories[number].Body;
            var opening = Opening(story);
            var (original, copy) = (TextModel.Of(story), TextModel.Of(text + story[opening.Length..]));
            var verdict = SharedOrigin.Judge(copy, original);
            if (verdict.Shares) copies++;
            foreach (var (sentence, s) in copy.Sentences.Select((x, i) => (x, i)))
            {
                if (sentence.Span.Start >= text.Length) break;
                sentences++;
                if (verdict.Forward.Any(p => p.Here == s && original.Sentences[p.There].Span.Start < opening.Length)) aligned++;
            }
        }
        Console.WriteLine($"rewrites as the lead of a copy: {copies} of {rewrites.Count} pages found, {aligned} of {sentences} rewritten sentences aligned with the passage that they are from");
        // 3. The whole decision, among all stories.
        var pages = all.ConvertAll(s => LoadFile.Page(s.Number.ToString("D6", CultureInfo.InvariantCulture), s.Body));
        foreach (var (number, text) in rewrites) pages.Add(LoadFile.Page("r" + number.ToString("D6", CultureInfo.InvariantCulture), text));
        Report("among all stories, whole", pages, rewrites.ConvertAll(r => r.Number));
        pages = [.. pages.Select(p => stories.TryGetValue(int.TryParse(p.Id, out var n) ? n : -1, out var s) && rewrites.Exists(r => r.Number == s.Number) ? LoadFile.Page(p.Id, Opening(s.Body)) : p)];
        Report("among all stories, the originals cut to the passage", pages, rewrites.ConvertAll(r => r.Number));
        return 0;
    }

    internal static List<(int Number, string Text)> ReadFile(string path) =>
        [.. File.ReadAllLines(path).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')).Select(l => (int.Parse(l[0], CultureInfo.InvariantCulture), l[1]))];

    private static void Report(string what, List<LineagePage> pages, List<int> numbers)
    {
        var decided = Decided.Of(pages);
        var members = decided.FamilyOf.GroupBy(f => f.Value).ToDictionary(g => g.Key, g => g.Select(x => x.Key).ToList());
        int found = 0, wrong = 0;
        foreach (var n in numbers)
        {
            var (r, own) = ("r" + n.ToString("D6", CultureInfo.InvariantCulture), n.ToString("D6", CultureInfo.InvariantCulture));
            if (decided.FamilyOf[r] == decided.FamilyOf[own]) found++;
            else if (members[decided.FamilyOf[r]].Count > 1) wrong++;
        }
        Console.WriteLine($"  {what}: found {found} of {numbers.Count}, with another story {wrong}");
    }

    /// <summary>The paragraphs that were before the writer: until 45 words.</summary>
    internal static string Opening(string body)
    {
        var words = 0;
        return string.Join('\n', body.Split('\n').TakeWhile(p =>
        {
            var enough = words >= 45;
            words += p.Split(' ').Length;
            return !enough;
        }));
    }
}

using System.Globalization;

namespace Waybill.Bench.Load;

/// <summary>A story as one outlet prints it.</summary>
internal sealed record LoadCopy(string Title, string Relation, bool Credited, LoadSentence[][] Paragraphs);

/// <summary>What desks do to agency text: nothing, a headline, the house's spelling, cuts, an excerpt, a rewrite in
/// other words that sometimes gets a number wrong. The shares follow the levels of the project's copy corpus.</summary>
internal static class CopyEditor
{
    /// <summary>Pairs of a house's spelling; neither side changes what a sentence claims.</summary>
    private static readonly (string From, string To)[] HouseStyle =
        [("defence", "defense"), ("programme", "program"), ("harbour", "harbor"), ("theatre", "theater"), ("“", "\""), ("”", "\""), ("About ", "Around "), ("licence", "license")];

    private static readonly (string From, string To)[] OtherWords =
    [
        ("rejected", "turned down"), ("approved the sale", "cleared the sale"), ("published", "made public"), ("postponed", "put off"), ("criticised", "attacked"), ("welcomed", "greeted"),
        ("announced", "made known"), ("examined", "looked into"), ("company", "firm"), ("long-awaited", "much-awaited"), ("last week", "a week ago"), ("officials said", "according to officials"),
        ("residents said", "according to residents"), ("in the morning", "before noon"), ("ministry in", "ministry of"), ("has delivered", "delivered"), ("costly", "expensive"), ("questioned", "doubted"),
    ];

    public static LoadCopy Edit(LoadStory story, int copy, LoadRandom random)
    {
        if (copy == 0) return new LoadCopy(story.Title, "origin", story.Agency is not null, story.Paragraphs);
        var level = random.Below(100);
        var credited = story.Agency is not null && random.Chance(0.7);
        var title = random.Chance(0.5) ? story.Title : Retitled(story, ref random);
        return level switch
        {
            < 25 => new LoadCopy(story.Title, "identical", credited, story.Paragraphs),
            < 45 => new LoadCopy(title, "republished", credited, Drop(story.Paragraphs, 0.05, ref random)),
            < 65 => new LoadCopy(title, "republished", credited, Replace(story.Paragraphs, HouseStyle)),
            < 78 => new LoadCopy(title, "republished", credited, Cut(story.Paragraphs, 0.6)),
            < 86 => new LoadCopy(title, "excerpt", credited, Cut(story.Paragraphs, 0.3)),
            < 90 => new LoadCopy(title, "excerpt", credited, story.Paragraphs[..Math.Min(2, story.Paragraphs.Length)]),
            _ => new LoadCopy(title, "rewrite", credited, Wrong(Replace(Drop(story.Paragraphs, 0.15, ref random), OtherWords), ref random)),
        };
    }

    private static string Retitled(LoadStory story, ref LoadRandom random) => random.Below(3) switch
    {
        0 => "Report: " + story.Title,
        1 => story.Title + ", " + story.Place + " desk writes",
        _ => StoryWriter.Capital(story.Place) + ": " + story.Title,
    };

    private static LoadSentence[][] Cut(LoadSentence[][] from, double share) => from[..Math.Max(1, (int)(from.Length * share))];

    private static LoadSentence[][] Drop(LoadSentence[][] from, double share, ref LoadRandom random)
    {
        var kept = new List<LoadSentence[]>(from.Length);
        for (var p = 0; p < from.Length; p++)
        {
            var sentences = new List<LoadSentence>(from[p].Length);
            for (var s = 0; s < from[p].Length; s++)
            {
                if ((p == 0 && s == 0) || !random.Chance(share)) sentences.Add(from[p][s]);
            }
            if (sentences.Count > 0) kept.Add([.. sentences]);
        }
        return [.. kept];
    }

    private static LoadSentence[][] Replace(LoadSentence[][] from, (string From, string To)[] pairs) => [.. from.Select(p => p.Select(s =>
    {
        var text = s.Text;
        foreach (var (was, now) in pairs) text = text.Replace(was, now, StringComparison.Ordinal);
        return new LoadSentence(text, s.Claim is { } c ? c with { Sentence = text } : null);
    }).ToArray())];

    /// <summary>Every third rewrite gets the first number of its lead wrong.</summary>
    private static LoadSentence[][] Wrong(LoadSentence[][] from, ref LoadRandom random)
    {
        if (!random.Chance(0.33) || from[0][0].Claim is not { Min: { } n } claim) return from;
        var wrong = n + random.Between(1, 9) * 10;
        var text = from[0][0].Text.Replace(n.ToString(CultureInfo.InvariantCulture), wrong.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        LoadSentence[] first = [new LoadSentence(text, claim with { Min = wrong, Max = wrong, Sentence = text }), .. from[0][1..]];
        return [first, .. from[1..]];
    }
}

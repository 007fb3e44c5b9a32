using System.Text;

namespace Waybill.Bench.Load;

/// <summary>Makes pages one after another without keeping any: the same options give the same bytes on every machine.
/// Stories carry between 1 and <see cref="LoadOptions.MostCopies"/> pages, most of them few.</summary>
public sealed class LoadGenerator
{
    private readonly LoadOptions _options;
    private readonly StoryWriter _stories;
    private readonly OutletStyle[] _outlets;

    public LoadGenerator(LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Pages);
        _options = options;
        var words = LoadWords.Load();
        _stories = new StoryWriter(words, options);
        _outlets = OutletStyle.Make(words, options, count: 240);
    }

    public IEnumerable<LoadPage> Pages()
    {
        long page = 0;
        for (long story = 0; page < _options.Pages; story++)
        {
            var text = _stories.Write(story);
            var random = LoadRandom.For(_options.Seed, 2, (ulong)story);
            var copies = Copies(ref random);
            var first = random.Below(_outlets.Length);
            for (var copy = 0; copy < copies && page < _options.Pages; copy++, page++)
            {
                // A stride prime to the number of outlets: no outlet carries a story twice before all have it.
                var outlet = _outlets[(first + copy * 7) % _outlets.Length];
                yield return Page(page, text, copy, outlet);
            }
        }
    }

    private LoadPage Page(long number, LoadStory story, int copy, OutletStyle outlet)
    {
        var edited = CopyEditor.Edit(story, copy, LoadRandom.For(_options.Seed, 3, (ulong)number));
        var day = story.Day.AddDays(copy < 2 ? 0 : copy % 3 == 2 ? 1 : 0);
        var scattered = LoadRandom.For(_options.Seed, 4, (ulong)number).Next();
        var name = scattered.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        var url = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"https://{outlet.Host}/{day:yyyy'/'MM'/'dd}/{name}");
        var paragraphs = edited.Paragraphs.Select(p => string.Join(' ', p.Select(s => s.Text))).ToArray();
        var agency = edited.Credited ? story.Agency : null;
        if (agency is not null && copy % 2 == 0) paragraphs[0] = $"{story.Place.ToUpperInvariant()} ({agency.Short}) — {paragraphs[0]}";
        var text = new StringBuilder(edited.Title);
        foreach (var paragraph in paragraphs) text.Append("\n\n").Append(paragraph);
        var html = outlet.Render(number, url, edited.Title, paragraphs, day, agency);
        return new LoadPage(
            number, $"{name[..2]}/{name}.html", url, outlet.Name, edited.Title, day, story.Number, edited.Relation, agency?.Name, text.ToString(),
            [.. edited.Paragraphs.SelectMany(p => p).Select(s => s.Claim).OfType<GoldClaim>()], Encoding.UTF8.GetBytes(html));
    }

    private int Copies(ref LoadRandom random) => random.Below(1000) switch
    {
        < 550 => 1,
        < 800 => random.Between(2, 4),
        < 950 => random.Between(5, 15),
        < 995 => Math.Min(random.Between(16, 60), _options.MostCopies),
        _ => (int)Math.Min(random.Between(100, 600), Math.Min(_options.MostCopies, Math.Max(1, _options.Pages / 20))),
    };
}

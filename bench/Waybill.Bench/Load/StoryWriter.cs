using System.Globalization;

namespace Waybill.Bench.Load;

/// <summary>A sentence of a story, with what it claims (null: nothing).</summary>
internal sealed record LoadSentence(string Text, GoldClaim? Claim);

/// <summary>A story as its first outlet wrote it.</summary>
internal sealed record LoadStory(long Number, string Title, LoadAgency? Agency, string Place, DateOnly Day, LoadSentence[][] Paragraphs);

/// <summary>Writes stories: sentences of general news from slots, and in some stories sentences that claim transfers,
/// beside sentences that look like it and claim nothing.</summary>
internal sealed class StoryWriter(LoadWords words, LoadOptions options)
{
    private static readonly DateOnly FirstDay = new(2022, 1, 3);

    public LoadStory Write(long number)
    {
        var random = LoadRandom.For(options.Seed, 1, (ulong)number);
        var arms = random.Chance(options.Arms);
        var supplier = random.Pick(words.States);
        LoadState recipient;
        do recipient = random.Pick(words.States);
        while (recipient == supplier);
        var item = random.Pick(words.Items);
        var count = random.Between(3, 240);
        var agency = random.Chance(0.6) ? random.Pick(words.Agencies) : null;
        var paragraphs = new LoadSentence[random.Between(6, 14)][];
        for (var p = 0; p < paragraphs.Length; p++)
        {
            paragraphs[p] = new LoadSentence[random.Between(1, 3)];
            for (var s = 0; s < paragraphs[p].Length; s++)
            {
                paragraphs[p][s] = arms && s == 0 && (p == 0 || random.Chance(0.25))
                    ? random.Chance(p == 0 ? 1 : 0.7) ? Claiming(ref random, supplier, recipient, item, number: count) : new LoadSentence(Decoy(ref random, supplier, item), null)
                    : new LoadSentence(General(ref random), null);
            }
        }
        var title = arms ? Headline(ref random, paragraphs[0][0].Claim!, supplier, recipient, item) : Capital(Phrase(ref random)) + " " + random.Pick(words["verb"]) + " " + Object(ref random);
        return new LoadStory(number, title, agency, random.Pick(words["place"]), FirstDay.AddDays(random.Below(1000)), paragraphs);
    }

    /// <summary>A headline that says no more than the first sentence.</summary>
    private static string Headline(ref LoadRandom random, GoldClaim claim, LoadState supplier, LoadState recipient, LoadItem item) => random.Below(2) switch
    {
        0 => $"{recipient.Capital} and {supplier.Capital} in the news over {item.Words}",
        _ => claim.Negated ? $"{Capital(item.Words)}: {supplier.Name} answers reports" : $"{Capital(item.Words)}: {supplier.Name} and {recipient.Name} move",
    };

    private LoadSentence Claiming(ref LoadRandom random, LoadState s, LoadState r, LoadItem item, int number)
    {
        var n = number;
        var count = n.ToString(CultureInfo.InvariantCulture);
        var tail = $"the defence ministry in {r.Capital} said {random.Pick(words["time"])}";
        var w = item.Words;
        return random.Below(14) switch
        {
            0 => Of($"{s.Name} has delivered {count} {w} to {r.Name}, {tail}.", "delivered", n),
            1 => Of($"{r.Name} has received {count} {w} from {s.Name}, {tail}.", "delivered", n),
            2 => Of($"{r.Name} ordered {count} {w} from {s.Name}, {tail}.", "ordered", n),
            3 => Of($"{s.Name} pledged {count} {w} to {r.Name}, officials in {s.Capital} said.", "pledged", n),
            4 => Of($"{s.Name} approved the sale of {count} {w} to {r.Name}, officials in {s.Capital} said.", "approved", n),
            5 => Of($"{r.Name} has asked {s.Name} for {count} {w}, {tail}.", "requested", n),
            6 => Of($"{s.Name} has offered {r.Name} {count} {w}, a diplomat said.", "offered", n),
            7 => Of($"{r.Name} is negotiating with {s.Name} over {count} {w}, {tail}.", "negotiating", n),
            8 => Of($"{s.Name} has suspended deliveries of {w} to {r.Name}, officials in {s.Capital} said.", "suspended", null),
            9 => Of($"{s.Name} has not delivered any {w} to {r.Name}, its foreign ministry said, rejecting a report.", "delivered", null, negated: true, stance: "denies"),
            10 => Of($"{s.Name} plans to send {count} {w} to {r.Name}, officials in {s.Capital} said.", "planned", n),
            11 => Of($"{count} {w} were delivered to {r.Name} by {s.Name} last year, according to the ministry.", "delivered", n),
            12 => Of($"{s.Name} is believed to have delivered {w} to {r.Name}, two diplomats said.", "delivered", null, factuality: "probable"),
            _ => Of($"{r.Name} wants to buy {count} {w} from {s.Name}, its defence minister said.", "sought", n),
        };

        LoadSentence Of(string text, string stage, int? counted, bool negated = false, string stance = "asserts", string factuality = "certain") =>
            new(text, new GoldClaim(stage, factuality, negated, stance, s.Iso3, r.Iso3, item.Category, counted, counted, text));
    }

    /// <summary>Arms without a transfer.</summary>
    private string Decoy(ref LoadRandom random, LoadState s, LoadItem item) => random.Below(6) switch
    {
        0 => $"The {s.Demonym} army tested its {item.Words} near {random.Pick(words["place"])} {random.Pick(words["time"])}.",
        1 => $"About {random.Between(20, 400)} {item.Words} took part in a parade in {s.Capital}, where crowds lined the road.",
        2 => $"The {s.Demonym} armed forces operate {random.Between(10, 300)} {item.Words} of several types.",
        3 => $"A museum in {s.Capital} shows old {item.Words} and draws many visitors.",
        4 => $"{s.Name} builds its own {item.Words} in a factory near {random.Pick(words["place"])}.",
        _ => $"During an exercise near {random.Pick(words["place"])}, soldiers from {s.Name} trained with {item.Words}.",
    };

    public string General(ref LoadRandom random)
    {
        var core = $"{Phrase(ref random)} {random.Pick(words["verb"])} {Object(ref random)}";
        return random.Below(6) switch
        {
            0 => $"{random.Pick(words["lead"])}, {core} {random.Pick(words["time"])}.",
            1 => $"{Capital(core)} {random.Pick(words["time"])}, {random.Pick(words["tail"])}.",
            2 => $"{Capital(core)}, while {Phrase(ref random)} {random.Pick(words["verb"])} {Object(ref random)}.",
            3 => $"{random.Pick(words["first"])} {random.Pick(words["last"])}, who speaks for the {random.Pick(words["noun"])} in {random.Pick(words["place"])}, said that {core}.",
            4 => $"{Capital(core)} and {random.Pick(words["verb"])} {Object(ref random)} {random.Pick(words["time"])}.",
            _ => $"“We have waited {random.Between(2, 30)} years for this,” said {random.Pick(words["first"])} {random.Pick(words["last"])} after {core}.",
        };
    }

    private string Phrase(ref LoadRandom random) =>
        random.Chance(0.4) ? $"the {random.Pick(words["adj"])} {random.Pick(words["noun"])} of {random.Pick(words["place"])}" : $"the {random.Pick(words["adj"])} {random.Pick(words["noun"])}";

    private string Object(ref LoadRandom random) => random.Chance(0.3)
        ? $"the {random.Pick(words["adj"])} {random.Pick(words["object"])} of the {random.Pick(words["noun"])}" : $"the {random.Pick(words["adj"])} {random.Pick(words["object"])}";

    internal static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

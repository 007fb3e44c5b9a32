using Waybill.Lexicons;

namespace Waybill.Tests.Mutations;

/// <summary>The choices of one mutation: which state stands for which, which weapon for which, and so on.
/// A pure function of a number and the lexicon.</summary>
internal sealed class MutationPlan
{
    // States with a region that maps and gazetteers know; each is known well enough to the lexicon to be exchanged whole.
    private static readonly (string State, string Region, string Town)[] Pool =
    [
        ("AZE", "Ganja", "Sumqayit"), ("BLR", "Gomel", "Brest"), ("BRA", "Goias", "Recife"), ("CAN", "Manitoba", "Halifax"),
        ("DEU", "Saxony", "Dresden"), ("EGY", "Fayoum", "Alexandria"), ("FRA", "Lorraine", "Marseille"), ("GRC", "Thessaly", "Patras"),
        ("HUN", "Tolna", "Debrecen"), ("JPN", "Nagano", "Sapporo"), ("KEN", "Turkana", "Mombasa"), ("RWA", "Gisenyi", "Butare"),
        ("SRB", "Vojvodina", "Novi Sad"), ("TUR", "Konya", "Adana"), ("UGA", "Gulu", "Jinja"), ("VEN", "Zulia", "Maracaibo"),
        ("KAZ", "Karaganda", "Aktau"), ("COL", "Huila", "Cali"), ("THA", "Isan", "Phuket"), ("POL", "Lublin", "Gdansk"),
    ];

    private static readonly DateOnly Briefing = new(2024, 1, 5);

    private static readonly string[] Replaced = ["RUS", "PRK", "IRN", "UKR", "USA", "KOR"];

    private static readonly (string First, string Last)[] Spokesmen =
    [
        ("Martin", "Hale"), ("Tomas", "Lindqvist"), ("Andre", "Faber"), ("Pavel", "Horak"), ("Nikhil", "Menon"),
        ("Daniel", "Osei"), ("Stefan", "Brandt"), ("Luis", "Carvalho"), ("Peter", "Novotny"), ("Omar", "Haddad"),
    ];

    private static readonly (string Id, string Short, string Name)[] Agencies =
    [
        ("AFP", "AFP", "Agence France-Presse"), ("PTI", "PTI", "Press Trust of India"), ("UPI", "UPI", "United Press International"),
        ("ANI", "ANI", "Asian News International"),
    ];

    // Months and days by which every date moves. Three months are as many days from January as from September, so that the
    // weekdays of both stories move alike; no date of the pages leaves its month.
    private static readonly (int Months, int Days)[] DateShifts = [(0, 0), (0, -1), (0, 1), (3, 0), (3, -1), (3, 1), (-3, 0), (-3, -1)];

    private static readonly string[] Papers = ["Wall Street Journal", "Financial Times", "Washington Post", "Yomiuri Shimbun"];

    // Each row: a form on the pages, and what may stand for it within the same category of the guide.
    private static readonly string[][] ItemTable =
    [
        ["close-range ballistic missile", "land-attack cruise missile", "anti-ship missile", "anti-tank missile"],
        ["close range ballistic missile", "land attack cruise missile", "anti-ship missile", "anti-tank missile"],
        ["ballistic missile", "cruise missile", "anti-ship cruise missile", "cruise missile"],
        ["attack drone", "combat drone", "kamikaze drone", "surveillance drone"],
        ["artillery shell", "howitzer shell", "tank shell", "mortar shell"],
        ["artillery round", "tank round", "howitzer round", "mortar round"],
        ["fighter aircraft", "combat aircraft", "fighter jets", "warplanes"],
        ["surface-to-air missile", "anti-aircraft missile", "air-to-air missile", "air defence missile"],
        ["armoured vehicle", "infantry fighting vehicle", "armoured personnel carrier", "armored vehicle"],
        ["military equipment", "military hardware", "weaponry", "military equipment"],
        ["Mohajer-6", "Bayraktar TB2", "Wing Loong II", "Hermes 900"],
        ["Shahed", "Orlan-10", "Geran-2", "Aksungur"],
    ];

    private readonly Dictionary<string, string> states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LeaderEntry> leaders = new(StringComparer.Ordinal);
    private readonly List<(string From, string To)> words = [];

    public MutationPlan(int number, Lexicon lexicon)
    {
        Number = number;
        var random = new Draw(number);
        YearShift = -4 * (1 + random.Next(3));
        (MonthShift, DayShift) = DateShifts[new Draw(number + 1000).Next(DateShifts.Length)];
        var pool = Pool.Where(p => LeaderOf(lexicon, p.State) is not null).ToList();
        foreach (var state in Replaced)
        {
            var pick = pool[random.Next(pool.Count)];
            pool.Remove(pick);
            states[state] = pick.State;
            leaders[state] = LeaderOf(lexicon, pick.State)!;
            if (state != "UKR") continue;
            words.Add(("Zaporizhzhia", pick.Region));
            words.Add(("Kharkiv", pick.Town));
            words.Add(("Sloviansk", pick.Town));
        }
        words.Add(("Kim", leaders["PRK"].Surname)); // a page may name him so without his full name
        var (first, last) = Spokesmen[random.Next(Spokesmen.Length)];
        words.Add(("John Kirby", $"{first} {last}"));
        words.Add(("Kirby", last));
        Agency = Agencies[random.Next(Agencies.Length)];
        words.Add(("ASSOCIATED PRESS", Agency.Name.ToUpperInvariant()));
        words.Add(("Associated Press", Agency.Name));
        words.Add(("AP", Agency.Short));
        words.Add(("New York Times", Papers[random.Next(Papers.Length)]));
        foreach (var row in ItemTable)
        {
            var choice = row[1 + random.Next(row.Length - 1)];
            words.Add((row[0], choice));
            words.Add((Capital(row[0]), Capital(choice)));
        }
        NumberShift = 100 * (1 + random.Next(7));
        Choose = random.Next;
    }

    public int Number { get; }

    /// <summary>Years by which every date moves: a multiple of four, so that weekdays move evenly.</summary>
    public int YearShift { get; }

    public int MonthShift { get; }

    public int DayShift { get; }

    /// <summary>Days by which a weekday's name moves with the dates.</summary>
    public int WeekdayShift => ((Day(Briefing).DayNumber - Briefing.DayNumber) % 7 + 7) % 7;

    public DateOnly Day(DateOnly day) => day.AddYears(YearShift).AddMonths(MonthShift).AddDays(DayShift);

    /// <summary>The first day of a month, moved; a month that is named without a day keeps its days.</summary>
    public DateOnly Month(DateOnly first) => first.AddYears(YearShift).AddMonths(MonthShift);

    /// <summary>What is added to counts of 100 to 9,999 that are no years.</summary>
    public int NumberShift { get; }

    public (string Id, string Short, string Name) Agency { get; }

    /// <summary>Words exchanged for words, longest first where one holds another.</summary>
    public IReadOnlyList<(string From, string To)> Words => words;

    public Func<int, int> Choose { get; }

    public string StateFor(string id) => states.GetValueOrDefault(id, id);

    public LeaderEntry? LeaderFor(string id) => leaders.GetValueOrDefault(id);

    public bool Replaces(string id) => states.ContainsKey(id);

    // A leader who was in office on the mutated days of both stories, and whose bare surname is enough.
    private LeaderEntry? LeaderOf(Lexicon lexicon, string state)
    {
        var days = new[] { Day(new DateOnly(2022, 9, 5)), Day(Briefing) };
        return lexicon.Leaders
            .Where(l => l.Of == state && l.Surname.Length > 0 && !l.NeedsIntroduction && l.Office is "president" or "prime minister" or "chancellor" && l.Of == state)
            .Where(l => days.All(d => !(d < l.From) && !(d > l.To)))
            .OrderBy(l => l.Id, StringComparer.Ordinal).FirstOrDefault();
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A small linear congruential generator (Knuth's MMIX constants): the same everywhere and always.</summary>
    private sealed class Draw(int seed)
    {
        private ulong state = ((ulong)seed * 0x9E3779B97F4A7C15UL) + 1;

        public int Next(int below)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            return (int)((state >> 33) % (ulong)below);
        }
    }
}

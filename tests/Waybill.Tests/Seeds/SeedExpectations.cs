using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Lineage;

namespace Waybill.Tests.Seeds;

/// <summary>How a test changed the seed pages, so that what is expected changes in the same way.</summary>
/// <param name="Party">ISO code or <c>X:…</c> id → what it became.</param>
/// <param name="Words">Words on a page → what they became.</param>
/// <param name="Day">A day → what it became.</param>
/// <param name="Month">The first day of a month named without a day → the first day of what it became.</param>
public sealed record SeedMapping(Func<string, string> Party, Func<string, string> Words, Func<DateOnly, DateOnly> Day, Func<DateOnly, DateOnly> Month)
{
    public static SeedMapping Unchanged { get; } = new(p => p, w => w, d => d, m => m);

    /// <summary>First and last day of a stretch: a whole month moves as a month.</summary>
    public (DateOnly Start, DateOnly End) Days(DateOnly start, DateOnly end) =>
        start.Day == 1 && end == start.AddMonths(1).AddDays(-1) ? (Month(start), Month(start).AddMonths(1).AddDays(-1)) : (Day(start), Day(end));
}

/// <summary>What a run over the seed pages gave. Keys are the pages' three-digit numbers.</summary>
public sealed record SeedResult
{
    public required ImmutableSortedDictionary<string, LineagePage> Pages { get; init; }
    public required LineageResult Lineage { get; init; }
    public required LedgerResult Ledger { get; init; }

    public string KeyOf(string articleId) => Pages.Single(p => p.Value.Id == articleId).Key;

    public IReadOnlyList<PlacedClaim> ClaimsOf(string key) =>
        [.. Ledger.Claims.Where(c => c.Article == Pages[key].Id)];
}

/// <summary>Compares a run with <c>expected.json</c> and says in words what differs. Precision is part of it:
/// a claim that matches no entry is a problem.</summary>
public sealed class SeedExpectations
{
    private readonly JsonElement _root;

    private SeedExpectations(JsonElement root) => _root = root;

    public static SeedExpectations Load()
    {
        using var stream = typeof(SeedExpectations).Assembly.GetManifestResourceStream("Waybill.Tests.Seeds.expected.json")
            ?? throw new InvalidOperationException("expected.json is not embedded");
        return new SeedExpectations(JsonDocument.Parse(stream).RootElement.Clone());
    }

    public IEnumerable<string> PageKeys => _root.GetProperty("pages").EnumerateObject().Select(p => p.Name);

    /// <summary>How many claims must come out on all pages together.</summary>
    public int RequiredClaims => _root.GetProperty("pages").EnumerateObject()
        .Sum(p => p.Value.GetProperty("claims").EnumerateArray().Count(c => !c.TryGetProperty("optional", out _)));

    /// <summary>Problems with what was read per page: metadata and claims.</summary>
    public IReadOnlyList<string> PageProblems(string key, SeedResult result, SeedMapping map)
    {
        var problems = new List<string>();
        var page = _root.GetProperty("pages").GetProperty(key);
        var article = result.Pages[key].Article;
        if (page.TryGetProperty("title", out var title) && article.Title != map.Words(title.GetString()!))
            problems.Add($"{key}: title is “{article.Title}”, expected “{map.Words(title.GetString()!)}”");
        if (page.TryGetProperty("outlet", out var outlet) && article.Outlet != map.Words(outlet.GetString()!))
            problems.Add($"{key}: outlet is “{article.Outlet}”, expected “{map.Words(outlet.GetString()!)}”");
        if (page.TryGetProperty("credit", out var credit) && !article.Credits.Any(c => c.Agency == map.Party(credit.GetString()!)))
            problems.Add($"{key}: credits are [{string.Join(", ", article.Credits.Select(c => c.Agency))}], expected {map.Party(credit.GetString()!)}");
        problems.AddRange(ClaimProblems(key, page.GetProperty("claims"), result, map));
        return problems;
    }

    /// <summary>The claim that answers an entry of the page, or null.</summary>
    public PlacedClaim? Find(string key, string claimKey, SeedResult result, SeedMapping map)
    {
        var entries = _root.GetProperty("pages").GetProperty(key).GetProperty("claims").EnumerateArray().ToList();
        var claims = result.ClaimsOf(key);
        var match = Assign(entries, claims, map);
        var entry = entries.FindIndex(e => e.GetProperty("key").GetString() == claimKey);
        return entry < 0 || match[entry] < 0 ? null : claims[match[entry]];
    }

    /// <summary>Problems with families, stories, dates, resolved times and ledger records.</summary>
    public IReadOnlyList<string> AcrossProblems(SeedResult result, SeedMapping map)
    {
        var problems = new List<string>();
        foreach (var family in _root.GetProperty("families").EnumerateArray())
        {
            var members = family.GetProperty("members").EnumerateArray().Select(m => result.Pages[m.GetString()!].Id).Order(StringComparer.Ordinal).ToList();
            var found = result.Lineage.Families.FirstOrDefault(f => f.Members.Any(m => m.Article == members[0]));
            if (found is null || !found.Members.Select(m => m.Article).Order(StringComparer.Ordinal).SequenceEqual(members))
                problems.Add($"family of {family.GetProperty("members")}: members are {string.Join(", ", found?.Members.Select(m => result.KeyOf(m.Article)) ?? [])}");
            else if (family.TryGetProperty("agency", out var agency) && found.Origin.Agency != map.Party(agency.GetString()!))
                problems.Add($"family of {family.GetProperty("members")}: origin is {found.Origin.Agency ?? found.Origin.Article ?? "empty"}, expected {map.Party(agency.GetString()!)}");
        }
        var stories = result.Lineage.Stories
            .Select(s => string.Join(",", s.Families.SelectMany(f => result.Lineage.Families.Single(x => x.Id == f).Members).Select(m => result.KeyOf(m.Article)).Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal).ToList();
        var expectedStories = _root.GetProperty("stories").EnumerateArray().Select(s => string.Join(",", s.EnumerateArray().Select(k => k.GetString()))).ToList();
        if (!stories.SequenceEqual(expectedStories))
            problems.Add($"stories are {string.Join(" | ", stories)}, expected {string.Join(" | ", expectedStories)}");
        if (result.Lineage.Storylines.Length != _root.GetProperty("storylines").GetInt32())
            problems.Add($"{result.Lineage.Storylines.Length} storylines, expected {_root.GetProperty("storylines")}");
        problems.AddRange(DateProblems(result, map));
        problems.AddRange(LedgerProblems(result, map));
        return problems;
    }

    private IEnumerable<string> DateProblems(SeedResult result, SeedMapping map)
    {
        foreach (var entry in _root.GetProperty("dates").EnumerateObject())
        {
            var date = result.Lineage.Dates.Single(d => d.Article == result.Pages[entry.Name].Id);
            var told = $"{entry.Name}: date is {date.Value?.ToString() ?? "empty"} ({date.NotBefore:O}..{date.NotAfter:O}, inferred {date.Inferred}: {date.How})";
            if (entry.Value.TryGetProperty("day", out var day)
                && (date.Value is not { Precision: >= Waybill.Texts.DatePrecision.Day } v || v.First != map.Day(Day(day))))
                yield return $"{told}, expected {map.Day(Day(day)):O}";
            if (entry.Value.TryGetProperty("year", out var year))
            {
                var shifted = map.Day(new DateOnly(year.GetInt32(), 9, 5)).Year;
                if ((date.Value?.First.Year ?? date.NotBefore?.Year) != shifted) yield return $"{told}, expected the year {shifted}";
            }
            if (entry.Value.TryGetProperty("notBefore", out var notBefore) && (date.NotBefore ?? date.Value?.First) is var bound
                && (bound is null || bound < map.Day(Day(notBefore))))
                yield return $"{told}, expected not before {map.Day(Day(notBefore)):O}";
            if (entry.Value.TryGetProperty("inferred", out _) && !date.Inferred) yield return $"{told}, expected to be marked inferred";
            if (date.Inferred && string.IsNullOrWhiteSpace(date.How)) yield return $"{told}: does not say how";
        }
        foreach (var entry in _root.GetProperty("when").EnumerateObject())
        {
            var parts = entry.Name.Split('/');
            if (Find(parts[0], parts[1], result, map) is not { } claim) continue; // already a problem of the page
            var (start, end) = map.Days(Day(entry.Value[0]), Day(entry.Value[1]));
            if (claim.When?.Start?.First != start || claim.When?.End?.Last != end)
                yield return $"{entry.Name}: “{claim.Claim.When?.Words}” is {claim.When?.Start?.ToString() ?? "empty"}..{claim.When?.End?.ToString() ?? "empty"}, expected {start:O}..{end:O}";
        }
    }

    private IEnumerable<string> LedgerProblems(SeedResult result, SeedMapping map)
    {
        var ledger = _root.GetProperty("ledger");
        var (least, most) = (ledger.GetProperty("records")[0].GetInt32(), ledger.GetProperty("records")[1].GetInt32());
        var transfers = result.Ledger.Transfers;
        if (transfers.Length < least || transfers.Length > most)
            yield return $"{transfers.Length} ledger records, expected {least} to {most}: {string.Join("; ", transfers.Select(Told))}";
        var noneTo = map.Party(ledger.GetProperty("noneTo").GetString()!);
        foreach (var t in transfers.Where(t => t.Recipient?.Iso3 == noneTo)) yield return $"a record to {noneTo}: {Told(t)}";
        var not = ledger.GetProperty("notDelivered");
        var (supplier, recipient, category) = (map.Party(not.GetProperty("supplier").GetString()!), map.Party(not.GetProperty("recipient").GetString()!), not.GetProperty("category").GetString());
        foreach (var t in transfers.Where(t => t.Supplier?.Iso3 == supplier && t.Recipient?.Iso3 == recipient && t.Item.Category == category))
        {
            if (t.Stages.Any(s => s is { Stage: Stage.Delivered, Negated: false, Factuality: Factuality.Certain or Factuality.Probable, Stance: Stance.Asserts }))
                yield return $"shown as delivered: {Told(t)}";
        }
    }

    private static string Told(Transfer t) => $"{t.Supplier?.Iso3 ?? "?"}→{t.Recipient?.Iso3 ?? "?"} {t.Item.Words} ({string.Join(", ", t.Stages.Select(s => (s.Negated ? "not " : "") + s.Stage))})";

    private static List<string> ClaimProblems(string key, JsonElement expected, SeedResult result, SeedMapping map)
    {
        var problems = new List<string>();
        var entries = expected.EnumerateArray().ToList();
        var claims = result.ClaimsOf(key);
        var match = Assign(entries, claims, map);
        var taken = match.Where(m => m >= 0).ToHashSet();
        for (var e = 0; e < entries.Count; e++)
        {
            if (match[e] >= 0 || entries[e].TryGetProperty("optional", out _)) continue;
            var near = Enumerable.Range(0, claims.Count).Where(c => !taken.Contains(c))
                .Select(c => (c, differ: Differences(entries[e], claims[c], map))).OrderBy(x => x.differ.Count).FirstOrDefault();
            problems.Add(near.differ is { Count: <= 6 }
                ? $"{key}/{entries[e].GetProperty("key")}: nearest is {Told(claims[near.c])}; differs in {string.Join("; ", near.differ)}"
                : $"{key}/{entries[e].GetProperty("key")}: missing");
        }
        for (var c = 0; c < claims.Count; c++)
        {
            if (!taken.Contains(c)) problems.Add($"{key}: not expected: {Told(claims[c])}");
        }
        return problems;
    }

    internal static string Told(PlacedClaim p)
    {
        var c = p.Claim;
        return $"[{c.Part} {c.Kind} {(c.Negated ? "not " : "")}{c.Stage} {c.Factuality} {c.Stance}; {c.Supplier?.Iso3 ?? "?"}→{c.Recipient?.Iso3 ?? "?"}"
            + $" prod {c.Producer?.Iso3} user {c.User?.Iso3} target {c.Target?.Iso3}; “{c.Item.Words}” {c.Item.Category} [{string.Join(", ", c.Items.Select(i => i.Words))}]; {c.Quantity?.Words} {c.Quantity?.Min}–{c.Quantity?.Max} {c.Quantity?.Unit};"
            + $" when “{c.When?.Words}”; by {string.Join(" < ", c.Attribution.Select(a => a.Words + (a.Primary ? "*" : "") + $"({a.Government})"))}; basis “{c.Basis}”; first “{c.FirstReportedBy}”]";
    }

    /// <summary>For each entry the index of its claim, or −1: a largest assignment without differences.</summary>
    private static int[] Assign(List<JsonElement> entries, IReadOnlyList<PlacedClaim> claims, SeedMapping map)
    {
        var fits = entries.Select(e => Enumerable.Range(0, claims.Count).Where(c => Differences(e, claims[c], map).Count == 0).ToArray()).ToArray();
        var entryOf = Enumerable.Repeat(-1, claims.Count).ToArray();
        // Required entries first, so that an optional one never takes their claim.
        foreach (var e in Enumerable.Range(0, entries.Count).OrderBy(e => entries[e].TryGetProperty("optional", out _)))
            Augment(e, new HashSet<int>());
        var match = Enumerable.Repeat(-1, entries.Count).ToArray();
        for (var c = 0; c < claims.Count; c++)
        {
            if (entryOf[c] >= 0) match[entryOf[c]] = c;
        }
        return match;

        bool Augment(int e, HashSet<int> seen)
        {
            foreach (var c in fits[e])
            {
                if (!seen.Add(c)) continue;
                if (entryOf[c] >= 0 && !Augment(entryOf[c], seen)) continue;
                entryOf[c] = e;
                return true;
            }
            return false;
        }
    }

    private static List<string> Differences(JsonElement e, PlacedClaim placed, SeedMapping map)
    {
        var c = placed.Claim;
        var found = new List<string>();
        OneOf("part", Kebab(c.Part.ToString()));
        OneOf("kind", Kebab(c.Kind.ToString()));
        OneOf("stage", Kebab(c.Stage.ToString()));
        OneOf("factuality", Kebab(c.Factuality.ToString()));
        OneOf("category", c.Item.Category);
        if (e.TryGetProperty("negated", out var negated) && negated.GetBoolean() != c.Negated) found.Add($"negated {c.Negated}");
        PartyIs("supplier", c.Supplier);
        PartyIs("recipient", c.Recipient);
        PartyIs("producer", c.Producer);
        PartyIs("user", c.User);
        PartyIs("target", c.Target);
        if (e.TryGetProperty("supplierOrProducer", out var either) && map.Party(either.GetString()!) is var party
            && c.Supplier?.Iso3 != party && !(c.Supplier is null && c.Producer?.Iso3 == party))
            found.Add($"supplier {c.Supplier?.Iso3}, producer {c.Producer?.Iso3}");
        if (e.TryGetProperty("item", out var item) && !c.Items.Append(c.Item).Any(i => Holds(i, map.Words(item.GetString()!))))
            found.Add($"item “{c.Item.Words}”");
        if (e.TryGetProperty("items", out var items))
        {
            foreach (var one in items.EnumerateArray())
                if (!c.Items.Append(c.Item).Any(i => Holds(i, map.Words(one.GetString()!)))) found.Add($"items lack “{one}”");
        }
        if (e.TryGetProperty("quantityWords", out var words) && !Has(c.Quantity?.Words, words.GetString()!)) found.Add($"quantity “{c.Quantity?.Words}”");
        Number("min", c.Quantity?.Min);
        Number("max", c.Quantity?.Max);
        if (e.TryGetProperty("unit", out var unit) && c.Quantity?.Unit != unit.GetString()) found.Add($"unit {c.Quantity?.Unit}");
        WordsAre("when", c.When?.Words);
        WordsAre("said", c.Attribution.Select(a => a.Said).FirstOrDefault(s => s is not null));
        WordsAre("firstReportedBy", c.FirstReportedBy);
        WordsAre("basisWords", c.Basis);
        WordsAre("primaryWords", c.Attribution.FirstOrDefault(a => a.Primary) is { } primary ? primary.Words + " | " + primary.Source : null);
        if (e.TryGetProperty("basis", out _) && string.IsNullOrEmpty(c.Basis)) found.Add("no basis");
        if (e.TryGetProperty("whereRole", out var role) && !c.Where.Any(w => w.PlaceRole == role.GetString() && Has(w.Words, map.Words(e.GetProperty("whereName").GetString()!))))
            found.Add($"where [{string.Join(", ", c.Where.Select(w => w.PlaceRole + " " + w.Words))}]");
        if (e.TryGetProperty("government", out var government) && !c.Attribution.Any(a => a.Primary && a.Government == map.Party(government.GetString()!)))
            found.Add($"primary source [{string.Join(" < ", c.Attribution.Select(a => $"{a.Words}{(a.Primary ? "*" : "")} {a.Government}"))}]");
        if (e.TryGetProperty("noRecord", out _) && placed.NoRecord is null) found.Add("founds a record");
        if (e.TryGetProperty("contradicted", out _) && placed.ContradictedBy.IsDefaultOrEmpty) found.Add("not shown as contradicted");
        return found;

        void OneOf(string field, string value)
        {
            if (!e.TryGetProperty(field, out var allowed)) return;
            var ok = allowed.ValueKind == JsonValueKind.Array ? allowed.EnumerateArray().Any(a => a.GetString() == value) : allowed.GetString() == value;
            if (!ok) found.Add($"{field} {value}");
        }

        void PartyIs(string field, Party? actual)
        {
            if (!e.TryGetProperty(field, out var wanted)) return;
            var want = wanted.GetString() is { } w ? map.Party(w) : null;
            if (actual?.Iso3 != want || (want is null && actual is not null)) found.Add($"{field} {actual?.Iso3 ?? actual?.Words ?? "empty"}");
        }

        void Number(string field, long? actual)
        {
            if (!e.TryGetProperty(field, out var wanted)) return;
            long? want = wanted.ValueKind == JsonValueKind.Null ? null : wanted.GetInt64();
            if (want is { } n) want = long.Parse(map.Words(n.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
            if (actual != want) found.Add($"{field} {actual}");
        }

        void WordsAre(string field, string? actual)
        {
            if (!e.TryGetProperty(field, out var wanted)) return;
            if (wanted.ValueKind == JsonValueKind.Null)
            {
                if (!string.IsNullOrEmpty(actual)) found.Add($"{field} “{actual}”");
            }
            else if (!Has(actual, map.Words(wanted.GetString()!))) found.Add($"{field} “{actual}”");
        }
    }

    private static bool Holds(Item item, string words) => Has(item.Words, words) || Has(item.Designation, words) || Has(item.Description, words);

    private static bool Has(string? text, string words) => text is not null && text.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static DateOnly Day(JsonElement e) => DateOnly.ParseExact(e.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Kebab(string name) => string.Concat(name.Select((ch, i) => char.IsUpper(ch) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(ch) : ch.ToString()));
}

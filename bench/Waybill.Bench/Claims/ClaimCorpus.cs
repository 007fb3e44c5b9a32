using Waybill.Claims;

namespace Waybill.Bench.Claims;

/// <summary>A claim as a passage of the corpus states it. A field that is null is not checked.</summary>
public sealed record ExpectedClaim(
    string Line, bool Use, IReadOnlyList<string> Stages, bool Negated, Factuality Factuality, Stance Stance,
    string? From, string? To, string Item, IReadOnlyList<string> Categories, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>What differs; empty where the claim is the one meant.</summary>
    public List<string> Differences(Claim c)
    {
        var found = new List<string>();
        if ((c.Kind == ClaimKind.Use) != Use) found.Add($"kind {c.Kind}");
        if (!Use && !Stages.Contains(Kebab(c.Stage.ToString()))) found.Add($"stage {Kebab(c.Stage.ToString())}");
        if (c.Negated != Negated) found.Add($"negated {c.Negated}");
        if (c.Factuality != Factuality) found.Add($"factuality {c.Factuality}");
        if (c.Stance != Stance) found.Add($"stance {c.Stance}");
        Party(Use ? "user" : "supplier", From, Use ? c.User : c.Supplier);
        Party(Use ? "target" : "recipient", To, Use ? c.Target : c.Recipient);
        if (!c.Items.Append(c.Item).Any(i => Categories.Contains(i.Category))) found.Add($"category {c.Item.Category}");
        if (!c.Items.Append(c.Item).Any(i => Folded(i.Words).Contains(Folded(Item), StringComparison.Ordinal))) found.Add($"item “{c.Item.Words}”");
        foreach (var (field, want) in Fields)
        {
            switch (field)
            {
                case "quantity": Words(field, want, c.Quantity?.Words); break;
                case "when": Words(field, want, c.When?.Words); break;
                case "expected": Words(field, want, c.Expected?.Words); break;
                case "value": Words(field, want, c.Value?.Words); break;
                case "producer": Party(field, want, c.Producer); break;
                case "supplier":
                    // A bare adjective of origin names maker or supplier: either is right for a use.
                    if (c.Supplier?.Iso3 != want) found.Add($"supplier {c.Supplier?.Iso3}");
                    break;
                case "source":
                    var source = c.Attribution.FirstOrDefault(a => a.Primary)?.Government ?? "none";
                    if (source != want) found.Add($"source {source}");
                    break;
                case "seized": Party(field, want, c.SeizedBy); break;
                case "broker": Party(field, want, c.Broker); break;
                case "transit":
                    if (!c.Transit.Any(t => t.Iso3 == want) || c.Transit.Length != 1) found.Add($"transit {string.Join(" ", c.Transit.Select(t => t.Iso3))}");
                    break;
                case "origin" or "destination" or "passing" or "interception" or "launch":
                    if (c.Where.FirstOrDefault(w => w.PlaceRole == (field == "passing" ? "transit" : field))?.Words != want) found.Add($"{field} {string.Join(" ", c.Where.Select(w => w.PlaceRole + " " + w.Words))}");
                    break;
                case "middlemen" when want == "none":
                    if (c.Broker is not null || c.Transit.Length > 0 || c.Where.Length > 0) found.Add($"middlemen {c.Broker?.Words} {string.Join(" ", c.Transit.Select(t => t.Words))} {string.Join(" ", c.Where.Select(w => w.Words))}");
                    break;
                default: found.Add($"unknown field {field}"); break;
            }
        }
        return found;

        void Words(string field, string want, string? got)
        {
            if (got is null || !Folded(got).Contains(Folded(want), StringComparison.Ordinal)) found.Add($"{field} “{got}”");
        }

        void Party(string field, string? want, Party? got)
        {
            var ok = want is null ? got is null : want.Split('|').Any(w => w == "?" ? got is null : w.StartsWith('"') ? got is not null && (Folded(got.Words).Contains(Folded(w.Trim('"')), StringComparison.Ordinal) || Folded(got.Name).Contains(Folded(w.Trim('"')), StringComparison.Ordinal)) : got?.Iso3 == w);
            if (!ok) found.Add($"{field} {got?.Iso3 ?? got?.Words ?? "empty"}");
        }
    }

    /// <summary>What the measure counts: direction, category, stage group and polarity.</summary>
    public bool CoreFits(Claim c) => Differences(c).TrueForAll(d =>
        (d.StartsWith("stage", StringComparison.Ordinal) && Stages.Any(s => Group(s) == Group(Kebab(c.Stage.ToString()))))
        || d.StartsWith("item", StringComparison.Ordinal) || (d.StartsWith("factuality", StringComparison.Ordinal) && (Factuality == Factuality.Possible) == (c.Factuality == Factuality.Possible))
        || Fields.Keys.Any(f => d.StartsWith(f, StringComparison.Ordinal) && f != "supplier"));

    /// <summary>Whether the claim says less than is meant and nothing else: a party left empty.</summary>
    public bool IsLess(Claim c)
    {
        var without = this with
        {
            From = (Use ? c.User : c.Supplier) is null ? null : From,
            To = (Use ? c.Target : c.Recipient) is null ? null : To,
        };
        return without.CoreFits(c);
    }

    /// <summary>Whether the claim's arms and number are this one's and its parties this one's or empty.</summary>
    public bool Holds(Claim c) => (CoreFits(c) || IsLess(c)) && Differences(c).TrueForAll(d => !d.StartsWith("item", StringComparison.Ordinal) && !(d.StartsWith("quantity", StringComparison.Ordinal) && c.Quantity is not null));

    private static string Group(string stage) => stage switch
    {
        "sought" or "requested" or "offered" or "negotiating" or "planned" => "interest",
        "pledged" or "agreed" or "approved" or "buying" or "ordered" or "resumed" or "local-production" => "commitment",
        "in-delivery" or "delivered" => "movement",
        "used" => "use",
        _ => "stopped",
    };

    private static string Folded(string s) => s.Replace('’', '\'').ToLowerInvariant();

    private static string Kebab(string name) => string.Concat(name.Select((ch, i) => char.IsUpper(ch) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(ch) : ch.ToString()));
}

/// <summary>A passage of the corpus: the claims it must give, and those that are right where they come and not missed where they do not.</summary>
public sealed record CorpusPassage(string File, string Name, bool IsTest, string Text, IReadOnlyList<ExpectedClaim> Claims, IReadOnlyList<ExpectedClaim> Optional)
{
    public bool IsRight(Claim c) => Claims.Any(e => e.CoreFits(c)) || Optional.Any(e => e.CoreFits(c));

    /// <summary>Whether a claim gives a party, arms or a number that stand in no claim of the passage together.</summary>
    public bool Invents(Claim c) => !Claims.Concat(Optional).Any(e => e.Holds(c));
}

/// <summary>Reads the Markdown passages (see <c>corpus/README.md</c>).</summary>
public static class ClaimCorpus
{
    /// <summary>Every passage, in order of file and place.</summary>
    public static IEnumerable<CorpusPassage> All()
    {
        var assembly = typeof(ClaimCorpus).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("claims-corpus/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var passage in Parse(name["claims-corpus/".Length..], reader.ReadToEnd())) yield return passage;
        }
    }

    public static IEnumerable<CorpusPassage> Parse(string file, string markdown)
    {
        string? name = null;
        var text = new List<string>();
        var claims = new List<ExpectedClaim>();
        var optional = new List<ExpectedClaim>();
        foreach (var raw in markdown.ReplaceLineEndings("\n").Split('\n').Append("## "))
        {
            var line = raw.Trim();
            if (line.StartsWith("## ", StringComparison.Ordinal) || raw == "## ")
            {
                if (name is not null)
                {
                    var test = name.EndsWith("[test]", StringComparison.Ordinal);
                    yield return new CorpusPassage(file, test ? name[..^6].Trim() : name, test, string.Join(" ", text), [.. claims], [.. optional]);
                }
                name = line.Length > 3 ? line[3..].Trim() : null;
                text.Clear();
                claims.Clear();
                optional.Clear();
            }
            else if (line.StartsWith('>')) text.Add(line[1..].Trim());
            else if (line.StartsWith("- ", StringComparison.Ordinal) && name is not null) claims.Add(Claim(line[2..]));
            else if (line.StartsWith("~ ", StringComparison.Ordinal) && name is not null) optional.Add(Claim(line[2..]));
            else if (line.Length > 0 && line != "none" && name is not null) throw new FormatException($"{file}: “{line}”");
        }
    }

    private static ExpectedClaim Claim(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var words = line[..colon].Split(' ');
        var rest = line[(colon + 2)..];
        var use = words[0] == "used";
        var arrow = use ? " at " : " → ";
        var at = rest.IndexOf(arrow, StringComparison.Ordinal);
        var comma = rest.IndexOf(", ", at, StringComparison.Ordinal);
        var open = rest.IndexOf(" (", comma, StringComparison.Ordinal);
        var close = rest.IndexOf(')', open);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var tail = rest[(close + 1)..].TrimStart(',', ' ');
        foreach (var part in tail.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var space = part.IndexOf(' ', StringComparison.Ordinal);
            fields[part[..space]] = part[(space + 1)..];
        }
        var factuality = words.Contains("probable") ? Factuality.Probable : words.Contains("possible") ? Factuality.Possible : words.Contains("unknown") ? Factuality.Unknown : Factuality.Certain;
        var stance = words.Contains("denies") ? Stance.Denies : words.Contains("opposes") ? Stance.Opposes : words.Contains("not-confirmed") ? Stance.NotConfirmed : words.Contains("no-position") ? Stance.NoPosition : Stance.Asserts;
        return new ExpectedClaim(line, use, words[0].Split('|'), words.Contains("not"), factuality, stance, Empty(rest[..at]), Empty(rest[(at + arrow.Length)..comma]),
            rest[(comma + 2)..open], rest[(open + 2)..close].Split('|'), fields);

        static string? Empty(string party) => party == "?" ? null : party;
    }
}

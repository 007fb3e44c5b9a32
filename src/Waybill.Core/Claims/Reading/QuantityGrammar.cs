namespace Waybill.Claims.Reading;

/// <summary>The grammar of number expressions: qualifier, numeral or indefinite, and what follows. The bounds are the
/// guide's: dozens 24 or more, scores 40, hundreds 200, thousands 2,000, millions 2,000,000.</summary>
internal static class QuantityGrammar
{
    /// <summary>What was read at an atom.</summary>
    /// <param name="Consumed">Atoms from the start, qualifier and suffix included.</param>
    /// <param name="Core">First atom of the numeral itself.</param>
    /// <param name="PlainFigure">A bare figure without separator or scale, as model numbers are.</param>
    public readonly record struct Reading(Quantity Quantity, int Consumed, int Core, int CoreCount, bool PlainFigure, bool Percent);

    private readonly record struct Core(long? Min, long? Max, string? Qualifier, int Count, bool PlainFigure, bool Single);

    private readonly record struct Lead(string? Qualifier, string? Scope, string? Basis, int Count);

    public static Reading? At(Atoms atoms, int i, bool[] taken)
    {
        var lead = Leads(atoms, i);
        if (lead.Count > 0 && Read(atoms, i, lead, taken) is { } qualified) return qualified;
        return Read(atoms, i, default, taken);
    }

    private static Reading? Read(Atoms atoms, int i, Lead lead, bool[] taken)
    {
        var at = i + lead.Count;
        if (at >= atoms.Count || taken[at]) return null;
        if (Joined(atoms, at)) return null;
        if (CoreAt(atoms, at) is not { } core) return null;
        for (var k = at; k < at + core.Count; k++)
        {
            if (taken[k]) return null;
        }
        var end = at + core.Count;
        var (qualifier, scope) = (lead.Qualifier ?? core.Qualifier, lead.Scope);
        // "20-plus", "100+", "20 or more"
        if (atoms[end].Is("+")) (qualifier, end) = ("at-least", end + 1);
        else if (atoms[end].IsDash && atoms[end + 1].Is("plus")) (qualifier, end) = ("at-least", end + 2);
        else if (atoms.Sequence(end, "or", "more")) (qualifier, end) = ("at-least", end + 2);
        else if (atoms.Sequence(end, "or", "so")) (qualifier, end) = ("about", end + 2);
        else if (atoms.Sequence(end, "or", "fewer") || atoms.Sequence(end, "or", "less")) (qualifier, end) = ("up-to", end + 2);
        if (GluedToWord(atoms, end, at)) return null;
        if (atoms[end].Is("%") || atoms[end].Lower is "percent" or "pc" || atoms.Sequence(end, "per", "cent"))
        {
            var of = end + (atoms[end].Is("per") ? 2 : 1);
            if (!atoms[of].Is("of")) return null;
            return Done(atoms, i, of, at, core, qualifier, "share", lead.Basis, "percent", null);
        }
        if (Measured(atoms, end)) return null;
        if (atoms[end].Lower is "more" or "additional" or "further" or "extra" && !(atoms[end].Is("more") && atoms[end + 1].Is("than")))
        {
            scope = "increment";
            // The word stays outside the number where a noun's modifier it is: both read the same.
            end++;
        }
        string? ofWords = null;
        if (atoms[end].Lower == "of" || atoms.Sequence(end, "out", "of"))
        {
            var of = end + (atoms[end].Is("out") ? 2 : 1);
            var skip = of;
            while (skip < of + 4 && atoms[skip].Lower is "the" or "its" or "those" or "these" or "a" or "total" or "of" or "some" or "about" or "planned" or "their" or "around" or "initial") skip++;
            if (skip < atoms.Count && !taken[skip] && !Joined(atoms, skip) && Numerals.At(atoms, skip) is { } whole && whole.Value > (core.Min ?? core.Max ?? 0) && !core.Single
                && !Measured(atoms, skip + whole.Count) && !GluedToWord(atoms, skip + whole.Count, skip))
            {
                ofWords = atoms.Words(skip, whole.Count);
                end = skip + whole.Count;
            }
        }
        return Done(atoms, i, end, at, core, qualifier, scope, lead.Basis, null, ofWords);
    }

    private static Reading Done(Atoms atoms, int i, int end, int at, Core core, string? qualifier, string? scope, string? basis, string? unit, string? of)
    {
        var (min, max) = qualifier switch
        {
            "more-than" or "at-least" => (core.Min, (long?)null),
            // "up to several hundred" bounds nothing.
            "up-to" => (null, core.Max),
            _ => (core.Min, core.Max),
        };
        var quantity = new Quantity { Words = atoms.Words(i, end - i), Min = min, Max = max, Qualifier = qualifier, Scope = scope, Basis = basis, Unit = unit, Of = of };
        return new Reading(quantity, end - i, at, core.Count, core.PlainFigure && end == at + core.Count && i == at, unit is not null);
    }

    /// <summary>"in talks with Seoul over 200 more tanks": what the talks are over is not "more than" so many.</summary>
    private static bool TalkedOf(Atoms atoms, int over)
    {
        for (var i = over - 1; i >= 0 && over - i <= 9; i--)
        {
            if (atoms[i].Lower is "talks" or "talking" or "talked" or "negotiations" or "negotiation" or "negotiating" or "negotiated" or "discussions" or "discussion" or "haggling" or "haggled" or "bargaining" or "row" or "dispute" or "disagreement") return true;
            if (atoms[i].Lower is "," or ";" or ":" or ".") return false;
        }
        return false;
    }

    private static Lead Leads(Atoms atoms, int i)
    {
        var lead = default(Lead);
        for (var guard = 0; guard < 4; guard++)
        {
            var one = OneLead(atoms, i + lead.Count);
            if (one.Count == 0) break;
            lead = new Lead(lead.Qualifier ?? one.Qualifier, lead.Scope ?? one.Scope, lead.Basis ?? one.Basis, lead.Count + one.Count);
        }
        return lead;
    }

    private static Lead OneLead(Atoms atoms, int i)
    {
        switch (atoms[i].Lower)
        {
            case "more" or "greater" when atoms[i + 1].Is("than"):
                return new("more-than", null, null, 2);
            case "well" when atoms[i + 1].Lower is "over" or "above":
                return new("more-than", null, null, 2);
            case "well" when atoms.Sequence(i + 1, "more", "than"):
                return new("more-than", null, null, 3);
            case "just" when atoms[i + 1].Is("over"):
                return new("more-than", null, null, 2);
            case "just" when atoms[i + 1].Is("under"):
                return new("up-to", null, null, 2);
            case "over" when atoms[i - 1].Lower is "hand" or "hands" or "handed" or "handing" or "take" or "takes" or "took" or "taken" or "taking" or "turn" or "turned" or "turning" or "carried" or "brought":
                return default;
            case "over" when TalkedOf(atoms, i):
                return default;
            case "over" or "above" or "exceeding":
                return new("more-than", null, null, 1);
            case "upwards" or "upward" when atoms[i + 1].Is("of"):
                return new("more-than", null, null, 2);
            case "in" when atoms.Sequence(i + 1, "excess", "of"):
                return new("more-than", null, null, 3);
            case "at" when atoms[i + 1].Is("least"):
                return new("at-least", null, null, 2);
            case "at" when atoms[i + 1].Is("most"):
                return new("up-to", null, null, 2);
            case "a" when atoms.Sequence(i + 1, "minimum", "of"):
                return new("at-least", null, null, 3);
            case "a" when atoms.Sequence(i + 1, "maximum", "of"):
                return new("up-to", null, null, 3);
            case "no" or "not" when atoms[i + 1].Lower is "fewer" or "less" && atoms[i + 2].Is("than"):
                return new("at-least", null, null, 3);
            case "no" or "not" when atoms.Sequence(i + 1, "more", "than"):
                return new("up-to", null, null, 3);
            case "fewer" or "less" when atoms[i + 1].Is("than"):
                return new("up-to", null, null, 2);
            case "as" when atoms.Sequence(i + 1, "many", "as"):
                return new("up-to", null, null, 3);
            case "up" when atoms[i + 1].Is("to"):
                return new("up-to", null, null, 2);
            case "under" or "nearly" or "almost":
                return new("up-to", null, null, 1);
            case "close" when atoms[i + 1].Is("to"):
                return new("up-to", null, null, 2);
            case "about" or "around" or "roughly" or "approximately" or "some" or "circa":
                return new("about", null, null, 1);
            case "an" when atoms[i + 1].Lower is "estimated":
                return new("about", null, "estimated", 2);
            case "estimated":
                return new("about", null, "estimated", 1);
            case "another" or "additional" or "further" or "extra":
                return new(null, "increment", null, 1);
            case "an" or "a" when atoms[i + 1].Lower is "additional" or "further" or "extra":
                return new(null, "increment", null, 2);
            case "a" when atoms.Sequence(i + 1, "total", "of"):
                return new(null, null, null, 3);
            case "exactly" or "precisely" or "only" or "just":
                return new(null, null, null, 1);
            default:
                return default;
        }
    }

    private static Core? CoreAt(Atoms atoms, int i)
    {
        if (Plural(atoms, i) is { } plural) return plural;
        if (Indefinite(atoms, i) is { } indefinite) return indefinite;
        if (atoms[i].Is("between") && Whole(atoms, i + 1) is { } low && atoms[i + 1 + low.Count].Is("and") && Whole(atoms, i + 2 + low.Count) is { } high)
            return Range(atoms, low, high, i + 1, i + 2 + low.Count, i);
        var start = atoms[i].Is("from") ? i + 1 : i;
        if (Whole(atoms, start) is not { } n) return null;
        var after = start + n.Count;
        if ((atoms[after].Is("to") || atoms[after].IsDash) && Whole(atoms, after + 1) is { } to && to.Value > n.Value
            && (atoms[after].Is("to") || (atoms.Joined(after - 1) == atoms.Joined(after))) && !Glued(atoms, after + 1 + to.Count))
            return Range(atoms, n, to, start, after + 1, i);
        if (start != i) return null;
        if (atoms[after].Is("or") && Whole(atoms, after + 1) is { } or && or.Value > n.Value && or.Value <= n.Value * 3)
            return Range(atoms, n, or, start, after + 1, i);
        var value = (long)n.Value;
        var plain = n is { Figure: true, Scaled: false } && !atoms[i].Lower.Contains(',', StringComparison.Ordinal);
        return new Core(value, value, n.Rounded ? "about" : null, n.Count, plain, value == 1);
    }

    private static Core? Range(Atoms atoms, Numerals.Result low, Numerals.Result high, int lowAt, int highAt, int i)
    {
        _ = lowAt;
        var from = low.Value;
        // "2 to 3 million": the scale covers both.
        if (!low.Scaled && high is { Scaled: true, Count: > 1 } && Numerals.Scale(atoms[highAt + high.Count - 1].Lower) is >= 100 and var scale && from < scale) from *= scale;
        else if (!low.Scaled && high.Scaled && Numerals.Scale(atoms[highAt + high.Count - 1].Lower) == 12 && atoms[highAt + high.Count - 1].Is("dozen")) from *= 12;
        if (high.Value < from) return null;
        return new Core((long)from, (long)high.Value, null, highAt + high.Count - i, false, false);
    }

    /// <summary>A numeral that counts: whole after its scale.</summary>
    private static Numerals.Result? Whole(Atoms atoms, int i)
        => Numerals.At(atoms, i) is { } n && n.Value == Math.Truncate(n.Value) && n.Value <= 1_000_000_000_000m ? n : null;

    /// <summary>"dozens of", "tens of thousands of", "several hundred", "a few dozen".</summary>
    private static Core? Plural(Atoms atoms, int i)
    {
        var lead = 0;
        if (atoms[i].Lower is "several" or "many" or "multiple") lead = 1;
        else if (atoms[i].Is("a") && atoms[i + 1].Lower is "few") lead = 2;
        else if (atoms[i].Is("a") && atoms[i + 1].Lower is "couple" && atoms[i + 2].Lower is "of") lead = 3;
        else if (atoms[i].Is("a") && atoms[i + 1].Lower is "couple") lead = 2;
        if (lead > 0)
        {
            var scale = Numerals.Scale(atoms[i + lead].Lower);
            if (scale == 0) scale = Numerals.Scale(Singular(atoms[i + lead].Lower));
            if (scale == 0) return null;
            return new Core((long)(2 * scale), null, "at-least", lead + 1, false, false);
        }
        var first = Many(atoms[i].Lower);
        if (first == 0) return null;
        // "a score of", "by scores": only the plural counts without a number.
        if (atoms[i + 1].Is("of") && Many(atoms[i + 2].Lower) is > 0 and var second && second > first) return new Core((long)(2 * first * second), null, "at-least", 3, false, false);
        if (atoms[i].Lower is "tens") return atoms[i + 1].Is("of") ? new Core(20, null, "at-least", 1, false, false) : null;
        return new Core((long)(2 * first), null, "at-least", 1, false, false);
    }

    private static decimal Many(string w) => w switch
    {
        "tens" => 10,
        "dozens" => 12,
        "scores" => 20,
        "hundreds" => 100,
        "thousands" => 1_000,
        "millions" => 1_000_000,
        "billions" => 1_000_000_000,
        _ => 0,
    };

    private static string Singular(string w) => w.EndsWith('s') ? w[..^1] : w;

    private static Core? Indefinite(Atoms atoms, int i)
    {
        var count = atoms[i].Lower switch
        {
            "multiple" when atoms[i + 1].Lower is "rocket" or "launch" or "launcher" or "launchers" or "rockets" => 0,
            "several" or "multiple" or "numerous" or "various" or "countless" => 1,
            "many" when !atoms[i - 1].Is("as") && !atoms[i - 1].Is("how") && !atoms[i - 1].Is("so") => 1,
            "some" when atoms[i + 1].Kind == AtomKind.Word && (atoms[i + 1].Is("of") || atoms[i + 1].Lower.EndsWith('s') || atoms[i + 2].Lower.EndsWith('s')) => 1,
            "a" when atoms[i + 1].Lower is "few" or "handful" => atoms[i + 2].Is("of") ? 2 : 2,
            "a" when atoms.Sequence(i + 1, "number", "of") => 2,
            "a" when atoms[i + 1].Lower is "large" or "small" or "limited" or "significant" or "unspecified" or "undisclosed" or "growing" && atoms.Sequence(i + 2, "number", "of") => 3,
            "an" when atoms[i + 1].Lower is "unspecified" or "undisclosed" or "unknown" && atoms.Sequence(i + 2, "number", "of") => 3,
            _ => 0,
        };
        return count == 0 ? null : new Core(null, null, "indefinite", count, false, false);
    }

    /// <summary>Part of a name or a clock time: "F-16", "KN-23", "M777", "10:30", "Su-35".</summary>
    private static bool Joined(Atoms atoms, int i)
    {
        if (i == 0 || !atoms.Joined(i - 1)) return atoms[i].Kind == AtomKind.Number && atoms[i + 1].Is(":") && atoms.Joined(i) && atoms[i + 2].Kind == AtomKind.Number;
        var before = atoms[i - 1];
        if (before.Kind != AtomKind.Symbol) return true;
        if (before.Lower is "." or "/" or ":" or "#" or "'" or "§" or "№" or "$" or "€" or "£" or "+" or "_" or "=" or "@" or "&") return true;
        return before.IsDash && i > 1 && atoms.Joined(i - 2);
    }

    private static bool Glued(Atoms atoms, int end) => end < atoms.Count && atoms.Joined(end - 1) && atoms[end].Kind == AtomKind.Word;

    /// <summary>"155mm", "30-year-old", "one-way", "72B3"; "a 36-aircraft order" counts.</summary>
    private static bool GluedToWord(Atoms atoms, int end, int core)
    {
        if (end >= atoms.Count || end <= core || !atoms.Joined(end - 1)) return false;
        if (atoms[end].Kind == AtomKind.Word) return true;
        if (atoms[end].Is("/") || (atoms[end].Is(".") && atoms.Joined(end) && atoms[end + 1].Kind != AtomKind.Symbol)) return true;
        if (atoms[end].Is("'") && atoms.Joined(end)) return true;
        if (!atoms[end].IsDash || !atoms.Joined(end) || atoms[end + 1].Kind == AtomKind.Symbol) return false;
        return !(atoms[end + 1].Kind == AtomKind.Word && !IsMeasure(atoms[end + 1].Lower)
            && atoms[end + 2].Lower is "order" or "deal" or "contract" or "package" or "fleet" or "batch" or "shipment" or "purchase" or "sale" or "buy" or "delivery");
    }

    private static bool Measured(Atoms atoms, int i)
    {
        var at = atoms[i].IsDash ? i + 1 : i;
        if (atoms[i].IsDash && !atoms.Joined(i)) return false;
        if (atoms[at].Lower is "nautical" or "square" or "cubic" or "metric") at++;
        // "20 M113 vehicles", "50 second-hand carriers"
        if (atoms.Joined(at) && (atoms[at + 1].Kind == AtomKind.Number || atoms[at + 1].IsDash)) return false;
        return IsMeasure(atoms[at].Lower);
    }

    /// <summary>Words after which a figure measures and does not count.</summary>
    private static bool IsMeasure(string w) => w is "km" or "kms" or "kilometer" or "kilometers" or "kilometre" or "kilometres" or "mile" or "miles" or "meter" or "meters" or "metre" or "metres"
        or "foot" or "feet" or "ft" or "inch" or "inches" or "mm" or "millimeter" or "millimeters" or "millimetre" or "millimetres" or "cm" or "centimeter" or "centimeters" or "m" or "yard" or "yards"
        or "kg" or "kgs" or "kilogram" or "kilograms" or "kilo" or "kilos" or "lb" or "lbs" or "pound" or "pounds" or "gram" or "grams"
        or "hour" or "hours" or "min" or "mins" or "sec" or "minute" or "minutes" or "second" or "seconds" or "day" or "days" or "week" or "weeks" or "month" or "months" or "year" or "years" or "decade" or "decades" or "quarter" or "quarters"
        or "knots" or "mph" or "kph" or "mach" or "degree" or "degrees" or "celsius" or "point" or "points" or "times" or "caliber" or "calibre" or "cal" or "kilowatt" or "kilowatts" or "megawatts" or "mw" or "kw"
        or "hp" or "horsepower" or "ghz" or "mhz" or "litre" or "litres" or "liter" or "liters" or "gallons" or "acres" or "hectares" or "am" or "pm" or "a.m" or "p.m" or "gmt" or "hrs" or "o" or "st" or "nd" or "rd" or "th"
        or "percentage" or "third" or "thirds" or "fourth" or "fourths" or "fifth" or "fifths" or "half" or "halves" or "dollar" or "dollars" or "euro" or "euros" or "cents" or "mi" or "nm" or "kt" or "kiloton" or "kilotons" or "megaton";
}

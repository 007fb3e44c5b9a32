using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Claims.Frames;

namespace Waybill.Claims.Scope;

/// <summary>The cues of <c>data/cues.tsv</c>, by part and lemma.</summary>
public sealed class CueTable
{
    private readonly FrozenDictionary<(CuePart, string), ImmutableArray<Cue>> _byLemma;
    private readonly ImmutableArray<string> _problems;

    private CueTable(ImmutableArray<Cue> cues, ImmutableArray<string> problems)
    {
        All = cues;
        _problems = problems;
        _byLemma = cues.GroupBy(c => (c.Part, c.Lemma))
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(c => c.Companion.Length > 0).ToImmutableArray());
    }

    public ImmutableArray<Cue> All { get; }

    /// <summary>What is wrong with the file, one line a problem.</summary>
    public ImmutableArray<string> Validate() => _problems;

    /// <summary>The cues of a lemma; of a verb also where the last "e" was lost in guessing it ("revoked" → "revok").</summary>
    public ImmutableArray<Cue> Of(CuePart part, string lemma) =>
        _byLemma.TryGetValue((part, lemma), out var found) || part is CuePart.Verb && _byLemma.TryGetValue((part, lemma + "e"), out found) ? found : [];

    /// <summary>The cue of a lemma that takes one of the links, or null.</summary>
    public Cue? Find(CuePart part, string lemma, string link)
    {
        foreach (var cue in Of(part, lemma))
        {
            if (cue.Links.Contains(link)) return cue;
        }
        return null;
    }

    /// <summary>Reads the file. A bad row is left out and named by <see cref="Validate"/>.</summary>
    public static CueTable Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cues = ImmutableArray.CreateBuilder<Cue>();
        var problems = ImmutableArray.CreateBuilder<string>();
        var line = 0;
        var last = "";
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            line++;
            if (raw.IsEmpty || raw[0] == '#') continue;
            var f = raw.ToString().Split('\t');
            if (f.Length != 12) { problems.Add($"line {line}: {f.Length} fields, expected 12"); continue; }
            if (string.CompareOrdinal(last, f[0]) >= 0) problems.Add($"line {line}: {f[0]} is out of order");
            last = f[0];
            if (!Enum.TryParse<CuePart>(f[1], ignoreCase: true, out var part)) { problems.Add($"line {line}: part {f[1]}"); continue; }
            var stages = f[5].Split('|');
            var firmness = f[6].Split('|');
            var stage = StageOf(stages[0], line, problems);
            var givingStage = StageOf(stages[^1], line, problems);
            var factuality = FactualityOf(firmness[0], line, problems);
            var givingFactuality = FactualityOf(firmness[^1], line, problems);
            Stance? stance = null;
            if (f[7] != "-")
            {
                if (StageNames.TryParse(f[7], out Stance s)) stance = s;
                else problems.Add($"line {line}: stance {f[7]}");
            }
            var control = f[8] switch { "obj" => CueControl.Object, "obj?" => CueControl.ObjectIfAny, _ => CueControl.Subject };
            var negated = f[9] switch { "drop" => NegatedCue.Drop, "not-confirmed" => NegatedCue.NotConfirmed, "no-position" => NegatedCue.NoPosition, "possible" => NegatedCue.Possible, _ => NegatedCue.Negate };
            var effect = CueEffect.None;
            if (f[10] != "-" && !Enum.TryParse(f[10], ignoreCase: true, out effect)) problems.Add($"line {line}: effect {f[10]}");
            if (f[11].Length == 0) problems.Add($"line {line}: no example");
            cues.Add(new Cue(f[0], part, f[2], f[3] == "-" ? "" : f[3], [.. f[4].Split(',')], stage, givingStage, factuality, givingFactuality, stance, control, negated, effect, f[11]));
        }
        return new CueTable(cues.ToImmutable(), problems.ToImmutable());
    }

    private static Stage? StageOf(string name, int line, ImmutableArray<string>.Builder problems)
    {
        if (name == "-") return null;
        if (StageNames.TryParse(name, out Stage stage)) return stage;
        problems.Add($"line {line}: stage {name}");
        return null;
    }

    private static Factuality? FactualityOf(string name, int line, ImmutableArray<string>.Builder problems)
    {
        if (name == "-") return null;
        if (StageNames.TryParse(name, out Factuality factuality)) return factuality;
        problems.Add($"line {line}: factuality {name}");
        return null;
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Waybill.Claims.Frames;

/// <summary>The frames of <c>data/frames.tsv</c>, by lemma.</summary>
public sealed class FrameTable
{
    private readonly FrozenDictionary<string, ImmutableArray<Frame>> _verbs;
    private readonly FrozenDictionary<string, ImmutableArray<Frame>> _nouns;
    private readonly ImmutableArray<string> _problems;

    private FrameTable(ImmutableArray<Frame> frames, ImmutableArray<string> problems)
    {
        All = frames;
        _problems = problems;
        _verbs = ByLemma(frames.Where(f => !f.IsNoun));
        _nouns = ByLemma(frames.Where(f => f.IsNoun));
    }

    public ImmutableArray<Frame> All { get; }

    /// <summary>What is wrong with the file, one line a problem.</summary>
    public ImmutableArray<string> Validate() => _problems;

    public ImmutableArray<Frame> Verbs(string lemma) => _verbs.TryGetValue(lemma, out var found) ? found : [];

    public ImmutableArray<Frame> Nouns(string lemma) => _nouns.TryGetValue(lemma, out var found) ? found : [];

    /// <summary>Reads the file. A bad row is left out and named by <see cref="Validate"/>.</summary>
    public static FrameTable Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var frames = ImmutableArray.CreateBuilder<Frame>();
        var problems = ImmutableArray.CreateBuilder<string>();
        var line = 0;
        var last = "";
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            line++;
            if (raw.IsEmpty || raw[0] == '#') continue;
            var f = raw.ToString().Split('\t');
            if (f.Length != 10) { problems.Add($"line {line}: {f.Length} fields, expected 10"); continue; }
            if (string.CompareOrdinal(last, f[0]) > 0) problems.Add($"line {line}: {f[0]} is out of order");
            last = f[0];
            var roles = Roles(f[5], line, problems);
            if (f[1] is not ("verb" or "noun")) { problems.Add($"line {line}: part of speech {f[1]}"); continue; }
            if (!StageNames.TryParse(f[6], out Stage stage)) { problems.Add($"line {line}: stage {f[6]}"); continue; }
            var ongoing = stage;
            if (f[7] != "-" && !StageNames.TryParse(f[7], out ongoing)) { problems.Add($"line {line}: stage {f[7]}"); continue; }
            if (f[9].Length == 0) problems.Add($"line {line}: no example");
            frames.Add(new Frame(f[0], f[1] == "noun", f[2], f[3] == "-" ? "" : f[3], f[4] == "use" ? ClaimKind.Use : ClaimKind.Flow,
                roles, stage, ongoing, f[8] == "-" ? [] : [.. f[8].Split(',')], f[9]));
        }
        return new FrameTable(frames.ToImmutable(), problems.ToImmutable());
    }

    private static ImmutableArray<FramePlaces> Roles(string field, int line, ImmutableArray<string>.Builder problems)
    {
        var roles = ImmutableArray.CreateBuilder<FramePlaces>();
        foreach (var part in field.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equal = part.IndexOf('=', StringComparison.Ordinal);
            if (equal < 0 || !Enum.TryParse<FrameRole>(part[..equal], ignoreCase: true, out var role)) { problems.Add($"line {line}: role {part}"); continue; }
            roles.Add(new FramePlaces(role, [.. part[(equal + 1)..].Split(',')]));
        }
        return roles.ToImmutable();
    }

    private static FrozenDictionary<string, ImmutableArray<Frame>> ByLemma(IEnumerable<Frame> frames) =>
        frames.GroupBy(f => f.Lemma, StringComparer.Ordinal)
            // A frame with a companion is the more exact reading and is tried first.
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(f => f.Companion.Length > 0).ToImmutableArray(), StringComparer.Ordinal);
}

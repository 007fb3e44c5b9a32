using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Claims.Reading;

/// <summary>A run of tokens [First, End).</summary>
public readonly record struct TokenRun(int First, int End)
{
    public bool Contains(int token) => token >= First && token < End;

    public int Count => End - First;
}

/// <summary>One attribution relation (PARC: source, cue, content; Pareti 2012, Newell et al. 2018).</summary>
public sealed record AttributionMention
{
    public required int Sentence { get; init; }

    /// <summary>The source's words; empty where a cue has none ("reportedly").</summary>
    public required TokenRun Source { get; init; }
    public required TextSpan SourceSpan { get; init; }

    /// <summary>The source's words, as they stand.</summary>
    public required string Words { get; init; }

    /// <summary>The noun that heads the source; −1 where there is no source.</summary>
    public required int SourceHead { get; init; }
    public required int Cue { get; init; }
    public required TextSpan CueSpan { get; init; }
    public required string CueLemma { get; init; }

    /// <summary><c>say, find, think, deny, urge, judge, according, cite</c>.</summary>
    public required string CueClass { get; init; }

    /// <summary>What is attributed; may lie on both sides of the cue and in further sentences of a quotation.</summary>
    public required ImmutableArray<TokenRun> Content { get; init; }

    /// <summary>The source by name: a pronoun and a bare surname stand for the mention that they lean on.</summary>
    public required string Name { get; init; }

    /// <summary><c>outlet, agency, person, body, document, anonymous</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The body that it speaks for, in the words of the text.</summary>
    public string? Body { get; init; }

    /// <summary>ISO 3166-1 alpha-3 or <c>X:…</c> of the government or group that it counts as.</summary>
    public string? Government { get; init; }

    /// <summary>Words elsewhere that the name, body or government lean on (the mention that a pronoun stands for).</summary>
    public TextSpan? LeansOn { get; init; }

    /// <summary>When it was said, where the words say so.</summary>
    public TimeMention? Said { get; init; }

    /// <summary>Whether the cue itself is negated ("did not say").</summary>
    public bool Negated { get; init; }

    /// <summary>Whether the source is the first person inside another's words ("I think", "we believe"): a hedge of that
    /// speaker, and no source of its own.</summary>
    public bool OfSpeaker { get; init; }

    /// <summary>Whether it trails behind what it denies, which stands as a statement beside it ("…, an accusation Tehran denied").</summary>
    public bool Retort { get; init; }

    public bool Covers(int token)
    {
        foreach (var run in Content)
        {
            if (run.Contains(token)) return true;
        }
        return false;
    }

    /// <summary>Whether the cue commits its source to the content, or to its falsehood.</summary>
    public bool Reports => CueClass is "say" or "find" or "think" or "deny" or "according" or "cite";
}

/// <summary>The paper or agency that the text says reported something first, and where.</summary>
public readonly record struct FirstReport(int Sentence, string Name, TextSpan Span);

/// <summary>The attributions of one article, in order of their cues.</summary>
public sealed record AttributionReading(ImmutableArray<AttributionMention> Mentions, ImmutableArray<FirstReport> FirstReports)
{
    /// <summary>Tokens a bucket of the index holds.</summary>
    private const int Bucket = 256;

    private readonly Dictionary<int, List<int>> _index = Index(Mentions);

    public static AttributionReading Empty { get; } = new([], []);

    private static Dictionary<int, List<int>> Index(ImmutableArray<AttributionMention> mentions)
    {
        var index = new Dictionary<int, List<int>>();
        for (var i = 0; i < mentions.Length; i++)
        {
            foreach (var run in mentions[i].Content)
            {
                for (var b = run.First / Bucket; b <= (run.End - 1) / Bucket; b++)
                {
                    if (!index.TryGetValue(b, out var list)) index[b] = list = [];
                    if (list.Count == 0 || list[^1] != i) list.Add(i);
                }
            }
        }
        return index;
    }

    /// <summary>The attributions under which a token stands, outermost first. Empty: the outlet's own voice.</summary>
    public ImmutableArray<AttributionMention> Chain(int token)
    {
        List<AttributionMention>? chain = null;
        if (!_index.TryGetValue(token / Bucket, out var near)) return [];
        foreach (var i in near)
        {
            var mention = Mentions[i];
            if (mention.Reports && !mention.Retort && mention.Covers(token)) (chain ??= []).Add(mention);
        }
        if (chain is null) return [];
        // An attribution whose cue stands in another's content is inside it; among equals the wider content is outside.
        var all = chain;
        return [.. chain.OrderBy(m => all.Count(o => o != m && o.Covers(m.Cue) && !m.Covers(o.Cue))).ThenByDescending(Width).ThenBy(m => m.Cue)];
    }

    /// <summary>The denial that trails behind the statement in which a token stands, if any.</summary>
    public AttributionMention? RetortTo(int token)
    {
        if (!_index.TryGetValue(token / Bucket, out var near)) return null;
        foreach (var i in near)
            if (Mentions[i].Retort && Mentions[i].Covers(token)) return Mentions[i];
        return null;
    }

    private static int Width(AttributionMention m)
    {
        var width = 0;
        foreach (var run in m.Content) width += run.Count;
        return width;
    }

    /// <summary>The chain in the ledger's own type, with the primary source marked: the last speaker or document that can
    /// be held to the statement. A document that another source cites without showing it is basis, never a second source.</summary>
    /// <param name="deed">The words that say the deed itself: whoever "agreed" is no second speaker where another is said to tell of it.</param>
    public (ImmutableArray<Attribution> Chain, TextSpan? Basis, ImmutableArray<TextSpan> Evidence) Describe(int token, IReadOnlyCollection<TextSpan>? deed = null)
    {
        var mentions = Chain(token);
        if (deed is not null && mentions.Length > 1)
        {
            var told = mentions.RemoveAll(m => m.CueClass != "deny" && deed.Contains(m.CueSpan));
            if (!told.IsEmpty) mentions = told;
        }
        if (mentions.Length == 0) return ([], null, []);
        TextSpan? basis = null;
        var speakers = new List<AttributionMention>();
        foreach (var m in mentions)
        {
            if (m.OfSpeaker && mentions.Any(o => !o.OfSpeaker && o.Kind != "document")) continue;
            if (m.Kind == "document") basis ??= m.SourceSpan;
            if (m.Kind != "document" || mentions.Length == 1 || mentions.All(x => x.Kind is "document" or "outlet" or "agency")) speakers.Add(m);
        }
        // Of an accusation and its denial in one sentence the claim is the denial.
        var primary = speakers.FindLastIndex(m => m.CueClass == "deny" && !m.Negated && m.Kind is not ("outlet" or "agency"));
        if (primary < 0) primary = speakers.FindLastIndex(m => m.Kind is not ("outlet" or "agency"));
        if (primary < 0) primary = speakers.Count - 1;
        var chain = ImmutableArray.CreateBuilder<Attribution>();
        var evidence = ImmutableArray.CreateBuilder<TextSpan>();
        for (var i = 0; i < speakers.Count; i++)
        {
            var m = speakers[i];
            chain.Add(new Attribution
            {
                Source = m.Name,
                Words = m.Words,
                Cue = m.CueLemma,
                Kind = m.Kind,
                Body = m.Body,
                Government = m.Government,
                Primary = i == primary,
                Said = m.Said?.Time.Words,
            });
            evidence.Add(m.SourceSpan);
            evidence.Add(m.CueSpan);
            if (m.LeansOn is { } lean) evidence.Add(lean);
        }
        return (chain.ToImmutable(), basis, evidence.ToImmutable());
    }
}

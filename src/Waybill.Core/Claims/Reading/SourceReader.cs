using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Claims.Reading;

/// <summary>Says what kind of source a noun phrase is, and for which body and government it speaks. A spokesman counts as
/// his body, a body as its government, an unnamed official as the body named for him.</summary>
internal sealed class SourceReader
{
    private readonly Lexicon _lexicon;

    public SourceReader(Lexicon lexicon) => _lexicon = lexicon;

    public SourceRegister Start(Analysis analysis, IReadOnlyList<LexiconHit> hits, Quotes quotes) => new(_lexicon, analysis, hits, quotes);
}

/// <summary>The sources met so far in one article: later pronouns and surnames lean on them.</summary>
internal sealed class SourceRegister
{
    private readonly Lexicon _lexicon;
    private readonly Analysis _analysis;
    private readonly IReadOnlyList<LexiconHit> _hits;
    private readonly Quotes _quotes;
    private readonly Dictionary<string, Known> _persons = new(StringComparer.Ordinal);
    private const int Reach = 8;
    private int _timesOf = -1;
    private ImmutableArray<TimeMention> _times = [];
    private Known? _lastPerson;
    private Known? _lastBody;
    private Known? _lastAny;

    private sealed record Known(string Name, string Kind, string? Body, string? Government, TextSpan Span);

    public SourceRegister(Lexicon lexicon, Analysis analysis, IReadOnlyList<LexiconHit> hits, Quotes quotes)
    {
        _quotes = quotes;
        _lexicon = lexicon;
        _analysis = analysis;
        _hits = hits;
    }

    /// <summary>Names the sources of all attributions. Those of the first person come last: "we" inside a quotation is its
    /// speaker.</summary>
    public ImmutableArray<AttributionMention> Finish(List<AttributionReader.Draft> drafts)
    {
        var mentions = new AttributionMention[drafts.Count];
        var outer = new Known?[drafts.Count];
        Known? lastOuter = null;
        // A quotation reaches a few sentences at most: only near attributions can hold another.
        var from = new int[drafts.Count];
        var to = new int[drafts.Count];
        for (int i = 0, low = 0, high = 0; i < drafts.Count; i++)
        {
            while (drafts[low].Sentence < drafts[i].Sentence - Reach) low++;
            while (high < drafts.Count && drafts[high].Sentence <= drafts[i].Sentence + Reach) high++;
            (from[i], to[i]) = (low, high);
        }
        for (var i = 0; i < drafts.Count; i++)
        {
            if (FirstPerson(drafts[i]))
            {
                outer[i] = lastOuter;
                continue;
            }
            var nested = false;
            for (var k = from[i]; k < to[i] && !nested; k++) nested = k != i && drafts[k].Content.Exists(r => r.Contains(drafts[i].Cue));
            mentions[i] = Finish(drafts[i], null, nested);
            if (!nested && drafts[i].Class is "say" or "according") lastOuter = Of(mentions[i]);
        }
        for (var i = 0; i < drafts.Count; i++)
        {
            if (mentions[i] is not null) continue;
            var d = drafts[i];
            var speaker = -1;
            for (var k = from[i]; k < to[i]; k++)
            {
                if (k != i && mentions[k] is not null && drafts[k].Content.Exists(r => r.Contains(d.Cue)) && (speaker < 0 || Math.Abs(drafts[k].Cue - d.Cue) < Math.Abs(drafts[speaker].Cue - d.Cue))) speaker = k;
            }
            mentions[i] = Finish(d, speaker >= 0 ? Of(mentions[speaker]) : outer[i], true) with { OfSpeaker = speaker >= 0 || (outer[i] is not null && _quotes.Inside(d.Cue)) };
        }
        return [.. mentions];
    }

    private static Known Of(AttributionMention m) => new(m.Name, m.Kind, m.Body, m.Government, m.LeansOn ?? m.SourceSpan);

    private bool FirstPerson(AttributionReader.Draft d) => d.Source.Count > 0 && d.Head >= 0 && Verbs.Lower(_analysis, d.Head) is "i" or "we";

    private AttributionMention Finish(AttributionReader.Draft d, Known? speaker, bool nested)
    {
        var tokens = _analysis.Tokens;
        TrimTime(d);
        TrimHeading(d);
        var span = Span(d.Source);
        var known = speaker ?? (d.Source.Count == 0 ? new Known("", "anonymous", null, null, span) : Identify(d, span, out _));
        TextSpan? leans = null;
        if (known.Span != span) leans = known.Span;
        if (!nested) Remember(d, known with { Span = leans ?? span });
        var s = _analysis.Sentences[d.Sentence];
        return new AttributionMention
        {
            Sentence = d.Sentence,
            Source = d.Source,
            SourceSpan = span,
            Words = span.Of(_analysis.Text).ToString(),
            SourceHead = d.Head,
            Cue = d.Cue,
            CueSpan = TextSpan.FromBounds(tokens.Start[d.Cue], tokens.Start[d.CueEnd - 1] + tokens.Length[d.CueEnd - 1]),
            CueLemma = d.Class == "according" ? "according to" : tokens.Lemma[d.Cue],
            CueClass = d.Class,
            Content = [.. d.Content.OrderBy(r => r.First)],
            Name = known.Name,
            Kind = known.Kind,
            Body = known.Body,
            Government = known.Government,
            LeansOn = leans,
            Said = Said(d, s),
            Negated = d.Negated,
            Retort = d.Retort,
        };
    }

    private TextSpan Span(TokenRun run)
        => run.Count == 0 ? default : TextSpan.FromBounds(_analysis.Tokens.Start[run.First], _analysis.Tokens.Start[run.End - 1] + _analysis.Tokens.Length[run.End - 1]);

    private string Words(TokenRun run) => Span(run).Of(_analysis.Text).ToString();

    private IEnumerable<LexiconHit> Hits(TextSpan span)
    {
        int low = 0, high = _hits.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_hits[middle].Span.End <= span.Start) low = middle + 1;
            else high = middle;
        }
        for (var i = low; i < _hits.Count && _hits[i].Span.Start < span.End; i++)
        {
            if (_hits[i].Span.Overlaps(span)) yield return _hits[i];
        }
    }

    private Known Identify(AttributionReader.Draft d, TextSpan span, out bool pronoun)
    {
        pronoun = false;
        var tokens = _analysis.Tokens;
        var head = d.Head;
        var lemma = tokens.Lemma[head];
        var word = Verbs.Lower(_analysis, head);
        if (tokens.Upos[head] == Upos.Pron || word is "he" or "she" or "they" or "it" or "i" or "we")
        {
            pronoun = true;
            var antecedent = word switch
            {
                "he" or "she" => _lastPerson,
                "it" => _lastBody,
                "they" => _lastAny,
                _ => null,
            };
            return antecedent ?? new Known(span.Of(_analysis.Text).ToString(), word is "it" ? "document" : "person", null, null, span);
        }
        string? government = null, body = null, outlet = null, agency = null, leader = null;
        var headSpan = _analysis.SpanOf(head);
        foreach (var hit in Hits(span))
        {
            switch (hit.Kind)
            {
                case EntryKind.Agency when hit.Span.Overlaps(headSpan) || hit.Span.Length * 2 > span.Length:
                    agency = hit.Id;
                    break;
                case EntryKind.Outlet when hit.Span.Overlaps(headSpan) || hit.Span.Length * 2 > span.Length:
                    outlet = hit.Id;
                    break;
                case EntryKind.Party when Government(hit) is { } id && !(hit.Via is "capital" or "city" && PartOfAName(hit, span)):
                    government ??= id;
                    if (hit.Via is "ministry" or "capital") body ??= hit.Span.Of(_analysis.Text).ToString();
                    if (hit.Leader is not null) leader = hit.Leader;
                    break;
            }
        }
        var name = span.Of(_analysis.Text).ToString();
        var proper = ProperName(d.Source, head);
        if (proper.Length > 0 && SourceNouns.AreUnnamed(proper.ToLowerInvariant())) return new Known(name, "anonymous", body, government, span);
        if (government is null && (proper.Length == 0 || SourceNouns.LooksLikeBody(proper)) && agency is null && outlet is null) government = EarlierBody(d.Source);
        if (agency is not null && body is null) return new Known(name, "agency", null, null, span);
        if (outlet is not null && body is null) return new Known(name, "outlet", null, null, span);
        if (SourceNouns.Documents.Contains(lemma)) return new Known(name, "document", body, government, span);
        if (SourceNouns.Outlets.Contains(lemma)) return new Known(name, lemma is "agency" && government is not null && !name.Contains("news", StringComparison.Ordinal) ? "body" : "outlet", body, government, span);
        if (SourceNouns.Spokes.Contains(lemma) && proper.Length == 0)
        {
            if (government is null && body is null && Definite(d.Source) && (_lastPerson ?? _lastBody) is { } spoke) return spoke;
            return new Known(name, "body", body, government, span);
        }
        if (SourceNouns.Unnamed.Contains(lemma) && proper.Length == 0)
        {
            if (government is null && Definite(d.Source) && _lastAny is { Kind: "anonymous" or "person", Government: not null } before) return before;
            return new Known(name, "anonymous", body, government, span);
        }
        if (tokens.Upos[head] == Upos.Propn || proper.Length > 0)
        {
            if (leader is not null) return new Known(proper.Length > 0 ? proper : name, "person", body, government, span);
            var own = Hits(headSpan).Any(h => h.Kind == EntryKind.Party && h.Leader is null && Government(h) is not null);
            if (own && proper.Length == 0 || SourceNouns.LooksLikeBody(name)) return new Known(name, "body", body ?? (government is null ? null : name), government, span);
            var surname = LastWord(proper.Length > 0 ? proper : name);
            if (government is null && _persons.TryGetValue(surname, out var known)) return known;
            if (own && !proper.Contains(' ', StringComparison.Ordinal)) return new Known(name, "body", body, government, span);
            return new Known(proper.Length > 0 ? proper : name, "person", body, government ?? Apposed(d, span), span);
        }
        if (SourceNouns.Offices.Contains(lemma))
        {
            if (government is null && Definite(d.Source) && _lastPerson is { Government: not null } office) return office;
            return new Known(name, "person", body, government, span);
        }
        if (government is not null || SourceNouns.Bodies.Contains(lemma)) return new Known(name, "body", body, government, span);
        return new Known(name, tokens.Morph[head].HasFlag(Morph.Plural) ? "anonymous" : "person", body, government, span);
    }

    /// <summary>"Kirby, a spokesman for the White House, said": the party in the apposition after the name.</summary>
    private string? Apposed(AttributionReader.Draft d, TextSpan span)
    {
        var s = _analysis.Sentences[d.Sentence];
        var end = Math.Min(s.EndToken, d.Source.End + 14);
        if (d.Source.End >= end || Verbs.Lower(_analysis, d.Source.End) != ",") return null;
        var until = d.Source.End + 1;
        while (until < end && until != d.Cue && Verbs.Lower(_analysis, until) != ",") until++;
        if (until >= s.EndToken) return null;
        var apposition = TextSpan.FromBounds(span.End, _analysis.Tokens.Start[until]);
        foreach (var hit in Hits(apposition))
        {
            if (hit.Kind == EntryKind.Party && Government(hit) is { } id) return id;
        }
        return null;
    }

    private string? Government(LexiconHit hit)
    {
        var party = _lexicon.Party(hit.Id);
        if (party is null) return null;
        return party.Kind is PartyKind.Company ? null : party.Id;
    }

    private static readonly FrozenSet<string> InstituteWords = WordClasses.Of("institute-word");

    /// <summary>"Stockholm International Peace Research Institute", "Washington Institute": where a house sits is not for whom it speaks.</summary>
    private bool PartOfAName(LexiconHit hit, TextSpan span)
    {
        var name = TextSpan.FromBounds(hit.Span.End, span.End).Of(_analysis.Text);
        foreach (var house in InstituteWords)
        {
            if (name.Contains(house, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private bool Definite(TokenRun run) => Verbs.Lower(_analysis, run.First) is "the" or "this" or "that" or "his" or "both";

    /// <summary>The person's name in a source: the run of proper nouns that ends at the head.</summary>
    private string ProperName(TokenRun run, int head)
    {
        var tokens = _analysis.Tokens;
        if (tokens.Upos[head] == Upos.Noun)
        {
            // "spokesman John Kirby": the head may be taken at the title.
            if (!(SourceNouns.Spokes.Contains(tokens.Lemma[head]) || SourceNouns.Offices.Contains(tokens.Lemma[head]) || SourceNouns.Unnamed.Contains(tokens.Lemma[head]))) return "";
            var after = head + 1;
            if (after >= run.End || tokens.Upos[after] != Upos.Propn) return "";
            var stop = after;
            while (stop < run.End && tokens.Upos[stop] == Upos.Propn) stop++;
            return Words(new TokenRun(after, stop));
        }
        if (tokens.Upos[head] != Upos.Propn) return "";
        // The head may be taken at a first name or a title ("Daniel" of "Daniel Noboa", "Secretary" of "Secretary of State Antony Blinken").
        var last = head;
        while (last + 1 < run.End && tokens.Upos[last + 1] == Upos.Propn) last++;
        if (Titled(last))
        {
            for (var t = run.End - 1; t > last + 1; t--)
            {
                if (tokens.Upos[t] == Upos.Propn && !Titled(t)) { last = t; break; }
            }
        }
        var first = last;
        while (first - 1 >= run.First && tokens.Upos[first - 1] == Upos.Propn && !Titled(first - 1)) first--;
        // "Secretary of State Antony Blinken"
        if (first - 2 >= run.First && first < last && Verbs.Lower(_analysis, first - 1) == "of" && Titled(first - 2)) first++;
        var name = Words(new TokenRun(first, last + 1));
        // What the lexicon knows as a party's or body's name is no part of the person's.
        foreach (var hit in Hits(Span(new TokenRun(first, last + 1))))
        {
            if (hit.Kind != EntryKind.Party || hit.Leader is not null) continue;
            if (hit.Span.Contains(_analysis.SpanOf(last))) return "";
            while (first < last && tokens.Start[first] < hit.Span.End) first++;
            name = Words(new TokenRun(first, last + 1));
        }
        return name;
    }

    /// <summary>"the ministry", "a Defence Ministry spokesman" with no state named: the state whose ministry the text named last.</summary>
    private string? EarlierBody(TokenRun source)
    {
        var tokens = _analysis.Tokens;
        var noun = -1;
        for (var t = source.End - 1; t >= source.First && noun < 0; t--)
        {
            if (tokens.Lemma[t].ToLowerInvariant() is "ministry" or "government" or "military" or "army" or "department" or "navy" or "cabinet" or "administration" or "parliament") noun = t;
        }
        if (noun < 0 || !(Definite(source) || noun > source.First && tokens.Upos[noun - 1] is Upos.Propn or Upos.Adj or Upos.Noun)) return null;
        var start = tokens.Start[source.First];
        var lemma = tokens.Lemma[noun].ToLowerInvariant();
        var tried = 0;
        for (var i = _hits.Count - 1; i >= 0 && tried < 60; i--)
        {
            if (_hits[i].Span.End > start || _hits[i].Kind != EntryKind.Party || Government(_hits[i]) is not { } id) continue;
            tried++;
            if (_hits[i].Span.Of(_analysis.Text).Contains(lemma, StringComparison.OrdinalIgnoreCase)) return id;
            var t = _analysis.TokenAt(_hits[i].Span.End - 1) + 1;
            for (var k = t; k < tokens.Count && k - t <= 3 && tokens.Upos[k] is Upos.Noun or Upos.Propn or Upos.Adj or Upos.Part; k++)
            {
                if (tokens.Lemma[k].Equals(lemma, StringComparison.OrdinalIgnoreCase)) return id;
            }
        }
        return Dateline();
    }

    /// <summary>The state of a dateline ("SEOUL (Agency) –"): a bare ministry is that of the place the text is written from.</summary>
    private string? Dateline()
    {
        foreach (var hit in _hits)
        {
            if (hit.Span.Start > 400) return null;
            if (hit.Kind != EntryKind.Party || hit.Via != "capital" || Government(hit) is not { } id) continue;
            var words = hit.Span.Of(_analysis.Text);
            var capitals = true;
            foreach (var letter in words) capitals &= !char.IsLower(letter);
            if (capitals) return id;
        }
        return null;
    }

    private bool Titled(int t) => Verbs.Lower(_analysis, t) is "president" or "minister" or "secretary" or "general" or "gen." or "gen" or "spokesman" or "spokeswoman" or "spokesperson" or "sen." or "rep." or "adm." or "col." or "lt." or "mr." or "ms." or "mrs." or "dr." or "chancellor" or "premier" or "ambassador" or "king" or "prince" or "senator" or "chief" or "director" or "commander";

    private static string LastWord(string name)
    {
        var trimmed = name.TrimEnd('.', ' ');
        var at = trimmed.LastIndexOf(' ');
        return at < 0 ? trimmed : trimmed[(at + 1)..];
    }

    private void Remember(AttributionReader.Draft d, Known known)
    {
        if (known.Name.Length == 0) return;
        _lastAny = known;
        if (known.Kind == "person" || (known.Kind is "anonymous" && d.Source.Count > 0 && !_analysis.Tokens.Morph[d.Head].HasFlag(Morph.Plural)))
        {
            _lastPerson = known;
            if (known.Kind == "person" && (known.Government is not null || known.Body is not null || !_persons.ContainsKey(LastWord(known.Name)))) _persons[LastWord(known.Name)] = known;
        }
        else if (known.Kind is "body" or "outlet" or "agency" or "document")
        {
            _lastBody = known;
            if (SourceNouns.Spokes.Contains(_analysis.Tokens.Lemma[d.Head])) _lastPerson = known;
        }
    }

    /// <summary>The time of the statement: a time that follows the cue at once, or stands between source and cue.</summary>
    private TimeMention? Said(AttributionReader.Draft d, Sentence s)
    {
        foreach (var time in Times(d.Sentence))
        {
            if (!time.Resolvable || time.OpensClause) continue;
            if (time.FirstToken >= d.CueEnd && time.FirstToken <= d.CueEnd + 12 && !d.Content.Exists(r => r.Contains(time.FirstToken)) && NothingBetween(d.CueEnd, time.FirstToken)) return time;
            if (d.Source.Count > 0 && time.FirstToken >= d.Source.First && time.EndToken <= d.Cue && (time.FirstToken >= d.Head)) return time;
            if (time.FirstToken <= s.FirstToken + 1 && d.Source.First - time.EndToken is >= 0 and <= 2 && !d.After && d.Source.First > time.FirstToken) return time;
        }
        return null;
    }

    /// <summary>"In July Warsaw said": the time is not the speaker's first name, whatever the tree makes of it.</summary>
    private void TrimTime(AttributionReader.Draft d)
    {
        if (d.Source.Count < 2) return;
        foreach (var time in Times(d.Sentence))
        {
            if (time.FirstToken <= d.Source.First && time.EndToken > d.Source.First && time.EndToken <= d.Head) d.Source = d.Source with { First = time.EndToken };
        }
    }

    /// <summary>"ETHIOPIA Sources familiar with the matter told": a heading that ran into the text is no part of the speaker.</summary>
    private void TrimHeading(AttributionReader.Draft d)
    {
        if (d.Source.Count < 2 || d.Head <= d.Source.First || d.Source.First != _analysis.Sentences[d.Sentence].FirstToken || !SourceNouns.AreUnnamed(Verbs.Lower(_analysis, d.Source.First + 1))) return;
        var word = _analysis.Word(d.Source.First);
        foreach (var letter in word)
        {
            if (!char.IsUpper(letter)) return;
        }
        if (word.Length >= 4 && char.IsUpper(_analysis.Word(d.Source.First + 1)[0])) d.Source = d.Source with { First = d.Source.First + 1 };
    }

    private ImmutableArray<TimeMention> Times(int sentence)
    {
        if (_timesOf != sentence) (_timesOf, _times) = (sentence, TimeReader.Read(_analysis, sentence));
        return _times;
    }

    private bool NothingBetween(int from, int to)
    {
        for (var t = from; t < to; t++)
        {
            var word = Verbs.Lower(_analysis, t);
            if (word is "that" or "," or ":" || (Quotes.IsMark(_analysis.Word(t))) || _analysis.Tokens.Upos[t] is Upos.Verb or Upos.Aux) return false;
        }
        return true;
    }

    /// <summary>"first reported by X", "X was the first to report", "X first reported".</summary>
    public ImmutableArray<FirstReport> FirstReports()
    {
        ImmutableArray<FirstReport>.Builder? found = null;
        for (var i = 0; i < _analysis.Sentences.Length; i++)
        {
            var s = _analysis.Sentences[i];
            for (var t = s.FirstToken; t < s.EndToken; t++)
            {
                if (Verbs.Lower(_analysis, t) != "first" || !Near(s, t, out var by)) continue;
                var press = Hits(s.Span).Where(h => h.Kind is EntryKind.Outlet or EntryKind.Agency).ToList();
                if (press.Count == 0) continue;
                var at = _analysis.Tokens.Start[by >= 0 ? by : t];
                var hit = by >= 0 ? press.Find(h => h.Span.Start > at) : press.FindLast(h => h.Span.End <= at);
                if (hit.Span.Length == 0) continue;
                found ??= ImmutableArray.CreateBuilder<FirstReport>();
                found.Add(new FirstReport(i, hit.Span.Of(_analysis.Text).ToString(), hit.Span));
                break;
            }
        }
        return found?.ToImmutable() ?? [];
    }

    private bool Near(Sentence s, int t, out int by)
    {
        by = -1;
        for (var k = t + 1; k < s.EndToken && k <= t + 3; k++)
        {
            if (_analysis.Tokens.Lemma[k] is not ("report" or "disclose" or "reveal" or "publish")) continue;
            if (k + 1 < s.EndToken && Verbs.Lower(_analysis, k + 1) == "by") by = k + 1;
            return true;
        }
        return false;
    }
}

/// <summary>Nouns that head sources, by kind.</summary>
internal static class SourceNouns
{
    public static readonly ImmutableHashSet<string> Documents = Set("finding", "findings", "report", "assessment", "intelligence", "document", "statement", "letter", "study", "memo", "memorandum", "cable",
        "analysis", "survey", "poll", "file", "filing", "resolution", "dossier", "data", "record", "database", "image", "imagery", "note", "communique", "communiqué", "transcript", "email", "paper", "bulletin", "readout", "release", "contract", "budget", "evidence", "discovery", "figure", "claim", "indictment", "complaint", "article", "book", "photo", "photograph", "video", "footage");

    public static readonly ImmutableHashSet<string> Outlets = Set("newspaper", "daily", "outlet", "broadcaster", "media", "magazine", "channel", "website", "tabloid", "station", "press", "weekly", "network", "blog");

    public static readonly ImmutableHashSet<string> Spokes = Set("spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen");

    public static readonly ImmutableHashSet<string> Unnamed = Set("official", "source", "diplomat", "person", "people", "aide", "insider", "expert", "analyst", "observer", "lawmaker", "critic", "adviser", "advisor",
        "officer", "witness", "resident", "researcher", "investigator", "inspector", "soldier", "activist", "commentator", "scholar", "scientist", "executive", "staffer", "supporter", "opponent", "specialist", "monitor", "others", "leader", "rebel", "prosecutor", "expert", "member", "man", "woman", "some", "many");

    /// <summary>Plurals that name nobody, also with a capital at the head of a sentence.</summary>
    public static bool AreUnnamed(string word) => word is "sources" or "officials" or "diplomats" or "experts" or "analysts" or "witnesses" or "researchers" or "investigators";

    public static readonly ImmutableHashSet<string> Offices = Set("president", "minister", "chancellor", "premier", "secretary", "ambassador", "general", "commander", "chief", "director", "senator", "king", "prince", "envoy", "representative", "chairman", "chairwoman", "chair", "mayor", "governor", "professor", "editor", "founder", "ceo", "admiral", "colonel", "captain", "judge", "author");

    public static readonly ImmutableHashSet<string> Bodies = Set("government", "ministry", "military", "administration", "council", "company", "police", "party", "group", "department", "army", "navy", "agency", "organization", "organisation",
        "institute", "court", "parliament", "committee", "commission", "command", "force", "embassy", "office", "alliance", "bloc", "panel", "watchdog", "firm", "maker", "manufacturer", "authority", "coalition", "state", "country", "nation", "campaign", "congress", "senate", "union", "pentagon", "kremlin", "team", "bank", "fund", "service", "staff", "cabinet", "authorities", "federation", "university", "center", "centre", "think-tank");

    private static readonly ImmutableArray<string> BodyWords = ["Ministry", "Department", "Agency", "Council", "Institute", "Center", "Centre", "Committee", "Commission", "Command", "Group", "Company", "Corporation", "Association", "University", "Court", "Party", "Embassy", "Office", "Union", "Organization", "Organisation", "Pentagon", "Kremlin", "Congress", "Senate", "Army", "Navy", "Forces", "Police", "Bureau", "Board", "Staff", "Administration", "Government", "Parliament", "Foundation", "Service", "Initiative", "Network", "Nations", "NATO"];

    public static bool LooksLikeBody(string name)
    {
        if (name.Contains("Ministry of ", StringComparison.Ordinal) || name.Contains("Department of ", StringComparison.Ordinal)) return true;
        foreach (var word in BodyWords)
        {
            if (name.EndsWith(word, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static ImmutableHashSet<string> Set(params string[] words) => ImmutableHashSet.Create(StringComparer.Ordinal, words);
}

using Waybill.Language;

namespace Waybill.Claims.Reading;

/// <summary>Finds the attributions whose cue stands in one sentence: cue, source and content as runs of tokens.</summary>
internal sealed class ClauseReader
{
    private readonly Analysis _analysis;
    private readonly TokenTable _tokens;
    private readonly int _sentence;
    private readonly Sentence _s;
    private readonly Quotes _quotes;
    private readonly CueLexicon _cues;
    private readonly bool _hasTree;
    private readonly List<AttributionReader.Draft> _found = [];

    public ClauseReader(Analysis analysis, int sentence, Quotes quotes, CueLexicon cues)
    {
        _analysis = analysis;
        _tokens = analysis.Tokens;
        _sentence = sentence;
        _s = analysis.Sentences[sentence];
        _quotes = quotes;
        _cues = cues;
        _hasTree = Trees.Has(analysis, _s);
    }

    private string Word(int t) => t >= _s.FirstToken && t < _s.EndToken ? Verbs.Lower(_analysis, t) : "";

    private Upos Tag(int t) => t >= _s.FirstToken && t < _s.EndToken ? _tokens.Upos[t] : Upos.Punct;

    private bool Mark(int t) => t >= _s.FirstToken && t < _s.EndToken && Quotes.IsMark(_analysis.Word(t));

    /// <summary>Whether a quotation mark opens.</summary>
    private bool Opens(int mark) => Mark(mark) && !_quotes.Inside(mark - 1) && _quotes.Inside(mark + 1);

    private bool Comma(int t) => Word(t) is "," or ";" or "—" or "–" or "--";

    public List<AttributionReader.Draft> Read()
    {
        for (var t = _s.FirstToken; t < _s.EndToken; t++)
        {
            if (Word(t) == "according" && Word(t + 1) == "to") AccordingTo(t);
            else if ((Tag(t) == Upos.Verb || (Tag(t) == Upos.Noun && Word(t + 1) == "that" && Word(t).EndsWith('s'))) && _cues.ClassOf(_tokens.Lemma[t]) is { } cls && !Misread(t)) Verb(t, cls);
            else if (Word(t) is "citing" or "quoting") Citing(t);
        }
        return _found;
    }

    /// <summary>"member state", "state of Texas", "told her to leave": words that look like a cue and are none.</summary>
    private bool Misread(int t)
    {
        if (Word(t) is "state" or "states" or "claim" or "report" && (Word(t + 1) is "of" or "by" || Tag(t - 1) is Upos.Det or Upos.Adj)) return true;
        if (Word(t + 1) is "of" or "about" or "in" && _tokens.Lemma[t] is "think" or "learn" or "know" or "believe") return true;
        if (_tokens.Lemma[t] == "tell")
        {
            for (var k = t + 1; k < t + 5 && k < _s.EndToken; k++)
            {
                if (Word(k) is "that" or "," || Mark(k)) return false;
                if (Word(k) == "to" && Tag(k + 1) == Upos.Verb) return true;
            }
        }
        return false;
    }

    private void Add(int cue, int cueEnd, string cls, TokenRun source, int head, bool after, params ReadOnlySpan<TokenRun> content)
    {
        var runs = new List<TokenRun>();
        foreach (var run in content)
        {
            var (first, end) = (run.First, run.End);
            while (first < end && (Comma(first) || Word(first) is ":")) first++;
            while (end > first && (Comma(end - 1) || Word(end - 1) is "." or ":")) end--;
            if (end > first) runs.Add(new TokenRun(first, end));
        }
        var whole = runs.Count == 0;
        if (whole && !(after || Bare(cue, cueEnd, source))) return;
        _found.Add(new AttributionReader.Draft
        {
            Sentence = _sentence,
            Cue = cue,
            CueEnd = cueEnd,
            Class = cls,
            Source = source,
            Head = head,
            Content = runs,
            After = after,
            WholeSentence = whole,
            Negated = Negated(cue),
        });
    }

    /// <summary>Whether the sentence is little more than "Kirby said on Thursday."</summary>
    private bool Bare(int cue, int cueEnd, TokenRun source)
    {
        _ = cue;
        return source.Count > 0 && source.First <= _s.FirstToken + 2 && _s.EndToken - cueEnd <= 8;
    }

    private bool Negated(int cue)
    {
        for (var t = cue - 1; t >= _s.FirstToken && cue - t <= 4; t--)
        {
            var word = Word(t);
            if (word is "not" or "n't" or "n’t" or "never" or "neither" or "nor") return true;
            if (Tag(t) is not (Upos.Adv or Upos.Aux or Upos.Part or Upos.Verb)) return false;
        }
        return false;
    }

    private void AccordingTo(int t)
    {
        var (end, head) = NounPhraseRight(t + 2, relative: true);
        if (head < 0) return;
        var source = new TokenRun(t + 2, end);
        var before = new TokenRun(ClauseStart(t), t);
        // A following clause belongs to it where the phrase opens the sentence or stands between commas.
        var after = new TokenRun(end, Comma(end) || before.Count <= 1 ? _s.EndToken : end);
        if (before.Count > 1 && !Comma(t - 1) && !Comma(end)) after = new TokenRun(end, end);
        Add(t, t + 2, "according", source, head, before.Count > 1, before, after);
    }

    private void Citing(int t)
    {
        var (end, head) = NounPhraseRight(t + 1, relative: false);
        if (head < 0) return;
        Add(t, t + 1, "cite", new TokenRun(t + 1, end), head, false, new TokenRun(_s.FirstToken, t), new TokenRun(end, _s.EndToken));
    }

    private void Verb(int v, string cls)
    {
        var xpos = _tokens.Xpos[v];
        var left = v - 1;
        var passive = false;
        var infinitive = false;
        while (left >= _s.FirstToken && v - left < 8)
        {
            var word = Word(left);
            if (Tag(left) is Upos.Aux or Upos.Adv || word is "not" or "n't" or "n’t" or "further" or "also" || (Tag(left) == Upos.Verb && word is "has" or "have" or "had"))
            {
                if (xpos == "VBN" && _tokens.Lemma[left] == "be") passive = true;
                left--;
                continue;
            }
            if (word == "to" && Tag(left) is Upos.Part) infinitive = true;
            break;
        }
        if (passive)
        {
            Passive(v, cls);
            return;
        }
        if (infinitive && left - 2 >= _s.FirstToken && Word(left - 1) == "on" && _tokens.Lemma[left - 2] == "go" && cls == "say")
        {
            // "went on to say"
            left -= 3;
            while (left > _s.FirstToken && Tag(left) is Upos.Aux or Upos.Adv) left--;
            infinitive = false;
            xpos = "VBD";
        }
        // "Declassified intelligence found that …": a past tense that the tagger took for a participle.
        if (xpos == "VBN" && !HasAuxiliary(left, v) && Word(v + 1) == "that" && Tag(left) is Upos.Noun or Upos.Propn or Upos.Pron) xpos = "VBD";
        if (infinitive && left - 1 > _s.FirstToken && _tokens.Lemma[left - 1] == "continue")
        {
            // "continues to deny"
            left -= 2;
            while (left > _s.FirstToken && Tag(left) is Upos.Aux or Upos.Adv) left--;
            infinitive = false;
            xpos = "VBZ";
        }
        // "Tehran, however, denies": an adverb between commas.
        if (left - 3 >= _s.FirstToken && Comma(left) && Tag(left - 1) is Upos.Adv && Comma(left - 2)) left -= 3;
        if (infinitive || (xpos == "VBN" && !HasAuxiliary(left, v)) || (xpos == "VB" && !HasAuxiliary(left, v))) return;
        if (xpos == "VBG" && !HasAuxiliary(left, v))
        {
            Participle(v, cls);
            return;
        }
        var source = Subject(v, left, out var head, out var inverted);
        if (source.Count == 0) return;
        if (cls is "urge" or "judge" && inverted) return;
        var contentFrom = inverted ? source.End : v + 1;
        var before = inverted ? v : source.First;
        var attached = AttachedEnd(contentFrom);
        var mark = before - 1;
        while (mark > _s.FirstToken && Word(mark) is "and" or "as") mark--;
        // A mark that opens right before the source quotes the source's own words too: "However, “we do not believe …".
        var quotedLeft = Mark(mark) && !Opens(mark) || (Comma(mark) && Mark(mark - 1));
        // "The museum, he said, celebrated …": commas on both sides.
        var parenthetical = Comma(mark) && Comma(attached) && mark > _s.FirstToken && cls is "say" or "think" or "find";
        var rightHasClause = quotedLeft
            ? Word(attached) is "that" or ":" || (Mark(attached) && attached + 3 < _s.EndToken)
            : !parenthetical && HasContent(attached, cls, _tokens.Lemma[v]);
        var leftContent = before > _s.FirstToken && (Comma(mark) || Mark(mark) && !Opens(mark)) && (parenthetical || LeftIsContent(before));
        if (inverted || (leftContent && !rightHasClause))
        {
            if (!leftContent && !(inverted && before > _s.FirstToken)) return;
            // "…," he said, "…": the quotation goes on.
            var rest = new TokenRun(attached, attached);
            if (Comma(attached) && (parenthetical || Mark(attached + 1) || !Participial(attached + 1)) && attached + 3 < _s.EndToken) rest = new TokenRun(attached, _s.EndToken);
            Add(v, v + 1, cls, source, head, true, new TokenRun(ClauseStart(before), before), rest);
            return;
        }
        if (!rightHasClause)
        {
            Add(v, v + 1, cls, source, head, false);
            return;
        }
        Add(v, v + 1, cls, source, head, false, new TokenRun(attached, _s.EndToken));
    }

    /// <summary>"X, … saying that …": the source is the subject of the clause that the participle hangs on.</summary>
    private void Participle(int v, string cls)
    {
        if (cls is not ("say" or "deny" or "think") || !(Comma(v - 1) || Mark(v - 1) || Word(v - 1) is "and" or "while" or "by" || Tag(v - 1) is Upos.Noun or Upos.Propn or Upos.Adv)) return;
        var attached = AttachedEnd(v + 1);
        if (!HasContent(attached, cls, _tokens.Lemma[v])) return;
        if (Shared(v, out var sharedHead) is { Count: > 0 } shared)
        {
            Add(v, v + 1, cls, shared, sharedHead, false, new TokenRun(attached, _s.EndToken));
            return;
        }
        for (var t = v - 1; t > _s.FirstToken; t--)
        {
            if (Tag(t) != Upos.Verb || _tokens.Xpos[t] is "VBG" or "VB") continue;
            var left = t - 1;
            while (left > _s.FirstToken && Tag(left) is Upos.Aux or Upos.Adv) left--;
            var source = Subject(t, left, out var head, out var inverted);
            if (source.Count == 0 || inverted) continue;
            Add(v, v + 1, cls, source, head, false, new TokenRun(attached, _s.EndToken));
            return;
        }
    }

    /// <summary>The source of the verb that a second verb or a participle hangs on: by the tree, else the sentence's first.</summary>
    private TokenRun Shared(int v, out int head)
    {
        head = -1;
        if (_hasTree && _tokens.Relation[v] is "conj" or "advcl" or "xcomp" or "parataxis" or "acl")
        {
            var up = _tokens.Head[v];
            for (var guard = 0; guard < 3 && up >= _s.FirstToken && up < _s.EndToken; guard++)
            {
                var cue = _found.Find(d => d.Cue == up);
                if (cue is { Source.Count: > 0 })
                {
                    head = cue.Head;
                    return cue.Source;
                }
                if (Tag(up) == Upos.Verb && TreeSubject(up, out head) is { Count: > 0 } subject) return subject;
                if (_tokens.Relation[up] is not ("conj" or "xcomp" or "advcl")) break;
                up = _tokens.Head[up];
            }
        }
        foreach (var d in _found)
        {
            if (d.Source.Count == 0 || d.Class is "according" or "cite") continue;
            head = d.Head;
            return d.Source;
        }
        return default;
    }

    /// <summary>"was reported by X", "is believed by officials to": the agent is the source.</summary>
    private void Passive(int v, string cls)
    {
        if (cls is "urge" or "judge") return;
        for (var t = v + 1; t < _s.EndToken && t <= v + 6; t++)
        {
            if (Word(t) != "by") continue;
            var (end, head) = NounPhraseRight(t + 1, relative: true);
            if (head < 0) return;
            Add(v, v + 1, cls, new TokenRun(t + 1, end), head, true, new TokenRun(ClauseStart(v), v), new TokenRun(end, end));
            return;
        }
    }

    private bool HasAuxiliary(int left, int v)
    {
        for (var t = left + 1; t < v; t++)
        {
            if (Tag(t) is Upos.Aux || Word(t) is "has" or "have" or "had") return true;
        }
        return false;
    }

    /// <summary>The subject of a cue verb: right of it in inversions, otherwise before it.</summary>
    private TokenRun Subject(int v, int left, out int head, out bool inverted)
    {
        inverted = false;
        head = -1;
        // "A poll in late August found", "the White House in October said", "he on Tuesday said"
        var before = BeforeTime(left);
        if (before < left && before >= _s.FirstToken)
        {
            left = before;
            if (Tag(left) is Upos.Verb or Upos.Adp or Upos.Adv && TreeSubject(v, out head) is { Count: > 0 } far) return far;
        }
        var apposed = left == v - 1 && Comma(left) && !Mark(left - 1) ? Apposition(left, out head) : default;
        if (apposed.Count > 0) return apposed;
        head = -1;
        // "…," said Kirby
        if (left == v - 1 && _tokens.Lemma[v] is not ("tell" or "inform" or "show" or "find") && !TimeWord(v + 1) && (left < _s.FirstToken || Comma(left) || Mark(left) || Word(left) is "—" or "…" or "..."))
        {
            var (end, right) = NounPhraseRight(v + 1, relative: true);
            if (right >= 0 && _tokens.Xpos[v] is "VBD" or "VBZ" or "VBP" && v > _s.FirstToken && Word(v + 1) is not ("that" or "it" or "the" or "a" or "there") | (Tag(v + 2) is Upos.Noun or Upos.Propn or Upos.Adj)
                && (end >= _s.EndToken || Comma(end) || Mark(end) || Word(end) is "." or "(" or "who" or "-" or "in" or "on" or "at" or "during" or "to" or "after" or "of" or "from" || Tag(end) is Upos.Adv))
            {
                inverted = true;
                head = right;
                return new TokenRun(v + 1, end);
            }
        }
        if (left < _s.FirstToken) return default;
        if (Word(left) is "who" or "which" or "that" && Tag(left) is Upos.Pron or Upos.Det or Upos.Sconj)
        {
            if (Word(left) == "that" && Tag(left - 1) is not (Upos.Noun or Upos.Propn)) return default;
            var at = Comma(left - 1) ? left - 2 : left - 1;
            return NounPhraseLeft(at, out head);
        }
        if (Tag(left) is Upos.Cconj || (Comma(left) && Word(left) == "," && !Mark(left - 1) && Tag(left - 1) is not Upos.Noun and not Upos.Propn))
        {
            // "Kirby said …, and added": the subject of the verb before.
            if (Tag(left) is not Upos.Cconj) return default;
            return TreeSubject(v, out head) is { Count: > 0 } own ? own : Shared(v, out head);
        }
        if (Comma(left))
        {
            return TreeSubject(v, out head);
        }
        if (Mark(left)) return default;
        if (Word(left) == ")") return NounPhraseLeft(left, out head);
        if (Tag(left) is Upos.Noun or Upos.Propn or Upos.Pron or Upos.Num or Upos.Adj or Upos.X or Upos.Det)
        {
            if (Word(left) is "what" or "it" && _cues.ClassOf(_tokens.Lemma[v]) is not null && Word(left) == "what") return default;
            // "officials on Thursday said", "the White House in October said": a time between subject and verb.
            if (TreeSubject(v, out var treeHead) is { Count: > 0 } tree && treeHead < left && tree.End < v && BetweenIsTime(tree.End, v))
            {
                head = treeHead;
                return tree;
            }
            var np = NounPhraseLeft(left, out head);
            // "Officials who believe in talks said": a phrase after a preposition or verb is seldom the subject.
            if (np.Count > 0 && np.First > _s.FirstToken && Tag(np.First - 1) is Upos.Adp or Upos.Verb && TreeSubject(v, out var deep) is { Count: > 0 } whole && whole.First < np.First && Tag(deep) != Upos.Pron)
            {
                head = deep;
                return new TokenRun(whole.First, Math.Max(whole.End, Math.Min(np.End, v)));
            }
            return np;
        }
        return TreeSubject(v, out head);
    }

    /// <summary>"Kirby, a spokesman for the council, said": the noun before an apposition that closes at a comma.</summary>
    private TokenRun Apposition(int comma, out int head)
    {
        head = -1;
        for (var t = comma - 1; t > _s.FirstToken && comma - t < 40; t--)
        {
            if (Tag(t) is Upos.Verb or Upos.Aux && _tokens.Xpos[t] is "VBD" or "VBZ" or "VBP" or "MD" && !RelativeBetween(t, comma)) return default;
            if (Word(t) != ",") continue;
            if (Tag(t - 1) is not (Upos.Noun or Upos.Propn) && Word(t - 1) is not ")") continue;
            var next = t + 1;
            if (!(Tag(next) is Upos.Det or Upos.Num or Upos.Propn or Upos.Adj or Upos.Noun || Word(next) is "who" or "which" or "whose" or "one" or "now" or "also" or "speaking" or "his" or "her" or "its") || Word(next) is "according") continue;
            var phrase = NounPhraseLeft(t - 1, out head);
            if (phrase.Count == 0 || (phrase.First > _s.FirstToken && Tag(phrase.First - 1) is Upos.Adp or Upos.Verb)) continue;
            return new TokenRun(phrase.First, comma);
        }
        head = -1;
        return default;
    }

    /// <summary>The token before a time expression that ends at a token ("in October", "Friday afternoon", "this week").</summary>
    private int BeforeTime(int left)
    {
        var t = left;
        for (var guard = 0; guard < 4 && t > _s.FirstToken; guard++)
        {
            var word = Word(t);
            if (word is "morning" or "afternoon" or "evening" or "night" && TimeWord(t - 1)) { t--; continue; }
            if (word is "week" or "month" or "year" or "spring" or "summer" or "fall" && Word(t - 1) is "this" or "last") { t -= 2; continue; }
            if (TimeWord(t) && word is not "last") { t--; continue; }
            if (Tag(t) == Upos.Num && TimeGrammar.MonthOf(Word(t - 1)) > 0) { t -= 2; continue; }
            break;
        }
        if (t == left) return left;
        while (t > _s.FirstToken && Word(t) is "on" or "in" or "late" or "early" or "earlier" or "just" or "mid" or "-") t--;
        return t;
    }

    private bool RelativeBetween(int from, int to)
    {
        for (var t = from; t > _s.FirstToken && from - t < 5; t--)
        {
            if (Word(t) is "who" or "which" or "that") return true;
        }
        _ = to;
        return false;
    }

    private bool BetweenIsTime(int from, int v)
    {
        for (var t = from; t < v; t++)
        {
            var word = Word(t);
            if (word is "in" or "on" or "last" or "this" or "late" or "early" or "earlier" or "," or "the" or "at" || Tag(t) is Upos.Num or Upos.Adv or Upos.Aux) continue;
            if (TimeGrammar.MonthOf(word) > 0 || word.EndsWith("day", StringComparison.Ordinal) || word is "week" or "month" or "year" or "morning" or "night" or "afternoon" or "evening") continue;
            return false;
        }
        return true;
    }

    private TokenRun TreeSubject(int v, out int head)
    {
        head = -1;
        if (!_hasTree) return default;
        for (var t = _s.FirstToken; t < v; t++)
        {
            if (_tokens.Head[t] == v && _tokens.Relation[t].StartsWith("nsubj", StringComparison.Ordinal)) head = t;
        }
        if (head < 0) return default;
        if (Tag(head) is not (Upos.Noun or Upos.Propn or Upos.Pron)) { head = -1; return default; }
        var first = head;
        while (first - 1 >= _s.FirstToken && PhrasePart(first - 1) && Trees.Under(_analysis, first - 1, head)) first--;
        var end = head + 1;
        while (end < v && !Comma(end) && Trees.Under(_analysis, end, head) && Tag(end) is not (Upos.Verb or Upos.Sconj)) end++;
        return new TokenRun(first, end);
    }

    private bool PhrasePart(int t)
        => Tag(t) is Upos.Noun or Upos.Propn or Upos.Adj or Upos.Det or Upos.Num or Upos.X or Upos.Part || Word(t) is "-" or "–" or "." or "'s" or "’s" or "his" or "her" or "its" or "their" or "our" or "my" or "&";

    /// <summary>The noun phrase that ends at a token, with "of" and "for" phrases.</summary>
    private TokenRun NounPhraseLeft(int end, out int head)
    {
        head = -1;
        if (Word(end) == ")")
        {
            // "Lindsey Graham (R-S.C.) told"
            var open = end;
            while (open > _s.FirstToken && end - open < 8 && Word(open) != "(") open--;
            if (Word(open) != "(") return default;
            var bare = NounPhraseLeft(open - 1, out head);
            return bare.Count == 0 ? bare : new TokenRun(bare.First, end + 1);
        }
        if (end < _s.FirstToken || Tag(end) is not (Upos.Noun or Upos.Propn or Upos.Pron or Upos.Num or Upos.Adj or Upos.X or Upos.Det)) return default;
        if (Tag(end) is Upos.Pron)
        {
            head = end;
            if (Word(end) is "one" or "some" or "others" or "most" or "both" or "many") return new TokenRun(end, end + 1);
            return Word(end) is "it" or "he" or "she" or "they" or "i" or "we" or "you" or "who" or "everyone" or "someone" or "nobody" or "anyone" or "himself" or "herself" or "this" or "that" ? new TokenRun(end, end + 1) : default;
        }
        var first = end;
        for (var guard = 0; guard < 30 && first - 1 >= _s.FirstToken; guard++)
        {
            var t = first - 1;
            if (PhrasePart(t) && !Mark(t))
            {
                if (Word(t) == "that" && Tag(t) != Upos.Det) break;
                if (Tag(first) == Upos.Det && Tag(t) is not Upos.Adv && Word(t) is not ("all" or "both" or "half")) break;
                first = t;
                continue;
            }
            if (Tag(t) == Upos.Adp && Word(t) is "of" or "for" or "in" or "at" or "with" or "from" or "to" && t - 1 >= _s.FirstToken && Tag(t - 1) is Upos.Noun or Upos.Propn && (Word(t) is "of" or "for" || SourceNoun(t - 1)))
            {
                first = t - 1;
                continue;
            }
            if (Tag(t) == Upos.Verb && _tokens.Xpos[t] is "VBN" or "VBG" && Tag(first) is Upos.Noun or Upos.Propn or Upos.Adj && (t == _s.FirstToken || Tag(t - 1) is Upos.Det or Upos.Adv or Upos.Adj || Comma(t - 1)))
            {
                // "Recently declassified intelligence", "a newly downgraded finding"
                first = t;
                if (first - 1 >= _s.FirstToken && Tag(first - 1) == Upos.Adv) first--;
                continue;
            }
            if (Tag(t) == Upos.Cconj && Word(t) == "and" && t - 1 >= _s.FirstToken && Tag(t - 1) is Upos.Propn or Upos.Noun && Tag(first) is Upos.Propn or Upos.Noun or Upos.Adj)
            {
                first = t - 1;
                continue;
            }
            break;
        }
        while (first < end && (Word(first) is "." or "'s" or "’s" or "-" || (Tag(first) == Upos.Part))) first++;
        head = HeadOf(first, end + 1);
        return new TokenRun(first, end + 1);
    }

    private bool SourceNoun(int t) => _tokens.Lemma[t] is "official" or "spokesman" or "spokeswoman" or "spokesperson" or "source" or "analyst" or "expert" or "ambassador" or "minister" or "person" or "people" or "officer" or "researcher" or "fellow" or "professor" or "diplomat" or "adviser" or "advisor" or "director" or "envoy" or "representative" or "commander" or "member" or "report" or "statement";

    /// <summary>The head of a noun phrase: its last noun before the first preposition, comma or relative clause.</summary>
    private int HeadOf(int first, int end)
    {
        var head = -1;
        for (var t = first; t < end; t++)
        {
            if (head >= 0 && (Tag(t) == Upos.Adp || Comma(t) || Word(t) is "who" or "which" or "that" || Tag(t) is Upos.Verb or Upos.Cconj)) break;
            if (Tag(t) is Upos.Noun or Upos.Propn or Upos.Pron && Word(t) is not "%" && !(t + 1 < end && Word(t + 1) is "'s" or "’s" or "'" or "’")) head = t;
        }
        // "John Kirby" with a surname the tagger does not know, "White House official" with a noun it takes for an adjective.
        if (head >= 0 && head + 1 < end && Tag(head + 1) is not Upos.Adp and not Upos.Punct && head + 2 == end && (Tag(head) == Upos.Propn && char.IsUpper(_analysis.Word(head + 1)[0]) || SourceNouns.Unnamed.Contains(_tokens.Lemma[head + 1]))) return head + 1;
        if (head >= 0) return head;
        return end - 1 >= first ? end - 1 : -1;
    }

    /// <summary>The noun phrase that starts at a token: its end and head.</summary>
    private (int End, int Head) NounPhraseRight(int from, bool relative)
    {
        var end = from;
        var noun = false;
        for (; end < _s.EndToken && end - from < 40; end++)
        {
            var tag = Tag(end);
            if (PhrasePart(end) && !Mark(end) && Word(end) != ".")
            {
                if (noun && tag == Upos.Det) break;
                if (tag is Upos.Noun or Upos.Propn) noun = true;
                if (tag is Upos.Noun && end > from && TimeWord(end)) break;
                if (tag is Upos.Propn && end > from && noun && TimeWord(end)) break;
                continue;
            }
            if (!noun && tag is Upos.Pron)
            {
                return (end + 1, end);
            }
            if (!noun && tag is Upos.Verb && _tokens.Xpos[end] is "VBN" or "VBG" && Tag(end + 1) is Upos.Noun or Upos.Adj or Upos.Propn) continue;
            if (!noun && tag is Upos.Adv) continue;
            if (noun && tag == Upos.Adp && Word(end) is "of" or "for" or "from" or "in" or "with" or "at" or "on" or "by" && Tag(end + 1) is Upos.Noun or Upos.Propn or Upos.Det or Upos.Adj or Upos.Num && !TimeWord(end + 1)) continue;
            if (noun && tag == Upos.Cconj && Tag(end + 1) is Upos.Noun or Upos.Propn or Upos.Adj or Upos.Det && relative) continue;
            if (noun && relative && Word(end) is "who" or "familiar" or "briefed" or "close" or "speaking")
            {
                while (end < _s.EndToken && !Comma(end) && !Mark(end) && Word(end) != ".") end++;
                break;
            }
            break;
        }
        if (!noun) return (from, -1);
        return (end, HeadOf(from, end));
    }

    private bool TimeWord(int t)
    {
        var word = Word(t);
        return TimeGrammar.MonthOf(word) > 0 && _tokens.Upos[t] is Upos.Propn || word is "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday" or "today" or "yesterday" or "last";
    }

    /// <summary>The end of what hangs on the cue itself: who was told, when, where, in which statement.</summary>
    private int AttachedEnd(int from)
    {
        var t = from;
        for (var guard = 0; guard < 24 && t < _s.EndToken; guard++)
        {
            var word = Word(t);
            if (word is "that" && Tag(t) is Upos.Sconj or Upos.Pron or Upos.Det) return t;
            if (Mark(t) || word is ":" || Comma(t) || word == ".") return t;
            if (word is "on" or "in" or "at" or "during" or "to" or "late" or "early" or "after" or "by" or "via" or "through" or "from" or "before" or "over" && Tag(t) is Upos.Adp or Upos.Adv or Upos.Adj or Upos.Sconj)
            {
                var (end, head) = NounPhraseRight(t + 1, relative: false);
                if (head < 0 && Tag(t + 1) is Upos.Num) (end, head) = (t + 2, t + 1);
                if (head < 0) return t;
                // "said in Kyiv Russia had sent": a verb after the phrase means that it was a subject.
                t = TrimToTime(t + 1, end);
                continue;
            }
            if (TimeWord(t) || word is "again" or "earlier" or "later" or "separately" || (word is "this" or "last" && Word(t + 1) is "week" or "month" or "year" or "morning" or "spring" or "summer" or "fall"))
            {
                t += word is "this" or "last" ? 2 : 1;
                if (Word(t) is "morning" or "night" or "afternoon" or "evening") t++;
                continue;
            }
            if (t == from && _tokens.Lemma[from - 1] is "tell" or "inform" or "brief" or "notify" or "advise" or "warn" or "remind" or "assure")
            {
                var (end, head) = NounPhraseRight(t, relative: false);
                if (head < 0) return t;
                t = end;
                continue;
            }
            return t;
        }
        return t;
    }

    /// <summary>Where a finite verb follows a run of nouns, the last name in it is that verb's subject, no part of the phrase.</summary>
    private int TrimToTime(int from, int end)
    {
        if (Tag(end) is not (Upos.Verb or Upos.Aux) || _tokens.Xpos[Math.Min(end, _s.EndToken - 1)] is "VBG" or "VBN") return end;
        for (var t = end - 1; t > from; t--)
        {
            if (TimeWord(t - 1) || Tag(t) is Upos.Det) return t;
        }
        return Math.Max(from + 1, end - 1);
    }

    private bool HasContent(int from, string cls, string lemma)
    {
        if (from >= _s.EndToken) return false;
        if (Word(from) is "that" && Tag(from) is not Upos.Det || Word(from) is ":" || (Mark(from) && from + 2 < _s.EndToken)) return true;
        if (Comma(from)) return Mark(from + 1) && from + 3 < _s.EndToken && !Closed(from) || (Comma(from) && Word(from + 1) is "that");
        if (Word(from) == ".") return false;
        if (cls is "urge" or "judge" or "deny") return _s.EndToken - from >= 2;
        if (Tag(from) is Upos.Verb && _tokens.Xpos[from] is "VBG") return lemma is "deny" or "acknowledge" or "admit" or "report" or "describe";
        // A clause: something nominal, then a finite verb before the next comma or far enough.
        for (var t = from; t < _s.EndToken; t++)
        {
            if (Comma(t) && t - from > 12) break;
            if (Word(t) is "who" or "which" or "that" && t > from) { t += 1; continue; }
            if (t > from && (Tag(t) is Upos.Aux || _tokens.Xpos[t] is "VBD" or "VBZ" or "VBP" or "MD")) return true;
            if (t == from && Word(t) is "to" && lemma is "claim" or "pledge" or "promise" or "vow" or "agree" or "threaten" or "swear") return true;
        }
        if (Word(from) is "how" or "why" or "what" or "where" or "whether" or "if") return true;
        return NominalContent.Contains(lemma) && Tag(from) is Upos.Noun or Upos.Propn or Upos.Det or Upos.Adj or Upos.Num or Upos.Pron or Upos.Verb && _s.EndToken - from >= 2;
    }

    /// <summary>Verbs whose content may be a noun phrase: "confirmed the delivery".</summary>
    private static readonly System.Collections.Frozen.FrozenSet<string> NominalContent = System.Collections.Frozen.FrozenSet.ToFrozenSet(
        ["confirm", "announce", "reveal", "disclose", "cite", "allege", "acknowledge", "admit", "describe", "detail", "mention", "predict", "pledge", "promise", "signal", "suggest", "stress", "emphasize", "emphasise", "reiterate", "report", "recall", "note", "express", "anticipate", "expect", "fear", "suspect", "estimate"],
        StringComparer.Ordinal);

    private bool Closed(int t) => t > _s.FirstToken && Mark(t - 1);

    /// <summary>Whether what stands before the source can be its content: it has a verb, or it is quoted.</summary>
    private bool LeftIsContent(int before)
    {
        var start = ClauseStart(before);
        if (before - start < 2) return false;
        for (var t = start; t < before; t++)
        {
            if (Mark(t)) return true;
        }
        if (Word(start) is "in" or "on" or "at" or "as" or "after" or "while" or "when" or "since" or "before" or "if" or "asked" or "speaking" or "despite" or "during" or "for" or "with" or "by" or "although" or "though" or "because" or "but" && before - start < 14)
        {
            var commas = 0;
            for (var t = start; t < before - 1; t++)
            {
                if (Comma(t)) commas++;
            }
            if (commas == 0) return false;
        }
        for (var t = start; t < before; t++)
        {
            if (Tag(t) is Upos.Verb or Upos.Aux && _tokens.Xpos[t] is not "VBG") return true;
        }
        return false;
    }

    private bool Participial(int t) => Tag(t) is Upos.Verb && _tokens.Xpos[t] is "VBG" or "VBN" || Word(t) is "who" or "which" or "a" or "an" or "the" or "while" or "as" or "after" or "according" or "referring" or "and" or "but" && !Mark(t + 1);

    private int ClauseStart(int before)
    {
        var start = _s.FirstToken;
        // An earlier speaker's clause ends at a semicolon.
        for (var t = before - 2; t > _s.FirstToken; t--)
        {
            if (Word(t) == ";") return t + 1;
        }
        return start;
    }
}

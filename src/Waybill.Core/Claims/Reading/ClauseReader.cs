using Waybill.Language;

namespace Waybill.Claims.Reading;

/// <summary>Finds the attributions whose cue stands in one sentence: cue, source and content as runs of tokens.</summary>
internal sealed class ClauseReader(SentenceWords s, CueLexicon cues)
{
    private readonly SpeakerPhrases _phrases = new(s);
    private readonly SaidContent _content = new(s, new SpeakerPhrases(s));
    private readonly List<AttributionReader.Draft> _found = [];

    public List<AttributionReader.Draft> Read()
    {
        for (var t = s.First; t < s.End; t++)
        {
            if (s.Word(t) == "according" && s.Word(t + 1) == "to") AccordingTo(t);
            else if (s.Word(t) is "citing" or "quoting") Citing(t);
            else if ((s.Tag(t) == Upos.Verb || (s.Tag(t) == Upos.Noun && s.Word(t + 1) == "that" && s.Word(t).EndsWith('s'))) && cues.ClassOf(s.Tokens.Lemma[t]) is { } cls && !Misread(t)) Verb(t, cls);
            else if (s.Tag(t) == Upos.Verb && s.Tokens.Lemma[t] is "talk" or "speak" && s.Word(t + 1) is "about" or "of" && t + 2 < s.End && s.Tokens.Xpos[t + 2] == "VBG") SpeaksOf(t);
        }
        return _found;
    }

    /// <summary>"member state", "state of Texas", "told her to leave": words that look like a cue and are none.</summary>
    private bool Misread(int t)
    {
        if (s.Word(t) is "state" or "states" or "claim" or "report" && (s.Word(t + 1) is "of" or "by" || s.Tag(t - 1) is Upos.Det or Upos.Adj)) return true;
        if (s.Word(t + 1) is "of" or "about" or "in" && s.Tokens.Lemma[t] is "think" or "learn" or "know" or "believe") return true;
        if (s.Tokens.Lemma[t] == "tell")
        {
            for (var k = t + 1; k < t + 5 && k < s.End; k++)
            {
                if (s.Word(k) is "that" or "," || s.Mark(k)) return false;
                if (s.Word(k) == "to" && s.Tag(k + 1) == Upos.Verb) return true;
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
            while (first < end && (s.Comma(first) || s.Word(first) is ":")) first++;
            while (end > first && (s.Comma(end - 1) || s.Word(end - 1) is "." or ":")) end--;
            if (end > first) runs.Add(new TokenRun(first, end));
        }
        var whole = runs.Count == 0;
        if (whole && !(after || Bare(cueEnd, source))) return;
        _found.Add(new AttributionReader.Draft
        {
            Sentence = s.Sentence,
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
    private bool Bare(int cueEnd, TokenRun source)
    {
        return source.Count > 0 && source.First <= s.First + 2 && s.End - cueEnd <= 8;
    }

    private bool Negated(int cue)
    {
        for (var t = cue - 1; t >= s.First && cue - t <= 4; t--)
        {
            var word = s.Word(t);
            if (word is "not" or "n't" or "n’t" or "never" or "neither" or "nor") return true;
            if (s.Tag(t) is not (Upos.Adv or Upos.Aux or Upos.Part or Upos.Verb)) return false;
        }
        return false;
    }

    private void AccordingTo(int t)
    {
        var (end, head) = _phrases.NounPhraseRight(t + 2, relative: true);
        if (head < 0) return;
        var source = new TokenRun(t + 2, end);
        var before = new TokenRun(_content.ClauseStart(t), t);
        // A following clause belongs to it where the phrase opens the sentence or stands between commas.
        var after = new TokenRun(end, s.Comma(end) || before.Count <= 1 ? s.End : end);
        if (before.Count > 1 && !s.Comma(t - 1) && !s.Comma(end)) after = new TokenRun(end, end);
        Add(t, t + 2, "according", source, head, before.Count > 1, before, after);
    }

    /// <summary>"talked about receiving rockets".</summary>
    private void SpeaksOf(int t)
    {
        var left = t - 1;
        while (left > s.First && s.Tag(left) is Upos.Aux or Upos.Adv) left--;
        var source = Subject(t, left, out var head, out var inverted);
        if (source.Count > 0 && !inverted) Add(t, t + 1, "say", source, head, false, new TokenRun(t + 2, s.End));
    }

    private void Citing(int t)
    {
        var (end, head) = _phrases.NounPhraseRight(t + 1, relative: false);
        if (head < 0) return;
        Add(t, t + 1, "cite", new TokenRun(t + 1, end), head, false, new TokenRun(s.First, t), new TokenRun(end, s.End));
    }

    private void Verb(int v, string cls)
    {
        var xpos = s.Tokens.Xpos[v];
        var left = v - 1;
        var passive = false;
        var infinitive = false;
        while (left >= s.First && v - left < 8)
        {
            var word = s.Word(left);
            if (s.Tag(left) is Upos.Aux or Upos.Adv || word is "not" or "n't" or "n’t" or "further" or "also" || (s.Tag(left) == Upos.Verb && word is "has" or "have" or "had"))
            {
                if (xpos == "VBN" && s.Tokens.Lemma[left] == "be") passive = true;
                left--;
                continue;
            }
            if (word == "to" && s.Tag(left) is Upos.Part) infinitive = true;
            break;
        }
        if (passive)
        {
            Passive(v, cls);
            return;
        }
        if (infinitive && left - 2 >= s.First && s.Word(left - 1) == "on" && s.Tokens.Lemma[left - 2] == "go" && cls == "say")
        {
            // "went on to say"
            left -= 3;
            while (left > s.First && s.Tag(left) is Upos.Aux or Upos.Adv) left--;
            infinitive = false;
            xpos = "VBD";
        }
        // "Declassified intelligence found that …": a past tense that the tagger took for a participle.
        if (xpos == "VBN" && !HasAuxiliary(left, v) && s.Word(v + 1) == "that" && s.Tag(left) is Upos.Noun or Upos.Propn or Upos.Pron) xpos = "VBD";
        if (infinitive && left - 1 > s.First && s.Tokens.Lemma[left - 1] == "continue")
        {
            // "continues to deny"
            left -= 2;
            while (left > s.First && s.Tag(left) is Upos.Aux or Upos.Adv) left--;
            infinitive = false;
            xpos = "VBZ";
        }
        // "Tehran, however, denies": an adverb between commas.
        if (left - 3 >= s.First && s.Comma(left) && s.Tag(left - 1) is Upos.Adv && s.Comma(left - 2)) left -= 3;
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
        var attached = _content.AttachedEnd(contentFrom);
        var mark = before - 1;
        while (mark > s.First && s.Word(mark) is "and" or "as" || mark > s.First + 1 && s.Word(mark) is "-" or "–" or "—" && (s.Comma(mark - 1) || s.Mark(mark - 1))) mark--;
        // A mark that opens right before the source quotes the source's own words too: "However, “we do not believe …".
        var quotedLeft = s.Mark(mark) && !s.Opens(mark) || (s.Comma(mark) && s.Mark(mark - 1));
        // "The museum, he said, celebrated …": commas on both sides.
        var parenthetical = s.Comma(mark) && s.Comma(attached) && mark > s.First && cls is "say" or "think" or "find";
        var rightHasClause = quotedLeft
            ? s.Word(attached) is "that" or ":" || (s.Mark(attached) && attached + 3 < s.End)
            : !parenthetical && _content.HasContent(attached, cls, s.Tokens.Lemma[v]);
        // "…; the embassy complained" tells nothing of the clause before.
        var leftContent = before > s.First && s.Word(mark) != ";" && (s.Comma(mark) || s.Mark(mark) && !s.Opens(mark)) && (parenthetical || _content.LeftIsContent(before));
        if (inverted || (leftContent && !rightHasClause))
        {
            if (!leftContent && !(inverted && before > s.First)) return;
            // "…," he said, "…": the quotation goes on.
            var rest = new TokenRun(attached, attached);
            var aside = !s.Mark(attached + 1) && _content.LeftIsContent(before) && s.Word(attached + 1) is "after" or "amid" or "following" or "as" or "while" or "despite" or "although" or "though" or "when" or "whereas";
            if (s.Comma(attached) && !aside && (parenthetical || s.Mark(attached + 1) || !_content.Participial(attached + 1)) && attached + 3 < s.End) rest = new TokenRun(attached, s.End);
            Add(v, v + 1, cls, source, head, true, new TokenRun(_content.ClauseStart(before), before), rest);
            return;
        }
        if (!rightHasClause)
        {
            Add(v, v + 1, cls, source, head, false);
            return;
        }
        Add(v, v + 1, cls, source, head, false, new TokenRun(attached, s.End));
    }

    /// <summary>"X, … saying that …": the source is the subject of the clause that the participle hangs on.</summary>
    private void Participle(int v, string cls)
    {
        if (cls is not ("say" or "deny" or "think") || !(s.Comma(v - 1) || s.Mark(v - 1) || s.Word(v - 1) is "and" or "while" or "by" || s.Tag(v - 1) is Upos.Noun or Upos.Propn or Upos.Adv)) return;
        var attached = _content.AttachedEnd(v + 1);
        // "accusing it of supplying": whom, not what; "after calculating the losses, the ministry sold": the clause behind the comma is another's.
        if (s.Tokens.Lemma[v] == "accuse" && s.Tag(v + 1) is Upos.Pron || s.Word(v - 1) is "after" or "before" or "without") return;
        if (!_content.HasContent(attached, cls, s.Tokens.Lemma[v])) return;
        if (Shared(v, out var sharedHead) is { Count: > 0 } shared)
        {
            Add(v, v + 1, cls, shared, sharedHead, false, new TokenRun(attached, s.End));
            return;
        }
        for (var t = v - 1; t > s.First; t--)
        {
            if (s.Tag(t) != Upos.Verb || s.Tokens.Xpos[t] is "VBG" or "VB") continue;
            var left = t - 1;
            while (left > s.First && s.Tag(left) is Upos.Aux or Upos.Adv) left--;
            var source = Subject(t, left, out var head, out var inverted);
            if (source.Count == 0 || inverted) continue;
            Add(v, v + 1, cls, source, head, false, new TokenRun(attached, s.End));
            return;
        }
    }

    /// <summary>The source of the verb that a second verb or a participle hangs on: by the tree, else the sentence's first.</summary>
    private TokenRun Shared(int v, out int head)
    {
        head = -1;
        if (s.HasTree && s.Tokens.Relation[v] is "conj" or "advcl" or "xcomp" or "parataxis" or "acl")
        {
            var up = s.Tokens.Head[v];
            for (var guard = 0; guard < 3 && up >= s.First && up < s.End; guard++)
            {
                var cue = _found.Find(d => d.Cue == up);
                if (cue is { Source.Count: > 0 })
                {
                    head = cue.Head;
                    return cue.Source;
                }
                if (s.Tag(up) == Upos.Verb && _phrases.TreeSubject(up, out head) is { Count: > 0 } subject) return subject;
                if (s.Tokens.Relation[up] is not ("conj" or "xcomp" or "advcl")) break;
                up = s.Tokens.Head[up];
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
        for (var t = v + 1; t < s.End && t <= v + 6; t++)
        {
            if (s.Word(t) != "by") continue;
            var (end, head) = _phrases.NounPhraseRight(t + 1, relative: true);
            if (head < 0) return;
            Add(v, v + 1, cls, new TokenRun(t + 1, end), head, true, new TokenRun(_content.ClauseStart(v), v), new TokenRun(end, end));
            return;
        }
    }

    private bool HasAuxiliary(int left, int v)
    {
        for (var t = left + 1; t < v; t++)
        {
            if (s.Tag(t) is Upos.Aux || s.Word(t) is "has" or "have" or "had") return true;
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
        if (before < left && before >= s.First)
        {
            left = before;
            if (s.Tag(left) is Upos.Verb or Upos.Adp or Upos.Adv && _phrases.TreeSubject(v, out head) is { Count: > 0 } far) return far;
        }
        var apposed = left == v - 1 && s.Comma(left) && !s.Mark(left - 1) ? _phrases.Apposition(left, out head) : default;
        if (apposed.Count > 0) return apposed;
        head = -1;
        // "…," said Kirby
        if (left == v - 1 && s.Tokens.Lemma[v] is not ("tell" or "inform" or "show" or "find") && !s.TimeWord(v + 1) && (left < s.First || s.Comma(left) || s.Mark(left) || s.Word(left) is "—" or "…" or "..."))
        {
            var (end, right) = _phrases.NounPhraseRight(v + 1, relative: true);
            if (right >= 0 && s.Tokens.Xpos[v] is "VBD" or "VBZ" or "VBP" && v > s.First && s.Word(v + 1) is not ("that" or "it" or "the" or "a" or "there") | (s.Tag(v + 2) is Upos.Noun or Upos.Propn or Upos.Adj)
                && (end >= s.End || s.Comma(end) || s.Mark(end) || s.Word(end) is "." or "(" or "who" or "-" or "in" or "on" or "at" or "during" or "to" or "after" or "of" or "from" || s.Tag(end) is Upos.Adv))
            {
                inverted = true;
                head = right;
                return new TokenRun(v + 1, end);
            }
        }
        if (left < s.First) return default;
        if (s.Word(left) is "who" or "which" or "that" && s.Tag(left) is Upos.Pron or Upos.Det or Upos.Sconj)
        {
            if (s.Word(left) == "that" && s.Tag(left - 1) is not (Upos.Noun or Upos.Propn)) return default;
            var at = s.Comma(left - 1) ? left - 2 : left - 1;
            return _phrases.NounPhraseLeft(at, out head);
        }
        if (s.Tag(left) is Upos.Cconj || (s.Comma(left) && s.Word(left) == "," && !s.Mark(left - 1) && s.Tag(left - 1) is not Upos.Noun and not Upos.Propn))
        {
            // "Kirby said …, and added": the subject of the verb before.
            if (s.Tag(left) is not Upos.Cconj) return default;
            return _phrases.TreeSubject(v, out head) is { Count: > 0 } own ? own : Shared(v, out head);
        }
        if (s.Comma(left))
        {
            return _phrases.TreeSubject(v, out head);
        }
        if (s.Mark(left)) return default;
        if (s.Word(left) == ")") return _phrases.NounPhraseLeft(left, out head);
        if (s.Tag(left) is Upos.Noun or Upos.Propn or Upos.Pron or Upos.Num or Upos.Adj or Upos.X or Upos.Det)
        {
            if (s.Word(left) is "what" or "it" && cues.ClassOf(s.Tokens.Lemma[v]) is not null && s.Word(left) == "what") return default;
            // "officials on Thursday said", "the White House in October said": a time between subject and verb.
            if (_phrases.TreeSubject(v, out var treeHead) is { Count: > 0 } tree && treeHead < left && tree.End < v && BetweenIsTime(tree.End, v))
            {
                head = treeHead;
                return tree;
            }
            var np = _phrases.NounPhraseLeft(left, out head);
            // "Officials who believe in talks said": a phrase after a preposition or verb is seldom the subject.
            if (np.Count > 0 && np.First > s.First && s.Tag(np.First - 1) is Upos.Adp or Upos.Verb && _phrases.TreeSubject(v, out var deep) is { Count: > 0 } whole && whole.First < np.First && s.Tag(deep) != Upos.Pron)
            {
                head = deep;
                return new TokenRun(whole.First, Math.Max(whole.End, Math.Min(np.End, v)));
            }
            return np;
        }
        return _phrases.TreeSubject(v, out head);
    }

    /// <summary>The token before a time expression that ends at a token ("in October", "Friday afternoon", "this week").</summary>
    private int BeforeTime(int left)
    {
        var t = left;
        for (var guard = 0; guard < 4 && t > s.First; guard++)
        {
            var word = s.Word(t);
            if (word is "morning" or "afternoon" or "evening" or "night" && s.TimeWord(t - 1)) { t--; continue; }
            if (word is "week" or "month" or "year" or "spring" or "summer" or "fall" && s.Word(t - 1) is "this" or "last") { t -= 2; continue; }
            if (s.TimeWord(t) && word is not "last") { t--; continue; }
            if (s.Tag(t) == Upos.Num && TimeGrammar.MonthOf(s.Word(t - 1)) > 0) { t -= 2; continue; }
            break;
        }
        if (t == left) return left;
        while (t > s.First && s.Word(t) is "on" or "in" or "late" or "early" or "earlier" or "just" or "mid" or "-") t--;
        return t;
    }

    private bool BetweenIsTime(int from, int v)
    {
        for (var t = from; t < v; t++)
        {
            var word = s.Word(t);
            if (word is "in" or "on" or "last" or "this" or "late" or "early" or "earlier" or "," or "the" or "at" || s.Tag(t) is Upos.Num or Upos.Adv or Upos.Aux) continue;
            if (TimeGrammar.MonthOf(word) > 0 || word.EndsWith("day", StringComparison.Ordinal) || word is "week" or "month" or "year" or "morning" or "night" or "afternoon" or "evening") continue;
            return false;
        }
        return true;
    }

}

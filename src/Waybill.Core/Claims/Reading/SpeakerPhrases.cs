using Waybill.Language;

namespace Waybill.Claims.Reading;

/// <summary>The noun phrases that can be a speaker: where they begin and end, and which word carries them.</summary>
internal sealed class SpeakerPhrases(SentenceWords s)
{
    public TokenRun TreeSubject(int v, out int head)
    {
        head = -1;
        if (!s.HasTree) return default;
        for (var t = s.First; t < v; t++)
        {
            if (s.Tokens.Head[t] == v && s.Tokens.Relation[t].StartsWith("nsubj", StringComparison.Ordinal)) head = t;
        }
        if (head < 0) return default;
        if (s.Tag(head) is not (Upos.Noun or Upos.Propn or Upos.Pron)) { head = -1; return default; }
        var first = head;
        while (first - 1 >= s.First && PhrasePart(first - 1) && Trees.Under(s.Analysis, first - 1, head)) first--;
        var end = head + 1;
        while (end < v && !s.Comma(end) && Trees.Under(s.Analysis, end, head) && s.Tag(end) is not (Upos.Verb or Upos.Sconj)) end++;
        return new TokenRun(first, end);
    }

    private bool PhrasePart(int t)
        => s.Tag(t) is Upos.Noun or Upos.Propn or Upos.Adj or Upos.Det or Upos.Num or Upos.X or Upos.Part || s.Word(t) is "-" or "–" or "." or "'s" or "’s" or "his" or "her" or "its" or "their" or "our" or "my" or "&";

    /// <summary>The noun phrase that ends at a token, with "of" and "for" phrases.</summary>
    public TokenRun NounPhraseLeft(int end, out int head)
    {
        head = -1;
        if (s.Word(end) == ")")
        {
            // "Lindsey Graham (R-S.C.) told"
            var open = end;
            while (open > s.First && end - open < 8 && s.Word(open) != "(") open--;
            if (s.Word(open) != "(") return default;
            var bare = NounPhraseLeft(open - 1, out head);
            return bare.Count == 0 ? bare : new TokenRun(bare.First, end + 1);
        }
        if (end < s.First || s.Tag(end) is not (Upos.Noun or Upos.Propn or Upos.Pron or Upos.Num or Upos.Adj or Upos.X or Upos.Det)) return default;
        if (s.Tag(end) is Upos.Pron)
        {
            head = end;
            if (s.Word(end) is "one" or "some" or "others" or "most" or "both" or "many") return new TokenRun(end, end + 1);
            return s.Word(end) is "it" or "he" or "she" or "they" or "i" or "we" or "you" or "who" or "everyone" or "someone" or "nobody" or "anyone" or "himself" or "herself" or "this" or "that" ? new TokenRun(end, end + 1) : default;
        }
        var first = end;
        for (var guard = 0; guard < 30 && first - 1 >= s.First; guard++)
        {
            var t = first - 1;
            if (s.Word(t) == "united" && s.Word(first) is "states" or "nations" or "kingdom" or "arab")
            {
                first = t; // whatever the tagger makes of "United"
                continue;
            }
            if (PhrasePart(t) && !s.Mark(t))
            {
                if (s.Word(t) == "that" && s.Tag(t) != Upos.Det) break;
                if (s.Tag(first) == Upos.Det && s.Tag(t) is not Upos.Adv && s.Word(t) is not ("all" or "both" or "half")) break;
                first = t;
                continue;
            }
            if (s.Tag(t) == Upos.Adp && s.Word(t) is "of" or "for" or "in" or "at" or "with" or "from" or "to" && t - 1 >= s.First && s.Tag(t - 1) is Upos.Noun or Upos.Propn && (s.Word(t) is "of" or "for" || SourceNoun(t - 1)))
            {
                first = t - 1;
                continue;
            }
            if (s.Word(t) == ")" && s.Tag(first) is Upos.Noun or Upos.Propn)
            {
                // "Foreign Office (FO) spokesperson Mumtaz Zahra"
                var open = t;
                while (open > s.First && t - open < 5 && s.Word(open) != "(") open--;
                if (s.Word(open) == "(" && open - 1 >= s.First && s.Tag(open - 1) is Upos.Noun or Upos.Propn) { first = open - 1; continue; }
            }
            if (s.Tag(t) == Upos.Verb && s.Tokens.Xpos[t] is "VBN" or "VBG" && s.Tag(first) is Upos.Noun or Upos.Propn or Upos.Adj && (t == s.First || s.Tag(t - 1) is Upos.Det or Upos.Adv or Upos.Adj || s.Comma(t - 1)))
            {
                // "Recently declassified intelligence", "a newly downgraded finding"
                first = t;
                if (first - 1 >= s.First && s.Tag(first - 1) == Upos.Adv) first--;
                continue;
            }
            if (s.Tag(t) == Upos.Cconj && s.Word(t) == "and" && t - 1 >= s.First && s.Tag(t - 1) is Upos.Propn or Upos.Noun && s.Tag(first) is Upos.Propn or Upos.Noun or Upos.Adj)
            {
                first = t - 1;
                continue;
            }
            break;
        }
        while (first < end && (s.Word(first) is "." or "'s" or "’s" or "-" || (s.Tag(first) == Upos.Part))) first++;
        head = HeadOf(first, end + 1);
        return new TokenRun(first, end + 1);
    }

    private bool SourceNoun(int t) => s.Tokens.Lemma[t] is "official" or "spokesman" or "spokeswoman" or "spokesperson" or "source" or "analyst" or "expert" or "ambassador" or "minister" or "person" or "people" or "officer" or "researcher" or "fellow" or "professor" or "diplomat" or "adviser" or "advisor" or "director" or "envoy" or "representative" or "commander" or "member" or "report" or "statement";

    /// <summary>The head of a noun phrase: its last noun before the first preposition, comma or relative clause.</summary>
    private int HeadOf(int first, int end)
    {
        var head = -1;
        for (var t = first; t < end; t++)
        {
            if (head >= 0 && (s.Tag(t) == Upos.Adp || s.Comma(t) || s.Word(t) is "who" or "which" or "that" || s.Tag(t) is Upos.Verb or Upos.Cconj)) break;
            if (s.Tag(t) is Upos.Noun or Upos.Propn or Upos.Pron && s.Word(t) is not "%" && !(t + 1 < end && s.Word(t + 1) is "'s" or "’s" or "'" or "’")) head = t;
        }
        // "John Kirby" with a surname the tagger does not know, "White House official" with a noun it takes for an adjective.
        if (head >= 0 && head + 1 < end && s.Tag(head + 1) is not Upos.Adp and not Upos.Punct && head + 2 == end && (s.Tag(head) == Upos.Propn && char.IsUpper(s.Analysis.Word(head + 1)[0]) || SourceNouns.Unnamed.Contains(s.Tokens.Lemma[head + 1]))) return head + 1;
        if (head >= 0) return head;
        return end - 1 >= first ? end - 1 : -1;
    }

    /// <summary>The noun phrase that starts at a token: its end and head.</summary>
    public (int End, int Head) NounPhraseRight(int from, bool relative)
    {
        var end = from;
        var noun = false;
        for (; end < s.End && end - from < 40; end++)
        {
            var tag = s.Tag(end);
            if (PhrasePart(end) && !s.Mark(end) && s.Word(end) != ".")
            {
                if (noun && tag == Upos.Det && s.Tag(end - 1) is not (Upos.Adp or Upos.Cconj)) break;
                if (tag is Upos.Noun or Upos.Propn) noun = true;
                if (tag is Upos.Noun && end > from && s.TimeWord(end)) break;
                if (tag is Upos.Propn && end > from && noun && s.TimeWord(end)) break;
                continue;
            }
            if (!noun && tag is Upos.Pron)
            {
                return (end + 1, end);
            }
            if (!noun && tag is Upos.Verb && s.Tokens.Xpos[end] is "VBN" or "VBG" && s.Tag(end + 1) is Upos.Noun or Upos.Adj or Upos.Propn) continue;
            if (noun && tag is Upos.Verb && s.Tokens.Relation[end] == "amod" && char.IsUpper(s.Analysis.Word(end)[0])) continue; // "by the United Nations panel"
            if (!noun && tag is Upos.Adv) continue;
            if (noun && tag == Upos.Adp && s.Word(end) is "of" or "for" or "from" or "in" or "with" or "at" or "on" or "by" && s.Tag(end + 1) is Upos.Noun or Upos.Propn or Upos.Det or Upos.Adj or Upos.Num && !s.TimeWord(end + 1)) continue;
            if (noun && tag == Upos.Verb && s.Tokens.Xpos[end] is "VBN" or "VBD" && s.Tokens.Lemma[end] is "release" or "publish" or "issue" or "compile" or "prepare" && IssuedBy(end) is >= 0 and var by)
            {
                end = by; // "figures released on Tuesday by the institute"
                continue;
            }
            if (noun && tag == Upos.Cconj && s.Tag(end + 1) is Upos.Noun or Upos.Propn or Upos.Adj or Upos.Det && relative) continue;
            if (noun && relative && s.Word(end) is "who" or "familiar" or "briefed" or "close" or "speaking")
            {
                while (end < s.End && !s.Comma(end) && !s.Mark(end) && s.Word(end) != ".") end++;
                break;
            }
            break;
        }
        if (!noun) return (from, -1);
        return (end, HeadOf(from, end));
    }

    /// <summary>The "by" a few words behind a participle, with nothing but a time between; −1 if none.</summary>
    private int IssuedBy(int verb)
    {
        for (var t = verb + 1; t < s.End && t - verb <= 4; t++)
        {
            if (s.Word(t) == "by") return t;
            if (!(s.TimeWord(t) || s.Word(t) is "on" or "in" or "last" or "this" or "week" or "month" or "year")) return -1;
        }
        return -1;
    }

    /// <summary>"Kirby, a spokesman for the council, said": the noun before an apposition that closes at a comma.</summary>
    public TokenRun Apposition(int comma, out int head)
    {
        head = -1;
        for (var t = comma - 1; t > s.First && comma - t < 40; t--)
        {
            if (s.Tag(t) is Upos.Verb or Upos.Aux && s.Tokens.Xpos[t] is "VBD" or "VBZ" or "VBP" or "MD" && !RelativeBefore(t)) return default;
            if (s.Word(t) != (s.Word(comma) is "–" or "—" ? s.Word(comma) : ",")) continue; // a dash closes what a dash opens
            if (s.Tag(t - 1) is not (Upos.Noun or Upos.Propn) && s.Word(t - 1) is not ")") continue;
            var next = t + 1;
            if (!(s.Tag(next) is Upos.Det or Upos.Num or Upos.Propn or Upos.Adj or Upos.Noun || s.Word(next) is "who" or "which" or "whose" or "comprised" or "composed" or "one" or "now" or "also" or "speaking" or "his" or "her" or "its") || s.Word(next) is "according") continue;
            var phrase = NounPhraseLeft(t - 1, out head);
            if (phrase.Count == 0 || (phrase.First > s.First && s.Tag(phrase.First - 1) is Upos.Adp or Upos.Verb)) continue;
            return new TokenRun(phrase.First, comma);
        }
        head = -1;
        return default;
    }

    private bool RelativeBefore(int from)
    {
        for (var t = from; t > s.First && from - t < 5; t--)
        {
            if (s.Word(t) is "who" or "which" or "that") return true;
        }
        return false;
    }
}

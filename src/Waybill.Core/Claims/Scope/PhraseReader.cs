using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Scope;

/// <summary>Finds phrases that decide a deed's polarity by the order of words: "no evidence that", "dismissed reports that",
/// "it is unclear whether", "reports that … are false". Trees of such clauses are least sure, and the words are fixed.</summary>
internal sealed class PhraseReader(TreeView tree, PhraseTable table)
{
    /// <summary>How far a phrase may stand from the deed, in tokens.</summary>
    private const int Reach = 16;

    public readonly record struct Hit(ScopePhrase Phrase, TextSpan Before, TextSpan After);

    /// <summary>The phrase nearest before the deed, or the one around that ("no information to <i>suggest that</i>"), or the first behind the deed.</summary>
    public Hit? Find(int trigger, bool isNoun)
    {
        var sentence = tree.Analysis.Sentences[tree.SentenceOf(trigger)];
        Hit? nearest = null;
        for (var t = trigger - 1; t >= sentence.FirstToken && trigger - t <= Reach + 12; t--)
        {
            if (!table.Opens(tree.WordLower(t))) continue;
            foreach (var phrase in table.All)
            {
                if (phrase.Before.IsEmpty || phrase.NounOnly && !isNoun) continue;
                if (Match(phrase.Before, 0, t, trigger + (phrase.Touches ? 1 : 0)) is not { } end || !Reaches(phrase, end, trigger)) continue;
                // "has not denied that", "not likely that": what turns the phrase itself leaves it open.
                if (Harmless(t) || TurnedBefore(t)) continue;
                var before = tree.Span(t, Math.Min(end, trigger) - 1);
                if (nearest is { } inner && !before.Contains(inner.Before)) continue;
                if (phrase.After.IsEmpty) nearest = new Hit(phrase, before, default);
                else if (Behind(phrase, trigger, sentence) is { } behind) nearest = new Hit(phrase, before, behind);
                else continue;
                break;
            }
        }
        if (nearest is not null) return nearest;
        foreach (var phrase in table.All)
        {
            if (!phrase.Before.IsEmpty || phrase.NounOnly && !isNoun) continue;
            if (Behind(phrase, trigger, sentence) is { } behind) return new Hit(phrase, default, behind);
        }
        return null;
    }

    /// <summary>"no doubt", "no secret": they turn nothing.</summary>
    private bool Harmless(int t) => tree.WordLower(t) is "no" && t + 1 < tree.Tokens.Count && tree.WordLower(t + 1) is "doubt" or "secret" or "wonder" or "question";

    private bool TurnedBefore(int t)
    {
        for (var k = t - 1; k >= 0 && t - k <= 3 && tree.SentenceOf(k) == tree.SentenceOf(t); k--)
        {
            if (tree.WordLower(k) is "not" or "n't" or "n’t" or "never" or "no" or "neither" or "nor" or "nothing" or "without" or "hardly") return true;
            if (tree.Upos(k) is not (Upos.Adv or Upos.Aux or Upos.Part)) return false;
        }
        return false;
    }

    private TextSpan? Behind(ScopePhrase phrase, int trigger, Sentence sentence)
    {
        for (var t = trigger + 1; t < sentence.EndToken && t - trigger <= Reach + 8; t++)
        {
            if (Ends(t)) return null;
            if (Match(phrase.After, 0, t, sentence.EndToken) is { } end) return tree.Span(t, Math.Min(end, sentence.EndToken) - 1);
        }
        return null;
    }

    /// <summary>Whether a token ends the clause for what stands behind the deed.</summary>
    private bool Ends(int t) =>
        tree.Analysis.Word(t) is "," or ";" or ":" or "—" or "–" || tree.WordLower(t) is "although" or "though" or "while" or "but" or "who" or "which" or "despite" or "because" or "when" or "after";

    /// <summary>Whether no other clause opens between phrase and deed.</summary>
    private bool Reaches(ScopePhrase phrase, int end, int trigger)
    {
        if (phrase.Touches) return end >= trigger;
        if (trigger - end > Reach) return false;
        if (tree.WordIs(end - 1, "to"))
        {
            // "is said to have sent": nothing but the infinitive's own group.
            for (var k = end; k < trigger; k++)
            {
                if (tree.Upos(k) is not (Upos.Adv or Upos.Aux or Upos.Part) && tree.Lemma(k) is not ("have" or "be")) return false;
            }
        }
        var commas = 0;
        for (var k = end; k < trigger; k++)
        {
            if (tree.Analysis.Word(k) is ";" or "—" or "–" || tree.WordLower(k) is "but" or "while" or "although" or "though" or "who" or "which") return false;
            if (tree.Analysis.Word(k) is "," && ++commas > 2) return false;
            // A main verb between has the deed under it; the phrase is then that verb's.
            if (tree.Upos(k) is Upos.Verb && tree.Xpos(k) is "VBD" or "VBZ" or "VBP" or "VB" && tree.Lemma(k) is not ("have" or "be" or "do")) return false;
        }
        return true;
    }

    /// <summary>The end of the parts from a token on, or null.</summary>
    private int? Match(System.Collections.Immutable.ImmutableArray<PhrasePart> parts, int part, int t, int limit)
    {
        if (part == parts.Length) return t;
        var p = parts[part];
        if (p.Gap == 0) return t < limit && p.Words.Contains(Folded(t)) ? Match(parts, part + 1, t + 1, limit) : null;
        for (var k = t; k <= limit && k - t <= p.Gap; k++)
        {
            if (Match(parts, part + 1, k, limit) is { } end) return end;
            if (k == limit) return null;
            if (tree.Analysis.Word(k) is ";" or ":") return null;
            if (!p.Loose && tree.Upos(k) is not (Upos.Adv or Upos.Adj or Upos.Det or Upos.Punct or Upos.Part or Upos.Aux)) return null;
            if (p.Loose && tree.Upos(k) is Upos.Verb && tree.Xpos(k) is "VBD" or "VBZ" or "VBP" && tree.Lemma(k) is not ("have" or "be")) return null;
        }
        return null;
    }

    private string Folded(int t) => tree.WordLower(t) is "n’t" ? "n't" : tree.WordLower(t);
}

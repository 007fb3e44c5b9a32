using Waybill.Language;

namespace Waybill.Claims.Reading;

/// <summary>Walks in dependency trees that may be missing, partial or wrong: every walk is bounded.</summary>
internal static class Trees
{
    private const int MaxClimb = 40;

    /// <summary>Whether a sentence has a tree: one root at most a few, the rest attached.</summary>
    public static bool Has(Analysis analysis, Sentence s)
    {
        if (s.TokenCount < 2) return false;
        var roots = 0;
        for (var t = s.FirstToken; t < s.EndToken; t++)
        {
            if (analysis.Tokens.Head[t] < 0) roots++;
        }
        return roots <= 1 + s.TokenCount / 20;
    }

    /// <summary>The token of a run whose head lies outside the run: the head of the phrase.</summary>
    public static int HeadOf(Analysis analysis, int first, int count)
    {
        for (var t = first; t < first + count; t++)
        {
            var head = analysis.Tokens.Head[t];
            if ((head < first || head >= first + count) && analysis.Tokens.Upos[t] is not (Upos.Punct or Upos.Adp)) return t;
        }
        return first + count - 1;
    }

    public static bool IsVerb(Analysis analysis, int t)
        => analysis.Tokens.Upos[t] == Upos.Verb || (analysis.Tokens.Upos[t] == Upos.Aux && analysis.Tokens.Relation[t] is not ("aux" or "aux:pass" or "cop"));

    /// <summary>The first ancestor that fits, the token itself left out; −1 where there is none.</summary>
    public static int Ancestor(Analysis analysis, int token, Func<int, bool> fits)
    {
        var t = analysis.Tokens.Head[token];
        for (var guard = 0; t >= 0 && guard < MaxClimb; guard++)
        {
            if (fits(t)) return t;
            t = analysis.Tokens.Head[t];
        }
        return -1;
    }

    /// <summary>Whether <paramref name="token"/> stands under (or is) <paramref name="top"/>.</summary>
    public static bool Under(Analysis analysis, int token, int top)
    {
        for (var guard = 0; token >= 0 && guard < MaxClimb; guard++)
        {
            if (token == top) return true;
            token = analysis.Tokens.Head[token];
        }
        return false;
    }
}

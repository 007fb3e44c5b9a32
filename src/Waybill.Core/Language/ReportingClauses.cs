namespace Waybill.Language;

/// <summary>Mends two constructions of which news is full and treebanks of the web hold little. Only heads and relations
/// change.
/// <list type="bullet">
/// <item><c>…, ministry spokesman Andre Faber said on Tuesday.</c>: small parsers hang the speaker on the last noun before
/// the comma, as one more thing that was sent or sold; he is the subject of the verb.</item>
/// <item><c>He said a deal with Iran had been completed</c>: without "that" they take the subject of what is said for a
/// thing said; it is the subject of the finite verb behind it.</item>
/// </list></summary>
internal static class ReportingClauses
{
    /// <summary>Longest run between comma and verb, behind the verb, and from a subject to its verb.</summary>
    private const int MostSpeaker = 16, MostBehind = 8, MostTold = 24;

    public static void Mend(ReadOnlySpan<Sentence> sentences, string text, TokenBuffer buffer, ReadOnlySpan<Upos> upos, ReadOnlySpan<string> xpos, ReadOnlySpan<string> lemmas, int[] heads, string[] relations)
    {
        int longest = 0;
        foreach (var s in sentences) longest = Math.Max(longest, s.TokenCount);
        var (oldHeads, oldRelations, seen) = (new int[longest], new string[longest], new byte[longest]);
        foreach (var s in sentences)
        {
            Array.Copy(heads, s.FirstToken, oldHeads, 0, s.TokenCount);
            Array.Copy(relations, s.FirstToken, oldRelations, 0, s.TokenCount);
            Speaker(s, text, buffer, upos, xpos, lemmas, heads, relations);
            Told(s, upos, xpos, lemmas, heads, relations);
            ClauseMends.Mend(s, text, buffer, upos, xpos, lemmas, heads, relations);
            if (IsTree(s, heads, seen)) continue;
            // Two mends that do not go together: the tree as it was is better than none.
            Array.Copy(oldHeads, 0, heads, s.FirstToken, s.TokenCount);
            Array.Copy(oldRelations, 0, relations, s.FirstToken, s.TokenCount);
        }
    }

    /// <summary>Whether every word of the sentence hangs, at last, on the one root. Each word is passed once.</summary>
    internal static bool IsTree(Sentence s, int[] heads, byte[] seen)
    {
        Array.Clear(seen, 0, s.TokenCount);
        int roots = 0;
        for (int i = s.FirstToken; i < s.EndToken; i++)
        {
            if (heads[i] < 0) roots++;
            int at = i;
            while (at >= 0 && seen[at - s.FirstToken] == 0)
            {
                seen[at - s.FirstToken] = 1;
                at = heads[at];
            }
            if (at >= 0 && seen[at - s.FirstToken] == 1) return false;
            for (at = i; at >= 0 && seen[at - s.FirstToken] == 1; at = heads[at]) seen[at - s.FirstToken] = 2;
        }
        return roots == 1;
    }

    /// <summary>What is said without "that".</summary>
    private static void Told(Sentence s, ReadOnlySpan<Upos> upos, ReadOnlySpan<string> xpos, ReadOnlySpan<string> lemmas, int[] heads, string[] relations)
    {
        for (int thing = s.FirstToken; thing < s.EndToken; thing++)
        {
            int verb = heads[thing];
            if (verb < 0 || verb >= thing || relations[thing] is not "obj" || lemmas[verb] is not ("say" or "claim" or "insist" or "believe" or "think" or "allege")) continue;
            // The next finite verb behind it, without a subject of its own, hung beside the verb of saying.
            int told = -1;
            bool passive = false;
            for (int i = thing + 1; i < s.EndToken && i - thing <= MostTold; i++)
            {
                if (upos[i] is Upos.Sconj || xpos[i] is "WDT" or "WP" or "TO") break;
                if (upos[i] is not Upos.Verb) continue;
                // "said the helicopters it received last week had been bought": the one in between tells of the thing.
                if (relations[i] is "acl:relcl" && heads[i] >= thing && heads[i] < i) continue;
                bool beside = heads[i] == verb && relations[i] is "conj" or "parataxis" or "ccomp" or "advcl";
                bool below = heads[i] == thing && relations[i] is "acl" or "acl:relcl" && xpos[i] is "VBN" or "VBG";
                if ((beside || below) && Finite(i, s, xpos, heads, relations, out passive)) told = i;
                break;
            }
            if (told < 0) continue;
            heads[told] = verb;
            heads[thing] = told;
            relations[thing] = passive ? "nsubj:pass" : "nsubj";
            relations[told] = "ccomp";
        }
    }

    // Finite by its own tag or by an auxiliary; with a subject of its own, or a second object, it needs none.
    private static bool Finite(int verb, Sentence s, ReadOnlySpan<string> xpos, int[] heads, string[] relations, out bool passive)
    {
        passive = false;
        bool finite = xpos[verb] is "VBD" or "VBZ" or "VBP";
        for (int i = s.FirstToken; i < s.EndToken; i++)
        {
            if (heads[i] != verb) continue;
            if (relations[i].StartsWith("nsubj", StringComparison.Ordinal)) return false;
            if (relations[i] is "aux:pass") passive = true;
            if (relations[i] is "aux" or "aux:pass") finite = true;
        }
        return finite;
    }

    private static void Speaker(Sentence s, string text, TokenBuffer buffer, ReadOnlySpan<Upos> upos, ReadOnlySpan<string> xpos, ReadOnlySpan<string> lemmas, int[] heads, string[] relations)
    {
        int verb = LastVerb(s, upos);
        if (verb < 0 || xpos[verb] is not ("VBD" or "VBZ" or "VBP" or "VBN") || !IsReporting(lemmas[verb])) return;
        int comma = verb - 1;
        while (comma >= s.FirstToken && verb - comma <= MostSpeaker && buffer.Word(text, comma) is not ("," or "”" or "\"" or "’" or "''"))
        {
            if (upos[comma] is Upos.Verb or Upos.Aux or Upos.Sconj || upos[comma] is Upos.Pron && lemmas[comma] is not ("he" or "she" or "they" or "it")) return;
            comma--;
        }
        // Something must have been said, and somebody must stand between.
        if (comma <= s.FirstToken + 1 || verb - comma > MostSpeaker || verb - comma < 2 || upos[comma + 1] is Upos.Cconj or Upos.Adp) return;
        int speaker = -1, subject = -1;
        for (int i = comma + 1; i < verb; i++)
        {
            if (upos[i] is not (Upos.Noun or Upos.Propn or Upos.Pron)) continue;
            if (heads[i] > comma && heads[i] < verb) continue;
            if (subject >= 0 && heads[i] == verb && relations[i] is "nsubj" && upos[i] is Upos.Propn && upos[subject] is Upos.Noun or Upos.Propn)
            {
                // "spokesman" and "Andre Faber", each a subject of its own: one speaker and his name.
                heads[i] = subject;
                relations[i] = "appos";
                continue;
            }
            if (heads[i] == verb && relations[i].StartsWith("nsubj", StringComparison.Ordinal)) subject = i;
            else if (speaker < 0) speaker = i;
        }
        // As it should be; but "council spokesman John Kirby" may be torn, with the name alone as the subject.
        if (subject >= 0 && (speaker < 0 || speaker > subject)) return;
        if (speaker < 0) return;
        // A verb that hangs below its speaker ("spokesman … said" read as a relative clause) is lifted out first.
        for (int at = verb, hop = 0; at >= 0 && hop < s.TokenCount; at = heads[at], hop++)
        {
            if (heads[at] != speaker) continue;
            heads[at] = heads[speaker];
            relations[at] = heads[speaker] < 0 ? "root" : "parataxis";
            break;
        }
        for (int i = s.FirstToken; i < s.EndToken; i++)
        {
            // What the verb had for a subject stands on the other side of the comma: it belongs to the clause that is told.
            if (heads[i] == verb && i < comma && relations[i].StartsWith("nsubj", StringComparison.Ordinal)) return;
        }
        for (int i = comma + 1; i < verb; i++)
        {
            if (i != speaker && (heads[i] < comma || heads[i] >= verb) && upos[i] is not Upos.Punct) { heads[i] = speaker; relations[i] = upos[i] is Upos.Propn ? "flat" : "dep"; }
        }
        heads[speaker] = verb;
        relations[speaker] = "nsubj";
    }

    private static int LastVerb(Sentence s, ReadOnlySpan<Upos> upos)
    {
        for (int i = s.EndToken - 1; i >= s.FirstToken && s.EndToken - i <= MostBehind + 2; i--)
        {
            if (upos[i] is Upos.Verb) return i;
            if (upos[i] is Upos.Aux or Upos.Sconj) return -1;
        }
        return -1;
    }

    private static bool IsReporting(string lemma) => lemma is "say" or "add" or "report" or "state" or "announce" or "confirm" or "claim" or "note" or "explain" or "write" or "warn" or "declare" or "allege" or "tell" or "acknowledge" or "disclose" or "reveal" or "assert" or "insist" or "stress" or "argue";
}

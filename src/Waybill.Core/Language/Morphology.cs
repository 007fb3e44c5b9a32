namespace Waybill.Language;

/// <summary>Tense, voice and number, read off Penn tags and the tree: in English the tag says all but the voice, and
/// the voice of a participle is said by its auxiliary or by its place (<c>arms sold to Iran</c>).</summary>
public static class Morphology
{
    public static Morph[] Fill(Upos[] upos, string[] xpos, int[] heads, string[] relations, string[] lemmas)
    {
        ArgumentNullException.ThrowIfNull(upos);
        ArgumentNullException.ThrowIfNull(xpos);
        ArgumentNullException.ThrowIfNull(heads);
        ArgumentNullException.ThrowIfNull(relations);
        ArgumentNullException.ThrowIfNull(lemmas);
        var morph = new Morph[xpos.Length];
        for (int i = 0; i < xpos.Length; i++)
        {
            morph[i] = xpos[i] switch
            {
                "VBD" => Morph.Past | Morph.Finite,
                "VBZ" => Morph.Present | Morph.Finite | Morph.ThirdPerson | Morph.Singular,
                "VBP" => Morph.Present | Morph.Finite,
                "MD" => Morph.Finite,
                "VB" => Morph.Infinitive,
                "VBG" => upos[i] == Upos.Verb || upos[i] == Upos.Aux ? Morph.Present | Morph.Participle | Morph.Gerund : Morph.None,
                "VBN" => Morph.Past | Morph.Participle,
                "NN" or "NNP" => Morph.Singular,
                "NNS" or "NNPS" => Morph.Plural,
                "PRP" or "PRP$" => Pronoun(lemmas[i]),
                "DT" => lemmas[i] is "these" or "those" ? Morph.Plural : lemmas[i] is "this" or "that" ? Morph.Singular : Morph.None,
                _ => Morph.None,
            };
            // A participle without "have" is passive ("arms sold to Iran", "Missiles delivered" in a headline).
            if (xpos[i] == "VBN" && upos[i] == Upos.Verb)
                morph[i] |= Morph.PassiveVoice;
        }
        for (int i = 0; i < xpos.Length; i++)
        {
            int head = heads[i];
            if (head < 0)
                continue;
            if (relations[i] is "aux:pass" or "nsubj:pass" or "csubj:pass" && xpos[head] == "VBN")
                morph[head] |= Morph.PassiveVoice;
            else if (relations[i] == "aux" && lemmas[i] == "have" && xpos[head] == "VBN" && !HasPassive(heads, relations, head, i))
                morph[head] &= ~Morph.PassiveVoice;
        }
        // "has acquired and sold": the second takes its auxiliary from the first.
        for (int i = 0; i < xpos.Length; i++)
        {
            int head = heads[i];
            if (head >= 0 && relations[i] == "conj" && xpos[i] == "VBN" && xpos[head] == "VBN" && (morph[head] & Morph.PassiveVoice) == 0
                && !HasPassive(heads, relations, i, head))
                morph[i] &= ~Morph.PassiveVoice;
        }
        return morph;
    }

    private static bool HasPassive(int[] heads, string[] relations, int head, int near)
    {
        for (int j = near + 1; j < head; j++)
        {
            if (heads[j] == head && relations[j] == "aux:pass")
                return true;
        }
        return false;
    }

    private static Morph Pronoun(string lemma) => lemma switch
    {
        "i" or "my" or "me" or "mine" or "myself" => Morph.FirstPerson | Morph.Singular,
        "we" or "us" or "our" or "ours" or "ourselves" => Morph.FirstPerson | Morph.Plural,
        "he" or "him" or "his" or "she" or "her" or "hers" or "it" or "its" or "himself" or "herself" or "itself" =>
            Morph.ThirdPerson | Morph.Singular,
        "they" or "them" or "their" or "theirs" or "themselves" => Morph.ThirdPerson | Morph.Plural,
        _ => Morph.None,
    };
}

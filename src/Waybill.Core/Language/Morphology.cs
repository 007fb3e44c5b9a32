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
        }
        Voice(upos, xpos, heads, relations, lemmas, morph);
        return morph;
    }

    /// <summary>A participle is passive by its auxiliary or its subject (<c>aux:pass</c>, <c>nsubj:pass</c>), or by its place:
    /// reduced clauses and modifiers (<c>arms sold to Iran</c>, <c>the captured tanks</c>, <c>they had it delivered</c>) where
    /// no "have" stands before. What coordination joins has one voice, unless it has an auxiliary or a subject of its own.</summary>
    private static void Voice(Upos[] upos, string[] xpos, int[] heads, string[] relations, string[] lemmas, Morph[] morph)
    {
        var signs = Signs.Of(xpos, heads, relations, lemmas);
        for (int i = 0; i < xpos.Length; i++)
        {
            if ((signs[i] & Sign.Passive) != 0 && xpos[i] is "VBN" or "VBD")
                morph[i] |= Morph.PassiveVoice;
            else if (xpos[i] == "VBN" && upos[i] == Upos.Verb && relations[i] is "acl" or "amod" or "advcl" or "xcomp" && (signs[i] & Sign.Have) == 0
                && (relations[i] == "advcl" || (signs[i] & Sign.Subject) == 0))
                morph[i] |= Morph.PassiveVoice;
        }
        for (int i = 0; i < xpos.Length; i++)
        {
            int head = heads[i];
            if (head >= 0 && relations[i] == "conj" && xpos[i] == "VBN" && xpos[head] == "VBN" && (signs[i] & Sign.Own) == 0)
                morph[i] |= morph[head] & Morph.PassiveVoice;
        }
    }

    /// <summary>Where tag and tree contradict each other, the tree is right: a verb that is an auxiliary there is tagged as
    /// one, and what a reduced clause begins with ("arms sold to Iran", tagged as a past) is a participle, what is joined to a noun ("rockets
    /// and shells", tagged as "she shells") is one.</summary>
    public static void Agree(Upos[] upos, string[] xpos, int[] heads, string[] relations, string[] lemmas)
    {
        ArgumentNullException.ThrowIfNull(upos);
        ArgumentNullException.ThrowIfNull(xpos);
        ArgumentNullException.ThrowIfNull(heads);
        ArgumentNullException.ThrowIfNull(relations);
        ArgumentNullException.ThrowIfNull(lemmas);
        var signs = Signs.Of(xpos, heads, relations, lemmas);
        for (int i = 0; i < xpos.Length; i++)
        {
            if (upos[i] != Upos.Verb)
                continue;
            if (relations[i] is "aux" or "aux:pass" or "cop" && xpos[i][0] == 'V')
                upos[i] = Upos.Aux;
            else if (relations[i] == "acl" && xpos[i] == "VBD" && (signs[i] & Sign.Own) == 0)
                xpos[i] = "VBN";
            else if (relations[i] == "conj" && xpos[i] == "VBZ" && (signs[i] & Sign.Own) == 0 && heads[i] >= 0 && upos[heads[i]] is Upos.Noun or Upos.Propn)
                (upos[i], xpos[i]) = (Upos.Noun, "NNS");
        }
    }

    /// <summary>Makes tag and tree agree: a participle with a subject and without an auxiliary is a past tense ("Iran sold
    /// drones", tagged VBN), and so is what coordination joins to a past tense. Absolute clauses ("the deal signed, they
    /// left") have a subject too; they are told by the missing conjunction.</summary>
    public static void Settle(Upos[] upos, string[] xpos, int[] heads, string[] relations, string[] lemmas)
    {
        ArgumentNullException.ThrowIfNull(upos);
        ArgumentNullException.ThrowIfNull(xpos);
        ArgumentNullException.ThrowIfNull(heads);
        ArgumentNullException.ThrowIfNull(relations);
        ArgumentNullException.ThrowIfNull(lemmas);
        var signs = Signs.Of(xpos, heads, relations, lemmas);
        for (int i = 0; i < xpos.Length; i++)
        {
            if (xpos[i] != "VBN" || upos[i] != Upos.Verb || (signs[i] & (Sign.Passive | Sign.Auxiliary)) != 0)
                continue;
            bool clause = (signs[i] & Sign.Subject) != 0
                && (relations[i] is "root" or "ccomp" or "parataxis" or "acl:relcl" or "conj" || relations[i] == "advcl" && (signs[i] & Sign.Mark) != 0);
            bool joined = relations[i] == "conj" && heads[i] >= 0 && heads[i] < i && xpos[heads[i]] == "VBD" && upos[heads[i]] == Upos.Verb
                && (signs[heads[i]] & Sign.Passive) == 0;
            if (clause || joined)
                xpos[i] = "VBD";
        }
    }

    /// <summary>What hangs on a verb that tells its voice.</summary>
    [Flags]
    private enum Sign : byte
    {
        None = 0,
        Passive = 1,
        Have = 2,
        Auxiliary = 4,
        Subject = 8,
        Mark = 16,

        /// <summary>A voice of its own, whatever it is joined to.</summary>
        Own = Passive | Have | Auxiliary | Subject,
    }

    private static class Signs
    {
        public static Sign[] Of(string[] xpos, int[] heads, string[] relations, string[] lemmas)
        {
            var signs = new Sign[xpos.Length];
            for (int i = 0; i < xpos.Length; i++)
            {
                if (heads[i] < 0)
                    continue;
                signs[heads[i]] |= relations[i] switch
                {
                    "aux:pass" => Sign.Passive | Sign.Auxiliary,
                    "nsubj:pass" or "csubj:pass" => Sign.Passive,
                    "aux" => lemmas[i] == "have" ? Sign.Have | Sign.Auxiliary : Sign.Auxiliary,
                    "cop" => Sign.Auxiliary,
                    "nsubj" or "csubj" => Sign.Subject,
                    "mark" when lemmas[i] is not ("with" or "without") => Sign.Mark,
                    "advmod" when lemmas[i] is "when" or "where" => Sign.Mark,
                    _ => Sign.None,
                };
            }
            return signs;
        }
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

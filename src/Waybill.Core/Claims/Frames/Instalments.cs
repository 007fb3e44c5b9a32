using System.Collections.Frozen;
using Waybill.Claims.Mentions;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Frames;

/// <summary>"Eleven of 29 launchers arrived", "a first batch of 48 missiles was flown in": arms that come as a part of more are a delivery, by whomever; arms that only come
/// may be an ally's own.</summary>
internal sealed class Instalments(TreeView tree)
{
    private static readonly FrozenSet<string> Parts = WordClasses.Of("instalment");

    /// <summary>Words of troops that bring their own arms and take them home.</summary>
    private static readonly FrozenSet<string> Visits = WordClasses.Of("deployment");

    public bool Is(Proposition p)
    {
        var sentence = tree.Analysis.Sentences[p.Sentence];
        for (var i = sentence.FirstToken; i < sentence.EndToken; i++)
            if (Visits.Contains(tree.Lemma(i))) return false;
        return p.Items.Any(i => IsPart(i, sentence.FirstToken));
    }

    private bool IsPart(ItemMention item, int first)
    {
        var of = item.PhraseFirst - 1;
        while (of > first && item.First - of <= 6 && !tree.WordIs(of, "of") && tree.Upos(of) is Upos.Num or Upos.Det or Upos.Adj or Upos.Sym) of--;
        if (of <= first || !tree.WordIs(of, "of")) return false;
        var part = of - 1;
        if (tree.Upos(part) is Upos.Num) return Counted(of + 1, item.First);
        if (tree.WordIs(part, "first") || tree.WordIs(part, "last")) return Counted(of + 1, item.First);
        return Parts.Contains(tree.Lemma(part)) && part > first && tree.WordLower(part - 1) is "first" or "second" or "third" or "fourth" or "fifth" or "last" or "final" or "initial" or "next" or "latest" or "new" or "further" or "another";
    }

    private bool Counted(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (tree.Upos(i) is Upos.Num) return true;
        return false;
    }
}

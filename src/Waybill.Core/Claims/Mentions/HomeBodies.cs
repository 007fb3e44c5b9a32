using System.Collections.Frozen;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Mentions;

/// <summary>"Spain's cabinet … the army cancelled an order", "the Ghana Navy … presented to the Navy": a body named without its state is that of the one state whose body of
/// the same name stands before it; else of the state whose body opens the article, where it names no other state's.</summary>
internal sealed class HomeBodies(TreeView tree, SentenceMentions[] mentions)
{
    /// <summary>Sentences that open an article, its title among them.</summary>
    private const int Opening = 4;

    private static readonly FrozenSet<string> Heads = WordClasses.Of("home-body");
    private static readonly FrozenSet<string> Modifiers = WordClasses.Of("home-body-modifier");

    /// <summary>A body's phrase that ends in or begins with this token, without a state of its own; null where it names none.</summary>
    public (int First, int Last)? Phrase(int token)
    {
        if (tree.Upos(token) is not (Upos.Noun or Upos.Propn) || !Heads.Contains(Head(token))) return null;
        var last = token;
        if (tree.WordIs(token + 1, "of"))
        {
            last++;
            while (last + 1 < tree.Tokens.Count && last - token < 4 && Modifiers.Contains(tree.WordLower(last + 1))) last++;
            if (last == token + 1) return null;
        }
        // "the army chief", "the navy's"
        if (last + 1 < tree.Tokens.Count && tree.SentenceOf(last + 1) == tree.SentenceOf(token) && tree.Upos(last + 1) is Upos.Noun or Upos.Propn) return null;
        var first = token - 1;
        while (first >= 0 && token - first <= 3 && Modifiers.Contains(tree.WordLower(first))) first--;
        if (first < 0 || tree.SentenceOf(first) != tree.SentenceOf(token)) first = token;
        if (tree.WordIs(first, "the")) return (first, last);
        // "government had also placed an order", as newspapers of many states write
        return tree.WordLower(token) is "government" && first + 1 == token && tree.WordIs(first, "that") && tree.Upos(token + 1) is Upos.Aux or Upos.Verb ? (token, last) : null;
    }

    /// <summary>Whose body a phrase is.</summary>
    public PartyMention? Owner((int First, int Last) phrase, int token, int s)
    {
        PartyMention? same = null, any = null;
        var (sameOpen, anyOpen) = (false, false);
        for (var back = s; back >= 0; back--)
        {
            foreach (var p in mentions[back].Parties.Reverse())
            {
                if (back == s && p.Last >= phrase.First || p.Party.Kind is not PartyKind.State || p.Form is not PartyForm.Name || BodyIn(p) is not { } body) continue;
                anyOpen |= any is not null && any.Key != p.Key;
                any ??= p;
                if (body != Head(token)) continue;
                sameOpen |= same is not null && same.Key != p.Key;
                same ??= p;
            }
        }
        if (same is not null) return sameOpen ? null : same;
        return any is null || anyOpen || First() is not { } first || first.Key != any.Key || tree.SentenceOf(first.First) >= Opening ? null : any;
    }

    /// <summary>The state that the article names first.</summary>
    private PartyMention? First() => mentions.SelectMany(m => m.Parties).FirstOrDefault(p => p.Party.Kind is PartyKind.State && p.Form is PartyForm.Name or PartyForm.Adjective);

    /// <summary>The body's word in a mention ("Spain's cabinet"); null in a bare name.</summary>
    private string? BodyIn(PartyMention p)
    {
        for (var i = p.Last; i >= p.First; i--)
            if (Heads.Contains(Head(i))) return Head(i);
        return null;
    }

    /// <summary>"army"; of two words with the one before it ("air force").</summary>
    private string Head(int token)
    {
        var word = tree.Lemma(token).ToLowerInvariant();
        return word is "force" or "guard" && token > 0 ? (tree.WordLower(token - 1) is "defence" ? "defense" : tree.WordLower(token - 1)) + " " + word : word;
    }
}

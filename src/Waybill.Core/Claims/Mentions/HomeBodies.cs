using System.Collections.Frozen;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Mentions;

/// <summary>"Spain's cabinet … the army cancelled an order", "the Ghana Navy … presented to the Navy": a body named without its state is that of the one state whose body of
/// the same name stands before it, where no other state was named since; else of the state one of whose bodies was named, where the article has named no other state at all.</summary>
internal sealed class HomeBodies(TreeView tree, SentenceMentions[] mentions)
{
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
        PartyMention? same = null, body = null, nearest = null;
        var (sameOpen, others) = (false, false);
        for (var back = s; back >= 0; back--)
        {
            foreach (var p in mentions[back].Parties.Reverse())
            {
                if (back == s && p.Last >= phrase.First || p.Party.Kind is not PartyKind.State || !(p.Form is PartyForm.Name or PartyForm.Adjective)) continue;
                nearest ??= p;
                others |= p.Key != nearest.Key;
                if (p.Form is not PartyForm.Name || BodyIn(p) is not { } head) continue;
                body ??= p;
                if (head != Head(token)) continue;
                sameOpen |= same is not null && same.Key != p.Key;
                same ??= p;
            }
        }
        if (same is not null) return !sameOpen && nearest!.Key == same.Key ? same : null;
        return others ? null : body;
    }

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

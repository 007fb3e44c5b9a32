using Waybill.Claims.Trees;

namespace Waybill.Claims.Mentions;

/// <summary>"the Kosovo Security Force (KSF)", and "the KSF" from there on: an abbreviation that the article itself explains stands for the party named before it.</summary>
internal static class Abbreviations
{
    private const int MostLetters = 6;

    /// <summary>Adds the parties that abbreviations name, in sentences that name arms.</summary>
    public static void Add(TreeView tree, SentenceMentions[] mentions)
    {
        Dictionary<string, PartyMention>? known = null;
        for (var s = 0; s < mentions.Length; s++)
        {
            if (known is not null && !mentions[s].Items.IsEmpty) Use(tree, mentions, s, known);
            foreach (var p in mentions[s].Parties)
            {
                if (p.Form is not PartyForm.Name || p.First == p.Last || Explained(tree, p) is not { } letters) continue;
                (known ??= new(StringComparer.Ordinal)).TryAdd(letters, p);
            }
        }
    }

    /// <summary>The letters in brackets or between commas right behind a name, where they are the first letters of its words.</summary>
    private static string? Explained(TreeView tree, PartyMention p)
    {
        var at = p.Last + 2;
        if (at >= tree.Tokens.Count || tree.SentenceOf(at) != tree.SentenceOf(p.Last) || tree.Analysis.Word(at - 1) is not ("(" or ",")) return null;
        var letters = tree.Analysis.Word(at);
        if (letters.Length is < 2 or > MostLetters || letters.ContainsAnyExceptInRange('A', 'Z')) return null;
        var first = p.First; // "Royal" stands before the name that the lexicon knows
        while (first > 0 && p.First - first < 2 && tree.SentenceOf(first - 1) == tree.SentenceOf(first) && tree.Analysis.Word(first - 1)[0] == letters[0] && tree.Analysis.Word(first)[0] != letters[0]) first--;
        var i = 0;
        for (var t = first; t <= p.Last; t++)
        {
            var word = tree.Analysis.Word(t);
            if (!char.IsUpper(word[0])) continue;
            if (i >= letters.Length || word[0] != letters[i]) return null;
            i++;
        }
        return i == letters.Length ? letters.ToString() : null;
    }

    private static void Use(TreeView tree, SentenceMentions[] mentions, int s, Dictionary<string, PartyMention> known)
    {
        var byLetters = known.GetAlternateLookup<ReadOnlySpan<char>>();
        List<PartyMention>? added = null;
        for (var t = tree.Analysis.Sentences[s].FirstToken; t < tree.Analysis.Sentences[s].EndToken; t++)
        {
            if (tree.Tokens.Length[t] > MostLetters || !byLetters.TryGetValue(tree.Analysis.Word(t), out var named)) continue;
            if (mentions[s].Parties.Any(p => p.First <= t && t <= p.Last) || mentions[s].Items.Any(i => i.First <= t && t <= i.Last)) continue;
            var span = tree.Analysis.SpanOf(t);
            (added ??= []).Add(new PartyMention(t, t, t, span, named.Party with { Words = span.Of(tree.Analysis.Text).ToString(), Via = "alias" }, PartyForm.Name) { Proof = [named.Span] });
        }
        if (added is not null) mentions[s] = mentions[s] with { Parties = [.. mentions[s].Parties.Concat(added).OrderBy(p => p.First)] };
    }
}

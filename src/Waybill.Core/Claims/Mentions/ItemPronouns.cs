using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Mentions;

/// <summary>"has asked for missiles, but Berlin will not supply them": "they" and "them" that can only mean arms, since the nearest
/// plural noun before them names some. Only the arms' own words are proof.</summary>
internal sealed class ItemPronouns(TreeView tree, SentenceMentions[] mentions)
{
    public void Resolve()
    {
        for (var s = 0; s < mentions.Length; s++)
        {
            var here = mentions[s].Items.Length > 0;
            if (!here && (s == 0 || mentions[s - 1].Items.IsEmpty)) continue;
            var sentence = tree.Analysis.Sentences[s];
            List<ItemMention>? added = null;
            for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
            {
                if (tree.Upos(t) is not Upos.Pron || tree.WordLower(t) is not ("they" or "them")) continue;
                if (Antecedent(t, s) is not { } item) continue;
                (added ??= []).Add(item with { First = t, Last = t, Head = t, PhraseFirst = t, PointsBack = true, IsPronoun = true });
            }
            if (added is not null) mentions[s] = mentions[s] with { Items = [.. mentions[s].Items.Concat(added).OrderBy(i => i.First)] };
        }
    }

    private ItemMention? Antecedent(int token, int s)
    {
        for (var back = s; back >= 0 && s - back <= 1; back--)
        {
            var sentence = tree.Analysis.Sentences[back];
            if (back < s && tree.Analysis.Sentences[s].Span.Start - sentence.Span.End > 3) return null; // another paragraph
            for (var i = (back == s ? token : sentence.EndToken) - 1; i >= sentence.FirstToken; i--)
            {
                if (tree.Xpos(i) is not ("NNS" or "NNPS")) continue;
                if (tree.Lemma(i) is "year" or "month" or "week" or "day" or "hour") continue;
                foreach (var item in mentions[back].Items)
                {
                    if (item.First <= i && i <= item.Last && i == item.Last && !item.IsPlaceholder && item.Modifies < 0) return item;
                }
                return null;
            }
        }
        return null;
    }
}

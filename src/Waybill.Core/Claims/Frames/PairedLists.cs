using Waybill.Claims.Mentions;
using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Frames;

/// <summary>"acquired helicopters from Russia and drones from China": each party belongs to the arms before it.</summary>
internal static class PairedLists
{
    /// <summary>The arguments of a trigger, in one list for each pair of arms and party.</summary>
    public static List<List<Argument>> Split(TreeView tree, int trigger, List<Argument> found, SentenceMentions mentions)
    {
        foreach (var place in (string[])["from", "to", "for", "by"])
        {
            var parties = found.Where(a => a.Place == place && a.Mention is PartyMention && a.Mention.First > trigger).OrderBy(a => a.Mention.First).ToList();
            if (parties.Count < 2) continue;
            var cuts = new List<(ItemMention Item, Argument Party)>();
            for (var k = 1; k < parties.Count; k++)
            {
                var (left, right) = (parties[k - 1].Mention, parties[k].Mention);
                var between = mentions.Items.FirstOrDefault(i => i.First > left.Last && i.Last < right.First && i.Modifies < 0);
                if (between is null || !Joined(tree, left.Last + 1, right.First)) break;
                cuts.Add((between, parties[k]));
            }
            if (cuts.Count != parties.Count - 1) continue;
            var items = found.Where(a => a.Mention is ItemMention && a.Mention.First < parties[0].Mention.First).ToList();
            if (items.Count == 0) continue;
            var own = items[^1].Place;
            var others = found.Where(a => a.Mention is PartyMention && a.Place != place).ToList();
            var result = new List<List<Argument>> { new([.. others, .. items, parties[0]]) };
            foreach (var (item, party) in cuts) result.Add([.. others, new Argument(item, own, 1, true), party]);
            return result;
        }
        return [found];
    }

    private static bool Joined(TreeView tree, int from, int to)
    {
        var joined = false;
        for (var i = from; i < to; i++)
        {
            if (tree.Upos(i) is Upos.Verb && !tree.Base(i).SequenceEqual("amod") || tree.Upos(i) is Upos.Aux or Upos.Sconj) return false;
            if (tree.Upos(i) is Upos.Cconj || tree.Analysis.Word(i) is ",") joined = true;
        }
        return joined && to - from <= 14;
    }
}

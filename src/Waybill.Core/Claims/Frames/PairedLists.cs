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
        OnlyFirst(found, trigger);
        found.RemoveAll(a => a.Mention is PartyMention && a.Place is "to" or "for" && OwnNumber(tree, a.Mention, trigger));
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

    /// <summary>"offered Peru 15 jets, Chile the frigates and Oman its tanks": the verb's own pair is the first; who gives in the others is open.</summary>
    private static void OnlyFirst(List<Argument> found, int trigger)
    {
        foreach (var place in (string[])["iobj", "obj"])
        {
            var parties = found.Where(a => a.Place == place && a.Mention is PartyMention && a.Mention.First > trigger).OrderBy(a => a.Mention.First).ToList();
            if (parties.Count < 2) continue;
            var (first, second) = (parties[0].Mention, parties[1].Mention);
            if (!found.Exists(a => a.Mention is ItemMention && a.Mention.First > first.Last && a.Mention.Last < second.First) || !found.Exists(a => a.Mention is ItemMention && a.Mention.First > second.Last)) continue;
            found.RemoveAll(a => a.Mention.First >= second.First && (a.Place == place && a.Mention is PartyMention || a.Mention is ItemMention));
        }
    }

    /// <summary>"five jets to Norway and four to Austria": the number before the second is another than that of the arms.</summary>
    private static bool OwnNumber(TreeView tree, Mention party, int trigger)
    {
        var to = party.First - 1;
        while (to > trigger && tree.Upos(to) is Upos.Det) to--;
        return to - 2 > trigger && tree.Lemma(to) is "to" or "for" && tree.Upos(to - 1) is Upos.Num && (tree.Upos(to - 2) is Upos.Cconj || tree.Analysis.Word(to - 2) is ",");
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

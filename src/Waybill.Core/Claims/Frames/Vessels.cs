using System.Collections.Frozen;
using Waybill.Claims.Mentions;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Frames;

/// <summary>What a ship, plane or lorry has on board: "a dhow laden with rifles", "a ro-ro carrying vehicles".</summary>
internal sealed class Vessels(TreeView tree)
{
    /// <summary>How far a vessel may stand from the verb that stops it, and its load from it, in tokens.</summary>
    private const int Reach = 14;

    private static readonly FrozenSet<string> Names = WordClasses.Of("vessel");

    /// <summary>Words between a vessel and what it holds.</summary>
    private static readonly FrozenSet<string> Holding = WordClasses.Of("load-verb");

    /// <summary>Words of a voyage.</summary>
    private static readonly FrozenSet<string> Ways = WordClasses.Of("way");

    /// <summary>Whether a noun is something that carries others' goods.</summary>
    public static bool IsVessel(string lemma) => Names.Contains(lemma);

    /// <summary>The arms on board of the vessel that stands beside a verb.</summary>
    public List<Argument> Laden(int trigger, SentenceMentions mentions)
    {
        var passive = tree.IsPassive(trigger);
        var found = new List<Argument>();
        var (from, to) = passive ? (Math.Max(0, trigger - Reach - 6), trigger) : (trigger + 1, Math.Min(tree.Tokens.Count, trigger + Reach));
        for (var v = from; v < to; v++)
        {
            if (tree.SentenceOf(v) != tree.SentenceOf(trigger) || tree.Upos(v) is not (Upos.Noun or Upos.Propn) || !Names.Contains(tree.Lemma(v))) continue;
            var load = v + 1;
            while (load < tree.Tokens.Count && load - v <= 10 && tree.SentenceOf(load) == tree.SentenceOf(v) && !Holding.Contains(tree.Lemma(load)) && !(tree.WordIs(load, "with") && tree.Upos(load + 1) is Upos.Num or Upos.Noun))
            {
                if (tree.Upos(load) is Upos.Sconj && !tree.WordIs(load, "that") || load == trigger) return found;
                load++;
            }
            if (load >= tree.Tokens.Count || load - v > 10 || tree.SentenceOf(load) != tree.SentenceOf(v)) continue;
            var last = load;
            foreach (var item in mentions.Items)
            {
                if (item.First <= load || item.Modifies >= 0 || item.PhraseFirst - last > 6 || passive && item.First > trigger || !Clear(last + 1, item.PhraseFirst)) continue;
                found.Add(new Argument(item, "laden", 1, true));
                last = item.Last;
            }
            if (found.Count > 0) return found;
        }
        return found;
    }

    /// <summary>Whether what carries is a ship, plane or lorry: the subject of the verb, or the noun that a participle describes.</summary>
    public bool Carries(int verb)
    {
        var subject = tree.OwnSubject(verb, out _);
        if (subject < 0 || subject > verb) subject = tree.Head(verb);
        if (subject >= 0 && subject < verb && Names.Contains(tree.Lemma(subject))) return true;
        for (var i = verb - 1; i >= 0 && verb - i <= 4 && tree.SentenceOf(i) == tree.SentenceOf(verb); i--)
        {
            if (tree.Upos(i) is Upos.Noun) return Names.Contains(tree.Lemma(i));
            if (tree.Upos(i) is not (Upos.Aux or Upos.Adv or Upos.Part or Upos.Pron)) return tree.Upos(i) is Upos.Propn && IsShipName(i);
        }
        return false;
    }

    /// <summary>"MV Meerdijk", "the Angara".</summary>
    private bool IsShipName(int last)
    {
        for (var i = last; i >= 0 && last - i <= 3 && tree.SentenceOf(i) == tree.SentenceOf(last) && tree.Upos(i) is Upos.Propn; i--)
        {
            if (tree.Analysis.Word(i) is "MV" or "M/V" or "SS" or "MT" or "FV") return true;
        }
        return false;
    }

    /// <summary>"boarded a fishing vessel and found rifles": the arms were on board of what was stopped.</summary>
    public bool Boarded(int trigger)
    {
        if (tree.Lemma(trigger) is not ("find" or "discover" or "uncover" or "recover")) return false;
        for (var i = trigger - 1; i >= 0 && trigger - i <= 18 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i--)
        {
            if (tree.Upos(i) is not Upos.Verb || tree.Lemma(i) is not ("board" or "stop" or "search" or "intercept" or "inspect" or "seize")) continue;
            for (var v = i + 1; v < trigger; v++)
            {
                if (tree.Upos(v) is Upos.Noun && Names.Contains(tree.Lemma(v))) return true;
            }
        }
        return false;
    }

    /// <summary>Whether the next sentence speaks of the stopped vessel's way and of no load of its own ("The boat had been on its way from …").</summary>
    public bool GoesOn(int trigger, int next)
    {
        var here = tree.Analysis.Sentences[tree.SentenceOf(trigger)];
        var vessel = false;
        for (var i = here.FirstToken; i < here.EndToken && !vessel; i++) vessel = tree.Upos(i) is Upos.Noun && Names.Contains(tree.Lemma(i));
        var there = tree.Analysis.Sentences[next];
        for (var i = there.FirstToken; i < there.EndToken && i - there.FirstToken <= 5 && vessel; i++)
        {
            if (tree.Upos(i) is Upos.Noun) return Names.Contains(tree.Lemma(i)) && i > there.FirstToken && tree.WordIs(there.FirstToken, "the");
            if (tree.WordIs(i, "it") && i == there.FirstToken) return true;
            if (tree.Upos(i) is not (Upos.Det or Upos.Adj)) return false;
        }
        return false;
    }

    /// <summary>"Six transport planes landed, carrying the systems": a plane or ship with a load is what carries, not what is handed over.</summary>
    public bool IsCarrier(Frame frame, int trigger, List<Argument> items)
    {
        if (frame.IsNoun || !(frame.Lemma is "land" or "arrive" or "touch" or "sail" or "set" or "fly" or "head" or "leave" or "reach") || !items.TrueForAll(a => a is { Place: "subj", Mention: ItemMention { Item.Category: "aircraft" or "ships" } })) return false;
        var end = tree.Analysis.Sentences[tree.SentenceOf(trigger)].EndToken;
        for (var i = items[0].Mention.Last + 1; i < end && i - trigger <= 24; i++)
        {
            if (tree.Upos(i) is Upos.Verb && tree.Xpos(i) is "VBG" or "VBN" && Holding.Contains(tree.Lemma(i))) return true;
        }
        return false;
    }

    /// <summary>"as it made its way from Iran to Yemen", "which had sailed from Latakia for Libya": the way of a stopped ship, in the same
    /// sentence or in the next, where that speaks of the ship.</summary>
    public void Route(int trigger, int sentence, SentenceMentions mentions, HashSet<Mention> used, Dictionary<FrameRole, List<Argument>> filled)
    {
        foreach (var p in mentions.Parties)
        {
            if (!p.Acts || p.Modifies >= 0 || used.Contains(p) || p.Form is not PartyForm.Name || p.Party.Kind is not (PartyKind.State or PartyKind.ArmedGroup)) continue;
            var before = p.First - 1;
            while (before > 0 && tree.Upos(before) is Upos.Det) before--;
            if (before < 0 || tree.SentenceOf(before) != sentence) continue;
            var role = tree.Lemma(before) switch { "from" => FrameRole.Supplier, "to" or "for" => FrameRole.Recipient, "in" or "at" when ToUnload(before) => FrameRole.Recipient, _ => (FrameRole?)null };
            if (role is not { } r || filled.ContainsKey(r) || !OnTheWay(before) && !ToUnload(before) && !mentions.Items.Any(i => i.Last == before - 1 && i.Last > trigger) && !BehindEnd(before, mentions)) continue;
            filled[r] = [new Argument(p, "route", 2, true)];
            used.Add(p);
        }
    }

    /// <summary>A word of way or voyage before the preposition, over another end at most.</summary>
    private bool OnTheWay(int preposition)
    {
        for (var i = preposition - 1; i >= 0 && preposition - i <= 7 && tree.SentenceOf(i) == tree.SentenceOf(preposition); i--)
        {
            if (Ways.Contains(tree.Lemma(i)) || tree.WordLower(i) is "destined" or "meant" or "intended") return true;
            if (tree.Lemma(i) is "from" or "to" or "of" or "port" or "the" || tree.Upos(i) is Upos.Propn or Upos.Det or Upos.Adv) continue;
            return false;
        }
        return false;
    }

    /// <summary>"confiscated vehicles that were to be unloaded in Benghazi"</summary>
    private bool ToUnload(int preposition) =>
        preposition > 1 && tree.Upos(preposition - 1) is Upos.Verb && tree.SentenceOf(preposition - 1) == tree.SentenceOf(preposition) && tree.WordLower(preposition - 1) is "unloaded" or "offloaded" or "delivered" or "landed" or "disembarked" && (tree.WordIs(preposition - 2, "be") || tree.WordIs(preposition - 2, "being"));

    /// <summary>"from Iran to Yemen": the other end right before it.</summary>
    private bool BehindEnd(int preposition, SentenceMentions mentions)
    {
        if (!tree.WordIs(preposition, "to") && !tree.WordIs(preposition, "for")) return false;
        var other = mentions.Parties.FirstOrDefault(o => o.Last == preposition - 1 && o.Acts);
        return other is not null && other.First > 0 && tree.WordIs(other.First - 1, "from");
    }

    private bool Clear(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tree.IsVerb(i) || tree.Upos(i) is Upos.Sconj or Upos.Pron) return false;
        }
        return true;
    }
}

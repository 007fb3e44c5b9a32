using Waybill.Claims.Mentions;
using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Frames;

/// <summary>What stands in one list stands at one place: items and parties joined only by commas and conjunctions.</summary>
internal sealed class ArgumentLists(TreeView tree)
{
    /// <summary>What stands in one list stands at one place: items and parties joined only by commas and conjunctions.</summary>
    public void Extend(SentenceMentions mentions, List<Argument> found, int trigger)
    {
        foreach (var group in new IReadOnlyList<Mention>[] { mentions.Items, mentions.Parties })
        {
            for (var i = 0; i + 1 < group.Count; i++) Join(group[i], group[i + 1]);
            for (var i = group.Count - 2; i >= 0; i--) Join(group[i + 1], group[i]);
        }

        void Join(Mention known, Mention other)
        {
            if (other.Head == trigger || other is ItemMention { Modifies: >= 0 } or PartyMention { Acts: false } or PartyMention { Modifies: >= 0 }) return;
            if (found.Exists(a => ReferenceEquals(a.Mention, other) && !(other is ItemMention && a.Place is "from" or "to"))) return;
            var at = found.FindLastIndex(a => ReferenceEquals(a.Mention, known));
            if (at < 0 || !Holds(known, other, trigger) && !(found[at].Place == "subj" && IsSerial(known, other, mentions))) return;
            // "to Kyiv, and Estonia is donating": what stands behind a preposition is no second subject.
            if (known is PartyMention && found[at].Place == "subj" && other.First < known.First && AfterPreposition(other)) return;
            found.Add(new(other, found[at].Place, found[at].Cost + 1, true));
        }
    }

    /// <summary>"Germany, the Netherlands, Norway and Denmark delivered", which opens its sentence: a comma joins there as well, since "and" ends the list.</summary>
    private bool IsSerial(Mention known, Mention other, SentenceMentions mentions)
    {
        if (known is not PartyMention { IsDemonym: false } || other is not PartyMention || other.First > known.First || !CommaBetween(other, known)) return false;
        var parties = mentions.Parties;
        var ends = false;
        for (var i = parties.IndexOf((PartyMention)known); i + 1 < parties.Length && !ends; i++)
        {
            ends = HasConjunction(parties[i].Last + 1, parties[i + 1].First) && parties[i + 1].First - parties[i].Last <= 4;
            if (!ends && !CommaBetween(parties[i], parties[i + 1])) return false;
        }
        var first = other;
        for (var i = parties.IndexOf((PartyMention)other); i > 0 && CommaBetween(parties[i - 1], parties[i]); i--) first = parties[i - 1];
        var opens = first.First;
        while (opens > 0 && tree.SentenceOf(opens - 1) == tree.SentenceOf(first.First) && tree.Upos(opens - 1) is Upos.Det) opens--;
        return ends && (opens == 0 || tree.SentenceOf(opens - 1) != tree.SentenceOf(first.First));
    }

    private bool CommaBetween(Mention left, Mention right)
    {
        if (left.Last + 1 >= right.First || !tree.WordIs(left.Last + 1, ",")) return false;
        for (var i = left.Last + 2; i < right.First; i++)
            if (tree.Upos(i) is not Upos.Det) return false;
        return true;
    }

    private bool AfterPreposition(Mention m)
    {
        var i = m.First - 1;
        while (i >= 0 && tree.SentenceOf(i) == tree.SentenceOf(m.First) && tree.Upos(i) is Upos.Det) i--;
        return i >= 0 && tree.SentenceOf(i) == tree.SentenceOf(m.First) && tree.Upos(i) is Upos.Adp;
    }

    public bool Holds(Mention a, Mention b, int trigger)
    {
        var (left, right) = a.First < b.First ? (a, b) : (b, a);
        var to = right is ItemMention item ? item.PhraseFirst : right.First;
        var conjunctions = 0;
        for (var i = left.Last + 1; i < to; i++)
        {
            if (tree.Upos(i) is Upos.Cconj || tree.WordIs(i, "&")) conjunctions++;
            else if (tree.Analysis.Word(i) is "," or ";") conjunctions++;
            else if (tree.Upos(i) is Upos.Det or Upos.Num or Upos.Adj && right is ItemMention || tree.WordIs(i, "the") || tree.WordIs(i, "other")) continue;
            else if (tree.WordIs(i, "as") || tree.WordIs(i, "well")) { conjunctions++; }
            else if (tree.WordIs(i, "of") && conjunctions > 0 && right is ItemMention) continue; // "of 180 tanks and of 212 howitzers"
            else return false;
        }
        // "… to 13 countries, and Turkish officials say", "… to Ukraine, and Finland never sent": the right one begins a clause.
        var next = right.Last + 1;
        while (next < tree.Tokens.Count && tree.Upos(next) is Upos.Adv or Upos.Part) next++;
        if (next < tree.Tokens.Count && tree.SentenceOf(next) == tree.SentenceOf(right.Last) && tree.Upos(next) is Upos.Verb or Upos.Aux && tree.Xpos(next) is not ("VBN" or "VBG") && !tree.WordIs(next - 1, "to") && !IsGroupOf(next, trigger)) return false;
        // A single comma between two parties is an aside ("Russia, Iran said"), not a list.
        if (conjunctions == 0 || to - left.Last > 8) return false;
        return right is ItemMention || tree.Upos(right.First - 1) is Upos.Cconj or Upos.Det && conjunctions > 0 && HasConjunction(left.Last + 1, right.First);
    }

    /// <summary>"A and B drones were delivered": the verb group that opens at a token is the trigger's own.</summary>
    private bool IsGroupOf(int first, int trigger)
    {
        for (var i = first; i <= trigger && i - first <= 4; i++)
        {
            if (i == trigger) return true;
            if (tree.Upos(i) is not (Upos.Aux or Upos.Adv or Upos.Part)) return false;
        }
        return false;
    }

    private bool HasConjunction(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tree.Upos(i) is Upos.Cconj) return true;
        }
        return false;
    }
}

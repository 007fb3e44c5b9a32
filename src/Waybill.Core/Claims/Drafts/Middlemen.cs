using Waybill.Claims.Frames;
using Waybill.Claims.Mentions;
using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Drafts;

/// <summary>Who stood between giver and taker: a broker ("brokered by X", "through the dealer X") and the states that the arms
/// passed ("via X", "through X’s port"). Only where the words say so right beside the name.</summary>
internal sealed class Middlemen(TreeView tree, SentenceMentions[] mentions)
{
    /// <summary>How far behind the deed a way may be told, in tokens.</summary>
    private const int Reach = 25;

    public void Add(ClaimDraft draft)
    {
        var p = draft.Proposition;
        if (p.Frame.Kind == ClaimKind.Use) return;
        foreach (var m in mentions[p.Sentence].Parties)
        {
            if (m.Form is not PartyForm.Name || m.Party.Kind is PartyKind.Undisclosed || p.Roles.Any(r => r.Value.Key == m.Key)) continue;
            if (m.Modifies < 0 && draft.Broker is null && IsBroker(m, p))
            {
                draft.Broker = RoleFill.Of(m);
                draft.Prove(m.Span, "broker");
            }
            else if (m.Party.Kind is PartyKind.State && IsPassed(m, p.Trigger) && draft.Transit.TrueForAll(t => t.Key != m.Key))
            {
                draft.Transit.Add(RoleFill.Of(m));
                draft.Prove(m.Span, "transit");
            }
        }
    }

    private bool IsBroker(PartyMention m, Proposition p)
    {
        var before = Before(m.First);
        if (tree.WordIs(before, "by") && before > 0 && IsBrokering(before - 1)) return true;
        if (tree.WordIs(before, "through") || tree.WordIs(before, "via"))
            return m.Party.Kind is PartyKind.Company or PartyKind.Person && OwnClause(p.Trigger, before);
        var verb = m.Last + 1;
        while (verb < tree.Tokens.Count && verb - m.Last <= 4 && tree.SentenceOf(verb) == p.Sentence && tree.Upos(verb) is Upos.Aux or Upos.Adv) verb++;
        if (verb >= tree.Tokens.Count || tree.SentenceOf(verb) != p.Sentence) return false;
        if (tree.Lemma(verb) == "act" && tree.WordIs(verb + 1, "as")) return IsMiddleman(verb + 2) || IsMiddleman(verb + 3) || IsMiddleman(verb + 4);
        return IsBrokering(verb) && !tree.IsPassive(verb) && p.Frame.IsNoun && p.Trigger > verb && p.Trigger - verb <= 8 && OwnClause(verb, p.Trigger);
    }

    private bool IsBrokering(int token) => tree.Upos(token) is Upos.Verb && tree.Lemma(token) is "broker" or "mediate" or "arrange" or "facilitate";

    private bool IsMiddleman(int token) => token < tree.Tokens.Count && tree.Lemma(token) is "broker" or "intermediary" or "middleman" or "go-between" or "agent";

    private bool IsPassed(PartyMention m, int trigger)
    {
        if (m.Modifies >= 0 && tree.Lemma(m.Modifies) is not ("port" or "airport" or "territory" or "airspace" or "water" or "soil" or "harbour" or "harbor")) return false;
        var before = Before(m.First);
        // "via the port of Mombasa in Kenya" is a place; the state must stand behind the word of passing itself.
        if (before > 0 && (tree.WordIs(before, "via") || tree.WordIs(before, "through"))) return OwnClause(trigger, before);
        return before > 0 && before == m.First - 1 && tree.Lemma(before) == "transit" && tree.Upos(before) is Upos.Verb && before != trigger;
    }

    private int Before(int first)
    {
        var i = first - 1;
        while (i > 0 && tree.Upos(i) is Upos.Det) i--;
        return Math.Max(i, 0);
    }

    /// <summary>Whether nothing opens another clause between two tokens of a sentence.</summary>
    private bool OwnClause(int from, int to)
    {
        if (to <= from || to - from > Reach) return false;
        for (var i = from + 1; i < to; i++)
        {
            if (tree.Upos(i) is Upos.Sconj or Upos.Aux || tree.Upos(i) is Upos.Verb && tree.Xpos(i) is "VBD" or "VBZ" or "VBP" || tree.Analysis.Word(i) is ";" || tree.WordLower(i) is "who" or "which") return false;
        }
        return true;
    }
}

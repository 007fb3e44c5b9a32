using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Mentions;

/// <summary>"the Armed Forces of Ukraine", "the Ministry of Defence of the Republic of Lithuania": a body that a name behind "of"
/// makes a state's; the phrase as a whole is the party, and its first noun stands for it in the sentence.</summary>
internal static class BodiesOf
{
    /// <summary>"forces loyal to eastern commander Khalifa Haftar": the forces are his group.</summary>
    private static PartyMention LoyalTo(TreeView tree, Sentence sentence, PartyMention party)
    {
        var at = party.First - 1;
        while (at > sentence.FirstToken && party.First - at <= 4 && tree.Upos(at) is Upos.Noun or Upos.Adj or Upos.Propn or Upos.Det) at--;
        // "forces under Haftar": so said, they are his too.
        if (at - 1 >= sentence.FirstToken && tree.WordIs(at, "under") && tree.Lemma(at - 1) is "force" or "troop" or "fighter") return With(at - 1);
        if (at - 2 < sentence.FirstToken || !tree.WordIs(at, "to") || tree.WordLower(at - 1) is not ("loyal" or "allied" or "aligned") || tree.Lemma(at - 2) is not ("force" or "troop" or "fighter" or "militia" or "unit")) return party;
        return With(at - 2);

        PartyMention With(int first)
        {
            var span = tree.Span(first, party.Last);
            return party with { First = first, Head = first, Span = span, Party = party.Party with { Words = span.Of(tree.Analysis.Text).ToString() } };
        }
    }

    /// <summary>"the internationally recognised government in Tripoli": the state's, unless other words before it make it somebody else's.</summary>
    private static bool IsSeated(TreeView tree, Sentence sentence, int noun)
    {
        if (tree.Lemma(noun) is not ("government" or "authority")) return false;
        for (var i = noun - 1; i >= sentence.FirstToken && noun - i <= 6 && tree.Upos(i) is not (Upos.Det or Upos.Adp or Upos.Verb) || i >= sentence.FirstToken && tree.WordIs(i, "recognised") || i >= sentence.FirstToken && tree.WordIs(i, "recognized"); i--)
        {
            if (!(tree.WordLower(i) is "internationally" or "recognised" or "recognized" or "un" or "un-backed" or "legitimate" or "central" or "new" or "interim" or "transitional" or "then")) return false;
        }
        return true;
    }

    /// <summary>The mention widened to the body's phrase, or as it is.</summary>
    public static PartyMention Widen(TreeView tree, Sentence sentence, PartyMention party)
    {
        if (party.Form is PartyForm.Name && party.Modifies < 0 && party.Party.Kind is PartyKind.ArmedGroup) return LoyalTo(tree, sentence, party);
        if (party.Form is not PartyForm.Name || party.Modifies >= 0 || party.Party.Kind is not PartyKind.State) return party;
        var body = -1;
        var at = party.First;
        for (var hop = 0; hop < 3; hop++)
        {
            var of = at - 1;
            if (of > sentence.FirstToken && tree.Upos(of) is Upos.Det) of--;
            if (of > sentence.FirstToken && hop == 0 && tree.WordIs(of, "in") && party.Party.Via == "capital" && IsSeated(tree, sentence, of - 1)) { body = at = of - 1; break; }
            if (of <= sentence.FirstToken || !tree.WordIs(of, "of")) break;
            var noun = of - 1;
            if (tree.Upos(noun) is not (Upos.Noun or Upos.Propn)) break;
            if (ActorNouns.IsBody(tree.Lemma(noun)) && tree.Lemma(noun) is not ("leader" or "side" or "unit" or "general")) body = noun;
            else if (tree.Lemma(noun) is not ("republic" or "kingdom" or "state" or "federation" or "sultanate" or "commonwealth" or "affair" or "interior" or "war")) break;
            at = noun;
            while (at - 1 >= sentence.FirstToken && noun - at < 4 && tree.Upos(at - 1) is Upos.Propn or Upos.Adj or Upos.Noun) at--;
        }
        if (body < 0) return party;
        while (at - 1 >= sentence.FirstToken && tree.Upos(at - 1) is Upos.Propn) at--;
        var head = Math.Max(at, body);
        // "Ministry of Defence": the first body of the run carries the phrase.
        for (var i = at; i < body; i++)
        {
            if (ActorNouns.IsBody(tree.Lemma(i))) { head = i; break; }
        }
        var span = tree.Span(at, party.Last);
        return party with { First = at, Head = head, Span = span, Party = party.Party with { Words = span.Of(tree.Analysis.Text).ToString(), Via = party.Party.Via ?? "ministry" } };
    }
}

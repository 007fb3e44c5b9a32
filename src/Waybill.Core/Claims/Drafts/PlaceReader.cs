using Waybill.Claims.Mentions;
using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Drafts;

/// <summary>Where a flow began, ended, passed or was stopped, and where arms were launched: a named place right behind the words
/// that give it its role ("unloaded at Gdynia", "seized off Yemen", "from the port of Bar").</summary>
internal sealed class PlaceReader(TreeView tree, SentenceMentions[] mentions)
{
    /// <summary>How far behind its verb a place may stand, in tokens.</summary>
    private const int Reach = 14;

    public void Add(ClaimDraft draft)
    {
        var p = draft.Proposition;
        var sentence = tree.Analysis.Sentences[p.Sentence];
        for (var t = sentence.FirstToken + 1; t + 1 < sentence.EndToken; t++)
        {
            if (tree.Upos(t) is not (Upos.Adp or Upos.Adv or Upos.Sconj) || PlaceAt(t, sentence.EndToken, out var port) is not { } run) continue;
            var role = RoleOf(t, port, draft);
            if (role.Length == 0 || draft.Where.Exists(w => w.PlaceRole == role)) continue;
            // A state is a party; as a place it counts only where arms were stopped or launched.
            var state = mentions[p.Sentence].Parties.Any(m => m.First <= run.Last && run.First <= m.Last && m.Party.Via is not "city");
            if (state && role is not ("interception" or "launch")) continue;
            var span = tree.Span(run.First, run.Last);
            var party = mentions[p.Sentence].Parties.FirstOrDefault(m => m.First == run.First && m.Last == run.Last);
            draft.Where.Add(new Place(span.Of(tree.Analysis.Text).ToString(), party?.Party.Name, party?.Party.Iso3, role));
            draft.Prove(span, "where");
        }
    }

    private string RoleOf(int preposition, bool port, ClaimDraft draft)
    {
        var p = draft.Proposition;
        var word = tree.WordLower(preposition);
        var verb = VerbBefore(preposition);
        var own = verb == p.Trigger;
        var lemma = verb < 0 ? "" : tree.Lemma(verb);
        if (p.Frame.Kind == ClaimKind.Use) return own && word == "from" && lemma is "launch" or "fire" ? "launch" : "";
        if (p.Scope.Stage is Stage.Intercepted) return own && word is "off" or "in" or "near" or "at" ? "interception" : "";
        if (draft.Negated) return "";
        if (word is "at" or "in" && lemma is "load") return "origin";
        if (word is "at" or "in" && lemma is "unload" or "offload" or "dock" or "berth" or "discharge") return "destination";
        if (word is "at" or "in" && own && lemma is "arrive" or "land") return "destination";
        if (!port || !(own || p.Frame.IsNoun && p.Trigger < preposition && preposition - p.Trigger <= Reach)) return "";
        return word switch { "from" => "origin", "to" or "into" or "at" => "destination", "via" or "through" => "transit", _ => "" };
    }

    /// <summary>The verb in whose clause a preposition stands, by the order of words; −1 if another clause opens between.</summary>
    private int VerbBefore(int preposition)
    {
        for (var i = preposition - 1; i >= 0 && preposition - i <= Reach && tree.SentenceOf(i) == tree.SentenceOf(preposition); i--)
        {
            if (tree.Upos(i) is Upos.Verb && !tree.Base(i).SequenceEqual("amod") && !(tree.WordIs(i, "bound") && tree.WordIs(i + 1, "for"))) return i;
            if (tree.Upos(i) is Upos.Sconj or Upos.Cconj || tree.Analysis.Word(i) is "," or ";" || tree.WordLower(i) is "who" or "which") return -1;
        }
        return -1;
    }

    /// <summary>The proper name behind a preposition, a port's or base's own name among them.</summary>
    private (int First, int Last)? PlaceAt(int preposition, int end, out bool port)
    {
        port = false;
        var i = preposition + 1;
        while (i < end && tree.Upos(i) is Upos.Det) i++;
        var noun = i;
        while (noun < end && noun - i <= 2 && tree.Upos(noun) is Upos.Adj or Upos.Noun && !IsPort(noun)) noun++;
        if (noun < end && tree.Upos(noun) is Upos.Noun or Upos.Propn && IsPort(noun))
        {
            port = true;
            if (tree.WordIs(noun + 1, "of")) i = noun + 2;
            else if (tree.Upos(noun) is Upos.Noun) return null;
        }
        else if (noun + 2 < end && tree.WordLower(noun) is "coast" or "waters" && tree.WordIs(noun + 1, "of")) i = noun + 2;
        else if (tree.WordLower(i) is "coast" && tree.WordIs(i + 1, "of")) i += 2;
        while (i < end && tree.Upos(i) is Upos.Det) i++;
        var last = i - 1;
        while (last + 1 < end && tree.Upos(last + 1) is Upos.Propn && char.IsUpper(tree.Analysis.Word(last + 1)[0]) && last + 1 - i < 5) last++;
        if (last >= i && last + 2 < end && tree.WordIs(last + 1, "of") && tree.Upos(last + 2) is Upos.Propn && tree.Lemma(last) is "gulf" or "strait" or "bay" or "port" or "sea") { last += 2; }
        if (last < i) return null;
        for (var k = i; k <= last; k++)
        {
            if (Reading.TimeGrammar.MonthOf(tree.WordLower(k)) > 0 || tree.WordLower(k).EndsWith("day", StringComparison.Ordinal)) return null;
            if (IsPort(k)) port = true;
        }
        if (last + 1 < end && tree.Upos(last + 1) is Upos.Noun || tree.Analysis.Word(Math.Min(last + 1, end - 1)) is "'s" or "’s" || tree.WordIs(last + 1, "'s")) return null;
        var s = tree.SentenceOf(preposition);
        return mentions[s].Items.Any(m => m.First <= last && i <= m.Last) ? null : (i, last);
    }

    private bool IsPort(int token) => tree.Lemma(token) is "port" or "harbour" or "harbor" or "airport" or "airbase" or "airfield" or "terminal" or "shipyard" or "base";
}

using Waybill.Claims.Mentions;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Drafts;

/// <summary>Speakers that stand beside a noun or inside a relative clause, where no reporting clause frames the statement:
/// "the confirmation by the Biden administration that …", "drones, which Kyiv believes are …".</summary>
internal sealed class NounSpeakers(TreeView tree, SentenceMentions[] mentions, CueTable cues)
{
    public readonly record struct Speaker(PartyMention Source, TextSpan Cue, string CueLemma, Factuality? Factuality);

    public Speaker? Find(int trigger)
    {
        var s = tree.SentenceOf(trigger);
        var first = tree.Analysis.Sentences[s].FirstToken;
        foreach (var p in mentions[s].Parties)
        {
            if (p.Last >= trigger || p.Form is not (PartyForm.Name or PartyForm.Adjective)) continue;
            var i = p.First - 1;
            while (i > first && tree.Upos(i) is Upos.Det) i--;
            // "the recent confirmation by X that …"
            if (i - 1 >= first && tree.WordIs(i, "by") && IsSpeechNoun(i - 1) && tree.WordIs(p.Last + 1, "that")) return new(p, tree.Analysis.SpanOf(i - 1), tree.Lemma(i - 1), null);
            if (p.Modifies >= 0 && IsSpeechNoun(p.Modifies) && tree.WordIs(p.Modifies + 1, "that") && p.Modifies < trigger) return new(p, tree.Analysis.SpanOf(p.Modifies), tree.Lemma(p.Modifies), null);
            // "…, which X believes are …", by the words alone: a small tagger takes "believes" for a noun here.
            if (i >= first && tree.Lemma(i) is "which" or "that" && p.Last + 2 < tree.Tokens.Count && tree.Upos(p.Last + 2) is Upos.Aux or Upos.Verb)
            {
                var word = tree.WordLower(p.Last + 1);
                var lemma = word.EndsWith('s') ? word[..^1] : word;
                if (cues.Find(CuePart.Verb, lemma, "that") is { Factuality: { } f }) return new(p, tree.Analysis.SpanOf(p.Last + 1), lemma, f);
                if (lemma is "say" or "claim" or "allege") return new(p, tree.Analysis.SpanOf(p.Last + 1), lemma, null);
            }
        }
        return null;
    }

    private bool IsSpeechNoun(int token) => tree.Lemma(token) is "confirmation" or "statement" or "claim" or "admission" or "disclosure" or "allegation" or "assessment" or "announcement"
        or "accusation" or "assertion" or "revelation" or "report" or "finding" or "conclusion" or "belief" or "suspicion" or "denial";
}

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
    public readonly record struct Speaker(TextSpan Source, string? Government, TextSpan Cue, string CueLemma, Factuality? Factuality)
    {
        public TextSpan? Said { get; init; }
    }

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
            if (i - 1 >= first && tree.WordIs(i, "by") && IsSpeechNoun(i - 1) && tree.WordIs(p.Last + 1, "that")) return new(p.Span, p.Party.Iso3, tree.Analysis.SpanOf(i - 1), tree.Lemma(i - 1), null);
            if (p.Modifies >= 0 && IsSpeechNoun(p.Modifies) && tree.WordIs(p.Modifies + 1, "that") && p.Modifies < trigger) return new(p.Span, p.Party.Iso3, tree.Analysis.SpanOf(p.Modifies), tree.Lemma(p.Modifies), null);
            // "…, which X believes are …", by the words alone: a small tagger takes "believes" for a noun here.
            if (i >= first && tree.Lemma(i) is "which" or "that" && p.Last + 2 < tree.Tokens.Count && tree.Upos(p.Last + 2) is Upos.Aux or Upos.Verb)
            {
                var word = tree.WordLower(p.Last + 1);
                var lemma = word.EndsWith('s') ? word[..^1] : word;
                if (cues.Find(CuePart.Verb, lemma, "that") is { Factuality: { } f }) return new(p.Span, p.Party.Iso3, tree.Analysis.SpanOf(p.Last + 1), lemma, f);
                if (lemma is "say" or "claim" or "allege") return new(p.Span, p.Party.Iso3, tree.Analysis.SpanOf(p.Last + 1), lemma, null);
            }
        }
        return Opening(first, trigger);
    }

    /// <summary>"Kirby further said on January 2, Russia launched …": the sentence opens with a name and a word of saying.</summary>
    private Speaker? Opening(int first, int trigger)
    {
        var i = first;
        while (i < trigger && tree.Upos(i) is Upos.Propn or Upos.Det or Upos.Noun && i - first < 6) i++;
        // A party at the opening counts whatever the tagger took it for ("Bangkok in October said").
        var opener = mentions[tree.SentenceOf(first)].Parties.FirstOrDefault(p => p.First <= first + 1 && p.Last < trigger && p.Acts && p.Modifies < 0);
        if (opener is not null && opener.Last + 1 > i) i = opener.Last + 1;
        if (i == first || opener is null && tree.Upos(i - 1) is not (Upos.Propn or Upos.Noun)) return null;
        var last = i - 1;
        TextSpan? said = null;
        if (i + 1 < trigger && tree.Lemma(i) is "in" or "on" && tree.Upos(i + 1) is Upos.Propn or Upos.Num)
        {
            said = tree.Analysis.SpanOf(i + 1); // "Bangkok in October said"
            i += 2;
        }
        while (i < trigger && tree.Upos(i) is Upos.Adv or Upos.Aux)
        {
            if (tree.Lemma(i) == "be") return null; // "Kyiv is said to have asked": nobody is named as saying it
            i++;
        }
        if (i >= trigger || tree.Lemma(i) is not ("say" or "add" or "tell" or "claim" or "confirm" or "state" or "note" or "stress" or "announce" or "allege" or "explain")) return null;
        for (var j = last + 1; j <= i; j++)
        {
            if (tree.WordLower(j) is "not" or "n't" or "n’t") return null;
        }
        var start = tree.Upos(first) is Upos.Det ? first + 1 : first;
        var party = mentions[tree.SentenceOf(first)].Parties.FirstOrDefault(p => p.Last == last && p.Acts && p.Modifies < 0);
        return new(tree.Span(Math.Min(start, last), last), party?.Party.Iso3, tree.Analysis.SpanOf(i), tree.Lemma(i), null) { Said = said };
    }

    private bool IsSpeechNoun(int token) => tree.Lemma(token) is "confirmation" or "statement" or "claim" or "admission" or "disclosure" or "allegation" or "assessment" or "announcement"
        or "accusation" or "assertion" or "revelation" or "report" or "finding" or "conclusion" or "belief" or "suspicion" or "denial";
}

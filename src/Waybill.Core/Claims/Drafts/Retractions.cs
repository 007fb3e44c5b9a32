using System.Collections.Frozen;
using Waybill.Claims.Mentions;
using Waybill.Claims.Reading;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Drafts;

/// <summary>"A website wrote that Serbia had sold mortars to Ukraine. The army called the story invented." What the next sentence
/// denies as a whole is a denial, and nothing stays affirmed, unless one government accuses and the accused one denies: then both have spoken.</summary>
internal sealed class Retractions(TreeView tree, SentenceMentions[] mentions, CueLexicon polarity)
{
    /// <summary>How far the verdict stands from the story, in tokens.</summary>
    private const int Reach = 8;

    public void Apply(List<ClaimDraft> drafts)
    {
        var told = drafts.Where(d => d is { Negated: false, Stance: Stance.Asserts } && d.Part is not (ClaimPart.Headline or ClaimPart.Subtitle)).ToLookup(d => d.Proposition.Sentence + 1);
        foreach (var draft in told.SelectMany(g => g).ToList()) DeniedAtTheEnd(draft, drafts);
        foreach (var group in told)
        {
            var s = group.Key;
            if (s >= mentions.Length || mentions[s].Items.Any(i => !i.IsPlaceholder && !i.IsPronoun) || Verdict(s) is not { } verdict) continue;
            var speaker = Speaker(s, verdict.Story);
            foreach (var told1 in group)
            {
                var draft = told1;
                if (Aside(draft.Proposition.Trigger)) continue;
                if (speaker is { Party.Party.Iso3: { } denier } && (Accuser(draft) is { } accuser ? accuser != denier : draft.Attribution.IsEmpty && draft.Proposition.Scope.Trace.Any(t => t.StartsWith("accuse", StringComparison.Ordinal)) || draft.Attribution.Any(a => a.Government != denier && (IsNamed(a.Source) || IsOffice(a.Source)))) && (draft.Proposition[Role.Supplier]?.Key == denier || draft.Proposition[Role.Recipient]?.Key == denier))
                {
                    draft = told1.Copy();
                    drafts.Add(draft);
                }
                draft.Negated = true;
                draft.Stance = Stance.Denies;
                draft.Prove(tree.Analysis.SpanOf(verdict.Word), "negated");
                draft.Prove(tree.Analysis.SpanOf(verdict.Word), "stance");
                // Whoever told the story denies nothing; the page itself calls it false where no one else does.
                draft.Attribution = [.. draft.Attribution.Select(a => a with { Primary = false })];
                if (speaker is not { } by) continue;
                var span = tree.Span(by.First, by.Last);
                var words = span.Of(tree.Analysis.Text).ToString();
                var own = draft.Proposition[Role.Supplier] ?? draft.Proposition[Role.Recipient];
                var government = by.Party?.Party.Iso3 ?? (own?.Party.Kind is PartyKind.State ? own.Key : null);
                // The accuser has no part in the denial; an outlet that passed the story on may have passed on both.
                draft.Attribution = [.. draft.Attribution.Where(a => a.Kind is "outlet" or "agency"), new Attribution { Source = words, Words = words, Cue = tree.Lemma(verdict.Verb), Kind = "body", Body = words, Government = government, Primary = true }];
                draft.Prove(span, "attribution");
                draft.Prove(tree.Analysis.SpanOf(verdict.Verb), "attribution");
            }
        }
    }

    /// <summary>"The battery, which Slovakia had given, was destroyed. Bratislava called the claim a lie": what is told by the way is not what is denied.</summary>
    private bool Aside(int trigger)
    {
        if (tree.Relation(trigger) != "acl:relcl") return false;
        var first = tree.Analysis.Sentences[tree.SentenceOf(trigger)].FirstToken;
        for (var t = trigger - 1; t > first && trigger - t <= 12; t--)
            if (tree.WordLower(t) is "which" or "who" or "whom") return tree.Analysis.Word(t - 1) is ",";
        return false;
    }

    /// <summary>"…, which Kigali disputes", "…, a charge that Abu Dhabi rejects", "…, allegations Tehran has denied": what the sentence
    /// tells stays told, and the one at its end denies it.</summary>
    private void DeniedAtTheEnd(ClaimDraft draft, List<ClaimDraft> drafts)
    {
        var p = draft.Proposition;
        if (p.Frame.Kind != ClaimKind.Flow || mentions[p.Sentence].Parties.Length == 0) return;
        var sentence = tree.Analysis.Sentences[p.Sentence];
        foreach (var by in mentions[p.Sentence].Parties)
        {
            if (by.First <= p.Trigger || !by.Acts || by.Party.Iso3 is not { } denier || denier != p[Role.Supplier]?.Key && denier != p[Role.Recipient]?.Key) continue;
            var verb = by.Last + 1;
            while (verb < sentence.EndToken && verb - by.Last <= 4 && tree.Upos(verb) is Upos.Aux or Upos.Adv) verb++;
            if (verb >= sentence.EndToken || tree.Lemma(verb) is not ("deny" or "reject" or "dispute" or "refute" or "dismiss") || tree.WordIs(verb - 1, "not") || tree.WordIs(verb - 1, "n't")) continue;
            if (verb + 1 < sentence.EndToken && tree.Upos(verb + 1) is not Upos.Punct) continue;
            var open = by.First - 1;
            while (open > p.Trigger && tree.Upos(open) is Upos.Det && tree.WordIs(open, "the")) open--;
            if (tree.WordIs(open, "that") || tree.WordIs(open, "which")) open--;
            if (tree.Analysis.Word(open) is not "," && tree.Lemma(open) is "charge" or "claim" or "allegation" or "accusation" or "assertion" or "something")
            {
                open--;
                while (open > p.Trigger && tree.Upos(open) is Upos.Det or Upos.Adj) open--;
            }
            if (open <= p.Trigger || tree.Analysis.Word(open) is not ("," or "–" or "—" or "-") || open == by.First - 1) continue;
            var denial = draft.Copy();
            denial.Negated = true;
            denial.Stance = Stance.Denies;
            denial.Factuality = Factuality.Certain;
            denial.Prove(tree.Analysis.SpanOf(verb), "negated");
            denial.Prove(tree.Analysis.SpanOf(verb), "stance");
            denial.Attribution = [new Attribution { Source = by.Span.Of(tree.Analysis.Text).ToString(), Words = by.Span.Of(tree.Analysis.Text).ToString(), Cue = tree.Lemma(verb), Kind = "body", Body = by.Party.Name, Government = denier, Primary = true }];
            denial.Prove(by.Span, "attribution");
            denial.Prove(tree.Analysis.SpanOf(verb), "attribution");
            drafts.Add(denial);
            return;
        }
    }

    /// <summary>"The Wall Street Journal", not "a blog".</summary>
    private static bool IsNamed(string source) => !source.StartsWith("a ", StringComparison.Ordinal) && !source.StartsWith("an ", StringComparison.Ordinal) && source.Any(char.IsUpper);

    private static readonly FrozenSet<string> Offices = WordClasses.Of("answering-office");

    /// <summary>"the opposition leader", "investigators": somebody who answers for it, and no blog.</summary>
    private static bool IsOffice(string source)
    {
        var last = source[(source.LastIndexOf(' ') + 1)..].ToLowerInvariant();
        return Offices.Contains(last);
    }

    /// <summary>The government that states what a draft says; null where only an outlet or nobody does.</summary>
    private static string? Accuser(ClaimDraft draft) => draft.Attribution.LastOrDefault(a => a.Primary)?.Government;

    /// <summary>The story that the sentence speaks of, the verb, and the word that calls it false.</summary>
    private (int Story, int Verb, int Word)? Verdict(int s)
    {
        var sentence = tree.Analysis.Sentences[s];
        for (var t = sentence.FirstToken + 1; t < sentence.EndToken; t++)
        {
            if (tree.WordLower(t) is "not" or "n't" or "n’t" or "never" or "neither" or "whether" or "if" or "nor" or "but") return null;
        }
        for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
        {
            var story = tree.Upos(t) is Upos.Noun && tree.Lemma(t) is "story" or "report" or "claim" or "allegation" or "accusation" or "account" or "article" or "rumour" or "rumor" or "assertion" or "news" or "charge" or "suggestion" or "speculation"
                && t > sentence.FirstToken - 1 && (t == sentence.FirstToken || tree.WordLower(t - 1) is "the" or "this" or "that" or "these" or "those" or "such") && !(tree.WordLower(t + 1 < sentence.EndToken ? t + 1 : t) is "that" or "of" or "about");
            var it = tree.Upos(t) is Upos.Pron or Upos.Det && tree.WordLower(t) is "it" or "this" or "that" && t > sentence.FirstToken && tree.Lemma(t - 1) == "deny" && (t + 1 >= sentence.EndToken || tree.Upos(t + 1) is Upos.Punct);
            if (!story && !it) continue;
            for (var i = t - 1; i >= sentence.FirstToken && t - i <= 3; i--)
            {
                if (tree.Upos(i) is Upos.Verb && tree.Lemma(i) is "deny" or "dismiss" or "reject" or "refute" or "rebut" or "debunk" or "dispute" or "contest" or "rubbish" or "contradict") return (t, i, i);
            }
            for (var i = t + 1; i < sentence.EndToken && i - t <= Reach; i++)
            {
                if (polarity.ClassOf(tree.WordLower(i)) != "denial") continue;
                var verb = t - 1;
                while (verb > sentence.FirstToken && t - verb <= 3 && tree.Upos(verb) is not Upos.Verb) verb--;
                return (t, tree.Upos(verb) is Upos.Verb ? verb : i, i);
            }
        }
        return null;
    }

    /// <summary>Who opens the sentence: a party, or "the army".</summary>
    private (int First, int Last, PartyMention? Party)? Speaker(int s, int story)
    {
        var first = tree.Analysis.Sentences[s].FirstToken;
        if (mentions[s].Parties.FirstOrDefault(p => p.Form is PartyForm.Name && p.Last < story && p.First - first <= 2) is { } party) return (party.First, party.Last, party);
        for (var i = first; i < story && i - first <= 4; i++)
        {
            if (tree.Upos(i) is Upos.Noun && ActorNouns.IsBody(tree.Lemma(i))) return (i, i, null);
        }
        return null;
    }
}

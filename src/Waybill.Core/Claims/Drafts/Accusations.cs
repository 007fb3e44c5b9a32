using Waybill.Claims.Mentions;
using Waybill.Claims.Reading;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Claims.Drafts;

/// <summary>"Tehran rejected US accusations that it supplied missiles", "Paris denied a Reuters report that …": the accusation is a statement of
/// the one who is named for it, beside the denial. A story of nobody in particular stays only as a denial.</summary>
internal sealed class Accusations(TreeView tree, SentenceMentions[] mentions, IReadOnlyList<LexiconHit> hits)
{
    public void Apply(List<ClaimDraft> drafts)
    {
        foreach (var denial in drafts.ToList())
        {
            if (denial is not { Negated: true, Stance: Stance.Denies, Factuality: Factuality.Certain } || denial.Proposition.Frame.Kind != ClaimKind.Flow || denial.Part is ClaimPart.Headline or ClaimPart.Subtitle) continue;
            if (Story(denial) is not { } story) continue;
            var teller = Teller(story, denial) ?? Holder(story, denial);
            Attribution[] own = [.. denial.Attribution.SkipWhile(static a => !a.Primary).Skip(1).Where(static a => a.Cue is "accuse" or "allege" or "claim" or "say" && a.Words.Contains(' ', StringComparison.Ordinal))];
            if (teller is null && own.Length == 0) continue;
            var told = denial.Copy();
            told.Negated = false;
            told.Stance = Stance.Asserts;
            // "dismissed a report by two rights groups that accused it": they stand under the denial already.
            told.Attribution = teller is { } named ? [named.By] : [.. own.Select((a, i) => a with { Primary = i == own.Length - 1 })];
            foreach (var fields in told.Proof.Values)
            {
                fields.Remove("negated");
                fields.Remove("stance");
                fields.Remove("attribution");
            }
            foreach (var empty in told.Proof.Where(static f => f.Value.Count == 0).Select(static f => f.Key).ToList()) told.Proof.Remove(empty);
            if (teller is { } by) told.Prove(by.Words, "attribution");
            else
                foreach (var (span, fields) in denial.Proof)
                    if (fields.Contains("attribution") && span.Start >= tree.Tokens.Start[story]) told.Prove(span, "attribution");
            told.Prove(tree.Analysis.SpanOf(story), "attribution");
            drafts.Add(told);
        }
    }

    /// <summary>The noun for an accusation between the word that denies and the deed, where no other verb but "accuse" stands between; −1 as null.</summary>
    private int? Story(ClaimDraft denial)
    {
        var p = denial.Proposition;
        int? story = null;
        for (var i = p.Trigger - 1; i >= tree.Analysis.Sentences[p.Sentence].FirstToken && p.Trigger - i <= 16; i--)
        {
            if (tree.WordLower(i) is "not" or "n't" or "n’t" or "never" or "no" or "neither" or "nor") return null;
            if (story is null && tree.Upos(i) is Upos.Noun && tree.Lemma(i) is "claim" or "allegation" or "accusation" or "report" or "charge" or "assertion" or "story") story = i;
            else if (tree.Upos(i) is Upos.Verb && tree.Lemma(i) is "deny" or "reject" or "dismiss" or "refute" or "dispute" or "rebut") return story is { } found && tree.Head(i) < 0 && Plain(p.Sentence, i, found) ? story : null;
            else if (tree.Upos(i) is Upos.Verb && tree.Lemma(i) is not ("make" or "accuse" or "claim" or "allege" or "say" or "state" or "have" or "be")) return null;
        }
        return null;
    }

    /// <summary>Whether no other word of the sentence denies, doubts or supposes: then the denial is the page's own statement, and so is what it answers.</summary>
    private bool Plain(int sentence, int denied, int story)
    {
        var s = tree.Analysis.Sentences[sentence];
        for (var i = s.FirstToken; i < s.EndToken; i++)
        {
            if (i != denied && i != story && CueLexicon.Polarity.ClassOf(tree.WordLower(i)) is { } bears && bears != "harmless") return false;
        }
        return true;
    }

    private (Attribution By, TextSpan Words)? Teller(int story, ClaimDraft denial)
    {
        var p = denial.Proposition;
        var giver = p[Role.Supplier]?.Key;
        foreach (var m in mentions[p.Sentence].Parties)
        {
            if (m.Party.Iso3 is not { } state || state == giver || state == p[Role.Recipient]?.Key || m.Form is not (PartyForm.Name or PartyForm.Adjective)) continue;
            // "a German report" is somebody's in Germany.
            if (m.Form is PartyForm.Adjective && m.Last == story - 1 && tree.Lemma(story) is "report" or "story") continue;
            if (!(m.Last == story - 1 || Behind(story, m.First, p.Trigger))) continue;
            return (By(m.Span, "body", state), m.Span);
        }
        foreach (var hit in hits)
        {
            if (hit.Kind is not (EntryKind.Outlet or EntryKind.Agency)) continue;
            var first = tree.Analysis.TokenAt(hit.Span.Start);
            var last = tree.Analysis.TokenAt(hit.Span.End - 1);
            if (tree.SentenceOf(first) != p.Sentence || !(last == story - 1 || last == story - 2 && tree.WordIs(story - 1, "news") || Behind(story, first, p.Trigger))) continue;
            return (By(hit.Span, hit.Kind is EntryKind.Agency ? "agency" : "outlet", null), hit.Span);
        }
        // "claims by Amnesty International": a name of its own behind "by".
        var by = story + 1;
        if (tree.WordIs(by, "made") || tree.WordIs(by, "levelled") || tree.WordIs(by, "published")) by++;
        if (!(tree.WordIs(by, "by") || tree.WordIs(by, "from"))) return null;
        by++;
        while (by < p.Trigger && tree.Upos(by) is Upos.Det) by++;
        var end = by;
        while (end < p.Trigger && tree.Upos(end) is Upos.Propn) end++;
        if (end == by) return null;
        var name = tree.Span(by, end - 1);
        return mentions[p.Sentence].Parties.Any(m => m.Span.Overlaps(name)) ? null : (By(name, "body", null), name);
    }

    /// <summary>"UN experts' claims that", "its neighbour's accusation": the phrase that holds the noun.</summary>
    private (Attribution By, TextSpan Words)? Holder(int story, ClaimDraft denial)
    {
        if (tree.Analysis.Word(story - 1) is not ("'s" or "’s" or "'" or "’")) return null;
        var first = story - 1;
        while (first > 0 && story - first <= LongestHolder && tree.Upos(first - 1) is Upos.Propn or Upos.Noun or Upos.Adj or Upos.Num && tree.SentenceOf(first - 1) == denial.Proposition.Sentence) first--;
        if (first == story - 1 || tree.Upos(story - 2) is not (Upos.Propn or Upos.Noun)) return null;
        var words = tree.Span(first, story - 2);
        var party = mentions[denial.Proposition.Sentence].Parties.FirstOrDefault(m => m.Span.Overlaps(words) && m.Party.Iso3 is not null);
        if (party?.Party.Iso3 is { } state && (state == denial.Proposition[Role.Supplier]?.Key || state == denial.Proposition[Role.Recipient]?.Key)) return null;
        return (By(words, "body", party?.Party.Iso3), words);
    }

    private const int LongestHolder = 7;

    private Attribution By(TextSpan words, string kind, string? government)
    {
        var said = words.Of(tree.Analysis.Text).ToString();
        return new Attribution { Source = said, Words = said, Cue = "accuse", Kind = kind, Body = kind == "body" ? said : null, Government = government, Primary = true };
    }

    /// <summary>"accusations by Kyiv that", "claims made by the US that": right behind the noun, before the deed.</summary>
    private bool Behind(int story, int first, int trigger)
    {
        if (first >= trigger) return false;
        var i = first - 1;
        while (i > story && tree.Upos(i) is Upos.Det) i--;
        if (i <= story || !(tree.WordIs(i, "by") || tree.WordIs(i, "from"))) return false;
        return i == story + 1 || i == story + 2 && tree.WordLower(story + 1) is "made" or "levelled" or "published";
    }
}

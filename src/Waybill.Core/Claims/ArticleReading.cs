using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Claims.Drafts;
using Waybill.Claims.Frames;
using Waybill.Claims.Mentions;
using Waybill.Claims.Reading;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims;

/// <summary>One article on its way through the extractor. Lives for one call.</summary>
internal sealed class ArticleReading(Article article, Analysis analysis, IReadOnlyList<LexiconHit> hits, Lexicon lexicon, FrameTable frames, CueTable cues, PhraseTable phrases, AttributionReader attributionReader, string extractor)
{
    private readonly List<FrameTrace> _traces = [];

    public Explanation Run()
    {
        var tree = new TreeView(analysis);
        var mentions = MentionFinder.Find(tree, lexicon, hits);
        var attributions = attributionReader.Read(analysis, hits);
        new ItemPronouns(tree, mentions).Resolve();
        new PronounReader(tree, mentions, attributions, lexicon).Resolve();
        var clauses = new ClauseStructure(tree, cues, mentions);
        var arguments = new ArgumentFinder(tree, cues, clauses, (trigger, first) => SpeaksAfter(attributions, trigger, first));
        var scopes = new ScopeReader(tree, cues, phrases, clauses);
        var matcher = new FrameMatcher(tree, lexicon, frames, clauses, arguments, scopes, mentions);
        var maker = new DraftMaker(article, tree, cues, attributions, new NounSpeakers(tree, mentions, cues), new Performers(tree, mentions, clauses), new SpeakerBook(tree, mentions));
        var found = new List<Proposition>();
        for (var s = 0; s < mentions.Length; s++)
        {
            var sentence = analysis.Sentences[s];
            if (mentions[s].Items.IsEmpty && !ArmsSomebody(sentence, mentions[s])) continue;
            if (IsQuestion(sentence) || IsTeaser(sentence, s, maker)) continue;
            matcher.Match(s, mentions[s], maker.PartOf(s) is ClaimPart.Headline or ClaimPart.Subtitle, found);
        }
        found = new Elaborations(tree, mentions, frames, scopes).Add(found);
        found = new Contexts(tree, lexicon, mentions).Complete(found, s => maker.PartOf(s) is ClaimPart.Headline or ClaimPart.Subtitle);
        new DefiniteTransfers(tree, mentions, frames, scopes, clauses).Add(found);
        found = new SpeakersOwn(tree, lexicon, mentions, attributions).Complete(found);
        var origins = new Origins(tree, lexicon, mentions);
        var guard = new PolarityGuard(tree, CueLexicon.Polarity);
        var middlemen = new Middlemen(tree, mentions);
        var places = new PlaceReader(tree, mentions);
        var drafts = new List<ClaimDraft>();
        var complete = new List<Proposition>();
        foreach (var p in found)
        {
            if (origins.Complete(p, complete, out var reason) is { } whole) complete.Add(whole);
            else Trace(tree, p, reason!);
        }
        foreach (var p in complete)
        {
            if (maker.Make(p, maker.PartOf(p.Sentence), out var reason) is not { } draft) { Trace(tree, p, reason!); continue; }
            if (guard.Against(draft) is { } against) { Trace(tree, p, against); continue; }
            middlemen.Add(draft);
            places.Add(draft);
            draft.Confidence = ReadingConfidence.Of(draft);
            if (draft.Confidence < PatternExtractor.LeastConfidence) { Trace(tree, p, "too unsure"); continue; }
            drafts.Add(draft);
            Trace(tree, p, "claim");
        }
        new Retractions(tree, mentions, CueLexicon.Polarity).Apply(drafts);
        new Accusations(tree, mentions, hits).Apply(drafts);
        RetortClaims.Add(drafts, attributions);
        drafts.Sort(static (a, b) => a.Proposition.Sentence != b.Proposition.Sentence ? a.Proposition.Sentence.CompareTo(b.Proposition.Sentence)
            : a.Proposition.Trigger != b.Proposition.Trigger ? a.Proposition.Trigger.CompareTo(b.Proposition.Trigger)
            : a.Proposition.Items[0].First.CompareTo(b.Proposition.Items[0].First));
        foreach (var draft in drafts)
        {
            if (draft.Proposition.InExchangeFor is not { } price || drafts.Find(d => d.Proposition.Sentence == price.Sentence && d.Proposition.Trigger == price.Trigger && d != draft && d.Proposition.Items[0] == price.Items[0]) is not { } other) continue;
            draft.LinkKind = other.LinkKind = "in-exchange-for";
            draft.LinkedTo.Add(other);
            other.LinkedTo.Add(draft);
        }
        FirstReports.Add(drafts, attributions);
        drafts = new DraftJoiner(tree).Join(drafts);
        foreach (var miss in matcher.Misses)
        {
            _traces.Add(new FrameTrace(analysis.Sentences[miss.Sentence].Span, analysis.SpanOf(miss.Trigger), miss.Frame, miss.Reason, []));
        }
        var claims = ClaimWriter.Write(drafts, article, analysis, extractor);
        return new Explanation(new ClaimReading(claims, Missed(mentions, claims)), [.. _traces]);
    }

    /// <summary>Whether a name stands in the source of a statement that covers the trigger and comes before its speaker
    /// ("… by Iran, a US spokesman said"): the speaker is no party to what is said there.</summary>
    private static bool SpeaksAfter(AttributionReading attributions, int trigger, int first)
    {
        foreach (var m in attributions.Chain(trigger))
        {
            if (m.Source.Contains(first) && m.Source.First > trigger) return true;
        }
        return false;
    }

    private void Trace(TreeView tree, Proposition p, string outcome) =>
        _traces.Add(new FrameTrace(analysis.Sentences[p.Sentence].Span, tree.Analysis.SpanOf(p.Trigger), p.Frame.Id, outcome, p.Trace));

    /// <summary>"accused Iran of arming the rebels": a sentence without a word for arms whose verb is one.</summary>
    private bool ArmsSomebody(Sentence sentence, SentenceMentions mentions)
    {
        if (mentions.Parties.Length < 2) return false;
        for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
        {
            if (analysis.Tokens.Upos[t] is Upos.Verb && analysis.Tokens.Lemma[t] is "arm" or "rearm") return true;
        }
        return false;
    }

    /// <summary>A body block of a few words without a full stop: the headline of another story, a caption, a label.</summary>
    private bool IsTeaser(Sentence sentence, int index, DraftMaker maker)
    {
        if (index == 0 || sentence.EndToken - sentence.FirstToken > 16 || maker.PartOf(index) is not ClaimPart.Body) return false;
        foreach (var block in article.Blocks)
        {
            if (!block.Span.Contains(sentence.Span.Start)) continue;
            if (block.Kind is not BlockKind.Paragraph || block.Span.Start != sentence.Span.Start) return false;
            var last = block.Span.Of(article.Text).TrimEnd();
            return last.Length == sentence.Span.Of(article.Text).TrimEnd().Length && last.Length > 0 && last[^1] is not ('.' or '!' or '?' or ':' or '"' or '”' or '’' or '\'' or '…' or ')' or ';' or ',' or '-' or '—');
        }
        return false;
    }

    private bool IsQuestion(Sentence sentence)
    {
        var end = sentence.EndToken - 1;
        while (end > sentence.FirstToken && analysis.Tokens.Upos[end] is Upos.Punct && analysis.Word(end) is "”" or "\"" or ")" or "’" or "'") end--;
        return analysis.Word(end) is "?" or "?!" or "??";
    }

    /// <summary>Sentences with a party, a word for arms and a word of transfer that gave no claim, and why.</summary>
    private ImmutableArray<MissedSentence> Missed(SentenceMentions[] mentions, ImmutableArray<Claim> claims)
    {
        var missed = ImmutableArray.CreateBuilder<MissedSentence>();
        for (var s = 0; s < mentions.Length; s++)
        {
            if (mentions[s].Items.IsEmpty || mentions[s].Parties.IsEmpty) continue;
            var span = analysis.Sentences[s].Span;
            if (claims.Any(c => c.Sentence == span || c.Evidence.Any(e => e.Start >= span.Start && e.End <= span.End))) continue;
            string? reason = null;
            foreach (var trace in _traces)
            {
                if (trace.Sentence == span) { reason = $"{trace.Frame}: {trace.Outcome}"; break; }
            }
            if (reason is not null) missed.Add(new MissedSentence(span, reason));
        }
        return missed.ToImmutable();
    }
}

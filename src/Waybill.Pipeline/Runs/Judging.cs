using System.Collections.Immutable;
using System.Globalization;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Lexicons;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Storage;
using Waybill.Texts;

namespace Waybill.Pipeline.Runs;

/// <summary>What a person asks to be written down.</summary>
public sealed record JudgementRequest
{
    public required JudgementVerb Verb { get; init; }

    /// <summary>Ids, in full: of a claim; of the article to add one to; of two transfers (merge); of a transfer and claims of it (split), or and the claims that an assessment rests on.</summary>
    public required IReadOnlyList<string> Ids { get; init; }
    public Correction? Correction { get; init; }

    /// <summary>The values of an added claim, each with its words.</summary>
    public IReadOnlyList<Correction> Fields { get; init; } = [];

    /// <summary>The sentence that states an added claim.</summary>
    public string? Sentence { get; init; }

    /// <summary>The verdict of an assessment.</summary>
    public string? Verdict { get; init; }

    /// <summary>Of an assessment, how likely the matter is to whoever judges (<see cref="Judging.Likelihoods"/>); never derived.</summary>
    public string? Likelihood { get; init; }

    /// <summary>Of an assessment, how sure whoever judges is of what it rests on (<see cref="Judging.Confidences"/>); never derived, and another thing than likelihood.</summary>
    public string? Confidence { get; init; }
    public required string Who { get; init; }
    public required string Why { get; init; }
}

/// <summary>A judgement that cannot be made; the message says why.</summary>
public sealed class JudgementException(string message) : Exception(message);

/// <summary>Writes judgements down, each with the values and the words that it was made on, and makes the ledger again.</summary>
public sealed class Judging(Store store, Stages stages, TimeProvider clock)
{
    public static IReadOnlyList<string> Verdicts { get; } = ["supported", "contradicted", "not-proven"];

    /// <summary>Degrees of likelihood (ICD 203), the least first.</summary>
    public static IReadOnlyList<string> Likelihoods { get; } = ["almost-no-chance", "very-unlikely", "unlikely", "roughly-even-chance", "likely", "very-likely", "almost-certain"];

    /// <summary>Degrees of analytic confidence (ICD 203).</summary>
    public static IReadOnlyList<string> Confidences { get; } = ["low", "moderate", "high"];

    private readonly ExportSet _set = new(store);

    /// <summary>Adds the judgement and gives its number.</summary>
    public long Add(JudgementRequest request) => AddAll([request])[0];

    /// <summary>A request for the claim that a person marked on a page: what its words stand for is looked up in the lexicon of this store.</summary>
    /// <param name="marked">Name (<see cref="MarkedWords.Names"/>) and words.</param>
    public JudgementRequest Marked(string article, IReadOnlyDictionary<string, string> marked, string who, string why)
    {
        ArgumentNullException.ThrowIfNull(marked);
        return new JudgementRequest
        {
            Verb = JudgementVerb.Add,
            Ids = [article],
            Sentence = marked.GetValueOrDefault("sentence"),
            Fields = MarkedWords.Fields(marked, stages.For(store).Known ?? Lexicon.Embedded),
            Who = who,
            Why = why,
        };
    }

    /// <summary>Adds all of them or, where one cannot be made, none; the ledger is made again once. Gives their numbers.</summary>
    public IReadOnlyList<long> AddAll(IReadOnlyList<JudgementRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var judgements = requests.Select(Check).ToList();
        var numbers = new List<long>();
        store.Clock = clock;
        store.InTransaction(() =>
        {
            foreach (var judgement in judgements) numbers.Add(store.AddJudgement(judgement));
        });
        AcrossRun.RebuildLedger(store, stages);
        return numbers;
    }

    /// <summary>The judgement that a request would become, with the values that it would be made on; nothing is written.</summary>
    public Judgement Check(JudgementRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrWhiteSpace(request.Who)) throw new JudgementException("A judgement has a name to it.");
        if (string.IsNullOrWhiteSpace(request.Why)) throw new JudgementException("A judgement has a reason.");
        return Made(request) with
        {
            Who = request.Who,
            Why = request.Why,
            At = UtcStamp.Of(clock.GetUtcNow()),
        };
    }

    /// <summary>What the id in this place of a request names: a claim, an article, a transfer, a family or a story.</summary>
    /// <param name="first">The first id: what is merged or split shows in its letters.</param>
    /// <param name="field">The field that is corrected, if one is.</param>
    public static string KindOf(JudgementVerb verb, int place, string first, string? field = null) => verb is JudgementVerb.Merge or JudgementVerb.Split
        ? Of(first) switch
        {
            JudgementOf.Family => place > 0 && verb == JudgementVerb.Split ? "article" : "family",
            JudgementOf.Story => place > 0 && verb == JudgementVerb.Split ? "family" : "story",
            _ => place > 0 && verb == JudgementVerb.Split ? "claim" : "transfer",
        }
        : verb == JudgementVerb.Correct && Corrections.IsOfArticle(field) ? "article" : verb is JudgementVerb.Confirm or JudgementVerb.Reject or JudgementVerb.Correct ? "claim" : verb == JudgementVerb.Add ? "article" : verb == JudgementVerb.Assess && place > 0 ? "claim" : "transfer";

    /// <summary>What is merged or split: ids of families begin with <c>fm</c>, of stories with <c>st</c>.</summary>
    private static JudgementOf Of(string id) =>
        id.StartsWith("fm", StringComparison.Ordinal) ? JudgementOf.Family : id.StartsWith("st", StringComparison.Ordinal) ? JudgementOf.Story : JudgementOf.Reading;

    /// <summary>The id that starts so; what is typed is mostly the start of one.</summary>
    public static string Whole(Store store, string start, string kind)
    {
        var match = Ids.Match(store, kind, start);
        return match.Whole ?? throw new JudgementException(match.Several.Count == 0 ? $"There is no {kind} {start}." : $"'{start}' is the start of several ids: {string.Join(", ", match.Several)}.");
    }

    /// <summary>A correction as it is typed: <c>FIELD=VALUE</c>.</summary>
    public static Correction Parse(string set, string words)
    {
        ArgumentNullException.ThrowIfNull(set);
        var at = set.IndexOf('=', StringComparison.Ordinal);
        if (at < 0) throw new JudgementException("A correction is FIELD=VALUE.");
        return new Correction(set[..at], at + 1 == set.Length ? null : set[(at + 1)..], words);
    }

    private Judgement Made(JudgementRequest r)
    {
        var blank = new Judgement { Number = 0, Verb = r.Verb, Subject = r.Ids.Count > 0 ? r.Ids[0] : "", Who = "", At = "", Why = "" };
        switch (r.Verb)
        {
            case JudgementVerb.Confirm or JudgementVerb.Reject:
                return blank with { MadeOn = [OfClaim(One(r))] };
            case JudgementVerb.Correct when Corrections.IsOfArticle(r.Correction?.Field):
                return OfArticle(blank with { Subject = One(r) }, r.Correction!);
            case JudgementVerb.Correct:
                return blank with { MadeOn = [OfClaim(One(r))], Correction = Checked(One(r), r.Correction ?? throw new JudgementException("Say what to correct: --set FIELD=VALUE.")) };
            case JudgementVerb.Add:
                return Added(blank with { Subject = One(r), Fields = [.. r.Fields] }, r);
            case JudgementVerb.Merge when r.Ids.Count == 2 && r.Ids[0] != r.Ids[1] && Of(r.Ids[0]) is not JudgementOf.Reading and var of:
                if (Of(r.Ids[1]) != of) throw new JudgementException("merge takes two of a kind: families, stories or transfers.");
                return blank with { Of = of, Object = r.Ids[1], MadeOn = Members(of, r.Ids[0])[..1], OtherSide = Members(of, r.Ids[1])[..1] };
            case JudgementVerb.Split when r.Ids.Count > 1 && Of(r.Ids[0]) is not JudgementOf.Reading and var of:
                return Parted(blank with { Of = of }, of, r);
            case JudgementVerb.Merge when r.Ids.Count == 2 && r.Ids[0] != r.Ids[1]:
                return blank with { Object = r.Ids[1], MadeOn = OfTransfer(r.Ids[0]), OtherSide = OfTransfer(r.Ids[1]) };
            case JudgementVerb.Merge:
                throw new JudgementException("merge takes two different transfers, families or stories.");
            case JudgementVerb.Split when r.Ids.Count > 1:
                var transfer = Transfer(r.Ids[0]);
                var named = r.Ids.Skip(1).ToHashSet(StringComparer.Ordinal);
                if (named.FirstOrDefault(c => !transfer.Claims.Contains(c)) is { } stranger) throw new JudgementException($"{stranger} is no claim of {transfer.Id}.");
                if (named.Count == transfer.Claims.Length) throw new JudgementException("That is every claim of the transfer: nothing would be parted.");
                return blank with { MadeOn = [.. transfer.Claims.Where(c => !named.Contains(c)).Select(OfClaim)], OtherSide = [.. named.Order(StringComparer.Ordinal).Select(OfClaim)] };
            case JudgementVerb.Split:
                throw new JudgementException("split takes a transfer and claims of it, a family and articles of it, or a story and families of it: what is to be parted.");
            case JudgementVerb.Assess:
                if (r.Verdict is null || !Verdicts.Contains(r.Verdict)) throw new JudgementException($"An assessment is one of {string.Join(", ", Verdicts)}: --as WORD.");
                return blank with { Object = r.Verdict, Fields = [.. Estimate("likelihood", r.Likelihood, Likelihoods), .. Estimate("confidence", r.Confidence, Confidences)], MadeOn = OfTransfer(blank.Subject), OtherSide = [.. r.Ids.Skip(1).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(OfClaim)] };
            case JudgementVerb.Withdraw:
                if (!long.TryParse(One(r), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || JudgedLedger.Active(store.Judgements()).All(j => j.Number != number))
                    throw new JudgementException($"There is no judgement {One(r)} that stands; `waybill judge list` shows them.");
                return blank with { Withdraws = number };
            default:
                throw new JudgementException("nothing to judge");
        }
    }

    /// <summary>Members of a family, or one article of each family of a story, the one that others are measured against first.</summary>
    private ImmutableArray<ClaimAnchor> Members(JudgementOf of, string id)
    {
        if (of == JudgementOf.Family)
        {
            var family = _set.Family(id) ?? throw new JudgementException($"{id} is no family.");
            return [.. family.Members.OrderBy(m => m.Article != family.Reference).Select(m => OfArticle(m.Article))];
        }
        var story = _set.Story(id) ?? throw new JudgementException($"{id} is no story.");
        return [.. story.Families.Select(f => OfArticle(_set.Family(f)?.Reference ?? throw new JudgementException($"{f} is no family.")))];
    }

    private Judgement Parted(Judgement blank, JudgementOf of, JudgementRequest r)
    {
        var all = Members(of, r.Ids[0]);
        var named = r.Ids.Skip(1).Select(id => of == JudgementOf.Family ? id : _set.Family(id)?.Reference ?? throw new JudgementException($"{id} is no family.")).ToHashSet(StringComparer.Ordinal);
        if (named.FirstOrDefault(n => !all.Any(a => a.Article == n)) is { } stranger) throw new JudgementException($"{stranger} is no part of {r.Ids[0]}.");
        if (named.Count == all.Length) throw new JudgementException("That is all of it: nothing would be parted.");
        return blank with { Object = string.Join(' ', r.Ids.Skip(1)), MadeOn = [.. all.Where(a => !named.Contains(a.Article))], OtherSide = [.. all.Where(a => named.Contains(a.Article))] };
    }

    /// <summary>An article by its first words that are its own, so that it is found again where its page is not kept.</summary>
    private ClaimAnchor OfArticle(string id)
    {
        var view = _set.Article(id) ?? throw new JudgementException($"{id} is no article.");
        var block = view.Article.Blocks.Where(b => b.Kind == BlockKind.Paragraph && b.Span.End <= view.Article.Text.Length).Select(b => b.Span.Of(view.Article.Text).ToString()).FirstOrDefault() ?? "";
        return ClaimAnchor.OfArticle(id, block, $"{view.Outlet ?? "outlet not named"}, {view.Published ?? "undated"}: {view.Article.Title ?? "no title"}");
    }

    /// <summary>What an article's day, outlet, credit or text is, by words that stand on its page, be it outside its text. What it was before is kept with it.</summary>
    private Judgement OfArticle(Judgement blank, Correction correction)
    {
        if (_set.Article(blank.Subject) is not { } article) throw new JudgementException($"{blank.Subject} is no article.");
        if (Corrections.Problem(correction) is { } problem) throw new JudgementException(problem + ".");
        if (correction.Value is null && !Corrections.CanBeEmpty(correction.Field)) throw new JudgementException($"{correction.Field} cannot be empty.");
        blank = blank with { Of = JudgementOf.Article, Correction = correction, MadeOn = [OfArticle(blank.Subject)] };
        if (correction.Field == "text")
        {
            var block = JudgedArticles.BlockOf(article.Article, correction.Words) ?? throw new JudgementException("Say the first words of the paragraph that is meant, as they stand in the article: --words \"…\".");
            return blank with { Object = correction.Value == "out" ? "in" : "out", MadeOn = [blank.MadeOn[0] with { Sentence = block }] };
        }
        if (correction.Value is null) return blank with { Object = Before() };
        if (correction.Words.Length == 0) throw new JudgementException("Say the words of the page that give the value: --words \"…\".");
        if (!article.Article.Text.Contains(correction.Words, StringComparison.Ordinal) && !article.Article.LeftOut.Any(b => b.Text.Contains(correction.Words, StringComparison.Ordinal)))
            throw new JudgementException($"“{correction.Words}” does not stand on the page: nothing without its words is kept.");
        return blank with { Object = Before() };

        string Before() => correction.Field switch { "outlet" => article.Outlet, "credit" => article.Agency, _ => article.Published } ?? "not known";
    }

    /// <summary>An added claim: the sentence and the words of every value stand in the article, or there is none.</summary>
    private Judgement Added(Judgement blank, JudgementRequest r)
    {
        if (r.Sentence is not { Length: > 0 } sentence) throw new JudgementException("Say the sentence that states it: --sentence \"…\".");
        if (PersonClaims.Problem(blank.Fields) is { } problem) throw new JudgementException(problem + ".");
        if (_set.Article(blank.Subject) is not { } article) throw new JudgementException($"{blank.Subject} is no article.");
        if (!article.Article.Text.Contains(sentence, StringComparison.Ordinal)) throw new JudgementException("That sentence does not stand in the article: give its words as they stand.");
        var at = new TextSpan(article.Article.Text.IndexOf(sentence, StringComparison.Ordinal), sentence.Length);
        if (blank.Fields.FirstOrDefault(f => PersonClaims.Place(article.Article.Text, f.Words, at) is null) is { } field)
            throw new JudgementException($"“{field.Words}” does not stand in the article: nothing without its words is kept.");
        var draft = blank with { Who = r.Who, MadeOn = [new ClaimAnchor("", article.Id, sentence, "", "")] };
        var claim = PersonClaims.In(draft, article.Id, article.Page.Url, article.Article)!.Claim;
        if (_set.Claim(claim.Id) is not null) throw new JudgementException($"That claim was added already: {claim.Id}.");
        return blank with { MadeOn = [Anchor(claim, sentence)] };
    }

    /// <summary>What a person holds of a matter on a scale; nothing where they do not say.</summary>
    private static Correction[] Estimate(string of, string? word, IReadOnlyList<string> scale) => word is null ? []
        : scale.Contains(word) ? [new Correction(of, word, "")] : throw new JudgementException($"'{word}' is no {of}: {string.Join(", ", scale)}.");

    private static string One(JudgementRequest r) => r.Ids.Count == 1 ? r.Ids[0] : throw new JudgementException($"{Term.Of(r.Verb)} takes one id.");

    private Transfer Transfer(string id) => _set.Transfer(id) ?? throw new JudgementException($"{id} is no transfer.");

    private ClaimView View(string id) => _set.Claim(id) ?? throw new JudgementException($"{id} is no claim.");

    private ImmutableArray<ClaimAnchor> OfTransfer(string id) => [.. Transfer(id).Claims.Select(OfClaim)];

    private ClaimAnchor OfClaim(string id)
    {
        var view = View(id);
        var c = view.Claim;
        return Anchor(c, c.Sentence.Of(view.Article.Article.Text).ToString());
    }

    private static ClaimAnchor Anchor(Claim c, string sentence)
    {
        var values = $"{c.Supplier?.Name ?? "?"} → {(c.Recipient ?? c.EndUser ?? c.User)?.Name ?? "?"}: {c.Item.Words}{(c.Quantity is { } q ? ", " + q.Words : "")}; {(c.Negated ? "not " : "")}{Term.Of(c.Stage)}, {Term.Of(c.Factuality)}, {Term.Of(c.Stance)}";
        return ClaimAnchor.Of(c, sentence, values);
    }

    /// <summary>A value needs words, and the words stand in the article.</summary>
    private Correction Checked(string claim, Correction correction)
    {
        if (Corrections.Problem(correction) is { } problem) throw new JudgementException(problem + ".");
        if (correction.Value is null)
        {
            return Corrections.CanBeEmpty(correction.Field) ? correction : throw new JudgementException($"{correction.Field} cannot be empty.");
        }
        if (correction.Words.Length == 0) throw new JudgementException("Say the words of the article that give the value: --words \"…\".");
        if (!View(claim).Article.Article.Text.Contains(correction.Words, StringComparison.Ordinal))
            throw new JudgementException($"“{correction.Words}” does not stand in the article: nothing without its words is kept.");
        return correction;
    }
}

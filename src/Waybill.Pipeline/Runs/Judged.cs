using System.Collections.Immutable;
using Waybill.Judgements;
using Waybill.Pipeline.Looking;
using Waybill.Storage;

namespace Waybill.Pipeline.Runs;

/// <summary>What people judged, over a store.</summary>
public static class Judged
{
    /// <summary>The pages with what people judged of them.</summary>
    /// <param name="counts">Which pages count; all where null.</param>
    /// <param name="readings">Articles and claims of an earlier moment; those of now where null.</param>
    public static JudgedLedger Of(Store store, IReadOnlyList<Judgement> judgements, Func<string, bool>? counts = null, Readings? readings = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        readings ??= Readings.Now(store);
        var pages = counts is null ? readings.LedgerPages() : readings.LedgerPages().Where(p => counts(p.Id));
        var (anchored, orphans) = Anchored(store, judgements);
        var judged = JudgedLedger.Apply(pages, anchored, Added(store, judgements, counts, readings));
        return orphans.Count == 0 ? judged : judged with { Orphans = [.. judged.Orphans.Concat(orphans).Distinct().Order()] };
    }

    /// <summary>What people said of articles, families and stories, by the ids of today.</summary>
    public static JudgedArticles Articles(Store store, IReadOnlyList<Judgement> judgements)
    {
        var (anchored, orphans) = Anchored(store, judgements);
        return JudgedArticles.Of(anchored.Where(j => !orphans.Contains(j.Number)));
    }

    /// <summary>The judgements with those of articles, families and stories led to the pages that they mean now: the page itself, else the first (by id)
    /// that has the words; and the numbers of those that mean none.</summary>
    private static (IReadOnlyList<Judgement> Judgements, IReadOnlySet<long> Orphans) Anchored(Store store, IReadOnlyList<Judgement> judgements)
    {
        ArgumentNullException.ThrowIfNull(store);
        var orphans = new HashSet<long>();
        var active = JudgedLedger.Active(judgements).Where(IsOfArticles).Select(j => j.Number).ToHashSet();
        if (active.Count == 0) return (judgements, orphans);
        var found = new List<Judgement>(judgements.Count);
        foreach (var j in judgements)
        {
            if (!active.Contains(j.Number))
            {
                found.Add(j);
                continue;
            }
            var there = j;
            if (j.Of is JudgementOf.Family or JudgementOf.Story) there = j with { MadeOn = Led(j.MadeOn), OtherSide = Led(j.OtherSide) };
            else if (!store.HasPage(j.Subject) && Led(j.MadeOn) is [var first, ..]) there = j with { Subject = first.Article };
            if (there.Of is JudgementOf.Family or JudgementOf.Story ? there.MadeOn.IsEmpty || there.OtherSide.IsEmpty : !store.HasPage(there.Subject)) orphans.Add(j.Number);
            found.Add(there);
        }
        return (found, orphans);

        ImmutableArray<ClaimAnchor> Led(ImmutableArray<ClaimAnchor> anchors) => [.. anchors.Select(a => Page(a) is { } page ? a with { Article = page } : null).OfType<ClaimAnchor>().DistinctBy(a => a.Article)];

        string? Page(ClaimAnchor anchor) => store.HasPage(anchor.Article) ? anchor.Article : anchor.Sentence.Length == 0 ? null
            : store.Search(Rarest(anchor.Sentence), []).Pages.Order(StringComparer.Ordinal).FirstOrDefault(p => store.Article(p)?.Article?.Text.Contains(anchor.Sentence, StringComparison.Ordinal) == true);
    }

    private static bool IsOfArticles(Judgement j) => j.Of != JudgementOf.Reading || j.Verb == JudgementVerb.Correct && Corrections.IsOfArticle(j.Correction?.Field);

    /// <summary>The longest words are the rarest.</summary>
    private static string[] Rarest(string sentence) =>
        [.. SearchQuery.Words(sentence).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal).Take(Store.MostWords)];

    /// <summary>The claims that people added, in the article that they were made on and in every other one with the same sentence: found by
    /// its words, whatever the rules make of either page by now. By number of the judgement, then by page.</summary>
    public static ImmutableArray<PersonClaim> Added(Store store, IReadOnlyList<Judgement> judgements, Func<string, bool>? counts = null, Readings? readings = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        readings ??= Readings.Now(store);
        var found = ImmutableArray.CreateBuilder<PersonClaim>();
        foreach (var judgement in JudgedLedger.Active(judgements).Where(j => j.Verb == JudgementVerb.Add && !j.MadeOn.IsEmpty))
        {
            var anchor = judgement.MadeOn[0];
            foreach (var page in store.Search(Rarest(anchor.Sentence), []).Pages.Append(anchor.Article).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                if (counts?.Invoke(page) == false || readings.Article(page)?.Article is not { } article || readings.Page(page) is not { } facts) continue;
                if (PersonClaims.In(judgement, page, facts.Url, article) is { } added) found.Add(added);
            }
        }
        return found.ToImmutable();
    }
}

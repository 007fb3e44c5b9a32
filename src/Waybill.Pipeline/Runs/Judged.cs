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
    public static JudgedLedger Of(Store store, IReadOnlyList<Judgement> judgements, Func<string, bool>? counts = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var pages = counts is null ? store.LedgerPages() : store.LedgerPages().Where(p => counts(p.Id));
        return JudgedLedger.Apply(pages, judgements, Added(store, judgements, counts));
    }

    /// <summary>The claims that people added, in the article that they were made on and in every other one with the same sentence: found by
    /// its words, whatever the rules make of either page by now. By number of the judgement, then by page.</summary>
    public static ImmutableArray<PersonClaim> Added(Store store, IReadOnlyList<Judgement> judgements, Func<string, bool>? counts = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var found = ImmutableArray.CreateBuilder<PersonClaim>();
        foreach (var judgement in JudgedLedger.Active(judgements).Where(j => j.Verb == JudgementVerb.Add && !j.MadeOn.IsEmpty))
        {
            var anchor = judgement.MadeOn[0];
            // The longest words are the rarest.
            string[] words = [.. SearchQuery.Words(anchor.Sentence).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal).Take(Store.MostWords)];
            foreach (var page in store.Search(words, []).Pages.Append(anchor.Article).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                if (counts?.Invoke(page) == false || store.Article(page)?.Article is not { } article || store.Page(page) is not { } facts) continue;
                if (PersonClaims.In(judgement, page, facts.Url, article) is { } added) found.Add(added);
            }
        }
        return found.ToImmutable();
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Waybill.Lineage;
using Waybill.Texts;

namespace Waybill.Judgements;

/// <summary>What people said of articles themselves: of their day, of their outlet. It holds for the article alone: families and the days of
/// others are not made again from it.</summary>
public sealed record JudgedArticles(ImmutableDictionary<string, ArticleDate> Dates, ImmutableDictionary<string, string> Outlets)
{
    /// <summary>Takes the judgements that are not withdrawn, in the order of their numbers; a later one takes the place of an earlier one.</summary>
    public static JudgedArticles Of(IEnumerable<Judgement> judgements)
    {
        var dates = ImmutableDictionary.CreateBuilder<string, ArticleDate>(StringComparer.Ordinal);
        var outlets = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var j in JudgedLedger.Active(judgements))
        {
            if (j is not { Verb: JudgementVerb.Correct, Correction: { Value: { } value } correction }) continue;
            if (correction.Field == "outlet") outlets[j.Subject] = value;
            if (correction.Field == "published" && PartialDate.Parse(value) is { } day)
                dates[j.Subject] = new ArticleDate(j.Subject, day, null, null, true, string.Create(CultureInfo.InvariantCulture, $"judgement {j.Number} of {j.Who}: {j.Why}"), null);
        }
        return new JudgedArticles(dates.ToImmutable(), outlets.ToImmutable());
    }

    /// <summary>The article's date: what a person said, else what the stages found.</summary>
    public ArticleDate? Date(string article, ArticleDate? found) => Dates.GetValueOrDefault(article) ?? found;
}

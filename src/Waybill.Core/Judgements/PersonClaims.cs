using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Claims.Drafts;
using Waybill.Ledger;
using Waybill.Texts;

namespace Waybill.Judgements;

/// <summary>A claim that a person read on a page where no rule did: in the article that it was made on, or in a copy with the same
/// sentence and the same words.</summary>
/// <param name="Judgement">Number of the judgement that added it.</param>
/// <param name="Page">The page as the ledger sees it, without claims.</param>
public sealed record PersonClaim(long Judgement, LedgerPage Page, Claim Claim, ClaimPlace Place);

/// <summary>Makes claims of what people fill in. Each value needs words of the article; what is not filled in is empty, affirmed and
/// certain.</summary>
public static class PersonClaims
{
    /// <summary>Fields that can be filled in: those that can be corrected, the item by its category, who says so, and when.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["item", .. Corrections.Fields, "source", "when"];

    /// <summary>What is wrong with the fields, in words, or null.</summary>
    public static string? Problem(IReadOnlyCollection<Correction> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        foreach (var field in fields)
        {
            if (fields.Count(f => f.Field == field.Field) > 1) return $"{field.Field} is given twice";
            if (field.Value is null) return $"{field.Field} is empty: leave away what the article does not say";
            if (field.Words.Length == 0) return $"{field.Field} needs the words of the article that give it";
            if (Problem(field) is { } problem) return problem;
        }
        return fields.Any(f => f.Field == "stage") && fields.Any(f => f.Field == "item") ? null : "a claim has a stage and an item at least";
    }

    private static string? Problem(Correction field) => field.Field switch
    {
        "item" => Corrections.IsCategory(field.Value!) ? null : $"'{field.Value}' is no category of items",
        "source" or "when" => null,
        _ => Corrections.Problem(field),
    };

    /// <summary>The claim as it stands in an article, or null where the sentence or some of the words do not stand there.</summary>
    public static PersonClaim? In(Judgement judgement, string page, string? url, Article article)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        ArgumentNullException.ThrowIfNull(article);
        if (judgement.Verb != JudgementVerb.Add || judgement.MadeOn.IsEmpty || Problem(judgement.Fields) is not null) return null;
        var text = article.Text;
        var sentence = judgement.MadeOn[0].Sentence;
        var start = sentence.Length == 0 ? -1 : text.IndexOf(sentence, StringComparison.Ordinal);
        if (start < 0) return null;
        var span = new TextSpan(start, sentence.Length);
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        foreach (var field in judgement.Fields)
        {
            // The sentence first: what a sentence leans on may stand elsewhere.
            var at = text.IndexOf(field.Words, span.Start, span.Length, StringComparison.Ordinal);
            if (at < 0) at = text.IndexOf(field.Words, StringComparison.Ordinal);
            if (at < 0) return null;
            evidence.Add(Evidence.InText(text, article.TextHash, new TextSpan(at, field.Words.Length), field.Field is "source" ? "attribution" : field.Field));
        }
        var item = judgement.Fields.First(f => f.Field == "item");
        var claim = new Claim
        {
            Id = "",
            PageId = page,
            Kind = ClaimKind.Flow,
            Stage = Stage.Delivered,
            Factuality = Factuality.Certain,
            Item = new Item { Words = item.Words, Category = item.Value! },
            Part = ClaimPart.Body,
            Sentence = span,
            Evidence = evidence.ToImmutable(),
            Confidence = 1,
            Extractor = "person:" + judgement.Who,
        };
        foreach (var field in judgement.Fields)
        {
            claim = field.Field switch
            {
                "item" => claim,
                "when" => claim with { When = new TimeWords(field.Words, "past") },
                "source" => claim with { Attribution = [new Attribution { Source = field.Words, Words = field.Words, Cue = "", Kind = Corrections.IsCode(field.Value!) ? "body" : "person", Government = Corrections.IsCode(field.Value!) ? field.Value : null, Primary = true }] },
                _ => Corrections.Apply(claim, field, judgement.Who),
            };
        }
        if (claim.Stage == Stage.Used) claim = claim with { Kind = ClaimKind.Use };
        var roles = string.Join('\u001e', judgement.Fields.Where(f => Corrections.IsParty(f.Field)).OrderBy(f => f.Field, StringComparer.Ordinal).Select(f => $"{f.Field}={Folding.Fold(f.Words)}"));
        var id = Hashes.Identity(16, "claim/1", page, claim.Kind == ClaimKind.Use ? "use" : "flow", Folding.Fold(item.Words), roles, Folding.Fold(sentence), "person");
        var ledger = LedgerPage.Of(page, url, article, [claim with { Id = id }]);
        return new PersonClaim(judgement.Number, ledger with { Claims = [], Places = [] }, ledger.Claims[0], ledger.Places[0]);
    }
}

using Waybill.Articles;
using Waybill.Claims;
using Waybill.Claims.Drafts;
using Waybill.Ledger;
using Waybill.Lexicons;
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
    /// <summary>Fields that can be filled in: those that can be corrected, the item by its category, who says so and with which word, when, and when it is to be.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["item", .. Corrections.Fields, "source", "cue", "when", "expected"];

    /// <summary>What is wrong with the fields, in words, or null.</summary>
    public static string? Problem(IReadOnlyCollection<Correction> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        foreach (var field in fields)
        {
            if (fields.Count(f => f.Field == field.Field) > 1) return $"{field.Field} is given twice";
            if (field.Value is null && field.Field != "quantity") return $"{field.Field} is empty: leave away what the article does not say";
            if (field.Words.Length == 0) return $"{field.Field} needs the words of the article that give it";
            if (Problem(field) is { } problem) return problem;
        }
        return fields.Any(f => f.Field == "stage") && fields.Any(f => f.Field == "item") ? null : "a claim has a stage and an item at least";
    }

    private static string? Problem(Correction field) => field.Field switch
    {
        "item" => Corrections.IsCategory(field.Value!) ? null : $"'{field.Value}' is no category of items",
        "source" or "cue" or "when" or "expected" => null,
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
        var proof = new SortedDictionary<TextSpan, SortedSet<string>>();
        foreach (var field in judgement.Fields)
        {
            if (Place(text, field.Words, span) is not { } at) return null;
            if (!proof.TryGetValue(at, out var of)) proof[at] = of = new SortedSet<string>(StringComparer.Ordinal);
            of.Add(field.Field is "source" or "cue" ? "attribution" : field.Field);
        }
        var item = judgement.Fields.First(f => f.Field == "item");
        var claim = new Claim
        {
            Id = "",
            PageId = page,
            Kind = ClaimKind.Flow,
            Stage = Stage.Delivered,
            Factuality = Factuality.Certain,
            Item = ItemOf(item),
            Part = ClaimPart.Body,
            Sentence = span,
            Evidence = [.. proof.Select(e => Evidence.InText(text, article.TextHash, e.Key, [.. e.Value]))],
            Confidence = 1,
            Extractor = "person:" + judgement.Who,
        };
        foreach (var field in judgement.Fields)
        {
            claim = field.Field switch
            {
                "item" or "cue" => claim,
                "quantity" when field.Value is null => claim with { Quantity = new Quantity { Words = field.Words } },
                "expected" => claim with { Expected = new TimeWords(field.Words, "future") },
                "when" => claim with { When = new TimeWords(field.Words, "past") },
                "source" => claim with { Attribution = [SourceOf(field, judgement.Fields.FirstOrDefault(f => f.Field == "cue")?.Words ?? "")] },
                _ => Corrections.Apply(claim, field, judgement.Who),
            };
        }
        if (claim.Stage == Stage.Used) claim = claim with { Kind = ClaimKind.Use };
        var roles = string.Join('\u001e', judgement.Fields.Where(f => Corrections.IsParty(f.Field)).OrderBy(f => f.Field, StringComparer.Ordinal).Select(f => $"{f.Field}={Folding.Fold(f.Words)}"));
        var id = Hashes.Identity(16, "claim/1", page, claim.Kind == ClaimKind.Use ? "use" : "flow", Folding.Fold(item.Words), roles, Folding.Fold(sentence), "person");
        var ledger = LedgerPage.Of(page, url, article, [claim with { Id = id }]);
        return new PersonClaim(judgement.Number, ledger with { Claims = [], Places = [] }, ledger.Claims[0], ledger.Places[0]);
    }
    /// <summary>Where words stand, as whole words: in the sentence, else nearest before it, else after it.</summary>
    public static TextSpan? Place(string text, string words, TextSpan sentence)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(words);
        if (words.Length == 0) return null;
        if (First(text, words, sentence.Start, sentence.End) is { } inside) return inside;
        for (var end = sentence.Start; end >= words.Length;)
        {
            var at = text.LastIndexOf(words, end - 1, end, StringComparison.Ordinal);
            if (at < 0) break;
            if (IsWhole(text, at, words.Length)) return new TextSpan(at, words.Length);
            end = at + words.Length - 1;
        }
        return First(text, words, sentence.End, text.Length);
    }

    private static TextSpan? First(string text, string words, int from, int to)
    {
        while (from + words.Length <= to)
        {
            var at = text.IndexOf(words, from, to - from, StringComparison.Ordinal);
            if (at < 0) return null;
            if (IsWhole(text, at, words.Length)) return new TextSpan(at, words.Length);
            from = at + 1;
        }
        return null;
    }

    private static bool IsWhole(string text, int at, int length) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]))
        && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length]) || !char.IsLetterOrDigit(text[at + length - 1]));

    /// <summary>What the lexicon says of the words, where it puts them into the category that the person gives.</summary>
    private static Item ItemOf(Correction item)
    {
        var plain = new Item { Words = item.Words, Category = item.Value! };
        return MarkedWords.ItemOf(item.Words, Lexicon.Embedded) is { } entry && entry.Category == item.Value
            ? plain with { Designation = entry.Designation, Description = entry.Description, Unroca = entry.Unroca, Sipri = entry.Sipri } : plain;
    }

    private static Attribution SourceOf(Correction source, string cue)
    {
        var code = Corrections.IsCode(source.Value!);
        return new Attribution
        {
            Source = source.Words,
            Words = source.Words,
            Cue = cue,
            Kind = code ? "body" : source.Value is "agency" or "outlet" ? source.Value : char.IsUpper(source.Words[0]) ? "person" : "anonymous",
            Government = code ? source.Value : null,
            Primary = source.Value is not ("agency" or "outlet"),
        };
    }
}

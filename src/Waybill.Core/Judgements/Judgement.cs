using System.Collections.Immutable;
using Waybill.Claims;
using Waybill.Ledger;

namespace Waybill.Judgements;

/// <summary>What a person says. Of the <em>reading</em>: confirm, reject, correct, add, merge, split. Of the <em>matter</em>: assess.</summary>
public enum JudgementVerb { Confirm, Reject, Correct, Add, Merge, Split, Assess, Withdraw }

/// <summary>What a judgement is of where it is of no claim and no transfer.</summary>
public enum JudgementOf { Reading, Article, Family, Story }

/// <summary>A claim as it stood when somebody judged it: enough to find it again by its quotation, in any copy and after any
/// change of the rules.</summary>
/// <param name="Claim">Its id then.</param>
/// <param name="Sentence">Its sentence.</param>
/// <param name="Key">Kind, item and parties in folded words: tells claims of one sentence apart.</param>
/// <param name="Values">The values that the judgement was made on, for people.</param>
public sealed record ClaimAnchor(string Claim, string Article, string Sentence, string Key, string Values)
{
    /// <summary>An article as it stood when somebody judged it, or how it hangs together with others: it is found again by its id, else by its words.</summary>
    public static ClaimAnchor OfArticle(string article, string words, string values) => new("", article, words, "", values);

    public static ClaimAnchor Of(Claim claim, string sentence, string values)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new ClaimAnchor(claim.Id, claim.PageId, sentence, KeyOf(claim), values);
    }

    /// <summary>The claim's part of the key. Stage, polarity and times are no part of it: they may be what is corrected.</summary>
    public static string KeyOf(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return string.Join('|', claim.Kind, LedgerKeys.Fold(claim.Item.Words), LedgerKeys.Fold(claim.Supplier?.Words), LedgerKeys.Fold(claim.Recipient?.Words),
            LedgerKeys.Fold(claim.User?.Words), LedgerKeys.Fold(claim.Producer?.Words));
    }
}

/// <summary>A corrected value: the field, what it is, and the words of the article that say so.</summary>
public sealed record Correction(string Field, string? Value, string Words);

/// <summary>One judgement: a row that is never changed. Another row withdraws it.</summary>
public sealed record Judgement
{
    public required long Number { get; init; }
    public required JudgementVerb Verb { get; init; }

    public JudgementOf Of { get; init; }

    /// <summary>Id of the claim, transfer, article, family or story judged, of the article that a claim is added to, or number of the judgement withdrawn.</summary>
    public required string Subject { get; init; }

    /// <summary>The other transfer of a merge; the verdict of an assessment (<c>supported, contradicted, not-proven</c>).</summary>
    public string? Object { get; init; }
    public Correction? Correction { get; init; }

    /// <summary>Of a claim that was added: its values, each with the words that give it.</summary>
    public ImmutableArray<Correction> Fields { get; init; } = [];

    /// <summary>Claims that it was made on: of the subject, and of a merge or split the other side in <see cref="OtherSide"/>; of an assessment there stand the claims that it rests on.</summary>
    public ImmutableArray<ClaimAnchor> MadeOn { get; init; } = [];
    public ImmutableArray<ClaimAnchor> OtherSide { get; init; } = [];
    public required string Who { get; init; }

    /// <summary>When, UTC, ISO 8601.</summary>
    public required string At { get; init; }
    public required string Why { get; init; }

    /// <summary>Number of the judgement that this one withdraws.</summary>
    public long? Withdraws { get; init; }
}

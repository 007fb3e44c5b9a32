using System.Collections.Immutable;
using Waybill.Judgements;
using Waybill.Storage.Databases;

namespace Waybill.Storage;

/// <summary>What people judged: rows that are only ever added.</summary>
public sealed partial class Store
{
    private const int JudgementScheme = 1;

    /// <summary>What of a judgement has no column of its own.</summary>
    private sealed record JudgementValue(Correction? Correction, ImmutableArray<ClaimAnchor> OtherSide, Correction[]? Fields = null, JudgementOf? Of = null);

    /// <summary>Adds a judgement and gives it its number. Call inside a transaction.</summary>
    public long AddJudgement(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        return Scalar<long>("INSERT INTO judgement (scheme, verb, subject, object, value, made_on, who, at, why, withdraws) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
            JudgementScheme, judgement.Verb.ToString(), judgement.Subject, judgement.Object,
            RowJson.WriteText(new JudgementValue(judgement.Correction, judgement.OtherSide, judgement.Fields.IsEmpty ? null : [.. judgement.Fields], judgement.Of == JudgementOf.Reading ? null : judgement.Of)), RowJson.WriteText(judgement.MadeOn),
            judgement.Who, judgement.At, judgement.Why, judgement.Withdraws);
    }

    /// <summary>All judgements, withdrawn ones and withdrawals too, by number.</summary>
    public IReadOnlyList<Judgement> Judgements() => Query(
        "SELECT id, verb, subject, object, value, made_on, who, at, why, withdraws FROM judgement ORDER BY id", ReadJudgement);

    private static Judgement ReadJudgement(Row r)
    {
        var value = Text(r, 4) is { } json ? RowJson.Read<JudgementValue>(json) : new JudgementValue(null, []);
        return new Judgement
        {
            Number = r.GetInt64(0),
            Verb = Enum.Parse<JudgementVerb>(r.GetString(1)),
            Subject = r.GetString(2),
            Object = Text(r, 3),
            Correction = value.Correction,
            Fields = [.. value.Fields ?? []],
            Of = value.Of ?? JudgementOf.Reading,
            OtherSide = value.OtherSide.IsDefault ? [] : value.OtherSide,
            MadeOn = RowJson.Read<ImmutableArray<ClaimAnchor>>(r.GetString(5)),
            Who = r.GetString(6),
            At = r.GetString(7),
            Why = r.GetString(8),
            Withdraws = r.IsDBNull(9) ? null : r.GetInt64(9),
        };
    }
}

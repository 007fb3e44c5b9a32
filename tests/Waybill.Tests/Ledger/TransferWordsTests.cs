using Shouldly;
using Waybill.Claims;
using Waybill.Ledger;
using Xunit;

namespace Waybill.Tests.Ledger;

public class TransferWordsTests
{
    [Theory]
    [InlineData(Stage.Delivered, Factuality.Certain, false, Stance.Asserts, "delivered")]
    [InlineData(Stage.Delivered, Factuality.Probable, true, Stance.Asserts, "not delivered (probable)")]
    [InlineData(Stage.Planned, Factuality.Possible, false, Stance.Asserts, "planned (possible)")]
    [InlineData(Stage.Delivered, Factuality.Certain, true, Stance.Denies, "delivered – denied")]
    [InlineData(Stage.Delivered, Factuality.Unknown, false, Stance.NotConfirmed, "delivered – not confirmed")]
    [InlineData(Stage.Delivered, Factuality.Unknown, false, Stance.NoPosition, "delivered – neither confirmed nor denied")]
    [InlineData(Stage.Delivered, Factuality.Unknown, false, Stance.Asserts, "delivered (unattributed)")]
    [InlineData(Stage.InDelivery, Factuality.Certain, false, Stance.Asserts, "in delivery")]
    [InlineData(Stage.LocalProduction, Factuality.Certain, false, Stance.Opposes, "local production – opposed")]
    public void EveryPolarityStandsInTheWords(Stage stage, Factuality factuality, bool negated, Stance stance, string words)
        => TransferWords.Of(new TransferStage { Stage = stage, Factuality = factuality, Negated = negated, Stance = stance, Claims = [] }).ShouldBe(words);
}

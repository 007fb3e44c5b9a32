using Shouldly;
using Waybill.Claims;
using Waybill.Claims.Scope;
using Xunit;

namespace Waybill.Tests.Claims;

public sealed class ScopePhraseTests
{
    private static readonly PhraseTable Table = PatternExtractor.EmbeddedPhrases();

    [Fact]
    public void The_file_is_sorted_and_whole()
    {
        Table.Validate().ShouldBeEmpty();
        Table.All.Length.ShouldBeGreaterThan(40);
        PhraseTable.Read("a\tno @\tnegate\n").Validate().ShouldHaveSingleItem();
        PhraseTable.Read("a\tno evidence\tnegate\tx\n").Validate().ShouldHaveSingleItem();
    }

    /// <summary>Each example comes out as its phrase says, or gives no claim; most give one.</summary>
    [Fact]
    public void Every_example_is_read_as_its_phrase_says()
    {
        var read = 0;
        foreach (var phrase in Table.All)
        {
            var claims = Passage.Claims(phrase.Example);
            if (claims.Count > 0) read++;
            foreach (var c in claims)
            {
                var fits = phrase.Effect switch
                {
                    PhraseEffect.Negate => c.Negated,
                    PhraseEffect.Deny => c.Negated && c.Stance == Stance.Denies,
                    PhraseEffect.Doubt => c.Negated && c.Factuality == Factuality.Probable,
                    PhraseEffect.NotConfirmed => c.Stance == Stance.NotConfirmed && c.Factuality == Factuality.Unknown,
                    PhraseEffect.NoPosition => c.Stance == Stance.NoPosition && c.Factuality == Factuality.Unknown,
                    PhraseEffect.Unknown => c.Factuality == Factuality.Unknown,
                    PhraseEffect.Possible => c.Factuality == Factuality.Possible,
                    _ => c.Factuality == Factuality.Probable,
                };
                fits.ShouldBeTrue($"{phrase.Id}: {phrase.Example} → {c.Stage} {c.Factuality} {c.Negated} {c.Stance}");
            }
        }
        ((double)read / Table.All.Length).ShouldBeGreaterThanOrEqualTo(0.65);
    }
}

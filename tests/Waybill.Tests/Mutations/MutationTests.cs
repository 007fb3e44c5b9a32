using Shouldly;
using Waybill.Lexicons;
using Xunit;

namespace Waybill.Tests.Mutations;

/// <summary>The machine itself: what it changes, and that it changes everything alike.</summary>
public sealed class MutationTests
{
    [Fact]
    public void States_leaders_weapons_and_times_change_together()
    {
        var mutation = new Mutation(1, Lexicon.Embedded);
        var recipient = Lexicon.Embedded.Party(mutation.Mapping.Party("RUS"))!;
        var supplier = Lexicon.Embedded.Party(mutation.Mapping.Party("PRK"))!;
        var text = mutation.Words("North Korea has provided Russia with several ballistic missiles, National Security Council spokesman John Kirby said on Tuesday. Pyongyang and Moscow met; the Russians and an Iranian came in 2023.");
        text.ShouldStartWith(supplier.Name + " has provided " + recipient.Name + " with several ");
        text.ShouldContain(supplier.Capitals[0] + " and " + recipient.Capitals[0] + " met; the " + recipient.People[0]);
        foreach (var word in (string[])["Korea", "Russia", "Iran", "Kirby", "Tuesday", "2023", "ballistic"]) text.ShouldNotContain(word);
        mutation.Words("ballistic missile").ShouldNotBe("ballistic missile");
    }

    [Fact]
    public void A_mutation_is_the_same_every_time()
    {
        const string text = "The US and Iran; 1,000 containers; January 5, 2024.";
        new Mutation(3, Lexicon.Embedded).Page(text).ShouldBe(new Mutation(3, Lexicon.Embedded).Page(text));
        new Mutation(3, Lexicon.Embedded).Page(text).ShouldNotBe(new Mutation(4, Lexicon.Embedded).Page(text));
    }

    [Fact]
    public void Weekdays_stay_true_to_their_dates()
    {
        for (var number = 1; number <= 10; number++)
        {
            var mutation = new Mutation(number, Lexicon.Embedded);
            var day = mutation.Mapping.Day(new DateOnly(2024, 1, 2));
            mutation.Words("Tuesday").ShouldBe(day.DayOfWeek.ToString());
            mutation.Mapping.Day(new DateOnly(2022, 9, 5)).DayOfWeek.ToString().ShouldBe(mutation.Words("Monday"));
        }
    }
}

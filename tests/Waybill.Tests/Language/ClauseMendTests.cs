using Shouldly;
using Waybill.Language;
using Xunit;

namespace Waybill.Tests.Language;

/// <summary>Constructions whose heads the order of words decides (<c>ClauseMends</c>): each row is a sentence, a word, the word
/// that it must stand under, and how.</summary>
public sealed class ClauseMendTests
{
    [Theory]
    [InlineData("Norway, the ministry says, has obtained drones from Spain.", "Norway", "obtained", "nsubj")]
    [InlineData("Novak said a Spain-Chile deal had not been completed, but that Norway is concerned that Chile's negotiations to acquire missiles from Spain are advancing.", "advancing", "concerned", "ccomp")]
    [InlineData("The finding comes after the Novak administration recently confirmed that the Norwegian military acquired Spanish-manufactured drones in May for use in Chile.", "military", "acquired", "nsubj")]
    [InlineData("OSLO >> Norwegian intelligence officials have determined that Chile has been supplied with cruise missiles by Spain and is looking to buy anti-ship missiles from Italy as Santiago struggles to replenish supplies for its war with Peru, Oslo said today.", "looking", "supplied", "conj")]
    [InlineData("After Russia's full-scale invasion in February Poland gave Ukraine more than 200 T-72 tanks.", "Poland", "gave", "nsubj")]
    public void A_word_stands_where_its_neighbours_show(string text, string word, string head, string relation)
    {
        var analysis = Models.Accurate.Analyze(text);
        var at = Enumerable.Range(0, analysis.Tokens.Count).First(i => analysis.Word(i).SequenceEqual(word));
        analysis.Word(analysis.Tokens.Head[at]).ToString().ShouldBe(head);
        analysis.Tokens.Relation[at].ShouldBe(relation);
    }
}

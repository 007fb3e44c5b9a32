using Shouldly;
using Waybill.Lexicons;
using Xunit;

namespace Waybill.Tests.Lexicons;

public sealed class LexiconTests
{
    private static readonly Lexicon Shipped = Lexicon.Embedded;

    public static TheoryData<string, string, string> AmbiguousForms()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var form in Lexicon.Embedded.Ambiguous) data.Add(form.Form, form.Fires, form.Silent);
        return data;
    }

    [Fact]
    public void The_shipped_files_keep_their_promises() => Shipped.Validate().ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(AmbiguousForms))]
    public void An_ambiguous_form_counts_only_in_its_context(string form, string fires, string silent)
    {
        var at = fires.IndexOf(form, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0);
        Hits(fires).ShouldContain(h => h.Span.Contains(at));
        Hits(silent).ShouldNotContain(h => h.Form.Equals(form, StringComparison.OrdinalIgnoreCase));
        silent.ShouldContain(form, Case.Insensitive);
    }

    // text, then each hit as kind:id, via
    [Theory]
    [InlineData("Iranian drones", "Party:IRN/demonym ItemNoun:drone")]
    [InlineData("the Russian Defense Ministry", "Party:RUS/ministry")]
    [InlineData("Seoul's military and Moscow police", "Party:KOR/ministry Party:RUS/capital")]
    [InlineData("Iran's Revolutionary Guard and Pakistan's Foreign Office", "Party:IRN/ministry Party:PAK/ministry")]
    [InlineData("Taurus missiles? No Taurus for Kyiv.", "Weapon:Taurus ItemNoun:missile Weapon:Taurus Party:UKR/capital")]
    [InlineData("cruise missile launchers", "ItemNoun:missile launcher")]
    [InlineData("Iran's armed forces", "Party:IRN/ministry")]
    [InlineData("the Biden administration", "Party:USA/leader")]
    [InlineData("Pyongyang sent KN-23s", "Party:PRK/capital Weapon:Hwasong-11Ga")]
    [InlineData("Leopard 2A6 tanks and F‑16s", "Weapon:Leopard 2 ItemNoun:tank Weapon:F-16")]
    [InlineData("US officials told us", "Party:USA/alias")]
    [InlineData("U.S.-made weapons", "Party:USA/alias ItemNoun:weapon")]
    [InlineData("pro-Russian fighters", "")]
    [InlineData("a think tank in Latin America", "")]
    [InlineData("NORTH KOREA FIRES BALLISTIC MISSILES", "Party:PRK ItemNoun:ballistic missile")]
    [InlineData("The Times of Israel reported", "Outlet:timesofisrael.com")]
    [InlineData("WASHINGTON (AP) —", "Party:USA/capital Agency:AP")]
    [InlineData("Türkiye’s Baykar sold TB2s", "Party:TUR/alias Party:c:baykar Weapon:Bayraktar TB2")]
    [InlineData("an 12-year-old", "")]
    [InlineData("food, fuel, labour, troops, training and aid", "")]
    public void Finds(string text, string expected) =>
        string.Join(' ', Hits(text).Select(h => $"{h.Kind}:{h.Id}{(h.Via is null ? "" : "/" + h.Via)}")).ShouldBe(expected);

    [Fact]
    public void A_bare_surname_needs_its_introduction()
    {
        Hits("Kim spoke.").ShouldBeEmpty();
        Hits("Kim spoke. Kim Jong Un left.").Count.ShouldBe(2);
    }

    [Fact]
    public void A_leader_counts_in_office_only_where_a_day_is_given()
    {
        Shipped.Matcher.Find("Biden spoke", new DateOnly(2024, 1, 1)).Count.ShouldBe(1);
        Shipped.Matcher.Find("Biden spoke", new DateOnly(2026, 1, 1)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Egyptian Defence Ministry spokesman Stefan Brandt said so. Brandt left.", "Stefan Brandt=EGY Brandt=EGY")]
    [InlineData("White House National Security Council spokesperson Martin Hale said so. Later Hale said more.", "Martin Hale=USA Hale=USA")]
    [InlineData("Stefan Brandt, a spokesman for the Egyptian Defence Ministry, spoke.", "Stefan Brandt=EGY")]
    [InlineData("Stefan Brandt, Egypt's deputy defence minister, spoke. Brandt’s words", "Stefan Brandt=EGY Brandt=EGY")]
    [InlineData("Egypt's defence minister, Stefan Brandt, spoke.", "Stefan Brandt=EGY")]
    [InlineData("South Korean Defense Minister Hong Il-sik spoke. Hong left.", "Hong Il-sik=KOR Hong=KOR")]
    [InlineData("former Egyptian minister Stefan Brandt spoke. Brandt left.", "")]
    [InlineData("Egyptian minister Stefan Brandt met Mr Peter Brandt.", "Stefan Brandt=EGY")]
    [InlineData("German arms maker Rheinmetall chief Stefan Brandt spoke.", "")]
    [InlineData("The Egyptian minister met Stefan Brandt.", "")]
    [InlineData("Egyptian officials said Stefan Brandt left.", "")]
    public void A_person_introduced_by_the_text_speaks_for_the_party(string text, string expected) =>
        string.Join(' ', Hits(text).Where(h => h.Leader is not null && h.Leader.StartsWith("text:", StringComparison.Ordinal)).Select(h => $"{h.Span.Of(text)}={h.Id}")).ShouldBe(expected);

    private static IReadOnlyList<LexiconHit> Hits(string text) => Shipped.Matcher.Find(text);
}

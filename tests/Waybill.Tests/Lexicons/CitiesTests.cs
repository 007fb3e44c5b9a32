using Shouldly;
using Waybill.Lexicons;
using Xunit;

namespace Waybill.Tests.Lexicons;

/// <summary>The gazetteer is sorted, its states are known, and a bad row is named.</summary>
public sealed class CitiesTests
{
    [Fact]
    public void The_file_has_no_problems()
    {
        Cities.Embedded.Problems.ShouldBeEmpty();
        Cities.Embedded.Count.ShouldBeGreaterThan(4000);
    }

    [Fact]
    public void A_port_lies_in_its_state()
    {
        var haifa = Cities.Embedded.Find("Haifa").ShouldNotBeNull();
        haifa.Iso3.ShouldBe("ISR");
        haifa.Latitude.ShouldBe(32.82, 0.05);
        Cities.Embedded.Find("haifa").ShouldBeNull();
        Cities.Embedded.Find("Springfield").ShouldBeNull();
    }

    [Fact]
    public void Bad_rows_are_named() =>
        Cities.Read("B\tISR\t1\t2\nA\tISR\t1\t2\nC\tISR\t91\t2\nD\tXXX\t1\t2\n", Lexicon.Embedded).Problems.Length.ShouldBe(3);
}

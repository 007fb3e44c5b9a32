using Shouldly;
using Xunit;

namespace Waybill.Tests;

/// <summary>The project keeps its own promises about shape.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void Unicode_normalisation_is_on() =>
        "e\u0301".Normalize().ShouldBe("é"); // InvariantGlobalization would leave the string as it is
}

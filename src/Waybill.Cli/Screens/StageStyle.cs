using Waybill.Claims;

namespace Waybill.Cli.Screens;

/// <summary>The colour of a stage: affirmed and certain, against, or in doubt.</summary>
public static class StageStyle
{
    public static Style Of(Factuality factuality, bool negated, Stance stance) =>
        stance == Stance.Denies || negated ? Style.Bad
        : factuality is Factuality.Certain && stance is Stance.Asserts ? Style.Good
        : Style.Doubt;
}

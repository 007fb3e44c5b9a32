using Waybill.Pipeline;

namespace Waybill.Cli;

/// <summary>The composition root: which stage does what. A stage that is not there yet is not composed.</summary>
public static class Composition
{
    public static Stages Stages() => throw new NotSupportedException("No article stage yet.");
}

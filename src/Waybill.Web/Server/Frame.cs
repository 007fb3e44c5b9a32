namespace Waybill.Web.Server;

/// <summary>What every page shows around its content.</summary>
/// <param name="Program">Name and version.</param>
/// <param name="CanJudge">Whether forms that change something are shown.</param>
/// <param name="Token">Token that a form sends back; empty where there are no forms.</param>
/// <param name="Notice">Something that just happened, in words.</param>
/// <param name="Undo">Number of the judgement that <see cref="Notice"/> tells of.</param>
public sealed record Frame(string Program, string Store, bool CanJudge, bool SignedIn, string TokenField, string Token, string? Notice, long? Undo, string Here)
{
    /// <summary>Name to judge by, as given last.</summary>
    public string Who { get; init; } = "";
}

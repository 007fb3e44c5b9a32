using Waybill.Pages;

namespace Waybill.Html.Archives;

/// <summary>One record of an archive: a page, or the reason why it is none. Damage is a result, never an exception.</summary>
/// <param name="Ordinal">The record's number in the archive, from 0.</param>
public abstract record CaptureResult(long Ordinal)
{
    public sealed record Page(long Ordinal, Capture Capture) : CaptureResult(Ordinal);

    /// <param name="Damaged">The record or the archive's tail is broken; otherwise it merely holds no page.</param>
    public sealed record Skipped(long Ordinal, string Reason, string? Url, bool Damaged) : CaptureResult(Ordinal);
}

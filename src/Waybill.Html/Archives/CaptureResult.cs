using Waybill.Pages;

namespace Waybill.Html.Archives;

/// <summary>Why a record gives no page.</summary>
public enum NoPageKind
{
    /// <summary>A request, a picture, an error of the server: nothing is lost.</summary>
    NoPage,

    /// <summary>The page is unchanged since an earlier capture, which holds its bytes.</summary>
    Revisit,

    TooLarge,

    /// <summary>The record or the archive's tail is broken.</summary>
    Damaged,

    /// <summary>Something that is not read at all, with what to do about it.</summary>
    NotSupported,
}

/// <summary>One record of an archive: a page, or the reason why it is none. Damage is a result, never an exception.</summary>
/// <param name="Ordinal">The record's number in the archive, from 0.</param>
public abstract record CaptureResult(long Ordinal)
{
    public sealed record Page(long Ordinal, Capture Capture) : CaptureResult(Ordinal);

    public sealed record Skipped(long Ordinal, string Reason, string? Url, NoPageKind Kind) : CaptureResult(Ordinal)
    {
        public bool Damaged => Kind == NoPageKind.Damaged;
    }
}

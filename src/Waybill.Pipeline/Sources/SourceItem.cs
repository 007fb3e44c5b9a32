namespace Waybill.Pipeline.Sources;

/// <summary>Something that may be a page: a file, or standard input.</summary>
/// <param name="Name">As the user named it, with forward slashes; <c>-</c> for standard input.</param>
/// <param name="Named">Whether the user named this very file: then its ending does not matter.</param>
public sealed record SourceItem(string Name, string Path, bool Named)
{
    public const string StandardInput = "-";

    public bool IsStandardInput => Path == StandardInput;
}

/// <summary>Why a source gives no page: a short reason that is counted, and words that help.</summary>
public static class SkipReason
{
    public const string Empty = "empty";
    public const string Binary = "binary";
    public const string TooLarge = "too large";
    public const string Damaged = "damaged";
    public const string NotSupported = "not supported";
    public const string Unreadable = "unreadable";

    /// <summary>A path that was named and holds nothing.</summary>
    public const string Missing = "not there";
    public const string NoText = "no article text";
    public const string Companion = "saved with a page";
    public const string OtherKind = "other kind of file";

    /// <summary>A record of an archive that holds no page: requests, pictures, errors of the server.</summary>
    public const string NoPage = "record without a page";

    /// <summary>A record that says that the page is as it was in an earlier capture.</summary>
    public const string Revisit = "unchanged since an earlier capture";

    public const string Bundle = "many articles in one file";
    public const string Manifest = "wrong line of the manifest";
    public const string ProgramError = "program error";

    /// <summary>An extractor that asks elsewhere had no answer: the page is not kept, so that another run tries it again.</summary>
    public const string NoAnswer = "extractor had no answer";
}

/// <summary>Thrown where the user's words for what to read make no sense: nothing is read then.</summary>
public sealed class SourceException(string message) : Exception(message);

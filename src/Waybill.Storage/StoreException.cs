namespace Waybill.Storage;

/// <summary>What is wrong with a store, as a code that callers can act on.</summary>
public enum StoreProblem
{
    NotFound,
    NotAStore,
    Newer,
    Older,
    Locked,
    Damaged,
    NotWritable,

    /// <summary>The bytes of a page were not kept, or were withdrawn.</summary>
    NotKept,

    /// <summary>The server is away. What was not committed is not written; trying again may help.</summary>
    Unreachable,

    /// <summary>The server does not let this user in, or not do this.</summary>
    Refused,
}

/// <summary>The one exception of this folder: the store itself cannot be used. Its message is meant for people
/// and says what to do.</summary>
public sealed class StoreException : Exception
{
    public StoreException(StoreProblem problem, string message, Exception? inner = null)
        : base(message, inner) => Problem = problem;

    public StoreProblem Problem { get; }
}

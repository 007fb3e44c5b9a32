using System.Net;

namespace Waybill.Pipeline.Extractors;

/// <summary>A chat endpoint that speaks the OpenAI form: whom to ask, and how long.</summary>
public sealed record ChatOptions
{
    public const string AddressVariable = "WAYBILL_CHAT_URL";
    public const string ModelVariable = "WAYBILL_CHAT_MODEL";
    public const string KeyVariable = "WAYBILL_CHAT_KEY";

    /// <summary>Base address, to which <c>/chat/completions</c> is added.</summary>
    public required Uri Address { get; init; }
    public required string Model { get; init; }

    /// <summary>Sent as a bearer token; never written anywhere.</summary>
    public string? Key { get; init; }

    /// <summary>Of one try.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Tries after the first.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Wait before the second try; each further one waits twice as long.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Characters of an article that are sent; what is longer is cut.</summary>
    public int MostCharacters { get; init; } = 24_000;

    /// <summary>Bytes of an answer that are read; what is longer is no answer.</summary>
    public int MostBytes { get; init; } = 1 << 20;

    /// <summary>Claims of one answer that are looked at.</summary>
    public int MostClaims { get; init; } = 60;

    /// <summary>The options of the environment; <paramref name="problem"/> says what is missing or wrong.</summary>
    public static ChatOptions? Of(Func<string, string?> environment, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(environment);
        problem = null;
        var (address, model, key) = (environment(AddressVariable), environment(ModelVariable), environment(KeyVariable));
        if (string.IsNullOrWhiteSpace(address) || string.IsNullOrWhiteSpace(model)) problem = $"Say whom to ask: {AddressVariable} (such as http://127.0.0.1:8080/v1), {ModelVariable}, and {KeyVariable} where a key is needed.";
        else if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) problem = $"{AddressVariable} is no http address.";
        else if (uri.Scheme == "http" && !uri.IsLoopback) problem = $"{AddressVariable} leads to another machine without https: pages and key would go in the open.";
        else return new ChatOptions { Address = uri, Model = model.Trim(), Key = string.IsNullOrWhiteSpace(key) ? null : key.Trim() };
        return null;
    }
}

/// <summary>The endpoint gave no answer that can be used: the page is left unread, never taken for one without claims.</summary>
public sealed class ChatException(string message, HttpStatusCode? status = null, Exception? inner = null) : Exception(message, inner)
{
    public HttpStatusCode? Status => status;
}

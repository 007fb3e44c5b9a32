using System.Net;

namespace Waybill.Web.Server;

/// <summary>How the ledger is served.</summary>
public sealed record WebOptions
{
    /// <summary>The store to show.</summary>
    public required string Store { get; init; }

    /// <summary>Where to listen: <c>http://HOST:PORT</c>; port 0 takes a free one.</summary>
    public Uri Address { get; init; } = new("http://127.0.0.1:8642");

    /// <summary>Nobody can judge or add pages.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Who holds it may look. Demanded where the address is not this machine's own.</summary>
    public string? ReaderToken { get; init; }

    /// <summary>Who holds it may also judge and add pages.</summary>
    public string? AnalystToken { get; init; }

    /// <summary>Name and version of the program, for the foot of the page and for runs.</summary>
    public string Program { get; init; } = "waybill";

    /// <summary>Requests of one address in ten seconds, at most; further ones are answered with 429.</summary>
    public int MostRequests { get; init; } = 1000;

    /// <summary>Only this machine can reach the address.</summary>
    public bool Local => Address.IsLoopback && (Address.Host is "localhost" || IPAddress.TryParse(Address.Host.Trim('[', ']'), out _));

    /// <summary>What is wrong with the options, in words, or null.</summary>
    public string? Problem()
    {
        if (Address.Scheme != "http") return $"{Address.Scheme}: is not served; put a proxy that speaks TLS in front and serve http.";
        if (Address.Host is not "localhost" && !IPAddress.TryParse(Address.Host.Trim('[', ']'), out _)) return $"'{Address.Host}' is no address of this machine: give a number, or localhost.";
        if (!Local && string.IsNullOrEmpty(ReaderToken)) return "Others can reach that address: set WAYBILL_READER_TOKEN (who may look), and WAYBILL_ANALYST_TOKEN (who may judge) or --read-only.";
        if (!Local && !ReadOnly && string.IsNullOrEmpty(AnalystToken)) return "Others can reach that address: set WAYBILL_ANALYST_TOKEN (who may judge and add pages), or --read-only.";
        if (ReaderToken is { Length: < LeastToken } || AnalystToken is { Length: < LeastToken }) return $"A token has at least {LeastToken} characters.";
        if (ReaderToken is not null && ReaderToken == AnalystToken) return "The two tokens must differ.";
        return null;
    }

    /// <summary>Characters of a token at least.</summary>
    public const int LeastToken = 16;
}

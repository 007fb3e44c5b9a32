using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Waybill.Web.Server;

/// <summary>What somebody may do.</summary>
public enum Role
{
    /// <summary>Nothing but sign in.</summary>
    None,

    /// <summary>Look.</summary>
    Reader,

    /// <summary>Look, judge, add pages.</summary>
    Analyst,
}

/// <summary>Who asks, by token: in the header <c>Authorization: Bearer</c>, or in a cookie after signing in. The cookie holds a
/// keyed hash of the token, made anew at each start, never the token. Without tokens everybody on this machine is an analyst.</summary>
public sealed class Access
{
    public const string Cookie = "waybill_session";

    private readonly WebOptions _options;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public Access(WebOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    public bool HasTokens => !string.IsNullOrEmpty(_options.ReaderToken) || !string.IsNullOrEmpty(_options.AnalystToken);

    public Role Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var role = Asked(context);
        return _options.ReadOnly && role == Role.Analyst ? Role.Reader : role;
    }

    /// <summary>The role that a token gives.</summary>
    public Role Of(string? token)
    {
        if (Same(token, _options.AnalystToken)) return Role.Analyst;
        return Same(token, _options.ReaderToken) ? Role.Reader : Role.None;
    }

    /// <summary>Value of the cookie for a token that gives a role.</summary>
    public string Session(string token) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(token)));

    private Role Asked(HttpContext context)
    {
        if (!HasTokens) return Role.Analyst;
        const string bearer = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase)) return Of(header[bearer.Length..].Trim());
        if (context.Request.Cookies[Cookie] is not { } cookie) return Role.None;
        if (_options.AnalystToken is { Length: > 0 } analyst && Same(cookie, Session(analyst))) return Role.Analyst;
        return _options.ReaderToken is { Length: > 0 } reader && Same(cookie, Session(reader)) ? Role.Reader : Role.None;
    }

    private static bool Same(string? given, string? wanted) => !string.IsNullOrEmpty(given) && !string.IsNullOrEmpty(wanted)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(wanted)));
}

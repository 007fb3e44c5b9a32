using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Storage;

namespace Waybill.Web.Server;

/// <summary>Makes the frame of a page from the request.</summary>
public static class Frames
{
    /// <summary>Cookie with the name that somebody judged by last.</summary>
    public const string WhoCookie = "waybill_who";

    public static Frame Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.RequestServices.GetRequiredService<WebOptions>();
        var access = context.RequestServices.GetRequiredService<Access>();
        var role = access.Of(context);
        var (field, token) = ("", "");
        if (!context.Response.HasStarted)
        {
            var set = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
            (field, token) = (set.FormFieldName, set.RequestToken ?? "");
        }
        long? judged = long.TryParse(context.Request.Query["judged"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
        var notice = judged is { } number ? string.Create(CultureInfo.InvariantCulture, $"Judgement {number} is kept and the ledger made again.")
            : context.Request.Query.ContainsKey("undone") ? "The judgement is taken back; both rows are kept." : context.Request.Query.ContainsKey("kept") ? "Kept." : null;
        var here = context.Request.Path + new QueryString(Without(context.Request.QueryString.Value, "judged", "undone", "kept"));
        return new Frame(options.Program, Path.GetFileName(Store.Shown(options.Store)), role == Role.Analyst, access.HasTokens && role != Role.None, field, token, notice, judged, here)
        {
            Who = Uri.UnescapeDataString(context.Request.Cookies[WhoCookie] ?? ""),
        };
    }

    /// <summary>Remembers the name that somebody judged by, for the next form.</summary>
    internal static void Remember(HttpContext context, string who) =>
        context.Response.Cookies.Append(WhoCookie, Uri.EscapeDataString(who), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = TimeSpan.FromDays(90) });

    private static string Without(string? query, params string[] names)
    {
        if (string.IsNullOrEmpty(query)) return "";
        var kept = query.TrimStart('?').Split('&').Where(p => !names.Any(n => p == n || p.StartsWith(n + "=", StringComparison.Ordinal))).ToArray();
        return kept.Length == 0 ? "" : "?" + string.Join('&', kept);
    }
}

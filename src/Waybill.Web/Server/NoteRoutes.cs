using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Storage;
using Waybill.Web.Stores;
using Waybill.Web.Views;

namespace Waybill.Web.Server;

/// <summary>What people set down beside judgements: ratings of sources, digits of records, searches and records that they follow.</summary>
public static class NoteRoutes
{
    /// <summary>Cookie with the number of the last change that somebody has seen.</summary>
    public const string SeenCookie = "waybill_seen";

    private const int MostChanges = 200;

    public static void Map(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet("/followed", Followed).WithMetadata(new Needs(Role.Reader));
        app.MapPost("/followed/seen", Seen).WithMetadata(new Needs(Role.Reader));
        app.MapPost("/follow", Follow).WithMetadata(new Needs(Role.Analyst));
        app.MapPost("/searches", KeepSearch).WithMetadata(new Needs(Role.Analyst));
        app.MapGet("/sources/{kind}", Source).WithMetadata(new Needs(Role.Reader));
        app.MapPost("/sources/rate", Rate).WithMetadata(new Needs(Role.Analyst));
        app.MapPost("/credibility", Accept).WithMetadata(new Needs(Role.Analyst));
    }

    /// <summary>The last change that this browser has seen; null on a first visit.</summary>
    public static long? SeenBy(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return long.TryParse(context.Request.Cookies[SeenCookie], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
    }

    private static async Task Followed(HttpContext context)
    {
        using var loan = await PageRoutes.Lend(context).ConfigureAwait(false);
        var store = loan.Store;
        var seen = SeenBy(context);
        var last = store.LastChange;
        var followed = store.Followed();
        var ofFollowed = store.Changes(null, followed: true, seen ?? 0).Take(MostChanges + 1).ToArray();
        // On a first visit there is no "since": the latest changes are shown.
        var all = store.Changes(null, followed: false, seen ?? Math.Max(0, last - MostChanges)).Take(MostChanges + 1).ToArray();
        var snapshot = await PageRoutes.Snapshot(context).ConfigureAwait(false);
        var searches = Notes.Searches(store).Select(s => (s, Fresh: FreshOf(store, s, snapshot, all))).ToArray();
        if (seen is null) Remember(context, last);
        await PageRoutes.Page<FollowedPage>(context, new { Set = new ExportSet(store), Followed = followed, Changes = all, Of = ofFollowed, Searches = searches, Seen = seen, Last = last }).ConfigureAwait(false);
    }

    /// <summary>How many records of a kept search changed since the last visit; null for a search over words.</summary>
    private static int? FreshOf(Store store, SavedSearch search, LedgerSnapshot snapshot, IReadOnlyList<ChangeRow> changes)
    {
        if (!search.Address.StartsWith("/transfers", StringComparison.Ordinal)) return null;
        var records = snapshot.View(FilterOf(search.Address)).Rows.Select(r => r.Transfer.Id).ToHashSet(StringComparer.Ordinal);
        return changes.Select(c => c.Record).Distinct(StringComparer.Ordinal).Count(records.Contains);
    }

    /// <summary>The filter in an address of the ledger.</summary>
    internal static LedgerFilter FilterOf(string address)
    {
        var at = address.IndexOf('?', StringComparison.Ordinal);
        return LedgerFilter.Of(new QueryCollection(at < 0 ? [] : QueryHelpers.ParseQuery(address[at..])));
    }

    private static void Remember(HttpContext context, long last) =>
        context.Response.Cookies.Append(SeenCookie, last.ToString(CultureInfo.InvariantCulture), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = TimeSpan.FromDays(365) });

    private static async Task Seen(HttpContext context)
    {
        if (!await PageRoutes.FromHere(context).ConfigureAwait(false)) return;
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        if (long.TryParse(form["last"], NumberStyles.None, CultureInfo.InvariantCulture, out var last)) Remember(context, last);
        context.Response.Redirect("/followed");
    }

    private static Task Follow(HttpContext context) => Write(context, (store, form, _) =>
    {
        var id = form["id"].ToString();
        if (form["stop"].Count > 0) store.Unfollow(id);
        else if (new ExportSet(store).Transfer(id) is null) return "There is no such record.";
        else store.Follow(id, form["why"].ToString() is { Length: <= 2000 } why ? why : "");
        return null;
    });

    private static Task KeepSearch(HttpContext context) => Write(context, (store, form, now) =>
    {
        var who = form["who"].ToString().Trim();
        if (form["drop"].ToString() is { Length: > 0 } drop)
        {
            var kept = Notes.Searches(store).FirstOrDefault(s => s.Number.ToString(CultureInfo.InvariantCulture) == drop);
            if (kept is not null) Notes.Drop(store, kept, who, now);
            return null;
        }
        var name = form["name"].ToString().Trim();
        var address = PageRoutes.Local(form["address"]);
        if (name.Length is 0 or > 100) return "A search that is kept has a name of at most a hundred characters.";
        if (!address.StartsWith("/transfers?", StringComparison.Ordinal) && !address.StartsWith("/search?", StringComparison.Ordinal)) return "Only a filter of the ledger or a search over words can be kept.";
        Notes.Keep(store, name, address, who, now);
        return null;
    });

    private static async Task Source(HttpContext context, string kind)
    {
        var name = context.Request.Query["name"].ToString();
        var snapshot = await PageRoutes.Snapshot(context).ConfigureAwait(false);
        var outlet = snapshot.Tables.Outlets.FirstOrDefault(o => kind == "outlet" && o.Name == name);
        var agency = snapshot.Tables.Agencies.FirstOrDefault(a => kind == "agency" && a.Name == name);
        var source = snapshot.Tables.Sources.FirstOrDefault(s => kind == "source" && s.Name == name);
        using var loan = await PageRoutes.Lend(context).ConfigureAwait(false);
        if (outlet is null && agency is null && source is null)
        {
            await Failures.Write(context, 404, "not-found", $"No page with claims names “{Shown.Line(name, 80)}” as {(kind is "outlet" or "agency" ? "its " + kind : "a source")}.").ConfigureAwait(false);
            return;
        }
        var tables = snapshot.Tables;
        bool Of(PageLine page) => kind == "outlet" ? page.Outlet == name : page.Family is { } family && tables.AgencyOf.GetValueOrDefault(family) == name;
        var rows = snapshot.Rows.Where(r => kind == "source" ? r.Transfer.PrimarySources.Contains(name) : r.Pages.Any(Of)).ToArray();
        var spoke = tables.SpokeFirst.GetValueOrDefault(name);
        var first = rows.ToLookup(r => kind == "source" ? spoke?.Contains(r.Transfer.Id) == true : SourceTables.FirstPages(r).Any(Of));
        await PageRoutes.Page<SourcePage>(context, new { Kind = kind, Name = name, Outlet = outlet, Agency = agency, Source = source, Tables = tables, Rows = (TransferRow[])[.. first[true], .. first[false]], First = first[true].Count(), From = PageRoutes.At(context), Set = new ExportSet(loan.Store), Ratings = Notes.RatingsOf(loan.Store, kind, name) }).ConfigureAwait(false);
    }

    private static Task Rate(HttpContext context) => Write(context, (store, form, now) =>
    {
        var (of, name, who, why) = (form["kind"].ToString(), form["name"].ToString(), form["who"].ToString().Trim(), form["why"].ToString().Trim());
        var letter = form["letter"].ToString() is { Length: > 0 } l ? l : null;
        if (Notes.Problem(of, name, letter, who, why) is { } problem) return problem;
        Notes.Rate(store, of, name, letter, who, why, now);
        return null;
    });

    private static Task Accept(HttpContext context) => Write(context, (store, form, now) =>
    {
        var (who, why) = (form["who"].ToString().Trim(), form["why"].ToString().Trim());
        if (new ExportSet(store).Transfer(form["id"].ToString()) is not { } transfer) return "There is no such record.";
        if (!int.TryParse(form["digit"], NumberStyles.None, CultureInfo.InvariantCulture, out var digit) || digit is < 1 or > 6) return "Credibility is a digit from 1 to 6.";
        if (Notes.Signed(who, why) is { } problem) return problem;
        Notes.Accept(store, transfer, digit, who, why, now);
        return null;
    });

    /// <summary>One short write to the store, in a transaction; back to where the form was, or the reason why nothing was kept.</summary>
    private static async Task Write(HttpContext context, Func<Store, IFormCollection, DateTimeOffset, string?> work)
    {
        if (!await PageRoutes.FromHere(context).ConfigureAwait(false)) return;
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        string? problem = null;
        using (var store = Store.OpenToChange(context.RequestServices.GetRequiredService<WebOptions>().Store))
        {
            store.Clock = clock;
            store.InTransaction(() => problem = work(store, form, clock.GetUtcNow()));
        }
        if (problem is not null)
        {
            await Failures.Write(context, 422, "note", problem, "Nothing was kept. Go back, change it and send it again.", PageRoutes.Local(form["back"])).ConfigureAwait(false);
            return;
        }
        if (form["who"].ToString().Trim() is { Length: > 0 and <= 200 } who) Frames.Remember(context, who);
        var back = PageRoutes.Local(form["back"]);
        context.Response.Redirect(QueryHelpers.AddQueryString(back, "kept", "yes"));
    }
}

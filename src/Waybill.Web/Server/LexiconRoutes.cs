using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Lexicons;
using Waybill.Pipeline;
using Waybill.Pipeline.Runs;
using Waybill.Pipeline.Sources;
using Waybill.Storage;
using Waybill.Web.Jobs;
using Waybill.Web.Views;

namespace Waybill.Web.Server;

/// <summary>The lexicon of the store: look, add an alias or a row, see gains and losses, apply.</summary>
public static class LexiconRoutes
{
    /// <summary>Entries that are shown for words.</summary>
    private const int MostFound = 60;

    /// <summary>A preview looks no longer than this; the command line has no such limit.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly SemaphoreSlim One = new(1, 1);

    public static void Map(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet("/lexicon", (HttpContext c) => Show(c, null)).WithMetadata(new Needs(Role.Reader));
        app.MapPost("/lexicon/preview", Preview).WithMetadata(new Needs(Role.Analyst));
        app.MapPost("/lexicon/apply", Apply).WithMetadata(new Needs(Role.Analyst));
    }

    private static async Task Show(HttpContext context, string? problem)
    {
        using var loan = await PageRoutes.Lend(context).ConfigureAwait(false);
        var query = context.Request.Query["q"].ToString().Trim();
        var kind = context.Request.Query["kind"].ToString();
        var found = new List<(string File, IReadOnlyList<string> Fields)>();
        if (query.Length is > 0 and <= 200)
        {
            var lexicon = LexiconChanges.Apply(Lexicon.Embedded, LexiconRows.Active(loan.Store)).Lexicon;
            found.AddRange(LexiconChanges.Files(lexicon).SelectMany(f => LexiconChanges.Rows(lexicon, f).Where(r => r.Any(v => v.Contains(query, StringComparison.OrdinalIgnoreCase))).Select(r => (f, (IReadOnlyList<string>)r)))
                .OrderByDescending(r => r.Item2[0].Equals(query, StringComparison.OrdinalIgnoreCase)).ThenByDescending(r => LexiconChanges.AliasColumn(r.f) >= 0).Take(MostFound));
        }
        await PageRoutes.Page<LexiconPage>(context, new
        {
            Rows = LexiconRows.All(loan.Store),
            Query = query,
            Found = found,
            Kind = LexiconEditing.Kinds.ContainsKey(kind) ? kind : "weapon",
            Jobs = context.RequestServices.GetRequiredService<ReadJobs>().Latest,
            Problem = problem,
        }, problem is null ? 200 : 422).ConfigureAwait(false);
    }

    private static async Task Preview(HttpContext context)
    {
        if (!await PageRoutes.FromHere(context).ConfigureAwait(false)) return;
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        await One.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            using var loan = await PageRoutes.Lend(context).ConfigureAwait(false);
            var clock = context.RequestServices.GetRequiredService<TimeProvider>();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            patience.CancelAfter(Patience);
            var stages = context.RequestServices.GetRequiredService<Lazy<Stages>>().Value;
            var plan = await Task.Run(() => Plan(loan.Store, stages, clock, form, _ => { }, patience.Token), context.RequestAborted).ConfigureAwait(false);
            if (form["who"].ToString().Trim() is { Length: > 0 and <= 200 } who) Frames.Remember(context, who);
            await PageRoutes.Page<LexiconPlanPage>(context, new { Plan = plan, Fields = Fields(form) }, plan.Problems.IsEmpty ? 200 : 422).ConfigureAwait(false);
        }
        catch (LexiconException e)
        {
            await Show(context, e.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await Show(context, "This store is too large to be looked through here: `waybill lexicon` on the command line shows gains and losses and takes as long as it needs. Nothing was kept.").ConfigureAwait(false);
        }
        finally
        {
            One.Release();
        }
    }

    private static async Task Apply(HttpContext context)
    {
        if (!await PageRoutes.FromHere(context).ConfigureAwait(false)) return;
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var options = context.RequestServices.GetRequiredService<WebOptions>();
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var job = new ReadJob("Lexicon: " + Shown.Line(form["key"].ToString() is { Length: > 0 } key ? key : "row " + form["number"], 80), "", SourceWords.None)
        {
            Work = (store, stages, progress, cancel) =>
            {
                var number = new LexiconEditing(store, stages, clock).Apply(Plan(store, stages, clock, form, progress, cancel), 1, options.Program, progress, cancel);
                return string.Create(CultureInfo.InvariantCulture, $"row {number} is kept, the ledger is up to date");
            },
        };
        if (context.RequestServices.GetRequiredService<ReadJobs>().Add(job)) context.Response.Redirect("/lexicon");
        else await Show(context, $"{ReadJobs.MostWaiting} jobs wait already: try again when some are done.").ConfigureAwait(false);
    }

    private static LexiconPlan Plan(Store store, Stages stages, TimeProvider clock, IFormCollection form, Action<Progress> progress, CancellationToken cancel)
    {
        var editing = new LexiconEditing(store, stages, clock);
        string Field(string name) => form[name].ToString().Trim().Normalize();
        var (who, why, source, key) = (Field("who"), Field("why"), Field("source"), Field("key"));
        if (Field("do") == "withdraw")
            return editing.PlanWithdrawal(long.TryParse(Field("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0, who, why, 1, progress, cancel);
        if (Field("do") == "alias") return editing.Plan(new LexiconChange(editing.FileOf(key), key, [], who, "", why, source) { Alias = Field("alias") }, 1, progress, cancel);
        if (!LexiconEditing.Kinds.TryGetValue(Field("kind"), out var file)) throw new LexiconException("There is no such kind of entry.");
        if (Field("do") == "remove") return editing.Plan(new LexiconChange(file, key, [], who, "", why, source), 1, progress, cancel);
        var values = LexiconChanges.Columns(file).Skip(1).Select(c => (c, Field("c-" + c))).Where(c => c.Item2.Length > 0).ToDictionary(c => c.c, c => c.Item2, StringComparer.Ordinal);
        if (key.Length == 0) throw new LexiconException("The entry needs a name.");
        return editing.Plan(new LexiconChange(file, key, LexiconEditing.Row(file, key, values), who, "", why, source), 1, progress, cancel);
    }

    /// <summary>What the form said, to be said again when it is applied.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> Fields(IFormCollection form) =>
        [.. form.Where(f => f.Key is "do" or "kind" or "key" or "alias" or "number" or "who" or "why" or "source" || f.Key.StartsWith("c-", StringComparison.Ordinal)).Select(f => KeyValuePair.Create(f.Key, f.Value.ToString())).Take(40)];
}

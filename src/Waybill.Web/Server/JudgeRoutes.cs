using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Judgements;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Runs;

namespace Waybill.Web.Server;

/// <summary>The form that judges.</summary>
public static class JudgeRoutes
{
    public static void Map(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPost("/judge", Add).WithMetadata(new Needs(Role.Analyst));
        app.MapPost("/claims", AddClaim).WithMetadata(new Needs(Role.Analyst));
    }

    /// <summary>Adds a claim from words of a page; it is taken back as any judgement is.</summary>
    private static async Task AddClaim(HttpContext context)
    {
        if (!await PageRoutes.FromHere(context).ConfigureAwait(false)) return;
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var (who, why) = (form["who"].ToString().Trim(), form["why"].ToString().Trim());
        var marked = MarkedWords.Names.Where(form.ContainsKey).ToDictionary(n => n, n => form[n].ToString(), StringComparer.Ordinal);
        long number;
        try
        {
            number = await context.RequestServices.GetRequiredService<Judge>().AddClaimAsync(form["article"].ToString(), marked, who, why, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JudgementException e)
        {
            await Refuse(context, "claim", e).ConfigureAwait(false);
            return;
        }
        if (who.Length is > 0 and <= 200) Frames.Remember(context, who);
        context.Response.Redirect(QueryHelpers.AddQueryString(PageRoutes.Local(form["back"]), "judged", number.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Says why nothing was kept, and leads back to the form.</summary>
    private static async Task Refuse(HttpContext context, string code, JudgementException why)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        await Failures.Write(context, StatusCodes.Status422UnprocessableEntity, code, why.Message, "Nothing was kept. Go back, change it and send it again.", PageRoutes.Local(form["back"])).ConfigureAwait(false);
    }

    private static async Task Add(HttpContext context)
    {
        if (!await PageRoutes.FromHere(context).ConfigureAwait(false)) return;
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var back = PageRoutes.Local(form["back"]);
        if (Term.Parse<JudgementVerb>(form["verb"].ToString()) is not { } verb)
        {
            await Failures.Write(context, 400, "verb", "There is no such judgement.").ConfigureAwait(false);
            return;
        }
        var who = form["who"].ToString().Trim();
        var other = form["other"].ToString().Trim() is { Length: > 0 and <= 500 } named ? named : null;
        var request = new JudgementRequest
        {
            Verb = verb,
            Ids = [.. form["id"].OfType<string>()],
            Correction = verb == JudgementVerb.Correct ? new Correction(form["field"].ToString(), form["value"].ToString() is { Length: > 0 } value ? value : null, form["words"].ToString()) : null,
            Verdict = form["as"].ToString() is { Length: > 0 } verdict ? verdict : null,
            Likelihood = form["likelihood"].ToString() is { Length: > 0 } likely ? likely : null,
            Confidence = form["confidence"].ToString() is { Length: > 0 } sure ? sure : null,
            Who = who,
            Why = form["why"].ToString().Trim(),
        };
        long number;
        try
        {
            (number, back) = await context.RequestServices.GetRequiredService<Judge>().AddAsync(request, other, back, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JudgementException e)
        {
            await Refuse(context, "judgement", e).ConfigureAwait(false);
            return;
        }
        if (who.Length is > 0 and <= 200) Frames.Remember(context, who);
        context.Response.Redirect(QueryHelpers.AddQueryString(back, verb == JudgementVerb.Withdraw ? "undone" : "judged", number.ToString(CultureInfo.InvariantCulture)));
    }
}

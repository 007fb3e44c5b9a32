using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Storage;
using Waybill.Web.Views;

namespace Waybill.Web.Server;

/// <summary>What went wrong, in one shape for programs and one page for people.</summary>
public static class Failures
{
    public static bool IsApi(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || context.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal);
    }

    public static Task Answer(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return error switch
        {
            StoreException { Problem: StoreProblem.NotFound } e => Write(context, 503, "no-store", e.Message, "Add pages, or start the server with --store FILE."),
            StoreException e => Write(context, 503, "store", e.Message),
            BadHttpRequestException e => Write(context, e.StatusCode, "bad-request", e.StatusCode == 413 ? "That is more than can be taken at once." : "The request makes no sense."),
            _ => Write(context, 500, "program-error", "The program failed here; the ledger is as it was. " + (error is null ? "" : error.GetType().Name)),
        };
    }

    public static Task NotFound(HttpContext context) => Write(context, 404, "not-found", "There is no such page.");

    /// <summary>Ends the request with an error.</summary>
    /// <param name="code">One word for programs.</param>
    /// <param name="back">Where a person goes on.</param>
    public static Task Write(HttpContext context, int status, string code, string message, string? toDo = null, string back = "/")
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = status;
        if (IsApi(context))
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(JsonSerializer.Serialize(new { error = new { code, message } }));
        }
        var heading = status switch { 404 => "Not here", 401 => "Sign in first", 403 => "Not allowed", 503 => "The store cannot be read", _ => "That did not work" };
        return new RazorComponentResult<MessagePage>(new { Frame = Frames.Of(context), Heading = heading, Text = message, ToDo = toDo, Back = back }) { StatusCode = status }.ExecuteAsync(context);
    }
}

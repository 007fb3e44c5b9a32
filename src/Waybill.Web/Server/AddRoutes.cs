using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Pipeline.Sources;
using Waybill.Texts;
using Waybill.Web.Jobs;
using Waybill.Web.Views;

namespace Waybill.Web.Server;

/// <summary>Adding pages by hand.</summary>
public static class AddRoutes
{
    public static void Map(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet("/add", (HttpContext c) => Show(c, null)).WithMetadata(new Needs(Role.Reader));
        app.MapGet("/add/jobs", (HttpContext c) => new RazorComponentResult<JobList>(new { Jobs = Jobs(c).Latest })).WithMetadata(new Needs(Role.Reader));
        app.MapPost("/add/files", Files).WithMetadata(new Needs(Role.Analyst));
        app.MapPost("/add/text", Paste).WithMetadata(new Needs(Role.Analyst));
    }

    private static ReadJobs Jobs(HttpContext context) => context.RequestServices.GetRequiredService<ReadJobs>();

    private static Task Show(HttpContext context, string? problem) =>
        PageRoutes.Page<AddPage>(context, new { Jobs = Jobs(context).Latest, Problem = problem }, problem is null ? 200 : 422);

    private static async Task Files(HttpContext context)
    {
        if (!await PageRoutes.FromHere(context).ConfigureAwait(false)) return;
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var files = form.Files.GetFiles("files").Where(f => f.FileName.Length > 0).ToArray();
        if (files.Length == 0)
        {
            await Show(context, "Choose at least one file.").ConfigureAwait(false);
            return;
        }
        if (files.Length > ReadJobs.MostFiles)
        {
            await Show(context, $"At most {ReadJobs.MostFiles} files at once; `waybill read FOLDER` takes any number.").ConfigureAwait(false);
            return;
        }
        var folder = Directory.CreateTempSubdirectory("waybill-").FullName;
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            var name = Name(file.FileName, taken);
            var stream = File.Create(Path.Combine(folder, name));
            await using (stream.ConfigureAwait(false)) await file.CopyToAsync(stream, context.RequestAborted).ConfigureAwait(false);
        }
        await Start(context, new ReadJob(files.Length == 1 ? files[0].FileName : Shown.Count(files.Length, "file", "files"), folder, SourceWords.None) { Who = Who(form) }).ConfigureAwait(false);
    }

    private static async Task Paste(HttpContext context)
    {
        if (!await PageRoutes.FromHere(context).ConfigureAwait(false)) return;
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var text = form["text"].ToString();
        var day = form["published"].ToString().Trim();
        var url = form["url"].ToString().Trim();
        var outlet = form["outlet"].ToString().Trim();
        if (string.IsNullOrWhiteSpace(text))
        {
            await Show(context, "There is no text to read.").ConfigureAwait(false);
            return;
        }
        if (day.Length > 0 && PartialDate.Parse(day) is null)
        {
            await Show(context, $"“{Shown.Line(day, 40)}” is no date: write 2024, 2024-01 or 2024-01-04.").ConfigureAwait(false);
            return;
        }
        if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            await Show(context, "The address must begin with http:// or https://.").ConfigureAwait(false);
            return;
        }
        var folder = Directory.CreateTempSubdirectory("waybill-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "pasted.txt"), text.ReplaceLineEndings("\n"), new UTF8Encoding(false), context.RequestAborted).ConfigureAwait(false);
        var words = new SourceWords { Url = url.Length > 0 ? url : null, Outlet = outlet.Length > 0 ? outlet : null, Published = PartialDate.Parse(day) };
        await Start(context, new ReadJob(Shown.Line(text, 80), folder, words) { Who = Who(form) }).ConfigureAwait(false);
    }

    private static string? Who(IFormCollection form) => form["who"].ToString().Trim() is { Length: > 0 and <= 200 } who ? who : null;

    private static async Task Start(HttpContext context, ReadJob job)
    {
        if (Jobs(context).Add(job))
        {
            if (job.Who is { } who) Frames.Remember(context, who);
            context.Response.Redirect("/add");
            return;
        }
        Directory.Delete(job.Folder, recursive: true);
        await Show(context, $"{ReadJobs.MostWaiting} jobs wait already: try again when some are done.").ConfigureAwait(false);
    }

    /// <summary>A file name of letters, digits and a few signs, not yet taken: whatever the browser said.</summary>
    private static string Name(string given, HashSet<string> taken)
    {
        var last = given.Split('/', '\\')[^1];
        var plain = new string([.. last.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_')]).Trim('.', ' ');
        if (plain.Length > 120) plain = plain[^120..];
        if (plain.Length == 0) plain = "page.html";
        var name = plain;
        for (var n = 2; !taken.Add(name); n++) name = $"{n}-{plain}";
        return name;
    }
}

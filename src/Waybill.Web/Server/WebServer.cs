using System.IO.Compression;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Pipeline;
using Waybill.Web.Api;
using Waybill.Web.Jobs;
using Waybill.Web.Stores;

namespace Waybill.Web.Server;

/// <summary>Serves a ledger: pages for people, an API for programs. Nothing is loaded from anywhere else.</summary>
public static class WebServer
{
    /// <summary>Builds the server; start it, or run it until it is stopped.</summary>
    /// <exception cref="ArgumentException">The options make no sense; the message says what would.</exception>
    public static WebApplication Build(WebOptions options, Lazy<Stages> stages, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stages);
        if (options.Problem() is { } problem) throw new ArgumentException(problem, nameof(options));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Waybill.Web", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = ReadJobs.MostBytes;
            var ip = options.Address.Host is "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Address.Host.Trim('[', ']'));
            k.Listen(ip, options.Address.Port);
        });
        var services = builder.Services;
        services.AddSingleton(options).AddSingleton(stages).AddSingleton(clock);
        services.AddSingleton(new Access(options));
        services.AddSingleton(_ => new StorePool(options.Store));
        services.AddSingleton<LedgerSnapshots>();
        services.AddSingleton<WholeLists.Places>();
        services.AddSingleton(_ => new ReadJobs(options.Store, options.Program, stages, clock));
        services.AddSingleton<Judge>();
        services.AddRouting();
        services.AddRazorComponents();
        services.AddDataProtection();
        services.AddAntiforgery(a =>
        {
            a.Cookie.Name = "waybill_form";
            a.Cookie.SameSite = SameSiteMode.Strict;
            a.Cookie.HttpOnly = true;
            a.FormFieldName = "form_token";
            a.HeaderName = "X-Waybill-Form";
        });
        services.AddResponseCompression(c =>
        {
            c.EnableForHttps = true;
            c.Providers.Add<BrotliCompressionProvider>();
            c.Providers.Add<GzipCompressionProvider>();
            c.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml", "application/json", "application/x-ndjson", "application/atom+xml", "text/plain", "text/markdown"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<FormOptions>(o =>
        {
            o.MultipartBodyLengthLimit = ReadJobs.MostBytes;
            o.ValueLengthLimit = 8 * 1024 * 1024;
        });
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(c => RateLimitPartition.GetFixedWindowLimiter(
                c.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = options.MostRequests, Window = TimeSpan.FromSeconds(10) }));
        });
        var app = builder.Build();
        app.UseResponseCompression();
        app.Use((context, next) => Guard(context, next, options));
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failures.Answer, AllowStatusCode404Response = true });
        app.UseRateLimiter();
        app.UseRouting();
        app.Use(Admit);
        AssetFiles.Map(app);
        PageRoutes.Map(app);
        JudgeRoutes.Map(app);
        AddRoutes.Map(app);
        LexiconRoutes.Map(app);
        NoteRoutes.Map(app);
        ApiRoutes.Map(app);
        app.MapFallback(Failures.NotFound);
        // A large ledger is read into memory before anybody asks for it.
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<LedgerSnapshots>().Warm);
        return app;
    }

    /// <summary>The address that a started server listens at.</summary>
    public static Uri AddressOf(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Headers that hold a browser to what the page is; and on this machine's own address only its own names are
    /// answered, so that no other page can have a name of its own point here (DNS rebinding).</summary>
    private static Task Guard(HttpContext context, RequestDelegate next, WebOptions options)
    {
        if (options.Local && context.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]" or "::1") && !IPAddress.TryParse(context.Request.Host.Host, out _))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return context.Response.WriteAsync("This address is served to this machine alone.\n");
        }
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
        return next(context);
    }

    /// <summary>Every route says which role it needs by its metadata; one that says nothing is for analysts.</summary>
    private static async Task Admit(HttpContext context, RequestDelegate next)
    {
        var needed = context.GetEndpoint()?.Metadata.GetMetadata<Needs>()?.Role ?? (context.GetEndpoint() is null ? Role.None : Role.Analyst);
        var role = context.RequestServices.GetRequiredService<Access>().Of(context);
        if (role >= needed)
        {
            await next(context).ConfigureAwait(false);
            return;
        }
        if (role == Role.None && HttpMethods.IsGet(context.Request.Method) && !Failures.IsApi(context))
        {
            context.Response.Redirect("/sign-in?back=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString));
            return;
        }
        await Failures.Write(context, role == Role.None ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden,
            role == Role.None ? "unauthorized" : "forbidden", role == Role.None ? "This needs a token." : "This needs the analyst's token, or a server that is not read-only.").ConfigureAwait(false);
    }
}

/// <summary>The role that a route needs.</summary>
public sealed record Needs(Role Role);

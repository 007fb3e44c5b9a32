using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Waybill.Web.Charts;

namespace Waybill.Web.Server;

/// <summary>The few files that pages load: part of the program, under an address that changes with their content.</summary>
public static class AssetFiles
{
    private sealed record Asset(byte[] Bytes, string Type, string Address);

    private static readonly FrozenDictionary<string, Asset> Files = new (string Name, string Type)[] { ("site.css", "text/css; charset=utf-8"), ("site.js", "text/javascript; charset=utf-8"), ("icon.svg", "image/svg+xml") }
        .Select(f => (f.Name, Asset: Load(f.Name, f.Type))).Append(("world.svg", Of("world.svg", "image/svg+xml", Encoding.UTF8.GetBytes(WorldMap.Picture()))))
        .ToFrozenDictionary(f => f.Item1, f => f.Item2, StringComparer.Ordinal);

    /// <summary>Address of a file that is known to be there.</summary>
    public static string Address(string name) => Files[name].Address;

    public static void Map(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet("/assets/{hash}/{name}", (HttpContext context, string hash, string name) =>
        {
            if (!Files.TryGetValue(name, out var asset) || asset.Address != $"/assets/{hash}/{name}") return Results.NotFound();
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(asset.Bytes, asset.Type);
        }).WithMetadata(new Needs(Role.None));
    }

    private static Asset Load(string name, string type)
    {
        using var stream = typeof(AssetFiles).Assembly.GetManifestResourceStream("assets/" + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Of(name, type, bytes);
    }

    private static Asset Of(string name, string type, byte[] bytes)
    {
        return new Asset(bytes, type, $"/assets/{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}/{name}");
    }
}

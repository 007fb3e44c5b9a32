using System.Text.Json;

namespace Waybill.Tests.Web;

/// <summary>axe-core (MPL-2.0, <c>axe/axe.min.js</c>): checks a page as it is shown against WCAG 2.2 A and AA.</summary>
public static class Axe
{
    private static readonly Lazy<string> Script = new(() =>
    {
        using var stream = typeof(Axe).Assembly.GetManifestResourceStream("axe.min.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    private const string Run = """
        async rules => {
          const only = rules.length ? { type: 'rule', values: rules } : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
          const found = await axe.run(document, { runOnly: only, resultTypes: ['violations'], iframes: false })
          return JSON.stringify(found.violations.map(v => v.id + ': ' + v.nodes.slice(0, 4).map(n => n.html.slice(0, 160) + ' ' + n.any.concat(n.all).slice(0, 1).map(a => a.message).join()).join(' | ')))
        }
        """;

    /// <summary>Violations in words; none where the page holds.</summary>
    /// <param name="rules">Only these rules; all of A and AA where none is named.</param>
    public static async Task<IReadOnlyList<string>> CheckAsync(Visit visit, params string[] rules)
    {
        ArgumentNullException.ThrowIfNull(visit);
        if (!await visit.Page.EvaluateAsync<bool>("() => typeof axe === 'object'")) await visit.Page.EvaluateAsync(Script.Value);
        return JsonSerializer.Deserialize<string[]>(await visit.Page.EvaluateAsync<string>(Run, rules))!;
    }
}

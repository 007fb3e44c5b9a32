using System.Collections.Concurrent;
using System.Text;

namespace Waybill.Pipeline.Export;

/// <summary>Names of enum members as they are exported and typed: lower case with hyphens (<c>in-delivery</c>).</summary>
public static class Term
{
    private static readonly ConcurrentDictionary<Enum, string> Known = new();

    public static string Of(Enum value) => Known.GetOrAdd(value, static v => Kebab(v.ToString()));

    /// <summary>The member that <paramref name="words"/> name, or null.</summary>
    public static T? Parse<T>(string? words) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Of(value) == words) return value;
        return null;
    }

    public static string[] All<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => Of(v))];

    private static string Kebab(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i])) words.Append('-');
            words.Append(char.ToLowerInvariant(name[i]));
        }
        return words.ToString();
    }
}

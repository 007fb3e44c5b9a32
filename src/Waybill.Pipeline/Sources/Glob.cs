using System.Collections.Immutable;

namespace Waybill.Pipeline.Sources;

/// <summary>Wildcards over path segments: <c>*</c> and <c>?</c> within a segment, <c>**</c> for any number of
/// segments. Matching is linear in pattern × name: a star never backtracks past the star before it.</summary>
public sealed class Glob
{
    private readonly ImmutableArray<string> _segments;

    private Glob(string root, ImmutableArray<string> segments)
    {
        Root = root;
        _segments = segments;
    }

    /// <summary>The folder that the first wildcard stands in, as the user wrote it; empty for the current one.</summary>
    public string Root { get; }

    /// <summary>Whether files below sub-folders can match.</summary>
    public bool Deep => _segments.Length > 1;

    public static bool IsPattern(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.AsSpan().IndexOfAny('*', '?') >= 0;
    }

    public static Glob Parse(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var segments = pattern.Replace('\\', '/').Split('/');
        var first = Array.FindIndex(segments, IsPattern);
        if (first < 0) first = segments.Length - 1;
        var root = string.Join('/', segments[..first]);
        if (first > 0 && root.Length == 0) root = "/";
        return new Glob(root, [.. segments[first..].Where(s => s.Length > 0)]);
    }

    /// <summary>Whether a path below <see cref="Root"/>, with forward slashes, matches.</summary>
    public bool Matches(string relative)
    {
        ArgumentNullException.ThrowIfNull(relative);
        var names = relative.Split('/');
        // reach[i]: the names so far can be matched by the first i segments.
        var reach = new bool[_segments.Length + 1];
        reach[0] = true;
        SpreadOverDeep(reach);
        foreach (var name in names)
        {
            var next = new bool[reach.Length];
            for (var i = 0; i < _segments.Length; i++)
            {
                if (!reach[i]) continue;
                if (_segments[i] == "**") next[i] = true;
                else if (MatchesName(_segments[i], name)) next[i + 1] = true;
            }
            reach = next;
            SpreadOverDeep(reach);
        }
        return reach[^1];
    }

    private void SpreadOverDeep(bool[] reach)
    {
        for (var i = 0; i < _segments.Length; i++)
            if (reach[i] && _segments[i] == "**") reach[i + 1] = true;
    }

    private static bool MatchesName(string pattern, string name)
    {
        int p = 0, n = 0, star = -1, mark = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++mark;
            }
            else
            {
                return false;
            }
        }
        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}

namespace Waybill.Pipeline.Export;

/// <summary>Turns UTF-16 positions in a text into Unicode code points, as the Web Annotation model counts.</summary>
public sealed class CodePoints
{
    private readonly int[]? _lowSurrogates;

    public CodePoints(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<int>();
        for (var i = 1; i < text.Length; i++)
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1])) found.Add(i);
        if (found.Count > 0) _lowSurrogates = [.. found];
    }

    /// <summary>Code points before UTF-16 position <paramref name="position"/>.</summary>
    public int At(int position)
    {
        if (_lowSurrogates is null) return position;
        var at = Array.BinarySearch(_lowSurrogates, position);
        return position - (at < 0 ? ~at : at);
    }
}

using Waybill.Claims;
using Waybill.Claims.Frames;

namespace Waybill.Pipeline.Looking;

/// <summary>Why a sentence gave no claim, for a person: the name of a rule means nothing to one, its word and its example do.</summary>
public static class MissedWords
{
    private static readonly Dictionary<string, Frame> Frames = PatternExtractor.EmbeddedFrames().All.ToDictionary(f => f.Id, StringComparer.Ordinal);

    /// <summary>The rule's words, its example, and what was not as it has to be; a reason that names no rule as it is.</summary>
    public static (string? Rule, string Words) Of(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var at = reason.IndexOf(": ", StringComparison.Ordinal);
        return at > 0 && Frames.TryGetValue(reason[..at], out var frame)
            ? (frame.Id, $"“{Trigger(frame)}” as in “{frame.Example}”: {reason[(at + 2)..]}")
            : (null, reason);
    }

    /// <summary>The word that a rule begins with, and the one that must stand with it.</summary>
    private static string Trigger(Frame frame) => frame.Companion switch
    {
        "" => frame.Lemma,
        ['v', ':', .. var verb] => $"{verb} … {frame.Lemma}",
        ['=', .. var words] => $"{frame.Lemma} … {words.Replace("|", " / ", StringComparison.Ordinal)}",
        var particle => $"{frame.Lemma} {particle}",
    };
}

using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims;

/// <summary>A sentence that looks as if it stated a transfer and gave no claim, and why.</summary>
public readonly record struct MissedSentence(TextSpan Sentence, string Reason);

/// <summary>What the claim stage gives for one article.</summary>
public sealed record ClaimReading(ImmutableArray<Claim> Claims, ImmutableArray<MissedSentence> Missed)
{
    public static ClaimReading Empty { get; } = new([], []);
}

/// <summary>The door through which every extractor comes: a pure function of article and analysis.</summary>
public interface IClaimExtractor
{
    /// <summary>Versioned name, stored with each claim.</summary>
    string Name { get; }

    /// <summary>How closely the extractor needs which runs of the article's text analysed (<see cref="Analyzer.Analyze(string, IReadOnlyList{DepthSpan}?)"/>);
    /// null: everything closely.</summary>
    IReadOnlyList<DepthSpan>? Depths(Article article) => null;

    ClaimReading Read(Article article, Analysis analysis);
}

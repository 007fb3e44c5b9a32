using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Language;

/// <summary>Names by tag: runs of proper nouns and what binds them, numbers and money. Kinds are only told where the
/// form tells them; the rest is <see cref="NameKind.Other"/>.</summary>
public static class NameFinder
{
    public static ImmutableArray<NameSpan> Find(string text, TokenTable tokens, ReadOnlySpan<Sentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var names = ImmutableArray.CreateBuilder<NameSpan>();
        foreach (var sentence in sentences)
        {
            for (int i = sentence.FirstToken; i < sentence.EndToken;)
            {
                int end = i;
                while (end < sentence.EndToken && tokens.Upos[end] == Upos.Propn)
                    end++;
                // "al-Zaman", "Hwasong-11Ga", "Jong-un": a hyphen without spaces binds.
                while (end > i && end + 1 < sentence.EndToken && tokens.Length[end] == 1 && text[tokens.Start[end]] == '-'
                    && tokens.Start[end + 1] == tokens.Start[end] + 1 && tokens.Upos[end + 1] is Upos.Propn or Upos.Num)
                {
                    end += 2;
                    while (end < sentence.EndToken && tokens.Upos[end] == Upos.Propn)
                        end++;
                }
                if (end > i)
                {
                    names.Add(Span(tokens, i, end, NameKind.Other));
                    i = end;
                }
                else
                {
                    i++;
                }
            }
        }
        return names.ToImmutable();
    }

    private static NameSpan Span(TokenTable tokens, int first, int end, NameKind kind) =>
        new(first, end - first, TextSpan.FromBounds(tokens.Start[first], tokens.Start[end - 1] + tokens.Length[end - 1]), kind, null);
}

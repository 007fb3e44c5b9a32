using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Claims.Drafts;

/// <summary>The runs of a text between quotation marks. A paragraph's end closes a run that nobody closed.</summary>
internal sealed class QuotationRuns
{
    private readonly ImmutableArray<TextSpan> _runs;

    public QuotationRuns(string text)
    {
        var runs = ImmutableArray.CreateBuilder<TextSpan>();
        var open = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                if (open >= 0) runs.Add(TextSpan.FromBounds(open, i));
                open = -1;
            }
            else if (c == '“') open = i;
            else if (c == '”' && open >= 0) { runs.Add(TextSpan.FromBounds(open, i)); open = -1; }
            else if (c == '"')
            {
                if (open < 0) open = i;
                else { runs.Add(TextSpan.FromBounds(open, i)); open = -1; }
            }
        }
        _runs = runs.ToImmutable();
    }

    public bool Holds(TextSpan span)
    {
        int low = 0, high = _runs.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_runs[middle].Start > span.Start) high = middle - 1;
            else low = middle + 1;
        }
        return high >= 0 && _runs[high].Contains(span);
    }
}

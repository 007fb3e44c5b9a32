using System.Collections.Immutable;
using Waybill.Claims.Frames;
using Waybill.Texts;

namespace Waybill.Claims.Drafts;

/// <summary>A claim on the way: the proposition, who says it, when and where, and the words for each value.</summary>
internal sealed class ClaimDraft
{
    public required Proposition Proposition { get; init; }
    public Factuality Factuality { get; set; }
    public bool Negated { get; set; }
    public Stance Stance { get; set; }
    public ImmutableArray<Attribution> Attribution { get; set; } = [];
    public TextSpan? Basis { get; set; }
    public TextSpan? FirstReportedBy { get; set; }
    public string? FirstReporter { get; set; }
    public TimeWords? When { get; set; }
    public TimeWords? Expected { get; set; }
    public MoneyValue? Value { get; set; }
    public List<Place> Where { get; } = [];
    public RoleFill? Broker { get; set; }

    /// <summary>States that the arms passed without owning them.</summary>
    public List<RoleFill> Transit { get; } = [];
    public ClaimPart Part { get; set; }
    public double Confidence { get; set; }
    public Quantity? Quantity { get; set; }
    public List<ClaimDraft> LinkedTo { get; } = [];
    public string? LinkKind { get; set; }

    /// <summary>Spans and the fields that they prove.</summary>
    public SortedDictionary<TextSpan, SortedSet<string>> Proof { get; } = [];

    /// <summary>The same draft once more, to be changed apart.</summary>
    public ClaimDraft Copy()
    {
        var copy = new ClaimDraft
        {
            Proposition = Proposition,
            Factuality = Factuality,
            Negated = Negated,
            Stance = Stance,
            Attribution = Attribution,
            Basis = Basis,
            FirstReportedBy = FirstReportedBy,
            FirstReporter = FirstReporter,
            When = When,
            Expected = Expected,
            Value = Value,
            Broker = Broker,
            Part = Part,
            Confidence = Confidence,
            Quantity = Quantity,
        };
        copy.Where.AddRange(Where);
        copy.Transit.AddRange(Transit);
        foreach (var (span, fields) in Proof)
        {
            foreach (var of in fields) copy.Prove(span, of);
        }
        return copy;
    }

    public void Prove(TextSpan span, string of)
    {
        if (span.IsEmpty) return;
        if (!Proof.TryGetValue(span, out var fields)) Proof[span] = fields = new SortedSet<string>(StringComparer.Ordinal);
        fields.Add(of);
    }
}

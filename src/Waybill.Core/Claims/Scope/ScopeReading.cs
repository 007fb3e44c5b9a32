using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Claims.Scope;

/// <summary>What the words around a trigger make of it.</summary>
internal sealed class ScopeReading
{
    public Stage Stage { get; set; }

    /// <summary>Whether a cue, not the frame, set the stage.</summary>
    public bool StageByCue { get; set; }

    /// <summary>"the planned sale": by its adjective ahead.</summary>
    public bool Ahead { get; set; }

    /// <summary>"the possible sale"</summary>
    public bool MayBe { get; set; }

    /// <summary>"announced the deal"</summary>
    public bool Announced { get; set; }
    public Factuality Factuality { get; set; }
    public bool Negated { get; set; }
    public Stance Stance { get; set; }
    public TextSpan? Condition { get; set; }

    /// <summary>"will not": the speaker answers for the future.</summary>
    public bool WillNot { get; set; }

    /// <summary>"is not sending", "has not sent".</summary>
    public bool DoesNot { get; set; }
    public bool Future { get; set; }

    /// <summary>A verb of saying stands between: what is planned above it is the saying ("planned to contend that the sales …").</summary>
    public bool Told { get; set; }

    /// <summary>The deed stands only in a phrase of something else ("profits from the sale"): what is said of that, is not said of it.</summary>
    public bool Presupposed { get; set; }

    /// <summary>"approval", "permission": whose it is, the verb over it says; −1 if none.</summary>
    public int ApprovalNoun { get; set; } = -1;

    /// <summary>The verb of asking over the trigger, or −1.</summary>
    public int AskedAt { get; set; } = -1;

    /// <summary>The verb of urging over the trigger, under which only what one wants for oneself is stated; −1 if none.</summary>
    public int UrgedAt { get; set; } = -1;

    /// <summary>The last word passed names a saying ("report", "allegation").</summary>
    public bool UnderContent { get; set; }

    /// <summary>"reportedly": unknown unless somebody answers for it.</summary>
    public bool Unsourced { get; set; }

    /// <summary>Why nothing is stated, or null.</summary>
    public string? Dropped { get; set; }

    /// <summary>The topmost word reached: what governs the claim as a whole.</summary>
    public int Top { get; set; }

    /// <summary>The verb that governs a noun of transfer, and its cue.</summary>
    public Cue? NounGovernor { get; set; }
    public int NounGovernorToken { get; set; } = -1;

    /// <summary>Words that prove stage, factuality, polarity or stance.</summary>
    public List<(TextSpan Span, string Of)> Proof { get; } = [];

    /// <summary>What was applied, for <c>explain</c>.</summary>
    public List<string> Trace { get; } = [];

    public void Weaken(Factuality to)
    {
        if (to > Factuality) Factuality = to;
    }

    public void Drop(string reason)
    {
        Dropped ??= reason;
        Trace.Add("dropped: " + reason);
    }

    public ImmutableArray<(TextSpan, string)> Proofs => [.. Proof];
}

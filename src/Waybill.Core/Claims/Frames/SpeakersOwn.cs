using Waybill.Claims.Mentions;
using Waybill.Claims.Reading;
using Waybill.Claims.Trees;
using Waybill.Lexicons;

namespace Waybill.Claims.Frames;

/// <summary>"Bamako said the helicopters had been bought from Moscow", "Taiwan's minister said the missiles would arrive from the United
/// States": who gets is the one who speaks, where no other state is named that could.</summary>
internal sealed class SpeakersOwn(TreeView tree, Lexicon lexicon, SentenceMentions[] mentions, AttributionReading attributions)
{
    public List<Proposition> Complete(List<Proposition> found)
    {
        var result = new List<Proposition>(found.Count);
        foreach (var p in found) result.Add(Denier(Maker(Own(p))));
        return result;
    }

    /// <summary>"had been moved through its territory": whose land they cross did not give them.</summary>
    private bool PassesThrough(Proposition p)
    {
        var end = tree.Analysis.Sentences[p.Sentence].EndToken;
        for (var i = p.Trigger + 1; i < end; i++)
        {
            if (tree.WordLower(i) is "through" or "via" or "across") return true;
        }
        return false;
    }

    /// <summary>"Eighteen Chunmoo launchers have been handed over to the Polish army, Hanwha said": a maker that tells of its own state's arms
    /// gave them, where the words name no other.</summary>
    private Proposition Maker(Proposition p)
    {
        if (p.Frame.Kind != ClaimKind.Flow || p.Frame.IsNoun || p.Frame.SubjectGets || p.Scope.Negated || p[Role.Supplier] is not null || p[Role.Recipient] is not { Party.Kind: PartyKind.State } taker || p.Scope.Stage is Stage.Intercepted or Stage.Refused || p.Frame.Lemma is not ("deliver" or "hand" or "ship")) return p;
        if (p.Items[0].Item.Designation is not { } designation || lexicon.Item(designation)?.Producer is not { } made) return p;
        var link = attributions.Chain(p.Trigger).LastOrDefault();
        if (link is not { CueClass: "say", Negated: false }) return p;
        var speaker = mentions[p.Sentence].Parties.FirstOrDefault(m => m.Party.Kind is PartyKind.Company && m.Form is PartyForm.Name && link.SourceSpan.Overlaps(m.Span));
        if (speaker?.Party.Of is not { } of || !made.Split('|').Intersect(of.Split('|')).Any() || of.Split('|').Contains(taker.Key)) return p;
        if (mentions[p.Sentence].Parties.Any(m => m.Party.Kind is PartyKind.State or PartyKind.Company && m != speaker && m.Key != taker.Key && m.Form is PartyForm.Name)) return p;
        return p with { Roles = p.Roles.SetItem(Role.Supplier, RoleFill.Of(speaker)), Cost = p.Cost + 2, Trace = p.Trace.Add($"its maker tells of it: “{speaker.Span.Of(tree.Analysis.Text)}”") };
    }

    /// <summary>"Belgrade denied that any ammunition had been delivered to Ukraine": who denies what was given, to a third, denies that it gave.</summary>
    private Proposition Denier(Proposition p)
    {
        if (p.Frame.Kind != ClaimKind.Flow || p.Frame.IsNoun || p.Frame.SubjectGets || p[Role.Supplier] is not null || p[Role.Recipient] is not { Party.Kind: PartyKind.State or PartyKind.ArmedGroup } taker || !tree.IsPassive(p.Trigger)) return p;
        if (p.Scope.Stage is Stage.Intercepted or Stage.LocalProduction || p.Items.Any(i => i.Origin is not null || i.Maker is not null) || PassesThrough(p)) return p;
        var link = attributions.Chain(p.Trigger).LastOrDefault();
        if (link is not { CueClass: "deny", Negated: false, Government: { } government } || government == taker.Key || government == taker.Party.Of?.Split('|')[0]) return p;
        return Speaker(p, government, taker) is { Party.Kind: PartyKind.State } own
            ? p with { Roles = p.Roles.SetItem(Role.Supplier, RoleFill.Of(own)), Cost = p.Cost + 2, Trace = p.Trace.Add($"who denies it denies that it gave: “{own.Span.Of(tree.Analysis.Text)}”") }
            : p;
    }

    private Proposition Own(Proposition p)
    {
        if (p.Frame.Kind != ClaimKind.Flow || p[Role.Recipient] is not null || Giver(p) is not { } giver || p.Scope.Stage is Stage.Intercepted or Stage.Offered) return p;
        var arrives = !p.Frame.IsNoun && p.Frame.Roles.Any(r => r.Role == FrameRole.Item && r.Places[0] == "subj");
        if (!p.Frame.SubjectGets && !arrives || p.Frame.NeedsIt("signed") || tree.Base(p.Trigger).SequenceEqual("acl") || p.Frame.IsNoun && tree.Head(p.Trigger) is >= 0 and var over && Governors.OnlyPays(tree.Lemma(over))) return p; // "rebels used missiles obtained from Rwanda, the army said"
        var chain = attributions.Chain(p.Trigger);
        for (var i = chain.Length - 1; i >= 0; i--)
        {
            if (chain[i].Government is not { } government) continue;
            if (government == giver.Key || government == giver.Party.Of?.Split('|')[0]) return p;
            return Speaker(p, government, giver) is { } own
                ? p with { Roles = p.Roles.SetItem(Role.Recipient, RoleFill.Of(own)), Cost = p.Cost + 2, Trace = p.Trace.Add($"who gets is who speaks: “{own.Span.Of(tree.Analysis.Text)}”") }
                : p;
        }
        return p;
    }

    /// <summary>Who gives, or whose the bought arms are by their adjective ("the purchase of Russian fighters").</summary>
    private static RoleFill? Giver(Proposition p) =>
        p[Role.Supplier] ?? (p.Frame.SubjectGets && (p.Items[0].Origin ?? p.Items[0].Maker) is { Party.Kind: PartyKind.State } origin ? RoleFill.Of(origin) : null);

    /// <summary>The mention of the speaker's state in the sentence, where no third state stands in it or in the one before.</summary>
    private PartyMention? Speaker(Proposition p, string government, RoleFill other)
    {
        PartyMention? own = null;
        for (var s = Math.Max(0, p.Sentence - 1); s <= p.Sentence; s++)
        {
            foreach (var m in mentions[s].Parties)
            {
                if (m.Party.Kind is PartyKind.Organisation or PartyKind.Undisclosed or PartyKind.Group or PartyKind.Company || m.Key == other.Key || m.Key == other.Party.Of?.Split('|')[0]) continue;
                if (m.Key != government) return null;
                if (s == p.Sentence) own ??= m;
            }
        }
        return own;
    }
}

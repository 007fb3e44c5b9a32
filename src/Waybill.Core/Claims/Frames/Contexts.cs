using System.Collections.Frozen;
using Waybill.Claims.Mentions;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Frames;

/// <summary>Fills a supplier or recipient that a sentence leaves open from another sentence of the article about the same
/// arms and the same other party ("The first tanks were handed to the army. Taiwan has bought 108 of them from the US").
/// Only where every such sentence agrees on one party; the other sentence's words are the proof.</summary>
internal sealed class Contexts(TreeView tree, Lexicon lexicon, SentenceMentions[] mentions)
{
    /// <summary>Further statements than these are not compared: the work stays bounded on any page.</summary>
    private const int MaxStatements = 160;

    /// <summary>How many sentences a statement may reach back for a party where its other party does not tie the two.</summary>
    private const int MaxReach = 4;

    private List<Proposition> _all = [];

    public List<Proposition> Complete(List<Proposition> found, Func<int, bool> isHeadline)
    {
        // Twice: what the first pass completes may complete another.
        return Pass(Pass(found, isHeadline), isHeadline);
    }

    private List<Proposition> Pass(List<Proposition> found, Func<int, bool> isHeadline)
    {
        // A headline fills what the body leaves open; its own gaps are not filled.
        var known = found.Where(p => p.Frame.Kind == ClaimKind.Flow && p.Scope.Dropped is null && !p.Scope.Negated).Take(MaxStatements).ToList();
        _all = found.Take(MaxStatements).ToList();
        var result = new List<Proposition>(found.Count);
        foreach (var p in found) result.Add(isHeadline(p.Sentence) || known.Count == 0 ? p : p.Frame.Kind == ClaimKind.Use ? Use(p, known) : Flow(p, known));
        return result;
    }

    private Proposition Flow(Proposition p, List<Proposition> known)
    {
        if (p.Scope.Negated && p[Role.Supplier] is null && p[Role.Recipient] is null) return p.Items.Any(i => i.IsDefinite(tree) || i.PointsBack) ? Both(p, known) : p;
        if (p.Scope.Negated && p[Role.Supplier] is { } denier && p[Role.Recipient] is null or { Party.Kind: PartyKind.Undisclosed }) return Denied(p, denier);
        if (p.Scope.Negated || p.Scope.Stage is Stage.Intercepted or Stage.LocalProduction || p.Frame.Id == "pay" || p.Frame.NeedsIt("maker")) return p; // who pays is often a third
        if (p[Role.Supplier] is null && p[Role.Recipient] is null) return Both(p, known);
        if (p[Role.Supplier] is null) return Supplier(p, known);
        if (p[Role.Recipient] is not null) return p;
        return !p.Frame.SubjectGets || p.Frame.NeedsIt("signed") ? Recipient(p, known) : Owner(p, known);
    }

    /// <summary>"Ghana's navy commissioned four boats. The boats were procured from a Chinese yard": whose they are, told just before.</summary>
    private Proposition Owner(Proposition p, List<Proposition> known)
    {
        if (InList(p, known) is { } whole) return Filled(p, whole, Role.Recipient);
        if (p.Frame.IsNoun || !tree.IsPassive(p.Trigger) || !p.Items.Any(i => i.PointsBack || i.IsPronoun || i.IsDefinite(tree))) return p;
        Proposition? best = null;
        foreach (var q in known)
        {
            if (q.Sentence > p.Sentence || p.Sentence - q.Sentence > 2 || ReferenceEquals(p, q) || q[Role.Recipient] is not { Party.Kind: PartyKind.State or PartyKind.ArmedGroup } taker || !q.Frame.SubjectGets || !Firm(q, p) || !SameArms(p, q)) continue;
            if (q[Role.Supplier] is { } giver && Home(giver) != Home(p[Role.Supplier]!) || Home(taker) == Home(p[Role.Supplier]!)) return p;
            if (best is not null && best[Role.Recipient]!.Key != taker.Key) return p;
            best = Nearer(p, best, q);
        }
        return best is null ? p : Filled(p, best, Role.Recipient);
    }

    /// <summary>"took delivery of military equipment, including drones bought from Turkey": who takes the whole is who bought the part.</summary>
    private Proposition? InList(Proposition p, List<Proposition> known)
    {
        if (p.Frame.IsNoun || tree.Xpos(p.Trigger) is not ("VBN" or "VBD") || tree.Relation(p.Trigger) is not "acl" || p.Trigger < p.Items[0].Last) return null;
        var list = p.Items[0].PhraseFirst - 1;
        while (list > 0 && p.Items[0].PhraseFirst - list <= 14 && tree.SentenceOf(list) == p.Sentence && !tree.WordIs(list, "including") && !tree.IsVerb(list)) list--;
        if (!tree.WordIs(list, "including")) return null;
        Proposition? whole = null;
        foreach (var q in known)
        {
            if (q.Sentence != p.Sentence || q.Trigger >= list || !q.Frame.SubjectGets || q.Scope.Stage is not (Stage.Delivered or Stage.InDelivery or Stage.Ordered or Stage.Planned) || q[Role.Recipient] is not { Party.Kind: PartyKind.State or PartyKind.ArmedGroup } taker || Home(taker) == Home(p[Role.Supplier]!)) continue;
            if (whole is not null) return null;
            whole = q;
        }
        return whole;
    }

    /// <summary>"The rebels attacked with CH-95 drones. He accused the emirates of having provided the drones": to the one who used them.</summary>
    private Proposition ToUser(Proposition p)
    {
        if (p.Scope.Stage is not (Stage.Delivered or Stage.InDelivery) || p.Items[0].IsPlaceholder || !p.Items.Any(i => i.PointsBack || i.IsPronoun || i.IsDefinite(tree))) return p;
        Proposition? best = null;
        foreach (var q in _all)
        {
            if (q.Frame.Kind != ClaimKind.Use || q.Scope.Negated || q.Sentence >= p.Sentence || p.Sentence - q.Sentence > 2 || q[Role.User] is not { Party.Kind: PartyKind.State or PartyKind.ArmedGroup } user || !SameArms(p, q)) continue;
            if (Home(user) == Home(p[Role.Supplier]!) || best is not null && best[Role.User]!.Key != user.Key) return p;
            best = q;
        }
        if (best is null) return p;
        return p with { Roles = p.Roles.SetItem(Role.Recipient, Borrowed(best, Role.User)), Cost = p.Cost + 2, Trace = p.Trace.Add($"to the one who used them in sentence {best.Sentence}") };
    }

    /// <summary>"The UAE is not providing arms to any of the warring parties", "it does not sell weapons to them": a denial answers what is
    /// said before, where all that the article says of this giver is of one taker.</summary>
    private Proposition Denied(Proposition p, RoleFill denier)
    {
        if (p.Scope.Stance is not Stance.Denies && p[Role.Recipient] is null && !PointsAtArms(p) && !ToSomebodyKnown(p)) return p; // "has not exported any weapons": to whomever
        Proposition? best = null;
        foreach (var q in _all)
        {
            if (ReferenceEquals(p, q) || q.Frame.Kind != ClaimKind.Flow || q[Role.Supplier] is not { } giver || Home(giver) != Home(denier) || q[Role.Recipient] is not { } taker || taker.Party.Kind is PartyKind.Undisclosed) continue;
            if (best is not null && best[Role.Recipient]!.Key != taker.Key) return p;
            if (q.Sentence <= p.Sentence && p.Sentence - q.Sentence <= MaxReach) best = Nearer(p, best, q);
        }
        return best is null || NamesBoth(p) || p.Items.Any(i => i.Item.Designation is not null) && !SameArms(p, best) ? p : Filled(p, best, Role.Recipient);
    }

    /// <summary>"to them", "to any of the warring parties".</summary>
    private bool ToSomebodyKnown(Proposition p)
    {
        var end = tree.Analysis.Sentences[p.Sentence].EndToken;
        for (var i = p.Trigger; i + 1 < end && i - p.Trigger <= 10; i++)
        {
            if (tree.WordIs(i, "to") && tree.WordLower(i + 1) is "them" or "it" or "any" or "anyone" or "the") return true;
        }
        return false;
    }

    /// <summary>"will not provide weapons to either side": more than the one taker of before is meant.</summary>
    private bool NamesBoth(Proposition p)
    {
        var end = tree.Analysis.Sentences[p.Sentence].EndToken;
        for (var i = p.Trigger; i + 1 < end && i - p.Trigger <= 10; i++)
        {
            if (tree.Lemma(i) is "to" or "for" && tree.WordLower(i + 1) is "either" or "both" or "neither" or "third") return true;
        }
        return false;
    }

    private Proposition Supplier(Proposition p, List<Proposition> known)
    {
        var recipient = p[Role.Recipient]!;
        if (IsAnother(p)) return p;
        Proposition? best = null;
        foreach (var q in known)
        {
            if (ReferenceEquals(p, q) || q[Role.Supplier] is not { } giver || !Firm(q, p) || Home(giver) == Home(recipient)) continue;
            if (p.Items is [{ Item.Category: "unspecified" }, _, ..] && p.Items.Skip(1).Any(i => i.First == q.Items[0].First)) continue; // "equipment, including tanks bought from …": whose the rest is, nobody says
            if (!(q[Role.Recipient] is { } other && Home(other) == Home(recipient) && (SameArms(p, q) || Makes(giver, p) && p.Items[0].Item.Category == q.Items[0].Item.Category) && (Tied(p, q) || SameDesignation(p, q)) || SellsIt(p, q, giver) && Tied(p, q))) continue;
            if (Maker(p) is { } maker && maker != Home(giver)) continue;
            if (best is not null && Home(best[Role.Supplier]!) != Home(giver)) return p;
            best = Nearer(p, best, q);
        }
        best ??= Complement(p, known, Role.Recipient, Role.Supplier);
        return best is null ? p : Filled(p, best, Role.Supplier);
    }

    /// <summary>"Taiwan last bought tanks abroad in 1994": another deed than the one told, of whomever.</summary>
    private bool IsAnother(Proposition p)
    {
        if (p.Trigger > 0 && tree.WordIs(p.Trigger - 1, "last") && tree.SentenceOf(p.Trigger - 1) == p.Sentence) return true;
        var end = tree.Analysis.Sentences[p.Sentence].EndToken;
        for (var i = p.Trigger + 1; i < end && i - p.Trigger <= 6; i++)
        {
            if (tree.WordLower(i) is "abroad" or "elsewhere" or "overseas") return true;
        }
        return false;
    }

    /// <summary>"Estonia has given away all of its howitzers. The guns went to Ukraine": two sentences that each name one end of one flow.</summary>
    private Proposition? Complement(Proposition p, List<Proposition> known, Role has, Role lacks)
    {
        Proposition? best = null;
        if (!p.Items[0].IsDefinite(tree) && !p.Items[0].PointsBack && !p.Items[0].IsPronoun) return null;
        foreach (var q in known)
        {
            if (ReferenceEquals(p, q) || p.Sentence - q.Sentence is < 0 or > 1 || q[lacks] is not { } end || q[has] is not null || Home(end) == Home(p[has]!) || q.Scope.Stage != p.Scope.Stage && !(p.Items[0].Item.Designation is not null && q.Scope.Stage is Stage.Ordered or Stage.Delivered && p.Scope.Stage is Stage.Planned or Stage.Delivered)) continue;
            if (!SameArms(p, q)) continue;
            if (best is not null && Home(best[lacks]!) != Home(end)) return null;
            best = q;
        }
        return best;
    }

    /// <summary>The recipient: only of arms that point back ("the tanks", the same designation), a few sentences on.</summary>
    private Proposition Recipient(Proposition p, List<Proposition> known)
    {
        var supplier = p[Role.Supplier]!;
        Proposition? best = null;
        if (InReturn(p))
        {
            // "Russia has supplied … to North Korea. In exchange Pyongyang shipped …": back to the one who gave.
            foreach (var q in known)
            {
                if (q.Sentence > p.Sentence || p.Sentence - q.Sentence > 1 || q.Sentence == p.Sentence && q.Trigger > p.Trigger || q[Role.Recipient] is not { } got || Home(got) != Home(supplier) || q[Role.Supplier] is not { } gave) continue;
                return p with { Roles = p.Roles.SetItem(Role.Recipient, gave with { Proof = gave.Proof.Add(tree.Analysis.SpanOf(q.Trigger)) }), Cost = p.Cost + 2, Trace = p.Trace.Add($"in return for “{tree.WordLower(q.Trigger)}” in sentence {q.Sentence}") };
            }
        }
        foreach (var q in known)
        {
            if (ReferenceEquals(p, q) || q[Role.Recipient] is not { } taker || !(Firm(q, p) || q.Sentence == p.Sentence && q.Scope.Stage is Stage.Planned or Stage.Offered or Stage.Sought && p.Scope.Stage is Stage.Planned or Stage.Offered) || Home(taker) == Home(supplier)) continue;
            if (q.Sentence > p.Sentence || p.Sentence - q.Sentence > MaxReach || q[Role.Supplier] is not { } other) continue;
            if (Home(other) != Home(supplier))
            {
                // "Denmark sent jets to Ukraine; Spain had earlier supplied launchers of the same kind": it adds to what one state got.
                if (!(Adds(p) && p.Sentence == q.Sentence && q.Trigger < p.Trigger && !p.Frame.IsNoun && !HasOwnAim(p))) continue;
                if (best is not null && best[Role.Recipient]!.Key != taker.Key) return p;
                best = Nearer(p, best, q);
                continue;
            }
            // "has sent two batteries to Ukraine and plans to send more missiles": one who gives, one sentence, one taker.
            if (!(SameArms(p, q) && Tied(p, q)) && !(q.Sentence == p.Sentence && q.Trigger < p.Trigger && !p.Frame.IsNoun && Adds(p) && !HasOwnAim(p))) continue;
            if (best is not null && best[Role.Recipient]!.Key != taker.Key) return p;
            best = Nearer(p, best, q);
        }
        best ??= Complement(p, known, Role.Supplier, Role.Recipient);
        best ??= OnlyTaker(p);
        return best is null ? ToUser(p) : Filled(p, best, Role.Recipient);
    }

    /// <summary>"Denmark will donate guns to Ukraine, while The Hague pledged 18 jets": a gift without a taker, beside a flow to the one state or
    /// group that all flows of the page go to.</summary>
    private Proposition? OnlyTaker(Proposition p)
    {
        if (!Giving.Contains(p.Frame.Lemma) || p.Scope.Stage is not (Stage.Delivered or Stage.InDelivery or Stage.Pledged or Stage.Planned or Stage.Refused) || p.Items[0].IsPlaceholder || HasOwnAim(p)) return null;
        Proposition? near = null;
        foreach (var q in _all)
        {
            if (ReferenceEquals(p, q) || q.Frame.Kind != ClaimKind.Flow || q[Role.Recipient] is not { } taker) continue;
            if (taker.Party.Kind is not (PartyKind.State or PartyKind.ArmedGroup) || near is not null && near[Role.Recipient]!.Key != taker.Key) return null;
            if (q[Role.Supplier]?.Key == taker.Key || Home(taker) == Home(p[Role.Supplier]!)) return null;
            if (near is null || q.Sentence <= p.Sentence) near = q;
        }
        if (near is not null && near[Role.Supplier] is not null && Giving.Contains(near.Frame.Lemma) && p.Sentence == near.Sentence && near.Trigger < p.Trigger) return near;
        return near is not null && !p.Frame.IsNoun && GivesOnlyTo(p, near[Role.Recipient]!) is { } gift ? gift : null;
    }

    /// <summary>"Berlin will not send Taurus missiles to Ukraine. … Germany would hand over another Patriot system": who is told twice and more to give to one taker, on a page on
    /// which nobody else gets anything, gives to that one, where the sentence names no other state.</summary>
    private Proposition? GivesOnlyTo(Proposition p, RoleFill taker)
    {
        var giver = Home(p[Role.Supplier]!);
        foreach (var o in mentions[p.Sentence].Parties)
            if (o.Party.Kind is PartyKind.State or PartyKind.ArmedGroup or PartyKind.Group && (o.Party.Iso3 ?? o.Key) != giver && o.Key != taker.Key) return null;
        Proposition? last = null;
        var flows = 0;
        foreach (var q in _all)
        {
            if (ReferenceEquals(p, q) || q.Frame.Kind != ClaimKind.Flow || q[Role.Supplier] is not { } other || Home(other) != giver || q[Role.Recipient]?.Key != taker.Key || q.Sentence == p.Sentence) continue;
            flows++;
            if (q.Sentence < p.Sentence) last = q;
        }
        return flows >= 2 ? last : null;
    }

    private static readonly FrozenSet<string> Deals = WordClasses.Of("deal-noun");
    private static readonly FrozenSet<string> Giving = WordClasses.Of("giving-word");

    /// <summary>"and also sent", "another batch", "more missiles": it goes on from what the sentence said before.</summary>
    private bool Adds(Proposition p)
    {
        for (var i = Math.Max(tree.Analysis.Sentences[p.Sentence].FirstToken, p.Trigger - 4); i < p.Items[0].Last; i++)
        {
            if (tree.WordLower(i) is "also" or "another" or "additional" or "more" or "further" or "earlier" or "previously") return true;
        }
        return false;
    }

    private bool InReturn(Proposition p)
    {
        var sentence = tree.Analysis.Sentences[p.Sentence];
        for (var i = sentence.FirstToken; i + 1 < sentence.EndToken && i < p.Trigger + 12; i++)
        {
            if (tree.WordIs(i, "in") && tree.Lemma(i + 1) is "exchange" or "return" && !tree.WordIs(i + 2, "for")) return true;
        }
        return false;
    }

    /// <summary>Whether a phrase behind the trigger names another end ("to", "for" and a name that is no party here).</summary>
    private bool HasOwnAim(Proposition p)
    {
        var end = tree.Analysis.Sentences[p.Sentence].EndToken;
        for (var i = p.Items[0].Last + 1; i + 1 < end && i - p.Items[0].Last <= 8; i++)
        {
            if (tree.Upos(i) is Upos.Verb or Upos.Cconj) return false;
            if (tree.WordIs(i, "to") && tree.Upos(i + 1) is Upos.Propn or Upos.Noun or Upos.Det) return true;
        }
        return false;
    }

    private Proposition Both(Proposition p, List<Proposition> known)
    {
        if (p.Frame.IsNoun && FrameMatcher.IsFurtherDeal(tree, p.Trigger)) return PriorFlow(p, known) is { } prior ? Filled(Filled(p, prior, Role.Supplier), prior, Role.Recipient) : p;
        Proposition? best = null;
        var denies = p.Scope.Negated || p.Scope.Stance is not Stance.Asserts;
        foreach (var q in known)
        {
            if (ReferenceEquals(p, q) || q[Role.Supplier] is null || q[Role.Recipient] is null || !p.Scope.Negated && !Firm(q, p) || Math.Abs(p.Sentence - q.Sentence) > MaxReach || !SameArms(p, q) || !Tied(p, q) && !IsTheDeed(p)) continue;
            // "in terms of the contract for the supply of the arms": a noun of its own, said beside the flow, names its parties itself.
            if (p.Frame.IsNoun && p.Sentence != q.Sentence && !denies && !SameDesignation(p, q)) continue;
            if (best is not null && (Home(best[Role.Supplier]!) != Home(q[Role.Supplier]!) || best[Role.Recipient]!.Key != q[Role.Recipient]!.Key)) return p;
            best = Nearer(p, best, q);
        }
        return (best ?? OnlyFlow(p, known)) is { } of ? Filled(Filled(p, of, Role.Supplier), of, Role.Recipient) : p;
    }

    /// <summary>The last of the flows of the sentences just before, where all of them have the same two ends and none is without one.</summary>
    private static Proposition? PriorFlow(Proposition p, List<Proposition> known)
    {
        Proposition? last = null;
        foreach (var q in known)
        {
            if (ReferenceEquals(p, q) || q.Sentence >= p.Sentence || p.Sentence - q.Sentence > MaxReach) continue;
            if (q[Role.Supplier] is null || q[Role.Recipient] is null) return null;
            if (last is not null && (Home(last[Role.Supplier]!) != Home(q[Role.Supplier]!) || last[Role.Recipient]!.Key != q[Role.Recipient]!.Key)) return null;
            last = q;
        }
        return last is not null && p.Sentence - last.Sentence == 1 && last.Scope.Stage is Stage.Ordered or Stage.Delivered or Stage.Agreed or Stage.InDelivery or Stage.Buying ? last : null;
    }

    /// <summary>"did not confirm the transfer of missiles", at the end of a page on which every flow of such arms before has the same two ends.</summary>
    private Proposition? OnlyFlow(Proposition p, List<Proposition> known)
    {
        if (!p.Frame.IsNoun || !p.Items[0].IsDefinite(tree) && !IsTheDeed(p) || !p.Scope.Negated && p.Scope.Stance is Stance.Asserts) return null;
        Proposition? last = null;
        foreach (var q in known)
        {
            if (ReferenceEquals(p, q) || q.Sentence >= p.Sentence || !Firm(q, p) || !SameArms(p, q)) continue;
            if (q[Role.Supplier] is null || q[Role.Recipient] is null) { if (q[Role.Supplier] is null != q[Role.Recipient] is null) return null; continue; }
            if (last is not null && (Home(last[Role.Supplier]!) != Home(q[Role.Supplier]!) || last[Role.Recipient]!.Key != q[Role.Recipient]!.Key)) return null;
            last = q;
        }
        return last;
    }

    /// <summary>"used TB2 drones", in an article about Turkey's sales of them.</summary>
    private Proposition Use(Proposition p, List<Proposition> known)
    {
        var item = p.Items[0];
        if (p[Role.Supplier] is not null || p[Role.Producer] is not null || item.Maker is not null || item.Giver is not null || item.Origin is not null || item.Item.Designation is null) return p;
        if (p[Role.User] is not { } user) return p;
        Proposition? best = null;
        foreach (var q in known)
        {
            if (q[Role.Supplier] is not { } giver || Home(giver) == Home(user) || q.Items[0].Item.Category != item.Item.Category || !Makes(giver, p)) continue;
            if (best is not null && Home(best[Role.Supplier]!) != Home(giver)) return p;
            best = Nearer(p, best, q);
        }
        if (best is null) return p;
        var fill = Borrowed(best, Role.Supplier);
        return p with { Roles = p.Roles.SetItem(Role.Producer, fill), Cost = p.Cost + 2, Trace = p.Trace.Add($"maker through sentence {best.Sentence}") };
    }

    private Proposition Filled(Proposition p, Proposition from, Role role) => p with
    {
        Roles = p.Roles.SetItem(role, Borrowed(from, role)),
        Cost = p.Cost + 2,
        Trace = p.Trace.Add($"{role} through “{tree.WordLower(from.Trigger)}” in sentence {from.Sentence}"),
    };

    private RoleFill Borrowed(Proposition from, Role role)
    {
        var fill = from[role]!;
        return fill with { Proof = fill.Proof.Add(tree.Analysis.SpanOf(from.Trigger)) };
    }

    private static Proposition Nearer(Proposition p, Proposition? best, Proposition q)
    {
        if (best is null) return q;
        var (a, b) = (Math.Abs(p.Sentence - best.Sentence), Math.Abs(p.Sentence - q.Sentence));
        return b < a ? q : best;
    }

    /// <summary>A wish proves no supplier of what was bought or came.</summary>
    private static bool Firm(Proposition q, Proposition p) =>
        q.Scope.Stage is not (Stage.Sought or Stage.Requested or Stage.Negotiating or Stage.Planned or Stage.LocalProduction or Stage.Intercepted or Stage.Refused)
        || q.Scope.Stage is Stage.Planned && (!q.Frame.SubjectGets || q.Frame.Stage is Stage.Planned && q.Frame.Lemma is "expect" or "await") && q.Scope.Factuality is Factuality.Certain && p.Scope.Stage is Stage.Ordered or Stage.Agreed
        || q.Scope.Stage == p.Scope.Stage || p.Scope.Stage is Stage.Requested or Stage.Sought && q.Scope.Stage is Stage.Refused or Stage.Planned || q.Scope.Stage is Stage.Planned && p.Scope.Stage is Stage.Requested or Stage.Sought or Stage.Negotiating or Stage.Planned;

    /// <summary>Whether words of the one sentence lead to the other: "the tanks", "of them", "another batch". Two sentences that merely follow
    /// each other, about the same arms and the same giver, may tell of two takers.</summary>
    private bool Tied(Proposition p, Proposition q) => p.Sentence == q.Sentence || PointsAtArms(p) || PointsAtArms(q) && q.Sentence > p.Sentence || p.Sentence - q.Sentence == 1 && InTheDeal(p)
        || p.Sentence - q.Sentence is 1 or 2 && SameDesignation(p, q) && Already(p);

    /// <summary>"Eighteen K9s have already been delivered": of those just spoken of.</summary>
    private bool Already(Proposition p)
    {
        if (p.Frame.IsNoun) return false;
        for (var i = p.Trigger - 1; i >= 0 && p.Trigger - i <= 4 && tree.SentenceOf(i) == p.Sentence && tree.Upos(i) is Upos.Aux or Upos.Adv or Upos.Adp; i--)
        {
            if (tree.WordLower(i) is "already" || tree.WordIs(i, "so") && tree.WordIs(i + 1, "far")) return true;
        }
        return false;
    }

    /// <summary>"The agreement provides for the purchase by Warsaw of 980 tanks".</summary>
    private bool InTheDeal(Proposition p)
    {
        for (var i = tree.Analysis.Sentences[p.Sentence].FirstToken; i + 1 < p.Trigger; i++)
        {
            if (tree.WordLower(i) is "the" or "this" && Deals.Contains(tree.Lemma(i + 1))) return true;
        }
        return false;
    }

    private bool PointsAtArms(Proposition p)
    {
        foreach (var i in p.Items)
        {
            if (i.PointsBack || i.IsPronoun || i.IsDefinite(tree)) return true;
        }
        for (var i = p.Items[0].PhraseFirst; i < p.Items[0].Last; i++)
        {
            if (tree.WordLower(i) is "another" or "additional" or "more" or "further" or "remaining") return true;
        }
        return false;
    }

    private static bool SameDesignation(Proposition p, Proposition q) => p.Items.Any(a => a.Item.Designation is { } d && q.Items.Any(b => b.Item.Designation == d));

    /// <summary>"the transfer of missiles": known from before.</summary>
    private bool IsTheDeed(Proposition p) => p.Frame.IsNoun && tree.WordIs(p.Trigger - 1, "the");

    private bool SameArms(Proposition p, Proposition q)
    {
        foreach (var a in p.Items)
        {
            foreach (var b in q.Items)
            {
                if (a.IsPlaceholder || b.IsPlaceholder) continue;
                var (x, y) = (a.Item.Designation, b.Item.Designation);
                if (x is not null && y is not null) { if (x == y) return true; continue; }
                if (tree.Lemma(a.Last) == tree.Lemma(b.Last) && a.Item.Category == b.Item.Category) return true;
                // "the weapons", "the equipment": whatever arms were named just before.
                if (Math.Abs(p.Sentence - q.Sentence) <= 2 && (IsGeneric(a) && q.Sentence <= p.Sentence || IsGeneric(b) && p.Sentence <= q.Sentence)) return true;
                if (x is null != y is null && a.Item.Category == b.Item.Category && (a.PointsBack || b.PointsBack || (x is null ? a : b).IsDefinite(tree))) return true;
            }
        }
        return false;
    }

    private bool IsGeneric(ItemMention item) => item.Item.Category is "unspecified" && item.Item.Designation is null && item.First == item.Last && item.IsDefinite(tree) && (tree.Xpos(item.Last) == "NNS" && tree.Lemma(item.Last) is "weapon" or "arm" or "arms" or "armament" || tree.Lemma(item.Last) is "equipment" or "weaponry" or "hardware");

    /// <summary>Whether the lexicon's maker of the designation is the one who gives.</summary>
    private bool Makes(RoleFill giver, Proposition p) =>
        p.Items[0].Item.Designation is { } d && lexicon.Item(d)?.Producer is { } made && made.Split('|')[0] == Home(giver);

    /// <summary>The designation's own maker sells such arms in this article, to whomever.</summary>
    private bool SellsIt(Proposition p, Proposition q, RoleFill giver) =>
        // "China is willing to supply its J-10 to friendly countries … Iran was seeking the fighter jet"
        Math.Abs(p.Sentence - q.Sentence) <= 1 && q[Role.Recipient]?.Party.Kind is PartyKind.Undisclosed && p.Items[0].Item.Designation is null && p.Items[0].IsDefinite(tree) && q.Items[0].Item.Category == p.Items[0].Item.Category
        || Makes(giver, p) && q.Items.Any(i => i.Item.Designation == p.Items[0].Item.Designation || i.Item.Designation is null && i.Item.Category == p.Items[0].Item.Category);

    private static string? Maker(Proposition p)
    {
        foreach (var i in p.Items)
        {
            if ((i.Maker ?? i.Origin) is { } m) return m.Key;
        }
        return null;
    }

    private static string Home(RoleFill fill) => fill.Party.Iso3 ?? fill.Party.Of?.Split('|')[0] ?? fill.Key;
}

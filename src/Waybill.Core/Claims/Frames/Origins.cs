using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Claims.Mentions;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Frames;

/// <summary>Who made an item and who gave it, by the words in and right behind its own phrase, and by what it points back to.</summary>
internal sealed class Origins(TreeView tree, Lexicon lexicon, SentenceMentions[] mentions)
{
    private static readonly FrozenSet<string> DeploymentWords = WordClasses.Of("deployment");

    /// <summary>How far back "those missiles" may reach.</summary>
    private const int MaxSentencesBack = 4;

    /// <summary>Adds maker and giver to a proposition, or gives the reason why it states no transfer.</summary>
    public Proposition? Complete(Proposition p, IReadOnlyList<Proposition> all, out string? reason)
    {
        reason = null;
        var roles = p.Roles;
        var leans = p.LeansOn;
        var trace = p.Trace;
        var item = p.Items[0];
        foreach (var i in p.Items)
        {
            if (i.Giver is { } giver && !roles.ContainsKey(Role.Supplier)) roles = roles.Add(Role.Supplier, RoleFill.Of(giver));
            if (i.Maker is { } maker && !roles.ContainsKey(Role.Producer)) roles = roles.Add(Role.Producer, RoleFill.Of(maker));
        }
        if (Behind(item, p.Sentence) is { } behind)
        {
            if (behind.Made && !roles.ContainsKey(Role.Producer)) roles = roles.Add(Role.Producer, RoleFill.Of(behind.Party));
            else if (!behind.Made && (p.Frame.Kind == ClaimKind.Use || p.Frame.SubjectGets && p.Scope.Stage is Stage.Planned or Stage.Delivered && behind.Party.Key != Key(roles, Role.Recipient)) && !roles.ContainsKey(Role.Supplier)) roles = roles.Add(Role.Supplier, RoleFill.Of(behind.Party));
        }
        if (p.Frame.Kind == ClaimKind.Use)
        {
            if (!roles.ContainsKey(Role.Supplier) && PointedTo(p, all) is { } flow)
            {
                var supplier = flow[Role.Supplier]!;
                roles = roles.Add(Role.Supplier, supplier);
                leans = leans.Add(flow.Items[0].Span);
                trace = trace.Add($"supplier through “{item.Span.Of(tree.Analysis.Text)}”, which points to sentence {flow.Sentence}");
            }
            if (item.Origin is { } origin && !roles.ContainsKey(Role.Producer) && !roles.ContainsKey(Role.Supplier)) roles = roles.Add(Role.Producer, RoleFill.Of(origin));
            if (!roles.ContainsKey(Role.Supplier) && !roles.ContainsKey(Role.Producer)) { reason = "use of arms whose origin no words give"; return null; }
            if (Key(roles, Role.User) is { } user && (user == Key(roles, Role.Producer) && !roles.ContainsKey(Role.Supplier) || user == Key(roles, Role.Supplier))) { reason = "use of one's own arms"; return null; }
            if (Key(roles, Role.User) is { } u && u == Key(roles, Role.Target)) roles = roles.Remove(Role.Target);
            return p with { Roles = roles, LeansOn = leans, Trace = trace };
        }
        if ((item.Origin ?? Seller(p, item)) is { } from)
        {
            var supplierNamed = roles.ContainsKey(Role.Supplier);
            var recipientIsState = roles.GetValueOrDefault(Role.Recipient)?.Party.Kind is PartyKind.State;
            var same = Key(roles, Role.Recipient) == from.Key;
            if (same) { if (!supplierNamed) { reason = "a party's own arms"; return null; } }
            else if (supplierNamed && p.Scope.Stage is Stage.Approved && p.Frame.Id is "n-transfer" or "n-re-export" or "n-handover" or "n-delivery" or "n-donation" or "transfer" or "re-export" or "reexport" or "send" or "n-export" && p.Scope.NounGovernorToken >= 0
                && Key(roles, Role.Supplier) != from.Key && Key(roles, Role.Recipient) is { } to && to != from.Key)
            {
                // "Washington approved the transfer of Dutch jets to Ukraine": who permits is not who gives.
                roles = roles.SetItem(Role.Supplier, RoleFill.Of(from));
            }
            else if (supplierNamed)
            {
                if (Key(roles, Role.Supplier) != from.Key && !roles.ContainsKey(Role.Producer)) roles = roles.Add(Role.Producer, RoleFill.Of(from));
            }
            else if (recipientIsState && !item.IsPronoun && p.Frame.Stage is not Stage.Intercepted && !IsReceipt(p.Frame) && !IsPassedOn(p.Frame) && !GivenByAnother(p, item))
            {
                // "Poland buys South Korean tanks": the seller by the plain adjective, never more than probable.
                roles = roles.Add(Role.Supplier, RoleFill.Of(from) with { Party = from.Party with { Factuality = Factuality.Probable } });
            }
            else if (!roles.ContainsKey(Role.Producer)) roles = roles.Add(Role.Producer, RoleFill.Of(from));
        }
        p = p with { Roles = roles, LeansOn = leans, Trace = trace };
        reason = Gate(p);
        return reason is null ? p : null;
    }

    /// <summary>"chose Sweden's Gripen", "wants to buy Germany's Leopards": whose the arms are that another is to get.</summary>
    private PartyMention? Seller(Proposition p, ItemMention item) =>
        !p.Frame.SubjectGets || p.Frame.IsNoun || IsReceipt(p.Frame) ? null
            : mentions[p.Sentence].Parties.FirstOrDefault(m => m.Form is PartyForm.Name && m.Party.Kind is PartyKind.State && m.Party.Via != "pronoun" && m.Modifies >= item.First && m.Modifies <= item.Last && m.Last < item.First);

    private static string? Key(ImmutableSortedDictionary<Role, RoleFill> roles, Role role) => roles.GetValueOrDefault(role)?.Key;

    /// <summary>"received", "took delivery of", "imported": the words say that it came from another, whoever that is.</summary>
    private static bool IsReceipt(Frame frame) => frame.SubjectGets && frame.Stage is Stage.Delivered && frame.Ongoing is not Stage.Buying;

    /// <summary>"Indian shells were diverted to Ukraine", "resold": by another than the one who made them.</summary>
    private static bool IsPassedOn(Frame frame) => frame.Lemma is "divert" or "resell" or "re-export" or "reexport";

    /// <summary>"it would give Russian weapons to Washington": somebody else is said to give them, whoever that is.</summary>
    private bool GivenByAnother(Proposition p, ItemMention item) => item.Origin is not null && Owned(item) ||
        !p.Frame.IsNoun && !p.Frame.SubjectGets && !tree.IsPassive(p.Trigger) && tree.OwnSubject(p.Trigger, out _) is >= 0 and var subject && subject < p.Trigger && !(item.PhraseFirst <= subject && subject <= item.Last) && tree.Upos(subject) is Upos.Pron && tree.WordLower(subject) is not ("that" or "which" or "who");

    /// <summary>"the debate over arms deliveries to Ukraine", "discussed arms exports to Riyadh": a general noun with general arms names a topic; that they come, and from whom, is said by no word.</summary>
    private bool IsTopic(Proposition p) =>
        p.Frame.IsNoun && !IsDefinite(p.Trigger) && !p.Frame.SubjectGets && p.Frame.Companion.Length == 0 && p.Scope is { Negated: false, Stance: Stance.Asserts } && p[Role.Producer] is null && p.Quantity is null
        && (p.Scope.Stage is Stage.Delivered or Stage.Ordered && !p.Scope.StageByCue || p.Scope.Stage is Stage.Negotiating)
        && p.Items.All(i => i.Item is { Designation: null, Category: "unspecified" } && !i.PointsBack);

    /// <summary>"the secret sale", "a shipment": one that is known, or one that there is.</summary>
    private bool IsDefinite(int noun)
    {
        for (var i = noun - 1; i >= 0 && noun - i <= 5 && tree.SentenceOf(i) == tree.SentenceOf(noun); i--)
        {
            if (tree.Upos(i) is Upos.Det || tree.WordLower(i) is "its" or "their") return true;
            if (tree.Upos(i) is not (Upos.Adj or Upos.Noun or Upos.Propn or Upos.Num or Upos.Sym or Upos.Punct)) return false;
        }
        return false;
    }

    /// <summary>"their Russian weapons", "Bogota's Russian helicopters": whose they are now is said, and it is not who made them.</summary>
    private bool Owned(ItemMention item)
    {
        for (var i = item.First - 1; i >= 0 && item.First - i <= 5 && tree.SentenceOf(i) == tree.SentenceOf(item.First); i--)
        {
            if (tree.Xpos(i) is "PRP$" or "POS") return true;
            if (tree.Upos(i) is not (Upos.Adj or Upos.Noun or Upos.Propn or Upos.Num or Upos.Punct or Upos.Verb)) return false;
        }
        return false;
    }

    private static readonly string[] Mending = [" for repair", " for maintenance", " for overhaul", " for servicing", " to be repaired", " to be overhauled"];

    /// <summary>"sent two tanks to Germany for repair"</summary>
    private bool ForRepair(RoleFill recipient) =>
        recipient.Proof is [var span, ..] && Mending.Any(m => tree.Analysis.Text.AsSpan(span.End).StartsWith(m, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the guide counts as no transfer.</summary>
    private string? Gate(Proposition p)
    {
        var supplier = p[Role.Supplier];
        var recipient = p[Role.Recipient];
        if (supplier is null && recipient is null) return "no supplier and no recipient";
        // "is equipped with Chinese-made drones": who gave them is open, that they came from abroad is not.
        // A bare adjective ("US bombers landed in Qatar") may tell of a deployment, but not where a rebel gets what a state has.
        var foreignMade = supplier is null && !p.Scope.Negated && recipient is { Party.Kind: PartyKind.State or PartyKind.ArmedGroup } && p.Frame.NeedsIt("foreign")
            && (p[Role.Producer] is { } maker && maker.Key != recipient.Key && (recipient.Party.Kind is PartyKind.ArmedGroup || !p.Items.Any(i => i.Origin?.Key == maker.Key))
                || p.Frame.SubjectGets && p.Items.Any(i => i.Item.Designation is { } d && lexicon.Item(d)?.Producer is { } home && !home.Split('|').Contains(recipient.Key)));
        var aboard = p.Frame.NeedsIt("vessel") && p.ByVessel && (supplier ?? recipient) is { Party.Kind: PartyKind.State or PartyKind.ArmedGroup };
        if (p.Frame.NeedsIt("foreign") && !p.Frame.SubjectGets && supplier is not null && IsDeployment(p.Sentence)) return "they may have come with those who use them";
        if (p.Frame.NeedsIt("cue") && !p.Scope.StageByCue) return "takes it, and no words say that it is given";
        var stopped = p.Frame.Stage is Stage.Intercepted && p.ByVessel && (supplier ?? recipient) is { Party.Kind: PartyKind.State or PartyKind.ArmedGroup };
        if (p.Frame.NeedsIt("both") && (supplier is null || recipient is null) && !foreignMade && !aboard && !stopped) return "supplier or recipient not named";
        // "built for the Pakistan Navy by ASFAT": an order, where a yard or a foreign state builds; "made parts for Russia" by its own people is none.
        // "to jointly build the fighter": two who make it, and nobody for whom.
        if (recipient is not null && ForRepair(recipient)) return "goes there to be mended, and comes back";
        if (p.Frame.NeedsIt("maker") && tree.Upos(p.Trigger - 1) is Upos.Adv && tree.WordLower(p.Trigger - 1) is "jointly" or "together") return "built together, for nobody else";
        if (p.Frame.NeedsIt("maker") && (supplier is not { Party.Kind: PartyKind.Company or PartyKind.State } || recipient is not { Party.Kind: PartyKind.State })) return "nobody is said to build it for another";
        if (supplier is null && recipient!.Party.Kind is PartyKind.Undisclosed) return "nobody is named";
        if (supplier is null && IsTopic(p)) return "arms for a taker are spoken of, and nobody is said to give them";
        // "Baykar has signed contracts with 34 countries for its TB2 drone": who signs is who makes it.
        if (supplier is null && recipient is { Party: { Kind: PartyKind.Company, Of: { } its } } && p.Items.Any(i => i.Item.Designation is { } d && lexicon.Item(d)?.Producer is { } made && made.Split('|').Intersect(its.Split('|')).Any())) return "a company gets nothing of its own state's make";
        if (supplier is not null && recipient is not null)
        {
            if (supplier.Key == recipient.Key) return "supplier and recipient are one";
            if (supplier.Party.Of is { } of && of.Split('|')[0] == recipient.Key && supplier.Party.Kind is PartyKind.Company) return "a state's own order from its own maker";
            if (recipient.Party.Of is { } home && home.Split('|')[0] == supplier.Key && recipient.Party.Kind is PartyKind.Company) return "a state's own maker";
        }
        if (supplier is { Party: { Iso3: "SUN", Via: "demonym" } } || recipient is { Party: { Iso3: "SUN", Via: "demonym" } }) return "a Soviet-era transfer";
        if (supplier is null && p.Frame.Stage is not Stage.Intercepted)
        {
            if (p[Role.Producer] is { } producer)
            {
                // "Iranian-made drones purchased by Tehran" is an odd thing to say, but it is said.
                if (producer.Key == recipient!.Key && p.Items.All(i => i.Maker is null)) return "a party's own arms";
                return null;
            }
            var foreign = p.Items.Any(i => i.Item.Designation is { } d && lexicon.Item(d)?.Producer is { } made && made.Split('|')[0] != recipient!.Key);
            if (!p.Frame.SubjectGets || IsReceipt(p.Frame) || p.Scope.Stage is Stage.Requested) return null;
            return foreign ? null : "an order of one's own with no sign of a foreign source";
        }
        return null;
    }

    /// <summary>"arrived in Slovakia with their crews from Germany"</summary>
    private bool IsDeployment(int sentence)
    {
        var words = tree.Analysis.Sentences[sentence];
        for (var i = words.FirstToken; i < words.EndToken; i++)
            if (DeploymentWords.Contains(tree.Lemma(i))) return true;
        return false;
    }

    /// <summary>"missiles made by X", "drones built in X", "weapons supplied by X", "missiles from X": right behind the item.</summary>
    private (PartyMention Party, bool Made)? Behind(ItemMention item, int sentence)
    {
        var end = tree.Analysis.Sentences[sentence].EndToken;
        var i = item.Last + 1;
        if (i >= end) return null;
        var verb = "";
        if (tree.Upos(i) is Upos.Punct && tree.Analysis.Word(i) is ",") i++;
        if (tree.WordIs(i, "worth"))
        {
            // "ammunition worth 800 million euros made in Serbia"
            i++;
            while (i < end && i - item.Last <= 9 && (tree.Upos(i) is Upos.Num or Upos.Sym or Upos.Adv || tree.Lemma(i) is "euro" or "dollar" or "pound" or "crown" or "million" or "billion" or "zloty" or "franc")) i++;
        }
        while (i < end && (tree.Upos(i) is Upos.Adv || tree.Upos(i) is Upos.Aux || tree.Lemma(i) is "which" or "that")) i++;
        if (i < end && tree.Xpos(i) is "VBN" or "VBD") { verb = tree.Lemma(i); i++; }
        if (i >= end) return null;
        var preposition = tree.Lemma(i);
        i++;
        if (i < end && tree.Upos(i) is Upos.Det) i++;
        foreach (var p in mentions[sentence].Parties)
        {
            if (p.First != i || p.Form is not PartyForm.Name) continue;
            if (verb is "make" or "build" or "produce" or "manufacture" or "develop" or "design" && preposition is "by" or "in") return (p, true);
            if (verb is "supply" or "provide" or "send" or "deliver" or "donate" or "sell" or "give" && preposition is "by") return (p, false);
            if (verb is "buy" or "purchase" or "acquire" or "obtain" or "receive" or "procure" or "import" or "order" or "" && preposition is "from") return (p, false);
        }
        return null;
    }

    /// <summary>The flow that "those missiles" points to: the nearest earlier one (or one of the same sentence about the
    /// same words) of the same arms to the user.</summary>
    private Proposition? PointedTo(Proposition use, IReadOnlyList<Proposition> all)
    {
        var item = use.Items[0];
        Proposition? best = null;
        foreach (var flow in all)
        {
            if (flow.Frame.Kind != ClaimKind.Flow || flow.Scope.Negated || flow[Role.Supplier] is null) continue;
            if (flow.Scope.Stage is not (Stage.Delivered or Stage.InDelivery or Stage.Ordered or Stage.Buying)) continue;
            var sameWords = flow.Sentence == use.Sentence && flow.Items.Any(i => i.Span == item.Span);
            if (!sameWords)
            {
                if (!item.PointsBack && !OfThe(item, use, flow) || flow.Sentence >= use.Sentence || use.Sentence - flow.Sentence > MaxSentencesBack) continue;
                if (!flow.Items.Any(i => SameKind(i, item))) continue;
                if (use[Role.User] is { } user && flow[Role.Recipient] is { } recipient && user.Key != recipient.Key) continue;
                if (item.Origin is { } origin && origin.Key != flow[Role.Supplier]!.Key) continue;
            }
            if (best is null || flow.Sentence >= best.Sentence) best = flow;
        }
        return best;
    }

    /// <summary>"has fired at least ten of the missiles", right behind what it was sent.</summary>
    private bool OfThe(ItemMention item, Proposition use, Proposition flow) =>
        use.Sentence - flow.Sentence == 1 && use[Role.User] is { } user && flow[Role.Recipient] is { } recipient && user.Key == recipient.Key && item.PhraseFirst > 0
        && Enumerable.Range(item.PhraseFirst - 1, Math.Max(0, item.First - item.PhraseFirst + 1)).Any(i => tree.WordIs(i, "of") && tree.WordIs(i + 1, "the")) && flow.Items.Any(i => tree.Lemma(i.Last) == tree.Lemma(item.Last));

    private bool SameKind(ItemMention a, ItemMention b) =>
        a.Item.Designation is { } d && d == b.Item.Designation || tree.Lemma(a.Last) == tree.Lemma(b.Last) || a.Item.Category == b.Item.Category && b.Item.Category != "unspecified";
}

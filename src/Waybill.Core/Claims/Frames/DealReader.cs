using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Claims.Mentions;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Frames;

/// <summary>Who buys and who sells in a deal, contract or agreement: by who signs it with whom, and by who makes the arms.</summary>
internal sealed class DealReader(TreeView tree, Lexicon lexicon, ClauseStructure clauses)
{
    /// <summary>Who sells in a contract: its maker, or the company; the one to whom it is awarded. Null, or why it states nothing.</summary>
    public string? Signed(Frame frame, int trigger, ScopeReading scope, Dictionary<FrameRole, List<Argument>> filled, List<Argument> items)
    {
        if (CloseTo(tree, trigger) is >= 0 and var close)
        {
            if (scope.Negated) return "not close to it";
            scope.Stage = Stage.Negotiating;
            scope.StageByCue = true;
            scope.Proof.Add((tree.Analysis.SpanOf(close), "stage"));
            Turn(filled, items);
            return null;
        }
        var verb = clauses.VerbOver(trigger);
        var lemma = verb < 0 ? "" : tree.Lemma(verb);
        if (lemma is "near" && !scope.Negated)
        {
            // "is nearing an agreement with a maker"
            scope.Stage = Stage.Negotiating;
            scope.StageByCue = true;
            Turn(filled, items);
            return null;
        }
        var won = Winning.Contains(lemma);
        if (frame.Stage is not Stage.Negotiating && !won && !Concluding.Contains(lemma)) return "no verb of concluding";
        Turn(filled, items, won);
        return null;
    }

    /// <summary>"is close to an agreement with a buyer", "is near a deal": the word of nearness before the deal's own; −1 if none.</summary>
    public static int CloseTo(TreeView tree, int deal)
    {
        for (var i = deal - 1; i > 0 && deal - i <= 6 && tree.SentenceOf(i) == tree.SentenceOf(deal); i--)
        {
            if (tree.WordIs(i, "to") && tree.WordLower(i - 1) is "close" or "closer" or "near" or "nearer") return IsSaidToBe(tree, i - 1) ? i - 1 : -1;
            if (tree.WordLower(i) is "near" && tree.Upos(i) is not Upos.Verb) return IsSaidToBe(tree, i) ? i : -1;
            if (tree.Upos(i) is not (Upos.Det or Upos.Adj or Upos.Num or Upos.Sym or Upos.Noun or Upos.Propn) && tree.Analysis.Word(i) is not "-" || tree.IsVerb(i)) return -1;
        }
        return -1;
    }

    /// <summary>"is close to", "had come very close to": not "sources close to".</summary>
    private static bool IsSaidToBe(TreeView tree, int close)
    {
        var i = close - 1;
        while (i > 0 && tree.SentenceOf(i) == tree.SentenceOf(close) && tree.Upos(i) is Upos.Adv or Upos.Part) i--;
        return i >= 0 && tree.SentenceOf(i) == tree.SentenceOf(close) && tree.Lemma(i) is "be" or "come" or "get" or "move" or "draw" or "edge";
    }

    /// <summary>"Hanwha signed with Poland for 212 howitzers": the company, or the maker's country, sells; where the other makes the arms, it does.</summary>
    public void Turn(Dictionary<FrameRole, List<Argument>> filled, List<Argument> items, bool won = false)
    {
        var subject = filled.GetValueOrDefault(FrameRole.Recipient);
        var other = filled.GetValueOrDefault(FrameRole.Supplier);
        var company = subject is [{ Mention: PartyMention { Party.Kind: PartyKind.Company } }];
        var made = items.Select(i => MakerOf((ItemMention)i.Mention)).FirstOrDefault(k => k is not null);
        if (subject is { Count: 2 } && other is null && subject.FindAll(a => a.Mention is PartyMention { Party.Kind: PartyKind.Company }) is [{ } firm] && subject.Exists(a => a.Mention is PartyMention { Party.Kind: PartyKind.State }))
        {
            // "Hanwha and Poland signed a contract for 212 howitzers": the company sells.
            filled[FrameRole.Supplier] = [firm];
            filled[FrameRole.Recipient] = [.. subject.Where(a => a.Mention != firm.Mention)];
            return;
        }
        if (subject is { Count: 2 } && other is null && made is not null && subject.FirstOrDefault(a => ((PartyMention)a.Mention).Key == made) is { Mention: not null } maker2)
        {
            // "India and Russia signed a deal for S-400 systems": the maker's country sells.
            filled[FrameRole.Supplier] = [maker2];
            filled[FrameRole.Recipient] = [.. subject.Where(a => a.Mention != maker2.Mention)];
            return;
        }
        var subjectMakes = made is not null && subject is [{ Mention: PartyMention maker }] && maker.Key == made;
        if (!company && !won && !subjectMakes) return;
        if (!won && !subjectMakes && made is not null && other is [{ Mention: PartyMention { Party.Kind: PartyKind.Company } seller }] && (seller.Key == made || seller.Party.Of?.Split('|')[0] == made)) return;
        filled.Remove(FrameRole.Recipient);
        filled.Remove(FrameRole.Supplier);
        if (subject is not null) filled[FrameRole.Supplier] = subject;
        if (other is not null) filled[FrameRole.Recipient] = other;
    }

    /// <summary>"was awarded a contract for radars for Finland", "has won an order from Brazil for nine jets": who gets the order sells,
    /// and whom it is from, or for, buys. False where no order is won or given.</summary>
    public bool Awarded(Frame frame, int trigger, List<Argument> found, SentenceMentions mentions, Dictionary<FrameRole, List<Argument>> filled)
    {
        if (!frame.IsNoun || frame.Lemma is not ("contract" or "order" or "deal")) return false;
        var verb = clauses.VerbOver(trigger);
        var placed = -1; // "an order that the army had placed with Russia"
        for (var i = trigger + 1; i < tree.Tokens.Count && i - trigger <= 9 && tree.SentenceOf(i) == tree.SentenceOf(trigger) && placed < 0; i++)
        {
            if (tree.Lemma(i) is "place" && tree.Upos(i) is Upos.Verb && tree.Head(i) == trigger && !tree.IsPassive(i)) placed = i;
        }
        if (placed >= 0) verb = placed;
        if (verb < 0 || tree.Lemma(verb) is not ("award" or "win" or "receive" or "land" or "bag" or "book" or "gain" or "secure" or "place")) return false;
        if (placed < 0 && !clauses.IsObjectOf(trigger, verb)) return false;
        var given = tree.Lemma(verb) is "award" && !tree.IsPassive(verb) || tree.Lemma(verb) is "place";
        var subject = PartyAt(clauses.SubjectOf(verb, out _), mentions);
        PartyMention? seller, buyer;
        if (given)
        {
            buyer = subject;
            // "awarded Hanwha a contract", "awarded a contract to Hanwha", "placed an order with Hanwha"
            seller = mentions.Parties.FirstOrDefault(p => p.Acts && p.Modifies < 0 && p.First > verb && (p.Last < trigger && p.First - verb <= 2 || p.First > trigger && tree.Lemma(BeforeDet(p.First)) is "to" or "with" && p.First - trigger <= 14));
            if (seller is null) return false;
        }
        else
        {
            seller = subject;
            if (seller is not { Party.Kind: PartyKind.Company }) return false;
            buyer = mentions.Parties.FirstOrDefault(p => p.Acts && p.Modifies < 0 && p.First > verb && p.Key != seller.Key && tree.Lemma(BeforeDet(p.First)) is "from" or "by" or "with")
                ?? found.Where(a => a.Place is "for" or "to" && a.Mention is PartyMention { Acts: true, Modifies: < 0 }).Select(a => (PartyMention)a.Mention).FirstOrDefault(p => p.Key != seller.Key);
        }
        filled.Remove(FrameRole.Supplier);
        filled.Remove(FrameRole.Recipient);
        if (seller is not null) filled[FrameRole.Supplier] = [new Argument(seller, "award", 1, false)];
        if (buyer is not null) filled[FrameRole.Recipient] = [new Argument(buyer, "award", 1, false), .. found.Where(a => a.Place is "for" && a.Mention is PartyMention p && p != buyer && p.Key != buyer.Key && found.Exists(b => b.Place == "for" && b.Mention == buyer))];
        return seller is not null;
    }

    private int BeforeDet(int first)
    {
        var i = first - 1;
        while (i > 0 && tree.Upos(i) is Upos.Det) i--;
        return Math.Max(i, 0);
    }

    private PartyMention? PartyAt(int token, SentenceMentions mentions)
    {
        if (token < 0) return null;
        var core = clauses.Core(token);
        return mentions.Parties.FirstOrDefault(p => p.Acts && p.Modifies < 0 && (p.First <= token && token <= p.Last || clauses.Core(p.Head) == core));
    }

    public static bool Concludes(string lemma) => Concluding.Contains(lemma);

    /// <summary>"signed a deal with China for the purchase of drones", "a contract was signed for the delivery of 180 tanks": the
    /// partners of the deal are those of what it is for.</summary>
    public void Dealt(Frame frame, int trigger, ScopeReading scope, SentenceMentions mentions, HashSet<Mention> used, Dictionary<FrameRole, List<Argument>> filled, List<Argument> items)
    {
        if (!frame.IsNoun || frame.NeedsIt("signed") || frame.Companion.Length > 0 || frame.Kind != ClaimKind.Flow) return;
        var deal = DealBefore(trigger);
        if (deal < 0) return;
        var verb = clauses.VerbOver(deal);
        if (verb < 0 || !(Concluding.Contains(tree.Lemma(verb)) || Winning.Contains(tree.Lemma(verb)))) return;
        if (!scope.StageByCue && scope.Stage is Stage.Delivered)
        {
            scope.Stage = tree.Lemma(deal) is "contract" or "order" ? Stage.Ordered : Stage.Agreed;
            scope.StageByCue = true;
            scope.Proof.Add((tree.Analysis.SpanOf(deal), "stage"));
        }
        if (!frame.SubjectGets && !filled.ContainsKey(FrameRole.Recipient) && filled.GetValueOrDefault(FrameRole.Supplier) is { Count: 2 } both)
        {
            // "Baykar and Saudi Arabia signed contracts for the sale of drones": the maker sells, the other buys.
            var makes = items.Select(i => MakerOf((ItemMention)i.Mention)).FirstOrDefault(k => k is not null);
            var sells = both.FindAll(a => a.Mention is PartyMention { Party.Kind: PartyKind.Company } || ((PartyMention)a.Mention).Key == makes);
            if (sells.Count == 1)
            {
                filled[FrameRole.Supplier] = sells;
                filled[FrameRole.Recipient] = [.. both.Where(a => a.Mention != sells[0].Mention)];
                return;
            }
        }
        PartyMention? with = null, signer = null, cosigner = null;
        var subject = tree.IsPassive(verb) ? -1 : clauses.SubjectOf(verb, out _);
        var core = subject < 0 ? -1 : clauses.Core(subject);
        foreach (var p in mentions.Parties)
        {
            if (!p.Acts || p.Modifies >= 0 || used.Contains(p)) continue;
            if (core >= 0 && (clauses.Core(p.Head) == core || p.First <= subject && subject <= p.Last) || core < 0 && !tree.IsPassive(verb) && p.Last == verb - 1)
            {
                if (signer is null) signer = p;
                else if (p.Key != signer.Key) cosigner ??= p;
            }
            var before = p.First - 1;
            while (before > deal && tree.Upos(before) is Upos.Det) before--;
            if (p.First > deal && p.Last < trigger && tree.WordIs(before, "with")) with ??= p;
        }
        if (with is null && signer is null) return;
        var item = (ItemMention)items[0].Mention;
        var made = MakerOf(item);
        if (with is null && signer is not null && cosigner is not null)
        {
            // "Sweden and Ukraine signed a letter of intent for the export of jets to Kyiv": of two who sign, the one at the other end.
            var end = filled.GetValueOrDefault(FrameRole.Recipient) ?? filled.GetValueOrDefault(FrameRole.Supplier);
            if (end is not [{ Mention: PartyMention known }]) { if (made != signer.Key && made != cosigner.Key) return; known = made == signer.Key ? cosigner : signer; filled[FrameRole.Recipient] = [new Argument(known, "deal", 1, true)]; used.Add(known); }
            var open = filled.ContainsKey(FrameRole.Recipient) ? FrameRole.Supplier : FrameRole.Recipient;
            var partner = known.Key == signer.Key ? cosigner : known.Key == cosigner.Key ? signer : null;
            if (partner is not null && filled.TryAdd(open, [new Argument(partner, "deal", 1, true)])) used.Add(partner);
            return;
        }
        var approver = scope.NounGovernor is { Stage: Stage.Approved } || tree.Lemma(verb) == "approve";
        // Who sells: the signer of a sale; for a delivery or supply only the maker or a company tells.
        var gets = frame.SubjectGets;
        if (!gets && frame.Lemma is not ("sale" or "export") && !approver)
        {
            if (made is not null && with?.Key == made || with?.Party.Kind is PartyKind.Company) gets = true;
            else if (!(made is not null && signer?.Key == made || signer?.Party.Kind is PartyKind.Company)) return;
        }
        var (buyer, seller) = gets ? (signer, with) : (with, signer);
        if (buyer is not null && filled.TryAdd(FrameRole.Recipient, [new Argument(buyer, "deal", 1, true)])) used.Add(buyer);
        if (seller is not null && filled.TryAdd(FrameRole.Supplier, [new Argument(seller, "deal", 1, true)])) used.Add(seller);
    }

    /// <summary>The deal before "for the purchase of", with its partner and worth between, or −1.</summary>
    private int DealBefore(int trigger)
    {
        var link = false;
        for (var i = trigger - 1; i >= 0 && trigger - i <= 14 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i--)
        {
            if (tree.WordIs(i, "for") || tree.WordIs(i, "on") || tree.WordIs(i, "covering") || tree.WordIs(i, "over")) { link = true; continue; }
            if (tree.Upos(i) is Upos.Noun && tree.Lemma(i) is "deal" or "contract" or "agreement" or "accord" or "pact" or "memorandum" or "intent" or "understanding" or "protocol") return link ? i : -1;
            if (tree.Upos(i) is Upos.Verb && !(tree.IsPassive(i) && Concluding.Contains(tree.Lemma(i))) || tree.Upos(i) is Upos.Sconj or Upos.Pron || tree.Analysis.Word(i) is "," or ";") return -1;
        }
        return -1;
    }

    /// <summary>"a deal for 36 jets between India and France": the maker's country sells.</summary>
    public void Between(int trigger, SentenceMentions mentions, Dictionary<FrameRole, List<Argument>> filled, List<Argument> items)
    {
        PartyMention? one = null;
        foreach (var p in mentions.Parties)
        {
            if (!p.Acts || p.Modifies >= 0 || p.First < trigger) continue;
            var i = p.First - 1;
            while (i > trigger && tree.Upos(i) is Upos.Det) i--;
            if (one is null) { if (tree.WordIs(i, "between")) one = p; continue; }
            if (!tree.WordIs(i, "and") || i - one.Last > 2) return;
            var item = (ItemMention)items[0].Mention;
            var made = MakerOf(item);
            if (made != one.Key && made != p.Key) return;
            var (seller, buyer) = made == one.Key ? (one, p) : (p, one);
            filled[FrameRole.Supplier] = [new Argument(seller, "between", 2, true)];
            filled[FrameRole.Recipient] = [new Argument(buyer, "between", 2, true)];
            return;
        }
    }

    private static readonly FrozenSet<string> Concluding = WordClasses.Of("concluding-verb");

    private static readonly FrozenSet<string> Winning = WordClasses.Of("winning-verb");

    /// <summary>"Under a contract with Naval Group, Greece is buying three frigates": the other end of the deal.</summary>
    public void UnderContract(Frame frame, int trigger, SentenceMentions mentions, HashSet<Mention> used, Dictionary<FrameRole, List<Argument>> filled)
    {
        var other = frame.SubjectGets || frame.Roles.Any(r => r.Role == FrameRole.Item && r.Places[0] == "subj") ? FrameRole.Supplier : FrameRole.Recipient;
        if (filled.ContainsKey(other) || !filled.ContainsKey(other == FrameRole.Supplier ? FrameRole.Recipient : FrameRole.Supplier)) return;
        var own = clauses.IsInfinitive(trigger) ? clauses.NounOver(trigger) : -1;
        foreach (var p in mentions.Parties)
        {
            if (own >= 0 && tree.Lemma(own) is "contract" or "deal" or "order" or "agreement" or "accord" && p.Acts && p.Modifies < 0 && !used.Contains(p) && p.First > own && p.Last < trigger
                && tree.Lemma(BeforeDet(p.First)) is "from" or "with" && p.Party.Kind is PartyKind.State or PartyKind.Company)
            {
                // "secured a contract from the Australian government to supply 60 howitzers"
                filled[other] = [new Argument(p, "deal", 1, true)];
                used.Add(p);
                return;
            }
            if (!p.Acts || p.Modifies >= 0 || used.Contains(p)) continue;
            var i = p.First - 1;
            while (i > 0 && (tree.Upos(i) is Upos.Det || tree.Analysis.Word(i) is "'s" or "’s" || mentions.Parties.Any(o => o.Modifies >= 0 && o.First <= i && i <= o.Last))) i--;
            if (i < 1 || !tree.WordIs(i, "with") || tree.Lemma(i - 1) is not ("contract" or "deal" or "agreement" or "accord" or "pact") || tree.SentenceOf(i) != tree.SentenceOf(trigger)) continue;
            var under = i - 2;
            while (under > 0 && i - under <= 8 && tree.Upos(under) is Upos.Det or Upos.Adj or Upos.Noun or Upos.Num or Upos.Sym or Upos.Propn or Upos.Punct && tree.Analysis.Word(under) is not ("," or ";")) under--;
            if (!(tree.WordIs(under, "under") || tree.WordIs(under, "through") || tree.WordIs(under, "by")) || tree.SentenceOf(under) != tree.SentenceOf(trigger)) continue;
            filled[other] = [new Argument(p, "under", 1, true)];
            used.Add(p);
            return;
        }
    }

    /// <summary>The state or company that makes the arms: by the words beside them, else by the lexicon; null where neither says.</summary>
    private string? MakerOf(ItemMention item) =>
        (item.Maker ?? item.Origin)?.Key ?? (item.Item.Designation is { } d && lexicon.Item(d)?.Producer is { } made ? made.Split('|')[0] : null);
}

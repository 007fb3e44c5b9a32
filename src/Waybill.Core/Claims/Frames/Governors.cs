using System.Collections.Frozen;
using Waybill.Claims.Mentions;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Frames;

/// <summary>Parties of a deed that stand not beside its own word but beside the word that governs it: "Iran stepped up deliveries", "in talks
/// with India to buy", "displayed jets bought from Pakistan".</summary>
internal sealed class Governors(TreeView tree, ClauseStructure clauses)
{
    /// <summary>Parties that one role may hold.</summary>
    public const int MaxFill = 32;

    private static readonly FrozenSet<string> FilingVerbs = WordClasses.Of("filing-verb");
    private static readonly FrozenSet<string> Laws = WordClasses.Of("law-noun");
    private static readonly FrozenSet<string> OperatingVerbs = WordClasses.Of("operating-verb");
    private static readonly FrozenSet<string> SettlingVerbs = WordClasses.Of("settling-verb");

    /// <summary>For a noun of transfer: the subject of the verb over it ("Iran stepped up deliveries", "Washington approved
    /// the sale") is the one whose transfer it is, where no phrase says otherwise.</summary>
    public void Subject(Frame frame, int trigger, ScopeReading scope, SentenceMentions mentions, HashSet<Mention> used, Dictionary<FrameRole, List<Argument>> filled)
    {
        if (!frame.IsNoun || frame.Stage is Stage.Negotiating && tree.WordIs(trigger + 1, "between")) return;
        FrameRole? role = null;
        foreach (var places in frame.Roles)
        {
            if (places.Places.Contains("v.subj")) { role = places.Role; break; }
        }
        if (role is Waybill.Claims.Frames.FrameRole.Supplier && scope.NounGovernor is { Stage: Stage.Requested }) role = FrameRole.Recipient;
        // "asked Washington to approve the transfer of jets": who permits is not said to be who has them.
        if (role is Waybill.Claims.Frames.FrameRole.Supplier && scope is { AskedAt: >= 0, NounGovernor.Stage: Stage.Approved } && frame.Lemma is "transfer" or "re-export" or "export") return;
        // "Iran finalised the delivery of jets from Russia": the giver is named, so the one who settles it gets.
        if (role is Waybill.Claims.Frames.FrameRole.Supplier && filled.TryGetValue(FrameRole.Supplier, out var named) && named.TrueForAll(a => a.Place == "from") && scope.NounGovernorToken >= 0 && SettlingVerbs.Contains(tree.Lemma(scope.NounGovernorToken))) role = FrameRole.Recipient;
        // "turned down a request by Germany for shells": who asked is named, so the one who answers would give.
        if (role is Waybill.Claims.Frames.FrameRole.Recipient && frame.Lemma == "request" && scope.NounGovernor is { Stage: Stage.Refused or Stage.Approved } && filled.ContainsKey(FrameRole.Recipient)) role = FrameRole.Supplier;
        if (role is not { } r || filled.ContainsKey(r)) return;
        int verb;
        if (frame.Companion.StartsWith("v:", StringComparison.Ordinal)) verb = clauses.VerbOver(trigger);
        else if (scope.NounGovernor is { } cue && (cue.Control == CueControl.Subject || cue.Stage is Stage.Approved or Stage.Requested or Stage.Refused) && cue.Effect is not (CueEffect.Drop) && cue.Stance is not Stance.Opposes
            && !(r is FrameRole.Supplier && frame.Stage is Stage.Delivered && filled.ContainsKey(FrameRole.Recipient) is false && cue.Lemma is "await" or "secure")
            && !(cue.Lemma == "deny" && tree.WordIs(scope.NounGovernorToken - 1, "or"))
            && !(cue.Lemma is "welcome" or "confirm" or "report" or "discuss" or "take" or "occur" or "reject" or "block" or "veto" && frame.SubjectGets == false && frame.Lemma != "request")) verb = scope.NounGovernorToken;
        else if (scope.ApprovalNoun >= 0) verb = clauses.VerbOver(scope.ApprovalNoun);
        else if (frame.NeedsIt("signed") || frame.Stage is Stage.Negotiating || frame.Stage is Stage.Requested && filled.ContainsKey(FrameRole.Supplier) && clauses.VerbOver(trigger) is >= 0 and var files && FilingVerbs.Contains(tree.Lemma(files)) && clauses.IsObjectOf(trigger, files)) verb = clauses.VerbOver(trigger);
        else return;
        if ((verb < 0 || tree.Head(trigger) == verb && tree.Base(trigger).SequenceEqual("ccomp")) && frame.Stage is Stage.Negotiating && tree.OwnSubject(trigger, out _) is >= 0 and var talker)
        {
            // "Sudan is in talks with Iran"
            foreach (var p in mentions.Parties)
            {
                if (!p.Acts || used.Contains(p) || p.Modifies >= 0 || clauses.Core(p.Head) != clauses.Core(talker)) continue;
                filled[r] = [new Argument(p, "v.subj", 1, false)];
                used.Add(p);
                return;
            }
        }
        if (frame.NeedsIt("signed") && DealReader.CloseTo(tree, trigger) is >= 0 and var close && tree.OwnSubject(close, out _) is >= 0 and var nearing)
        {
            // "the maker said it was close to an agreement with Egypt"
            foreach (var p in mentions.Parties)
            {
                if (!p.Acts || used.Contains(p) || p.Modifies >= 0 || clauses.Core(p.Head) != clauses.Core(nearing) && !(p.First <= nearing && nearing <= p.Last)) continue;
                filled[r] = [new Argument(p, "v.subj", 1, false)];
                used.Add(p);
                return;
            }
            return;
        }
        if (verb < 0 || OnlyPays(tree.Lemma(verb))) return; // "will fund the purchase of drones for Kyiv"
        if (tree.IsPassive(verb))
        {
            // "the sale was approved by the United States"
            if (scope.NounGovernor is not { Stage: Stage.Approved or Stage.Requested }) return;
            foreach (var p in mentions.Parties)
            {
                if (!p.Acts || used.Contains(p) || p.First <= verb || p.First - verb > 4) continue;
                var by = p.First - 1;
                while (by > verb && tree.Upos(by) is Upos.Det) by--;
                if (!tree.WordIs(by, "by")) continue;
                filled[r] = [new Argument(p, "by", 1, true)];
                used.Add(p);
                return;
            }
            return;
        }
        var subject = clauses.SubjectOf(verb, out _);
        if (subject >= 0 && r is FrameRole.Supplier && filled.GetValueOrDefault(FrameRole.Recipient) is [{ Mention: PartyMention { Party.Kind: PartyKind.State or PartyKind.ArmedGroup } }, ..] && Laws.Contains(tree.Lemma(subject)) && mentions.Parties.FirstOrDefault(p => p.Modifies == subject && p.Party.Kind is PartyKind.State && !used.Contains(p)) is { } lawgiver)
        {
            // "Spain's law bans the export of weapons to Israel"
            filled[r] = [new Argument(lawgiver, "v.subj", 1, false)];
            used.Add(lawgiver);
            return;
        }
        var core = subject < 0 ? -1 : clauses.Core(subject);
        var right = verb - 1; // the party right before the verb group, where the tree gives none
        while (right > 0 && tree.Upos(right) is Upos.Aux or Upos.Adv) right--;
        // By the tree, else by the order of words: the tree of a clause that opens with a time is often torn.
        for (var pass = 0; pass < 2 && !filled.ContainsKey(r); pass++)
        {
            foreach (var p in mentions.Parties)
            {
                if (!p.Acts || used.Contains(p) || p.Modifies >= 0) continue;
                if (pass == 0 ? core < 0 || clauses.Core(p.Head) != core : p.Last != right || AfterPreposition(p)) continue;
                if (!filled.TryGetValue(r, out var list)) filled[r] = list = [];
                if (list.Count < MaxFill) list.Add(new Argument(p, "v.subj", 1 + pass, pass > 0));
                used.Add(p);
            }
        }
    }

    /// <summary>Who funds a purchase does not get what is bought.</summary>
    public static bool OnlyPays(string lemma) => lemma is "fund" or "finance" or "bankroll" or "underwrite" or "sponsor";

    private bool AfterPreposition(PartyMention p)
    {
        var i = p.First - 1;
        while (i >= 0 && tree.SentenceOf(i) == tree.SentenceOf(p.First) && tree.Upos(i) is Upos.Det) i--;
        return i >= 0 && tree.SentenceOf(i) == tree.SentenceOf(p.First) && tree.Upos(i) is Upos.Adp;
    }

    /// <summary>"in talks with India to buy": the one talked with is at the other end; "asked India to supply": the asker gets.</summary>
    public void Counterpart(Frame frame, int trigger, ScopeReading scope, SentenceMentions mentions, HashSet<Mention> used, Dictionary<FrameRole, List<Argument>> filled)
    {
        if (frame.IsNoun || frame.Kind != ClaimKind.Flow) return;
        var other = frame.SubjectGets ? FrameRole.Supplier : FrameRole.Recipient;
        if (filled.ContainsKey(other))
        {
            // "Poland signed an agreement with South Korea to deliver tanks to the Polish army": who signs gets, so the partner gives.
            if (frame.SubjectGets || !clauses.IsInfinitive(trigger) || filled.GetValueOrDefault(FrameRole.Supplier) is not [{ Mention: PartyMention giver }] || filled[other] is not [{ Mention: PartyMention taker }] || giver.Key != taker.Key) return;
            filled.Remove(FrameRole.Supplier);
            other = FrameRole.Supplier;
        }
        var gerund = tree.Xpos(trigger) == "VBG" && trigger > 0 && (tree.WordIs(trigger - 1, "on") || tree.WordIs(trigger - 1, "about") || tree.WordIs(trigger - 1, "over")); // "talks with Washington on buying jets"
        if (gerund || clauses.IsInfinitive(trigger))
        {
            var to = trigger - 1;
            while (to > 0 && !gerund && !tree.WordIs(to, "to")) to--;
            foreach (var p in mentions.Parties)
            {
                if (p.Last != to - 1 || !p.Acts || p.Modifies >= 0 || used.Contains(p)) continue;
                var i = p.First - 1;
                while (i > 0 && tree.Upos(i) is Upos.Det) i--;
                if (i <= 0 || !(tree.WordIs(i, "with") || tree.WordIs(i, "from") && !frame.SubjectGets && tree.Lemma(i - 1) is "order" or "contract") || tree.SentenceOf(i) != tree.SentenceOf(trigger)) continue;
                filled[other] = [new Argument(p, "with", 1, true)];
                used.Add(p);
                return;
            }
        }
        if (!frame.SubjectGets && clauses.IsInfinitive(trigger) && tree.Head(trigger) is >= 0 and var chosen && tree.IsVerb(chosen) && tree.IsPassive(chosen) && tree.Lemma(chosen) is "pick" or "choose" or "select" or "tap" or "hire" or "contract" or "commission")
        {
            // "was picked by Poland to deliver missiles": who picks gets.
            foreach (var p in mentions.Parties)
            {
                if (p.First <= chosen || p.Last >= trigger || !p.Acts || p.Modifies >= 0 || used.Contains(p) || !tree.WordIs(p.First - 1, "by") && !(tree.Upos(p.First - 1) is Upos.Det && tree.WordIs(p.First - 2, "by"))) continue;
                filled[FrameRole.Recipient] = [new Argument(p, "chooser", 1, true)];
                used.Add(p);
                return;
            }
        }
        if (!frame.SubjectGets && clauses.IsInfinitive(trigger) && tree.Head(trigger) is >= 0 and var picks && tree.IsVerb(picks) && !tree.IsPassive(picks) && tree.Lemma(picks) is "pick" or "choose" or "select" or "tap" or "hire" or "contract" or "commission" && clauses.SubjectOf(picks, out _) is >= 0 and var picker)
        {
            // "Peru has picked a company to supply vehicles": who picks gets.
            foreach (var p in mentions.Parties)
            {
                if (picker < p.First || picker > p.Last || !p.Acts || used.Contains(p)) continue;
                filled[FrameRole.Recipient] = [new Argument(p, "chooser", 1, false)];
                used.Add(p);
                return;
            }
        }
        if (scope.Stage == Stage.Requested && !frame.SubjectGets && clauses.NounOver(trigger) is >= 0 and var plea && clauses.AskedBy(plea) is not null)
        {
            // "Kyiv's appeal to Germany to supply missiles": whose appeal it is gets.
            foreach (var p in mentions.Parties)
            {
                if (p.Modifies != plea || p.Last >= plea || p.Party.Kind is not (PartyKind.State or PartyKind.ArmedGroup) || used.Contains(p)) continue;
                filled[FrameRole.Recipient] = [new Argument(p, "asker", 1, false)];
                used.Add(p);
                return;
            }
        }
        if (scope.Stage == Stage.Requested && !frame.SubjectGets && scope.AskedAt >= 0)
        {
            var subject = clauses.SubjectOf(scope.AskedAt, out _);
            foreach (var p in mentions.Parties)
            {
                if (subject < p.First || subject > p.Last || !p.Acts || used.Contains(p)) continue;
                filled[FrameRole.Recipient] = [new Argument(p, "asker", 1, false)];
                used.Add(p);
                return;
            }
        }
    }

    /// <summary>"Baku displayed jets bought from Pakistan", "Nigeria expects jets ordered from Italy": who has or awaits them bought them.</summary>
    public void Keeper(Frame frame, int trigger, SentenceMentions mentions, HashSet<Mention> used, Dictionary<FrameRole, List<Argument>> filled)
    {
        if (frame.IsNoun || !frame.SubjectGets || filled.ContainsKey(FrameRole.Recipient) || !filled.ContainsKey(FrameRole.Supplier)) return;
        if (!tree.Base(trigger).SequenceEqual("acl") || !tree.IsPassive(trigger) || clauses.VerbOver(trigger) is not (>= 0 and var verb) || tree.IsPassive(verb)) return;
        if (!OperatingVerbs.Contains(tree.Lemma(verb))) return;
        var subject = clauses.SubjectOf(verb, out _);
        if (subject < 0) return;
        foreach (var p in mentions.Parties)
        {
            if (!p.Acts || p.Modifies >= 0 || used.Contains(p) || p.Party.Iso3 is null || !(p.First <= subject && subject <= p.Last)) continue;
            filled[FrameRole.Recipient] = [new Argument(p, "keeper", 2, true)];
            used.Add(p);
            return;
        }
    }
}

using System.Collections.Frozen;
using Waybill.Claims.Mentions;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Frames;

/// <summary>A mention at a place beside a trigger. <see cref="Surface"/>: found by the order of words, not by the tree.</summary>
internal readonly record struct Argument(Mention Mention, string Place, int Cost, bool Surface);

/// <summary>Finds which mentions stand at which place beside a verb or noun of transfer. The tree is asked first; where a
/// small parser's tree has no answer, strict adjacency is. Passives are turned round: places are deep ones.</summary>
internal sealed class ArgumentFinder(TreeView tree, CueTable cues, ClauseStructure clauses, Func<int, int, bool> speaks)
{
    private const int MaxDepth = 6;
    private readonly ArgumentLists _lists = new(tree);
    private readonly SurfaceArguments _surface = new(tree, cues, clauses);

    public List<Argument> Find(int trigger, bool isNoun, SentenceMentions mentions, Sentence sentence)
    {
        mentions = Within(trigger, mentions);
        var found = new List<Argument>();
        var subject = isNoun ? -1 : clauses.SubjectOf(trigger, out _);
        var passive = !isNoun && tree.IsPassive(trigger);
        var gap = isNoun ? -1 : clauses.GapOf(trigger, passive, out _);
        var gapIsObject = gap >= 0 && clauses.GapFillsObject(trigger, passive);
        // A subject that is a mention itself is that mention, whatever the tree flattens it into.
        var named = subject >= 0 && tree.GroupHead(subject) != subject && mentions.Parties.Any(p => p.First <= subject && subject <= p.Last) && tree.Base(subject).SequenceEqual("flat");
        var dative = isNoun || passive ? null : DativeBefore(trigger, mentions, found);
        foreach (var p in mentions.Parties) Place(p);
        foreach (var i in mentions.Items) Place(i);
        if (!isNoun)
        {
            if (!passive || found.All(a => a.Place != "subj")) _surface.Subject(trigger, passive, mentions, sentence, found);
            _surface.Object(trigger, passive, mentions, found);
            _surface.ItemSubject(trigger, passive, mentions, sentence, found);
            _surface.Contained(trigger, passive, mentions, sentence, found);
        }
        else _surface.Content(trigger, mentions, found);
        _surface.Phrases(trigger, isNoun, mentions, sentence, found);
        _lists.Extend(mentions, found, trigger);
        return found;

        void Place(Mention m)
        {
            if (m is PartyMention { Form: PartyForm.Pronoun, Modifies: < 0 } && tree.WordLower(m.First) is "our" or "its" or "their" or "his" or "her") return; // "from our Russian and Turkish partners"
            if (m.Head == trigger || m.First <= trigger && trigger <= m.Last && isNoun && m is PartyMention || m == dative?.Party || m == dative?.Item) return;
            if (m is ItemMention { Modifies: >= 0 } item)
            {
                if (isNoun && item.Modifies == trigger) found.Add(new(m, "mod", 0, false));
                return;
            }
            if (m is PartyMention { Acts: false } adjective)
            {
                // "a Russian strategy to obtain …"
                if (subject >= 0 && adjective.Form == PartyForm.Adjective && adjective.First <= subject && subject <= adjective.Last)
                {
                    found.Add(new(m, passive ? "obj" : "subj", 1, false));
                    return;
                }
                if (isNoun && adjective.Form == PartyForm.Adjective && adjective.Modifies == trigger) found.Add(new(m, "mod", 0, false));
                // "gave Ukraine tanks": a bare name between verb and item is the one who is given to, not what the item is like.
                else if (!isNoun && !passive && adjective.Form == PartyForm.Adjective && !adjective.IsDemonym && adjective.First > trigger
                    && adjective.First - trigger <= 2 && (adjective.First == trigger + 1 || tree.Upos(trigger + 1) is Upos.Det)) found.Add(new(m, "iobj", 1, true));
                return;
            }
            if (subject >= m.First && subject <= m.Last)
            {
                found.Add(new(m, passive ? "obj" : "subj", 0, false));
                return;
            }
            if (m is PartyMention { Modifies: >= 0 } owner)
            {
                if (isNoun && (owner.Modifies == trigger || tree.Head(m.Head) == trigger && m.Head < trigger)) found.Add(new(m, "poss", 0, false));
                return;
            }
            if (m is PartyMention joined && m.First > trigger && OpensClause(joined, trigger)) return;
            if (isNoun && m is PartyMention && _surface.AnotherBetween(trigger, m.First, mentions)) return;
            var core = clauses.Core(m.Head);
            if (subject >= 0 && !named && core == clauses.Core(subject) && tree.CaseOf(core) is "" or "'s" && !IsPossessor(m))
            {
                found.Add(new(m, passive ? "obj" : "subj", 0, false));
                return;
            }
            if (subject >= 0 && m is PartyMention && m.First > subject && tree.Base(m.Head).SequenceEqual("conj") && mentions.Parties.Any(o => o.First <= subject && subject <= o.Last && o.Head == tree.GroupHead(m.Head)) && clauses.NounOver(trigger) >= 0)
            {
                found.Add(new(m, passive ? "obj" : "subj", 1, false)); // "requests from Germany, Denmark and Spain to re-export"
                return;
            }
            if (gap >= 0 && (core == gap || m is ItemMention && m.First <= gap && gap <= m.Last && m.Head <= gap && !(m.Head < gap && tree.WordIs(m.Head + 1, "for"))))
            {
                found.Add(new(m, gapIsObject ? "obj" : "subj", 0, false));
                return;
            }
            Climb(m, core);
        }

        void Climb(Mention m, int core)
        {
            var marker = MarkerOf(m, core);
            // "negotiating over 40 fighters": "over" is no "more than" there.
            if (m is ItemMention talked && marker.Length == 0 && tree.Lemma(trigger) is "negotiate" or "negotiation" or "talk" or "talks" or "discussion" or "haggle" or "bargain" && tree.WordLower(talked.PhraseFirst) is "over" or "about" && talked.PhraseFirst > trigger) marker = tree.WordLower(talked.PhraseFirst);
            // "handed over its tanks": a particle right behind the verb is no preposition of the object.
            if (!isNoun && core > trigger + 1 && (marker is "over" or "up" or "out" or "off" || marker == "on" && tree.Lemma(trigger) == "pass") && tree.WordIs(trigger + 1, marker) && _surface.PhraseStart(m) <= trigger + 3) marker = "";
            var cost = 0;
            var at = core;
            for (var hop = 0; hop < MaxDepth; hop++)
            {
                var head = tree.Head(at);
                if (head < 0) return;
                if (head == trigger)
                {
                    var place = PlaceUnder(at, trigger, marker, isNoun, passive, at == core);
                    if (place == "iobj" && m is ItemMention) place = "obj"; // "received Hermes 900 and Geran-2 vehicles", with the first as who gets them
                    if (place.Length > 0) found.Add(new(m, place, cost, false));
                    return;
                }
                var relation = tree.Base(at);
                if (marker == "of" && tree.WordIs(head, "full") && tree.Head(head) is >= 0 and var holder && ActorNouns.IsMeasure(tree.Lemma(holder)))
                {
                    // "containers full of military supplies"
                    marker = tree.CaseOf(holder);
                    at = clauses.Core(holder);
                    cost++;
                    if (tree.Head(at) != trigger) return;
                    if (PlaceUnder(at, trigger, marker, isNoun, passive, false) is { Length: > 0 } held) found.Add(new(m, held, cost, false));
                    return;
                }
                // "drones that Iran sent to Russia": the phrase after the gap's noun belongs to another clause; only nominal hops.
                if (!tree.IsNominal(head) || !(relation.SequenceEqual("nmod") || relation.SequenceEqual("obl") || relation.SequenceEqual("compound") || relation.SequenceEqual("conj") || relation.SequenceEqual("appos"))) return;
                if (marker.Length == 0 || marker is "'s") return;
                // "signed the contract after years of talks with Washington": with whom one talked is not with whom one signed.
                if (marker is "with" && at == core && m is PartyMention && Exchanges.Contains(tree.Lemma(head))) return;
                if (marker == "of" && subject >= 0 && clauses.Core(head) == clauses.Core(subject) && ActorNouns.IsBody(tree.Lemma(head)) && m is PartyMention)
                {
                    found.Add(new(m, passive ? "obj" : "subj", 1, false)); // "the government of Iran", "the commander of the Ukrainian army"
                    return;
                }
                // "a contract for the production of missiles": what is made or supplied under a deal is what the deal is for.
                var made = isNoun && marker == "of" && at == core && m is ItemMention && IsDeal(tree.Lemma(trigger)) && Makings.Contains(tree.Lemma(head));
                if (made) marker = tree.CaseOf(head);
                if (!made && marker == "of" && !ActorNouns.IsMeasure(tree.Lemma(head))) return;
                // "shipment of shells to Russia" under a verb: the noun of transfer takes its own phrases.
                if (!isNoun && _surface.IsTransferNoun(head) && !ActorNouns.IsMeasure(tree.Lemma(head))) return;
                // "hundreds of German UAVs", with "of" hung on "German": the measure stands where the arms do.
                if (marker == "of" && at == core && ActorNouns.IsMeasure(tree.Lemma(head))) marker = tree.CaseOf(head);
                at = clauses.Core(head);
                cost++;
                if (at == gap && gap >= 0)
                {
                    if (marker is not "of") found.Add(new(m, marker, cost, false));
                    return;
                }
                if (subject >= 0 && at == clauses.Core(subject))
                {
                    // "tanks from South Korea arrived": phrases on a subject that is an item.
                    if (marker is "from" or "to" or "for") found.Add(new(m, marker, cost + 1, false));
                    return;
                }
            }
        }
    }

    /// <summary>"delivered to Turkey cruise missiles", "bought from Iran several drones": the name behind the preposition is a
    /// party and what follows it the object, though a small parser takes the name for a part of the object.</summary>
    private (PartyMention Party, ItemMention Item)? DativeBefore(int trigger, SentenceMentions mentions, List<Argument> found)
    {
        var to = trigger + 1;
        while (to < tree.Tokens.Count && to - trigger <= 2 && tree.Upos(to) is Upos.Adv) to++;
        if (to >= tree.Tokens.Count || tree.Lemma(to) is not ("to" or "from") || tree.SentenceOf(to) != tree.SentenceOf(trigger)) return null;
        foreach (var p in mentions.Parties)
        {
            if (p.First != to + 1 && !(p.First == to + 2 && tree.Upos(to + 1) is Upos.Det) || p.IsDemonym || p.Form is not (PartyForm.Name or PartyForm.Adjective)) continue;
            foreach (var i in mentions.Items)
            {
                if (i.First <= p.Last || i.Modifies >= 0 || !OnlyDescribes(p.Last + (tree.Analysis.Word(Math.Min(p.Last + 1, tree.Tokens.Count - 1)) is ":" ? 2 : 1), i.First)) continue;
                found.Add(new(p with { Form = PartyForm.Name, Modifies = -1 }, tree.Lemma(to), 1, true));
                found.Add(new(i, "obj", 1, true));
                return (p, i);
            }
        }
        return null;
    }

    private bool OnlyDescribes(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!(tree.Upos(i) is Upos.Adj or Upos.Num or Upos.Det or Upos.Noun or Upos.Propn or Upos.Adv || tree.Upos(i) is Upos.Verb && tree.Xpos(i) is "VBN" or "VBG" || tree.WordIs(i, "of") || tree.WordIs(i, "than") || tree.Analysis.Word(i) is "-")) return false;
        }
        return to - from <= 8;
    }

    /// <summary>The mentions that can stand beside a trigger: without the speaker behind his words, and without a clause behind
    /// that leaves its verb out ("India signed a contract with France for jets, and Pakistan one with China for tanks").</summary>
    private SentenceMentions Within(int trigger, SentenceMentions mentions)
    {
        var end = GappedFrom(trigger, mentions);
        if (end == int.MaxValue && !mentions.Parties.Any(p => p.First > trigger && speaks(trigger, p.First))) return mentions;
        return mentions with
        {
            Parties = mentions.Parties.RemoveAll(p => p.First >= end || p.First > trigger && speaks(trigger, p.First)),
            Items = mentions.Items.RemoveAll(i => i.First >= end),
        };
    }

    /// <summary>Where a clause without its verb begins behind the trigger: a name behind a comma and a conjunction, and behind it
    /// no verb but "one", or at once the thing ("…, and Poland tanks"); <see cref="int.MaxValue"/> if none.</summary>
    private int GappedFrom(int trigger, SentenceMentions mentions)
    {
        foreach (var p in mentions.Parties)
        {
            if (p.First <= trigger + 1 || p.IsDemonym || p.Form is not (PartyForm.Name or PartyForm.Adjective) || tree.Analysis.Word(Math.Min(p.Last + 1, tree.Tokens.Count - 1)) is "'s" or "’s" or "'" or "’") continue;
            var before = p.First - 1;
            while (before > trigger && tree.Upos(before) is Upos.Det) before--;
            var opens = before;
            if (opens > trigger && tree.Analysis.Word(opens) is "'s" or "’s" && mentions.Parties.FirstOrDefault(o => o.Last == opens - 1) is { } home) opens = home.First - 1;
            var givesBefore = mentions.Items.Any(i => i.First > trigger && i.Last < opens);
            // "delivered 20 tanks to Ukraine, Poland 14 and Denmark 10"
            if (opens > trigger && (tree.WordIs(opens, ",") || tree.Upos(opens) is Upos.Cconj) && CountsAlone(p.Last + 1) && givesBefore) return opens + 1;
            // "refused to send tanks to Ukraine and Germany its guns to Qatar"
            if (opens > trigger && tree.Upos(opens) is Upos.Cconj && p.Last + 1 < tree.Tokens.Count && tree.WordLower(p.Last + 1) is "its" or "their" or "his" or "her" && givesBefore && mentions.Items.Any(i => i.First > p.Last && i.First - p.Last <= 5)) return opens;
            // "is offering the Gowind, South Korea's Hyundai a version of its own, and Germany's …"
            if (opens > trigger && tree.WordIs(opens, ",") && p.Last + 1 < tree.Tokens.Count && tree.Upos(p.Last + 1) is Upos.Det or Upos.Num && givesBefore && mentions.Items.Any(i => i.First > p.Last && i.First - p.Last <= (p.Party.Kind is PartyKind.Company ? 7 : 4))) return opens + 1;
            if (before <= trigger || tree.Upos(before) is not Upos.Cconj || !tree.WordIs(before - 1, ",")) continue;
            var next = p.Last + 1;
            if (tree.WordIs(next, "one") || tree.WordIs(next, "another")) return p.First;
            while (next < tree.Tokens.Count && tree.Upos(next) is Upos.Det or Upos.Num or Upos.Adj && next - p.Last <= 4) next++;
            if (mentions.Items.Any(i => i.First - p.Last <= 5 && i.First <= next && next <= i.Last)) return p.First;
        }
        return int.MaxValue;
    }

    /// <summary>A number, no year, with nothing behind it that it could count.</summary>
    private bool CountsAlone(int i) =>
        i < tree.Tokens.Count && tree.Upos(i) is Upos.Num && !(tree.Analysis.Word(i) is { Length: 4 } year && year[0] is '1' or '2')
        && (i + 1 >= tree.Tokens.Count || tree.SentenceOf(i + 1) != tree.SentenceOf(i) || tree.Upos(i + 1) is Upos.Punct or Upos.Cconj);

    internal static readonly FrozenSet<string> Exchanges = WordClasses.Of("exchange-noun");

    private static readonly FrozenSet<string> Makings = WordClasses.Of("making-noun");

    private static bool IsDeal(string lemma) => lemma is "contract" or "order" or "deal" or "agreement" or "accord";

    private static bool IsPossessor(Mention m) => m is PartyMention { Modifies: >= 0 };

    private string MarkerOf(Mention m, int core)
    {
        var marker = tree.CaseOf(core);
        if (marker.Length > 0) return marker;
        if (core != m.Head && tree.CaseOf(m.Head) is { Length: > 0 } own and not "of") return own;
        // The word before the phrase, where the tree has hung it elsewhere.
        var first = m is ItemMention item ? item.PhraseFirst : m.First;
        while (first - 1 >= 0 && tree.SentenceOf(first - 1) == tree.SentenceOf(first) && (tree.Upos(first - 1) is Upos.Det || m is ItemMention && OpensCount(first - 1))) first--;
        if (first - 1 >= 0 && core == m.Head && tree.SentenceOf(first - 1) == tree.SentenceOf(m.First) && tree.Upos(first - 1) is Upos.Adp && tree.Xpos(first - 1) != "RP" && tree.Relation(first - 1) != "compound:prt") return tree.Lemma(first - 1);
        return "";
    }

    /// <summary>Words of a count and opening quotation marks before an item's phrase ("up to several hundred").</summary>
    private bool OpensCount(int i) => tree.Upos(i) is Upos.Num || tree.Analysis.Word(i) is "\"" or "“" or "‘"
        || tree.WordLower(i) is "up" or "several" or "hundred" or "hundreds" or "more" or "than" or "about" or "nearly" or "least" || tree.WordIs(i, "to") && tree.WordIs(i - 1, "up") || tree.WordIs(i, "at") && tree.WordIs(i + 1, "least");

    private string PlaceUnder(int child, int trigger, string marker, bool isNoun, bool passive, bool direct)
    {
        var relation = tree.Base(child);
        if (isNoun)
        {
            if (marker == "'s" || tree.Relation(child) == "nmod:poss") return "poss";
            if (relation.SequenceEqual("nmod") || relation.SequenceEqual("obl")) return marker;
            if (relation.SequenceEqual("compound") || relation.SequenceEqual("amod")) return "mod";
            return "";
        }
        if (passive && marker == "by" && child > trigger) return "subj";
        if (relation.SequenceEqual("nsubj") && !direct && marker is "from" or "to" or "for") return marker; // "tanks from Korea were unloaded"
        if (relation.SequenceEqual("nsubj")) return passive || tree.Relation(child) == "nsubj:pass" ? "obj" : "subj";
        // "transferred the last four of 13 promised jets": the count before "of" is the object, whatever the tree hangs where.
        if (relation.SequenceEqual("obj") && marker == "of" && CountedBefore(child, trigger)) return "obj";
        if (relation.SequenceEqual("obj")) return direct && marker.Length == 0 ? "obj" : marker.Length > 0 ? marker : "obj";
        if (relation.SequenceEqual("iobj")) return "iobj";
        // An object right behind its verb that the parser has called something else.
        if (marker.Length == 0 && (!passive || tree.Lemma(trigger) is "give" or "send" or "sell" or "offer" or "promise" or "hand" or "supply" or "grant" or "lend" or "award" or "pledge") && child > trigger && (relation.SequenceEqual("obl") || relation.SequenceEqual("dep") || relation.SequenceEqual("nmod") || relation.SequenceEqual("xcomp")) && child - trigger <= 10) return "obj";
        if (relation.SequenceEqual("obl") || relation.SequenceEqual("nmod") || relation.SequenceEqual("advmod") || relation.SequenceEqual("dep") || relation.SequenceEqual("advcl"))
        {
            if (marker.Length == 0 && child > trigger && !passive) return "obj";
            if (marker == "by" && passive) return "subj";
            return marker is "'s" ? "" : marker;
        }
        return "";
    }

    private bool CountedBefore(int child, int trigger)
    {
        for (var i = child - 1; i > trigger + 1 && child - i <= 8; i--)
        {
            if (tree.WordIs(i, "of")) return tree.Upos(i - 1) is Upos.Num || ActorNouns.IsMeasure(tree.Lemma(i - 1)) || tree.WordIs(i - 1, "more");
        }
        return false;
    }

    /// <summary>"…, and New Delhi has not stopped": a finite verb right behind a name that the tree joins to the one before.</summary>
    private bool OpensClause(PartyMention p, int trigger)
    {
        var core = tree.GroupHead(p.Head);
        if (!tree.Base(core).SequenceEqual("conj") || tree.Upos(p.First - (p.First > 0 ? 1 : 0)) is not Upos.Cconj) return false;
        var next = p.Last + 1;
        return next < tree.Tokens.Count && tree.SentenceOf(next) == tree.SentenceOf(p.Last) && tree.Upos(next) is Upos.Verb or Upos.Aux && tree.Xpos(next) is "VBD" or "VBZ" or "VBP" or "MD" && next > trigger;
    }
}

using Waybill.Claims.Mentions;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Frames;

/// <summary>A mention at a place beside a trigger. <see cref="Surface"/>: found by the order of words, not by the tree.</summary>
internal readonly record struct Argument(Mention Mention, string Place, int Cost, bool Surface);

/// <summary>Finds which mentions stand at which place beside a verb or noun of transfer. The tree is asked first; where a
/// small parser's tree has no answer, strict adjacency is. Passives are turned round: places are deep ones.</summary>
internal sealed class ArgumentFinder(TreeView tree, CueTable cues, ClauseStructure clauses, Func<int, int, bool> speaks)
{
    private const int MaxDepth = 6;

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
            if (!passive || found.All(a => a.Place != "subj")) SurfaceSubject(trigger, passive, mentions, sentence, found);
            SurfaceObject(trigger, passive, mentions, found);
            Contained(trigger, passive, mentions, sentence, found);
        }
        else SurfaceContent(trigger, mentions, found);
        SurfacePhrases(trigger, isNoun, mentions, sentence, found);
        Lists(mentions, found, trigger);
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
            if (isNoun && m is PartyMention && AnotherBetween(trigger, m.First, mentions)) return;
            var core = clauses.Core(m.Head);
            if (subject >= 0 && !named && core == clauses.Core(subject) && tree.CaseOf(core) is "" or "'s" && !IsPossessor(m))
            {
                found.Add(new(m, passive ? "obj" : "subj", 0, false));
                return;
            }
            if (gap >= 0 && (core == gap || m is ItemMention && m.First <= gap && gap <= m.Last && m.Head <= gap))
            {
                found.Add(new(m, gapIsObject ? "obj" : "subj", 0, false));
                return;
            }
            Climb(m, core);
        }

        void Climb(Mention m, int core)
        {
            var marker = MarkerOf(m, core);
            // "handed over its tanks": a particle right behind the verb is no preposition of the object.
            if (!isNoun && core > trigger + 1 && (marker is "over" or "up" or "out" or "off" || marker == "on" && tree.Lemma(trigger) == "pass") && tree.WordIs(trigger + 1, marker) && PhraseStart(m) <= trigger + 3) marker = "";
            var cost = 0;
            var at = core;
            for (var hop = 0; hop < MaxDepth; hop++)
            {
                var head = tree.Head(at);
                if (head < 0) return;
                if (head == trigger)
                {
                    var place = PlaceUnder(at, trigger, marker, isNoun, passive, at == core);
                    if (place.Length > 0) found.Add(new(m, place, cost, false));
                    return;
                }
                var relation = tree.Base(at);
                // "drones that Iran sent to Russia": the phrase after the gap's noun belongs to another clause; only nominal hops.
                if (!tree.IsNominal(head) || !(relation.SequenceEqual("nmod") || relation.SequenceEqual("obl") || relation.SequenceEqual("compound") || relation.SequenceEqual("conj") || relation.SequenceEqual("appos"))) return;
                if (marker.Length == 0 || marker is "'s") return;
                if (marker == "of" && subject >= 0 && clauses.Core(head) == clauses.Core(subject) && ActorNouns.IsBody(tree.Lemma(head)) && m is PartyMention)
                {
                    found.Add(new(m, passive ? "obj" : "subj", 1, false)); // "the government of Iran", "the commander of the Ukrainian army"
                    return;
                }
                if (marker == "of" && !ActorNouns.IsMeasure(tree.Lemma(head))) return;
                // "shipment of shells to Russia" under a verb: the noun of transfer takes its own phrases.
                if (!isNoun && IsTransferNoun(head) && !ActorNouns.IsMeasure(tree.Lemma(head))) return;
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

    /// <summary>"sales to Iran and diversion of profits to rebels": whether a second noun with what it is of, no arms and no measure
    /// of any, stands between a noun of transfer and a phrase. By the order of words: parsers hang such phrases anywhere.</summary>
    private bool AnotherBetween(int trigger, int first, SentenceMentions mentions)
    {
        for (var i = trigger + 1; i < first - 3; i++)
        {
            if (tree.Upos(i) is not Upos.Cconj) continue;
            var noun = i + 1;
            while (noun < first && tree.Upos(noun) is Upos.Det or Upos.Adj) noun++;
            if (noun + 2 >= first || tree.Upos(noun) is not Upos.Noun || !tree.WordIs(noun + 1, "of") || ActorNouns.IsMeasure(tree.Lemma(noun))) continue;
            var of = noun + 2;
            while (of < first && tree.Upos(of) is Upos.Det or Upos.Adj or Upos.Num) of++;
            if (of < first && tree.Upos(of) is Upos.Noun && !mentions.Items.Any(m => m.First <= of && of <= m.Last)) return true;
        }
        return false;
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
            if (before <= trigger || tree.Upos(before) is not Upos.Cconj || !tree.WordIs(before - 1, ",")) continue;
            var next = p.Last + 1;
            if (tree.WordIs(next, "one") || tree.WordIs(next, "another")) return p.First;
            while (next < tree.Tokens.Count && tree.Upos(next) is Upos.Det or Upos.Num or Upos.Adj && next - p.Last <= 4) next++;
            if (mentions.Items.Any(i => i.First - p.Last <= 5 && i.First <= next && next <= i.Last)) return p.First;
        }
        return int.MaxValue;
    }

    private static bool IsPossessor(Mention m) => m is PartyMention { Modifies: >= 0 };

    private bool IsTransferNoun(int token) => tree.Lemma(token) is "delivery" or "supply" or "transfer" or "sale" or "export" or "provision" or "donation";

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
        if (relation.SequenceEqual("nsubj") && !direct && marker is "from" or "to" or "for") return marker; // "tanks from Korea were unloaded"
        if (relation.SequenceEqual("nsubj")) return passive || tree.Relation(child) == "nsubj:pass" ? "obj" : "subj";
        // "transferred the last four of 13 promised jets": the count before "of" is the object, whatever the tree hangs where.
        if (relation.SequenceEqual("obj") && marker == "of" && CountedBefore(child, trigger)) return "obj";
        if (relation.SequenceEqual("obj")) return direct && marker.Length == 0 ? "obj" : marker.Length > 0 ? marker : "obj";
        if (relation.SequenceEqual("iobj")) return "iobj";
        // An object right behind its verb that the parser has called something else.
        if (marker.Length == 0 && !passive && child > trigger && (relation.SequenceEqual("obl") || relation.SequenceEqual("dep") || relation.SequenceEqual("nmod") || relation.SequenceEqual("xcomp")) && child - trigger <= 10) return "obj";
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

    /// <summary>The party right before the verb group, where the tree gives no subject at all: only auxiliaries, adverbs,
    /// known words of wanting, planning, denying … and asides between commas may stand between.</summary>
    private void SurfaceSubject(int verb, bool passive, SentenceMentions mentions, Sentence sentence, List<Argument> found)
    {
        var place = passive ? "obj" : "subj";
        if (found.Exists(a => a.Place == place)) return;
        if (clauses.SubjectOf(verb, out _) is var s && s >= 0 && !IsStrayNoun(s, mentions) || tree.IsRelative(verb)) return;
        if (passive && tree.Base(verb).SequenceEqual("acl")) return;
        var link = clauses.LinkOf(verb);
        for (var i = verb - 1; i >= sentence.FirstToken && verb - i <= 14; i--)
        {
            foreach (var p in mentions.Parties)
            {
                if (p.Last != i || !p.Acts) continue;
                if (p.Modifies >= 0 && !(p.Modifies < verb && tree.Upos(p.Modifies) is Upos.Noun && cues.Of(CuePart.Noun, tree.Lemma(p.Modifies)).Length > 0)) return;
                var before = p.First - 1;
                while (before > sentence.FirstToken && tree.Upos(before) is Upos.Det) before--;
                if (before >= sentence.FirstToken && tree.Upos(before) is Upos.Adp)
                {
                    // "… in August": a phrase of time or place on the way is passed over; a party in it ends the search.
                    return;
                }
                found.Add(new(p, place, 2, true));
                return;
            }
            var upos = tree.Upos(i);
            if (upos is Upos.Aux or Upos.Adv or Upos.Part) continue;
            // "Iran, which has supplied …"
            if (tree.Lemma(i) is "which" or "who" && i - 1 >= sentence.FirstToken && tree.Analysis.Word(i - 1) is ",") { i--; continue; }
            if (upos is Upos.Punct && tree.Analysis.Word(i) is "," && (tree.Upos(i - 1) is Upos.Adv || i + 1 < verb && tree.Upos(i + 1) is Upos.Adv)) continue;
            if (link is "inf" or "ger" || i < verb - 1)
            {
                if (upos is Upos.Verb && cues.Of(CuePart.Verb, tree.Lemma(i)).Any(c => c.Control == CueControl.Subject)) { link = clauses.LinkOf(i); continue; }
                if (upos is Upos.Adj && cues.Of(CuePart.Adj, tree.Lemma(i)).Length > 0) continue;
                if (upos is Upos.Noun && cues.Of(CuePart.Noun, tree.Lemma(i)).Length > 0) continue;
                if (upos is Upos.Adp or Upos.Sconj && (link == "ger" || tree.Upos(i + 1) is Upos.Noun && cues.Of(CuePart.Noun, tree.Lemma(i + 1)).Length > 0)) continue;
                if (upos is Upos.Cconj && i > sentence.FirstToken && tree.Upos(i - 1) is Upos.Verb or Upos.Adv && tree.Upos(i + 1) is not (Upos.Propn or Upos.Noun)) continue;
            }
            // "in August", "on Monday", "last week"
            if (clauses.IsTimeWord(i)) { if (i > sentence.FirstToken && tree.Upos(i - 1) is Upos.Adp or Upos.Adj) i--; continue; }
            return;
        }
    }

    /// <summary>A subject that the tree took from a time or a stray noun ("last week"), never a party or a pronoun.</summary>
    private bool IsStrayNoun(int token, SentenceMentions mentions) => clauses.IsTimeWord(token) && !mentions.Parties.Any(p => p.First <= token && token <= p.Last);

    private void SurfaceObject(int verb, bool passive, SentenceMentions mentions, List<Argument> found)
    {
        if (passive || found.Exists(a => a.Place == "obj" && a.Mention is ItemMention)) return;
        foreach (var m in mentions.Items)
        {
            if (m.Modifies >= 0 || m.First <= verb || found.Exists(a => ReferenceEquals(a.Mention, m) && a.Place is not ("from" or "to" or "of"))) continue;
            var from = verb + 1;
            var ok = m.First - verb <= 9;
            for (var i = from; i < m.First && ok; i++)
            {
                ok = tree.Upos(i) is Upos.Det or Upos.Adj or Upos.Num or Upos.Adv or Upos.Sym || i >= m.PhraseFirst
                    || tree.Upos(i) is Upos.Verb && tree.Base(i).SequenceEqual("amod") && i > verb + 1 // "the remaining three of"
                    || tree.Upos(i) is Upos.Verb && tree.Xpos(i) == "VBN" && tree.Upos(i - 1) is Upos.Num or Upos.Det or Upos.Adj or Upos.Pron && i + 1 >= m.PhraseFirst // "the last four of 13 promised jets"
                    || mentions.Parties.Any(p => p.Acts && p.Modifies < 0 && p.First <= verb + 2 && p.First <= i && i <= p.Last) // "promised Ukraine 14 of its tanks"
                    || FromParty(i, mentions) // "received from Venezuela several missiles"
                    || tree.Upos(i) is Upos.Propn && !mentions.Parties.Any(p => p.First <= i && i <= p.Last && p.Acts) || tree.Lemma(i) is "of" && i > verb + 1 && (ActorNouns.IsMeasure(tree.Lemma(i - 1)) || tree.WordIs(i - 1, "more") || tree.Upos(i - 1) is Upos.Num)
                    || ActorNouns.IsMeasure(tree.Lemma(i)) || tree.Upos(i) is Upos.Pron && tree.Relation(i) == "nmod:poss"
                    || tree.Upos(i) is Upos.Adp && tree.Lemma(i) is "up" or "than" or "to" && i <= verb + 3 && tree.Lemma(i - 1) is "up" or "more" or "less" or "fewer"
                    || tree.WordIs(i, "at") && (tree.WordIs(i + 1, "least") || tree.WordIs(i + 1, "most")) || tree.WordIs(i, "about")
                    || i == verb + 1 && tree.Lemma(i) is "over" or "up" or "out" or "off" or "on"
                    || tree.Upos(i) is Upos.Punct && tree.Analysis.Word(i) is "\"" or "“" or "‘";
            }
            if (ok) found.Add(new(m, "obj", 2, true));
            return;
        }
    }

    /// <summary>"6,700 containers that could hold shells", "crates believed to contain rifles": what is in them is what was sent.</summary>
    private void Contained(int verb, bool passive, SentenceMentions mentions, Sentence sentence, List<Argument> found)
    {
        if (found.Exists(a => a.Place == "obj" && a.Mention is ItemMention)) return;
        for (var t = passive ? Math.Max(sentence.FirstToken, verb - 8) : verb + 1; t < sentence.EndToken && t - verb <= 8; t++)
        {
            if (tree.Upos(t) is not Upos.Noun || tree.Lemma(t) is not ("container" or "crate" or "box" or "wagon" or "truckload" or "railcar" or "carriage")) continue;
            for (var i = t + 1; i < sentence.EndToken && i - t <= 8; i++)
            {
                if (tree.Lemma(i) is not ("hold" or "contain" or "carry" or "fit" or "fill" or "load" or "accommodate")) continue;
                foreach (var m in mentions.Items)
                {
                    if (m.Modifies >= 0 || m.First <= i || m.First - i > 9) continue;
                    found.Add(new(m, "obj", 2, true));
                    return;
                }
            }
            return;
        }
    }

    private bool FromParty(int token, SentenceMentions mentions)
    {
        foreach (var p in mentions.Parties)
        {
            if (!p.Acts || p.Modifies >= 0) continue;
            var start = p.First - 1;
            while (start > 0 && tree.Upos(start) is Upos.Det) start--;
            if (start >= 0 && tree.WordIs(start, "from") && token >= start && token <= p.Last) return true;
        }
        return false;
    }

    /// <summary>Start of a mention's phrase with the measure around it: "a total of 1,000 …".</summary>
    private int PhraseStart(Mention mention)
    {
        if (mention is not ItemMention item) return mention.First;
        var first = item.PhraseFirst;
        for (var hop = 0; hop < 3 && first - 2 >= 0 && tree.WordIs(first - 1, "of") && (ActorNouns.IsMeasure(tree.Lemma(first - 2)) || tree.Upos(first - 2) is Upos.Num); hop++)
        {
            first -= 2;
            while (first - 1 >= 0 && tree.SentenceOf(first - 1) == tree.SentenceOf(item.First) && tree.Upos(first - 1) is Upos.Det or Upos.Num or Upos.Adj) first--;
        }
        return first;
    }

    /// <summary>"delivery of drones", "delivery on Thursday of the first two howitzers", "the purchase by Poland of 32 jets",
    /// whatever the tree hung it on.</summary>
    private void SurfaceContent(int noun, SentenceMentions mentions, List<Argument> found)
    {
        if (found.Exists(a => a.Place == "of" && a.Mention is ItemMention)) return;
        var of = noun + 1;
        while (of - noun <= 8 && of < tree.Tokens.Count && tree.SentenceOf(of) == tree.SentenceOf(noun) && !tree.WordIs(of, "of")
            && tree.Upos(of) is Upos.Adp or Upos.Det or Upos.Num or Upos.Propn or Upos.Adj or Upos.Adv or Upos.Part || clauses.IsTimeWord(of)) of++;
        if (!tree.WordIs(of, "of")) return;
        foreach (var m in mentions.Items)
        {
            if (m.Modifies >= 0 || m.First <= of) continue;
            var ok = m.First - of <= 9;
            for (var i = of + 1; i < m.First && ok; i++)
            {
                ok = i >= m.PhraseFirst || tree.Upos(i) is Upos.Det or Upos.Adj or Upos.Num or Upos.Adv or Upos.Sym || ActorNouns.IsMeasure(tree.Lemma(i)) || tree.Lemma(i) is "of" or "than" or "to" or "up";
            }
            if (!ok) return;
            found.RemoveAll(a => ReferenceEquals(a.Mention, m));
            found.Add(new(m, "of", 1, true));
            return;
        }
    }

    /// <summary>What stands in one list stands at one place: items and parties joined only by commas and conjunctions.</summary>
    private void Lists(SentenceMentions mentions, List<Argument> found, int trigger)
    {
        foreach (var group in new IReadOnlyList<Mention>[] { mentions.Items, mentions.Parties })
        {
            for (var i = 0; i + 1 < group.Count; i++) Extend(group[i], group[i + 1]);
            for (var i = group.Count - 2; i >= 0; i--) Extend(group[i + 1], group[i]);
        }

        void Extend(Mention known, Mention other)
        {
            if (other.Head == trigger || other is ItemMention { Modifies: >= 0 } or PartyMention { Acts: false } or PartyMention { Modifies: >= 0 }) return;
            if (found.Exists(a => ReferenceEquals(a.Mention, other) && !(other is ItemMention && a.Place is "from" or "to"))) return;
            var at = found.FindLastIndex(a => ReferenceEquals(a.Mention, known));
            if (at < 0 || !InOneList(known, other, trigger)) return;
            // "to Kyiv, and Estonia is donating": what stands behind a preposition is no second subject.
            if (known is PartyMention && found[at].Place == "subj" && other.First < known.First && AfterPreposition(other)) return;
            found.Add(new(other, found[at].Place, found[at].Cost + 1, true));
        }
    }

    private bool AfterPreposition(Mention m)
    {
        var i = m.First - 1;
        while (i >= 0 && tree.SentenceOf(i) == tree.SentenceOf(m.First) && tree.Upos(i) is Upos.Det) i--;
        return i >= 0 && tree.SentenceOf(i) == tree.SentenceOf(m.First) && tree.Upos(i) is Upos.Adp;
    }

    /// <summary>"…, and New Delhi has not stopped": a finite verb right behind a name that the tree joins to the one before.</summary>
    private bool OpensClause(PartyMention p, int trigger)
    {
        var core = tree.GroupHead(p.Head);
        if (!tree.Base(core).SequenceEqual("conj") || tree.Upos(p.First - (p.First > 0 ? 1 : 0)) is not Upos.Cconj) return false;
        var next = p.Last + 1;
        return next < tree.Tokens.Count && tree.SentenceOf(next) == tree.SentenceOf(p.Last) && tree.Upos(next) is Upos.Verb or Upos.Aux && tree.Xpos(next) is "VBD" or "VBZ" or "VBP" or "MD" && next > trigger;
    }

    private bool InOneList(Mention a, Mention b, int trigger)
    {
        var (left, right) = a.First < b.First ? (a, b) : (b, a);
        var to = right is ItemMention item ? item.PhraseFirst : right.First;
        var conjunctions = 0;
        for (var i = left.Last + 1; i < to; i++)
        {
            if (tree.Upos(i) is Upos.Cconj || tree.WordIs(i, "&")) conjunctions++;
            else if (tree.Analysis.Word(i) is "," or ";") conjunctions++;
            else if (tree.Upos(i) is Upos.Det or Upos.Num or Upos.Adj && right is ItemMention || tree.WordIs(i, "the") || tree.WordIs(i, "other")) continue;
            else if (tree.WordIs(i, "as") || tree.WordIs(i, "well")) { conjunctions++; }
            else if (tree.WordIs(i, "of") && conjunctions > 0 && right is ItemMention) continue; // "of 180 tanks and of 212 howitzers"
            else return false;
        }
        // "… to 13 countries, and Turkish officials say", "… to Ukraine, and Finland never sent": the right one begins a clause.
        var next = right.Last + 1;
        while (next < tree.Tokens.Count && tree.Upos(next) is Upos.Adv or Upos.Part) next++;
        if (next < tree.Tokens.Count && tree.SentenceOf(next) == tree.SentenceOf(right.Last) && tree.Upos(next) is Upos.Verb or Upos.Aux && tree.Xpos(next) is not ("VBN" or "VBG") && !tree.WordIs(next - 1, "to") && !IsGroupOf(next, trigger)) return false;
        // A single comma between two parties is an aside ("Russia, Iran said"), not a list.
        if (conjunctions == 0 || to - left.Last > 8) return false;
        return right is ItemMention || tree.Upos(right.First - 1) is Upos.Cconj or Upos.Det && conjunctions > 0 && HasConjunction(left.Last + 1, right.First);
    }

    /// <summary>"A and B drones were delivered": the verb group that opens at a token is the trigger's own.</summary>
    private bool IsGroupOf(int first, int trigger)
    {
        for (var i = first; i <= trigger && i - first <= 4; i++)
        {
            if (i == trigger) return true;
            if (tree.Upos(i) is not (Upos.Aux or Upos.Adv or Upos.Part)) return false;
        }
        return false;
    }

    private bool HasConjunction(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tree.Upos(i) is Upos.Cconj) return true;
        }
        return false;
    }

    private bool Conjoins(int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            if (tree.Upos(i) is Upos.Cconj) return true;
        }
        return false;
    }

    /// <summary>The noun of "countries including X", "allies such as X" before a name, or −1.</summary>
    private int CountriesBefore(int first)
    {
        var i = first - 1;
        if (i > 0 && tree.WordIs(i, "as") && tree.WordIs(i - 1, "such")) i -= 2;
        else if (i >= 0 && (tree.WordIs(i, "including") || tree.WordIs(i, "like"))) i--;
        else return -1;
        if (i > 0 && tree.WordIs(i, ",")) i--;
        return i >= 0 && tree.Lemma(i) is "country" or "state" or "nation" or "ally" or "customer" or "buyer" or "partner" or "client" ? i : -1;
    }

    /// <summary>Phrases ("from Iran") that the tree hung elsewhere: they go to the nearest verb or noun of the frame before
    /// them if only items, numbers and other phrases lie between.</summary>
    private void SurfacePhrases(int trigger, bool isNoun, SentenceMentions mentions, Sentence sentence, List<Argument> found)
    {
        foreach (var p in mentions.Parties.Concat<Mention>(mentions.Items))
        {
            if (p is PartyMention { Acts: false } or ItemMention { Modifies: >= 0 } || p.First <= trigger || found.Exists(a => ReferenceEquals(a.Mention, p))) continue;
            var first = p is ItemMention phrase ? Math.Max(PhraseStart(phrase), trigger + 1) : p.First;
            if (p is PartyMention { Form: PartyForm.Pronoun } && tree.WordLower(p.First) is "its" or "their" or "our" or "his" or "her") continue;
            if (p is PartyMention && !isNoun && !tree.IsPassive(trigger) && (first == trigger + 1 || first == trigger + 2 && tree.Upos(trigger + 1) is Upos.Det) && p is not PartyMention { Modifies: >= 0 })
            {
                // "providing Russia with …": the party right behind an active verb.
                if (!found.Exists(a => a.Place == "obj")) found.Add(new(p, "obj", 2, true));
                else if (found.Exists(a => a.Place == "obj" && a.Mention is ItemMention) && !found.Exists(a => a.Place is "iobj")) found.Add(new(p, "iobj", 2, true)); // "promised Ukraine 19 jets"
                continue;
            }
            if (p is PartyMention && tree.Analysis.Word(first - 1) is "'s" or "’s" && mentions.Parties.FirstOrDefault(o => o.Last == first - 2 && o.First > trigger) is { } owner) first = owner.First; // "from Sweden's Saab"
            while (first - 1 > trigger && tree.Upos(first - 1) is Upos.Det) first--;
            if (first - 1 <= trigger || first - trigger > 25) continue;
            if (p is PartyMention && CountriesBefore(first) is var group && group > trigger)
            {
                // "from other countries, including Pakistan"
                first = group;
                while (first - 1 > trigger && tree.Upos(first - 1) is Upos.Det or Upos.Adj or Upos.Num) first--;
                if (first - 1 <= trigger) continue;
            }
            var marker = tree.Lemma(first - 1);
            if (tree.Upos(first - 1) is not (Upos.Adp or Upos.Part or Upos.Sconj) || marker is not ("to" or "from" or "by" or "with" or "for" or "at" or "into" or "against")) continue;
            if (p is ItemMention && marker is not ("with" or "for")) continue;
            if (p is PartyMention { Modifies: >= 0 }) continue; // "to Iran's ports"
            var clear = true;
            for (var i = trigger + 1; i < first - 1 && clear; i++)
            {
                clear = tree.Upos(i) switch
                {
                    // "vehicles bought by the police to": what was bought before stands in between.
                    Upos.Verb => tree.Base(i).SequenceEqual("amod") || i > 0 && tree.Analysis.Word(i - 1) is "-" or "–" && tree.Xpos(i) is "VBN" or "VBD" || tree.Xpos(i) == "VBN" && tree.Base(i).SequenceEqual("acl") && (marker == "to" || marker == "from" && tree.Lemma(trigger) is "seize" or "intercept" or "interdict" or "confiscate" or "impound" or "recover" && tree.Lemma(i) is "send" or "ship" or "smuggle"),
                    Upos.Aux or Upos.Sconj => false,
                    Upos.Punct => tree.Analysis.Word(i) is "," or "-" or "\"" or "“" or "”" or "’" or "'",
                    Upos.Pron => tree.Lemma(i) is not ("which" or "who" or "that"),
                    Upos.Noun => !IsTransferNoun(i) || i == trigger,
                    _ => true,
                };
            }
            if (!clear) continue;
            // "sales to Iran and diversion of profits to rebels": the second belongs to another noun.
            if (p is PartyMention && isNoun && AnotherBetween(trigger, first, mentions)) continue;
            if (p is PartyMention && isNoun && found.Exists(a => a.Place == marker && a.Mention is PartyMention && a.Mention.Last < first && !InOneList(a.Mention, p, trigger)) && Conjoins(trigger, first)) continue;
            var place = marker == "by" && !isNoun ? "subj" : marker;
            if (place == "subj" && !tree.IsPassive(trigger)) continue;
            found.Add(new(p, place, 3, true));
        }
    }
}

using Waybill.Claims.Mentions;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Frames;

/// <summary>Arguments by the order of words, where a small parser's tree has no answer: strict adjacency, over tokens that can stand there.</summary>
internal sealed class SurfaceArguments(TreeView tree, CueTable cues, ClauseStructure clauses)
{
    private readonly ArgumentLists _lists = new(tree);

    /// <summary>The party right before the verb group, where the tree gives no subject at all: only auxiliaries, adverbs,
    /// known words of wanting, planning, denying … and asides between commas may stand between.</summary>
    public void Subject(int verb, bool passive, SentenceMentions mentions, Sentence sentence, List<Argument> found)
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

    /// <summary>"The first of 1,800 bombs held back by the administration landed in Israel": arms before a finite verb that has no subject,
    /// with nothing but a participle's phrase between.</summary>
    public void ItemSubject(int verb, bool passive, SentenceMentions mentions, Sentence sentence, List<Argument> found)
    {
        if (passive || tree.Xpos(verb) is not ("VBD" or "VBZ" or "VBP") || tree.IsRelative(verb) || found.Exists(a => a.Place == "subj")) return;
        for (var i = mentions.Items.Length - 1; i >= 0; i--)
        {
            var item = mentions.Items[i];
            if (item.Last >= verb || item.Modifies >= 0) continue;
            if (verb - item.Last > 14) return;
            for (var t = item.Last + 1; t < verb; t++)
            {
                if (tree.Analysis.Word(t) is "," or ";" or ":" || tree.Upos(t) is Upos.Sconj or Upos.Pron or Upos.Cconj || tree.Upos(t) is Upos.Verb or Upos.Aux && tree.Xpos(t) is not ("VBN" or "VBD")) return;
                if (tree.Xpos(t) is "VBD" && t != item.Last + 1) return;
            }
            var before = item.PhraseFirst - 1;
            while (before - 1 >= sentence.FirstToken && tree.WordIs(before, "of")) { before -= 2; while (before >= sentence.FirstToken && tree.Upos(before) is Upos.Det or Upos.Adj or Upos.Num) before--; }
            if (before >= sentence.FirstToken && tree.Upos(before) is not (Upos.Punct or Upos.Sconj or Upos.Cconj)) return;
            found.Add(new(item, "subj", 2, true));
            return;
        }
    }

    /// <summary>A subject that the tree took from a time or a stray noun ("last week"), never a party or a pronoun.</summary>
    private bool IsStrayNoun(int token, SentenceMentions mentions) => clauses.IsTimeWord(token) && !mentions.Parties.Any(p => p.First <= token && token <= p.Last);

    public void Object(int verb, bool passive, SentenceMentions mentions, List<Argument> found)
    {
        if (passive) { ToBeDone(verb, mentions, found); return; }
        if (found.Exists(a => a.Place == "obj" && a.Mention is ItemMention)) return;
        if (InContact(verb, mentions) is { } contact) { found.Add(new(contact, "obj", 2, true)); return; }
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
                    || tree.WordIs(i, "to") && tree.Upos(i - 1) is Upos.Num && tree.Upos(i + 1) is Upos.Num // "six to eight"
                    || i == verb + 1 && tree.Upos(i) is Upos.Pron && tree.WordLower(i) is "it" or "them" or "him" or "us" // "handing it six fighters"
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

    /// <summary>"the 18 launchers it ordered from", "the jets Baku bought": the arms right before a subject that stands right before its verb.</summary>
    private ItemMention? InContact(int verb, SentenceMentions mentions)
    {
        if (tree.Xpos(verb) is not ("VBD" or "VBN" or "VBZ" or "VBP")) return null;
        var i = verb - 1;
        while (i > 0 && tree.Upos(i) is Upos.Aux or Upos.Adv) i--;
        var start = -1;
        foreach (var p in mentions.Parties)
        {
            if (p.Last == i && p.Acts && p.Modifies < 0) start = p.First;
        }
        if (start < 1) return null;
        while (start > 0 && tree.Upos(start - 1) is Upos.Det) start--;
        foreach (var m in mentions.Items)
        {
            if (m.Last == start - 1 && m.Modifies < 0 && !m.IsPlaceholder && tree.SentenceOf(m.Last) == tree.SentenceOf(verb)) return m;
        }
        return null;
    }

    /// <summary>"called for missiles to be sent", "rockets to be covertly shipped": the arms right before "to be".</summary>
    private void ToBeDone(int verb, SentenceMentions mentions, List<Argument> found)
    {
        if (found.Exists(a => a.Place == "obj" && a.Mention is ItemMention)) return;
        var i = verb - 1;
        while (i > 1 && tree.Upos(i) is Upos.Adv) i--;
        if (i < 2 || !tree.WordIs(i, "be") || !tree.WordIs(i - 1, "to") || tree.SentenceOf(i - 2) != tree.SentenceOf(verb)) return;
        foreach (var m in mentions.Items)
        {
            if (m.Last == i - 2 && m.Modifies < 0) { found.Add(new(m, "obj", 2, true)); return; }
        }
    }

    /// <summary>"6,700 containers that could hold shells", "crates believed to contain rifles": what is in them is what was sent.</summary>
    public void Contained(int verb, bool passive, SentenceMentions mentions, Sentence sentence, List<Argument> found)
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
    public int PhraseStart(Mention mention)
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

    /// <summary>The "of" behind a noun of transfer over its other phrases, from a token on; −1 if none.</summary>
    private int ContentOf(int noun, int from)
    {
        var of = from + 1;
        while (of - noun <= 10 && of < tree.Tokens.Count && tree.SentenceOf(of) == tree.SentenceOf(noun) && !tree.WordIs(of, "of")
            && (tree.Upos(of) is Upos.Adp or Upos.Det or Upos.Num or Upos.Propn or Upos.Adj or Upos.Adv or Upos.Part || clauses.IsTimeWord(of) || tree.Upos(of) is Upos.Noun && tree.Lemma(of) is "government" or "kingdom" or "island" or "army" or "navy" or "force" or "country" or "republic")) of++;
        return of - noun <= 10 && tree.WordIs(of, "of") && tree.SentenceOf(of) == tree.SentenceOf(noun) ? of : -1;
    }

    /// <summary>"delivery of drones", "delivery on Thursday of the first two howitzers", "the purchase by Poland of 32 jets",
    /// whatever the tree hung it on.</summary>
    public void Content(int noun, SentenceMentions mentions, List<Argument> found)
    {
        if (found.Exists(a => a.Place == "of" && a.Mention is ItemMention)) return;
        var of = ContentOf(noun, noun);
        if (of < 0) return;
        // "sale to the Government of Kuwait of missile systems": the first "of" may belong to a name.
        if (mentions.Parties.Any(p => p.First <= of + 2 && p.Last > of && tree.Upos(of + 1) is Upos.Propn or Upos.Det && ContentOf(noun, of) >= 0)) of = ContentOf(noun, of);
        foreach (var m in mentions.Items)
        {
            if (m.Modifies >= 0 || m.First <= of) continue;
            var ok = m.First - of <= 9;
            for (var i = of + 1; i < m.First && ok; i++)
            {
                ok = i >= m.PhraseFirst || tree.Upos(i) is Upos.Det or Upos.Adj or Upos.Num or Upos.Adv or Upos.Sym || i == of + 1 && tree.Xpos(i) == "PRP$" || ActorNouns.IsMeasure(tree.Lemma(i)) || tree.Lemma(i) is "of" or "than" or "to" or "up" or "worth";
            }
            if (!ok) return;
            found.RemoveAll(a => ReferenceEquals(a.Mention, m));
            found.Add(new(m, "of", 1, true));
            return;
        }
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
    public void Phrases(int trigger, bool isNoun, SentenceMentions mentions, Sentence sentence, List<Argument> found)
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
            if (p is PartyMention && marker == "with" && ArgumentFinder.Exchanges.Contains(tree.Lemma(first - 2))) continue; // "after talks with Washington"
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
            if (p is PartyMention && isNoun && found.Exists(a => a.Place == marker && a.Mention is PartyMention && a.Mention.Last < first && !_lists.Holds(a.Mention, p, trigger)) && Conjoins(trigger, first)) continue;
            var place = marker == "by" && !isNoun ? "subj" : marker;
            if (place == "subj" && !tree.IsPassive(trigger)) continue;
            found.Add(new(p, place, 3, true));
        }
    }

    /// <summary>"sales to Iran and diversion of profits to rebels": whether a second noun with what it is of, no arms and no measure
    /// of any, stands between a noun of transfer and a phrase. By the order of words: parsers hang such phrases anywhere.</summary>
    public bool AnotherBetween(int trigger, int first, SentenceMentions mentions)
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

    public bool IsTransferNoun(int token) => tree.Lemma(token) is "delivery" or "supply" or "transfer" or "sale" or "export" or "provision" or "donation";
}

using Waybill.Claims.Mentions;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Frames;

/// <summary>What a clause shares with the words around it: whose deed its verb is, which noun it says something about, and how
/// it hangs on its head. Reads the tree, and the order of words where a small parser's tree has no answer.</summary>
internal sealed class ClauseStructure(TreeView tree, CueTable cues, SentenceMentions[] mentions)
{
    private const int MaxDepth = 6;

    /// <summary>Whether a token stands in the name of a party that can act.</summary>
    public bool IsParty(int token)
    {
        foreach (var p in mentions[tree.SentenceOf(token)].Parties)
        {
            if (p.First <= token && token <= p.Last && (p.Acts || p.Form is PartyForm.Adjective)) return true;
        }
        return false;
    }

    /// <summary>The token that stands for a phrase outside: over conjunctions, appositions and "containers of …".</summary>
    public int Core(int token)
    {
        var at = tree.GroupHead(token);
        for (var hop = 0; hop < MaxDepth; hop++)
        {
            var head = tree.Head(at);
            if (head < 0) return at;
            var relation = tree.Base(at);
            if ((relation.SequenceEqual("nmod") || relation.SequenceEqual("obl")) && tree.CaseOf(at) == "of" && (ActorNouns.IsMeasure(tree.Lemma(head)) || tree.Upos(head) == Upos.Num || tree.Lemma(head) is "first" or "second" or "third" or "last" or "latest"))
            {
                at = tree.GroupHead(head);
                continue;
            }
            // "to countries including Ukraine", "from allies such as Poland": the named ones stand for the group.
            if (relation.SequenceEqual("nmod") && tree.CaseOf(at) is "include" or "including" or "such" or "like" && tree.Lemma(head) is "country" or "state" or "nation" or "ally" or "customer" or "buyer" or "partner" or "client" or "group")
            {
                at = tree.GroupHead(head);
                continue;
            }
            return at;
        }
        return at;
    }

    /// <summary>The surface subject of a verb: its own, or the one it shares through coordination or control; −1 if none.</summary>
    public int SubjectOf(int verb, out int owner, int depth = 0)
    {
        owner = verb;
        if (depth > MaxDepth) return -1;
        var accused = ObjectBefore(verb);
        if (accused >= 0) return accused;
        var over = NounOver(verb);
        if (over >= 0) return SubjectOfNounClause(over, depth, verb);
        var own = tree.OwnSubject(verb, out _);
        // "…, Belgrade said": a name behind the verb is the speaker's clause, torn by the parser.
        if (own > verb && !tree.IsPassive(verb)) own = -1;
        if (own >= 0)
        {
            if (tree.Upos(own) is Upos.Pron && tree.Lemma(own) is "which" or "that" or "who" && tree.IsRelative(verb)) return -1; // the gap
            return own;
        }
        var head = tree.Head(verb);
        if ((head < 0 || tree.Relation(verb) is "ccomp" or "parataxis") && PartyBefore(verb) is var party && party >= 0) return party;
        if (head < 0) return -1;
        var relation = tree.Base(verb);
        if (relation.SequenceEqual("conj"))
        {
            if (tree.Upos(head) is not (Upos.Verb or Upos.Aux or Upos.Adj)) return -1;
            if (tree.Head(head) >= 0 && JoinsHigher(verb, head)) return tree.Head(head) is >= 0 and var higher && tree.IsVerb(higher) ? SubjectOf(higher, out owner, depth + 1) : -1;
            if (GapOf(head, tree.IsPassive(head), out var fills) is var g && g >= 0 && !fills) return g;
            return SubjectOf(head, out owner, depth + 1);
        }
        if (relation.SequenceEqual("xcomp") || relation.SequenceEqual("advcl") || relation.SequenceEqual("ccomp") && tree.Xpos(verb) is "VBG" or "VB")
        {
            var control = cues.Find(PartOf(head), tree.Lemma(head), LinkOf(verb))?.Control ?? DefaultControl(head, verb);
            if (control != CueControl.Subject)
            {
                var obj = tree.Child(head, "obj");
                if (obj < 0) obj = tree.Child(head, "iobj");
                if (obj < 0 && control == CueControl.Object) obj = PhraseChild(head, "on");
                if (obj < 0 && control == CueControl.ObjectIfAny && head < verb) obj = PartyBetween(head, verb); // "let Egypt resell", torn by the parser
                if (obj >= 0 && obj < verb && !tree.IsPassive(head)) return obj;
                if (tree.IsPassive(head)) return SubjectOf(head, out owner, depth + 1);
                if (control == CueControl.Object) return -1;
            }
            if (tree.Upos(head) is Upos.Verb or Upos.Adj or Upos.Aux) return SubjectOf(head, out owner, depth + 1);
            return SubjectOfNounClause(head, depth);
        }
        if (relation.SequenceEqual("acl") && !tree.IsRelative(verb))
        {
            if (tree.IsPassive(verb)) return -1;
            if (tree.Xpos(verb) is "VBN" or "VBD" && verb - head <= 4) return head; // "the military obtained …", torn by the parser
            if (tree.Xpos(verb) == "VBG" && LinkOf(verb) == "ger" && verb - head == 1 && tree.Lemma(head) is not ("determination" or "decision" or "notice" or "order" or "decree" or "resolution" or "certification" or "statement" or "letter")) return head; // "a company supplying …"
            // "allowed the ship to proceed", with the infinitive hung on the ship
            if (LinkOf(verb) == "inf" && tree.Base(head).SequenceEqual("obj") && tree.Head(head) is >= 0 and var permits && cues.Find(CuePart.Verb, tree.Lemma(permits), "inf")?.Control is CueControl.Object or CueControl.ObjectIfAny) return head;
            return SubjectOfNounClause(head, depth);
        }
        return -1;
    }

    /// <summary>The party that fills the words between a verb and the one under it; −1 if none.</summary>
    private int PartyBetween(int head, int verb)
    {
        foreach (var p in mentions[tree.SentenceOf(verb)].Parties)
        {
            if (!p.Acts || p.First <= head || p.Last >= verb || p.First - head > 2 || verb - p.Last > 2) continue;
            if ((p.First == head + 1 || tree.Upos(head + 1) is Upos.Det) && (p.Last == verb - 1 || tree.WordIs(verb - 1, "to"))) return p.Head;
        }
        return -1;
    }

    /// <summary>A party right before a finite verb that opens its clause, where the tagger took the name for another word
    /// ("Norway signed"); −1 if none.</summary>
    private int PartyBefore(int verb)
    {
        if (tree.Xpos(verb) is not ("VBD" or "VBZ" or "VBP" or "VBN") || tree.IsPassive(verb)) return -1;
        var i = verb - 1;
        while (i >= 0 && tree.SentenceOf(i) == tree.SentenceOf(verb) && tree.Upos(i) is Upos.Aux or Upos.Adv && !IsParty(i)) i--;
        if (i < 0 || tree.SentenceOf(i) != tree.SentenceOf(verb)) return -1;
        foreach (var p in mentions[tree.SentenceOf(verb)].Parties)
        {
            if (p.Last != i || !p.Acts || p.Modifies >= 0) continue;
            var before = p.First - 1;
            while (before >= 0 && tree.SentenceOf(before) == tree.SentenceOf(verb) && tree.Upos(before) is Upos.Det) before--;
            return before < 0 || tree.SentenceOf(before) != tree.SentenceOf(verb) || tree.Upos(before) is Upos.Punct or Upos.Sconj || IsTimeWord(before) ? p.Head : -1;
        }
        return -1;
    }

    /// <summary>"accusing it of providing", "blamed Iran for sending": the object of a verb that a cue knows to hand its object on,
    /// by the order of words; −1 if none.</summary>
    private int ObjectBefore(int verb) => ObjectBefore(verb, out _);

    /// <summary>The same, and the verb that hands its object on.</summary>
    public int ObjectBefore(int verb, out int over)
    {
        over = -1;
        var first = verb; // "of having delivered"
        while (first > 2 && tree.Upos(first - 1) is Upos.Aux && tree.Lemma(first - 1) is "have" or "be") first--;
        if (tree.Xpos(first) != "VBG" || first < 2 || tree.Upos(first - 1) is not (Upos.Adp or Upos.Sconj)) return -1;
        var noun = first - 2;
        if (tree.SentenceOf(noun) != tree.SentenceOf(verb) || !tree.IsNominal(noun)) return -1;
        var i = noun;
        while (i >= 0 && noun - i <= 5 && tree.SentenceOf(i) == tree.SentenceOf(verb) && (tree.Upos(i) is not Upos.Verb || tree.Base(i).SequenceEqual("amod"))) i--;
        if (i < 0 || noun - i > 5 || tree.SentenceOf(i) != tree.SentenceOf(verb) || tree.Upos(i) is not Upos.Verb) return -1;
        over = i;
        if (cues.Find(CuePart.Verb, tree.Lemma(i), "ger")?.Control != CueControl.Object) return -1;
        // "Kigali was accused by the United Nations of supplying": the one who is accused, not the one who accuses.
        if (tree.IsPassive(i) && tree.WordIs(first - 1, "of")) return tree.OwnSubject(i, out _);
        return noun;
    }

    /// <summary>The noun right before an infinitive, or before a gerund's preposition, that a cue knows ("negotiations to
    /// acquire", "role in supplying"), whatever the tree says; −1 if none.</summary>
    public int NounOver(int verb)
    {
        var link = LinkOf(verb);
        if (link is not ("inf" or "ger")) return -1;
        var i = verb - 1;
        while (i >= 0 && verb - i <= 5 && tree.SentenceOf(i) == tree.SentenceOf(verb) && (tree.Upos(i) is Upos.Adv or Upos.Part or Upos.Adp or Upos.Sconj || tree.Analysis.Word(i) is "\"" or "”" or "’")) i--;
        if (i < 0 || verb - i > 5 || i == verb - 1 || tree.SentenceOf(i) != tree.SentenceOf(verb)) return -1;
        if (tree.Upos(i) is not (Upos.Noun or Upos.Propn)) return link == "inf" ? DealOver(i, verb) : -1;
        if (!(tree.Upos(i) is Upos.Propn && IsParty(i)) && cues.Find(CuePart.Noun, tree.Lemma(i), link) is not null) return i; // the "States" of a name are no state that is to buy
        return link == "inf" ? DealOver(i, verb) : -1;
    }

    /// <summary>"a deal worth $4 billion to buy", "an agreement with Paris to buy": the deal before its worth and partner.</summary>
    private int DealOver(int from, int verb)
    {
        for (var i = from; i >= 0 && verb - i <= 14 && tree.SentenceOf(i) == tree.SentenceOf(verb); i--)
        {
            if (tree.Upos(i) is Upos.Noun && tree.Lemma(i) is "deal" or "contract" or "agreement" or "accord" or "pact" or "memorandum" or "talk" or "negotiation" or "order" or "intent" or "understanding" or "request" or "bid" or "plan" or "offer" or "proposal" or "approval" or "permission" or "plea" or "appeal" or "application") return cues.Find(CuePart.Noun, tree.Lemma(i), "inf") is null ? -1 : i;
            // "requests from Germany, Denmark and Spain to re-export"
            if ((tree.Upos(i) is Upos.Cconj || tree.Analysis.Word(i) is ",") && i > 0 && tree.Upos(i - 1) is Upos.Propn && tree.Upos(i + 1) is Upos.Propn or Upos.Cconj) continue;
            if (tree.Upos(i) is Upos.Verb or Upos.Aux or Upos.Sconj or Upos.Pron or Upos.Cconj || tree.Analysis.Word(i) is "," or ";") return -1;
        }
        return -1;
    }

    private CueControl DefaultControl(int head, int verb) =>
        tree.Xpos(verb) == "VBG" && tree.Child(head, "obj") >= 0 && MarkOf(verb) is "for" or "of" or "from" or "over" ? CueControl.Object : CueControl.Subject;

    /// <summary>"rejected a request from Washington to send shells": who was to send them, the one who asks or the one who is asked, the words leave open.</summary>
    private bool AsksForOpen(int noun, int verb) => tree.Lemma(noun) is "request" or "plea" or "appeal" or "application" or "bid" or "offer" or "proposal"
        && tree.Lemma(verb) is "send" or "supply" or "provide" or "give" or "deliver" or "donate" or "ship" or "hand" or "lend" && tree.Head(noun) is >= 0 and var answer && tree.IsVerb(answer) && tree.Lemma(answer) is not ("grant" or "approve" or "allow" or "make" or "submit");

    /// <summary>"Kyiv's appeal to Germany to supply missiles", "a call on Spain to send": who is asked is who would do it; null if none stands there.</summary>
    public PartyMention? AskedBy(int noun)
    {
        if (tree.Lemma(noun) is not ("plea" or "appeal" or "request" or "call" or "demand")) return null;
        foreach (var p in mentions[tree.SentenceOf(noun)].Parties)
        {
            if (!p.Acts || p.Modifies >= 0 || p.First - noun is < 2 or > 3 || p.First - noun == 3 && tree.Upos(noun + 2) is not Upos.Det) continue;
            return tree.WordLower(noun + 1) is "to" or "on" && tree.WordIs(p.Last + 1, "to") && p.Last + 2 < tree.Tokens.Count && !tree.WordIs(p.Last + 2, "be") ? p : null;
        }
        return null;
    }

    /// <summary>Whose plan, talks or deal it is: its possessor, its "by", or the subject of the verb that it is the object of.</summary>
    private int SubjectOfNounClause(int noun, int depth, int verb = -1)
    {
        if (AskedBy(noun) is { } asked) return asked.Head;
        // "Azerbaijan's role in …", by the words alone: headlines tear the tree.
        var left = noun - 1;
        while (left > 0 && tree.Upos(left) is Upos.Adj && tree.SentenceOf(left) == tree.SentenceOf(noun)) left--;
        if (verb >= 0 && tree.Lemma(noun) is "request" or "plea" or "appeal" && AsksForOpen(noun, verb) && tree.Upos(noun - 1) is Upos.Propn or Upos.Adj or Upos.Part && mentions[tree.SentenceOf(noun)].Parties.Any(p => p.First < noun && noun - p.Last <= 2 && p.Modifies == noun)) return -1; // "turned down a U.S. request to send"
        if (left > 0 && tree.SentenceOf(left - 1) == tree.SentenceOf(noun) && tree.Analysis.Word(left) is "'s" or "’s" or "’" or "'") return left - 1;
        if (tree.Lemma(noun) is "request" or "plea" or "appeal" or "application" or "bid" or "offer" or "proposal" && tree.WordLower(Math.Min(noun + 1, tree.Tokens.Count - 1)) is "from" or "by")
        {
            if (verb >= 0 && AsksForOpen(noun, verb)) return -1;
            // "a request from a company to sell"
            foreach (var p in mentions[tree.SentenceOf(noun)].Parties)
            {
                if (p.Acts && p.Modifies < 0 && (p.First == noun + 2 || p.First == noun + 3 && tree.Upos(noun + 2) is Upos.Det)) return p.Head;
            }
        }
        foreach (var c in tree.Children(noun))
        {
            if (tree.Relation(c) == "nmod:poss" || tree.Base(c).SequenceEqual("nmod") && tree.CaseOf(c) is "'s" or "by") return c;
            if (c < noun && tree.CaseOf(c) == "'s") return c;
        }
        foreach (var c in tree.Children(noun))
        {
            // "a Russian strategy to obtain …": the adjective names who.
            if (tree.Lemma(noun) is not ("state" or "country" or "nation" or "member" or "ally" or "customer" or "buyer") && c < noun && tree.Base(c) is var r && (r.SequenceEqual("amod") || r.SequenceEqual("compound")) && IsParty(c)) return c;
        }
        var own = tree.OwnSubject(noun, out _);
        if (own >= 0) return own;
        var head = tree.Head(noun);
        if (head >= 0 && head != verb && tree.WordIs(head, "worth") && tree.Head(head) is >= 0 and var signs && tree.IsVerb(signs) && signs < noun) return SubjectOf(signs, out _, depth + 1); // "reached a deal worth $4 billion to sell", torn by the parser
        if (head == verb && verb >= 0) return -1; // "talks to buy …" torn by the parser, and nobody's
        if (head >= 0 && tree.IsVerb(head) && tree.Base(noun) is var b && (b.SequenceEqual("obj") || b.SequenceEqual("obl") || b.SequenceEqual("xcomp"))) return SubjectOf(head, out _, depth + 1);
        if (head >= 0 && tree.IsNominal(head) && tree.Base(noun).SequenceEqual("nmod")) return depth > MaxDepth ? -1 : SubjectOfNounClause(head, depth + 1);
        return -1;
    }

    /// <summary>"will not allow Iran to use the missiles, and has offered its warships": a finite verb is no pair of an infinitive.</summary>
    public bool JoinsHigher(int verb, int first) => IsInfinitive(first) && !IsInfinitive(verb) && verb > first && HasFiniteAux(verb) && tree.Xpos(verb) is "VBN" or "VBG";

    private int PhraseChild(int verb, string preposition)
    {
        foreach (var c in tree.Children(verb))
        {
            if (tree.Base(c).SequenceEqual("obl") && tree.CaseOf(c) == preposition) return c;
            if (tree.Base(c).SequenceEqual("obj"))
            {
                foreach (var d in tree.Children(c))
                {
                    if (tree.Base(d).SequenceEqual("nmod") && tree.CaseOf(d) == preposition) return d;
                }
            }
        }
        return -1;
    }

    public CuePart PartOf(int token) => tree.Upos(token) switch
    {
        Upos.Verb or Upos.Aux => CuePart.Verb,
        Upos.Adj => CuePart.Adj,
        _ => CuePart.Noun,
    };

    /// <summary>The mark or preposition before a clause's verb ("of" in "accused of supplying"), or empty.</summary>
    public string MarkOf(int verb)
    {
        foreach (var c in tree.Children(verb))
        {
            if (c < verb && (tree.Base(c).SequenceEqual("mark") || tree.Base(c).SequenceEqual("case")) && tree.Lemma(c) != "to") return tree.Lemma(c);
        }
        return verb > 0 && tree.SentenceOf(verb - 1) == tree.SentenceOf(verb) && tree.Upos(verb - 1) is Upos.Adp or Upos.Sconj && tree.Lemma(verb - 1) != "to" ? tree.Lemma(verb - 1) : "";
    }

    /// <summary>Whether a verb is a to-infinitive, by the words before it.</summary>
    public bool IsInfinitive(int verb)
    {
        // "close to buying": no infinitive.
        if (tree.Xpos(verb) == "VBG" && tree.WordIs(verb - 1, "to")) return false;
        for (var i = verb - 1; i >= 0 && verb - i <= 4 && tree.SentenceOf(i) == tree.SentenceOf(verb); i--)
        {
            if (tree.WordIs(i, "to") && tree.Upos(i) is Upos.Part or Upos.Sconj or Upos.Adp) return true;
            if (tree.Upos(i) is not (Upos.Adv or Upos.Aux or Upos.Part)) return false;
        }
        return false;
    }

    /// <summary>How a verb hangs under its head: <c>inf</c>, <c>ger</c> or <c>that</c>.</summary>
    public string LinkOf(int verb)
    {
        if (IsInfinitive(verb)) return "inf";
        if (verb > 1 && tree.Xpos(verb) is "VBN" && (tree.WordIs(verb - 1, "having") || tree.WordIs(verb - 1, "been") && tree.WordIs(verb - 2, "having"))) return "ger";
        if (tree.Xpos(verb) == "VBG" && !HasFiniteAux(verb)) return "ger";
        return "that";
    }

    public bool HasFiniteAux(int verb)
    {
        foreach (var c in tree.Children(verb))
        {
            if (tree.Base(c).SequenceEqual("aux") && tree.Xpos(c) is "VBZ" or "VBP" or "VBD" or "MD") return true;
        }
        for (var i = verb - 1; i >= 0 && verb - i <= 4 && tree.SentenceOf(i) == tree.SentenceOf(verb); i--)
        {
            if (tree.Upos(i) is Upos.Aux) return tree.Xpos(i) is "VBZ" or "VBP" or "VBD" or "MD" || i > 0 && tree.Upos(i - 1) is Upos.Aux or Upos.Adv;
            if (tree.Upos(i) is not (Upos.Adv or Upos.Part)) return false;
        }
        return false;
    }

    /// <summary>The noun that a relative or reduced clause says something about, or −1.</summary>
    public int GapOf(int verb, bool passive, out bool fillsObject)
    {
        fillsObject = passive;
        var head = tree.Head(verb);
        if (SaidOf(verb, passive) is >= 0 and var told) { fillsObject = true; return Core(told); }
        if (head < 0 || !tree.IsNominal(head) && !(tree.Upos(head) is Upos.Adj && tree.Base(head).SequenceEqual("appos"))) return -1; // "a corvette, the first of four ordered by Doha"
        if (tree.IsRelative(verb))
        {
            if (IsWhole(verb, passive)) return -1;
            fillsObject = GapFillsObject(verb, passive);
            return Core(head);
        }
        if (tree.Base(verb).SequenceEqual("acl") && passive && !(IsWhole(verb, passive) && tree.Child(verb, "mark") >= 0)) return Core(head);
        return -1;
    }

    /// <summary>"the confirmation by Washington that the army was supplied with drones": a clause behind "that" with a subject of
    /// its own and nothing left open is no relative clause, and Washington is no part of it.</summary>
    private bool IsWhole(int verb, bool passive)
    {
        var own = tree.OwnSubject(verb, out _);
        if (own < 0 || own > verb || tree.Upos(own) is Upos.Pron or Upos.Det) return false;
        return passive || tree.Child(verb, "obj") is var obj && obj > verb && tree.WordIs(tree.Child(verb, "mark"), "that");
    }

    /// <summary>"rockets that it said Iran had sent": the noun before a relative clause of saying, of which the verb is what is said
    /// and has a subject but no object; −1 if none.</summary>
    private int SaidOf(int verb, bool passive)
    {
        var says = tree.Head(verb);
        if (passive || says < 0 || !tree.IsVerb(says) || !tree.Base(verb).SequenceEqual("ccomp") || !tree.IsRelative(says) || says > verb) return -1;
        if (tree.Child(verb, "obj") >= 0 || tree.OwnSubject(verb, out _) is not (>= 0 and var own) || own < says) return -1;
        return tree.Head(says) is >= 0 and var noun && tree.IsNominal(noun) ? noun : -1;
    }

    public bool GapFillsObject(int verb, bool passive)
    {
        if (SaidOf(verb, passive) >= 0) return true;
        if (!tree.IsRelative(verb)) return passive;
        var own = tree.OwnSubject(verb, out _);
        var relativeSubject = own < 0 || tree.Upos(own) is Upos.Pron or Upos.Det && tree.Lemma(own) is "which" or "that" or "who";
        return relativeSubject ? passive : true;
    }

    public bool IsTimeWord(int token) => tree.Lemma(token) is "january" or "february" or "march" or "april" or "may" or "june" or "july" or "august" or "september" or "october" or "november" or "december"
        or "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday" or "week" or "month" or "year" or "today" or "yesterday" or "dec." or "jan." or "feb." or "oct." or "nov." or "sept."
        || tree.Upos(token) is Upos.Num && tree.Tokens.Length[token] is 4 or 2 or 1 && char.IsDigit(tree.Analysis.Text[tree.Tokens.Start[token]]);

    /// <summary>Whether a noun is what is done, by the tree or since only its own phrase stands between verb and noun.</summary>
    public bool IsObjectOf(int noun, int verb)
    {
        if (tree.Head(noun) == verb) return tree.Base(noun) is var r && (r.SequenceEqual("obj") || r.SequenceEqual("obl") && tree.CaseOf(noun).Length == 0 || tree.Relation(noun) == "nsubj:pass" || r.SequenceEqual("xcomp"));
        return noun > verb && noun - verb <= 6;
    }

    /// <summary>The verb or auxiliary over a noun, at most three steps up; −1 if none.</summary>
    public int VerbOver(int noun)
    {
        var head = tree.Head(noun);
        for (var hop = 0; hop < 3 && head >= 0 && !tree.IsVerb(head); hop++) head = tree.Head(head);
        return head >= 0 && (tree.IsVerb(head) || tree.Upos(head) is Upos.Aux) ? head : -1;
    }
}

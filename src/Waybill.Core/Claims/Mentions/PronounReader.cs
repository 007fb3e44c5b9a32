using System.Collections.Frozen;
using Waybill.Claims.Drafts;
using Waybill.Claims.Reading;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Mentions;

/// <summary>Resolves "it", "they", "its", "the country" to a party, only where one candidate stands out: the subject of
/// the clause over it, or the only party of the sentence before.</summary>
internal sealed class PronounReader(TreeView tree, SentenceMentions[] mentions, AttributionReading attributions, Lexicon lexicon)
{
    private readonly QuotationRuns _quotations = new(tree.Analysis.Text);
    /// <summary>Nouns of what somebody in office does or means to do: "his refusal to send tanks" is his state's.</summary>
    private static readonly FrozenSet<string> OwnDeeds = WordClasses.Of("own-deed");
    private static readonly FrozenSet<string> Blaming = WordClasses.Of("blaming-verb");
    private HomeBodies _bodies = null!;
    private readonly RegionReader _regions = new(tree, mentions);

    public void Resolve()
    {
        _bodies = new HomeBodies(tree, mentions, SpeakersState);
        for (var s = 0; s < mentions.Length; s++)
        {
            var sentence = tree.Analysis.Sentences[s];
            if (mentions[s].Items.IsEmpty && (s + 1 >= mentions.Length || mentions[s + 1].Items.IsEmpty) && !Arms(sentence)) continue;
            List<PartyMention>? added = null;
            for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
            {
                if (tree.WordLower(t) is "we" or "our" && FirstPerson(t) is { } own)
                {
                    (added ??= []).Add(own with { Modifies = tree.WordIs(t, "our") ? NounAfter(t, sentence) : -1 });
                    continue;
                }
                if (tree.Upos(t) is Upos.Noun && tree.Lemma(t) is "company" or "firm" or "manufacturer" or "group" or "maker" && t > sentence.FirstToken && tree.WordLower(t - 1) is "the" or "his" or "its" or "her" && !(tree.Lemma(t) == "group" && Group(t, s) is not null) && Company(t, s) is { } firm)
                {
                    (added ??= []).Add(Definite(t - 1, t, t, firm));
                    continue;
                }
                if (tree.Upos(t) is Upos.Noun && tree.Lemma(t) is "group" or "movement" or "militia" or "faction" or "organisation" or "organization" or "rebel" or "militant" or "paramilitary" && t > sentence.FirstToken + 1 && (tree.WordIs(t - 1, "the") || tree.WordIs(t - 2, "the") && tree.WordLower(t - 1) is "militant" or "armed" or "rebel" or "islamist" or "paramilitary" or "palestinian" or "lebanese" or "shiite" or "yemeni" or "terrorist") && !mentions[s].Parties.Any(p => p.First <= t && t <= p.Last && p.Party.Kind is not PartyKind.Group) && Group(t, s) is { } armed)
                {
                    var from = tree.WordIs(t - 1, "the") ? t - 1 : t - 2;
                    mentions[s] = mentions[s] with { Parties = mentions[s].Parties.RemoveAll(p => p.First <= t && t <= p.Last) };
                    (added ??= []).Add(Definite(from, t, t, armed));
                    continue;
                }
                if (tree.Upos(t) is Upos.Noun && t > sentence.FirstToken + 1 && BodyStart(t) is >= 0 and var from2 && !mentions[s].Parties.Any(p => p.First <= t && t <= p.Last) && StateOfBody(from2, s) is { } state)
                {
                    (added ??= []).Add(Definite(from2, t, t, state));
                    continue;
                }
                if (_bodies.Phrase(t) is { } phrase && !mentions[s].Parties.Any(p => p.First <= phrase.Last && phrase.First <= p.Last) && added?.Exists(p => p.First <= phrase.Last && phrase.First <= p.Last) != true && _bodies.Owner(phrase, t, s) is { } home)
                {
                    (added ??= []).Add(Definite(phrase.First, phrase.Last, t, home));
                    continue;
                }
                if (tree.Upos(t) is Upos.Propn && tree.WordLower(t) is "north" or "south" && char.IsUpper(tree.Analysis.Word(t)[0]) && t > sentence.FirstToken && tree.WordIs(t - 1, "the") && (t + 1 >= sentence.EndToken || tree.Upos(t + 1) is not (Upos.Propn or Upos.Noun or Upos.Adj)) && !mentions[s].Parties.Any(p => p.First <= t && t <= p.Last) && Korea(tree.WordIs(t, "north") ? "PRK" : "KOR", s) is { } korea)
                {
                    (added ??= []).Add(Definite(t - 1, t, t, korea));
                    continue;
                }
                if (_regions.At(t) is { } place && _regions.Meant(place, t, s) is { } there)
                {
                    mentions[s] = mentions[s] with { Parties = mentions[s].Parties.RemoveAll(p => p.First <= t && place.First <= p.Last) };
                    (added ??= []).Add(Definite(place.First, t, t, there));
                    continue;
                }
                if (_regions.At(t) is { } form && form.First == t - 1) continue; // "the kingdom" where two are named, or none
                var isPronoun = tree.Upos(t) is Upos.Pron && tree.WordLower(t) is "it" or "its" or "they" or "their" or "he" or "she"
                    || tree.WordLower(t) is "his" or "her" && t + 1 < sentence.EndToken && OwnDeeds.Contains(tree.Lemma(t + 1));
                var isDefinite = tree.Upos(t) is Upos.Noun && tree.Lemma(t) is "country" or "kingdom" or "republic" or "emirate" or "nation" or "island" or "sultanate" or "junta" or "regime" or "government" && t > sentence.FirstToken && tree.WordLower(t - 1) is "the" or "his" or "her";
                if (!isPronoun && !isDefinite) continue;
                // "The missiles were bought from Raytheon. They will be delivered": what is delivered are the arms.
                if (isPronoun && tree.WordLower(t) is "they" && tree.Relation(t) == "nsubj:pass" && mentions[s].Items.Any(i => i.IsPronoun && i.First == t)) continue;
                var found = Antecedent(t, s, isDefinite && tree.WordIs(t - 1, "the"), tree.WordLower(t) is "he" or "she" or "his" or "her" || isDefinite && !tree.WordIs(t - 1, "the"));
                // "Burkina Faso's leader inspected drones that the country has acquired"
                if (found is null && isDefinite && tree.WordIs(t - 1, "the") && tree.Lemma(t) is "country" or "kingdom" or "republic" or "emirate") found = StateOfBody(t - 1, s);
                if (found is not { } a) continue;
                var first = isDefinite ? t - 1 : t;
                var span = tree.Span(first, t);
                var possessive = isPronoun && tree.WordLower(t) is "its" or "their" or "his" or "her";
                (added ??= []).Add(new PartyMention(first, t, t, span, a.Party with { Words = span.Of(tree.Analysis.Text).ToString(), Via = isPronoun ? "pronoun" : "definite" }, isPronoun ? PartyForm.Pronoun : PartyForm.Definite)
                {
                    Proof = [a.Span],
                    Modifies = possessive ? NounAfter(t, sentence) : -1,
                });
            }
            if (added is not null)
            {
                mentions[s] = mentions[s] with { Parties = [.. mentions[s].Parties.Concat(added).OrderBy(p => p.First)] };
            }
        }
    }

    /// <summary>Words that stand for a party named elsewhere, which is their proof.</summary>
    private PartyMention Definite(int first, int last, int head, PartyMention named)
    {
        var span = tree.Span(first, last);
        return new PartyMention(first, last, head, span, named.Party with { Words = span.Of(tree.Analysis.Text).ToString(), Via = "definite" }, PartyForm.Definite) { Proof = [named.Span] };
    }

    /// <summary>"the North": the Korean state of that name, where the article has named it in full before.</summary>
    private PartyMention? Korea(string iso3, int s)
    {
        for (var back = s; back >= 0 && s - back <= 60; back--)
        {
            foreach (var p in mentions[back].Parties)
            {
                if (p.Party.Iso3 == iso3 && p.Form is PartyForm.Name && p.Party.Words.Contains("Korea", StringComparison.Ordinal)) return p;
            }
        }
        return null;
    }

    /// <summary>"denies arming the group": a sentence whose verb is the word for arms.</summary>
    private bool Arms(Sentence sentence)
    {
        for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
        {
            if (tree.Upos(t) is Upos.Verb && tree.Lemma(t) is "arm" or "rearm") return true;
        }
        return false;
    }

    /// <summary>"the army", "the air force": where the words begin; −1 where they name no such body.</summary>
    private int BodyStart(int token)
    {
        var first = tree.Lemma(token) switch
        {
            "army" or "navy" or "military" => token - 1,
            "force" when tree.WordLower(token - 1) is "air" or "armed" or "defence" or "defense" => token - 2,
            _ => -1,
        };
        return first >= 0 && tree.SentenceOf(first) == tree.SentenceOf(token) && tree.WordIs(first, "the") && !tree.WordIs(token + 1, "of") ? first : -1;
    }

    /// <summary>The state whose army it is: the only one named before it in its sentence.</summary>
    private PartyMention? StateOfBody(int token, int s)
    {
        PartyMention? one = null;
        foreach (var p in mentions[s].Parties)
        {
            if (p.Last >= token || p.Party.Kind is not PartyKind.State || p.Form is not PartyForm.Name) continue;
            if (one is not null && one.Key != p.Key) return null;
            one = p;
        }
        return one;
    }

    /// <summary>The one company named in this sentence before the token or in the two sentences before.</summary>
    private PartyMention? Company(int token, int s)
    {
        for (var back = s; back >= 0 && s - back <= 2; back--)
        {
            PartyMention? one = null;
            foreach (var p in mentions[back].Parties)
            {
                if (p.Party.Kind is not PartyKind.Company || p.Form is not PartyForm.Name || p.Last >= token) continue;
                if (one is not null && one.Key != p.Key) return null;
                one = p;
            }
            if (one is not null) return one;
        }
        return null;
    }

    /// <summary>The one armed group named in this sentence before the token or in the two sentences before.</summary>
    private PartyMention? Group(int token, int s)
    {
        for (var back = s; back >= 0 && s - back <= 2; back--)
        {
            PartyMention? one = null;
            foreach (var p in mentions[back].Parties)
            {
                if (p.Party.Kind is not PartyKind.ArmedGroup || p.Form is not (PartyForm.Name or PartyForm.Adjective) || back == s && p.Last >= token) continue;
                if (one is not null && one.Key != p.Key) return null;
                one = p;
            }
            if (one is not null) return one;
        }
        return null;
    }

    /// <summary>"We will send": the state for which the one who is quoted speaks.</summary>
    private PartyMention? FirstPerson(int token)
    {
        var span = tree.Analysis.SpanOf(token);
        if (!_quotations.Holds(span)) return null;
        var (chain, _, evidence) = attributions.Describe(token);
        PartyMention? said = null;
        foreach (var m in mentions[tree.SentenceOf(token)].Parties)
        {
            if (m.Form is PartyForm.Name && m.Party.Kind is PartyKind.State && evidence.Any(e => e.Overlaps(m.Span)) && !_quotations.Holds(m.Span)) said ??= m;
        }
        var words = span.Of(tree.Analysis.Text).ToString();
        if (chain.LastOrDefault(a => a.Primary)?.Government is { } government && lexicon.Party(government) is { } entry)
        {
            var party = new Party { Words = words, Name = entry.Name, Kind = entry.Kind, Iso3 = entry.Iso3, Of = entry.Of, Via = "pronoun" };
            return new PartyMention(token, token, token, span, party, PartyForm.Pronoun) { Proof = [.. evidence.Take(1)] };
        }
        return said is null ? null : new PartyMention(token, token, token, span, said.Party with { Words = words, Via = "pronoun" }, PartyForm.Pronoun) { Proof = [said.Span] };
    }

    /// <summary>"Foreign Minister Joly says the federal government has suspended": the state for which the one who says it speaks; no envoy, who speaks of where he is posted.</summary>
    private PartyMention? SpeakersState(int token)
    {
        var (chain, _, evidence) = attributions.Describe(token);
        if (chain.LastOrDefault(a => a.Primary) is not { Government: { } government, Kind: "person" or "body" } said || evidence.IsEmpty || lexicon.Party(government) is not { Kind: PartyKind.State } entry) return null;
        foreach (var word in (string[])["ambassador", "envoy", "attach", "consul", "embassy"])
            if (said.Source.Contains(word, StringComparison.OrdinalIgnoreCase)) return null;
        var at = tree.Analysis.TokenAt(evidence[0].Start);
        if (at < 0) return null;
        var party = new Party { Words = evidence[0].Of(tree.Analysis.Text).ToString(), Name = entry.Name, Kind = entry.Kind, Iso3 = entry.Iso3, Of = entry.Of, Via = "definite" };
        return new PartyMention(at, at, at, evidence[0], party, PartyForm.Name);
    }

    /// <summary>A leader, or a phrase that holds an office and a name.</summary>
    private bool IsPerson(PartyMention p)
    {
        if (p.Party.Via == "leader") return true;
        for (var i = p.First; i <= p.Last; i++)
        {
            if (tree.Lemma(i) is "president" or "minister" or "chancellor" or "premier" or "secretary" or "spokesman" or "spokeswoman" or "spokesperson" or "ambassador" or "envoy" or "general" or "commander" or "king" or "chief" or "leader" or "official") return true;
        }
        return false;
    }

    /// <summary>The subject of the clause in which a pronoun is an object, over an infinitive's own verb; −1 where it is none.</summary>
    private int OwnSubject(int token)
    {
        if (tree.WordLower(token) is "its" or "their" || !(tree.Base(token) is var r && (r.SequenceEqual("obj") || r.SequenceEqual("iobj") || r.SequenceEqual("obl")))) return -1;
        var verb = tree.Head(token);
        for (var hop = 0; hop < 3 && verb >= 0 && tree.IsVerb(verb); hop++)
        {
            if (tree.OwnSubject(verb, out _) is >= 0 and var subject && subject < token) return subject;
            if (tree.Child(verb, "expl") is >= 0 and var it && it < verb) return it; // "it agreed to", which the parser takes for nobody's "it"
            // "asked Germany to allow it to send": who is asked is who allows.
            if (tree.Base(verb).SequenceEqual("xcomp") && tree.Head(verb) is >= 0 and var over && tree.Lemma(over) is not ("promise" or "offer" or "pledge" or "vow"))
            {
                var asked = tree.Child(over, "obj") is >= 0 and var obj ? obj : tree.Child(over, "iobj");
                if (asked >= 0 && asked < verb && asked != token) return asked;
            }
            if (!tree.Base(verb).SequenceEqual("xcomp") && !(tree.Base(verb).SequenceEqual("conj") && tree.Head(verb) is >= 0 and var first && tree.IsVerb(first)) && !(tree.Base(verb).SequenceEqual("advcl") && tree.Xpos(verb) == "VBG")) return -1;
            verb = tree.Head(verb);
        }
        return -1;
    }

    private int NounAfter(int token, Sentence sentence)
    {
        for (var i = token + 1; i < sentence.EndToken && i - token <= 5; i++)
        {
            if (tree.Upos(i) is Upos.Noun && !(i + 1 < sentence.EndToken && tree.Upos(i + 1) is Upos.Noun)) return i;
            if (tree.Upos(i) is not (Upos.Noun or Upos.Adj or Upos.Propn or Upos.Num or Upos.Punct)) return -1;
        }
        return -1;
    }

    /// <summary>"countries that buy Swiss arms must declare that they will not …": any state, and none by name.</summary>
    private bool OfManyStates(int token, int s)
    {
        for (var i = tree.Analysis.Sentences[s].FirstToken; i < token; i++)
        {
            if (tree.Upos(i) is Upos.Noun && tree.Xpos(i) == "NNS" && tree.Lemma(i) is "country" or "state" or "nation" or "buyer" or "customer" or "ally" or "government" && tree.Base(i).SequenceEqual("nsubj")
                && !mentions[s].Parties.Any(p => p.First <= i && i <= p.Last)) return true;
        }
        return false;
    }

    /// <summary>"sanctioned Turkey over its purchase", "thanked Berlin for its delivery": the deed is of the one who is blamed or thanked for it; under
    /// another verb with two parties it may be of either, and is nobody's (true, and null).</summary>
    private bool OverADeed(int token, int s, out PartyMention? doer)
    {
        doer = null;
        if (tree.WordLower(token) is not ("its" or "their" or "his" or "her") || token == 0 || tree.WordLower(token - 1) is not ("over" or "for") || tree.SentenceOf(token - 1) != s) return false;
        var verb = token - 2;
        while (verb >= 0 && tree.SentenceOf(verb) == s && !(tree.IsVerb(verb) && tree.Upos(verb) is Upos.Verb)) verb--;
        if (verb < 0 || tree.SentenceOf(verb) != s) return false;
        var several = false;
        foreach (var p in mentions[s].Parties)
        {
            if (p.First <= verb || p.Last >= token || p.Party.Kind is PartyKind.Undisclosed) continue;
            several |= doer is not null && doer.Key != p.Key || p.Modifies >= 0 || p.Form is not PartyForm.Name;
            doer ??= p;
        }
        if (doer is null) return false;
        if (several || !Blaming.Contains(tree.Lemma(verb))) doer = null;
        return true;
    }

    /// <summary>"after Quito said it would give": the subject right under a verb of saying is the one who says it.</summary>
    private PartyMention? Teller(int token, int s, out bool body)
    {
        body = false;
        if (!tree.WordIs(token, "it") || !tree.Base(token).SequenceEqual("nsubj") || tree.Head(token) is not (>= 0 and var verb) || !tree.Base(verb).SequenceEqual("ccomp")) return null;
        var says = tree.Head(verb);
        if (says < 0 || says >= token || CueLexicon.Attribution.ClassOf(tree.Lemma(says)) is null || tree.OwnSubject(says, out _) is not (>= 0 and var subject) || subject >= says) return null;
        foreach (var p in mentions[s].Parties)
        {
            if (p.First > subject || subject > p.Last || p.Modifies >= 0) continue;
            return p.Form is PartyForm.Name && p.Party.Kind is PartyKind.State or PartyKind.ArmedGroup or PartyKind.Company ? p : null;
        }
        body = subject > 0 && tree.Upos(subject) is Upos.Noun && tree.WordLower(subject - 1) is "the" && tree.Lemma(subject) is "committee" or "commission" or "council" or "agency" or "panel" or "service" or "company" or "firm" or "airline";
        return null;
    }

    private PartyMention? Antecedent(int token, int s, bool definite, bool person)
    {
        bool Fits(PartyMention p) => !person || IsPerson(p);
        if (!definite && tree.WordLower(token) is "they" or "their" && OfManyStates(token, s)) return null;
        if (!definite && OverADeed(token, s, out var doer)) return doer;
        // Within the sentence: the subject before it, if no other subject stands between.
        PartyMention? subject = null;
        var others = 0;
        var own = OwnSubject(token);
        if (own >= 0 && tree.WordLower(token) is "it" && tree.WordLower(own) is "it") return null; // "it agreed to sell it jets": of two the words do not tell which is which
        // "It had passed tanks to Kyiv and felt that those which were offered to it": who the sentence's own subject is.
        if (!definite && tree.WordIs(token, "it") && tree.WordIs(tree.Analysis.Sentences[s].FirstToken, "it") && tree.Analysis.Sentences[s].FirstToken is var first && first < token && tree.Base(first).SequenceEqual("nsubj")) return Antecedent(first, s, false, false);
        if (!definite && !person)
        {
            if (Teller(token, s, out var body) is { } teller) return teller;
            if (body) return null; // "the committee said it had obtained": the committee, whoever it belongs to
        }
        foreach (var p in mentions[s].Parties)
        {
            if (p.Last >= token || p.Form is not PartyForm.Name || p.Modifies >= 0 || !Fits(p)) continue;
            if (own >= 0 && p.First <= own && own <= p.Last) continue; // "Washington refused to sell it": somebody else
            if (tree.Base(tree.GroupHead(p.Head)).SequenceEqual("nsubj")) { if (subject is not null && subject.Key != p.Key) others++; subject = p; }
        }
        if (subject is not null && !definite) return others == 0 ? subject : null;
        // One party before it and no other: "severed ties with the UAE, accusing it of …".
        PartyMention? one = null;
        foreach (var p in mentions[s].Parties)
        {
            if (p.Last >= token || p.Form is not PartyForm.Name || p.Modifies >= 0) continue;
            if (own >= 0 && p.First <= own && own <= p.Last) continue;
            if (one is not null && one.Key != p.Key) return null;
            one = p;
        }
        if (one is not null && !(definite && subject is not null)) return Fits(one) && (!definite || one.Party.Kind is PartyKind.State && one.Modifies < 0) ? one : null;
        if (s == 0) return null;
        // The only party of the sentence before, or its only subject.
        var before = tree.Analysis.Sentences[s - 1].Span;
        var here = tree.Analysis.Sentences[s].Span;
        if (here.Start - before.End > 3) return null;
        PartyMention? only = null, sole = null;
        var subjects = 0;
        var count = 0;
        foreach (var p in mentions[s - 1].Parties)
        {
            if (p.Form is not PartyForm.Name || p.Modifies >= 0 && !definite || !Fits(p)) continue;
            // Whom this sentence names is not who "the country" stands for: "The Bundeswehr has handed the country".
            if (definite && (p.Party.Kind is not PartyKind.State || mentions[s].Parties.Any(o => o.Key == p.Key && o.Form is not PartyForm.Pronoun))) continue;
            if (only is null || only.Key != p.Key) count++;
            only ??= p;
            if (!tree.Base(tree.GroupHead(p.Head)).SequenceEqual("nsubj")) continue;
            if (sole is null || sole.Key != p.Key) subjects++;
            sole = p;
        }
        if (count == 1) return only;
        if (count == 0 && definite)
        {
            // "Poland's shopping trip … On Tuesday the country took delivery": only an owner is named.
            foreach (var p in mentions[s - 1].Parties)
            {
                if (p.Form is not PartyForm.Name || p.Party.Kind is not PartyKind.State) continue;
                if (only is not null && only.Key != p.Key) return null;
                only = p;
            }
            return only;
        }
        return subjects == 1 && (!definite || tree.Lemma(token) == "government" && tree.Base(token).SequenceEqual("nsubj")) ? sole : null;
    }
}

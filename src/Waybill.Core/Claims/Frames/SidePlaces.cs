using Waybill.Claims.Mentions;
using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Frames;

/// <summary>The places of a frame that no arc of the tree leads to: "bound for X", "X's jets", "at the port of Y",
/// "to strike Z", "under licence from W", "for delivery to V".</summary>
internal sealed class SidePlaces(TreeView tree)
{
    /// <summary>"bound for X", "destined for X", "en route to X", "on its way to X", "intended for X", "X-bound".</summary>
    public PartyMention? Bound(int trigger, SentenceMentions mentions, HashSet<Mention> used)
    {
        foreach (var p in mentions.Parties)
        {
            if (used.Contains(p) || p.First <= trigger - 12) continue;
            if (p.Form is PartyForm.Bound) return p;
            if (p.Modifies >= 0 && mentions.Parties.Any(o => o.First <= p.Modifies && p.Modifies <= o.Last)) continue; // "bound for Yemen's Houthis"
            var i = p.First - 1;
            while (i > 0 && tree.Upos(i) is Upos.Det || i > 0 && tree.WordIs(i, "'s") || i > 0 && mentions.Parties.Any(o => o.Modifies >= 0 && o.First <= i && i <= o.Last)) i--;
            if (i < 1 || tree.SentenceOf(i) != tree.SentenceOf(trigger)) continue;
            if (tree.Lemma(i) is "for" && tree.WordLower(i - 1) is "bound" or "destined" or "headed" or "intended" or "meant" or "heading") return p;
            if (tree.Lemma(i) is "to" && tree.WordLower(i - 1) is "route" or "way" or "headed" or "heading" or "destined" or "transit") return p;
        }
        return null;
    }

    /// <summary>"in the hands of the rebels", "into rebel hands", "into the militia's hands": who has the arms now.</summary>
    public PartyMention? Hands(int trigger, SentenceMentions mentions)
    {
        var end = tree.Analysis.Sentences[tree.SentenceOf(trigger)].EndToken;
        for (var i = trigger + 1; i < end && i - trigger <= 9; i++)
        {
            if (tree.IsVerb(i) || tree.Analysis.Word(i) is "," or ";") return null;
            if (tree.WordLower(i) is not ("hands" or "possession")) continue;
            foreach (var p in mentions.Parties)
            {
                var before = p.First - 1;
                while (before > i && tree.Upos(before) is Upos.Det or Upos.Adj) before--;
                if (before == i + 1 && tree.WordIs(before, "of")) return p;
                if (p.Last < i && p.First > trigger && i - p.Last <= 2 && (p.Last + 1 == i || tree.Analysis.Word(p.Last + 1) is "'s" or "’s" or "'" or "’")) return p;
            }
            return null;
        }
        return null;
    }

    /// <summary>Whether "bound for", "on its way to" stands before a party.</summary>
    public bool IsBoundFor(PartyMention p)
    {
        if (p.Form is PartyForm.Bound) return true;
        var i = p.First - 1;
        while (i > 0 && tree.Upos(i) is Upos.Det) i--;
        return i > 0 && (tree.Lemma(i) is "for" && tree.WordLower(i - 1) is "bound" or "destined" or "headed" or "heading" || tree.Lemma(i) is "to" && tree.WordLower(i - 1) is "route" or "way" or "headed" or "heading");
    }

    /// <summary>"Belgium's F-16s for Ukraine will not be delivered": whom the arms' own phrase means.</summary>
    public PartyMention? MeantFor(List<Argument> items, SentenceMentions mentions, HashSet<Mention> used)
    {
        foreach (var p in mentions.Parties)
        {
            // "transferred arms by sea, for Russia's use in the war"
            if (p.Acts && p.Modifies >= 0 && tree.WordIs(p.Modifies, "use") && !used.Contains(p) && p.Party.Kind is PartyKind.State or PartyKind.ArmedGroup && p.First > 0 && tree.WordIs(p.First - 1, "for") && items.Exists(a => a.Mention.Last < p.First)) return p;
        }
        foreach (var p in mentions.Parties)
        {
            if (!p.Acts || p.Modifies >= 0 || used.Contains(p) || p.Party.Kind is not (PartyKind.State or PartyKind.ArmedGroup)) continue;
            var i = p.First - 1;
            while (i > 0 && tree.Upos(i) is Upos.Det) i--;
            if (i > 0 && tree.WordIs(i, "for") && items.Exists(a => a.Mention.Last == i - 1)) return p;
            if (i > 0 && OrderedFor(i, items) || PartOfPackage(i, items)) return p;
            // "the corvettes built for the Qatari navy", "the jets ordered by Baku"
            if (i > 1 && tree.Xpos(i - 1) is "VBN" or "VBD" && items.Exists(a => a.Mention.Last == i - 2)
                && (tree.WordIs(i, "for") && tree.Lemma(i - 1) is "build" or "intend" or "destine" or "mean" or "earmark" or "construct" or "make" or "produce" or "manufacture"
                    || tree.WordIs(i, "by") && tree.Lemma(i - 1) is "order" or "buy" or "purchase" or "acquire" or "procure")) return p;
        }
        return null;
    }

    /// <summary>"equipment that had been ordered for the army": the relative clause right behind the arms says for whom they are.</summary>
    private bool OrderedFor(int preposition, List<Argument> items)
    {
        var verb = preposition - 1;
        if (!tree.WordIs(preposition, "for") || verb < 1 || tree.Xpos(verb) is not ("VBN" or "VBD") || !(tree.Lemma(verb) is "order" or "buy" or "purchase" or "procure" or "build" or "intend" or "mean")) return false;
        var i = verb - 1;
        while (i > 0 && (tree.Upos(i) is Upos.Aux or Upos.Adv || tree.WordLower(i) is "that" or "which" or ",")) i--;
        return items.Exists(a => a.Mention.Last == i);
    }

    /// <summary>"will send 50 vehicles as part of its latest package for Ukraine": whose package the arms belong to.</summary>
    private bool PartOfPackage(int preposition, List<Argument> items)
    {
        if (preposition < 1 || !(tree.WordIs(preposition, "for") || tree.WordIs(preposition, "to")) || tree.Upos(preposition - 1) is not Upos.Noun || !(tree.Lemma(preposition - 1) is "package" or "aid" or "assistance" or "support" or "tranche")) return false;
        for (var i = preposition - 2; i > 0 && preposition - i <= 10 && tree.SentenceOf(i) == tree.SentenceOf(preposition); i--)
        {
            if (tree.IsVerb(i) && tree.Xpos(i) is not "VBN") return false;
            if (tree.WordIs(i, "part") && tree.WordIs(i + 1, "of")) return items.Exists(a => a.Mention.Last < i);
        }
        return false;
    }

    /// <summary>"China accounted for 81 per cent of Pakistan's arms imports": whose share it is.</summary>
    public PartyMention? Share(int trigger, SentenceMentions mentions, HashSet<Mention> used)
    {
        if (CameFrom(trigger, mentions, used) is { } origin) return origin;
        var of = trigger - 1;
        while (of > 0 && trigger - of <= 8 && !tree.WordIs(of, "of")) of--;
        if (of < 2 || !tree.WordIs(of, "of") || tree.SentenceOf(of) != tree.SentenceOf(trigger) || !(tree.WordLower(of - 1) is "cent" or "percent" or "%" or "third" or "half" or "majority" or "bulk" or "most" or "share" or "two-thirds" or "quarter" or "thirds" or "quarters" || IsPerCent(of - 1))) return null;
        for (var i = of - 2; i >= 0 && of - i <= 7 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i--)
        {
            if (!tree.IsVerb(i)) continue;
            if (tree.Lemma(i) is not ("account" or "supply" or "provide" or "deliver" or "make" or "represent" or "contribute")) return null;
            if (tree.Xpos(i) == "VBG" && tree.WordIs(i - 1, ",")) return null; // "the largest supplier to Israel, accounting for": not whose name stands right before
            foreach (var p in mentions.Parties)
            {
                if (p.Acts && p.Modifies < 0 && !used.Contains(p) && p.Last < i && i - p.Last <= 3) return p;
            }
            return null;
        }
        return null;
    }

    /// <summary>"81 per cent of Pakistan's arms imports came from China"</summary>
    private PartyMention? CameFrom(int trigger, SentenceMentions mentions, HashSet<Mention> used)
    {
        for (var i = trigger + 1; i + 1 < tree.Tokens.Count && i - trigger <= 9 && tree.SentenceOf(i + 1) == tree.SentenceOf(trigger); i++)
        {
            if (!tree.IsVerb(i)) continue;
            if (!(tree.Lemma(i) is "come" or "originate") || !tree.WordIs(i + 1, "from")) return null;
            return mentions.Parties.FirstOrDefault(p => p.Acts && p.Modifies < 0 && !used.Contains(p) && p.First > i && p.First - i <= 3);
        }
        return null;
    }

    /// <summary>"81pc"</summary>
    private bool IsPerCent(int token) => tree.Analysis.Word(token) is { Length: > 2 } word && char.IsAsciiDigit(word[0]) && (word.EndsWith("pc", StringComparison.Ordinal) || word[^1] == '%');

    /// <summary>"China is the main supplier of arms to Pakistan", "Russia, the biggest supplier of arms to India": who is said to be it.</summary>
    public PartyMention? Predicated(int trigger, SentenceMentions mentions, HashSet<Mention> used)
    {
        var subject = tree.Child(trigger, "cop") >= 0 ? tree.OwnSubject(trigger, out _) : -1;
        if (subject < 0 && tree.Base(trigger).SequenceEqual("appos")) subject = tree.Head(trigger);
        // "has become the first foreign buyer of"
        if (subject < 0 && tree.Head(trigger) is >= 0 and var turned && tree.Lemma(turned) is "become" or "remain" && tree.IsVerb(turned)) subject = tree.OwnSubject(turned, out _);
        if (subject < 0 && tree.Base(trigger).SequenceEqual("obl") && tree.CaseOf(trigger) == "as" && tree.Head(trigger) is >= 0 and var verb && tree.IsVerb(verb) && !tree.IsPassive(verb)) subject = tree.OwnSubject(verb, out _);
        // "India's main arms supplier is Russia"
        if (subject < 0 && tree.Base(trigger).SequenceEqual("nsubj") && tree.Head(trigger) is >= 0 and var said && said > trigger && tree.Child(said, "cop") >= 0) subject = said;
        if (subject < 0) return null;
        foreach (var p in mentions.Parties)
        {
            if (p.Acts && p.Modifies < 0 && !used.Contains(p) && p.First <= subject && subject <= p.Last) return p;
        }
        return null;
    }

    /// <summary>"Poland's jets will go to Ukraine", "Spain's tanks were sent": whose the arms are, where nobody is said to give them.</summary>
    public PartyMention? Owner(int trigger, List<Argument> found, SentenceMentions mentions, HashSet<Mention> used)
    {
        if (found.Exists(a => a.Place == "subj" && a.Mention is PartyMention) || !(tree.IsPassive(trigger) || found.Exists(a => a.Place == "subj" && a.Mention is ItemMention))) return null;
        foreach (var p in mentions.Parties)
        {
            if (p.Modifies < 0 || p.Form is not PartyForm.Name || used.Contains(p)) continue;
            if (found.Exists(a => a.Mention is ItemMention i && a.Place is "subj" or "obj" && i.First <= p.Modifies && p.Modifies <= i.Last)) return p;
        }
        return null;
    }

    /// <summary>"sold to a trader for delivery to Ukraine": who has it in the end.</summary>
    public void EndUser(int trigger, SentenceMentions mentions, HashSet<Mention> used, Dictionary<FrameRole, List<Argument>> filled)
    {
        if (!filled.ContainsKey(FrameRole.Recipient)) return;
        foreach (var p in mentions.Parties)
        {
            if (p.First <= trigger || !p.Acts || p.Modifies >= 0 || used.Contains(p)) continue;
            var i = p.First - 1;
            while (i > trigger && tree.Upos(i) is Upos.Det) i--;
            if (!tree.WordIs(i, "to") || tree.Lemma(i - 1) is not ("delivery" or "transfer" or "shipment" or "re-export" or "supply" or "donation")) continue;
            var before = i - 2;
            while (before > trigger && tree.Upos(before) is Upos.Adj) before--;
            if (!tree.WordIs(before, "for")) continue;
            filled[FrameRole.EndUser] = [new Argument(p, "for delivery to", 1, true)];
            used.Add(p);
            return;
        }
    }

    /// <summary>"a ship arrived in Gdynia delivering tanks", "docked at Mombasa to unload rifles": where the voyage ended, for what is delivered there.</summary>
    public PartyMention? Landing(int trigger, SentenceMentions mentions, HashSet<Mention> used)
    {
        if (!(tree.Xpos(trigger) is "VBG" || tree.WordIs(trigger - 1, "to")) || !(tree.Lemma(trigger) is "deliver" or "bring" or "unload" or "offload")) return null;
        var sentence = tree.SentenceOf(trigger);
        for (var i = trigger - 1; i > 0 && trigger - i <= 14 && tree.SentenceOf(i) == sentence; i--)
        {
            if (!tree.IsVerb(i)) continue;
            if (!(tree.Lemma(i) is "arrive" or "dock" or "berth" or "land") || !Vessels.IsVessel(tree.Lemma(tree.OwnSubject(i, out _) is >= 0 and var ship ? ship : i))) return null;
            foreach (var p in mentions.Parties)
            {
                if (p.First <= i || p.Last >= trigger || used.Contains(p) || p.Party.Kind is not PartyKind.State || p.Form is not (PartyForm.Name or PartyForm.Adjective)) continue;
                for (var before = p.First - 1; before > i; before--)
                {
                    if (tree.WordLower(before) is "in" or "at") return p;
                    if (!(tree.Upos(before) is Upos.Det or Upos.Adj or Upos.Noun || tree.WordIs(before, "of"))) break;
                }
            }
            return null;
        }
        return null;
    }

    /// <summary>"at the Polish port of Gdynia", "in Poland's capital": whose ground it is.</summary>
    public PartyMention? Soil(int trigger, SentenceMentions mentions, HashSet<Mention> used)
    {
        foreach (var p in mentions.Parties)
        {
            if (p.First <= trigger || p.First - trigger > 8 || used.Contains(p)) continue;
            if (p.Modifies < 0)
            {
                // "at the port of Taipei"
                if (p.Acts && p.First >= 3 && tree.WordIs(p.First - 1, "of") && tree.Lemma(p.First - 2) is "port" or "airport" or "harbour" or "harbor" or "city" && tree.SentenceOf(p.First - 3) == tree.SentenceOf(trigger)) return p;
                continue;
            }
            if (tree.Lemma(p.Modifies) is not ("port" or "base" or "airport" or "capital" or "city" or "soil" or "territory" or "harbour" or "harbor" or "airfield" or "town")) continue;
            var i = p.First - 1;
            while (i > trigger && tree.Upos(i) is Upos.Det or Upos.Adj) i--;
            if (i >= trigger && tree.Lemma(i) is "at" or "in" or "to" or "on" or "reach") return p;
        }
        return null;
    }

    /// <summary>"to target Ukraine's grid", "to strike Israel", "against Ukraine's cities": the one who is hit, also as an owner.</summary>
    public PartyMention? AimedAt(int trigger, SentenceMentions mentions, HashSet<Mention> used)
    {
        foreach (var p in mentions.Parties)
        {
            if (p.First <= trigger || p.First - trigger > 16 || used.Contains(p) || p.Form is not PartyForm.Name and not PartyForm.Adjective) continue;
            var i = p.First - 1;
            while (i > trigger && tree.Upos(i) is Upos.Det or Upos.Adj) i--;
            if (i <= trigger || tree.SentenceOf(i) != tree.SentenceOf(trigger)) continue;
            if (tree.Lemma(i) is "target" or "strike" or "hit" or "attack" or "bomb" or "shell" or "pound" or "bombard" && (tree.Upos(i) is Upos.Verb || tree.WordIs(i - 1, "to"))) return p;
            if (tree.Lemma(i) is "against" or "at" or "on" or "into" && (p.Modifies >= 0 && p.Form == PartyForm.Name || p.Form == PartyForm.Adjective && p.Modifies >= 0 && Clear(trigger, i))) return p;
        }
        return null;
    }

    private bool Clear(int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            if (tree.Upos(i) is Upos.Verb or Upos.Sconj || tree.Analysis.Word(i) is ",") return false;
        }
        return true;
    }

    public PartyMention? Licensor(int trigger, SentenceMentions mentions)
    {
        foreach (var p in mentions.Parties)
        {
            if (p.First - 2 <= trigger || tree.SentenceOf(p.First) != tree.SentenceOf(trigger)) continue;
            if (tree.Lemma(p.First - 1) is "from" && tree.WordLower(p.First - 2) is "licence" or "license") return p;
            if (tree.Lemma(p.First - 1) is "by" or "from" && tree.Lemma(p.First - 2) is "grant" or "issue" or "give" or "obtain" or "acquire" or "buy" && tree.WordLower(p.First - 3) is "licence" or "license") return p; // "under a licence granted by"
        }
        return null;
    }
}

using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Mentions;

/// <summary>"has asked for missiles, but Berlin will not supply them": "they" and "them" that can only mean arms, since the nearest
/// plural noun before them names some. Only the arms' own words are proof.</summary>
internal sealed class ItemPronouns(TreeView tree, SentenceMentions[] mentions)
{
    public void Resolve()
    {
        for (var s = 0; s < mentions.Length; s++)
        {
            var here = mentions[s].Items.Length > 0;
            var near = false;
            for (var back = 1; back <= Reach && back <= s; back++) near |= mentions[s - back].Items.Length > 0;
            if (!here && !near) continue;
            var sentence = tree.Analysis.Sentences[s];
            List<ItemMention>? added = null;
            for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
            {
                if ((here || near) && Known(t, s) is { } known)
                {
                    (added ??= []).Add(known);
                    continue;
                }
                if (!here && mentions[s - 1].Items.IsEmpty) continue;
                var counts = CountsAlone(t);
                if (!counts && (tree.Upos(t) is not Upos.Pron || tree.WordLower(t) is not ("they" or "them")) && !IsThose(t)) continue;
                if (mentions[s].Items.Any(i => i.First <= t && t <= i.Last)) continue;
                if ((Antecedent(t, s) ?? (counts ? OnlyKind(t, s) : null)) is not { } item || counts && !IsCounted(item)) continue;
                // "cancelled its French submarines and ordered American ones": an origin of their own
                if (tree.WordIs(t, "ones") && mentions[s].Parties.FirstOrDefault(p => p.Last == t - 1 && p.IsDemonym) is { } origin) item = item with { Origin = origin, Maker = null, Giver = null };
                (added ??= []).Add(item with { First = t, Last = t, Head = t, PhraseFirst = t, PointsBack = true, IsPronoun = true });
            }
            if (added is not null) mentions[s] = mentions[s] with { Items = [.. mentions[s].Items.Concat(added).OrderBy(i => i.First)] };
        }
    }

    /// <summary>"make up for those that Washington has sent"</summary>
    private bool IsThose(int t) => tree.WordIs(t, "those") && t + 1 < tree.Tokens.Count && (tree.WordIs(t + 1, "that") || tree.WordIs(t + 1, "which")) && tree.SentenceOf(t + 1) == tree.SentenceOf(t);

    /// <summary>How many sentences back "the jets" may reach.</summary>
    private const int Reach = 3;

    /// <summary>"the jets", "36 of the guns", "two systems": a general word behind "the" or a count for the one kind of arms that the words
    /// before it, here or in the sentences before, name.</summary>
    private ItemMention? Known(int t, int s)
    {
        if (tree.Upos(t) is not Upos.Noun || mentions[s].Items.Any(i => i.First <= t && t <= i.Last)) return null;
        string[] kinds = tree.Lemma(t) switch
        {
            "aircraft" => ["combat-aircraft", "aircraft", "uav", "helicopters"],
            "jet" or "plane" or "fighter" or "warplane" => ["combat-aircraft", "aircraft"],
            "model" or "type" => ["combat-aircraft", "aircraft", "uav", "helicopters", "tanks", "armoured-vehicles", "artillery", "air-defence", "ships"],
            "gun" => ["artillery"],
            "vehicle" or "carrier" => ["armoured-vehicles", "vehicles", "tanks"],
            "ship" or "vessel" or "boat" or "warship" => ["ships"],
            "system" or "battery" or "launcher" => ["air-defence", "missiles", "artillery"],
            "rotorcraft" or "chopper" => ["helicopters"],
            _ => [],
        };
        if (kinds.Length == 0 || t + 1 < tree.Tokens.Count && tree.SentenceOf(t + 1) == s && tree.Upos(t + 1) is Upos.Noun or Upos.Propn) return null;
        var the = t - 1;
        while (the > 0 && t - the <= 3 && tree.Upos(the) is Upos.Num or Upos.Adj) the--;
        var pointed = the >= 0 && tree.SentenceOf(the) == s && (tree.WordLower(the) is "the" or "these" or "those" || tree.WordLower(the) is "its" or "their" && the < t - 1 && tree.WordLower(the + 1) is "first" or "second" or "next" or "last");
        var counted = !pointed && tree.Xpos(t) == "NNS" && the < t - 1 && tree.Upos(the + 1) is Upos.Num;
        if (!pointed && !counted) return null;
        ItemMention? one = null;
        for (var back = 0; back <= (pointed ? Reach : 1) && back <= s; back++)
        {
            foreach (var item in mentions[s - back].Items)
            {
                if (back == 0 && item.Last >= the) continue;
                if (item.IsPlaceholder || item.IsPronoun || item.Modifies >= 0 || !kinds.Contains(item.Item.Category)) continue;
                if (one is not null && (one.Item.Designation ?? one.Item.Description) != (item.Item.Designation ?? item.Item.Description)) return null;
                one ??= item;
            }
        }
        return one is null ? null : one with { First = t, Last = t, Head = t, PhraseFirst = the, PointsBack = true, IsPronoun = true };
    }

    /// <summary>"another 180", "44 more", "the last four", "the rest": a count without its noun.</summary>
    private bool CountsAlone(int t)
    {
        var lemma = tree.WordLower(t);
        if (lemma is "rest" or "remainder" or "others" or "ones" && tree.Upos(t) is Upos.Noun or Upos.Pron or Upos.Adj) return t + 1 >= tree.Tokens.Count || !tree.WordIs(t + 1, "of");
        // "three of the five squadrons it ordered", "two more units": what is counted in them was named before.
        if (tree.Upos(t) is Upos.Noun && tree.Xpos(t) == "NNS" && lemma is "squadrons" or "regiments" or "batteries" or "units" or "sets" or "examples" or "platforms" or "machines")
            return t > 0 && (tree.Upos(t - 1) is Upos.Num || tree.WordIs(t - 1, "more") || tree.WordIs(t - 1, "additional") || tree.WordIs(t - 1, "remaining")) && !(t + 1 < tree.Tokens.Count && tree.WordIs(t + 1, "of"));
        if (tree.Upos(t) is Upos.Noun && tree.Lemma(t) is "batch" or "consignment" or "shipment" or "tranche" or "lot" && t > 0 && !(t + 1 < tree.Tokens.Count && (tree.WordIs(t + 1, "of") || tree.WordIs(t + 1, "from") || tree.WordIs(t + 1, "to") || tree.Upos(t + 1) is Upos.Noun)))
            return tree.Upos(t - 1) is Upos.Num || tree.WordLower(t - 1) is "several" or "another" or "more" or "first" or "second" or "third" or "last" or "final" or "fresh" or "further" or "new" or "latest" or "additional";
        // "Three have been delivered."
        if (tree.Upos(t) is Upos.Num && (t == 0 || tree.SentenceOf(t - 1) != tree.SentenceOf(t)) && t + 2 < tree.Tokens.Count && tree.Upos(t + 1) is Upos.Aux) return true;
        if (tree.Upos(t) is not Upos.Num || t < 1 || tree.SentenceOf(t - 1) != tree.SentenceOf(t)) return false;
        var next = t + 1;
        var more = next < tree.Tokens.Count && tree.WordLower(next) is "more" or "others";
        if (more) next++;
        if (next < tree.Tokens.Count && tree.SentenceOf(next) == tree.SentenceOf(t))
        {
            if (tree.WordIs(next, "of"))
            {
                // "four of the jets" counts what follows; "four of them" is read with "them", "four of which" stands for itself.
                return next + 1 < tree.Tokens.Count && tree.WordIs(next + 1, "which");
            }
            if (tree.Upos(next) is Upos.Noun or Upos.Propn or Upos.Adj or Upos.Num or Upos.Sym || tree.Analysis.Word(next) is "-" or "–" or "%" or "per" or "percent") return false;
            if (!more && tree.Upos(next) is Upos.Verb && tree.Xpos(next) is "VBN" or "VBG" && tree.Head(t) > t && tree.Upos(tree.Head(t)) is Upos.Noun) return false;
        }
        if (next < tree.Tokens.Count && tree.WordIs(next, "from") && tree.WordLower(t - 1) is "and" or ",") return true; // "40 vehicles from China and 10 from Spain"
        var before = tree.WordLower(t - 1);
        // "Niger ordered six", "and has received four": counted behind the verb, and nothing else named there.
        if (tree.Relation(t) == "obj" && tree.Head(t) == t - 1 && tree.Lemma(t - 1) is "order" or "buy" or "purchase" or "receive" or "acquire" or "get" or "deliver" or "donate") return true;
        return more || before is "another" or "further" or "additional" or "last" or "first" or "remaining" or "other" or "final";
    }

    /// <summary>"The remaining three will be delivered by December", in a paragraph of its own: the one kind of arms that the sentences before name.</summary>
    private ItemMention? OnlyKind(int t, int s)
    {
        var the = t - 1;
        while (the > 0 && t - the <= 3 && tree.SentenceOf(the) == s && tree.WordLower(the) is "remaining" or "first" or "last" or "other" or "final" or "next") the--;
        if (the < 0 || tree.SentenceOf(the) != s || !tree.WordIs(the, "the") || the == t - 1 && tree.WordLower(t) is not ("rest" or "remainder")) return null;
        ItemMention? one = null;
        for (var back = 0; back <= Reach - 1 && back <= s; back++)
        {
            foreach (var item in mentions[s - back].Items)
            {
                if (back == 0 && item.First >= the) continue;
                if (item.IsPlaceholder || item.IsPronoun || item.Modifies >= 0) continue;
                if (one is not null && (one.Item.Designation ?? one.Item.Description) != (item.Item.Designation ?? item.Item.Description)) return null;
                one ??= item;
            }
        }
        return one;
    }

    private static bool IsCounted(ItemMention item) => item.Item.Category is not ("ammunition" or "unspecified" or "technology" or "components");

    private ItemMention? Antecedent(int token, int s)
    {
        for (var back = s; back >= 0 && s - back <= 1; back--)
        {
            var sentence = tree.Analysis.Sentences[back];
            if (back < s && tree.Analysis.Sentences[s].Span.Start - sentence.Span.End > 3) return null; // another paragraph
            for (var i = (back == s ? token : sentence.EndToken) - 1; i >= sentence.FirstToken; i--)
            {
                if (tree.Xpos(i) is not ("NNS" or "NNPS")) continue;
                if (ActorNouns.IsPeople(tree.Lemma(i)) || ActorNouns.IsBody(tree.Lemma(i)) || tree.Lemma(i) is "source" or "report" or "image" or "expert" or "analyst" or "sanction" or "media" or "reporter" or "ally" or "country") continue; // "sources said": no arms are meant by them
                if (tree.Lemma(i) is "year" or "month" or "week" or "day" or "hour" || mentions[back].Parties.Any(p => p.First <= i && i <= p.Last)) continue;
                foreach (var item in mentions[back].Items)
                {
                    if (item.Item.Designation is null && tree.Upos(item.Last) is Upos.Propn) continue; // "Centre for Analysis of World Arms Trade"
                    if (item.First <= i && i <= item.Last && i == item.Last && !item.IsPlaceholder && item.Modifies < 0) return item;
                }
                return null;
            }
        }
        return null;
    }
}

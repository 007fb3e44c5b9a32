using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Claims.Mentions;

/// <summary>Turns the lexicon's party hits into mentions: names, bodies that act for them, adjectives of origin.</summary>
internal sealed class PartyFinder(TreeView tree, Lexicon lexicon)
{
    private readonly string _text = tree.Analysis.Text;

    /// <summary>The mention behind one hit over tokens [first, last], or null where the words name no party
    /// ("Russian-backed", "Russian roulette" is left to the item and frame that ask).</summary>
    public PartyMention? Read(LexiconHit hit, int first, int last, int sentenceEnd)
    {
        if (lexicon.Party(hit.Id) is not { } entry) return null;
        var suffix = SuffixAfter(hit.Span.End, out var suffixEnd);
        if (suffix is "led" && last + 1 < sentenceEnd)
        {
            // "the Czech-led initiative": what a state leads is read with its name, where a word for its body follows.
            while (last + 1 < sentenceEnd && tree.Tokens.Start[last + 1] < suffixEnd) last++;
            if (last + 1 >= sentenceEnd || tree.Lemma(last + 1) is not "initiative") return null;
            var led = tree.Span(first, last + 1);
            return new PartyMention(first, last + 1, last + 1, led, PartyOf(entry, hit, led) with { Via = "demonym" }, PartyForm.Name);
        }
        if (suffix is "based" or "headquartered" or "registered" && entry.Kind is PartyKind.State && CompanyBehind(last + 1, sentenceEnd, suffixEnd) is { } firm)
        {
            // "a Serbia-based company": who supplies is the company, not the state.
            var words = tree.Span(first, firm);
            return new PartyMention(first, firm, firm, words, new Party { Words = words.Of(_text).ToString(), Name = words.Of(_text).ToString(), Kind = PartyKind.Company, Of = entry.Iso3 ?? entry.Id }, PartyForm.Name);
        }
        if (suffix.Length > 0)
        {
            var form = FormOfSuffix(suffix);
            if (form is null)
            {
                // "Russia-Iran deal", "US-Ukraine": the next party is a hit of its own; "Russian-backed" is nobody.
                if (!char.IsUpper(suffix[0])) return null;
            }
            else
            {
                var span = TextSpan.FromBounds(hit.Span.Start, suffixEnd);
                var end = last;
                while (end + 1 < sentenceEnd && tree.Tokens.Start[end + 1] < suffixEnd) end++;
                return new PartyMention(first, end, end, span, PartyOf(entry, hit, span), form.Value) { Modifies = NounAfter(end, sentenceEnd, out _) };
            }
        }
        var named = hit.Span;
        if (entry.Kind is PartyKind.Company && last + 1 < sentenceEnd && tree.Analysis.Word(last + 1) is "Co." or "Co" or "Corp." or "Corp" or "Inc." or "Inc" or "Ltd." or "Ltd" or "LLC" or "plc" or "PLC" or "AG" or "AB" or "ASA" or "GmbH" or "Oyj" or "SpA" or "Company" or "Corporation" or "Limited")
        {
            last++; // "Raytheon Co."
            named = tree.Span(first, last);
        }
        var possessive = IsPossessive(last + 1, sentenceEnd);
        var gap = possessive ? last + 2 : last + 1;
        var noun = NounAfter(gap - 1, sentenceEnd, out var nounLast);
        var adjective = hit.IsAdjective || !possessive && noun >= 0 && tree.Upos(last) is Upos.Propn or Upos.Adj or Upos.Noun && IsBareModifier(last, noun);
        if (noun >= 0 && (adjective || possessive) && Body(gap, nounLast, out var kind) is { } body)
        {
            if (kind == PartyKind.Person) return null;
            var end = possessive || kind == PartyKind.Company ? body : nounLast;
            if (kind == PartyKind.Company)
            {
                // "the Turkish company Baykar": with its name.
                while (end + 1 <= nounLast && tree.Upos(end + 1) is Upos.Propn) end++;
            }
            var span = tree.Span(first, end);
            var head = HeadOf(first, end);
            if (kind == PartyKind.Group && entry.Kind is not PartyKind.ArmedGroup)
            {
                var words = span.Of(_text).ToString();
                return new PartyMention(first, end, head, span, new Party { Words = words, Name = words, Kind = PartyKind.Group, Of = entry.Iso3 ?? entry.Id }, PartyForm.Name);
            }
            if (kind == PartyKind.Company)
            {
                return new PartyMention(first, end, head, span, new Party { Words = span.Of(_text).ToString(), Name = span.Of(_text).ToString(), Kind = PartyKind.Company, Of = entry.Iso3 ?? entry.Id }, PartyForm.Name);
            }
            return new PartyMention(first, end, head, span, PartyOf(entry, hit, span) with { Via = hit.Via ?? (hit.IsAdjective ? "demonym" : "ministry") }, PartyForm.Name);
        }
        if (adjective && !possessive && entry.Kind is PartyKind.ArmedGroup && noun == last + 1 && tree.Lemma(noun) is "group" or "movement" or "organisation" or "organization" or "force" or "army" or "rebel" or "militia")
        {
            // "the Wagner group": what it is, behind its name.
            var whole = tree.Span(first, noun);
            return new PartyMention(first, noun, HeadOf(first, noun), whole, PartyOf(entry, hit, whole), PartyForm.Name);
        }
        if (hit.IsAdjective && !possessive && noun < 0 && first > 0 && tree.WordIs(first - 1, "the"))
        {
            // "bought from the Dutch"
            return new PartyMention(first, last, HeadOf(first, last), named, PartyOf(entry, hit, named) with { Via = hit.Via ?? "demonym" }, PartyForm.Name);
        }
        if (adjective && !possessive && (hit.IsAdjective || noun >= 0))
        {
            return new PartyMention(first, last, last, hit.Span, PartyOf(entry, hit, hit.Span), PartyForm.Adjective) { Modifies = noun, IsDemonym = hit.IsAdjective };
        }
        return new PartyMention(first, last, HeadOf(first, last), named, PartyOf(entry, hit, named), PartyForm.Name) { Modifies = possessive ? noun : -1 };
    }

    /// <summary>The noun for a company right behind "-based", with its name; null where another noun stands there.</summary>
    private int? CompanyBehind(int from, int sentenceEnd, int suffixEnd)
    {
        while (from < sentenceEnd && tree.Tokens.Start[from] < suffixEnd) from++;
        for (var i = from; i < sentenceEnd && i - from <= 4; i++)
        {
            if (tree.Upos(i) is Upos.Noun && ActorNouns.IsCompany(tree.Lemma(i)) && !(i + 1 < sentenceEnd && tree.Upos(i + 1) is Upos.Noun)) return i;
            if (tree.Upos(i) is not (Upos.Adj or Upos.Noun)) return null;
        }
        return null;
    }

    private Party PartyOf(PartyEntry entry, LexiconHit hit, TextSpan span) => new()
    {
        Words = span.Of(_text).ToString(),
        Name = entry.Name,
        Kind = entry.Kind,
        Iso3 = entry.Iso3,
        Of = entry.Of,
        Via = hit.Via,
    };

    private static PartyForm? FormOfSuffix(string suffix) => suffix.ToLowerInvariant() switch
    {
        "made" or "manufactured" or "built" or "designed" or "produced" or "developed" or "origin" or "style" or "type" or "assembled" or "equipped" => PartyForm.Maker,
        "bound" => PartyForm.Bound,
        "supplied" or "provided" or "donated" or "delivered" or "sold" or "sent" or "gifted" or "furnished" => PartyForm.Giver,
        _ => null,
    };

    /// <summary>The word glued to a name by a hyphen ("-made"), empty if none.</summary>
    private string SuffixAfter(int at, out int end)
    {
        end = at;
        if (at + 1 >= _text.Length || _text[at] is not ('-' or '\u2010' or '\u2011' or '\u2013') || !char.IsLetter(_text[at + 1])) return "";
        end = at + 1;
        while (end < _text.Length && char.IsLetter(_text[end])) end++;
        return _text[(at + 1)..end];
    }

    private bool IsPossessive(int token, int sentenceEnd) =>
        token < sentenceEnd && tree.Analysis.Word(token) is "'s" or "’s" or "'" or "’" && (tree.Xpos(token) == "POS" || tree.Upos(token) is Upos.Part or Upos.Adp);

    /// <summary>A name right before a noun in one phrase ("US officials", "Taiwan military").</summary>
    private bool IsBareModifier(int last, int noun)
    {
        if (noun != last + 1 && !(noun > last && noun - last <= 4)) return false;
        // "from Venezuela several missiles": a count opens a phrase of its own.
        if (tree.Upos(last + 1) is Upos.Num || tree.Lemma(last + 1) is "several" or "multiple" or "many" or "some" or "more" or "few" or "numerous" or "various") return false;
        var relation = tree.Base(last);
        if (relation.SequenceEqual("compound") || relation.SequenceEqual("amod") || relation.SequenceEqual("nmod") && tree.CaseOf(last).Length == 0) return true;
        return tree.Upos(last + 1) is Upos.Noun && tree.Head(last) > last;
    }

    /// <summary>The last noun of the run of adjectives and nouns after a token, or −1: the head of the phrase by position,
    /// which holds more often than the tree's.</summary>
    private int NounAfter(int token, int sentenceEnd, out int last)
    {
        last = -1;
        for (var i = token + 1; i < sentenceEnd && i - token <= 8; i++)
        {
            switch (tree.Upos(i))
            {
                case Upos.Noun or Upos.Propn:
                    last = i;
                    continue;
                case Upos.Sym when IsPossessive(token, sentenceEnd) && i + 1 < sentenceEnd && tree.Upos(i + 1) is Upos.Num:
                    continue; // "Washington's $1.1 billion package"
                case Upos.Adj when last >= 0 && tree.Lemma(i) is "last" or "next" or "this":
                    break; // "N'Djamena airport last week"
                case Upos.Adj or Upos.Num:
                    continue;
                case Upos.Verb when tree.Xpos(i) is "VBN" or "VBG" && i == token + 1 && i + 1 < sentenceEnd && tree.Upos(i + 1) is Upos.Noun:
                    continue;
                case Upos.Punct when tree.Analysis.Word(i) is "-" or "–" && Glued(i):
                    continue;
            }
            break;
        }
        return last;
    }

    private bool Glued(int token) => token > 0 && token + 1 < tree.Tokens.Count
        && tree.Tokens.Start[token - 1] + tree.Tokens.Length[token - 1] == tree.Tokens.Start[token]
        && tree.Tokens.Start[token] + tree.Tokens.Length[token] == tree.Tokens.Start[token + 1];

    /// <summary>The last token in a run that makes the phrase an actor, or null.</summary>
    private int? Body(int from, int to, out PartyKind kind)
    {
        kind = PartyKind.State;
        int? found = null;
        for (var i = from; i <= to; i++)
        {
            var lemma = tree.Lemma(i);
            if (i == to && lemma is "fighter" && Numbered(from, i)) return null; // "Russian Su-35 fighters"
            if (i == to && ActorNouns.IsPeople(lemma)) { kind = PartyKind.Person; return i; }
            if (i == to && ActorNouns.IsGroup(lemma) || lemma is "paramilitary" or "rebel" or "separatist" or "insurgent" or "militia" or "opposition") { kind = PartyKind.Group; return to; }
            // "Libya's eastern forces": not the state's.
            if (i < to && lemma is "eastern" or "western" or "breakaway" or "rival" or "parallel" or "secessionist" && tree.Lemma(to) is "force" or "troop" or "army" or "military" or "government" or "administration" or "authority" or "faction") { kind = PartyKind.Group; return to; }
            if (lemma is "supplier" or "exporter" && from > 0 && IsPossessive(from - 1, to + 1)) continue; // "India's main supplier" is another
            if (ActorNouns.IsCompany(lemma)) { kind = PartyKind.Company; found = i; }
            else if (ActorNouns.IsBody(lemma) && kind != PartyKind.Company) found = i;
        }
        // "the Russian defence industry", "military equipment": the body word must end the phrase or stand before a name.
        if (found is { } at && at < to && kind == PartyKind.State)
        {
            for (var i = at + 1; i <= to; i++)
            {
                if (tree.Upos(i) != Upos.Propn && !ActorNouns.IsBody(tree.Lemma(i))) return null;
            }
        }
        return found;
    }

    private bool Numbered(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (tree.Analysis.Word(i).IndexOfAnyInRange('0', '9') >= 0) return true;
        return false;
    }

    /// <summary>The token of a run whose head lies outside it; the last one where the tree is torn.</summary>
    private int HeadOf(int first, int last)
    {
        for (var i = last; i >= first; i--)
        {
            var h = tree.Head(i);
            if ((h < first || h > last) && tree.Upos(i) is not (Upos.Punct or Upos.Part or Upos.Adp or Upos.Det)) return i;
        }
        return last;
    }
}

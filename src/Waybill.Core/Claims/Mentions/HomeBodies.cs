using System.Collections.Frozen;
using System.Globalization;
using Waybill.Articles;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Mentions;

/// <summary>"Spain's cabinet … the army cancelled an order", "the Ghana Navy … presented to the Navy": a body named without its state is that of the one state whose body of
/// the same name stands before it, where no other state was named since; else of the state one of whose bodies was named, where the article has named no other state at all.</summary>
internal sealed class HomeBodies(TreeView tree, SentenceMentions[] mentions, Func<int, PartyMention?> speakerOf)
{
    /// <summary>Sentences at the head of a text in which its dateline may stand.</summary>
    private const int DatelineSentences = 5;

    private (bool Read, PartyMention? State) _home;

    private static readonly FrozenSet<string> Heads = WordClasses.Of("home-body");
    private static readonly FrozenSet<string> Modifiers = WordClasses.Of("home-body-modifier");

    /// <summary>A body's phrase that ends in or begins with this token, without a state of its own; null where it names none.</summary>
    public (int First, int Last)? Phrase(int token)
    {
        if (tree.Upos(token) is not (Upos.Noun or Upos.Propn) || !Heads.Contains(Head(token))) return null;
        var last = token;
        if (tree.WordIs(token + 1, "of"))
        {
            last++;
            while (last + 1 < tree.Tokens.Count && last - token < 4 && Modifiers.Contains(tree.WordLower(last + 1))) last++;
            if (last == token + 1) return null;
        }
        // "the army chief", "the navy's"
        if (last + 1 < tree.Tokens.Count && tree.SentenceOf(last + 1) == tree.SentenceOf(token) && tree.Upos(last + 1) is Upos.Noun or Upos.Propn && !IsDay(last + 1)) return null;
        var first = token - 1;
        while (first >= 0 && token - first <= 3 && Modifiers.Contains(tree.WordLower(first))) first--;
        if (first < 0 || tree.SentenceOf(first) != tree.SentenceOf(token)) first = token;
        if (tree.WordIs(first, "the")) return (first, last);
        // "government had also placed an order", as newspapers of many states write
        return tree.WordLower(token) is "government" && first + 1 == token && tree.WordIs(first, "that") && tree.Upos(token + 1) is Upos.Aux or Upos.Verb ? (token, last) : null;
    }

    /// <summary>"The police yesterday received", "the army Tuesday took over"</summary>
    private bool IsDay(int token) =>
        tree.WordLower(token) is "yesterday" or "today" or "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday" or "last" or "this";

    /// <summary>Whose body a phrase is.</summary>
    public PartyMention? Owner((int First, int Last) phrase, int token, int s)
    {
        PartyMention? same = null, body = null, nearest = null;
        var (sameOpen, others) = (false, false);
        for (var back = s; back >= 0; back--)
        {
            foreach (var p in mentions[back].Parties.Reverse())
            {
                if (back == s && p.Last >= phrase.First || p.Party.Kind is not PartyKind.State || !(p.Form is PartyForm.Name or PartyForm.Adjective)) continue;
                nearest ??= p;
                others |= p.Key != nearest.Key;
                if (p.Form is not PartyForm.Name || BodyIn(p) is not { } head) continue;
                body ??= p;
                if (head != Head(token)) continue;
                sameOpen |= same is not null && same.Key != p.Key;
                same ??= p;
            }
        }
        if (same is not null && !sameOpen && nearest!.Key == same.Key) return same;
        if (same is null && !others && body is not null) return body;
        // Whose minister says so, or where the story was filed: where no other state's body of the name, and no other state right before, can be meant.
        if (sameOpen || NamesAnother(phrase.First, s, out var lone)) return null;
        var home = speakerOf(token) ?? Dateline();
        return home is not null && (same is null || same.Key == home.Key) && (lone is null || lone == home.Key) ? home : null;
    }

    /// <summary>Whether a state is named before the phrase in its sentence, or is the subject of the sentence before; <paramref name="lone"/> is the one that is.</summary>
    private bool NamesAnother(int token, int s, out string? lone)
    {
        lone = null;
        for (var back = s; back >= 0 && back >= s - 1; back--)
        {
            foreach (var p in mentions[back].Parties)
            {
                if (p.Party.Kind is not PartyKind.State || p.Form is not (PartyForm.Name or PartyForm.Adjective) || back == s && p.Last >= token) continue;
                if (back < s && !tree.Base(tree.GroupHead(p.Head)).SequenceEqual("nsubj")) continue;
                if (lone is not null && lone != p.Key) return true;
                lone = p.Key;
            }
        }
        return false;
    }

    /// <summary>The state of the place in the text's dateline; null where it has none.</summary>
    private PartyMention? Dateline()
    {
        if (_home.Read) return _home.State;
        _home = (true, null);
        var text = tree.Analysis.Text;
        for (var s = 0; s < tree.Analysis.Sentences.Length && s < DatelineSentences; s++)
        {
            var start = tree.Analysis.Sentences[s].Span.Start;
            if (start > 0 && text[start - 1] is not '\n') continue;
            if (AgencyCredits.ReadDateline(text.Substring(start, Math.Min(AgencyCredits.LongestDateline, text.Length - start))) is not { Place: { } place } line) continue;
            var end = start + line.Span.End;
            for (var i = s; i < mentions.Length && mentions[i] is var here && tree.Analysis.Sentences[i].Span.Start < end; i++)
            {
                foreach (var p in here.Parties)
                    if (p.Span.End <= end && p.Party.Kind is PartyKind.State && p.Form is PartyForm.Name) return (_home = (true, p)).State;
            }
            var name = place.Split(',')[0].Trim();
            var at = text.IndexOf(name, start, StringComparison.Ordinal);
            if (at < 0 || at + name.Length > end || (Cities.Embedded.Find(name) ?? Cities.Embedded.Find(Titled(name))) is not { } city) return null;
            var (first, last) = (tree.Analysis.TokenAt(at), tree.Analysis.TokenAt(at + name.Length - 1));
            if (first < 0 || last < first) return null;
            var span = tree.Span(first, last);
            return (_home = (true, new PartyMention(first, last, last, span, new Party { Words = name, Name = city.State, Kind = PartyKind.State, Iso3 = city.Iso3, Via = "city" }, PartyForm.Name))).State;
        }
        return null;
    }

    /// <summary>"SAN SALVADOR" as the gazetteer writes it.</summary>
    private static string Titled(string name) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.ToLowerInvariant());

    /// <summary>The body's word in a mention ("Spain's cabinet"); null in a bare name.</summary>
    private string? BodyIn(PartyMention p)
    {
        for (var i = p.Last; i >= p.First; i--)
            if (Heads.Contains(Head(i))) return Head(i);
        return null;
    }

    /// <summary>"army"; of two words with the one before it ("air force").</summary>
    private string Head(int token)
    {
        var word = tree.Lemma(token).ToLowerInvariant();
        return word is "force" or "guard" && token > 0 ? (tree.WordLower(token - 1) is "defence" ? "defense" : tree.WordLower(token - 1)) + " " + word : word;
    }
}

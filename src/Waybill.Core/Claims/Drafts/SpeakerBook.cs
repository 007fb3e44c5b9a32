using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Claims.Mentions;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Claims.Drafts;

/// <summary>Who speaks for whom in an article: "Serbian Defence Ministry spokesman Stefan Brandt" makes a later "Brandt",
/// "the spokesman" and "he" speak for Serbia. Asked only where the attribution itself names no government.</summary>
internal sealed class SpeakerBook
{
    // Met: Named without a name as whom somebody met ("received the Ukrainian president"): a later "she" is the other.
    private readonly record struct Entry(int Token, string Surname, string Role, string Name, string Words, TextSpan Span, string? Government, bool Met);

    private static readonly FrozenSet<string> Offices = WordClasses.Of("office");
    private static readonly FrozenSet<string> OfficesBefore = WordClasses.Of("office-before");

    private readonly List<Entry> _entries = [];
    private readonly TreeView _tree;

    public SpeakerBook(TreeView tree, SentenceMentions[] mentions)
    {
        _tree = tree;
        foreach (var sentence in mentions)
        {
            foreach (var p in sentence.Parties)
            {
                if (p.Party.Iso3 is null || p.Form is not (PartyForm.Name or PartyForm.Adjective)) continue;
                Read(p);
            }
        }
        _entries.Sort(static (a, b) => a.Token.CompareTo(b.Token));
    }

    /// <summary>The office and name in or right behind a party's phrase.</summary>
    private void Read(PartyMention p)
    {
        var end = _tree.Analysis.Sentences[_tree.SentenceOf(p.First)].EndToken;
        var role = "";
        var last = -1;
        var office = -1;
        for (var i = p.First; i < end && i <= p.Last + 8; i++)
        {
            var lemma = _tree.Lemma(i);
            if (Offices.Contains(lemma)) { role = lemma; last = office = i; continue; }
            if (i <= p.Last) { if (role.Length > 0 && _tree.Upos(i) is Upos.Propn) last = i; continue; }
            if (_tree.Upos(i) is Upos.Propn or Upos.Noun or Upos.Adj or Upos.Part or Upos.Adp && _tree.WordIs(i, "of")) { if (_tree.Upos(i) is Upos.Propn && role.Length > 0) last = i; continue; }
            break;
        }
        if (role.Length == 0) role = Before(p, end, ref last);
        if (role.Length == 0) return;
        var surname = last >= 0 && _tree.Upos(last) is Upos.Propn && char.IsUpper(_tree.Analysis.Word(last)[0]) ? _tree.Analysis.Word(last).ToString() : "";
        if (ActorNouns.IsBody(surname.ToLowerInvariant())) surname = "";
        var span = _tree.Span(p.First, Math.Max(last, p.Last));
        var name = surname;
        if (surname.Length > 0)
        {
            var start = last;
            while (start - 1 >= p.First && _tree.Upos(start - 1) is Upos.Propn && !ActorNouns.IsBody(_tree.Lemma(start - 1))) start--;
            name = _tree.Span(start, last).Of(_tree.Analysis.Text).ToString();
        }
        _entries.Add(new Entry(p.First, surname, role, name, span.Of(_tree.Analysis.Text).ToString(), span, p.Party.Iso3, surname.Length == 0 && office >= 0 && _tree.Base(_tree.GroupHead(office)).SequenceEqual("obj")));
    }

    /// <summary>"a spokesman for the Polish defence ministry, Jan Nowak,": the office before the party, the name behind it.</summary>
    private string Before(PartyMention p, int end, ref int last)
    {
        var i = p.First - 1;
        while (i > 0 && _tree.Upos(i) is Upos.Det) i--;
        if (i < 1 || _tree.SentenceOf(i - 1) != _tree.SentenceOf(p.First) || !(_tree.WordIs(i, "for") || _tree.WordIs(i, "of"))) return "";
        var role = _tree.Lemma(i - 1);
        if (!OfficesBefore.Contains(role)) return "";
        var k = p.Last + 1;
        while (k < end && _tree.Upos(k) is Upos.Noun or Upos.Adj && k - p.Last <= 4) k++;
        if (k < end && _tree.Analysis.Word(k) is ",") k++;
        while (k < end && _tree.Upos(k) is Upos.Propn) last = k++;
        return role;
    }

    /// <summary>Completes attributions that name no government; the spans that they then lean on go to <paramref name="lean"/>.</summary>
    public ImmutableArray<Attribution> Complete(ImmutableArray<Attribution> chain, int trigger, List<TextSpan> lean)
    {
        if (_entries.Count == 0 || chain.IsEmpty) return chain;
        var result = chain.ToBuilder();
        for (var i = 0; i < result.Count; i++)
        {
            var a = result[i];
            var pronoun = a.Words.ToLowerInvariant() is "he" or "she" or "we" or "i";
            var firstName = _entries.FindIndex(e => e.Name.Length > a.Source.Length && e.Name.StartsWith(a.Source + " ", StringComparison.Ordinal));
            if (firstName >= 0)
            {
                // "John" of "John Kirby": the whole name.
                var whole = _entries[firstName];
                result[i] = a with { Source = whole.Name, Words = a.Words.Contains(whole.Surname, StringComparison.Ordinal) ? a.Words : whole.Words, Government = a.Government ?? whole.Government };
                lean.Add(whole.Span);
                continue;
            }
            if (a.Government is not null && !pronoun) continue;
            if (Find(a, trigger, pronoun) is not { } entry) continue;
            result[i] = a with { Government = entry.Government, Words = pronoun ? entry.Words : a.Words, Source = pronoun && entry.Name.Length > 0 ? entry.Name : a.Source };
            lean.Add(entry.Span);
        }
        return result.ToImmutable();
    }

    private Entry? Find(Attribution a, int trigger, bool pronoun)
    {
        Entry? best = null;
        var first = a.Words.ToLowerInvariant() is "we"; // who says "we" for a state may be a nameless official
        foreach (var e in _entries)
        {
            if (e.Token > trigger + 60) break;
            if (pronoun) { if (e.Token < trigger && !e.Met && (e.Surname.Length > 0 || e.Role is not "official" || first)) best = e; }
            else if (e.Surname.Length > 2 && (EndsWithWord(a.Source, e.Surname) || EndsWithWord(a.Words, e.Surname))) return e;
            else if (e.Token < trigger && e.Role.Length > 0 && EndsWithWord(a.Words, e.Role) && a.Words.StartsWith("the ", StringComparison.OrdinalIgnoreCase)) best = e;
            else if (e.Token < trigger && e.Role.StartsWith("spokes", StringComparison.Ordinal) && a.Words.StartsWith("the spokes", StringComparison.OrdinalIgnoreCase)) best = e;
        }
        return best;
    }

    private static bool EndsWithWord(string words, string word) =>
        words.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (words.Length == word.Length || !char.IsLetter(words[^(word.Length + 1)]));
}

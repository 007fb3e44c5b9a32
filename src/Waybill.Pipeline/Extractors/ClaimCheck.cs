using System.Collections.Immutable;
using System.Text;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Claims.Reading;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Pipeline.Export;
using Waybill.Texts;

namespace Waybill.Pipeline.Extractors;

/// <summary>Turns an offered claim into one of the ledger, or says why not: every value must stand on the page, in the sentence or
/// (a name) close before it; arms must be such by the lexicon; a word of denial or doubt that the claim does not account for refuses it.</summary>
public sealed class ClaimCheck
{
    /// <summary>Reading confidence of an accepted claim: its words are right, how they were put together is the model's say.</summary>
    public const double Confidence = 0.7;

    /// <summary>Sentences before the claim's own in which a party or an item may be named.</summary>
    private const int Before = 2;

    private const int ShortestSentence = 10;

    private static readonly string[] PartyMembers = ["supplier", "recipient", "endUser", "producer", "seizedBy", "carrier", "broker", "user", "target"];

    private static readonly HashSet<string> Pronouns = new(StringComparer.OrdinalIgnoreCase) { "it", "its", "they", "them", "their", "he", "him", "his", "she", "her", "we", "us", "our", "you", "who", "which", "that", "this", "those", "these", "i" };

    private readonly Lexicon _lexicon;
    private readonly (string Cue, bool Harmless)[] _polarity;

    public ClaimCheck(Lexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        _lexicon = lexicon;
        _polarity = [.. Lexicon.EmbeddedFiles().First(f => f.Name == "polarity.tsv").Text.Split('\n')
            .Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')).Where(f => f.Length > 1).Select(f => (" " + f[0].Trim() + " ", f[1] == "harmless"))];
    }

    private sealed class Refusal(string reason) : Exception(reason);

    /// <returns>The claim, or null; the sentence, where it was found; the reason, where it was refused.</returns>
    public (Claim? Claim, TextSpan? Sentence, string? Reason) Of(OfferedClaim offered, Article article, Analysis analysis, string extractor)
    {
        ArgumentNullException.ThrowIfNull(offered);
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(analysis);
        int? at = null;
        try
        {
            at = SentenceOf(offered["sentence"], article.Text, analysis);
            return (Make(offered, article, analysis, at.Value, extractor), analysis.Sentences[at.Value].Span, null);
        }
        catch (Refusal r)
        {
            return (null, at is { } n ? analysis.Sentences[n].Span : null, r.Message);
        }
    }

    private static int SentenceOf(string? words, string text, Analysis analysis)
    {
        if (words is null || words.Length < ShortestSentence) throw new Refusal("no sentence");
        var start = text.IndexOf(words, StringComparison.Ordinal);
        if (start < 0) throw new Refusal("the sentence does not stand on the page");
        for (var s = 0; s < analysis.Sentences.Length; s++)
        {
            var span = analysis.Sentences[s].Span;
            if (span.Start > start || span.End <= start) continue;
            return start + words.Length <= span.End ? s : throw new Refusal("more than one sentence");
        }
        throw new Refusal("the sentence does not stand on the page");
    }

    private Claim Make(OfferedClaim o, Article article, Analysis analysis, int at, string extractor)
    {
        var sentence = analysis.Sentences[at].Span;
        var near = TextSpan.FromBounds(analysis.Sentences[Math.Max(0, at - Before)].Span.Start, sentence.End);
        var proof = new SortedDictionary<TextSpan, SortedSet<string>>();
        var kind = o["kind"] switch { "flow" => ClaimKind.Flow, "use" => ClaimKind.Use, _ => throw new Refusal("no kind") };
        var stage = kind == ClaimKind.Use ? Stage.Used : Term.Parse<Stage>(o["stage"]) is { } st and not Stage.Used ? st : throw new Refusal("no such stage");
        var factuality = Term.Parse<Factuality>(o["factuality"]) ?? throw new Refusal("no such factuality");
        var stance = o["stance"] is null ? Stance.Asserts : Term.Parse<Stance>(o["stance"]) ?? throw new Refusal("no such stance");
        var negated = o["negated"] == "true";
        Prove(Required("stageWords"), "stage");
        if (factuality is Factuality.Probable or Factuality.Possible) Prove(Required("hedgeWords"), "factuality");
        if (negated || stance == Stance.Denies) Prove(Required("negationWords"), "negated");
        if (!negated && stance == Stance.Asserts && factuality is not Factuality.Unknown) Polarity(o, sentence.Of(article.Text).ToString(), factuality);

        var hits = _lexicon.Matcher.Find(article.Text[near.Start..near.End]);
        var parties = new Dictionary<string, Party>(StringComparer.Ordinal);
        foreach (var member in PartyMembers)
        {
            if (o[member] is not { } words) continue;
            var span = Find(words, sentence, near, article.Text) ?? throw new Refusal($"{member} does not stand on the page");
            parties[member] = PartyOf(member, span, near.Start, article.Text, hits);
            Prove(span, member);
        }
        Directed(kind, parties);
        var itemSpan = Find(o["item"] ?? throw new Refusal("no item"), sentence, near, article.Text) ?? throw new Refusal("item does not stand on the page");
        Prove(itemSpan, "item");
        var item = ItemOf(itemSpan, near.Start, article.Text, hits);
        Quantity? quantity = null;
        if (o["quantity"] is not null)
        {
            var span = Required("quantity");
            quantity = QuantityReader.Read(analysis, at).Where(q => q.Span.Overlaps(span)).Select(q => q.Quantity).FirstOrDefault() ?? throw new Refusal("quantity is no count");
            Prove(span, "quantity");
        }
        var when = TimeOf("when");
        var expected = TimeOf("expected");
        ImmutableArray<Attribution> attribution = [];
        if (o["source"] is { } source)
        {
            var span = Find(source, sentence, near, article.Text) ?? throw new Refusal("source does not stand on the page");
            var cue = Required("cue");
            Prove(span, "attribution");
            Prove(cue, "attribution");
            attribution = [SourceOf(span, cue, near.Start, article.Text, hits)];
        }
        var roles = string.Join('\u001e', PartyMembers.Where(parties.ContainsKey).Select(m => m + "=" + Folded(parties[m].Words)));
        return new Claim
        {
            Id = Hashes.Identity(16, "claim/1", article.PageId, kind == ClaimKind.Use ? "use" : "flow", Folded(item.Words), roles, Folded(sentence.Of(article.Text).ToString()), "0"),
            PageId = article.PageId,
            Kind = kind,
            Stage = stage,
            Factuality = factuality,
            Negated = negated,
            Stance = stance,
            Supplier = parties.GetValueOrDefault("supplier"),
            Recipient = parties.GetValueOrDefault("recipient"),
            EndUser = parties.GetValueOrDefault("endUser"),
            Producer = parties.GetValueOrDefault("producer"),
            SeizedBy = parties.GetValueOrDefault("seizedBy"),
            Carrier = parties.GetValueOrDefault("carrier"),
            Broker = parties.GetValueOrDefault("broker"),
            User = parties.GetValueOrDefault("user"),
            Target = parties.GetValueOrDefault("target"),
            Item = item,
            Quantity = quantity,
            When = when,
            Expected = expected,
            Attribution = attribution,
            Part = article.Blocks.FirstOrDefault(b => b.Span.Overlaps(sentence)).Kind switch { BlockKind.Title => ClaimPart.Headline, BlockKind.Subtitle => ClaimPart.Subtitle, _ => ClaimPart.Body },
            Sentence = sentence,
            Evidence = [.. proof.Select(e => Evidence.InText(article.Text, article.TextHash, e.Key, [.. e.Value]))],
            Confidence = Confidence,
            Extractor = extractor,
        };

        void Prove(TextSpan span, string of)
        {
            if (!proof.TryGetValue(span, out var fields)) proof[span] = fields = new SortedSet<string>(StringComparer.Ordinal);
            fields.Add(of);
        }

        TextSpan Required(string member) => Find(o[member] ?? throw new Refusal($"no {member}"), sentence, sentence, article.Text) ?? throw new Refusal($"{member} do not stand in the sentence");

        TimeWords? TimeOf(string member)
        {
            if (o[member] is null) return null;
            var span = Required(member);
            var time = TimeReader.Read(analysis, at).FirstOrDefault(t => t.Span.Overlaps(span));
            if (time.Time is null) throw new Refusal($"{member} is no time");
            Prove(time.Span, member);
            return time.Time;
        }
    }

    /// <summary>The words as they stand, nearest to the sentence: in it, else before it; whole words only.</summary>
    private static TextSpan? Find(string words, TextSpan sentence, TextSpan near, string text)
    {
        if (In(sentence) is { } here) return here;
        TextSpan? last = null;
        for (var span = near; In(span) is { } found && found.Start < sentence.Start; span = TextSpan.FromBounds(found.End, near.End)) last = found;
        return last;

        TextSpan? In(TextSpan span)
        {
            for (var from = span.Start; from + words.Length <= span.End;)
            {
                var found = text.IndexOf(words, from, span.End - from, StringComparison.Ordinal);
                if (found < 0) return null;
                var end = found + words.Length;
                if ((found == 0 || !IsWord(text[found - 1]) || !IsWord(text[found])) && (end == text.Length || !IsWord(text[end]) || !IsWord(text[end - 1]))) return new TextSpan(found, words.Length);
                from = found + 1;
            }
            return null;
        }

        static bool IsWord(char c) => char.IsLetterOrDigit(c);
    }

    private Party PartyOf(string member, TextSpan span, int offset, string text, IReadOnlyList<LexiconHit> hits)
    {
        var words = span.Of(text).ToString();
        if (Pronouns.Contains(words)) throw new Refusal($"{member} is a pronoun");
        var inside = hits.Where(h => h.Kind == EntryKind.Party && h.Span.Start + offset >= span.Start && h.Span.End + offset <= span.End).ToList();
        if (inside.Count == 0)
            return char.IsUpper(words[0]) || words.Any(char.IsUpper) ? new Party { Words = words, Name = words, Kind = PartyKind.Group } : throw new Refusal($"{member} is no name");
        if (inside.Select(h => h.Id).Distinct(StringComparer.Ordinal).Count() > 1 && inside[0].Span.Length < span.Length / 2) throw new Refusal($"{member} names more than one party");
        var hit = inside.OrderByDescending(h => h.Span.Length).ThenBy(h => h.Span.Start).ThenBy(h => h.Id, StringComparer.Ordinal).First();
        if (member == "supplier" && hit.IsAdjective && hit.Span.Length == span.Length) throw new Refusal("an adjective of origin names no supplier");
        var entry = _lexicon.Party(hit.Id);
        return new Party
        {
            Words = words,
            Name = entry?.Name ?? words,
            Kind = entry?.Kind ?? PartyKind.Group,
            Iso3 = entry?.Iso3,
            Of = entry?.Of,
            Via = hit.Via,
        };
    }

    private static void Directed(ClaimKind kind, Dictionary<string, Party> parties)
    {
        if (kind == ClaimKind.Use)
        {
            if (!parties.ContainsKey("user")) throw new Refusal("no user");
            return;
        }
        if (!parties.ContainsKey("supplier") && !parties.ContainsKey("recipient")) throw new Refusal("neither supplier nor recipient");
        if (parties.TryGetValue("supplier", out var from) && parties.TryGetValue("recipient", out var to) && (from.Iso3 ?? from.Name) == (to.Iso3 ?? to.Name)) throw new Refusal("supplier and recipient are one");
    }

    private Item ItemOf(TextSpan span, int offset, string text, IReadOnlyList<LexiconHit> hits)
    {
        var hit = hits.Where(h => h.Kind is EntryKind.Weapon or EntryKind.ItemNoun && h.Span.Start + offset >= span.Start && h.Span.End + offset <= span.End)
            .OrderBy(h => h.Kind).ThenByDescending(h => h.Span.Length).ThenBy(h => h.Span.Start).Select(h => (LexiconHit?)h).FirstOrDefault() ?? throw new Refusal("item names no arms that the lexicon knows");
        var entry = _lexicon.Item(hit.Id) ?? throw new Refusal("item names no arms that the lexicon knows");
        return new Item { Words = span.Of(text).ToString(), Designation = entry.Designation, Description = entry.Description, Category = entry.Category, Unroca = entry.Unroca, Sipri = entry.Sipri };
    }

    private Attribution SourceOf(TextSpan span, TextSpan cue, int offset, string text, IReadOnlyList<LexiconHit> hits)
    {
        var words = span.Of(text).ToString();
        var hit = hits.Where(h => h.Span.Start + offset >= span.Start && h.Span.End + offset <= span.End && h.Kind is EntryKind.Party or EntryKind.Agency or EntryKind.Outlet)
            .OrderBy(h => h.Kind).ThenBy(h => h.Span.Start).Select(h => (LexiconHit?)h).FirstOrDefault();
        var party = hit is { Kind: EntryKind.Party } p ? _lexicon.Party(p.Id) : null;
        return new Attribution
        {
            Source = words,
            Words = words,
            Cue = cue.Of(text).ToString(),
            Kind = hit?.Kind switch { EntryKind.Agency => "agency", EntryKind.Outlet => "outlet", EntryKind.Party => hit.Value.Leader is null ? "body" : "person", _ => char.IsUpper(words[0]) ? "person" : "anonymous" },
            Government = party?.Iso3,
            Primary = hit?.Kind is not (EntryKind.Agency or EntryKind.Outlet),
        };
    }

    /// <summary>An affirmed claim in a sentence with a word of negation, denial, failure or doubt that it does not quote is refused.</summary>
    private void Polarity(OfferedClaim o, string sentence, Factuality factuality)
    {
        var words = Folded(sentence);
        foreach (var (cue, harmless) in _polarity)
            if (harmless) words = words.Replace(cue, "  ", StringComparison.Ordinal);
        if (factuality is Factuality.Probable or Factuality.Possible && o["hedgeWords"] is { } hedge) words = words.Replace(Folded(hedge), " ", StringComparison.Ordinal);
        foreach (var (cue, harmless) in _polarity)
            if (!harmless && words.Contains(cue, StringComparison.Ordinal)) throw new Refusal("a word of denial or doubt is not accounted for");
    }

    /// <summary>Words in lower case with one space around each, apostrophes dropped, other signs as spaces.</summary>
    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var c in text)
        {
            if (c is '\'' or '’') continue;
            if (char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
            else if (folded[^1] != ' ') folded.Append(' ');
        }
        if (folded[^1] != ' ') folded.Append(' ');
        return folded.ToString();
    }
}

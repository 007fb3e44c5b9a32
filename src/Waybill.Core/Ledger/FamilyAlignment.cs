using Waybill.Claims;
using Waybill.Lineage;
using Waybill.Texts;

namespace Waybill.Ledger;

/// <summary>Aligns the claims of a family's copies with those of the member that stands nearest to the origin, and says
/// what each copy changed.</summary>
internal static class FamilyAlignment
{
    /// <summary>Two claims are one statement in two copies from this score on: shared words of the sentence count double,
    /// each shared value half. Set on the seed pages' rewrite (nearest wrong pair 1.6, farthest right pair 2.3).</summary>
    private const double Same = 2.0;

    /// <summary>Share of words from which on two sentences are one in two wordings.</summary>
    private const double SameSentence = 0.6;

    private const int MaxClaims = 400;

    /// <summary>An aligned pair: a claim of a copy and the reference's.</summary>
    public readonly record struct Pair(PlacedClaim Here, PlacedClaim There);

    public static List<Pair> Align(IReadOnlyList<LedgerArticle> articles, ILookup<string, PlacedClaim> claims)
    {
        var pairs = new List<Pair>();
        var words = new SentenceWords(articles);
        foreach (var family in articles.GroupBy(a => a.Family, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var members = family.OrderBy(a => a.Relation)
                .ThenBy(a => a.Date.Value?.First ?? a.Date.NotBefore ?? DateOnly.MaxValue)
                .ThenByDescending(a => a.Page.Claims.Length)
                .ThenBy(a => a.Page.Id, StringComparer.Ordinal).ToList();
            if (members.Count < 2) continue;
            // The first member with claims is the reference; what it lacks is looked up in the next ones.
            for (var m = 1; m < members.Count; m++)
            {
                var open = claims[members[m].Page.Id].Take(MaxClaims).ToList();
                for (var r = 0; r < m && open.Count > 0 && r < 8; r++)
                {
                    var there = claims[members[r].Page.Id].Take(MaxClaims).ToList();
                    foreach (var pair in Match(open, there, words))
                    {
                        pairs.Add(pair);
                        open.Remove(pair.Here);
                    }
                }
            }
        }
        return pairs;
    }

    private static List<Pair> Match(List<PlacedClaim> here, List<PlacedClaim> there, SentenceWords words)
    {
        var scored = new List<(double Score, PlacedClaim Here, PlacedClaim There)>();
        foreach (var h in here)
        {
            foreach (var t in there)
            {
                var score = Score(h, t, words.Of(h.Claim.Id), words.Of(t.Claim.Id));
                if (score >= Same) scored.Add((score, h, t));
            }
        }
        scored.Sort(static (a, b) =>
        {
            var order = b.Score.CompareTo(a.Score);
            if (order == 0) order = string.CompareOrdinal(a.Here.Claim.Id, b.Here.Claim.Id);
            return order != 0 ? order : string.CompareOrdinal(a.There.Claim.Id, b.There.Claim.Id);
        });
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var pairs = new List<Pair>();
        foreach (var (_, h, t) in scored)
        {
            if (taken.Contains("h" + h.Claim.Id) || taken.Contains("t" + t.Claim.Id)) continue;
            taken.Add("h" + h.Claim.Id);
            taken.Add("t" + t.Claim.Id);
            pairs.Add(new Pair(h, t));
        }
        return pairs;
    }

    private static double Score(PlacedClaim a, PlacedClaim b, HashSet<string> wordsA, HashSet<string> wordsB)
    {
        var (x, y) = (a.Claim, b.Claim);
        if (x.Kind != y.Kind) return 0;
        if ((x.Part == ClaimPart.Headline) != (y.Part == ClaimPart.Headline)) return 0;
        var shared = wordsA.Count == 0 || wordsB.Count == 0 ? 0 : (double)wordsA.Count(wordsB.Contains) / Math.Min(wordsA.Count, wordsB.Count);
        // What one copy orders and the other delivers is one statement changed only if the sentence is the same else.
        if (shared < SameSentence && StageGroups.Of(x.Stage) != StageGroups.Of(y.Stage)) return 0;
        var score = 2 * shared;
        score += Value(LedgerKeys.Of(x.Supplier), LedgerKeys.Of(y.Supplier));
        score += Value(LedgerKeys.Of(x.Recipient) ?? LedgerKeys.Of(x.User), LedgerKeys.Of(y.Recipient) ?? LedgerKeys.Of(y.User));
        score += Value(LedgerKeys.Of(x.Producer), LedgerKeys.Of(y.Producer));
        score += x.Stage == y.Stage ? 0.5 : StageGroups.Of(x.Stage) == StageGroups.Of(y.Stage) ? 0.25 : -0.25;
        score += Value(NullIfEmpty(LedgerKeys.Of(x.Quantity)), NullIfEmpty(LedgerKeys.Of(y.Quantity)));
        if (x.Item.Designation is { } dx && y.Item.Designation is { } dy && !string.Equals(dx, dy, StringComparison.Ordinal)) return 0;
        // A generic item beside a designation is another claim of the same sentence.
        if (x.Item.Designation is null != y.Item.Designation is null) score -= 0.5;
        if (string.Equals(LedgerKeys.Kind(x.Item), LedgerKeys.Kind(y.Item), StringComparison.Ordinal)) score += 0.5;
        else if (!string.Equals(x.Item.Category, y.Item.Category, StringComparison.Ordinal)) score -= x.Quantity is not null && LedgerKeys.Of(x.Quantity) == LedgerKeys.Of(y.Quantity) ? 0 : 0.5;
        if (x.Negated != y.Negated) score -= 0.5;
        return score;
    }

    private static string? NullIfEmpty(string s) => s.Length == 0 ? null : s;

    private static double Value(string? a, string? b) => a is null || b is null ? 0 : string.Equals(a, b, StringComparison.Ordinal) ? 0.5 : -0.5;

    /// <summary>The stems of each claim's sentence, made when first asked for: a claim is compared with many copies.</summary>
    private sealed class SentenceWords
    {
        private readonly Dictionary<string, string> _sentences = new(StringComparer.Ordinal);
        private readonly Dictionary<string, HashSet<string>> _words = new(StringComparer.Ordinal);

        public SentenceWords(IReadOnlyList<LedgerArticle> articles)
        {
            foreach (var article in articles)
                for (var i = 0; i < article.Page.Claims.Length; i++) _sentences.TryAdd(article.Page.Claims[i].Id, article.Page.PlaceOf(i).Sentence);
        }

        public HashSet<string> Of(string claim)
        {
            if (_words.TryGetValue(claim, out var words)) return words;
            _words[claim] = words = new HashSet<string>(StringComparer.Ordinal);
            foreach (var word in LedgerKeys.Fold(_sentences[claim]).Split(' '))
            {
                // Six letters stand for a stem: enough to match "purchasing" and "purchased".
                if (word.Length > 3) words.Add(word.Length > 6 ? word[..6] : word);
            }
            return words;
        }
    }

    public static bool ItemChanged(Pair pair) => !SameItems(pair.Here.Claim, pair.There.Claim);

    public static IEnumerable<Change> Changes(Pair pair)
    {
        var (here, there) = (pair.Here.Claim, pair.There.Claim);
        if (Turned(here, there)) yield return Make("role-turned", here, there, "recipient", Parties(here), Parties(there));
        var (itemHere, itemThere) = (Items(here), Items(there));
        if (!SameItems(here, there)) yield return Make("item", here, there, "item", itemHere, itemThere);
        if (LedgerKeys.Of(here.Quantity) != LedgerKeys.Of(there.Quantity)) yield return Make("quantity", here, there, "quantity", here.Quantity?.Words ?? "", there.Quantity?.Words ?? "");
        if (here.Stage != there.Stage) yield return Make("stage", here, there, "stage", TransferWords.Name(here.Stage), TransferWords.Name(there.Stage));
        if (here.Negated != there.Negated) yield return Make("negation", here, there, "negated", here.Negated ? "not" : "", there.Negated ? "not" : "");
        if (here.Factuality != there.Factuality)
            yield return Make(here.Factuality < there.Factuality ? "hedge-lost" : "hedge-added", here, there, "factuality", here.Factuality.ToString().ToLowerInvariant(), there.Factuality.ToString().ToLowerInvariant());
        if (LedgerKeys.Fold(here.Basis) is var bh && LedgerKeys.Fold(there.Basis) is var bt && Different(bh, bt)) yield return Make("basis", here, there, "basis", here.Basis ?? "", there.Basis ?? "");
        if (there.Attribution.Length > 0 && here.Attribution.Length == 0) yield return Make("attribution-lost", here, there, "attribution", "", there.Attribution[^1].Words);
        else if (LedgerKeys.Primary(here) is { } ph && LedgerKeys.Primary(there) is { } pt && SourceDiffers(ph, pt)) yield return Make("source", here, there, "attribution", ph.Words, pt.Words);
        if (LedgerKeys.Of(pair.Here.When) is var wh && LedgerKeys.Of(pair.There.When) is var wt && wh.Length > 0 && wt.Length > 0 && wh != wt)
            yield return Make("when", here, there, "when", here.When?.Words ?? "", there.When?.Words ?? "");
    }

    public static bool Turned(Claim a, Claim b)
    {
        var (sa, ra) = LedgerKeys.Parties(a);
        var (sb, rb) = LedgerKeys.Parties(b);
        return (ra is not null && ra == sb && ra != rb) || (rb is not null && rb == sa && ra != rb);
    }

    private static string Parties(Claim c) => $"{c.Supplier?.Words ?? "?"} → {(c.Recipient ?? c.User)?.Words ?? "?"}";

    private static string Items(Claim c) => c.Items.Length > 0 ? string.Join(", ", c.Items.Select(i => i.Words)) : c.Item.Words;

    private static bool SameItems(Claim a, Claim b)
    {
        var left = (a.Items.Length > 0 ? a.Items : [a.Item]).Select(Key).Order(StringComparer.Ordinal).ToList();
        var right = (b.Items.Length > 0 ? b.Items : [b.Item]).Select(Key).Order(StringComparer.Ordinal).ToList();
        return left.SequenceEqual(right, StringComparer.Ordinal);

        // Spelling and house style ("Iranian-made", "N. Korean") are no change of the item; its noun is.
        static string Key(Item item) => item.Designation ?? Last(LedgerKeys.Singular(LedgerKeys.Fold(item.Words)));

        static string Last(string words) => words[(words.LastIndexOf(' ') + 1)..];
    }

    private static bool Different(string a, string b) => a.Length > 0 && b.Length > 0 && Head(a) != Head(b);

    private static string Head(string folded)
    {
        var of = folded.IndexOf(" of ", StringComparison.Ordinal);
        var phrase = of > 0 ? folded[..of] : folded;
        return LedgerKeys.Singular(phrase[(phrase.LastIndexOf(' ') + 1)..]);
    }

    private static bool SourceDiffers(Attribution a, Attribution b)
    {
        if (a.Government is not null && b.Government is not null && a.Government != b.Government) return true;
        var (x, y) = (LedgerKeys.Fold(a.Source), LedgerKeys.Fold(b.Source));
        if (x.Length == 0 || y.Length == 0 || x.Contains(y, StringComparison.Ordinal) || y.Contains(x, StringComparison.Ordinal)) return false;
        return Head(x) != Head(y);
    }

    private static Change Make(string kind, Claim here, Claim there, string of, string hereWords, string thereWords)
        => new(kind, hereWords, thereWords, Span(here, of), Span(there, of));

    private static TextSpan Span(Claim claim, string of)
    {
        foreach (var evidence in claim.Evidence)
        {
            if (evidence.Layer == EvidenceLayer.Text && evidence.Of.Contains(of)) return TextSpan.FromBounds(evidence.Start, evidence.End);
        }
        return claim.Sentence;
    }
}

using Waybill.Claims;

namespace Waybill.Ledger;

/// <summary>Joins of what is said in general words, and of statements that are repeated word by word.</summary>
internal sealed partial class TransferJoiner
{
    /// <summary>An accusation and its denial, a request and its refusal, lie no further apart than this: half a year.</summary>
    private const int MaxAnswerDays = 183;

    /// <summary>Reports of one suspension lie no further apart.</summary>
    private const int MaxStopDays = 31;

    /// <summary>So many words in quotation marks are no turn of phrase: who repeats them repeats the statement.</summary>
    private const int LeastQuotedWords = 10;

    /// <summary>"Suspends arms exports", "cancels the weapons deal": what stops, resumes or ends arms in general words between two parties, said at most so many days apart,
    /// is one act, whatever is counted (licences, deals).</summary>
    private void Stops(List<int> group)
    {
        foreach (var act in group.Where(i => _claims[i].Claim is { Negated: false, Stage: Stage.Suspended or Stage.Resumed or Stage.Cancelled } c && LedgerKeys.IsArms(c.Item)).GroupBy(i => _claims[i].Claim.Stage))
        {
            var runs = Runs([.. act], MaxStopDays);
            if (runs.Count <= 1) runs = [[.. act]];
            foreach (var run in runs)
                foreach (var i in run) Unite(run.Min(), i, "same parties, arms in general words, stopped or resumed within a month");
        }
    }

    /// <summary>One quotation on several pages is one statement, even where a party is missing in all of them: the same quoted words, parties and item.</summary>
    private void Quotations()
    {
        var first = new Dictionary<(string Words, (string?, string?) Parties, string Item, ClaimKind Kind), int>();
        for (var i = 0; i < _claims.Count; i++)
        {
            var claim = _claims[i].Claim;
            var page = _articles[_claims[i].Article].Page;
            var place = page.Claims.IndexOf(claim);
            if (place < 0 || Quoted(page.PlaceOf(place).Sentence) is not { } words) continue;
            var key = (words, _parties[i], _items[i], claim.Kind);
            if (!first.TryAdd(key, i)) Unite(first[key], i, "the same words of one speaker on two pages");
        }
    }

    /// <summary>The longest run before, between or after quotation marks, folded; null without a mark, and where it has fewer than <see cref="LeastQuotedWords"/> words. On
    /// which side of a mark the quotation lies is not asked: a sentence may be the middle of one, and so many words alike outside of it are a copy as well.</summary>
    internal static string? Quoted(string sentence)
    {
        string? longest = null;
        var start = 0;
        for (var i = 0; i <= sentence.Length; i++)
        {
            if (i < sentence.Length && sentence[i] is not ('"' or '“' or '”' or '„')) continue;
            if (start > 0 || i < sentence.Length)
            {
                var run = LedgerKeys.Fold(sentence[start..i]);
                if (run.Length > (longest?.Length ?? 0)) longest = run;
            }
            start = i + 1;
        }
        return longest is { } words && words.Count(c => c == ' ') + 1 >= LeastQuotedWords ? words : null;
    }

    /// <summary>"Has not sold arms to", "will not send weapons", "no evidence that weapons were supplied": what is said not to be supplied at all, in general words, is one
    /// matter between two parties, whatever the word. What it answers (the accusation, the request), said in general words as well within half a year, is the same matter;
    /// a bare negation ("gives no arms directly") answers nobody, and what was suspended or cancelled was a flow.</summary>
    private void Denials()
    {
        foreach (var pair in Complete().Where(i => _claims[i].Claim is { Kind: ClaimKind.Flow } c && LedgerKeys.IsArms(c.Item)).GroupBy(i => _parties[i]))
        {
            var denied = pair.Where(i => IsDenial(_claims[i].Claim)).ToList();
            if (denied.Count == 0) continue;
            Link(denied, $"both say that {pair.Key.Supplier} supplies no arms to {pair.Key.Recipient}");
            var answers = denied.Where(i => _claims[i].Claim is { Stance: not Stance.Asserts } or { Stage: Stage.Refused }).ToList();
            foreach (var i in pair.Where(i => !IsDenial(_claims[i].Claim) && _claims[i].Claim.Stage is not (Stage.Suspended or Stage.Resumed or Stage.Cancelled)))
            {
                var near = answers.Where(a => Between(a, i) <= MaxAnswerDays).OrderBy(a => Between(a, i)).ThenBy(a => a).ToList();
                if (near.Count > 0 && (Between(near[0], i) >= 0 || near.Select(Find).Distinct().Count() == 1))
                    Unite(near[0], i, $"the one says that {pair.Key.Supplier} supplies no arms to {pair.Key.Recipient}, the other that it does, may or should");
            }
        }

        // Below zero where one of them has no date.
        int Between(int a, int b) => _anchors[a] is { } x && _anchors[b] is { } y ? Math.Abs(x.DayNumber - y.DayNumber) : -1;

        static bool IsDenial(Claim c) => c.Negated || c.Stance is Stance.Denies or Stance.NotConfirmed || c.Stage == Stage.Refused;
    }
}

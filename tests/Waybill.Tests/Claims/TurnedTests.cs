using Shouldly;
using Waybill.Bench.Claims;
using Waybill.Claims;
using Waybill.Language;
using Xunit;

namespace Waybill.Tests.Claims;

/// <summary>A property: whatever affirmed claim a passage gives, no claim of the same deed is affirmed and certain once the
/// sentence is denied, negated or doubted.</summary>
public sealed class TurnedTests(ITestOutputHelper output)
{
    private static readonly string[] Frames =
    [
        "The government denied that {0}.", "It is not true that {0}.", "There is no evidence that {0}.", "Officials could not confirm that {0}.",
        "The minister rejected as false reports that {0}.", "It is unclear whether {0}.", "Nobody has shown that {0}.", "The embassy called the report that {0} baseless.",
        "No indication exists that {0}.", "The army neither confirmed nor denied that {0}.", "Analysts doubt that {0}.", "The claim that {0} is untrue.",
    ];

    [Theory]
    [InlineData(AnalyzerMode.Fast)]
    [InlineData(AnalyzerMode.Accurate)]
    public void A_turned_sentence_affirms_nothing(AnalyzerMode mode)
    {
        int tried = 0, worst = 0;
        var analyzer = Passage.AnalyzerOf(mode);
        foreach (var passage in ClaimCorpus.All().Where(p => p.Claims.Count > 0))
        {
            var whole = Passage.Article(passage.Text).Text;
            foreach (var sentence in analyzer.Analyze(whole).Sentences)
            {
                var text = whole.Substring(sentence.Span.Start, sentence.Span.Length);
                // A relative clause is not under what turns the sentence, nor what is attributed behind it.
                if (new[] { "“", "\"", ", which", ", who", "according", "; ", ", while", " found," }.Any(w => text.Contains(w, StringComparison.Ordinal))) continue;
                var firm = Passage.Claims(text, mode).Where(IsFirm).ToList();
                if (firm.Count == 0) continue;
                foreach (var (turned, deeds) in Turn(text, firm, analyzer))
                {
                    tried++;
                    // The words of the deed itself: another deed of the sentence may stand affirmed.
                    var left = Passage.Claims(turned, mode).Where(IsFirm).ToList();
                    if (!left.Exists(c => deeds.Exists(f => Deed(turned, c) == Deed(text, f)))) continue;
                    worst++;
                    output.WriteLine($"{turned} → {string.Join(" + ", left.Select(c => $"{c.Stage} {c.Supplier?.Iso3}→{c.Recipient?.Iso3}"))}");
                }
            }
        }
        output.WriteLine($"{mode}: {worst} of {tried} turned sentences still affirm");
        tried.ShouldBeGreaterThan(500);
        worst.ShouldBe(0);
    }

    private static bool IsFirm(Claim c) => c is { Negated: false, Stance: Stance.Asserts, Factuality: Factuality.Certain, Kind: ClaimKind.Flow }
        && c.Stage is not (Stage.Refused or Stage.Suspended or Stage.Cancelled or Stage.Sought or Stage.Requested or Stage.Planned);

    private static string Deed(string text, Claim c) => string.Join(' ', c.Evidence.Where(e => e.Of.Contains("stage")).Select(e => text[e.Start..e.End].ToLowerInvariant()).Order(StringComparer.Ordinal)) + "|" + c.Item.Words;

    private static IEnumerable<(string Text, List<Claim> Deeds)> Turn(string text, List<Claim> firm, Analyzer analyzer)
    {
        var body = text.TrimEnd('.', ' ');
        // Not under "that" as a whole: what is attributed behind it, and a second clause.
        var speaks = new[] { " said", " reported", " told", " quoted", " although", " but ", "But ", ", and", ", bringing", ", completing", "While ", ", whereas", " in all", "not only" }.Any(w => body.Contains(w, StringComparison.Ordinal));
        var analysis = analyzer.Analyze(text);
        var opens = analysis.Tokens.Upos[0] is Upos.Propn ? body : char.ToLowerInvariant(body[0]) + body[1..];
        if (!speaks)
        {
            foreach (var frame in Frames) yield return (string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, opens), firm);
        }
        // "not" and "never" at the verb itself.
        foreach (var claim in firm)
        {
            foreach (var e in claim.Evidence.Where(e => e.Of.Contains("stage")))
            {
                var t = Enumerable.Range(0, analysis.Tokens.Count).FirstOrDefault(i => analysis.Tokens.Start[i] == e.Start, -1);
                if (t <= 0 || analysis.Tokens.Upos[t] is not Upos.Verb) continue;
                var auxiliary = t - 1;
                while (auxiliary > 0 && analysis.Tokens.Upos[auxiliary] is Upos.Adv) auxiliary--;
                if (analysis.Tokens.Upos[auxiliary] is Upos.Aux)
                {
                    var end = analysis.Tokens.Start[auxiliary] + analysis.Tokens.Length[auxiliary];
                    foreach (var word in (string[])[" not", " never", " hardly"]) yield return (text[..end] + word + text[end..], [claim]);
                }
                else if (analysis.Tokens.Xpos[t] == "VBD")
                {
                    yield return (text[..e.Start] + "never " + text[e.Start..], [claim]);
                    yield return (text[..e.Start] + "did not " + analysis.Tokens.Lemma[t] + text[e.End..], [claim]);
                }
            }
        }
    }
}

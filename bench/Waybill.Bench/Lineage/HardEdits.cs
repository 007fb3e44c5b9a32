using System.Collections.Frozen;
using System.Text;

namespace Waybill.Bench.Lineage;

/// <summary>How copies change sentences: house style, misprints, changed numbers, rewriting in other words.</summary>
internal static class HardEdits
{
    private static readonly (string From, string To)[] HouseStyle =
    [
        ("U.S.", "US"), ("pct", "per cent"), ("mln", "million"), ("dlrs", "dollars"), ("percent", "per cent"), ("program ", "programme "), ("labor", "labour"),
        ("defense", "defence"), ("center", "centre"), ("organiz", "organis"), ("billion", "bn"), ("Jan ", "January "), ("Feb ", "February "), ("\"", "“"),
    ];

    /// <summary>Words that a rewriter puts for others; not read by the program.</summary>
    private static readonly FrozenDictionary<string, string> OtherWords =
        ("said=stated,told=informed,announced=made known,increase=rise,increased=grew,rose=climbed,fell=dropped,decline=drop,declined=slipped,agreed=consented,agreement=accord,company=firm,companies=firms,"
        + "government=administration,officials=authorities,official=representative,expected=anticipated,expects=foresees,plan=scheme,plans=intends,planned=intended,talks=negotiations,meeting=gathering,"
        + "buy=purchase,bought=purchased,sell=dispose of,sold=disposed of,big=large,large=sizeable,small=minor,major=leading,new=fresh,recent=latest,help=assist,aid=assistance,trade=commerce,"
        + "high=elevated,higher=greater,lower=reduced,low=modest,begin=start,began=started,end=close,ended=closed,country=nation,countries=nations,show=indicate,showed=indicated,"
        + "report=account,reported=recounted,cut=reduce,cuts=reductions,because=since,also=further,however=yet,about=roughly,around=approximately,between=among,under=beneath,before=ahead of,"
        + "after=following,while=whereas,many=numerous,most=the bulk of,some=certain,year=twelvemonth,problem=difficulty,problems=difficulties,need=require,needs=requires,needed=required,"
        + "give=grant,gave=granted,given=granted,make=produce,made=produced,use=employ,used=employed,work=labour,workers=employees,money=funds,price=cost,prices=costs,market=marketplace,"
        + "strong=robust,weak=feeble,important=significant,likely=probable,decision=ruling,decided=resolved,called=described,asked=requested,remain=stay,remained=stayed,"
        + "continue=carry on,continued=carried on,since=ever since,despite=in spite of,current=present,total=overall,share=portion,part=portion,level=mark,rate=pace,growth=expansion,"
        + "production=output,output=production,producers=makers,policy=course,measures=steps,support=backing,demand=call,demands=calls,concern=worry,concerned=worried,possible=conceivable,"
        + "deal=bargain,offer=proposal,offered=proposed,statement=declaration,spokesman=representative,chairman=head,president=chief,minister=secretary,bank=lender,banks=lenders")
        .Split(',').Select(p => p.Split('=')).GroupBy(p => p[0]).ToFrozenDictionary(g => g.Key, g => g.First()[1], StringComparer.Ordinal);

    internal static string House(string sentence)
    {
        foreach (var (from, to) in HouseStyle) sentence = sentence.Replace(from, to, StringComparison.Ordinal);
        return sentence;
    }

    /// <summary>Two letters changed places in one word of six or more.</summary>
    internal static string Misprint(string sentence, Random random)
    {
        var words = sentence.Split(' ');
        var long6 = Enumerable.Range(0, words.Length).Where(i => words[i].Length >= 6).ToList();
        if (long6.Count == 0) return sentence;
        var at = long6[random.Next(long6.Count)];
        var w = words[at].ToCharArray();
        (w[2], w[3]) = (w[3], w[2]);
        words[at] = new string(w);
        return string.Join(' ', words);
    }

    internal static string ChangeNumber(string sentence)
    {
        var text = new StringBuilder(sentence);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < '1' or > '8') continue;
            text[i]++;
            break;
        }
        return text.ToString();
    }

    /// <summary>Says the same in other words: synonyms, the attribution to the other end, sentences joined and dropped.</summary>
    internal static List<string> Rewrite(List<string> text, Random random)
    {
        var told = new List<string>();
        for (var i = 0; i < text.Count; i++)
        {
            if (i > 1 && random.Next(8) == 0) continue;
            var sentence = MoveAttribution(string.Join(' ', text[i].Split(' ').Select(OtherWord)));
            if (told.Count > 0 && random.Next(10) == 0 && sentence.Length < 160)
                told[^1] = told[^1].TrimEnd('.') + ", and " + char.ToLowerInvariant(sentence[0]) + sentence[1..];
            else told.Add(sentence);
        }
        for (var i = 2; i + 1 < told.Count; i += 3)
            if (random.Next(3) == 0) (told[i], told[i + 1]) = (told[i + 1], told[i]);
        return told;
    }

    private static string OtherWord(string word)
    {
        var end = word.Length;
        while (end > 0 && !char.IsLetter(word[end - 1])) end--;
        return end > 0 && OtherWords.TryGetValue(word[..end], out var other) ? other + word[end..] : word;
    }

    private static string MoveAttribution(string sentence)
    {
        foreach (var cue in new[] { ", officials stated.", ", he stated.", ", the company stated.", " stated." })
        {
            if (!sentence.EndsWith(cue, StringComparison.Ordinal)) continue;
            var comma = sentence.LastIndexOf(", ", StringComparison.Ordinal);
            if (comma < 20 || comma + 2 >= sentence.Length - " stated.".Length) return sentence;
            var who = sentence[(comma + 2)..^" stated.".Length];
            return "According to " + who + ", " + sentence[..comma] + ".";
        }
        return sentence;
    }
}

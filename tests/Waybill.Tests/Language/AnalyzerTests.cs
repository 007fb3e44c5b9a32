using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Waybill.Language;
using Xunit;

namespace Waybill.Tests.Language;

public sealed class AnalyzerTests
{
    [Theory]
    [InlineData("North Korea has provided Russia with ballistic missiles.", "provided", "root")]
    [InlineData("North Korea has provided Russia with ballistic missiles.", "Korea", "nsubj")]
    [InlineData("The missiles were delivered to Russia by Iran.", "missiles", "nsubj:pass")]
    [InlineData("Officials said that Iran will send drones.", "send", "ccomp")]
    [InlineData("The missiles were delivered to Russia by Iran.", "Iran", "obl:agent")]
    [InlineData("Iran, which sold the drones, denied it.", "sold", "acl:relcl")]
    public void Sees_who_does_what(string text, string word, string relation)
    {
        var analysis = Models.Accurate.Analyze(text);
        int token = Enumerable.Range(0, analysis.Tokens.Count).First(i => analysis.Word(i).SequenceEqual(word));
        analysis.Tokens.Relation[token].ShouldBe(relation);
    }

    // Names that look like other words to a model of few texts: "Boeing" like a participle.
    [Theory]
    [InlineData("Boeing delivered 12 helicopters to Egypt.")]
    [InlineData("Beijing denied allegations that it had sold drones to Sudan.")]
    [InlineData("Latvia delivered howitzers to Ukraine.")]
    [InlineData("Oman bought jets from Britain.")]
    [InlineData("Houthis received missiles from Iran.")]
    public void A_name_that_opens_a_sentence_is_its_subject(string text)
    {
        var analysis = Models.Accurate.Analyze(text);
        analysis.Tokens.Upos[0].ShouldBe(Upos.Propn);
        analysis.Tokens.Relation[0].ShouldBe("nsubj");
        analysis.Tokens.Lemma[0].ShouldStartWith(text[..4].ToLowerInvariant());
    }

    // Found over all texts of the corpora: mends of the tree that together made a ring of words.
    [Theory]
    [InlineData("\"We believe the media industry is inching closer to the tipping point for another wave of consolidation,\" Bank of America analyst Jessica Reif Ehrlich wrote in a recent note.")]
    [InlineData("With over 1 billion hours of video watched daily, it is ideal for brand storytelling, product demonstrations, and building thought leadership.")]
    [InlineData("The literacy program featured evidence-based instruction, but every student started at the same place, with very beginning skills in phonemic awareness—the ability to recognize and manipulate sounds.")]
    public void Mends_leave_a_tree(string text)
    {
        Check(Models.Accurate.Analyze(text));
        Check(new Analyzer(Models.Load(), new() { Mode = AnalyzerMode.Fast }).Analyze(text));
    }

    // The speaker behind the comma is the subject of the reporting verb, not one more recipient or supplier.
    [Theory]
    [InlineData("The cruise missiles have been supplied to Venezuela by Japan, Hungarian Defence Ministry spokesman Andre Faber said.")]
    [InlineData("Intelligence found that Brazil has delivered launchers and several missiles, Army spokesman Luis Faber said on Tuesday.")]
    [InlineData("The tanks will be sent to Poland, Defence Minister Anna Faber said.")]
    public void A_closing_speaker_is_the_subject_of_its_verb(string text)
    {
        foreach (var analyzer in (Analyzer[])[Models.Accurate, Models.Analyzer])
        {
            var analysis = analyzer.Analyze(text);
            int said = Enumerable.Range(0, analysis.Tokens.Count).Last(i => analysis.Word(i).SequenceEqual("said"));
            int at = Enumerable.Range(0, said).Last(i => analysis.Word(i).SequenceEqual("Faber"));
            while (analysis.Tokens.Head[at] != said && analysis.Tokens.Head[at] >= 0) at = analysis.Tokens.Head[at];
            analysis.Tokens.Relation[at].ShouldBe("nsubj");
        }
    }

    [Theory]
    [InlineData("The minister said no contract with Brazil had been signed, but talks went on.", "contract", "signed")]
    [InlineData("Officials believe the shipment has left.", "shipment", "left")]
    public void What_is_said_without_that_is_a_clause(string text, string subject, string verb)
    {
        var analysis = Models.Accurate.Analyze(text);
        int Token(string word) => Enumerable.Range(0, analysis.Tokens.Count).First(i => analysis.Word(i).SequenceEqual(word));
        analysis.Tokens.Head[Token(subject)].ShouldBe(Token(verb));
        analysis.Tokens.Relation[Token(subject)].ShouldStartWith("nsubj");
        analysis.Tokens.Relation[Token(verb)].ShouldBe("ccomp");
    }

    [Theory]
    [InlineData("Iraq's Minister of Defense Hazem Shaalan met reporters.", "Hazem Shaalan")]
    [InlineData("He met Moqtada al-Sadr. The same, al-Sadr said during Friday prayers.", "al-Sadr")]
    public void A_person_is_named_without_office_and_with_article(string text, string name)
    {
        var analysis = Models.Accurate.Analyze(text);
        analysis.Names.Where(n => n.Kind == NameKind.Person).Select(n => text[n.Span.Start..n.Span.End]).ShouldContain(name);
    }

    [Theory]
    [InlineData("The network was run by A.Q. Khan from Islamabad.", "A.Q. Khan", NameKind.Person)]
    [InlineData("The parts were bought by Malcolm Smith Industries in Ohio.", "Malcolm Smith Industries", NameKind.Organisation)]
    [InlineData("Officials in Houston said Hurricane Rita had closed the port.", "Rita", null)]
    public void Neighbours_say_what_a_name_stands_for(string text, string name, NameKind? kind)
    {
        var analysis = Models.Accurate.Analyze(text);
        var found = analysis.Names.Where(n => text[n.Span.Start..n.Span.End] == name).Select(n => (NameKind?)n.Kind).FirstOrDefault();
        if (kind is { } expected) found.ShouldBe(expected);
        else analysis.Names.Where(n => n.Kind == NameKind.Person).Select(n => text[n.Span.Start..n.Span.End]).ShouldNotContain(p => p.Contains(name));
    }

    [Fact]
    public void A_clause_with_which_stands_under_the_name_before_the_comma()
    {
        var analysis = Models.Accurate.Analyze("Egyptian intelligence officials have determined that cruise missiles have been delivered by Rwanda to Thailand, which is seeking anti-ship missiles from France as Bangkok struggles to replenish supplies for its war with Hungary, Cairo said on Sunday.");
        int Token(string word) => Enumerable.Range(0, analysis.Tokens.Count).First(i => analysis.Word(i).SequenceEqual(word));
        analysis.Tokens.Head[Token("seeking")].ShouldBe(Token("Thailand"));
        analysis.Tokens.Relation[Token("seeking")].ShouldBe("acl:relcl");
    }

    [Theory]
    [InlineData("The missiles were delivered to Russia.", "delivered", Morph.PassiveVoice)]
    [InlineData("The ship carried arms sold to Iran.", "sold", Morph.PassiveVoice)]
    [InlineData("The missiles arrived.", "missiles", Morph.Plural)]
    [InlineData("They will deliver arms.", "deliver", Morph.Infinitive)]
    [InlineData("They delivered arms.", "delivered", Morph.Past | Morph.Finite)]
    public void Fills_features(string text, string word, Morph bits)
    {
        var analysis = Models.Accurate.Analyze(text);
        int token = Enumerable.Range(0, analysis.Tokens.Count).First(i => analysis.Word(i).SequenceEqual(word));
        (analysis.Tokens.Morph[token] & bits).ShouldBe(bits);
    }

    [Fact]
    public void Tags_agree_with_the_tree()
    {
        Upos[] upos = [Upos.Propn, Upos.Verb, Upos.Verb, Upos.Noun, Upos.Verb];
        string[] xpos = ["NNP", "VBZ", "VBN", "NNS", "VBD"];
        Morphology.Agree(upos, xpos, [2, 2, -1, 2, 3], ["nsubj", "aux", "root", "obj", "acl"], ["Iran", "have", "deliver", "arms", "sell"]);
        upos[1].ShouldBe(Upos.Aux);
        xpos[4].ShouldBe("VBN");
        upos = [Upos.Noun, Upos.Cconj, Upos.Verb];
        xpos = ["NNS", "CC", "VBZ"];
        Morphology.Agree(upos, xpos, [-1, 2, 0], ["root", "cc", "conj"], ["rocket", "and", "shell"]);
        xpos[2].ShouldBe("NNS");
    }

    [Fact]
    public void A_perfect_is_not_passive()
    {
        var analysis = Models.Analyzer.Analyze("Russia has acquired missiles and used them.");
        (analysis.Tokens.Morph[2] & Morph.PassiveVoice).ShouldBe(Morph.None);
    }

    // Words as word/tag/head/relation, heads counted from one: what the tree says, without a parser between.
    [Theory]
    [InlineData("Iran/NNP/2/nsubj sold/VBN/0/root drones/NNS/2/obj", 1, "VBD", false)]
    [InlineData("drones/NNS/0/root Iran/NNP/3/nsubj sold/VBN/1/acl:relcl", 2, "VBD", false)]
    [InlineData("Iran/NNP/2/nsubj built/VBD/0/root and/CC/4/cc sold/VBN/2/conj drones/NNS/4/obj", 3, "VBD", false)]
    [InlineData("Iran/NNP/3/nsubj has/VBZ/3/aux sold/VBN/0/root drones/NNS/3/obj", 2, "VBN", false)]
    [InlineData("Iran/NNP/3/nsubj has/VBZ/3/aux built/VBN/0/root and/CC/5/cc sold/VBN/3/conj drones/NNS/5/obj", 4, "VBN", false)]
    [InlineData("drones/NNS/3/nsubj:pass were/VBD/3/aux:pass built/VBN/0/root and/CC/5/cc sold/VBN/3/conj", 4, "VBN", true)]
    [InlineData("drones/NNS/4/nsubj:pass have/VBP/4/aux been/VBN/4/aux:pass sold/VBN/0/root", 3, "VBN", true)]
    [InlineData("drones/NNS/0/root sold/VBN/1/acl to/IN/4/case Iran/NNP/2/obl", 1, "VBN", true)]
    [InlineData("captured/VBN/2/amod tanks/NNS/0/root", 0, "VBN", true)]
    [InlineData("deal/NN/2/nsubj signed/VBN/4/advcl they/PRP/4/nsubj left/VBD/0/root", 1, "VBN", true)]
    [InlineData("after/IN/3/mark Iran/NNP/3/nsubj sold/VBN/5/advcl they/PRP/5/nsubj left/VBD/0/root", 2, "VBD", false)]
    [InlineData("missiles/NNS/2/nsubj:pass delivered/VBN/0/root", 1, "VBN", true)]
    public void Voice_is_said_by_auxiliary_subject_or_place(string tree, int token, string tag, bool passive)
    {
        string[][] words = [.. tree.Split(' ').Select(w => w.Split('/'))];
        string[] xpos = [.. words.Select(w => w[1])], relations = [.. words.Select(w => w[3])];
        Upos[] upos = [.. words.Select(w => w[3].StartsWith("aux", StringComparison.Ordinal) ? Upos.Aux : w[1].StartsWith("VB", StringComparison.Ordinal) ? Upos.Verb : Upos.Noun)];
        int[] heads = [.. words.Select(w => int.Parse(w[2], System.Globalization.CultureInfo.InvariantCulture) - 1)];
        string[] lemmas = [.. words.Select(w => w[0] is "has" or "have" ? "have" : w[0])];
        Morphology.Settle(upos, xpos, heads, relations, lemmas);
        xpos[token].ShouldBe(tag);
        ((Morphology.Fill(upos, xpos, heads, relations, lemmas)[token] & Morph.PassiveVoice) != 0).ShouldBe(passive);
    }

    [Theory]
    [InlineData("missiles", "missile")]
    [InlineData("delivered", "deliver")]
    [InlineData("bought", "buy")]
    [InlineData("countries", "country")]
    [InlineData("sending", "send")]
    public void Finds_lemmas(string word, string lemma)
    {
        var analysis = Models.Analyzer.Analyze(word.EndsWith('s') ? $"They saw {word}." : $"They are {word} it.");
        analysis.Tokens.Lemma[2].ShouldBe(lemma);
    }

    [Fact]
    public void Holds_its_promises_on_any_text()
    {
        var pieces = Gen.Elements(" ", "\n\n", ".", "U.S.", "n't", "\ud800", "\udc00", "a", "Missiles", "—", "\"", ",", "1,000", "\t", "é", "中", "'s", "-", "http://x.y", "\u2028", "!");
        var texts = Gen.ListOf(pieces).Select(string.Concat);
        Prop.ForAll(Arb.From(texts), text => { Check(Models.Analyzer.Analyze(text)); }).QuickCheckThrowOnFailure();
    }

    public static TheoryData<string> Hostile => new(
        "spaceless", "commas", "surrogates", "stops", "quotes", "newlines", "mixed");

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Survives_hostile_text(string kind)
    {
        string text = kind switch
        {
            "spaceless" => new string('x', 1_000_000),
            "commas" => string.Concat(Enumerable.Repeat(", ", 2_000)),
            "surrogates" => string.Concat(Enumerable.Repeat("\ud800 \udc00\ud800", 1_000)),
            "stops" => new string('.', 20_000),
            "quotes" => string.Concat(Enumerable.Repeat("\"'", 1_000)),
            "newlines" => string.Concat(Enumerable.Repeat("\n\n \n", 100_000)),
            _ => string.Concat(Enumerable.Repeat("Привет 中文世界 مرحبا word ", 300)),
        };
        var analysis = Models.Analyzer.Analyze(text);
        Check(analysis);
        if (kind is "spaceless" or "commas")
            analysis.Caps.ShouldNotBeEmpty();
    }

    [Fact]
    public void Prints_conllu_and_a_tree()
    {
        var analysis = Models.Analyzer.Analyze("Iran sent drones.");
        ConllU.Print(analysis).ShouldBe("# sent_id = 1\n# text = Iran sent drones.\n1\tIran\tiran\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tsent\tsend\tVERB\tVBD\t_\t0\troot\t_\t_\n3\tdrones\tdrone\tNOUN\tNNS\t_\t2\tobj\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n");
        ConllU.Tree(analysis).ShouldStartWith("Iran sent drones.\n  root  sent  (send, VBD)\n    nsubj  Iran");
    }

    [Fact]
    public void Says_what_is_wrong_with_a_model_file()
    {
        byte[] bytes = File.ReadAllBytes(Models.Path);
        Should.Throw<InvalidDataException>(() => LanguageModel.Load(new MemoryStream([1, 2, 3]))).Message.ShouldContain("no", Case.Insensitive);
        byte[] damaged = [.. bytes];
        damaged[bytes.Length / 2] ^= 1;
        Should.Throw<InvalidDataException>(() => LanguageModel.Load(new MemoryStream(damaged))).Message.ShouldContain("damaged");
        byte[] newer = [.. bytes];
        newer[4] = 99;
        Should.Throw<InvalidDataException>(() => LanguageModel.Load(new MemoryStream(newer))).Message.ShouldContain("newer");
        Should.Throw<InvalidDataException>(() => LanguageModel.Load(new MemoryStream(bytes[..(bytes.Length / 2)])));
    }

    /// <summary>Tokens in order and inside the text, sentences that tile them, one root and no cycle in each.</summary>
    internal static void Check(Analysis analysis)
    {
        var t = analysis.Tokens;
        int at = 0, token = 0;
        for (int i = 0; i < t.Count; i++)
        {
            t.Start[i].ShouldBeGreaterThanOrEqualTo(at);
            t.Length[i].ShouldBeGreaterThan(0);
            at = t.Start[i] + t.Length[i];
        }
        at.ShouldBeLessThanOrEqualTo(analysis.Text.Length);
        foreach (var s in analysis.Sentences)
        {
            s.FirstToken.ShouldBe(token);
            token = s.EndToken;
            s.Span.Of(analysis.Text).Contains("\n\n", StringComparison.Ordinal).ShouldBeFalse();
            int roots = 0;
            for (int i = s.FirstToken; i < s.EndToken; i++)
            {
                int steps = 0;
                for (int h = i; h >= 0 && steps <= s.TokenCount; h = t.Head[h], steps++)
                    (h >= s.FirstToken && h < s.EndToken).ShouldBeTrue();
                steps.ShouldBeLessThanOrEqualTo(s.TokenCount);
                if (t.Head[i] < 0)
                {
                    roots++;
                    t.Relation[i].ShouldBe("root");
                }
            }
            roots.ShouldBe(1);
        }
        token.ShouldBe(t.Count);
        foreach (var name in analysis.Names)
        {
            name.Span.Start.ShouldBe(t.Start[name.FirstToken]);
            name.Span.End.ShouldBe(t.Start[name.EndToken - 1] + t.Length[name.EndToken - 1]);
        }
    }
}

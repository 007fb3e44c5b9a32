namespace Waybill.Language;

/// <summary>Mends places where the order of words says more than a small parser heard: whose verb a subject is, under which word
/// a clause stands. Only heads and relations change, each within a bounded window, and never so that a word comes to stand under
/// itself.
/// <list type="bullet">
/// <item><c>Last month, tanks were sent</c>: what stands right before a verb without a subject is no apposition of the time.</item>
/// <item><c>Poland, the ministry says, has bought</c>: the name before an aside of saying is the subject of the verb behind it.</item>
/// <item><c>but that Oslo is concerned that …</c>: a clause with "that" stands under the word right before it.</item>
/// <item><c>officials have found that A was sold B and is seeking C</c>: a second verb agrees with its subject.</item>
/// <item><c>delivered to Thailand, which is seeking C</c>: such a clause stands under the name before the comma.</item>
/// <item><c>that the army acquired drones</c>: a past tense between subject and object is no adjective of the object.</item>
/// <item><c>Ankara-based Roketsan delivered rockets</c>: the same behind the seat of who did it.</item>
/// <item><c>After the invasion in February Poland gave …</c>: the name right before the verb is its subject, not the month's.</item>
/// <item><c>US: Iran will sell rockets</c>: who speaks is no second subject.</item>
/// <item><c>rifles bound for Yemen</c>: what is bound for a place stands right before it.</item>
/// <item><c>the first of 180 that Warsaw ordered</c>: the clause tells of the number before it.</item>
/// <item><c>is due to receive</c>: the adjective carries the clause.</item>
/// <item><c>a contract worth $1 billion for jets</c>: what a contract is for is not the sum's.</item>
/// <item><c>jets it ordered</c>: a clause with its own subject behind a noun is a relative one.</item>
/// <item><c>seized rifles sent from Iran</c>: without an auxiliary a participle behind an object tells of it.</item>
/// <item><c>will not sell or hand over tanks</c>: a second bare verb is no part of its object.</item>
/// <item><c>troops in Ukraine and Serbia has agreed</c>: a name before a finite verb without a subject is its subject.</item>
/// <item><c>Role in Supplying Missiles to Russia</c>: in headlines, too, that is a verb with its object.</item>
/// </list></summary>
internal static class ClauseMends
{
    /// <summary>How far a mend looks, in tokens.</summary>
    private const int Window = 40;

    public static void Mend(Sentence s, string text, TokenBuffer buffer, ReadOnlySpan<Upos> upos, ReadOnlySpan<string> xpos, ReadOnlySpan<string> lemmas, int[] heads, string[] relations)
    {
        var tree = new Tree(s, text, buffer, upos, xpos, lemmas, heads, relations);
        for (int i = s.FirstToken; i < s.EndToken; i++)
        {
            var word = buffer.Word(text, i);
            if (relations[i] == "amod" && (xpos[i] == "VBD" || xpos[i] == "VBN" && (tree.Child(heads[i], "mark") is >= 0 and var mark && mark < i || BehindBase(i, tree)))) PastTense(i, tree);
            else if (upos[i] == Upos.Verb && word.Length > 2 && tree.IsComma(i + 1) && IsSaying(lemmas[i]) && xpos[i] is "VBD" or "VBZ" or "VBP") Aside(i, tree);
            else if (word.Equals("that", StringComparison.OrdinalIgnoreCase))
            {
                Complement(i, tree);
                Counted(i, tree);
            }
            else if (xpos[i] == "WDT" && tree.IsComma(i - 1) && word.Equals("which", StringComparison.OrdinalIgnoreCase)) Relative(i, heads, relations, tree);
            else if (IsTime(lemmas[i]) && relations[i] is "compound" or "nmod") MonthBeforeName(i, tree);
            else if (word is ":" && i - s.FirstToken is > 0 and <= 4) Speaker(i, tree);
            else if (word is "bound" && tree.Holds(i + 1) && buffer.Word(text, i + 1) is "for") Bound(i, tree);
            else if (relations[i] == "compound" && word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal) && char.IsUpper(word[0])) Headline(i, tree);
            else if (IsTime(lemmas[i]) && relations[i].StartsWith("obl", StringComparison.Ordinal)) AfterTime(i, tree);
            else if (xpos[i] == "JJ" && relations[i] == "mark") DueTo(i, tree);
            else if (lemmas[i] == "$" && tree.Holds(i - 1) && buffer.Word(text, i - 1) is "worth") Worth(i, tree);
            else if (relations[i] == "acl" && xpos[i] is "VBD" or "VBZ" or "VBP") Contact(i, tree);
            else if (relations[i] == "advcl" && xpos[i] == "VBN" && tree.Child(i, "nsubj:pass") >= 0) Reduced(i, tree);
            else if (xpos[i] == "VB" && relations[i] is "compound" or "amod") Second(i, tree);
            else if (relations[i] == "nsubj" && heads[i] > i && upos[heads[i]] == Upos.Aux && relations[heads[i]].StartsWith("aux", StringComparison.Ordinal) && heads[heads[i]] > heads[i]) heads[i] = heads[heads[i]]; // "Venezuela has acquired", with Venezuela under "has"
            else if (upos[i] == Upos.Propn && relations[i] == "conj") OwnClause(i, tree);
            else if (upos[i] == Upos.Verb && IsPhrasal(lemmas[i])) Particle(i, tree);
            else if (upos[i] == Upos.Num) Count(i, tree);
            else if (upos[i] == Upos.Cconj && word.Equals("and", StringComparison.OrdinalIgnoreCase)) Agreement(i, tree);
        }
    }

    /// <summary>"Poland, the ministry says, has bought …".</summary>
    private static void Aside(int saying, in Tree tree)
    {
        int comma = saying - 1;
        while (comma > tree.Sentence.FirstToken && saying - comma <= 10 && !tree.IsComma(comma))
        {
            if (tree.Upos[comma] is Upos.Verb or Upos.Aux or Upos.Sconj) return;
            comma--;
        }
        if (!tree.IsComma(comma) || comma == saying - 1 || comma - 1 < tree.Sentence.FirstToken || tree.Upos[comma - 1] is not (Upos.Noun or Upos.Propn) && !tree.OpensCapital(comma - 1)) return;
        int verb = tree.VerbBehind(saying + 2);
        if (verb < 0 || tree.Child(verb, "nsubj") >= 0) return;
        int start = comma - 1;
        while (start - 1 >= tree.Sentence.FirstToken && tree.Upos[start - 1] is Upos.Noun or Upos.Propn or Upos.Adj or Upos.Det or Upos.Num) start--;
        tree.MakeSubject(tree.Top(comma - 1, start, comma), verb);
    }

    /// <summary>"to Thailand, which is seeking …", with the clause hung on a verb before it.</summary>
    private static void Relative(int which, int[] heads, string[] relations, in Tree tree)
    {
        int verb = heads[which], noun = which - 2;
        if (verb <= which || verb - which > Window || !tree.Holds(noun) || tree.Upos[noun] is not (Upos.Noun or Upos.Propn)
            || relations[verb] is not ("ccomp" or "conj" or "parataxis" or "advcl" or "dep") && !(relations[verb] == "advcl:relcl" && tree.Upos[noun] == Upos.Propn)
            && !(relations[verb] == "acl:relcl" && tree.Upos[noun] == Upos.Propn && heads[verb] is >= 0 and var other && tree.Upos[other] == Upos.Propn && !tree.IsUnder(noun, other)))
            return;
        while (relations[noun] == "flat" && heads[noun] < noun)
            noun = heads[noun];
        if (tree.IsUnder(noun, verb))
            return;
        heads[verb] = noun;
        relations[verb] = "acl:relcl";
    }

    /// <summary>"Last month, tanks were sent", with the tanks as one more word for the month.</summary>
    private static void AfterTime(int time, in Tree tree)
    {
        int verb = tree.Heads[time];
        if (verb <= time || tree.Upos[verb] != Upos.Verb || tree.Child(verb, "nsubj") >= 0 || verb - time > Window) return;
        int comma = -1;
        for (int i = time + 1; i < verb; i++)
        {
            if (tree.IsComma(i)) comma = i;
        }
        if (comma < 0 || comma + 1 >= verb) return;
        int end = verb;
        while (end - 1 > comma && tree.Upos[end - 1] is Upos.Aux or Upos.Adv or Upos.Part) end--;
        if (end - 1 <= comma || tree.Upos[end - 1] is not (Upos.Noun or Upos.Propn)) return;
        int top = tree.Top(end - 1, comma + 1, end);
        if (tree.Relations[top] is "appos" or "conj" or "nmod" or "flat" or "list" or "dep") tree.MakeSubject(top, verb);
    }

    /// <summary>"is concerned that …": under the word right before "that", where the parser has hung the clause further out.</summary>
    private static void Complement(int that, in Tree tree)
    {
        if (tree.Upos[that] is not Upos.Sconj || !tree.Holds(that - 1) || tree.Upos[that - 1] is not (Upos.Adj or Upos.Verb)) return;
        int clause = tree.Heads[that], word = that - 1;
        if (clause <= that || tree.Relations[that] != "mark" || clause - that > Window) return;
        if (tree.Relations[clause] is not ("ccomp" or "conj" or "parataxis" or "advcl")) return;
        int over = tree.Heads[clause];
        if (over == word || over < 0 || over > word || tree.IsUnder(word, clause)) return;
        tree.Heads[clause] = word;
        tree.Relations[clause] = "ccomp";
    }

    /// <summary>"the first of 180 that Warsaw ordered": 180 were ordered, and not the first.</summary>
    private static void Counted(int that, in Tree tree)
    {
        int number = that - 1, verb = tree.Heads[that];
        if (!tree.Holds(number) || tree.Upos[number] != Upos.Num || verb < that || verb - that > Window || tree.Relations[verb] != "acl:relcl") return;
        if (tree.Relations[number] is "nmod" && tree.Heads[number] == tree.Heads[verb]) tree.Heads[verb] = number;
    }

    /// <summary>"officials have determined that A has been supplied … and is looking": "is" cannot be of "officials".</summary>
    private static void Agreement(int and, in Tree tree)
    {
        int second = tree.Heads[and];
        if (second <= and || second - and > 6 || tree.Upos[second] != Upos.Verb || tree.Relations[second] != "conj" || tree.Child(second, "nsubj") >= 0) return;
        int first = tree.Heads[second];
        if (first < 0 || tree.Upos[first] != Upos.Verb || tree.Number(second, and + 1) is not 'Z' || tree.Number(first, first - 4) is not 'P') return;
        for (int i = and - 1; i > first && and - i <= Window; i--)
        {
            if (tree.Heads[i] != first || tree.Relations[i] != "ccomp" || tree.Upos[i] != Upos.Verb || tree.Child(i, "nsubj") < 0 || tree.Number(i, i - 4) is not 'Z') continue;
            tree.Heads[second] = i;
            return;
        }
    }

    /// <summary>"that the military acquired Polish-made drones", with the verb as an adjective of the drones.</summary>
    /// <summary>"Ankara-based Roketsan delivered rockets": a name behind its seat, and no other verb in the sentence's head.</summary>
    private static bool BehindBase(int verb, in Tree tree)
    {
        if (tree.Heads[verb] <= verb || tree.Relations[tree.Heads[verb]] != "root" || tree.Upos[tree.Heads[verb]] != Upos.Noun || !tree.Holds(verb - 1) || tree.Upos[verb - 1] != Upos.Propn || tree.Heads[verb - 1] != tree.Heads[verb]) return false;
        int seat = verb - 1;
        while (tree.Holds(seat) && tree.Upos[seat] == Upos.Propn && verb - seat < 6) seat--;
        return tree.Holds(seat - 1) && tree.Lemmas[seat] == "base" && tree.Xpos[seat - 1] == "HYPH";
    }

    private static void PastTense(int verb, in Tree tree)
    {
        int thing = tree.Heads[verb];
        if (thing <= verb || !tree.Holds(verb - 1) || tree.Upos[verb - 1] is not (Upos.Noun or Upos.Propn or Upos.Adj)) return;
        int start = verb - 1;
        while (tree.Holds(start - 1) && tree.Upos[start - 1] is Upos.Noun or Upos.Propn or Upos.Adj && verb - start < 6) start--;
        bool det = tree.Holds(start - 1) && tree.Upos[start - 1] == Upos.Det;
        if (!det && tree.Upos[verb - 1] is Upos.Adj) return; // "recent acquired drones" says nothing
        (tree.Heads[verb], tree.Relations[verb]) = (tree.Heads[thing], tree.Relations[thing]);
        (tree.Heads[thing], tree.Relations[thing]) = (verb, "obj");
        for (int i = Math.Max(tree.Sentence.FirstToken, verb - Window); i < verb; i++)
        {
            if (tree.Heads[i] != thing) continue;
            tree.Heads[i] = verb;
            if (i >= start && i < verb - 1) tree.Heads[i] = verb - 1;
        }
        if (det) (tree.Heads[start - 1], tree.Relations[start - 1]) = (verb - 1, "det");
        (tree.Heads[verb - 1], tree.Relations[verb - 1]) = (verb, "nsubj");
        // "drones in May": the time is the verb's.
        for (int i = thing + 1; i < tree.Sentence.EndToken && i - thing <= 4; i++)
        {
            if (tree.Heads[i] == thing && tree.Relations[i].StartsWith("nmod", StringComparison.Ordinal) && IsTime(tree.Lemmas[i])) (tree.Heads[i], tree.Relations[i]) = (verb, "obl");
        }
    }

    /// <summary>"After the invasion in February Poland gave tanks", with "February Poland" as one name behind "in".</summary>
    private static void MonthBeforeName(int month, in Tree tree)
    {
        int name = month + 1, verb = month + 2;
        if (!tree.Holds(verb) || tree.Upos[name] != Upos.Propn || tree.Xpos[verb] is not ("VBD" or "VBZ") || tree.IsUnder(verb, name)) return;
        int old = tree.Child(verb, "nsubj");
        if (old == name || old >= 0 && tree.Child(old, "case") < 0 || tree.Heads[name] >= name || IsTime(tree.Lemmas[name])) return;
        if (tree.Heads[month] == name) (tree.Heads[month], tree.Relations[month]) = (tree.Heads[name], tree.Relations[name]);
        else if (tree.Heads[month] >= month || tree.Relations[name] is not ("nmod" or "appos" or "conj" or "list" or "dep" or "flat")) return;
        for (int i = Math.Max(tree.Sentence.FirstToken, month - 4); i < month; i++)
        {
            if (tree.Heads[i] == name) tree.Heads[i] = month;
        }
        if (old >= 0) tree.Relations[old] = "obl";
        tree.MakeSubject(name, verb);
    }

    /// <summary>"US: North Korea will sell rockets", with who says it as a second subject of what is said.</summary>
    private static void Speaker(int colon, in Tree tree)
    {
        int name = tree.Top(colon - 1, tree.Sentence.FirstToken, colon), verb = tree.Heads[name];
        if (verb < colon || tree.Relations[name] != "nsubj" || tree.Upos[name] is not (Upos.Noun or Upos.Propn)) return;
        for (int i = colon + 1; i < verb; i++)
        {
            if (tree.Heads[i] != verb || !tree.Relations[i].StartsWith("nsubj", StringComparison.Ordinal)) continue;
            (tree.Heads[name], tree.Relations[name]) = (tree.Heads[verb], tree.Relations[verb]);
            (tree.Heads[verb], tree.Relations[verb]) = (name, "parataxis");
            return;
        }
    }

    /// <summary>"seized rifles bound for Yemen", with "bound" under the verb.</summary>
    private static void Bound(int bound, in Tree tree)
    {
        int thing = bound - 1;
        if (!tree.Holds(thing) || tree.Upos[thing] is not (Upos.Noun or Upos.Propn) || tree.Relations[bound] is not ("xcomp" or "advcl" or "ccomp" or "conj") || tree.IsUnder(thing, bound)) return;
        (tree.Heads[bound], tree.Relations[bound]) = (thing, "amod");
    }

    /// <summary>"Role in Supplying Missiles to Russia", with "Supplying Missiles" as a name.</summary>
    private static void Headline(int verb, in Tree tree)
    {
        int thing = tree.Heads[verb], before = verb - 1;
        if (thing <= verb || thing - verb > 4 || !tree.Holds(before) || tree.Heads[before] != thing || tree.Relations[before] != "case" || tree.Relations[thing] is not ("nmod" or "obl")) return;
        (tree.Heads[verb], tree.Relations[verb]) = (tree.Heads[thing], tree.Relations[thing] == "nmod" ? "acl" : "advcl");
        (tree.Heads[thing], tree.Relations[thing]) = (verb, "obj");
        (tree.Heads[before], tree.Relations[before]) = (verb, "mark");
        for (int i = thing + 1; i < tree.Sentence.EndToken && i - thing <= 8; i++)
        {
            if (tree.Heads[i] == thing && tree.Relations[i] == "nmod") (tree.Heads[i], tree.Relations[i]) = (verb, "obl");
        }
    }

    /// <summary>"handed over the first six": "over" belongs to the verb, and what follows is its object.</summary>
    private static void Particle(int verb, in Tree tree)
    {
        int word = verb + 1;
        if (!tree.Holds(word) || tree.Relations[word] != "case" || !(tree.Lemmas[word] is "over" or "up" or "on" or "off" or "out" || tree.Lemmas[verb] == "take" && tree.Lemmas[word] == "in")) return;
        int thing = tree.Heads[word];
        if (thing <= word || tree.Relations[thing] is not ("obl" or "nmod") || tree.IsUnder(verb, thing)) return;
        for (int i = word + 1; i < thing; i++)
        {
            if (tree.Heads[i] == thing && tree.Relations[i] == "case") return;
        }
        (tree.Heads[word], tree.Relations[word]) = (verb, "compound:prt");
        (tree.Heads[thing], tree.Relations[thing]) = (verb, "obj");
    }

    /// <summary>"24 promised F-16 fighter jets", with the jets under the number: the number counts them.</summary>
    private static void Count(int number, in Tree tree)
    {
        int thing = -1;
        for (int i = number + 1; i < tree.Sentence.EndToken && i - number <= 8; i++)
        {
            if (tree.Heads[i] == number && tree.Upos[i] == Upos.Noun && tree.Relations[i] is "nmod" or "nmod:unmarked" or "flat" or "appos") thing = i;
            if (tree.Upos[i] is not (Upos.Noun or Upos.Propn or Upos.Adj or Upos.Num or Upos.Punct) && !(tree.Upos[i] == Upos.Verb && tree.Relations[i] == "amod")) break;
            if (tree.IsComma(i)) break;
        }
        if (thing < 0) return;
        for (int i = number + 1; i < thing; i++)
        {
            if (tree.Heads[i] == thing && tree.Relations[i] == "case") return;
        }
        (tree.Heads[thing], tree.Relations[thing]) = (tree.Heads[number], tree.Relations[number]);
        for (int i = Math.Max(tree.Sentence.FirstToken, number - 4); i < Math.Min(tree.Sentence.EndToken, number + 12); i++)
        {
            if (tree.Heads[i] == number && i != thing) tree.Heads[i] = thing;
        }
        (tree.Heads[number], tree.Relations[number]) = (thing, "nummod");
    }

    /// <summary>"is due to receive", with "due" as a mark of the verb.</summary>
    private static void DueTo(int adjective, in Tree tree)
    {
        int verb = tree.Heads[adjective];
        if (verb <= adjective || verb - adjective > 4 || tree.Xpos[verb] != "VB" || tree.Xpos[adjective + 1] != "TO") return;
        int be = tree.Child(verb, "cop");
        if (be < 0 || be > adjective) return;
        (tree.Heads[adjective], tree.Relations[adjective]) = (tree.Heads[verb], tree.Relations[verb]);
        (tree.Heads[verb], tree.Relations[verb]) = (adjective, "xcomp");
        for (int i = Math.Max(tree.Sentence.FirstToken, adjective - Window); i < adjective; i++)
        {
            if (tree.Heads[i] != verb) continue;
            tree.Heads[i] = adjective;
            if (tree.Relations[i].StartsWith("nsubj", StringComparison.Ordinal)) tree.Relations[i] = "nsubj";
        }
    }

    /// <summary>"a contract with Kuwait worth $370 million for the supply of drones", with the supply under the sum.</summary>
    private static void Worth(int sum, in Tree tree)
    {
        int deal = tree.Heads[sum];
        if (deal < 0 || deal > sum || tree.Upos[deal] != Upos.Noun) return;
        for (int i = sum + 1; i < Math.Min(tree.Sentence.EndToken, sum + 9); i++)
        {
            if (tree.Heads[i] == sum && tree.Relations[i] == "nmod" && tree.Child(i, "case") is > 0 and var mark && mark > sum && tree.Lemmas[mark] is "for" or "with" or "to") tree.Heads[i] = deal;
        }
    }

    /// <summary>"for the jets it ordered in 2019".</summary>
    private static void Contact(int verb, in Tree tree)
    {
        int noun = tree.Heads[verb], subject = tree.Child(verb, "nsubj");
        if (noun >= 0 && subject == noun + 1 && subject < verb && tree.Upos[subject] is Upos.Pron or Upos.Propn) tree.Relations[verb] = "acl:relcl";
    }

    /// <summary>"interdicted a dhow carrying rifles likely sent from Iran to Yemen", with the rifles as a subject of "sent".</summary>
    private static void Reduced(int participle, in Tree tree)
    {
        int thing = tree.Child(participle, "nsubj:pass"), over = tree.Heads[participle];
        if (thing > participle || tree.Child(participle, "aux") >= 0 || over < 0 || over > thing || tree.Upos[over] != Upos.Verb || tree.Child(over, "obj") >= 0 || tree.Child(participle, "mark") >= 0) return;
        for (int i = thing + 1; i < participle; i++)
        {
            if (tree.Upos[i] is not Upos.Adv) return;
        }
        (tree.Heads[thing], tree.Relations[thing]) = (over, "obj");
        (tree.Heads[participle], tree.Relations[participle]) = (thing, "acl");
    }

    /// <summary>"will not sell or hand over any of its tanks", with "hand over" as words of "any".</summary>
    private static void Second(int verb, in Tree tree)
    {
        int and = verb - 1, first = verb - 2, thing = tree.Heads[verb];
        if (!tree.Holds(first) || thing <= verb || tree.Upos[and] != Upos.Cconj || tree.Xpos[first] != "VB" || tree.Upos[first] != Upos.Verb || tree.IsUnder(first, thing)) return;
        (tree.Heads[verb], tree.Relations[verb]) = (first, "conj");
        (tree.Heads[thing], tree.Relations[thing]) = (verb, "obj");
        (tree.Heads[and], tree.Relations[and]) = (verb, "cc");
        if (tree.Heads[verb + 1] == thing && tree.Relations[verb + 1] == "case") (tree.Heads[verb + 1], tree.Relations[verb + 1]) = (verb, "compound:prt");
    }

    /// <summary>"has troops in Ukraine and Serbia has agreed to send tanks", with the two names as a pair.</summary>
    private static void OwnClause(int name, in Tree tree)
    {
        int and = name - 1, other = tree.Heads[name];
        if (!tree.Holds(and) || tree.Upos[and] != Upos.Cconj || other < 0 || other > and || tree.Child(other, "case") < 0) return;
        int verb = tree.VerbBehind(name + 1);
        if (verb < 0 || tree.Relations[verb] != "conj" || tree.Heads[verb] > other || tree.Child(verb, "nsubj") >= 0) return;
        if (tree.Child(tree.Heads[verb], "nsubj") is var subject && (subject < 0 || subject > tree.Heads[verb])) return;
        tree.MakeSubject(name, verb);
        tree.Heads[and] = verb;
    }

    private static bool IsPhrasal(string lemma) => lemma is "hand" or "turn" or "sign" or "pass" or "take" or "give" or "pick" or "buy" or "snap";

    private static bool IsSaying(string lemma) => lemma is "say" or "claim" or "report" or "believe" or "allege" or "confirm" or "state" or "note" or "add" or "announce" or "insist" or "maintain" or "argue" or "acknowledge";

    private static bool IsTime(string lemma) => lemma is "week" or "month" or "year" or "day" or "today" or "yesterday" or "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday"
        or "january" or "february" or "march" or "april" or "may" or "june" or "july" or "august" or "september" or "october" or "november" or "december" or "spring" or "summer" or "autumn" or "winter";

    /// <summary>One sentence's arrays while they are mended.</summary>
    private readonly ref struct Tree(Sentence sentence, string text, TokenBuffer buffer, ReadOnlySpan<Upos> upos, ReadOnlySpan<string> xpos, ReadOnlySpan<string> lemmas, int[] heads, string[] relations)
    {
        public Sentence Sentence { get; } = sentence;

        public ReadOnlySpan<Upos> Upos { get; } = upos;

        public ReadOnlySpan<string> Xpos { get; } = xpos;

        public ReadOnlySpan<string> Lemmas { get; } = lemmas;

        public int[] Heads { get; } = heads;

        public string[] Relations { get; } = relations;

        public bool Holds(int i) => i >= Sentence.FirstToken && i < Sentence.EndToken;

        public bool IsComma(int i) => Holds(i) && buffer.Word(text, i) is ",";

        /// <summary>A capital that opens the sentence: a small tagger takes "Norway," for "However,".</summary>
        public bool OpensCapital(int i) => i == Sentence.FirstToken && char.IsUpper(buffer.Word(text, i)[0]);

        /// <summary>The first child before or behind a verb under a relation or one of its kinds, or −1.</summary>
        public int Child(int of, string relation)
        {
            for (int i = Math.Max(Sentence.FirstToken, of - Window); i < Math.Min(Sentence.EndToken, of + Window); i++)
            {
                if (Heads[i] == of && Relations[i].StartsWith(relation, StringComparison.Ordinal)) return i;
            }
            return -1;
        }

        /// <summary>The verb that opens at a token, auxiliaries and adverbs apart, or −1.</summary>
        public int VerbBehind(int from)
        {
            for (int i = from; i < Sentence.EndToken && i - from <= 6; i++)
            {
                if (Upos[i] == Language.Upos.Verb) return Xpos[i] is "VBD" or "VBZ" or "VBP" || i > from && Xpos[i] is "VBN" or "VBG" or "VB" ? i : -1;
                if (Upos[i] is not (Language.Upos.Aux or Language.Upos.Adv or Language.Upos.Part)) return -1;
            }
            return -1;
        }

        /// <summary>The token that carries a phrase, as far as it lies in [start, end).</summary>
        public int Top(int token, int start, int end)
        {
            for (int hop = 0; hop < 12; hop++)
            {
                int head = Heads[token];
                if (head < start || head >= end) return token;
                token = head;
            }
            return token;
        }

        public bool IsUnder(int token, int ancestor)
        {
            for (int hop = 0; token >= 0 && hop < 60; hop++, token = Heads[token])
            {
                if (token == ancestor) return true;
            }
            return false;
        }

        public void MakeSubject(int subject, int verb)
        {
            if (subject == verb || IsUnder(verb, subject)) return;
            Heads[subject] = verb;
            Relations[subject] = Child(verb, "aux:pass") >= 0 ? "nsubj:pass" : "nsubj";
        }

        /// <summary>'Z' for a finite word of the third person singular in a verb's group, 'P' for a plural one, else '\0'.</summary>
        public char Number(int verb, int from)
        {
            for (int i = Math.Max(from, Sentence.FirstToken); i <= verb; i++)
            {
                if (i != verb && Upos[i] is not Language.Upos.Aux) continue;
                if (Xpos[i] == "VBZ") return 'Z';
                if (Xpos[i] == "VBP") return 'P';
            }
            return '\0';
        }
    }
}

namespace Waybill.Claims.Trees;

/// <summary>Mends of subjects that the order of words makes certain.</summary>
internal sealed partial class TreeView
{
    /// <summary>How far a verb's subject may stand before it, an aside between commas included.</summary>
    private const int MaxAside = 40;

    /// <summary>Words whose form leaves one part of speech: "denies" is a verb, "bound for" no noun.</summary>
    private void Forms()
    {
        for (var i = 1; i + 1 < Tokens.Count; i++)
        {
            if (WordIs(i, "bound") && WordIs(i + 1, "for") && _upos[i] is Language.Upos.Noun) _upos[i] = Language.Upos.Adj;
            BareInfinitive(i);
            PutOnHold(i);
            GoingTo(i);
            SumIn(i);
            AccusedBy(i);
            ArmsImports(i);
            CallsOn(i);
            // "a possible Foreign Military Sale": a noun in capitals.
            if (_upos[i] is Language.Upos.Propn && _sentence[i - 1] == _sentence[i] && char.IsUpper(Analysis.Word(i - 1)[0]) && WordIs(i - 1, "Military") && Tokens.Lemma[i] is "sale" or "sales" or "aid" or "assistance")
            {
                _upos[i] = Language.Upos.Noun;
                if (Tokens.Lemma[i] == "sales") _lemma[i] = "sale";
            }
            if (_xpos[i] == "NNS" && WordIs(i + 1, "that") && _sentence[i + 1] == _sentence[i] && _head[i - 1] == i && _upos[i - 1] is Language.Upos.Propn && (_relation[i - 1] == "nsubj" || Analysis.Word(i) is "anticipates" or "believes" or "expects" or "assumes" or "suspects" or "insists") && ClauseUnder(i))
            {
                // "Germany anticipates that …": what has a subject and a clause is a verb.
                (_upos[i], _xpos[i]) = (Language.Upos.Verb, "VBZ");
                _relation[i - 1] = "nsubj";
                if (_relation[i] is "obj" or "obl" or "nmod") _relation[i] = "ccomp";
                continue;
            }
            if (_xpos[i] != "NNS" || Analysis.Word(i) is not ("denies" or "accuses" or "rejects" or "insists") || _sentence[i - 1] != _sentence[i]) continue;
            _upos[i] = Language.Upos.Verb;
            if (_head[i - 1] == i && _upos[i - 1] is Language.Upos.Propn or Language.Upos.Noun) _relation[i - 1] = "nsubj";
            for (var c = i + 1; c < Math.Min(Tokens.Count, i + 12); c++)
            {
                if (_head[c] == i && _sentence[c] == _sentence[i] && _relation[c] is "acl:relcl" or "acl") _relation[c] = "ccomp";
            }
        }
    }

    /// <summary>"would see Seoul supply Warsaw with tanks": between two names, under a verb of seeing, stands no noun.</summary>
    private void BareInfinitive(int at)
    {
        if (_upos[at] is not Language.Upos.Noun || Analysis.Word(at) is not ("supply" or "transfer" or "export" or "ship" or "purchase" or "deliver" or "send" or "provide" or "give" or "sell" or "buy" or "acquire" or "receive") || _sentence[at - 1] != _sentence[at] || _upos[at - 1] is not Language.Upos.Propn) return;
        var see = at - 2;
        while (see >= 0 && _sentence[see] == _sentence[at] && at - see <= 6 && _upos[see] is Language.Upos.Propn or Language.Upos.Det) see--;
        if (see < 0 || _sentence[see] != _sentence[at] || Tokens.Lemma[see] is not ("see" or "let" or "help" or "have") || _upos[see] is not Language.Upos.Verb) return;
        if (_upos[at + 1] is not (Language.Upos.Propn or Language.Upos.Num or Language.Upos.Det or Language.Upos.Adj) && !WordIs(at + 1, "up")) return;
        (_upos[at], _xpos[at], _lemma[at]) = (Language.Upos.Verb, "VB", Analysis.Word(at).ToString());
        for (var i = see + 1; i < Math.Min(Tokens.Count, at + 14) && _sentence[i] == _sentence[at]; i++)
        {
            if (i < at) { if (_head[i] == at) _relation[i] = "nsubj"; }
            else if (i > at && _head[i] == at && _relation[i] is "appos" or "nmod" or "compound" or "flat") _relation[i] = "obj";
            else if (i > at && _head[i] == see && _relation[i] is "obl" or "obj" or "nmod") _head[i] = at;
        }
        (_head[at], _relation[at]) = (see, "ccomp");
    }

    /// <summary>"has put on hold a shipment": what stands behind is the object of "put".</summary>
    private void PutOnHold(int at)
    {
        if (at < 2 || !WordIs(at, "hold") || !WordIs(at - 1, "on") || Tokens.Lemma[at - 2] is not ("put" or "place") || _sentence[at - 2] != _sentence[at]) return;
        var put = at - 2;
        _upos[at] = Language.Upos.Noun;
        _xpos[at] = "NN";
        (_head[at], _relation[at]) = (put, "obl");
        (_head[at - 1], _relation[at - 1]) = (at, "case");
        for (var i = at + 1; i < Math.Min(Tokens.Count, at + 12) && _sentence[i] == _sentence[at]; i++)
            if (_head[i] == at) _head[i] = put;
    }

    /// <summary>"is going to send tanks", "are not going to supply": the deed is the infinitive's, and "going" no more than an auxiliary.</summary>
    private void GoingTo(int at)
    {
        if (!WordIs(at, "going") || !WordIs(at + 1, "to") || _sentence[at + 1] != _sentence[at]) return;
        var be = at - 1;
        while (be > 0 && _sentence[be] == _sentence[at] && at - be <= 4 && (_upos[be] is Language.Upos.Adv or Language.Upos.Part)) be--;
        if (_sentence[be] != _sentence[at] || Tokens.Lemma[be] is not "be" && Analysis.Word(be) is not ("'re" or "’re" or "'m" or "’m" or "'s" or "’s")) return;
        var verb = at + 2;
        while (verb < Tokens.Count && _sentence[verb] == _sentence[at] && verb - at <= 4 && _upos[verb] is Language.Upos.Adv) verb++;
        if (verb >= Tokens.Count || _sentence[verb] != _sentence[at] || _upos[verb] is not Language.Upos.Verb || _head[verb] != at || _xpos[verb] is not ("VB" or "VBP")) return;
        (_head[verb], _relation[verb]) = (_head[at], _relation[at]);
        var (first, last) = (Math.Max(0, at - MaxAside), Math.Min(Tokens.Count, at + MaxAside));
        for (var i = first; i < last; i++)
            if (_head[i] == at && _sentence[i] == _sentence[at]) _head[i] = verb;
        (_head[at], _relation[at], _upos[at], _lemma[at]) = (verb, "aux", Language.Upos.Aux, "be");
    }

    /// <summary>"Kigali was accused by experts of supplying rebels": what it is accused of is its own deed, not the experts'.</summary>
    private void AccusedBy(int at)
    {
        if (_xpos[at] != "VBG" || !WordIs(at - 1, "of") || _head[at] is not (>= 0 and var agent) || agent >= at || _sentence[agent] != _sentence[at] || _upos[agent] is not (Language.Upos.Noun or Language.Upos.Propn)) return;
        var verb = _head[agent];
        if (verb < 0 || verb >= agent || _sentence[verb] != _sentence[at] || Tokens.Lemma[verb] is not ("accuse" or "suspect" or "convict") || !_relation[agent].StartsWith("obl", StringComparison.Ordinal)) return;
        (_head[at], _relation[at]) = (verb, "advcl");
    }

    /// <summary>"called on states to suspend transfers": what they are called on to do, and no purpose of the call.</summary>
    private void CallsOn(int at)
    {
        if (_relation[at] != "advcl" || _xpos[at] is not ("VB" or "VBP") || !WordIs(at - 1, "to") || _head[at] is not (>= 0 and var call) || call >= at || _sentence[call] != _sentence[at] || Tokens.Lemma[call] is not ("call" or "appeal" or "plead" or "lean") || _upos[call] is not Language.Upos.Verb) return;
        if (WordIs(call + 1, "on") || WordIs(call + 1, "upon") || WordIs(call + 1, "to") || WordIs(call + 1, "with") || WordIs(call + 1, "for")) _relation[at] = "xcomp";
    }

    /// <summary>"81 per cent of Pakistan's arms imports came from China": behind an owner and before another finite verb stands a noun.</summary>
    private void ArmsImports(int at)
    {
        if (_xpos[at] != "VBZ" || Analysis.Word(at) is not ("imports" or "exports" or "transfers") || at < 2 || Tokens.Lemma[at - 1] is not ("arm" or "arms" or "weapon" or "weapons") || _sentence[at - 2] != _sentence[at] || !(_xpos[at - 2] is "POS" or "PRP$" || _upos[at - 2] is Language.Upos.Adj)) return;
        var main = -1;
        for (var i = at + 1; i < Math.Min(Tokens.Count, at + 12) && _sentence[i] == _sentence[at] && main < 0; i++)
            if (_upos[i] is Language.Upos.Verb or Language.Upos.Aux && _xpos[i] is "VBD" or "VBZ" or "VBP" && _head[i] == at) main = i;
        if (main < 0) return;
        (_upos[at], _xpos[at], _lemma[at]) = (Language.Upos.Noun, "NNS", Analysis.Word(at)[..^1].ToString());
        var (head, relation) = (_head[at], _relation[at]);
        for (var i = Math.Max(0, at - 12); i < Math.Min(Tokens.Count, at + 24); i++)
        {
            if (_sentence[i] != _sentence[at] || i == main) continue;
            if (i == at - 1) continue;
            if (_head[i] == at && _relation[i].StartsWith("nsubj", StringComparison.Ordinal) && i < at - 1) _head[i] = main;
            else if (_head[i] == at && i > main) _head[i] = main;
            else if (_head[i] == at - 1 && i < at) _head[i] = at;
        }
        (_head[main], _relation[main]) = (head == main ? -1 : head, relation);
        // "81 per cent of … imports"
        var of = at - 1;
        while (of > 0 && at - of <= 5 && !WordIs(of, "of")) of--;
        if (WordIs(of, "of") && of > 0 && _head[of - 1] == main) (_head[at], _relation[at]) = (of - 1, "nmod");
        else (_head[at], _relation[at]) = (main, "nsubj");
        (_head[at - 1], _relation[at - 1]) = (at, "compound");
    }

    /// <summary>"approved $1.8 billion in arms sales": what is approved are the sales.</summary>
    private void SumIn(int at)
    {
        if (!WordIs(at, "in")) return;
        var noun = _head[at];
        if (noun <= at || noun - at > 4 || _sentence[noun] != _sentence[at] || _upos[noun] is not Language.Upos.Noun || Tokens.Lemma[noun] is not ("sale" or "export" or "transfer" or "delivery" or "purchase")) return;
        var sum = at - 1;
        while (sum > 0 && _sentence[sum] == _sentence[at] && at - sum <= 5 && _head[sum] != _head[noun] && _upos[sum] is Language.Upos.Num or Language.Upos.Sym or Language.Upos.Noun) sum--;
        if (_sentence[sum] != _sentence[at] || _head[sum] < 0 || _head[sum] != _head[noun] || _relation[sum] != "obj" || _upos[sum] is not (Language.Upos.Sym or Language.Upos.Num or Language.Upos.Noun)) return;
        _relation[noun] = "obj";
        (_head[sum], _relation[sum]) = (noun, "nmod");
        _relation[at] = "dep";
    }

    /// <summary>"the deal would see Berlin deliver tanks": what would be seen is what would be done.</summary>
    private void WouldSee(int verb)
    {
        var see = _head[verb];
        if (see < 0 || see > verb || verb - see > 8 || _sentence[see] != _sentence[verb] || Tokens.Lemma[see] != "see" || _xpos[verb] is not ("VB" or "VBP") || _relation[verb] is not ("ccomp" or "xcomp") || WordIs(verb - 1, "to")) return;
        for (var i = Math.Max(0, see - 3); i < see; i++)
            if (_head[i] == see && _upos[i] is Language.Upos.Aux && Tokens.Lemma[i] is "will" or "would") _head[i] = verb;
    }

    private bool ClauseUnder(int token)
    {
        for (var c = token + 1; c < Math.Min(Tokens.Count, token + 12); c++)
        {
            if (_head[c] == token && _sentence[c] == _sentence[token] && _relation[c] is "ccomp" or "acl" or "acl:relcl")
            {
                _relation[c] = "ccomp";
                return true;
            }
        }
        return false;
    }

    private void Subjects()
    {
        for (var v = 1; v < Tokens.Count; v++)
        {
            if (_upos[v] is not Language.Upos.Verb) continue;
            TornPerfect(v);
            Arrived(v);
            TheFirstOf(v);
            WouldSee(v);
            InReturn(v);
            BehindOpening(v);
            NoPassive(v);
            Dative(v);
            SecondSubject(v);
            TornName(v);
            BehindAside(v);
            BehindRelative(v);
        }
    }

    /// <summary>"Thirty tanks arrived in Taiwan, the first of 108 …, the ministry said": a verb that has no passive cannot describe the noun before it, and tells what it did.</summary>
    private void Arrived(int verb)
    {
        if (Tokens.Lemma[verb] is not ("arrive" or "arrived") || _relation[verb] is not ("acl" or "amod") || _head[verb] is not (>= 0 and var noun) || noun >= verb || verb - noun > 3 || _sentence[noun] != _sentence[verb] || HasSubject(verb)) return;
        for (var i = noun + 1; i < verb; i++)
            if (_upos[i] is not Language.Upos.Adv) return;
        var over = _head[noun];
        if (over >= 0 && (_sentence[over] != _sentence[verb] || over < verb || !_relation[noun].StartsWith("nsubj", StringComparison.Ordinal) && _relation[noun] is not ("obj" or "ccomp" or "dep" or "parataxis"))) return;
        if (over >= 0 && _upos[over] is not Language.Upos.Verb) return;
        _xpos[verb] = "VBD";
        (_head[verb], _relation[verb]) = over < 0 ? (-1, "root") : (over, "ccomp");
        (_head[noun], _relation[noun]) = (verb, "nsubj");
        if (over < 0) return;
        // "…, the first of 108, the ministry said": of two subjects the nearer one says it, the other takes up what came.
        var says = -1;
        for (var i = over - 1; i > verb; i--)
        {
            if (_head[i] != over || !_relation[i].StartsWith("nsubj", StringComparison.Ordinal)) continue;
            if (says < 0) says = i;
            else (_head[i], _relation[i]) = (noun, "appos");
        }
    }

    /// <summary>"had in past years donated helicopters": a perfect around a phrase is one verb, not a having and years that were donated.</summary>
    private void TornPerfect(int verb)
    {
        if (_xpos[verb] is not ("VBN" or "VBD") || _relation[verb] is not ("acl" or "acl:relcl") || _head[verb] is not (>= 0 and var noun) || noun != verb - 1) return;
        var have = _head[noun];
        if (have < 0 || have > noun || verb - have > 6 || _sentence[have] != _sentence[verb] || Tokens.Lemma[have] != "have" || _upos[have] is not Language.Upos.Verb || !_relation[noun].StartsWith("ob", StringComparison.Ordinal)) return;
        if (have + 2 > noun || _upos[have + 1] is not Language.Upos.Adp) return;
        for (var i = have + 2; i < noun; i++)
            if (_upos[i] is not (Language.Upos.Det or Language.Upos.Adj or Language.Upos.Noun or Language.Upos.Num or Language.Upos.Propn)) return;
        (_head[verb], _relation[verb], _xpos[verb]) = (_head[have], _relation[have], "VBN");
        var sentence = Analysis.Sentences[_sentence[have]];
        for (var i = sentence.FirstToken; i < sentence.EndToken; i++)
            if (_head[i] == have) _head[i] = verb;
        (_head[have], _relation[have], _upos[have]) = (verb, "aux", Language.Upos.Aux);
        _relation[noun] = "obl";
    }

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "last", "latest"];

    /// <summary>"Twelve howitzers arrived on Friday, the first of 36 ordered from Paris, officials said": the ordinal takes up what came.</summary>
    private void TheFirstOf(int verb)
    {
        var subject = -1;
        for (var i = Math.Max(0, verb - 6); i < verb; i++)
            if (_head[i] == verb && _sentence[i] == _sentence[verb] && _relation[i].StartsWith("nsubj", StringComparison.Ordinal)) subject = i;
        if (subject < 0) return;
        for (var i = verb + 1; i + 4 < Tokens.Count && i - verb <= 10 && _sentence[i + 4] == _sentence[verb]; i++)
        {
            if (_upos[i] is Language.Upos.Verb) return;
            if (Analysis.Word(i) is not "," || !WordIs(i + 1, "the")) continue;
            var ordinal = i + 2;
            if (!WordIs(ordinal + 1, "of") || !Ordinals.Contains(Tokens.Lemma[ordinal]) || _upos[ordinal + 2] is not Language.Upos.Num || _relation[ordinal] is not ("ccomp" or "parataxis" or "dep" or "nsubj")) return;
            if (_head[ordinal] < ordinal && _head[ordinal] != verb) return;
            (_head[ordinal], _relation[ordinal]) = (subject, "appos");
            return;
        }
    }

    /// <summary>"will in return be given tanks": a phrase with "in" is no subject.</summary>
    private void InReturn(int verb)
    {
        for (var i = Math.Max(1, verb - 8); i < verb; i++)
            if (_head[i] == verb && _sentence[i] == _sentence[verb] && _relation[i].StartsWith("nsubj", StringComparison.Ordinal) && WordIs(i - 1, "in") && Tokens.Lemma[i] is "return" or "exchange" or "turn") _relation[i] = "obl";
    }

    /// <summary>"As a stop-gap, 70,000 rifles were imported": what stands behind the opening phrase and right before the passive's auxiliary is its subject.</summary>
    private void BehindOpening(int verb)
    {
        if (_xpos[verb] is not ("VBN" or "VBD") || HasSubject(verb)) return;
        var be = verb - 1;
        while (be > 0 && _sentence[be] == _sentence[verb] && verb - be <= 4 && _upos[be] is Language.Upos.Aux or Language.Upos.Adv) be--;
        if (be == verb - 1 || be < 3 || _sentence[be] != _sentence[verb] || Tokens.Lemma[be + 1] is not ("be" or "have" or "will") || _upos[be] is not (Language.Upos.Noun or Language.Upos.Propn)) return;
        var over = _head[be];
        if (over < 0 || over >= be || _head[over] != verb || !_relation[over].StartsWith("obl", StringComparison.Ordinal) || _relation[be] is not ("appos" or "conj" or "nmod:unmarked" or "list" or "dep")) return;
        for (var i = over + 1; i < be; i++)
        {
            if (Analysis.Word(i) is not ",") continue;
            (_head[be], _relation[be]) = (verb, "nsubj:pass");
            return;
        }
    }

    /// <summary>"Two of the six jets that Yangon ordered from Moscow have been delivered": what opens the sentence, and not "that", is the subject of the verb
    /// behind the relative clause.</summary>
    private void BehindRelative(int verb)
    {
        if (_xpos[verb] is not ("VBN" or "VBD" or "VBG")) return;
        var that = -1;
        for (var i = Math.Max(0, verb - MaxAside); i < verb && that < 0; i++)
            if (_head[i] == verb && _sentence[i] == _sentence[verb] && _relation[i].StartsWith("nsubj", StringComparison.Ordinal) && _xpos[i] == "WDT") that = i;
        if (that <= 0 || _sentence[that - 1] != _sentence[verb] || _upos[that - 1] is not (Language.Upos.Noun or Language.Upos.Propn)) return;
        for (var inner = that + 1; inner < verb; inner++)
        {
            if (_upos[inner] is not Language.Upos.Verb || _relation[inner] != "acl:relcl" || _head[inner] < 0 || _head[inner] >= that || !HasSubject(inner)) continue;
            var subject = _head[inner];
            for (var hop = 0; hop < 4 && _relation[subject] is "nmod" or "nummod" or "compound" && _head[subject] >= 0 && _head[subject] < that && _sentence[_head[subject]] == _sentence[verb]; hop++) subject = _head[subject];
            (_relation[subject], _relation[that]) = (_relation[that], "obj");
            (_head[subject], _head[that]) = (verb, inner);
            return;
        }
    }

    /// <summary>"Warsaw ordered 48 of the jets": without an auxiliary, and with its object behind it, a verb is in the active.</summary>
    private void NoPassive(int verb)
    {
        if (_xpos[verb] is not ("VBN" or "VBD")) return;
        int subject = -1, obj = -1;
        for (var i = Math.Max(0, verb - MaxAside); i < Math.Min(Tokens.Count, verb + 8); i++)
        {
            if (_head[i] != verb || _sentence[i] != _sentence[verb]) continue;
            if (_relation[i] == "aux:pass" || i < verb && Tokens.Lemma[i] is "be" or "get") return;
            if (_relation[i] == "nsubj:pass" && i < verb) subject = i;
            else if (_relation[i] == "obj" && i > verb) obj = i;
        }
        if (subject >= 0 && obj >= 0 && verb - subject <= 4) _relation[subject] = "nsubj";
    }

    /// <summary>"has since sent it advisers and drones": a pronoun right behind the verb and before its object is who is given to.</summary>
    private void Dative(int verb)
    {
        var it = verb + 1;
        if (it + 1 >= Tokens.Count || _head[it] != verb || _relation[it] != "obj" || _upos[it] is not Language.Upos.Pron) return;
        for (var i = it + 1; i < Math.Min(Tokens.Count, it + 10); i++)
        {
            if (_head[i] == verb && _sentence[i] == _sentence[verb] && _relation[i] == "obj") { _relation[it] = "iobj"; return; }
        }
    }

    /// <summary>"the government will supply Ukraine with weapons": of two subjects the one behind an active verb is its object.</summary>
    private void SecondSubject(int verb)
    {
        int before = -1, behind = -1, other = -1;
        for (var i = Math.Max(0, verb - MaxAside); i < Math.Min(Tokens.Count, verb + 8); i++)
        {
            if (_head[i] != verb || _sentence[i] != _sentence[verb]) continue;
            if (_relation[i] == "nsubj") { if (i < verb) before = i; else if (behind < 0) behind = i; }
            else if (_relation[i] is "obj" or "nsubj:pass" or "aux:pass") other = i;
        }
        if (before < 0 || behind < 0) return;
        _relation[behind] = other < 0 ? "obj" : "iobj";
    }

    /// <summary>"Washington says North Korea delivered infantry rockets": a name right before a verb is no part of the noun behind it.</summary>
    private void TornName(int verb)
    {
        if (_xpos[verb] is not ("VBD" or "VBZ" or "VBP" or "VBN") || _relation[verb] is "amod" or "acl" or "compound" || HasSubject(verb)) return;
        var name = verb - 1;
        while (name >= 0 && _sentence[name] == _sentence[verb] && verb - name <= 3 && _upos[name] is Language.Upos.Aux or Language.Upos.Adv) name--;
        if (name < 0 || _sentence[name] != _sentence[verb] || _upos[name] is not Language.Upos.Propn) return;
        for (var i = name + 1; i < verb; i++)
        {
            if (Tokens.Lemma[i] == "be") return;
        }
        if (_head[name] <= verb || _sentence[_head[name]] != _sentence[verb] || _relation[name] is not ("compound" or "nmod" or "amod" or "flat" or "nmod:poss" or "obl" or "nmod:unmarked")) return;
        // "the US supplied missiles hit": what is between an article and its noun describes it.
        var noun = _head[name];
        if (_head[noun] != verb || _relation[noun] is not ("obj" or "obl" or "nmod" or "xcomp")) return;
        _head[name] = verb;
        _relation[name] = "nsubj";
    }

    /// <summary>"Abuja, which got planes from the United States, is now awaiting jets": what opens the sentence and is told of between
    /// commas is the subject of the verb behind, and no call to anybody.</summary>
    private void BehindAside(int verb)
    {
        if (HasSubject(verb)) return;
        for (var i = Math.Max(0, verb - MaxAside); i < verb - 3; i++)
        {
            if (_head[i] != verb || _sentence[i] != _sentence[verb] || _relation[i] is not ("vocative" or "dislocated" or "discourse" or "obl" or "obl:unmarked" or "nmod" or "parataxis" or "dep") || _upos[i] is not (Language.Upos.Propn or Language.Upos.Noun)) continue;
            if (i > 0 && _sentence[i - 1] == _sentence[i] && _upos[i - 1] is Language.Upos.Adp || Analysis.Word(i + 1) is not "," || !(WordIs(i + 2, "which") || WordIs(i + 2, "who") || WordIs(i + 2, "whose"))) continue;
            if (CaseAt(i)) continue;
            _relation[i] = "nsubj";
            return;
        }
    }

    private bool CaseAt(int noun)
    {
        for (var i = Math.Max(0, noun - 8); i < noun; i++)
        {
            if (_head[i] == noun && _relation[i] == "case" && _sentence[i] == _sentence[noun]) return true;
        }
        return false;
    }

    private bool HasSubject(int verb)
    {
        for (var i = Math.Max(0, verb - MaxAside); i < Math.Min(Tokens.Count, verb + 8); i++)
        {
            if (_head[i] == verb && _sentence[i] == _sentence[verb] && _relation[i].StartsWith("nsubj", StringComparison.Ordinal)) return true;
        }
        return false;
    }
}

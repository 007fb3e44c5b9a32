using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Trees;

/// <summary>A reader's view of the trees of one text: children, edges, case markers, clauses. Trees from a small parser
/// hold errors, so every walk here is bounded and never trusts that a head lies in its own sentence.</summary>
internal sealed partial class TreeView
{
    private const int MaxHops = 40;
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;
    private readonly int[] _sentence;
    private readonly int[] _head;
    private readonly string[] _relation;
    private readonly Upos[] _upos;
    private readonly string[] _lemma;
    private readonly string[] _xpos;

    public TreeView(Analysis analysis)
    {
        Analysis = analysis;
        Tokens = analysis.Tokens;
        var n = Tokens.Count;
        _firstChild = new int[n];
        _nextSibling = new int[n];
        _sentence = new int[n];
        Array.Fill(_firstChild, -1);
        Array.Fill(_nextSibling, -1);
        for (var s = 0; s < analysis.Sentences.Length; s++)
        {
            for (var i = analysis.Sentences[s].FirstToken; i < analysis.Sentences[s].EndToken; i++) _sentence[i] = s;
        }
        _head = [.. Tokens.Head];
        _relation = [.. Tokens.Relation];
        _upos = [.. Tokens.Upos];
        _xpos = [.. Tokens.Xpos];
        Participles();
        _lemma = new string[n];
        for (var i = 1; i + 1 < n; i++)
        {
            // "the United States" is a name, whatever the tagger makes of "United".
            if (Analysis.Word(i) is "worth" && _upos[i] is Language.Upos.Propn or Language.Upos.Noun && (Tokens.Upos[i + 1] is Language.Upos.Sym or Language.Upos.Num || Analysis.Word(i + 1) is "some" or "about" or "over" or "more" or "nearly" or "up"))
            {
                // "aid for Ukraine worth $400 million"
                _upos[i] = Language.Upos.Adj;
                if (_head[i - 1] == i || _relation[i - 1] == "compound") { _relation[i - 1] = "nmod"; }
            }
            if (_xpos[i] == "NNS" && Analysis.Word(i) is "delivers" or "buys" or "sells" or "sends" or "provides" or "receives" or "gives" or "acquires" or "donates" or "obtains" or "pledges" && _upos[i - 1] is Language.Upos.Propn && Tokens.Upos[i + 1] is Language.Upos.Propn or Language.Upos.Noun or Language.Upos.Num or Language.Upos.Det or Language.Upos.Adj && Analysis.Word(i) is not "pledges")
            {
                // "Hanwha delivers howitzers to Egypt": no noun has this form.
                _upos[i] = Language.Upos.Verb;
                if (_head[i - 1] == i) _relation[i - 1] = "nsubj";
            }
            if (_upos[i] is Language.Upos.Verb && Analysis.Word(i) is "United" && _sentence[i + 1] == _sentence[i] && Tokens.Upos[i + 1] is Language.Upos.Propn) _upos[i] = Language.Upos.Propn;
        }
        for (var i = 0; i < n; i++) _lemma[i] = LemmaOf(Tokens.Lemma[i], _xpos[i]);
        Nouns();
        Repair();
        Antecedents();
        Forms();
        Subjects();
        for (var i = n - 1; i >= 0; i--)
        {
            var head = Head(i);
            if (head < 0) continue;
            _nextSibling[i] = _firstChild[head];
            _firstChild[head] = i;
        }
    }

    /// <summary>"were unloaded", "a ship unloaded vehicles": what has an auxiliary of the passive or an object is no adjective.</summary>
    private void Participles()
    {
        for (var i = 0; i < Tokens.Count; i++)
        {
            if (_xpos[i] != "JJ" || Tokens.Length[i] < 6 || !Analysis.Word(i).EndsWith("ed", StringComparison.Ordinal)) continue;
            for (var c = Math.Max(0, i - 6); c < Math.Min(Tokens.Count, i + 8); c++)
            {
                if (_head[c] != i || _sentence[c] != _sentence[i] || !(_relation[c] == "aux:pass" && c < i || _relation[c] == "obj" && c > i)) continue;
                (_upos[i], _xpos[i]) = (Language.Upos.Verb, _relation[c] == "obj" ? "VBD" : "VBN");
                break;
            }
        }
    }

    /// <summary>Mends what the order of words makes certain: a participle right behind "has" is the head of its clause
    /// ("has seized", torn into "has" + "seized dozens").</summary>
    private void Repair()
    {
        for (var j = 2; j + 1 < Tokens.Count; j++)
        {
            // "in the midst of purchasing millions of …": a gerund behind a preposition is no adjective of what follows it.
            if (_xpos[j] != "VBG" || _relation[j] != "amod" || _head[j] <= j || _sentence[_head[j]] != _sentence[j]) continue;
            // "accused Belarus of supplying tanks": the clause is the verb's.
            var accused = Tokens.Upos[j - 2] is Language.Upos.Propn && _relation[j - 2] is "obj" && _head[j - 2] is >= 0 and var over && over < j && WordIs(j - 1, "of");
            if (Tokens.Upos[j - 1] is not (Language.Upos.Adp or Language.Upos.Sconj) || !accused && Tokens.Upos[j - 2] is not (Language.Upos.Noun or Language.Upos.Verb or Language.Upos.Adj)) continue;
            if (Tokens.Upos[j + 1] is Language.Upos.Noun && _xpos[j + 1] == "NN") continue; // "for manufacturing equipment"
            var noun = _head[j];
            _head[noun] = j;
            _relation[noun] = "obj";
            _head[j] = accused ? _head[j - 2] : j - 2;
            _relation[j] = Tokens.Upos[j - 2] is Language.Upos.Noun ? "acl" : "advcl";
            _head[j - 1] = j;
            _relation[j - 1] = "mark";
        }
        for (var j = 2; j + 1 < Tokens.Count; j++)
        {
            // "sold 32 used F-16s to Romania": behind a number or an article it describes what follows.
            if (_xpos[j] is not ("VBN" or "VBD") || _relation[j] == "amod" || Analysis.Word(j) is not ("used" or "refurbished" or "retired" or "decommissioned" or "upgraded" or "modernised" or "modernized" or "promised" or "pledged" or "mothballed" or "overhauled" or "wheeled" or "tracked" or "towed" or "armed" or "armored" or "armoured" or "donated" or "reconditioned" or "stored" or "captured" or "leased")) continue;
            if (Tokens.Upos[j - 1] is not (Language.Upos.Num or Language.Upos.Det or Language.Upos.Adj) && _xpos[j - 1] is not ("PRP$" or "VB" or "VBG") || _sentence[j - 1] != _sentence[j] || !(Tokens.Upos[j + 1] is Language.Upos.Noun or Language.Upos.Propn or Language.Upos.Adj || _relation[j + 1] == "amod")) continue;
            var noun = j + 1;
            while (noun + 1 < Tokens.Count && _sentence[noun + 1] == _sentence[j] && noun - j < 7 && (Tokens.Upos[noun + 1] is Language.Upos.Noun or Language.Upos.Propn || Analysis.Word(noun + 1) is "-" || Tokens.Upos[noun] is Language.Upos.Adj || _relation[noun] == "amod")) noun++;
            if (_sentence[noun] != _sentence[j] || Tokens.Upos[noun] is not (Language.Upos.Noun or Language.Upos.Propn)) continue;
            var verb = j - 1;
            while (verb >= 0 && j - verb <= 5 && _sentence[verb] == _sentence[j] && Tokens.Upos[verb] is not Language.Upos.Verb) verb--;
            var found = verb >= 0 && j - verb <= 5 && _sentence[verb] == _sentence[j];
            if (!found && _head[noun] != j) continue;
            var over = _head[j];
            for (var k = Math.Max(0, j - 30); k < Math.Min(Tokens.Count, j + 30); k++)
            {
                if (_head[k] == j && k != noun) _head[k] = found && verb != j ? verb : noun;
            }
            if (found && _head[verb] == j) { _head[verb] = over; _relation[verb] = _relation[j]; }
            _head[noun] = found ? verb : over;
            _relation[noun] = found ? "obj" : _relation[j];
            _head[j] = noun;
            _relation[j] = "amod";
            _upos[j] = Language.Upos.Adj;
        }
        for (var j = 2; j + 1 < Tokens.Count; j++)
        {
            // "sent US-made TOW missiles to rebels": the participle behind a hyphen describes what follows and is no verb.
            if (_xpos[j] is not ("VBN" or "VBD") || _relation[j] == "amod" || Analysis.Word(j - 1) is not ("-" or "–" or "‑") || _sentence[j - 2] != _sentence[j] || Tokens.Start[j - 1] + 1 != Tokens.Start[j]) continue;
            var noun = j + 1;
            while (noun + 1 < Tokens.Count && _sentence[noun + 1] == _sentence[j] && noun - j < 6 && (Tokens.Upos[noun + 1] is Language.Upos.Noun or Language.Upos.Propn || Tokens.Upos[noun] is Language.Upos.Adj)) noun++;
            if (_sentence[noun] != _sentence[j] || Tokens.Upos[noun] is not Language.Upos.Noun || _head[noun] != j) continue;
            var over = _head[j];
            _head[noun] = over;
            _relation[noun] = over >= 0 && Tokens.Upos[over] is Language.Upos.Verb && over < j ? "obj" : _relation[j];
            _head[j] = noun;
            _relation[j] = "amod";
            for (var k = j + 1; k < Math.Min(Tokens.Count, j + 40); k++)
            {
                if (k != noun && _head[k] == j && over >= 0) _head[k] = k < noun ? noun : over;
            }
        }
        for (var i = 0; i + 1 < Tokens.Count; i++)
        {
            if (Tokens.Lemma[i] != "have" || Tokens.Upos[i] is not (Language.Upos.Aux or Language.Upos.Verb)) continue;
            var j = i + 1;
            while (j < Tokens.Count && j - i <= 3 && _sentence[j] == _sentence[i] && Tokens.Upos[j] is Language.Upos.Adv or Language.Upos.Part) j++;
            if (j >= Tokens.Count || _sentence[j] != _sentence[i] || _xpos[j] is not ("VBN" or "VBD") || Tokens.Upos[j] is not Language.Upos.Verb) continue;
            if (_head[j] == i || _head[j] >= 0 && _head[j] == _head[i] && _relation[j] != "amod")
            {
                _head[j] = _head[i];
                _relation[j] = _relation[i];
                _head[i] = j;
                _relation[i] = "aux";
                for (var k = Math.Max(0, i - 60); k < Math.Min(Tokens.Count, i + 60); k++)
                {
                    if (k != j && _head[k] == i) _head[k] = j;
                }
            }
            else if (_relation[j] == "amod" && _head[j] > j && _sentence[_head[j]] == _sentence[j])
            {
                var h = _head[j];
                var free = _head[i] == j || _head[i] == h;
                _head[j] = free ? -1 : _head[i];
                _relation[j] = free ? "root" : _relation[i];
                for (var k = Math.Max(0, i - 60); k < Math.Min(Tokens.Count, i + 60); k++)
                {
                    if (k != j && k != h && _head[k] == i) _head[k] = j;
                }
                _head[h] = j;
                _relation[h] = "obj";
                _head[i] = j;
                _relation[i] = "aux";
            }
        }
    }

    /// <summary>"by Hungary to Rwanda, which is seeking": of two names "which" says something about the nearer one.</summary>
    private void Antecedents()
    {
        for (var r = 2; r < Tokens.Count; r++)
        {
            // "the delivery of five systems that Bern ordered": what was ordered is the systems.
            if (_xpos[r] == "WDT" && _sentence[r] == _sentence[r - 1] && _upos[r - 1] is Language.Upos.Noun && _head[r] is var clause && clause > r && clause - r <= 6 && _relation[clause] == "acl:relcl" && _relation[r] == "obj"
                && _head[clause] is >= 0 and var outer && outer < r - 1 && _sentence[outer] == _sentence[r] && Tokens.Lemma[outer] is "delivery" or "sale" or "transfer" or "supply" or "shipment" or "export" or "purchase" && _head[r - 1] == outer) _head[clause] = r - 1;
            if (_xpos[r] != "WDT" || Tokens.Lemma[r] != "which" || _sentence[r] != _sentence[r - 2] || Analysis.Word(r - 1) is not "," || _upos[r - 2] is not Language.Upos.Propn) continue;
            var v = _head[r];
            if (v <= r || v - r > 12 || _relation[v] != "acl:relcl" || !_relation[r].StartsWith("nsubj", StringComparison.Ordinal)) continue;
            var far = _head[v];
            if (far < 0 || far >= r - 2 || _sentence[far] != _sentence[r] || !(_upos[far] is Language.Upos.Propn || Tokens.Lemma[far] is "deal" or "contract" or "agreement" or "accord" or "talk" or "sale" or "delivery" or "exchange" or "swap") || _relation[r - 2] is "flat" or "compound") continue;
            _head[v] = r - 2;
        }
    }

    /// <summary>Plurals of arms and of transfer that the tagger took for verbs ("its drone deliveries", "31 Abrams tanks"):
    /// behind a number, noun or adjective they are nouns.</summary>
    private void Nouns()
    {
        for (var j = 1; j < Tokens.Count; j++)
        {
            // "the Serbian military acquired": an adjective that is a verb's subject is a noun.
            // "Bolivia hopes to buy": a plural with a name for its subject and an infinitive behind it is a verb.
            // "has sent tanks and plans to send missiles": joined to a verb, too.
            if (_xpos[j] == "NNS" && j + 2 < Tokens.Count && WordIs(j + 1, "to") && _xpos[j + 2] == "VB"
                && (_head[j - 1] == j && _relation[j - 1].StartsWith("nsubj", StringComparison.Ordinal) || _relation[j] == "conj" && _upos[j - 1] is Language.Upos.Cconj && _head[j] is >= 0 and var pair && pair < j && Tokens.Upos[pair] is Language.Upos.Verb)) _upos[j] = Language.Upos.Verb;
            if (_upos[j] is Language.Upos.Adj && _xpos[j] == "JJ" && _relation[j].StartsWith("nsubj", StringComparison.Ordinal) && _head[j] == j + 1 && Tokens.Upos[j + 1] is Language.Upos.Verb) _upos[j] = Language.Upos.Noun;
        }
        for (var j = 1; j < Tokens.Count; j++)
        {
            if (_xpos[j] is not ("VBZ" or "VBP" or "VB") || _sentence[j] != _sentence[j - 1]) continue;
            if (Tokens.Lemma[j] is not ("delivery" or "battery" or "shipment" or "munition" or "donation" or "acquisition" or "tank" or "missile" or "jet" or "rocket" or "drone" or "launcher" or "rifle" or "fighter" or "howitzer" or "mortar" or "warship" or "submarine" or "helicopter" or "shell" or "bomb" or "weapon" or "gun" or "round" or "warhead" or "transfer" or "export" or "import")) continue;
            if (Tokens.Lemma[j] is "transfer" or "export" or "import" or "round" && Tokens.Lemma[j - 1] is not ("arm" or "arms" or "weapon" or "weapons" or "drone" or "missile" or "tank" or "jet" or "ammunition" or "artillery" or "rocket" or "howitzer")) continue;
            if (_upos[j - 1] is not (Language.Upos.Num or Language.Upos.Propn or Language.Upos.Noun or Language.Upos.Adj)) continue;
            _upos[j] = Language.Upos.Noun;
            var first = j;
            while (first - 1 >= 0 && j - first < 5 && _sentence[first - 1] == _sentence[j] && _upos[first - 1] is Language.Upos.Num or Language.Upos.Propn or Language.Upos.Noun or Language.Upos.Adj or Language.Upos.Det)
            {
                first--;
                if (_upos[first] is Language.Upos.Propn && Tokens.Relation[first] is "nsubj" && first == 0) { first++; break; }
                _head[first] = j;
                _relation[first] = _upos[first] switch { Language.Upos.Num => "nummod", Language.Upos.Adj => "amod", Language.Upos.Det => "det", _ => "compound" };
            }
            var before = first - 1;
            if (before >= 0 && _sentence[before] == _sentence[j] && _xpos[before] == "PRP$") { _head[before] = j; _relation[before] = "nmod:poss"; before--; }
            if (before < 0 || _sentence[before] != _sentence[j]) continue;
            if (_upos[before] is Language.Upos.Verb && _head[j] != before && _head[before] != j) { _head[j] = before; _relation[j] = "obj"; }
            else if (_upos[before] is Language.Upos.Adp) { _head[before] = j; _relation[before] = "case"; if (before > 0 && _upos[before - 1] is Language.Upos.Noun or Language.Upos.Verb) { _head[j] = before - 1; _relation[j] = _upos[before - 1] is Language.Upos.Noun ? "nmod" : "obl"; } }
            else if (_head[before] == j && _upos[before] is Language.Upos.Verb) { _head[before] = _head[j]; _head[j] = before; _relation[j] = "obj"; }
        }
    }

    public Analysis Analysis { get; }

    public TokenTable Tokens { get; }

    public int SentenceOf(int token) => _sentence[token];

    public string Lemma(int token) => _lemma[token];

    /// <summary>The lemma of a past form that the lemmatiser left as it is ("lifted"), by the rules of spelling.</summary>
    private static string LemmaOf(string lemma, string xpos)
    {
        if (xpos is not ("VBD" or "VBN") || lemma.Length < 6 || !lemma.EndsWith("ed", StringComparison.Ordinal)) return lemma;
        var stem = lemma[..^2];
        if (stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'f' or 'z')) return stem[..^1]; // "ferried" is none; "scrapped"
        if (stem[^1] == 'i') return stem[..^1] + "y";
        // "rescued", "exchanged", "released", "approved": the sounds that want an "e".
        return stem[^1] is 'c' or 'g' or 'v' or 'u' or 'z' || stem[^1] == 's' && stem[^2] != 's' ? stem + "e" : stem;
    }

    public Upos Upos(int token) => _upos[token];

    public string Xpos(int token) => _xpos[token];

    /// <summary>Relation without its subtype.</summary>
    public ReadOnlySpan<char> Base(int token)
    {
        var r = _relation[token].AsSpan();
        var colon = r.IndexOf(':');
        return colon < 0 ? r : r[..colon];
    }

    public string Relation(int token) => _relation[token];

    /// <summary>The head within the sentence, or −1.</summary>
    public int Head(int token)
    {
        var h = _head[token];
        return h >= 0 && h < Tokens.Count && h != token && _sentence[h] == _sentence[token] ? h : -1;
    }

    public bool WordIs(int token, string word) =>
        token >= 0 && token < Tokens.Count && Analysis.Word(token).Equals(word, StringComparison.OrdinalIgnoreCase);

    public string WordLower(int token) => Analysis.Word(token).ToString().ToLowerInvariant();

    public ChildList Children(int token) => new(this, token);

    /// <summary>First child under one of the relations (full name, or base name), or −1.</summary>
    public int Child(int token, string relation)
    {
        for (var c = _firstChild[token]; c >= 0; c = _nextSibling[c])
        {
            if (_relation[c] == relation || Base(c).SequenceEqual(relation)) return c;
        }
        return -1;
    }

    public bool IsVerb(int token) => _upos[token] == Language.Upos.Verb;

    public bool IsNominal(int token) => _upos[token] is Language.Upos.Noun or Language.Upos.Propn or Language.Upos.Pron or Language.Upos.Num or Language.Upos.Sym;

    /// <summary>The subject token of a verb itself (not inherited), or −1; <paramref name="passive"/> when it is the passive's.</summary>
    public int OwnSubject(int verb, out bool passive)
    {
        passive = false;
        for (var c = _firstChild[verb]; c >= 0; c = _nextSibling[c])
        {
            if (!Base(c).SequenceEqual("nsubj")) continue;
            passive = _relation[c] == "nsubj:pass" || IsPassive(verb);
            return c;
        }
        return -1;
    }

    /// <summary>Whether the verb stands in the passive: a passive auxiliary or subject, or a bare past participle
    /// that modifies a noun ("drones purchased by …").</summary>
    public bool IsPassive(int verb)
    {
        if (_xpos[verb] is not ("VBN" or "VBD")) return false;
        if (SignsFor(verb)) return false;
        for (var c = _firstChild[verb]; c >= 0; c = _nextSibling[c])
        {
            if (_relation[c] is "aux:pass" or "nsubj:pass") return true;
        }
        // A form of "be" directly before, adverbs apart, whatever the tree says.
        for (var i = verb - 1; i >= 0 && verb - i <= 4 && _sentence[i] == _sentence[verb]; i--)
        {
            if (_upos[i] is Language.Upos.Adv or Language.Upos.Part) continue;
            if (Tokens.Lemma[i] is "be" && _xpos[verb] == "VBN") return true;
            break;
        }
        if (_xpos[verb] != "VBN" || HasBefore(verb) || IsRelative(verb)) return false;
        // "drones purchased by Tehran" is passive; "the military obtained drones", torn by the parser, has its object right behind.
        return Base(verb).SequenceEqual("acl") && _relation[verb] != "acl:relcl" && !ObjectFollows(verb);
    }

    /// <summary>"In 2021 Ghana signed for eleven vehicles": without a form of "be" before it, it is who signs.</summary>
    private bool SignsFor(int verb) =>
        WordIs(verb + 1, "for") && Tokens.Lemma[verb] is "sign" or "opt" or "settle" && verb > 0 && _sentence[verb - 1] == _sentence[verb] && _upos[verb - 1] is Language.Upos.Propn or Language.Upos.Noun or Language.Upos.Pron;

    /// <summary>"had delivered": a perfect is active.</summary>
    private bool HasBefore(int verb)
    {
        for (var i = verb - 1; i >= 0 && verb - i <= 4 && _sentence[i] == _sentence[verb]; i--)
        {
            if (Tokens.Lemma[i] is "have") return true;
            if (_upos[i] is not (Language.Upos.Adv or Language.Upos.Part)) return false;
        }
        return false;
    }

    /// <summary>A relative clause, also where the parser calls it a mere clause of the noun ("tanks that the US had sent").</summary>
    public bool IsRelative(int verb)
    {
        if (_relation[verb] == "acl:relcl") return true;
        if (!Base(verb).SequenceEqual("acl")) return false;
        var head = Head(verb);
        if (head < 0 || head > verb || !IsNominal(head) || head + 1 >= verb) return false;
        // "that" right behind the noun, and a subject of its own or none: "the claim that X sent" has nouns of saying.
        return WordIs(head + 1, "which") || WordIs(head + 1, "that") && _xpos[head] is "NNS" or "NNPS";
    }

    private bool ObjectFollows(int verb)
    {
        var next = verb + 1;
        return next < Tokens.Count && _sentence[next] == _sentence[verb]
            && _upos[next] is Language.Upos.Det or Language.Upos.Adj or Language.Upos.Num or Language.Upos.Noun or Language.Upos.Propn;
    }

    /// <summary>The preposition that marks a nominal (its <c>case</c> child before it), lower case; empty if none.
    /// The possessive clitic gives <c>'s</c>.</summary>
    public string CaseOf(int nominal)
    {
        var found = "";
        for (var c = _firstChild[nominal]; c >= 0; c = _nextSibling[c])
        {
            if (!Base(c).SequenceEqual("case")) continue;
            if (c > nominal) { if (found.Length == 0) found = "'s"; continue; }
            if (c > 0 && Tokens.Lemma[c] == "to" && WordIs(c - 1, "up")) continue; // "up to several hundred"
            if (WordIs(c, "up") && WordIs(c + 1, "to")) continue;
            if (WordIs(c, "than") && c > 0 && Tokens.Lemma[c - 1] is "more" or "less" or "few" or "fewer") continue; // "more than 1,200 containers"
            if (WordIs(c, "about") && c + 1 < Tokens.Count && (_upos[c + 1] is Language.Upos.Num || Analysis.Word(c + 1) is "a" or "half" or "one" or "two" or "three" or "some") || WordIs(c, "over") && c + 1 < Tokens.Count && _upos[c + 1] is Language.Upos.Num || WordIs(c, "at") && (WordIs(c + 1, "least") || WordIs(c + 1, "most"))) continue; // "at least one of"
            found = Tokens.Lemma[c];
        }
        return found;
    }

    /// <summary>Whether <paramref name="ancestor"/> is on the way from <paramref name="token"/> to the root.</summary>
    public bool IsUnder(int token, int ancestor)
    {
        for (var hop = 0; token >= 0 && hop < MaxHops; hop++, token = Head(token))
        {
            if (token == ancestor) return true;
        }
        return false;
    }

    /// <summary>First and last token under a token, bounded to its sentence.</summary>
    public (int First, int Last) Edges(int token)
    {
        int first = token, last = token, budget = 400;
        Walk(token, 0);
        return (first, last);

        void Walk(int t, int depth)
        {
            if (depth > MaxHops || budget-- <= 0) return;
            first = Math.Min(first, t);
            last = Math.Max(last, t);
            for (var c = _firstChild[t]; c >= 0; c = _nextSibling[c]) Walk(c, depth + 1);
        }
    }

    /// <summary>The text run from the start of one token to the end of another.</summary>
    public TextSpan Span(int first, int last) =>
        TextSpan.FromBounds(Tokens.Start[first], Tokens.Start[last] + Tokens.Length[last]);

    /// <summary>Climbs over conjunctions, appositions and flat parts to the token that carries the group's relation.</summary>
    public int GroupHead(int token)
    {
        for (var hop = 0; hop < MaxHops; hop++)
        {
            var r = Base(token);
            if (!(r.SequenceEqual("conj") || r.SequenceEqual("appos") || r.SequenceEqual("flat") || r.SequenceEqual("fixed")
                || r.SequenceEqual("goeswith") || r.SequenceEqual("list"))) return token;
            var h = Head(token);
            if (h < 0 || !IsNominal(h) && _upos[h] != Language.Upos.Adj) return token;
            token = h;
        }
        return token;
    }

    public readonly struct ChildList(TreeView view, int token)
    {
        public Enumerator GetEnumerator() => new(view, token);

        public struct Enumerator(TreeView view, int token)
        {
            private int _next = view._firstChild[token];

            public int Current { get; private set; } = -1;

            public bool MoveNext()
            {
                if (_next < 0) return false;
                Current = _next;
                _next = view._nextSibling[_next];
                return true;
            }
        }
    }
}

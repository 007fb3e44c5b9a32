using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Claims.Mentions;
using Waybill.Claims.Reading;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Frames;

/// <summary>A frame that found its trigger and did not become a statement, and why.</summary>
internal readonly record struct NearMiss(int Sentence, int Trigger, string Frame, string Reason);

/// <summary>Fills frames: for each trigger of a sentence the places beside it, the roles they mean, the scope over it.</summary>
internal sealed class FrameMatcher(TreeView tree, Lexicon lexicon, FrameTable frames, ClauseStructure clauses, ArgumentFinder arguments, ScopeReader scopes, SentenceMentions[] all)
{
    private readonly Governors _governors = new(tree, clauses);
    private readonly DealReader _deals = new(tree, lexicon, clauses);
    private readonly SidePlaces _sides = new(tree);
    private readonly Vessels _vessels = new(tree);
    private readonly ItemGroups _groups = new(tree);
    private static readonly FrozenSet<string> HandingVerbs = WordClasses.Of("handing-verb");
    private static readonly FrozenSet<string> MoneyWords = WordClasses.Of("money-word");
    private static readonly FrozenSet<string> TakenWords = WordClasses.Of("taken-word");
    private static readonly FrozenSet<string> RepeatWords = WordClasses.Of("repeat-deal");
    private static readonly FrozenSet<string> FilingVerbs = WordClasses.Of("filing-verb");
    private static readonly FrozenSet<string> TalkingVerbs = WordClasses.Of("talking-verb");
    private static readonly FrozenSet<string> AccessoryNouns = WordClasses.Of("accessory-noun");
    private const int MaxFill = Governors.MaxFill;

    /// <summary>"Kyiv urged Berlin to send it missiles": a request, since who urges is who would get them.</summary>
    private bool WantsForItself(int verb, SentenceMentions mentions, Dictionary<FrameRole, List<Argument>> filled)
    {
        if (filled.GetValueOrDefault(FrameRole.Recipient) is not [{ Mention: PartyMention gets }] || !filled.ContainsKey(FrameRole.Supplier)) return false;
        var subject = clauses.SubjectOf(verb, out _);
        return subject >= 0 && mentions.Parties.Any(p => (p.First <= subject && subject <= p.Last || p.Modifies == subject) && p.Key == gets.Key);
    }

    public List<NearMiss> Misses { get; } = [];

    public void Match(int sentenceIndex, SentenceMentions mentions, bool headline, List<Proposition> into)
    {
        var sentence = tree.Analysis.Sentences[sentenceIndex];
        var quantities = QuantityReader.Read(tree.Analysis, sentenceIndex);
        for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
        {
            var isVerb = tree.Upos(t) is Upos.Verb || tree.Xpos(t).StartsWith("VB", StringComparison.Ordinal) && tree.Upos(t) is not (Upos.Aux or Upos.Noun);
            var isNoun = !isVerb && tree.Upos(t) is Upos.Noun;
            if (!isVerb && !isNoun) continue;
            var lemma = tree.Lemma(t);
            var candidates = isVerb ? frames.Verbs(lemma) : frames.Nouns(lemma);
            if (isVerb && candidates.IsEmpty) candidates = ByForm(t);
            if (candidates.IsEmpty) continue;
            // "drones purchased by" is a verb; "used rifles" is not.
            if (isVerb && tree.Base(t).SequenceEqual("amod") && !(t > sentence.FirstToken && tree.Upos(t - 1) is Upos.Propn or Upos.Noun or Upos.Pron)) continue;
            if (isNoun && tree.Base(t).SequenceEqual("compound")) continue;
            // "intercepted a shipment", "received a batch": the verb's own frame reads through such nouns.
            if (isNoun && ActorNouns.IsMeasure(lemma) && tree.Head(t) is var over && over >= 0 && tree.IsVerb(over) && tree.Base(t).SequenceEqual("obj") && !frames.Verbs(tree.Lemma(over)).IsEmpty) continue;
            // Soviet-era help is history of another state.
            if (mentions.Parties.Any(p => p.Party.Iso3 == "SUN" && p.IsDemonym && p.First < t && t - p.First <= 4)) continue;
            if (mentions.Items.Any(i => i.First <= t && t <= i.Last && !i.IsPlaceholder)) continue;
            List<Argument>? found = null;
            List<Proposition>? open = null;
            foreach (var frame in candidates)
            {
                if (!CompanionStands(frame, t) || frame.Stage is Stage.Intercepted && tree.WordIs(t + 1, "that")) continue; // "found that there was no evidence": nothing is taken
                found ??= Arguments(frame, t, isNoun, mentions, sentence);
                var before = into.Count;
                var filled = false;
                foreach (var part in PairedLists.Split(tree, t, found, mentions)) filled |= Fill(frame, t, sentenceIndex, part, mentions, quantities, headline, into);
                if (!filled) continue;
                // A frame that lacks a party stands back behind one that does not; another sentence may name it.
                if (!frame.NeedsIt("both") || into.GetRange(before, into.Count - before).TrueForAll(p => p[Role.Supplier] is not null && p[Role.Recipient] is not null)) { open = null; break; }
                open ??= into.GetRange(before, into.Count - before);
                into.RemoveRange(before, into.Count - before);
            }
            if (open is not null) into.AddRange(open);
        }
    }

    /// <summary>The verb's frames by its form, where the lemma was guessed wrong ("ceded" → "ced").</summary>
    private ImmutableArray<Frame> ByForm(int token)
    {
        var word = tree.WordLower(token);
        if (word.Length < 5) return [];
        var stem = word.EndsWith("ed", StringComparison.Ordinal) ? word[..^2] : word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3] : word.EndsWith('s') ? word[..^1] : "";
        if (stem.Length < 3) return [];
        if (frames.Verbs(stem) is { IsEmpty: false } plain) return plain;
        if (frames.Verbs(stem + "e") is { IsEmpty: false } silent) return silent;
        return stem[^1] == stem[^2] ? frames.Verbs(stem[..^1]) : [];
    }

    /// <summary>What stands beside a trigger; for a deal that is signed also what stands beside the signing ("was signed with X for Y").</summary>
    private List<Argument> Arguments(Frame frame, int trigger, bool isNoun, SentenceMentions mentions, Sentence sentence)
    {
        var found = arguments.Find(trigger, isNoun, mentions, sentence);
        if (!isNoun && !found.Exists(a => a.Mention is PartyMention) && tree.Base(trigger).SequenceEqual("conj") && tree.Head(trigger) is >= 0 and var pair && pair < trigger && tree.IsPassive(trigger) && tree.IsPassive(pair) && !frames.Verbs(tree.Lemma(pair)).IsEmpty)
        {
            // "were pledged to Kyiv by Berlin and have now been delivered"
            found.AddRange(arguments.Find(pair, isNoun: false, mentions, sentence).Where(a => a.Mention is PartyMention && a.Place is "to" or "subj" or "from" or "iobj").Select(a => a with { Cost = a.Cost + 1 }));
        }
        if (!isNoun && SharesWith(trigger) is >= 0 and var second && !found.Exists(a => a.Mention is ItemMention))
        {
            // "has not sent and will not send tanks to Ukraine": what stands behind the second verb is the first one's too.
            found.AddRange(arguments.Find(second, isNoun: false, mentions, sentence).Where(a => a.Mention.First > second && a.Place != "subj" && !found.Exists(f => ReferenceEquals(f.Mention, a.Mention))).Select(a => a with { Cost = a.Cost + 1 }));
        }
        if (isNoun && frame.Lemma is "permit" or "licence" or "license" && clauses.VerbOver(trigger) is >= 0 and var grant && tree.Lemma(grant) is "grant" or "issue" or "give")
        {
            found.AddRange(arguments.Find(grant, isNoun: false, mentions, sentence).Where(a => a.Place is "iobj" or "obj" && a.Mention is PartyMention && a.Mention.First > grant && a.Mention.Last < trigger).Select(a => a with { Place = "to", Cost = a.Cost + 1 }));
        }
        var buys = isNoun && frame.SubjectGets && frame.Lemma is "order" or "purchase" or "acquisition";
        if (isNoun && frame.Stage is Stage.Negotiating && !frame.NeedsIt("signed") && clauses.VerbOver(trigger) is >= 0 and var holds && TalkingVerbs.Contains(tree.Lemma(holds)) && clauses.IsObjectOf(trigger, holds))
        {
            // "held discussions with Hyundai on 50 tanks"
            found.AddRange(arguments.Find(holds, isNoun: false, mentions, sentence).Where(a => a.Mention.First > trigger && a.Place is "on" or "over" or "about" or "for" or "with" && !found.Exists(f => ReferenceEquals(f.Mention, a.Mention))).Select(a => a with { Cost = a.Cost + 1 }));
        }
        if (isNoun && frame.Stage is Stage.Requested && clauses.VerbOver(trigger) is >= 0 and var files && FilingVerbs.Contains(tree.Lemma(files)) && tree.Head(trigger) == files)
        {
            // "a request was submitted to the United States for two cutters"
            found.AddRange(arguments.Find(files, isNoun: false, mentions, sentence).Where(a => (a.Mention.First > Math.Max(trigger, files) && a.Place is "to" or "for" || a is { Place: "iobj", Mention: PartyMention } && a.Mention.First > files) && !found.Exists(f => ReferenceEquals(f.Mention, a.Mention))).Select(a => a with { Place = a.Place is "iobj" ? "to" : a.Place, Cost = a.Cost + 1 }));
            return found;
        }
        if (isNoun && frame.Stage is Stage.Negotiating && !frame.NeedsIt("signed") && !found.Exists(a => a.Mention is ItemMention && a.Place is "on" or "over" or "about" or "for") && TalkedOf(trigger, mentions) is { } talked) found.Add(talked);
        if (!(frame.NeedsIt("signed") || buys) || clauses.VerbOver(trigger) is not (>= 0 and var verb)) return found;
        if (buys)
        {
            // "the order was signed with a maker"
            if (DealReader.Concludes(tree.Lemma(verb))) found.AddRange(arguments.Find(verb, isNoun: false, mentions, sentence).Where(a => a.Place == "with" && a.Mention is PartyMention).Select(a => a with { Cost = a.Cost + 1 }));
            return found;
        }
        foreach (var a in arguments.Find(verb, isNoun: false, mentions, sentence))
        {
            if (a.Place is not ("with" or "for" or "from" or "on" or "to") || found.Exists(f => ReferenceEquals(f.Mention, a.Mention) && f.Place == a.Place)) continue;
            found.Add(a with { Cost = a.Cost + 1 });
        }
        return found;
    }

    /// <summary>"talks between Poland and South Korea over 200 more tanks": the arms behind the preposition, with no verb between.</summary>
    private Argument? TalkedOf(int talks, SentenceMentions mentions)
    {
        foreach (var item in mentions.Items)
        {
            if (item.PhraseFirst <= talks || item.PhraseFirst - talks > 14 || item.IsPlaceholder || item.Modifies >= 0) continue;
            var at = item.PhraseFirst;
            while (at > talks && tree.Upos(at) is not Upos.Adp && tree.WordLower(at) is not ("over" or "about")) at--;
            if (at <= talks || item.First - at > 8 || tree.WordLower(at) is not ("on" or "over" or "about" or "for")) return null;
            for (var i = talks + 1; i < at; i++)
            {
                if (tree.IsVerb(i) || tree.Upos(i) is Upos.Aux or Upos.Sconj || tree.Analysis.Word(i) is "," or ";") return null;
            }
            return new Argument(item, tree.WordLower(at), 1, true);
        }
        return null;
    }

    /// <summary>The verb right behind "and" or "or" behind a verb, with nothing but its own group between; −1 if none.</summary>
    private int SharesWith(int verb)
    {
        if (verb + 1 >= tree.Tokens.Count || tree.Upos(verb + 1) is not Upos.Cconj || tree.SentenceOf(verb + 1) != tree.SentenceOf(verb)) return -1;
        for (var i = verb + 2; i < tree.Tokens.Count && i - verb <= 6 && tree.SentenceOf(i) == tree.SentenceOf(verb); i++)
        {
            if (tree.Upos(i) is Upos.Verb) return frames.Verbs(tree.Lemma(i)).IsEmpty ? -1 : i;
            if (tree.Upos(i) is not (Upos.Aux or Upos.Adv or Upos.Part)) return -1;
        }
        return -1;
    }

    private bool CompanionStands(Frame frame, int trigger)
    {
        if (frame.Companion.Length == 0) return true;
        if (frame.Companion.StartsWith("v:", StringComparison.Ordinal))
        {
            var verb = frame.Companion[2..];
            var head = tree.Head(trigger);
            if (head >= 0 && tree.Lemma(head) == verb && tree.Base(trigger).SequenceEqual("obj")) return true;
            for (var i = trigger - 1; i >= 0 && trigger - i <= 3 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i--)
            {
                if (tree.Lemma(i) == verb && tree.Upos(i) is Upos.Verb) return true;
                if (tree.Upos(i) is not (Upos.Det or Upos.Adj)) return false;
            }
            return false;
        }
        if (frame.Companion.StartsWith('='))
        {
            // "set sail", "made their way", "entered service": a word of any kind that makes the verb's meaning.
            var words = frame.Companion[1..].Split('|');
            for (var i = trigger + 1; i < tree.Tokens.Count && i - trigger <= 14 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i++)
            {
                if (words.Contains(tree.WordLower(i), StringComparer.Ordinal)) return true;
                if (tree.Upos(i) is Upos.Verb or Upos.Sconj || tree.Analysis.Word(i) is "," or ";") return false;
            }
            return false;
        }
        for (var i = trigger + 1; i < tree.Tokens.Count && i - trigger <= 6 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i++)
        {
            if (tree.WordIs(i, frame.Companion) && tree.Upos(i) is Upos.Adp or Upos.Adv && (i == trigger + 1 || tree.Head(i) == trigger || tree.WordIs(i + 1, "to"))) return true;
        }
        return false;
    }

    private bool Fill(Frame frame, int trigger, int sentence, List<Argument> found, SentenceMentions mentions, ImmutableArray<QuantityMention> quantities, bool headline, List<Proposition> into)
    {
        var itemArguments = Items(frame.PlacesOf(FrameRole.Item), found);
        if (frame.PlacesOf(FrameRole.Item) is ["laden"] || itemArguments.Count == 0 && frame.Stage is Stage.Intercepted) itemArguments = _vessels.Laden(trigger, mentions);
        if (itemArguments.Count == 0 && frame.PlacesOf(FrameRole.Item) is ["self"]) itemArguments = [Itself(trigger)];
        if (itemArguments.Count == 0) return Miss("no arms at the item's place");
        PartOfWhole(trigger, itemArguments);
        if (frame.NeedsIt("parties") && DealSigned(trigger)) return Miss("the deal's own word tells its stage");
        var used = new HashSet<Mention>(ReferenceEqualityComparer.Instance);
        foreach (var i in itemArguments) used.Add(i.Mention);
        var filled = new Dictionary<FrameRole, List<Argument>>();
        foreach (var places in frame.Roles)
        {
            if (places.Role == FrameRole.Item) continue;
            var parties = Parties(places, frame, trigger, found, mentions, used);
            if (parties.Count == 0) continue;
            foreach (var p in parties) used.Add(p.Mention);
            filled[places.Role] = parties;
        }
        var scope = scopes.Read(trigger, frame, headline);
        if (scope.Dropped is { } why) return Miss(why);
        _governors.Subject(frame, trigger, scope, mentions, used, filled);
        if (_deals.Awarded(frame, trigger, found, mentions, filled)) { }
        else if (frame.NeedsIt("parties")) _deals.Turn(filled, itemArguments);
        else if (frame.NeedsIt("signed") && _deals.Signed(frame, trigger, scope, filled, itemArguments) is { } unsigned) return Miss(unsigned);
        OthersArms(frame, trigger, itemArguments, filled, used);
        _governors.Counterpart(frame, trigger, scope, mentions, used, filled);
        _governors.Keeper(frame, trigger, mentions, used, filled);
        if (frame.Kind == ClaimKind.Flow && !frame.SubjectGets && frame.Stage is not Stage.Intercepted && !filled.ContainsKey(FrameRole.Recipient) && _sides.MeantFor(itemArguments, mentions, used) is { } meant)
        {
            filled[FrameRole.Recipient] = [new Argument(meant, "meant", 1, true)];
            used.Add(meant);
        }
        if (!frame.IsNoun && frame.Kind == ClaimKind.Flow && !frame.SubjectGets && !filled.ContainsKey(FrameRole.Recipient) && _sides.Landing(trigger, mentions, used) is { } landing)
        {
            filled[FrameRole.Recipient] = [new Argument(landing, "landing", 1, true)];
            used.Add(landing);
        }
        if (scope.Stage is Stage.Intercepted && frame.Stage is not Stage.Intercepted && filled.GetValueOrDefault(FrameRole.Supplier) is { } catcher && catcher.Exists(a => a.Place == "subj"))
        {
            // "foiled an attempt to smuggle rifles from Turkey"
            filled.Remove(FrameRole.Supplier);
            filled[FrameRole.SeizedBy] = catcher;
            var from = found.Where(a => a.Place == "from" && a.Mention is PartyMention && !catcher.Exists(c => c.Mention == a.Mention)).ToList();
            if (from.Count > 0) filled[FrameRole.Supplier] = from;
        }
        if (!frame.IsNoun && frame.Kind == ClaimKind.Flow) _deals.UnderContract(frame, trigger, mentions, used, filled);
        if (frame.Stage is Stage.Intercepted)
        {
            _vessels.Route(trigger, sentence, mentions, used, filled);
            for (var next = sentence + 1; next <= sentence + 3 && next < all.Length && !filled.ContainsKey(FrameRole.Supplier) && !filled.ContainsKey(FrameRole.Recipient); next++)
            {
                if (_vessels.GoesOn(trigger, next)) _vessels.Route(trigger, next, all[next], used, filled);
            }
        }
        if (frame is { IsNoun: true, Stage: Stage.Delivered } && scope.Stage is Stage.Delivered && !scope.StageByCue && filled.GetValueOrDefault(FrameRole.Recipient) is [{ Mention: PartyMention heading }] && _sides.IsBoundFor(heading)) scope.Stage = Stage.InDelivery; // "a cargo of arms bound for Mali crashed"
        if (scope.Trace.Contains("order-noun (inf)") && !(filled.GetValueOrDefault(FrameRole.Supplier) is { } ordered && ordered.TrueForAll(a => ((PartyMention)a.Mention).Party.Kind is PartyKind.Company))) return Miss("an order to do it is no contract");
        if (_vessels.IsCarrier(frame, trigger, itemArguments)) return Miss("what carries is not what comes");
        _deals.Dealt(frame, trigger, scope, mentions, used, filled, itemArguments);
        if ((frame.NeedsIt("signed") || frame is { IsNoun: true, Stage: Stage.Negotiating }) && filled.Count == 0) _deals.Between(trigger, mentions, filled, itemArguments);
        if (frame.Stage is Stage.Negotiating && filled.GetValueOrDefault(FrameRole.Recipient) is [{ Mention: PartyMention { Party.Kind: PartyKind.Company } }] maker && filled.GetValueOrDefault(FrameRole.Supplier) is [{ Mention: PartyMention { Party.Kind: PartyKind.State } }] buyer)
        {
            (filled[FrameRole.Supplier], filled[FrameRole.Recipient]) = (maker, buyer); // "Damen said its talks with Colombia over frigates": a company sells
        }
        _sides.EndUser(trigger, mentions, used, filled);
        if (frame.NeedsIt("happened") && (scope.Stage is not (Stage.Delivered or Stage.InDelivery) || scope.Factuality is Factuality.Possible)) return Miss("not said to have happened");
        if (frame.NeedsIt("happened") && WereTaken(sentence, trigger)) return Miss("who took them was given nothing");
        if (frame is { IsNoun: true, Stage: Stage.Negotiating } && clauses.VerbOver(trigger) is >= 0 and var ends && tree.Lemma(ends) is "end" or "break" or "abandon" or "collapse" or "fail" or "drop" && tree.Head(trigger) == ends) return Miss("talks that have ended");
        if (frame is { IsNoun: true, Stage: Stage.Negotiating } && scope.Stage is not Stage.Negotiating && itemArguments.TrueForAll(a => a.Surface)) return Miss("talks that go on no more");
        if (frame is { IsNoun: true, Stage: Stage.Negotiating } && AboutTheirOwn(filled, itemArguments)) return Miss("talks about the arms that the other side has");
        if (scope.UrgedAt >= 0 && !WantsForItself(scope.UrgedAt, mentions, filled)) return Miss($"under “{tree.WordLower(scope.UrgedAt)}” nothing is stated");
        if (Lacks(frame, trigger, filled, itemArguments) is { } lack) return Miss(lack);
        foreach (var group in _groups.Of(trigger, itemArguments, quantities, headline || frame.Kind == ClaimKind.Use))
        {
            foreach (var roles in Combinations(filled))
            {
                into.Add(new Proposition
                {
                    Frame = frame,
                    Trigger = trigger,
                    Sentence = sentence,
                    Scope = scope,
                    ByVessel = frame.NeedsIt("vessel") && _vessels.Carries(trigger) || frame.Stage is Stage.Intercepted && _vessels.Boarded(trigger),
                    Items = group.Items,
                    Quantity = group.Quantity,
                    QuantitySpan = group.Span,
                    Roles = roles,
                    Cost = itemArguments.Max(a => a.Cost) + filled.Values.SelectMany(v => v).Select(a => a.Cost).DefaultIfEmpty(0).Max(),
                    Trace = [$"frame {frame.Id} at “{tree.WordLower(trigger)}”", .. itemArguments.Concat(filled.Values.SelectMany(v => v)).Select(a => $"{a.Place}: “{a.Mention.Span.Of(tree.Analysis.Text)}”{(a.Surface ? " (by order of words)" : "")}"), .. scope.Trace],
                });
            }
        }
        return true;

        bool Miss(string reason)
        {
            Misses.Add(new NearMiss(sentence, trigger, frame.Id, reason));
            return false;
        }
    }

    /// <summary>"Moscow would consider South Korean arms deliveries a hostile act": whose deliveries they are says their own adjective, not the verb's subject.</summary>
    private static void OthersArms(Frame frame, int trigger, List<Argument> items, Dictionary<FrameRole, List<Argument>> filled, HashSet<Mention> used)
    {
        if (!frame.IsNoun || frame.SubjectGets || frame.Stage is not (Stage.Delivered or Stage.InDelivery or Stage.Ordered)) return;
        if (filled.GetValueOrDefault(FrameRole.Supplier) is not [{ Place: "v.subj", Mention: PartyMention subject }, ..] given) return;
        if (items.FirstOrDefault(a => a.Place == "mod" && a.Mention is ItemMention { Origin.Party.Kind: PartyKind.State }) is not { Mention: ItemMention { Origin: { } origin } } || origin.Key == subject.Key || origin.Last >= trigger) return;
        foreach (var a in given) used.Remove(a.Mention);
        filled[FrameRole.Supplier] = [new Argument(origin, "mod", 1, true)];
        used.Add(origin);
    }

    /// <summary>"Israel is in talks with Hamas over rockets", "talks with Tehran over its missiles": arms as what is quarrelled about, not as what is to be had.</summary>
    private bool AboutTheirOwn(Dictionary<FrameRole, List<Argument>> filled, List<Argument> items)
    {
        if (filled.GetValueOrDefault(FrameRole.Supplier) is [{ Mention: PartyMention { Party.Kind: PartyKind.ArmedGroup } }, ..]) return true;
        return items.Exists(a => a.Mention is ItemMention item && a.Place is "over" or "about" or "on" && item.PhraseFirst > 0 && (tree.Xpos(item.PhraseFirst) == "PRP$" || tree.Xpos(item.PhraseFirst - 1) == "PRP$"));
    }

    /// <summary>"rifles stolen from the army ended up in the hands of gangs".</summary>
    private bool WereTaken(int sentence, int trigger)
    {
        for (var i = tree.Analysis.Sentences[sentence].FirstToken; i < trigger; i++)
        {
            if (TakenWords.Contains(tree.WordLower(i))) return true;
        }
        return false;
    }

    /// <summary>"signed an agreement with Egypt for drones": what is signed has a frame of its own.</summary>
    private bool DealSigned(int verb)
    {
        for (var i = verb + 1; i < tree.Tokens.Count && i - verb <= 8 && tree.SentenceOf(i) == tree.SentenceOf(verb); i++)
        {
            if (tree.Upos(i) is Upos.Noun && tree.Head(i) == verb && tree.Base(i).SequenceEqual("obj")) return frames.Nouns(tree.Lemma(i)).Any(f => f.NeedsIt("signed"));
        }
        return false;
    }

    /// <summary>"is arming the rebels": the word itself names the arms.</summary>
    private Argument Itself(int trigger)
    {
        var span = tree.Analysis.SpanOf(trigger);
        var item = new Item { Words = span.Of(tree.Analysis.Text).ToString(), Category = "unspecified", Description = "arms" };
        return new Argument(new ItemMention(trigger, trigger, trigger, span, item) { PhraseFirst = trigger }, "self", 0, false);
    }

    /// <summary>The arms at the first of the places that has any; "them" only where no place has others ("supplied them with drones").</summary>
    private List<Argument> Items(ImmutableArray<string> places, List<Argument> found)
    {
        List<Argument>? pronouns = null;
        foreach (var place in places)
        {
            var at = found.Where(a => a.Place == place && a.Mention is ItemMention).ToList();
            // "$1 billion in weapons": arms behind "in" are what the money bought, and only behind money ("training in tanks" is none).
            if (place == "in" && places.Length > 1) at.RemoveAll(a => !BehindMoney((ItemMention)a.Mention));
            if (at.Count == 0) continue;
            // "ammunition for Gepard tanks": what it is for is not given with it.
            if (place == "for") at.RemoveAll(a => FitsTo((ItemMention)a.Mention));
            if (at.Count > 1) at.RemoveAll(a => tree.Base(a.Mention.Head).SequenceEqual("nmod") && tree.CaseOf(a.Mention.Head) == "for" && tree.Head(a.Mention.Head) is var over && at.Exists(b => b.Mention != a.Mention && b.Mention.First <= over && over <= b.Mention.Last));
            if (at.Exists(a => a.Mention is ItemMention { IsPronoun: false })) return at;
            pronouns ??= at;
        }
        return pronouns ?? [];
    }

    /// <summary>"the sale of search and track systems for F-16 fighters": what equipment is for is not sold with it.</summary>
    private bool FitsTo(ItemMention item)
    {
        var over = tree.Head(item.Head);
        return over >= 0 && over < item.First && tree.Base(item.Head).SequenceEqual("nmod") && tree.CaseOf(item.Head) == "for" && AccessoryNouns.Contains(tree.Lemma(over));
    }

    /// <summary>"has bought 29 launchers, 11 of which were delivered": the 11 are told of behind them alone, and the clause behind them tells of the 11 alone.</summary>
    private void PartOfWhole(int trigger, List<Argument> items)
    {
        var part = items.FindIndex(a => a.Mention is ItemMention { IsPronoun: true } && OfWhich(a.Mention));
        if (part < 0 || items.Count < 2) return;
        if (trigger < items[part].Mention.First) items.RemoveAt(part);
        else items.RemoveAll(a => !OfWhich(a.Mention));
    }

    private bool OfWhich(Mention item) => tree.WordIs(item.Last + 1, "of") && tree.WordIs(item.Last + 2, "which") || tree.WordIs(item.Last - 1, "of") && tree.WordIs(item.Last, "which");

    private bool BehindMoney(ItemMention item)
    {
        var i = item.PhraseFirst - 1;
        while (i > 0 && tree.Upos(i) is Upos.Det or Upos.Adj or Upos.Adv) i--;
        if (i < 1 || tree.SentenceOf(i) != tree.SentenceOf(item.First) || !tree.WordIs(i, "in")) return false;
        return tree.Upos(i - 1) is Upos.Num or Upos.Sym || MoneyWords.Contains(tree.Lemma(i - 1));
    }

    private List<Argument> Parties(FramePlaces places, Frame frame, int trigger, List<Argument> found, SentenceMentions mentions, HashSet<Mention> used)
    {
        foreach (var place in places.Places)
        {
            switch (place)
            {
                case "v.subj": continue; // read with the scope, which knows the governing word
                case "bound":
                    if (_sides.Bound(trigger, mentions, used) is { } bound) return [new Argument(bound, "bound", 1, true)];
                    continue;
                case "soil":
                    if (_sides.Soil(trigger, mentions, used) is { } soil) return [new Argument(soil, "soil", 1, true)];
                    continue;
                case "be":
                    if (_sides.Predicated(trigger, mentions, used) is { } one) return [new Argument(one, "be", 1, false)];
                    continue;
                case "share":
                    if (_sides.Share(trigger, mentions, used) is { } share) return [new Argument(share, "share", 1, true)];
                    continue;
                case "owner":
                    if (_sides.Owner(trigger, found, mentions, used) is { } owner) return [new Argument(owner, "owner", 1, true)];
                    continue;
                case "aim":
                    if (_sides.AimedAt(trigger, mentions, used) is { } aim) return [new Argument(aim, "aim", 1, true)];
                    continue;
                case "hands":
                    if (_sides.Hands(trigger, mentions) is { } hands && !used.Contains(hands)) return [new Argument(hands, "hands", 1, true)];
                    continue;
                case "license":
                    if (_sides.Licensor(trigger, mentions) is { } licensor) return [new Argument(licensor, "license", 1, true)];
                    continue;
            }
            var at = found.Where(a => a.Place == place && a.Mention is PartyMention && !used.Contains(a.Mention)).ToList();
            // "for its war", "for use in": the phrase with "for" names a purpose unless a party is its own head.
            // Whom the words do not name only ever receives, and only where nobody is named.
            if (at.Count > 0 && (places.Role != FrameRole.Recipient || at.Exists(IsNamed))) at.RemoveAll(a => !IsNamed(a));
            Unlisted(at);
            if (place == "with" && at.Count > 1 && at.OrderBy(a => a.Mention.First).First() is var nearest) at.RemoveAll(a => a.Mention != nearest.Mention && mentions.Items.Any(i => i.First > nearest.Mention.Last && i.Last < a.Mention.First)); // "with Airbus for two planes, and another with …"
            if (at.Count > 0) return at.Count > MaxFill ? at[..MaxFill] : at;
        }
        return [];
    }

    /// <summary>Two parties at one place without a conjunction are no list: "by Venezuela, Serbian spokesman X said". The first stands.</summary>
    private void Unlisted(List<Argument> at)
    {
        if (at.Count < 2) return;
        var first = at.Min(a => a.Mention.Last);
        var last = at.Max(a => a.Mention.First);
        for (var i = first + 1; i < last; i++)
        {
            if (tree.Upos(i) is Upos.Cconj || tree.WordIs(i, "&") || tree.WordIs(i, "as") && tree.WordIs(i + 1, "well")) return;
        }
        var key = at.OrderBy(a => a.Mention.First).First();
        at.RemoveAll(a => a.Mention != key.Mention);
    }

    private static bool IsNamed(Argument a) => ((PartyMention)a.Mention).Party.Kind is not PartyKind.Undisclosed;

    private string? Lacks(Frame frame, int trigger, Dictionary<FrameRole, List<Argument>> filled, List<Argument> items)
    {
        bool Has(FrameRole role) => filled.ContainsKey(role);
        if (frame.Kind == ClaimKind.Use)
        {
            if (!Has(FrameRole.User) && (!Has(FrameRole.Target) || frame.IsNoun || !tree.IsPassive(trigger))) return "no user named";
            return null; // where the item is from is asked when the article's flows are known
        }
        if (frame.NeedsIt("supplier") && !Has(FrameRole.Supplier) && !items.Exists(i => i.Mention is ItemMention { Origin.Party.Kind: PartyKind.State })) return "no supplier";
        if (frame.NeedsIt("recipient") && !Has(FrameRole.Recipient)) return "no recipient";
        if (frame.NeedsIt("with") && items.All(i => i.Place != "with")) return "no “with”";
        if (frame.NeedsIt("licensor") && !Has(FrameRole.Licensor)) return "no licence named";
        if (!Has(FrameRole.Supplier) && !Has(FrameRole.Recipient) && !frame.NeedsIt("signed") && (frame.NeedsIt("both") || frame.SubjectGets || !frame.IsNoun) && !PointsAtKnownArms(frame, trigger, items)
            && !(frame.SubjectGets && items.Exists(i => i.Mention is ItemMention { Origin.Party.Kind: PartyKind.State }))) return "no party";
        return null;
    }

    /// <summary>"The tanks were unloaded on Tuesday": whose they are and for whom, another sentence may tell.</summary>
    private bool PointsAtKnownArms(Frame frame, int trigger, List<Argument> items)
    {
        // "A second order, for eight helicopters, was signed."
        if (frame is { IsNoun: true, SubjectGets: true } && IsFurtherDeal(tree, trigger)) return true;
        // "The boats were ordered in 2023", "The remaining 36 systems are expected by 2029."
        if (frame is { IsNoun: false, SubjectGets: true } && tree.IsPassive(trigger) && !tree.Base(trigger).SequenceEqual("acl")
            && (frame.Stage is Stage.Ordered && frame.Lemma is "order" or "buy" or "purchase" or "procure" || frame.Lemma == "expect" && tree.Child(trigger, "xcomp") < 0)
            && items.Exists(a => a is { Place: "obj", Mention: ItemMention item } && (item.PointsBack || item.Item.Designation is not null && item.IsDefinite(tree)))) return true;
        if (frame.IsNoun || frame.SubjectGets || !HandingVerbs.Contains(frame.Lemma) && !(frame.Lemma == "reach" && (tree.WordIs(trigger + 1, "port") || tree.WordIs(trigger + 2, "port"))) || frame.Stage is not (Stage.Delivered or Stage.InDelivery)) return false;
        foreach (var a in items)
        {
            if (a.Mention is not ItemMention { IsPlaceholder: false } item) continue;
            if (item.PointsBack || item.IsPronoun || item.Item.Designation is not null) return true;
            for (var i = item.PhraseFirst; i < item.First; i++)
            {
                if (tree.WordIs(i, "the") || !frame.IsNoun && tree.WordLower(i) is "another" or "further" or "remaining" or "additional" or "more") return true;
            }
        }
        return false;
    }

    /// <summary>"A second order, for eight helicopters, was signed": between those whose order the sentences before tell.</summary>
    public static bool IsFurtherDeal(TreeView tree, int deal)
    {
        if (tree.Lemma(deal) is not ("order" or "contract" or "deal" or "purchase")) return false;
        for (var i = deal - 1; i >= 0 && deal - i <= 2 && tree.SentenceOf(i) == tree.SentenceOf(deal); i--)
        {
            if (RepeatWords.Contains(tree.WordLower(i))) return true;
        }
        return false;
    }

    private static IEnumerable<ImmutableSortedDictionary<Role, RoleFill>> Combinations(Dictionary<FrameRole, List<Argument>> filled)
    {
        IEnumerable<ImmutableSortedDictionary<Role, RoleFill>> all = [ImmutableSortedDictionary<Role, RoleFill>.Empty];
        foreach (var (role, parties) in filled.OrderBy(f => f.Key))
        {
            var to = role switch
            {
                FrameRole.Supplier => Role.Supplier,
                FrameRole.Recipient => Role.Recipient,
                FrameRole.SeizedBy => Role.SeizedBy,
                FrameRole.User => Role.User,
                FrameRole.Target => Role.Target,
                FrameRole.Carrier => Role.Carrier,
                FrameRole.EndUser => Role.EndUser,
                _ => Role.Licensor,
            };
            // Two words for one party ("Russia, Moscow said") fill the role once.
            var distinct = parties.Select(p => (PartyMention)p.Mention).DistinctBy(p => p.Key).ToList();
            all = all.SelectMany(a => distinct.Select(p => a.Add(to, RoleFill.Of(p)))).Take(16).ToList();
        }
        return all;
    }
}

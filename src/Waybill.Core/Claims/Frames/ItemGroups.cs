using System.Collections.Immutable;
using Waybill.Claims.Mentions;
using Waybill.Claims.Reading;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Frames;

/// <summary>Which arms of a statement stand under which number.</summary>
internal sealed class ItemGroups(TreeView tree)
{
    public readonly record struct Group(ImmutableArray<ItemMention> Items, Quantity? Quantity, TextSpan Span);

    /// <summary>One claim an item, but one for a list under one number ("millions of rockets and shells").</summary>
    public List<Group> Of(int trigger, List<Argument> items, ImmutableArray<QuantityMention> quantities, bool together)
    {
        var list = items.Select(a => (ItemMention)a.Mention).OrderBy(i => i.First).ToList();
        var groups = new List<Group>();
        for (var i = 0; i < list.Count;)
        {
            var (quantity, covers) = QuantityOf(trigger, list[i], quantities);
            if (quantity is null && list[i].IsPronoun && OwnNumber(list[i]) is { } own) (quantity, covers) = (own, true);
            if (list.Count == 1 && NumberTakenUp(trigger, list[i]) is { } number) (quantity, covers) = (Find(quantities, number), true);
            var j = i + 1;
            if (quantity is { } q)
            {
                if (covers)
                {
                    while (j < list.Count && list[j].First - list[j - 1].Last <= 4 && QuantityOf(trigger, list[j], quantities).Quantity is null) j++;
                }
                var scope = !covers && j < list.Count && list[j].First - list[j - 1].Last <= 3 && QuantityOf(trigger, list[j], quantities).Quantity is null && list[j].Item.Category == list[i].Item.Category ? "unclear" : q.Quantity.Scope;
                groups.Add(new Group([.. list[i..j]], q.Quantity with { Scope = scope }, q.Span));
            }
            else if (together && groups.Count > 0) groups[^1] = groups[^1] with { Items = groups[^1].Items.Add(list[i]) }; // "missiles and launchers which were used": one use
            else if (list.Count == 1 && Counted(trigger, quantities) is { } c) groups.Add(new Group([list[i]], c.Quantity with { Unit = tree.Lemma(trigger) }, c.Span));
            else groups.Add(new Group([list[i]], null, default));
            if (list.Count > 1) groups.RemoveAll(g => g.Items[0].IsPlaceholder);
            i = j;
        }
        return groups;
    }

    /// <summary>"10 tanks, the first of 180 that Warsaw ordered": what the clause takes up is 180, not the 10 that stand with the arms.</summary>
    private int? NumberTakenUp(int trigger, ItemMention item)
    {
        if (!tree.Base(trigger).SequenceEqual("acl")) return null;
        var head = tree.Head(trigger);
        if (tree.Relation(trigger) == "acl:relcl" && head > item.Last && tree.Upos(head) is Upos.Num) return head;
        // "… of the 108 it ordered": the number right before the clause, whatever the tree made of it.
        var number = trigger - 1;
        while (number > item.Last && trigger - number <= 4 && (tree.Upos(number) is Upos.Pron or Upos.Propn or Upos.Aux or Upos.Adv || tree.WordIs(number, "that"))) number--;
        return number > item.Last && number < trigger - 1 && tree.Upos(number) is Upos.Num && (tree.WordIs(number - 1, "of") || tree.WordIs(number - 2, "of") && tree.Upos(number - 1) is Upos.Det or Upos.Pron) ? number : null;
    }

    /// <summary>"The remaining 100 will be handed over": a number that stands for the arms counts them.</summary>
    private QuantityMention? OwnNumber(ItemMention item) =>
        tree.Upos(item.First) is Upos.Num ? NumberAt(item.First)
        : item.First >= 3 && tree.WordIs(item.First, "them") && tree.WordIs(item.First - 1, "of") && tree.Upos(item.First - 2) is Upos.Num && tree.SentenceOf(item.First - 2) == tree.SentenceOf(item.First) && tree.Upos(item.First - 3) is not Upos.Num ? NumberAt(item.First - 2) : null; // "24 of them"

    private QuantityMention? NumberAt(int token)
    {
        var atoms = Atoms.Of(tree.Analysis, tree.SentenceOf(token));
        for (var i = 0; i < atoms.Count; i++)
        {
            if (atoms[i].Start != tree.Tokens.Start[token]) continue;
            if (Numerals.At(atoms, i) is not { Count: 1 } n || n.Value != Math.Truncate(n.Value) || n.Value is < 1 or > 1_000_000) return null;
            var span = tree.Analysis.SpanOf(token);
            return new QuantityMention(new Quantity { Words = span.Of(tree.Analysis.Text).ToString(), Min = (long)n.Value, Max = (long)n.Value }, span, token, 1, -1, -1);
        }
        return null;
    }

    private static QuantityMention? Find(ImmutableArray<QuantityMention> quantities, int token)
    {
        foreach (var q in quantities)
            if (q.FirstToken <= token && token < q.EndToken) return q;
        return null;
    }

    /// <summary>"30 export licences for arms", "two shipments of rockets": what is counted is the trigger.</summary>
    private QuantityMention? Counted(int trigger, ImmutableArray<QuantityMention> quantities)
    {
        if (tree.Upos(trigger) is not Upos.Noun || tree.Lemma(trigger) is not ("licence" or "license" or "permit" or "shipment" or "consignment" or "batch" or "delivery")) return null;
        foreach (var q in quantities)
        {
            if (q.Head == trigger || q.ContentHead == trigger) return q;
        }
        return null;
    }

    /// <summary>"received 18 of 118 carriers it ordered": the clause behind the arms tells of the 118.</summary>
    private QuantityMention? Whole(int trigger, ItemMention item, QuantityMention q)
    {
        if (tree.Relation(trigger) is not ("acl:relcl" or "acl") || tree.Head(trigger) < item.First || tree.Head(trigger) > item.Last || q.FirstToken >= item.First) return null;
        for (var i = q.FirstToken; i < item.First && i - q.FirstToken <= 5; i++)
        {
            if (!tree.WordIs(i, "of")) continue;
            var number = tree.WordLower(i + 1) is "the" or "its" or "their" ? i + 2 : i + 1;
            if (number >= item.First || tree.Upos(number) is not Upos.Num || NumberAt(number) is not { } count) return null;
            return q with { Quantity = count.Quantity, Span = count.Span };
        }
        return null;
    }

    /// <summary>"four of the tanks that were delivered fired": the clause tells of the tanks, and not how many they were.</summary>
    private bool CountsPart(int trigger, ItemMention item, QuantityMention q)
    {
        if (tree.Relation(trigger) is not ("acl:relcl" or "acl") || q.EndToken > item.First) return false;
        // "24 fighters, some of which have come", "the first of which came"
        for (var i = item.Last + 1; i + 1 < trigger; i++)
            if (tree.WordIs(i, "of") && tree.WordIs(i + 1, "which")) return true;
        if (tree.Head(trigger) < item.First || tree.Head(trigger) > item.Last) return false;
        // "12 of the 32 fighters ordered by Poland"
        for (var i = q.FirstToken; i + 1 < q.EndToken; i++)
            if (tree.WordIs(i, "of") && tree.WordLower(i + 1) is "the" or "these" or "those" or "its" or "their") return true;
        var of = tree.WordIs(q.EndToken - 1, "of") ? q.EndToken - 1 : q.EndToken;
        return tree.WordIs(of, "of") && tree.WordLower(of + 1) is "the" or "these" or "those" or "its" or "their" or "his" or "our";
    }

    /// <summary>"handed over the second of six submarines", "the first of its 16 jets": the number is that of the whole.</summary>
    private bool IsWholeOfOrdinal(QuantityMention q)
    {
        var of = q.FirstToken - 1;
        while (of > 0 && tree.WordLower(of) is "its" or "the" or "their" or "these" or "those" or "a" or "total") of--;
        return of > 0 && tree.WordIs(of, "of") && tree.Lemma(of - 1) is "first" or "second" or "third" or "fourth" or "fifth" or "sixth" or "last" or "latest" or "final" && tree.SentenceOf(of - 1) == tree.SentenceOf(q.FirstToken);
    }

    private (QuantityMention? Quantity, bool Covers) QuantityOf(int trigger, ItemMention item, ImmutableArray<QuantityMention> quantities)
    {
        foreach (var q in quantities)
        {
            if (Whole(trigger, item, q) is { } whole) return (whole, true);
            if (CountsPart(trigger, item, q) || IsWholeOfOrdinal(q)) continue;
            if (q.ContentHead >= item.First && q.ContentHead <= item.Last) return (q, true);
            if (q.Head < item.First || q.Head > item.Last) continue;
            for (var i = q.EndToken; i < item.First; i++)
            {
                if (tree.WordIs(i, "of")) return (q, true);
            }
            if (q.EndToken > q.FirstToken && tree.WordIs(q.EndToken - 1, "of")) return (q, true);
            return (q, false);
        }
        return (null, false);
    }
}

using Shouldly;
using Waybill.Lineage;
using Xunit;

namespace Waybill.Tests.Lineage;

/// <summary>The tables in few arrays hold what plain collections hold after the same changes.</summary>
public sealed class PiecesTests
{
    [Fact]
    public void Runs_are_what_was_put_in_however_many_came_and_went()
    {
        var random = new Random(7);
        var heap = new RunHeap<int>();
        var there = new Dictionary<int, int[]>();
        for (var step = 0; step < 20_000; step++)
        {
            if (there.Count > 0 && random.Next(3) == 0)
            {
                var gone = there.Keys.ElementAt(random.Next(Math.Min(there.Count, 50)));
                heap.Drop(gone);
                there.Remove(gone);
                continue;
            }
            var run = Enumerable.Range(0, random.Next(1, step % 500 == 0 ? 4000 : 8)).Select(_ => random.Next()).ToArray();
            there.Add(heap.Add(run), run);
        }
        foreach (var (at, run) in there) heap[at].ToArray().ShouldBe(run);
        heap.Add([]).ShouldBe(0);
        heap[0].Length.ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => new RunHeap<byte>().Add(new byte[256]));
    }

    [Fact]
    public void Links_are_those_that_came_and_did_not_go()
    {
        var random = new Random(11);
        var table = new LinkTable();
        var there = new Dictionary<(int A, int B), OriginLink>();
        for (var step = 0; step < 30_000; step++)
        {
            // The first texts have many links.
            var (a, b) = (random.Next(40), 40 + random.Next(400));
            if (random.Next(2) == 0) (a, b) = (b, a);
            table.Remove(a, b).ShouldBe(there.Remove((a, b)));
            if (random.Next(3) == 0) continue;
            var link = new OriginLink(a, b, random.NextSingle(), random.NextSingle(), random.Next(2) == 0, new ulong[random.Next(3)], new ulong[] { (ulong)step });
            table.Add(link);
            there.Add((a, b), link);
        }
        there.Count.ShouldBeGreaterThan(5000);
        for (var slot = 0; slot < 450; slot++)
        {
            var wanted = there.Values.Where(l => l.A == slot || l.B == slot).ToList();
            var found = table.Of(slot).ToList();
            found.Select(l => (l.A, l.B)).Order().ShouldBe(wanted.Select(l => (l.A, l.B)).Order());
            table.Any(slot).ShouldBe(wanted.Count > 0);
            foreach (var link in found)
            {
                var same = there[(link.A, link.B)];
                (link.ShareOfA, link.ShareOfB, link.PassageOnly).ShouldBe((same.ShareOfA, same.ShareOfB, same.PassageOnly));
                link.PartOfA.ToArray().ShouldBe(same.PartOfA.ToArray());
                link.PartOfB.ToArray().ShouldBe(same.PartOfB.ToArray());
            }
        }
    }

    [Fact]
    public void Components_are_those_of_the_edges_that_are_left()
    {
        var random = new Random(13);
        var map = new ComponentMap();
        var edges = new HashSet<(int, int)>();
        for (var step = 0; step < 300; step++)
        {
            var touched = new HashSet<int>();
            for (var i = 0; i < 6; i++)
            {
                var edge = (random.Next(60), random.Next(60));
                if (!edges.Add(edge)) edges.Remove(edge);
                touched.Add(edge.Item1);
                touched.Add(edge.Item2);
            }
            if (edges.Count > 40) foreach (var edge in edges.Take(20).ToList()) { edges.Remove(edge); touched.Add(edge.Item1); touched.Add(edge.Item2); }
            map.Refresh(touched, _ => true, (node, into) => into.AddRange(edges.Where(e => e.Item1 == node || e.Item2 == node).Select(e => e.Item1 == node ? e.Item2 : e.Item1)));
            for (var node = 0; node < 60; node++)
            {
                var wanted = Walk(node, edges);
                map.MembersOf(node).ShouldBe(wanted);
                map.FirstOf(node).ShouldBe(wanted[0]);
            }
        }
    }

    private static int[] Walk(int start, HashSet<(int, int)> edges)
    {
        var seen = new SortedSet<int> { start };
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var (x, y) in edges)
            {
                if (seen.Contains(x)) grown |= seen.Add(y);
                if (seen.Contains(y)) grown |= seen.Add(x);
            }
        }
        return [.. seen];
    }
}

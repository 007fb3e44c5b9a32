using System.Collections.Immutable;
using Shouldly;
using Waybill.Lineage;
using Xunit;

namespace Waybill.Tests.Lineage;

/// <summary>Whom each node asks is what it would ask had all nodes come at once.</summary>
public sealed class StarIndexTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Stars_after_any_changes_are_those_of_the_set(int seed)
    {
        var random = new Random(seed);
        // Families of nodes that share most keys, among keys that strangers share by chance, some of them very frequent.
        var keys = Enumerable.Range(0, 120).Select(n => Keys(random, n % 9)).ToArray();
        var orders = keys.Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue)).ToArray();
        var stars = Make(keys);
        var there = new SortedSet<int>();
        for (var step = 0; step < 60; step++)
        {
            foreach (var node in Enumerable.Range(0, keys.Length).Where(_ => random.Next(8) == 0).ToList())
            {
                if (there.Remove(node)) stars.Remove(node);
                if (random.Next(3) == 0) continue;
                stars.Insert(node, orders[node]);
                there.Add(node);
            }
            stars.Refresh();
            var fresh = Make(keys);
            foreach (var node in there.OrderBy(_ => random.Next())) fresh.Insert(node, orders[node]);
            fresh.Refresh();
            foreach (var node in there) stars.Asked(node).ToArray().ShouldBe(fresh.Asked(node).ToArray(), $"step {step}, node {node}");
        }
    }

    private static NodeKeys Keys(Random random, int family)
    {
        var keys = new SortedSet<ulong>();
        for (var i = 0; i < 24; i++) if (random.Next(3) > 0) keys.Add(Fingerprints.Mix((ulong)(family * 100 + i + 1)));
        for (var i = 0; i < 12; i++) keys.Add(Fingerprints.Mix((ulong)(5000 + random.Next(1 + random.Next(60)))));
        return new NodeKeys([.. keys], [.. keys.Select(k => (ushort)(k % 7))]);
    }

    private static StarIndex Make(NodeKeys[] keys) =>
        new(n => keys[n], 3, 6, (_, _, severalParts, shared) => shared >= 2 && severalParts || shared >= 7);
}

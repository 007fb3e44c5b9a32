using System.Runtime.InteropServices;

namespace Waybill.Training.Neural;

/// <summary>A network in floating point on disk, between training and quantising.</summary>
public static class Checkpoint
{
    public static void Save(Network net, IReadOnlyDictionary<uint, int> rows, string path)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(rows);
        using (var writer = new BinaryWriter(File.Create(path + ".tmp")))
        {
            var s = net.Shape;
            foreach (int value in (int[])[s.Rows, s.Tags, s.Labels, s.Names, s.Embedding, s.Hidden, s.Arc, s.Relation, s.Layers, rows.Count])
                writer.Write(value);
            foreach (var (key, row) in rows.OrderBy(r => r.Key))
            {
                writer.Write(key);
                writer.Write(row);
            }
            writer.Write(MemoryMarshal.AsBytes(net.Embeddings.W.AsSpan()));
            foreach (var p in net.Dense)
                writer.Write(MemoryMarshal.AsBytes(p.W.AsSpan()));
        }
        File.Move(path + ".tmp", path, true);
    }

    public static (Network Net, Dictionary<uint, int> Rows) Load(string path, float dropout = 0)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        int[] v = [.. Enumerable.Range(0, 10).Select(_ => reader.ReadInt32())];
        var net = new Network(new NetworkShape(v[0], v[1], v[2], v[3]) { Embedding = v[4], Hidden = v[5], Arc = v[6], Relation = v[7], Layers = v[8], Dropout = dropout }, new Random(0));
        var rows = new Dictionary<uint, int>();
        for (int i = 0; i < v[9]; i++)
        {
            uint key = reader.ReadUInt32();
            rows[key] = reader.ReadInt32();
        }
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(net.Embeddings.W.AsSpan()));
        foreach (var p in net.Dense)
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(p.W.AsSpan()));
        return (net, rows);
    }
}

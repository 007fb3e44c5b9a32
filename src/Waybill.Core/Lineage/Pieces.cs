using System.Numerics;
using System.Runtime.CompilerServices;

namespace Waybill.Lineage;

/// <summary>An array that grows by pieces: nothing is copied, so that no large array is left behind for the collector, and a
/// reference to an element stays good.</summary>
internal sealed class Pieces<T>
{
    private const int Bits = 13;
    private const int Size = 1 << Bits;

    private T[][] _pieces = [];

    /// <summary>Elements below this are there.</summary>
    internal int Room { get; private set; }

    internal ref T this[int at]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _pieces[at >> Bits][at & (Size - 1)];
    }

    /// <summary>Makes room for an element, and for the default ones before it.</summary>
    internal void Reach(int at)
    {
        if (at < Room) return;
        var pieces = (at >> Bits) + 1;
        var had = Room >> Bits;
        if (pieces > _pieces.Length) Array.Resize(ref _pieces, Math.Max(pieces, _pieces.Length * 2));
        for (var p = had; p < pieces; p++) _pieces[p] = new T[Size];
        Room = pieces << Bits;
    }
}

/// <summary>Many short runs of values in few arrays: four bytes name a run, its length stands before it. A run that is
/// dropped leaves its place to the next of the same length.</summary>
internal sealed class RunHeap<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const int Bits = 13;
    private const int Size = 1 << Bits;

    private readonly List<T[]> _pieces = [];
    private readonly Dictionary<int, Stack<int>> _free = [];
    private int _used = Size; // of the last piece

    /// <summary>Values in the longest run that can be kept.</summary>
    internal static int Longest { get; } = Math.Min(Size - 1, int.CreateSaturating(T.MaxValue));

    /// <summary>Keeps a run; 0 for an empty one.</summary>
    internal int Add(ReadOnlySpan<T> values)
    {
        if (values.IsEmpty) return 0;
        if (values.Length > Longest) throw new ArgumentOutOfRangeException(nameof(values));
        var at = Place(values.Length);
        var (piece, from, _) = Find(at);
        piece[from - 1] = T.CreateTruncating(values.Length);
        values.CopyTo(piece.AsSpan(from));
        return at;
    }

    internal ReadOnlyMemory<T> this[int at]
    {
        get
        {
            if (at == 0) return default;
            var (piece, from, length) = Find(at);
            return piece.AsMemory(from, length);
        }
    }

    internal ReadOnlySpan<T> Span(int at)
    {
        if (at == 0) return default;
        var (piece, from, length) = Find(at);
        return piece.AsSpan(from, length);
    }

    internal void Drop(int at)
    {
        if (at == 0) return;
        var length = Span(at).Length;
        if (!_free.TryGetValue(length, out var free)) _free[length] = free = [];
        free.Push(at);
    }

    private (T[] Piece, int From, int Length) Find(int at)
    {
        var piece = _pieces[(at - 1) >> Bits];
        var from = (at - 1) & (Size - 1);
        return (piece, from + 1, int.CreateTruncating(piece[from]));
    }

    private int Place(int length)
    {
        if (_free.TryGetValue(length, out var free) && free.TryPop(out var at)) return at;
        if (_used + length + 1 > Size)
        {
            _pieces.Add(new T[Size]);
            _used = 0;
        }
        at = (_pieces.Count - 1) * Size + _used + 1;
        _used += length + 1;
        return at;
    }
}

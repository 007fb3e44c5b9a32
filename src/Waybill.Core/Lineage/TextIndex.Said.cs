using System.Text;

namespace Waybill.Lineage;

/// <summary>What people said of families, over what the texts say: kept beside them, and asked wherever a link is walked.</summary>
internal sealed partial class TextIndex
{
    internal const string SaidRow = "said";

    private readonly Dictionary<int, SaidOfPage> _said = [];

    /// <summary>Pages of which something was said, by id.</summary>
    internal IEnumerable<(string Id, SaidOfPage Said)> Said => _said.Select(s => (Id: IdOf(s.Key), Said: s.Value)).OrderBy(s => s.Id, StringComparer.Ordinal);

    /// <summary>Whether a person said that these two have no common origin, or that one of them has none with what the other hangs on.</summary>
    internal bool IsParted(int a, int b) => _said.Count > 0 && (Direct(a, b) || Direct(b, a) || Beside(a, b) || Beside(b, a));

    private bool Direct(int a, int b) => _said.TryGetValue(a, out var said) && (said.PartedFrom.Contains(IdOf(b)) || said.Parted.Contains(IdOf(b)));

    /// <summary>A text that nobody spoke of stays with those from which <paramref name="parted"/> was parted, where it shares words with them.</summary>
    private bool Beside(int parted, int other)
    {
        if (!_said.TryGetValue(parted, out var said) || said.PartedFrom.IsEmpty || said.Same.Contains(IdOf(other)) || _said.TryGetValue(other, out var its) && !its.PartedFrom.IsEmpty) return false;
        foreach (var id in said.PartedFrom)
        {
            if (SlotOf(id) is not (>= 0 and var rest) || !_nodes[rest].In) continue;
            if (_nodes[rest].Content != 0 && _nodes[rest].Content == _nodes[other].Content) return true;
            foreach (var link in LinksOf(other))
                if (link.Other(other) == rest && !IsCut(link)) return true;
        }
        return false;
    }

    private void Hear(int slot, SaidOfPage? said)
    {
        TouchSaid(slot);
        if (said is null || said.IsEmpty)
        {
            if (_said.Remove(slot)) _rows.Drop(SaidRow, IdOf(slot));
            return;
        }
        _said[slot] = said;
        _rows.Put(SaidRow, IdOf(slot), Encoding.UTF8.GetBytes(said.ToString()));
    }

    /// <summary>Whatever comes may hang on what was said: few pages, walked anew each time.</summary>
    private void TouchAllSaid()
    {
        foreach (var slot in _said.Keys) TouchSaid(slot);
    }

    private void TouchSaid(int slot)
    {
        if (!_said.TryGetValue(slot, out var said)) return;
        _touched.Add(slot);
        foreach (var id in said.Same.Concat(said.PartedFrom).Concat(said.Parted))
            if (SlotOf(id) is >= 0 and var other) _touched.Add(other);
    }

    private void RestoreSaid()
    {
        foreach (var (id, row) in _rows.All(SaidRow))
            if (SlotOf(id) is >= 0 and var slot) _said[slot] = SaidOfPage.Parse(Encoding.UTF8.GetString(row));
    }
}

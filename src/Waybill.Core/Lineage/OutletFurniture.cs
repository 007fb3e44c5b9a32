using System.Collections.Immutable;

namespace Waybill.Lineage;

/// <summary>What one outlet repeats: a paragraph that stands in three or more of its pages that otherwise
/// differ (a footer, a legal line, a list of headlines). Frequency across outlets says nothing: a
/// story carried by 600 outlets is as frequent as any footer. A page that consists mostly of repeated paragraphs is
/// a version of another and says nothing either, so an article that was updated often does not turn into furniture.
/// Kept while pages come and go; what it says is a function of the set.</summary>
internal sealed class OutletFurniture(Func<int, (ulong Outlet, Fingerprint Sketch)> pageOf)
{
    private const int LeastPages = 3;
    private const double MostRepeated = 0.6;

    private readonly Postings _holders = new();
    private readonly HashSet<ulong> _furniture = [];

    /// <summary>Paragraphs touched since the last refresh, and whether they were repeated before.</summary>
    private readonly Dictionary<ulong, bool> _touched = [];
    private readonly HashSet<int> _changed = [];

    internal static ulong OutletKey(LineagePage page)
    {
        if ((page.Article.OutletDomain ?? page.Article.Outlet) is not { } outlet) return 0;
        var key = 0UL;
        foreach (var c in outlet) key = Fingerprints.Mix(key ^ c) | 1;
        return key;
    }

    internal void Add(int slot)
    {
        foreach (var key in Keys(slot))
        {
            _touched.TryAdd(key, Count(key) >= LeastPages);
            _holders.Add(key, (byte)key, slot);
        }
        _changed.Add(slot);
    }

    /// <summary>Call while the page is still what it was when it was added.</summary>
    internal void Remove(int slot)
    {
        foreach (var key in Keys(slot))
        {
            _touched.TryAdd(key, Count(key) >= LeastPages);
            _holders.Remove(key, (byte)key, slot);
        }
        _changed.Remove(slot);
    }

    /// <summary>Puts back a page and what was known of it.</summary>
    internal void Restore(int slot, ulong outlet, Fingerprint sketch, ImmutableArray<int> furniture)
    {
        if (outlet == 0) return;
        foreach (var paragraph in sketch.Paragraphs)
            if (paragraph != 0 && Key(outlet, paragraph) is var key) _holders.Add(key, (byte)key, slot);
        foreach (var p in furniture) if (p < sketch.Paragraphs.Length) _furniture.Add(Key(outlet, sketch.Paragraphs[p]));
    }

    /// <summary>Decides anew what was touched; the pages whose furniture may differ now, those that were added among them.</summary>
    internal HashSet<int> Refresh()
    {
        // A paragraph that became repeated, or no longer is, changes what its pages can witness.
        var asked = new HashSet<ulong>(_touched.Keys);
        foreach (var (key, repeated) in _touched)
        {
            if (repeated == Count(key) >= LeastPages) continue;
            foreach (var slot in Holders(key)) asked.UnionWith(Keys(slot));
        }
        var own = new Dictionary<int, ulong>();
        foreach (var key in asked)
        {
            var is_ = IsFurniture(key, own);
            if (is_ == _furniture.Contains(key)) continue;
            if (is_) _furniture.Add(key);
            else _furniture.Remove(key);
            _changed.UnionWith(Holders(key));
        }
        var changed = new HashSet<int>(_changed);
        _touched.Clear();
        _changed.Clear();
        return changed;
    }

    /// <summary>Numbers of the page's paragraphs that are furniture, sorted.</summary>
    internal ImmutableArray<int> Of(int slot)
    {
        var (outlet, sketch) = pageOf(slot);
        if (outlet == 0 || _furniture.Count == 0) return [];
        var found = ImmutableArray.CreateBuilder<int>();
        for (var p = 0; p < sketch.Paragraphs.Length; p++)
            if (sketch.Paragraphs[p] != 0 && _furniture.Contains(Key(outlet, sketch.Paragraphs[p]))) found.Add(p);
        return found.ToImmutable();
    }

    private bool IsFurniture(ulong key, Dictionary<int, ulong> own)
    {
        var holders = Holders(key);
        if (holders.Count < LeastPages) return false;
        var seen = new HashSet<ulong>();
        foreach (var slot in holders)
        {
            if (!own.TryGetValue(slot, out var witness)) own[slot] = witness = Witness(slot);
            if (witness != 0 && seen.Add(witness) && seen.Count >= LeastPages) return true;
        }
        return false;
    }

    /// <summary>The smallest paragraph that is the page's own, or 0 where the page says nothing.</summary>
    private ulong Witness(int slot)
    {
        var (outlet, sketch) = pageOf(slot);
        ulong own = 0;
        var repeated = 0;
        for (var p = 0; p < sketch.Paragraphs.Length; p++)
        {
            var paragraph = sketch.Paragraphs[p];
            if (paragraph == 0) continue;
            if (Count(Key(outlet, paragraph)) >= LeastPages) repeated += sketch.ParagraphWords[p];
            else own = own == 0 ? paragraph : Math.Min(own, paragraph);
        }
        return repeated > MostRepeated * sketch.Words ? 0 : own;
    }

    private IEnumerable<ulong> Keys(int slot)
    {
        var (outlet, sketch) = pageOf(slot);
        if (outlet == 0) yield break;
        foreach (var paragraph in sketch.Paragraphs)
            if (paragraph != 0) yield return Key(outlet, paragraph);
    }

    private static ulong Key(ulong outlet, ulong paragraph) => Fingerprints.Mix(outlet ^ paragraph);

    private int Count(ulong key)
    {
        var run = _holders.Holders(key);
        var count = 0;
        for (var i = 0; i < run.Count && count < LeastPages; i++) if (run.Order(i) == (byte)key) count++;
        return count;
    }

    private List<int> Holders(ulong key)
    {
        var run = _holders.Holders(key);
        var found = new List<int>(run.Count);
        for (var i = 0; i < run.Count; i++) if (run.Order(i) == (byte)key) found.Add(run.Slot(i));
        return found;
    }
}

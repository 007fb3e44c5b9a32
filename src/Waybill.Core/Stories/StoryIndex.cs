using Waybill.Lineage;
using Waybill.Texts;

namespace Waybill.Stories;

/// <summary>Stories that a change touched.</summary>
/// <param name="Gone">Ids of stories that were and may not be any more.</param>
/// <param name="LinesGone">Ids of storylines that were and may not be any more.</param>
/// <param name="Were">Families of the stories that were.</param>
/// <param name="Stories">The stories that are now.</param>
/// <param name="Lines">The storylines that are now.</param>
internal sealed record StoryChange(HashSet<string> Gone, HashSet<string> LinesGone, HashSet<string> Were, List<StoryGroup> Stories, List<Storyline> Lines);

/// <summary>A story: its families' ids, sorted, and the storyline that it belongs to.</summary>
internal sealed record StoryGroup(List<string> Families, string Storyline);

/// <summary>Two families of which a person said that they report one happening, or that they do not.</summary>
internal readonly record struct SaidPair(string A, string B, bool Same);

/// <summary>Joins families that report one happening, and stories that go on about one matter, while families come and go. As
/// with texts, reports are proposed to each other by stars, a predicate on two reports decides, and components are taken;
/// the state is a function of the set of families.</summary>
internal sealed class StoryIndex
{
    private const string ReportRow = "report";
    private const string AskedRow = "report-asked";
    private const string LinkRow = "report-link";
    private const string SaidRow = "report-said";

    /// <summary>First holders of a pair of names that a report meets, and reports that it is asked about.</summary>
    private const int Holders = 4;
    private const int Partners = 8;

    /// <summary>Reports that are held; the others are read from their rows.</summary>
    private const int MostRecent = 40_000;

    private sealed record Link(int A, int B, StoryLink Kind)
    {
        internal int Other(int slot) => slot == A ? B : A;
    }

    private readonly LineageRows _rows;
    private readonly SlotIds _ids = new();
    private readonly StarIndex _stars;
    private readonly SentenceAligner _aligner = new();
    private readonly ComponentMap _stories = new();
    private readonly ComponentMap _lines = new();
    private readonly Dictionary<int, List<Link>> _links = [];
    private readonly Dictionary<int, ReportSketch> _recent = [];
    private readonly HashSet<int> _in = [];
    private readonly HashSet<SaidPair> _said = [];
    private readonly Dictionary<int, List<(int Other, bool Same)>> _saidOf = [];

    internal StoryIndex(LineageRows rows)
    {
        _rows = rows;
        _stars = new StarIndex(s => Report(s).Keys(), Holders, Partners, static (_, _, manyPairs, _) => manyPairs);
    }

    private ReportSketch Report(int slot)
    {
        if (_recent.TryGetValue(slot, out var report)) return report;
        report = ReportSketch.FromBytes(_rows.Get(ReportRow, _ids.Of(slot)));
        Remember(slot, report);
        return report;
    }

    private void Remember(int slot, ReportSketch report)
    {
        if (_recent.Count >= MostRecent) _recent.Clear();
        _recent[slot] = report;
    }

    internal static string StoryId(string smallest) => "st" + Hashes.Identity(14, "story/1", smallest);

    /// <param name="put">Family id and what is seen of it.</param>
    /// <param name="removed">Family ids.</param>
    /// <param name="read">Words of an article.</param>
    /// <param name="said">All that people said of families that are.</param>
    internal StoryChange Update(IReadOnlyCollection<(string Family, ReportSketch Report)> put, IEnumerable<string> removed, Func<string, TextModel> read, IReadOnlyCollection<SaidPair>? said = null)
    {
        var fresh = put.Select(p => p.Family).ToHashSet(StringComparer.Ordinal);
        var gone = removed.Where(id => !fresh.Contains(id)).Select(_ids.Find).Where(s => s >= 0).Distinct().ToList();
        var touched = new HashSet<int>();
        foreach (var slot in gone) Leave(slot);
        foreach (var (family, report) in put)
        {
            var slot = _ids.Find(family);
            var row = report.ToBytes();
            if (slot >= 0 && _rows.Get(ReportRow, family).AsSpan().SequenceEqual(row))
            {
                touched.Add(slot); // nothing that stories see changed; what is shown of the family may have
                continue;
            }
            if (slot >= 0) Leave(slot);
            else slot = _ids.Add(family);
            _rows.Put(ReportRow, family, row);
            Remember(slot, report);
            _in.Add(slot);
            _stars.Insert(slot, Fingerprints.Mix(Hash(family)));
            touched.Add(slot);
        }
        var asks = new List<int>();
        foreach (var change in _stars.Refresh(asks.Add)) Relink(change, touched, read);
        foreach (var slot in asks) KeepAsked(slot);

        Hear(said ?? [], touched);

        HashSet<string> were = new(StringComparer.Ordinal), goneStories = new(StringComparer.Ordinal);
        var lineOf = new Dictionary<int, string>();
        var seen = new HashSet<int>();
        foreach (var slot in touched)
        {
            if (seen.Add(_stories.FirstOf(slot)))
            {
                var story = Ids(_stories.MembersOf(slot));
                goneStories.Add(StoryId(story[0]));
                were.UnionWith(story);
            }
            if (lineOf.ContainsKey(slot)) continue;
            var line = _lines.MembersOf(slot);
            var id = LineId(line);
            foreach (var member in line) lineOf[member] = id;
        }
        var walked = new HashSet<int>(_stories.Refresh(touched, _in.Contains, (s, to) => Neighbours(s, StoryLink.OneHappening, to)).SelectMany(c => c));
        var lines = new List<Storyline>();
        foreach (var line in _lines.Refresh(touched, _in.Contains, (s, to) => Neighbours(s, StoryLink.OneMatter, to)))
        {
            var id = LineId(line);
            walked.UnionWith(line.Where(s => !string.Equals(lineOf.GetValueOrDefault(s), id, StringComparison.Ordinal))); // a story names its storyline
            var ids = line.DistinctBy(_stories.FirstOf).Select(s => StoryId(Ids(_stories.MembersOf(s))[0])).Order(StringComparer.Ordinal);
            lines.Add(new Storyline(id, [.. ids]));
        }
        // A storyline may hold a good part of all families: its id is found once, not for each of its stories.
        var lineIds = new Dictionary<int, string>();
        var stories = walked.DistinctBy(_stories.FirstOf).Select(_stories.MembersOf)
            .Select(m => new StoryGroup(Ids(m), IdOfLine(m[0]))).OrderBy(g => g.Families[0], StringComparer.Ordinal).ToList();
        var goneLines = lineOf.Values.ToHashSet(StringComparer.Ordinal);
        foreach (var slot in gone)
        {
            _rows.Drop(ReportRow, _ids.Of(slot));
            _rows.Drop(AskedRow, _ids.Of(slot));
            _recent.Remove(slot);
            _ids.Free(slot);
        }
        return new StoryChange(goneStories, goneLines, were, stories, lines);

        string IdOfLine(int slot)
        {
            var first = _lines.FirstOf(slot);
            return lineIds.TryGetValue(first, out var id) ? id : lineIds[first] = LineId(_lines.MembersOf(slot));
        }

        void Leave(int slot)
        {
            _stars.Remove(slot);
            if (_links.Remove(slot, out var links))
            {
                foreach (var link in links)
                {
                    _links[link.Other(slot)].Remove(link);
                    touched.Add(link.Other(slot));
                    _rows.Drop(LinkRow, LinkId(link));
                }
            }
            _in.Remove(slot);
            touched.Add(slot);
        }
    }

    /// <summary>The storyline's id, made from its smallest family.</summary>
    private string LineId(int[] slots) => "sl" + Hashes.Identity(14, "storyline/2", slots.Select(_ids.Of).Min(StringComparer.Ordinal)!);

    private List<string> Ids(int[] slots)
    {
        var ids = slots.Select(_ids.Of).ToList();
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    private static ulong Hash(string id)
    {
        var hash = 0UL;
        foreach (var c in id) hash = Fingerprints.Mix(hash ^ c) + 1;
        return hash;
    }

    private void Neighbours(int slot, StoryLink least, List<int> into)
    {
        var said = _saidOf.GetValueOrDefault(slot);
        if (said is not null)
        {
            foreach (var (other, same) in said) if (same) into.Add(other);
        }
        if (!_links.TryGetValue(slot, out var links)) return;
        foreach (var link in links)
        {
            // Two happenings can still belong to one storyline.
            if (link.Kind >= least && !(least == StoryLink.OneHappening && said?.Contains((link.Other(slot), false)) == true)) into.Add(link.Other(slot));
        }
    }

    private void Hear(IReadOnlyCollection<SaidPair> said, HashSet<int> touched)
    {
        if (said.Count == 0 && _said.Count == 0) return;
        foreach (var old in _said.Where(p => !said.Contains(p)).ToList())
        {
            _said.Remove(old);
            _rows.Drop(SaidRow, RowOf(old));
            Touch(old);
        }
        foreach (var pair in said)
        {
            if (!_said.Add(pair)) continue;
            _rows.Put(SaidRow, RowOf(pair), []);
            Touch(pair);
        }
        SaidBySlot();

        void Touch(SaidPair pair)
        {
            foreach (var id in (string[])[pair.A, pair.B])
                if (_ids.Find(id) is >= 0 and var slot) touched.Add(slot);
        }
    }

    private static string RowOf(SaidPair pair) => $"{pair.A}|{pair.B}|{(pair.Same ? "same" : "other")}";

    private void SaidBySlot()
    {
        _saidOf.Clear();
        foreach (var pair in _said)
        {
            if ((_ids.Find(pair.A), _ids.Find(pair.B)) is not ( >= 0 and var a, >= 0 and var b) || !_in.Contains(a) || !_in.Contains(b)) continue;
            Add(a, b, pair.Same);
            Add(b, a, pair.Same);
        }

        void Add(int slot, int other, bool same)
        {
            if (!_saidOf.TryGetValue(slot, out var list)) _saidOf[slot] = list = [];
            list.Add((other, same));
        }
    }

    private void Relink(PairChange change, HashSet<int> touched, Func<string, TextModel> read)
    {
        if (!change.Added)
        {
            if (!_links.TryGetValue(change.A, out var links) || links.Find(l => l.A == change.A && l.B == change.B) is not { } old) return;
            links.Remove(old);
            _links[change.B].Remove(old);
            touched.Add(change.A);
            touched.Add(change.B);
            _rows.Drop(LinkRow, LinkId(old));
            return;
        }
        var kind = StoryLinks.Between(Report(change.A), Report(change.B), read, _aligner);
        if (kind == StoryLink.None) return;
        var link = new Link(change.A, change.B, kind);
        Add(link);
        touched.Add(change.A);
        touched.Add(change.B);
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        to.Write(_ids.Of(link.A));
        to.Write(_ids.Of(link.B));
        to.Write((byte)kind);
        _rows.Put(LinkRow, LinkId(link), bytes.ToArray());
    }

    private void Add(Link link)
    {
        foreach (var slot in (int[])[link.A, link.B])
        {
            if (!_links.TryGetValue(slot, out var links)) _links[slot] = links = new(2);
            links.Add(link);
        }
    }

    private string LinkId(Link link) => _ids.Of(link.A) + "|" + _ids.Of(link.B);

    private void KeepAsked(int slot)
    {
        var asked = _stars.Asked(slot);
        if (!_in.Contains(slot) || asked.IsEmpty)
        {
            _rows.Drop(AskedRow, _ids.Of(slot));
            return;
        }
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        to.Write(asked.Length);
        foreach (var other in asked) to.Write(_ids.Of(other));
        _rows.Put(AskedRow, _ids.Of(slot), bytes.ToArray());
    }

    internal void Restore()
    {
        foreach (var (id, row) in _rows.All(ReportRow))
        {
            var slot = _ids.Add(id);
            _in.Add(slot);
            _stars.Restore(slot, Fingerprints.Mix(Hash(id)), ReportSketch.FromBytes(row).Keys());
        }
        foreach (var (id, row) in _rows.All(AskedRow))
        {
            using var from = new BinaryReader(new MemoryStream(row));
            var asked = new int[from.ReadInt32()];
            for (var i = 0; i < asked.Length; i++) asked[i] = _ids.Find(from.ReadString());
            _stars.Restore(_ids.Find(id), asked);
        }
        foreach (var (_, row) in _rows.All(LinkRow))
        {
            using var from = new BinaryReader(new MemoryStream(row));
            Add(new Link(_ids.Find(from.ReadString()), _ids.Find(from.ReadString()), (StoryLink)from.ReadByte()));
        }
        foreach (var (id, _) in _rows.All(SaidRow))
            if (id.Split('|') is [var a, var b, var how]) _said.Add(new SaidPair(a, b, how == "same"));
        SaidBySlot();
        int[] related = [.. _links.Keys.Union(_saidOf.Keys)];
        _stories.Refresh(related, _in.Contains, (s, to) => Neighbours(s, StoryLink.OneHappening, to));
        _lines.Refresh(related, _in.Contains, (s, to) => Neighbours(s, StoryLink.OneMatter, to));
    }
}

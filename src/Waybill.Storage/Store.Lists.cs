using System.Globalization;
using Waybill.Storage.Databases;
using Waybill.Storage.Migrations;
using Waybill.Stories;

namespace Waybill.Storage;

/// <summary>Lists: ids in order, from any id on, without reading what is not shown. Of several filters the one that leaves few
/// rows leads, by its index; where all leave many, the ids are walked in order and each is asked, until there are enough. Where few of
/// those walked pass (each filter leaves many, and together they leave hardly any), what the narrower ones have in common leads after all.</summary>
public sealed partial class Store
{
    private const int ListChunk = 256;

    /// <summary>When a list goes which way.</summary>
    internal ListLimits Limits { get; set; } = new(Few: 5000, Walked: 4096, Some: 60_000);

    /// <param name="Few">A filter that leaves more rows than this does not lead.</param>
    /// <param name="Walked">So many rows are walked before another way is looked for.</param>
    /// <param name="Some">What leaves more rows than this never leads.</param>
    internal readonly record struct ListLimits(int Few, int Walked, int Some);

    private readonly HashSet<long> _knownTerms = [];

    /// <summary>The number of a term, written down when it is new.</summary>
    private object? Term(ListTerm? term)
    {
        if (term is not { } given) return null;
        PutTerms([given]);
        return given.Id;
    }

    private void PutTerms(IEnumerable<ListTerm> terms)
    {
        if (_knownTerms.Count > 200_000) _knownTerms.Clear();
        object?[][] fresh = [.. terms.Select(t => (t.Id, Term: t)).Where(t => _knownTerms.Add(t.Id)).OrderBy(t => t.Id).Select(t => (object?[])[t.Id, t.Term.Kind, t.Term.Data])];
        _database.Insert("term", ["id", "kind", "data"], fresh, absent: true);
    }

    /// <summary>Terms of a kind whose parts are meant.</summary>
    public IReadOnlyList<long> Terms(string kind, Func<string[], bool> means)
    {
        ArgumentNullException.ThrowIfNull(means);
        var found = new List<long>();
        foreach (var (id, data) in _database.Stream("SELECT id, data FROM term WHERE kind = $1", r => (r.GetInt64(0), r.GetString(1)), kind))
            if (means(ListTerm.Split(data))) found.Add(id);
        found.Sort();
        return found;
    }

    /// <summary>Ids of claims after <paramref name="after"/>, in order.</summary>
    public IEnumerable<string> ClaimIds(ClaimQuery query, string? after = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        var list = new ListSql("claim", "id");
        if (query.Kind is { } kind) list.Also("kind = {0}", (int)kind);
        if (query.Stage is { } stage) list.Also("stage = {0}", (int)stage);
        if (query.Factuality is { } factuality) list.Also("factuality = {0}", (int)factuality);
        if (query.Confidence > 0) list.Also("confidence >= {0}", query.Confidence);
        if (query.Article is { } article) list.Lead(this, "SELECT id FROM claim WHERE page BETWEEN {0} AND {1}", "claim.page BETWEEN {0} AND {1}", article, article + "\uFFFF");
        if (query.Family is { } family)
            list.Lead(this, "SELECT id FROM placed_claim WHERE family BETWEEN {0} AND {1}", $"EXISTS (SELECT 1 FROM placed_claim AS p WHERE p.id = claim.id AND {Not("p.family")} BETWEEN {{0}} AND {{1}})", family, family + "\uFFFF");
        foreach (var terms in query.Terms)
        {
            list.Lead(this, $"SELECT claim FROM claim_term WHERE {Among("term")}", $"EXISTS (SELECT 1 FROM claim_term AS t WHERE t.claim = claim.id AND {Among(Not("t.term"))})", terms);
        }
        return Ids(list, after);
    }

    /// <summary>Ids of articles after <paramref name="after"/>, in order.</summary>
    public IEnumerable<string> ArticleIds(ArticleQuery query, string? after = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        var list = new ListSql("article_line", "page");
        if (query.Outlets is { } outlets) list.Lead(this, $"SELECT page FROM article_line WHERE {Among("outlet")}", Among(Not("outlet")), outlets);
        if (query.Agencies is { } agencies)
            list.Lead(this, $"SELECT page FROM article_line WHERE agency IS NOT NULL AND {Among("agency")}", Among(Not("agency")), agencies);
        if (query.Language is { } language) list.Lead(this, "SELECT page FROM article_line WHERE language = {0}", Not("language") + " = {0}", language);
        if (query.WithClaims) list.Lead(this, "SELECT page FROM article_line WHERE claims > 0", "claims > 0");
        if (query.Family is { } family)
            list.Lead(this, "SELECT id FROM family_of WHERE family BETWEEN {0} AND {1}", $"EXISTS (SELECT 1 FROM family_of AS f WHERE f.id = page AND {Not("f.family")} BETWEEN {{0}} AND {{1}})", family, family + "\uFFFF");
        if (query.Story is { } story)
        {
            string[] families = [.. Query("SELECT id FROM story WHERE id BETWEEN $1 AND $2", r => r.GetString(0), story, story + "\uFFFF")
                .SelectMany(id => Record<Story>(AcrossTable.Story, id)!.Families).Distinct(StringComparer.Ordinal)];
            list.Lead(this, $"SELECT id FROM family_of WHERE {Among("family")}", $"EXISTS (SELECT 1 FROM family_of AS f WHERE f.id = page AND {Among(Not("f.family"))})", (object)families);
        }
        if ((query.Since ?? query.Until) is not null)
        {
            // No date is vaguer than a year, so the first day bounds the last one.
            const int year = 366;
            var (since, until) = (query.Since ?? 0, query.Until ?? int.MaxValue);
            list.Lead(this, "SELECT id FROM article_date WHERE first BETWEEN {0} AND {1} AND last >= {2}",
                $"EXISTS (SELECT 1 FROM article_date AS d{_database.Using("article_date_last")} WHERE d.id = page AND {Not("d.first")} BETWEEN {{0}} AND {{1}} AND d.last >= {{2}})", since - year, until, since);
        }
        return Ids(list, after);
    }

    /// <summary>Ids of transfers after <paramref name="after"/>, in order.</summary>
    public IEnumerable<string> TransferIds(TransferQuery query, string? after = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        var list = new ListSql("transfer", "id");
        foreach (var (column, terms) in new[] { ("supplier", query.Suppliers), ("recipient", query.Recipients), ("item", query.Items) })
            if (terms is not null) list.Lead(this, $"SELECT id FROM transfer WHERE {Among(column)}", Among(Not(column)), terms);
        if (query.Disputed) list.Lead(this, "SELECT id FROM transfer WHERE disputed = 1", Not("disputed") + " = 1");
        if (query.Firm != 0) list.Also("(firm & {0}) <> 0", query.Firm);
        if (query.Since is { } since) list.Also("until >= {0}", since);
        if (query.Until is { } until) list.Also("since <= {0}", until);
        return Ids(list, after);
    }

    /// <summary>Ids of families with at least so many members, of an agency where one is given.</summary>
    public IEnumerable<string> FamilyIds(int members, string? agency, string? after = null)
    {
        var list = new ListSql("family", "id");
        if (members > 1) list.Lead(this, "SELECT id FROM family WHERE members >= {0}", Not("members") + " >= {0}", members);
        if (agency is not null) list.Lead(this, "SELECT id FROM family WHERE agency = {0}", Not("agency") + " = {0}", agency.ToUpperInvariant());
        return Ids(list, after);
    }

    /// <summary>Ids of stories with at least so many families and these words in the title (letters of ASCII in either case).</summary>
    public IEnumerable<string> StoryIds(int families, string? title, string? after = null)
    {
        var list = new ListSql("story", "id");
        if (families > 1) list.Lead(this, "SELECT id FROM story WHERE families >= {0}", Not("families") + " >= {0}", families);
        // The caller asks exactly; here only what cannot be meant is passed over.
        if (title is { Length: > 0 } && title.All(char.IsAscii)) list.Lead(this, $"SELECT id FROM story{_database.Using("story_title")} WHERE title IS NOT NULL AND title {_database.Like} {{0}} ESCAPE '\\'", $"{Not("title")} {_database.Like} {{0}} ESCAPE '\\'", "%" + title.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%");
        return Ids(list, after);
    }

    /// <summary>Ids of pages on which sentences were missed, in order.</summary>
    /// <param name="most">So many at most.</param>
    public IReadOnlyList<string> PagesWithMissed(int most = int.MaxValue) => Query("SELECT page FROM reading WHERE missed > 0 ORDER BY page LIMIT $1", r => r.GetString(0), most);

    /// <summary>What a list shows of an article, or null.</summary>
    public ArticleRowLine? ArticleLine(string id) => QueryFirst("""
        SELECT t.data, f.data, a.claims, a.title FROM article_line AS a LEFT JOIN term AS t ON t.id = a.outlet LEFT JOIN family_of AS f ON f.id = a.page WHERE a.page = $1
        """, r =>
    {
        var family = Text(r, 1) is { } json ? RowJson.Read<MainFamily>(json) : null;
        return new ArticleRowLine(id, Text(r, 0) is { } outlet ? ListTerm.Split(outlet)[0] : null, family?.Family, family?.Relation, r.GetInt32(2), Text(r, 3));
    }, id);

    /// <summary>How many members a family has; 0 where there is none.</summary>
    public int FamilySize(string id) => QueryFirst("SELECT members FROM family WHERE id = $1", r => (object)r.GetInt32(0), id) is int n ? n : 0;

    private string Among(string column) => _database.Among(column, "{0}");

    /// <summary>A column in a condition that must not lead by the column's index.</summary>
    private string Not(string column) => _database.Unindexed(column);

    private IEnumerable<string> Ids(ListSql list, string? after)
    {
        var last = after ?? "";
        if (list.Candidates is { } candidates)
        {
            foreach (var id in AmongThem(list, candidates, last)) yield return id;
            yield break;
        }
        var (sql, values) = list.Build(_database, among: false);
        var size = ListChunk / 4;
        if (list.Filters > 1 && QueryFirst(list.Behind, r => r.GetString(0), last, Limits.Walked) is { } end)
        {
            var found = Query(list.Build(_database, among: false, upTo: true).Sql, r => r.GetString(0), [last, size, .. values, end]);
            foreach (var id in found) yield return id;
            last = found.Count == size ? found[^1] : end;
            if (found.Count < size && list.Common(this) is { } common)
            {
                foreach (var id in AmongThem(list, common, last)) yield return id;
                yield break;
            }
            size = ListChunk;
        }
        while (true)
        {
            var ids = Query(sql, r => r.GetString(0), [last, size, .. values]);
            foreach (var id in ids) yield return id;
            if (ids.Count < size) yield break;
            last = ids[^1];
            size = ListChunk;
        }
    }

    private IEnumerable<string> AmongThem(ListSql list, IEnumerable<string> candidates, string after)
    {
        var (sql, values) = list.Build(_database, among: true);
        string[] ids = [.. candidates.Where(c => string.CompareOrdinal(c, after) > 0).Order(StringComparer.Ordinal)];
        for (int at = 0, size = ListChunk; at < ids.Length; at += size, size = Math.Min(size * 2, ListChunk * 32))
        {
            var chunk = ids[at..Math.Min(at + size, ids.Length)];
            foreach (var id in Query(sql, r => r.GetString(0), [chunk, chunk.Length, .. values])) yield return id;
        }
    }

    /// <summary>Puts a list's statement together.</summary>
    private sealed class ListSql(string table, string key)
    {
        private readonly List<string> _where = [];
        private readonly List<object?> _values = [];
        private readonly List<(string Ids, object?[] Values)> _many = [];

        /// <summary>What the filters that leave few rows have in common; null where none does.</summary>
        public HashSet<string>? Candidates { get; private set; }

        /// <summary>A condition on columns of the table that are at hand.</summary>
        public void Also(string condition, params ReadOnlySpan<object?> values) => _where.Add(Numbered(condition, values));

        /// <summary>A condition that has an index. Where it leaves few rows these are looked at alone, else each row is asked.</summary>
        /// <param name="ids">Selects the ids that pass, by index.</param>
        /// <param name="test">Asks one row.</param>
        public void Lead(Store store, string ids, string test, params ReadOnlySpan<object?> values)
        {
            var filter = (Ids: ids, Values: values.ToArray());
            if (Counted(store, Given(filter, 1), filter.Values, store.Limits.Few) > store.Limits.Few)
            {
                _where.Add(Numbered(test, values));
                _many.Add(filter);
                return;
            }
            var few = store.Query(Given(filter, 1), r => r.GetString(0), filter.Values);
            if (Candidates is null) Candidates = [.. few];
            else Candidates.IntersectWith(few);
        }

        /// <summary>How many filters leave many rows.</summary>
        public int Filters => _many.Count;

        /// <summary>The ids that those filters leave together that leave not too many each; null where all leave too many.</summary>
        public IReadOnlyList<string>? Common(Store store)
        {
            var leading = _many.Where(f => Counted(store, Given(f, 1), f.Values, store.Limits.Some) <= store.Limits.Some).ToArray();
            if (leading.Length == 0) return null;
            var statements = new List<string>();
            var values = new List<object?>();
            foreach (var filter in leading)
            {
                statements.Add(Given(filter, values.Count + 1));
                values.AddRange(filter.Values);
            }
            return store.Query(string.Join(" INTERSECT ", statements), r => r.GetString(0), [.. values]);
        }

        private static string Given((string Ids, object?[] Values) filter, int from) => string.Format(CultureInfo.InvariantCulture, filter.Ids, Names(from, filter.Values.Length));

        private static long Counted(Store store, string ids, object?[] values, int most) =>
            store.QueryFirst(string.Create(CultureInfo.InvariantCulture, $"SELECT COUNT(*) FROM ({ids} LIMIT {most + 1}) AS counted"), r => (object)r.GetInt64(0), values) is long n ? n : 0;

        /// <summary>Selects the key so many rows ($2) behind a key ($1).</summary>
        public string Behind { get; } = $"SELECT {key} FROM {table} WHERE {key} > $1 ORDER BY {key} LIMIT 1 OFFSET $2";

        /// <param name="among">Whether $1 is a list of keys, or the key after which to begin.</param>
        /// <param name="upTo">Whether the last value is the key with which to end.</param>
        public (string Sql, object?[] Values) Build(Database database, bool among, bool upTo = false) =>
            ($"SELECT {key} FROM {table} WHERE {(among ? database.Among(key, "$1") : key + " > $1")}{(upTo ? $" AND {key} <= {Names(_values.Count + 3, 1)[0]}" : "")}{string.Concat(_where.Select(w => " AND " + w))} ORDER BY {key} LIMIT $2", [.. _values]);

        private string Numbered(string condition, ReadOnlySpan<object?> values)
        {
            var text = string.Format(CultureInfo.InvariantCulture, condition, Names(_values.Count + 3, values.Length));
            foreach (var value in values) _values.Add(value);
            return text;
        }

        private static object[] Names(int from, int count) => [.. Enumerable.Range(from, count).Select(n => "$" + n.ToString(CultureInfo.InvariantCulture))];
    }
}

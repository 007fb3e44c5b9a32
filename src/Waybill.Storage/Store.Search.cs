using System.Text;

namespace Waybill.Storage;

/// <summary>Full text: which articles hold given words, in any of their forms (Porter's stems), accents apart.</summary>
public sealed partial class Store
{
    /// <summary>Articles that a search looks at, those kept last first; where there are more, the answer says so.</summary>
    public const int MostFound = 5000;

    /// <summary>Words of a query that count.</summary>
    public const int MostWords = 16;

    private void PutWords(string page, string words)
    {
        var known = QueryFirst("SELECT id FROM search_page WHERE page = $1", r => (object)r.GetInt64(0), page);
        if (known is long old) Execute("DELETE FROM search WHERE rowid = $1", old);
        if (words.Length == 0)
        {
            if (known is not null) Execute("DELETE FROM search_page WHERE page = $1", page);
            return;
        }
        if (known is null) Execute("INSERT INTO search_page (page) VALUES ($1)", page);
        Execute("INSERT INTO search (rowid, words) VALUES ((SELECT id FROM search_page WHERE page = $1), $2)", page, words);
    }

    /// <summary>Pages whose article holds all of the words and none of the others; the latest published first, undated ones last.</summary>
    /// <param name="all">Words that must stand in it; with none nothing is found.</param>
    /// <returns>The pages, and whether there were more than <see cref="MostFound"/>.</returns>
    public (IReadOnlyList<string> Pages, bool More) Search(IReadOnlyCollection<string> all, IReadOnlyCollection<string> none)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(none);
        var query = new StringBuilder();
        foreach (var word in all.Take(MostWords)) query.Append(query.Length > 0 ? " AND " : "").Append(Quoted(word));
        if (query.Length == 0) return ([], false);
        if (none.Count > 0) query.Insert(0, '(').Append(") NOT (").AppendJoin(" OR ", none.Take(MostWords).Select(Quoted)).Append(')');
        var found = Query($"""
            SELECT p.page FROM (SELECT rowid FROM search WHERE search MATCH $1 ORDER BY rowid DESC LIMIT {MostFound + 1}) AS s
            JOIN search_page AS p ON p.id = s.rowid LEFT JOIN article_date AS d ON d.id = p.page ORDER BY coalesce(d.first, -1) DESC, p.page
            """, r => r.GetString(0), query.ToString());
        return found.Count > MostFound ? (found.Take(MostFound).ToArray(), true) : (found, false);
    }

    /// <summary>A word of letters and digits as FTS5 takes it: quoted, so that nothing in it is an operator.</summary>
    private static string Quoted(string word) => "\"" + word.Replace("\"", "", StringComparison.Ordinal) + "\"";
}

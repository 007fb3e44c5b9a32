using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>What a correction or retraction withdrew. The version that says of itself that it corrects is the later one; what the version
/// without that notice says otherwise is marked there as <c>withdrawn</c>. Versions are pages of one address; of another page of the same
/// outlet with the same text (a corrected second lead) only numbers, names and quotations are set against it. A version without a
/// notice withdraws nothing: a sentence may be dropped for want of room. A function of the family's texts.</summary>
internal static class Corrections
{
    internal const string Withdrawn = "withdrawn";
    internal const string Correction = "correction";
    internal const string Retraction = "retraction";

    /// <summary>Versions that are set against each other in one family, by id: enough for any article, and a bound for hostile ones.</summary>
    private const int MostNotices = 8;
    private const int MostVersions = 64;
    private const int LongestNotice = 300;

    private static readonly string[] Retracts =
    [
        "RETRACTION:", "RETRACTED:", "article has been retracted", "story has been retracted", "report has been retracted", "article has been withdrawn",
        "story has been withdrawn", "has retracted this article", "has retracted this story", "we have retracted this", "has withdrawn this story",
    ];

    private static readonly string[] Corrects =
    [
        "CORRECTION:", "CORRECTED:", "CORRECTED-", "(Corrects ", "Corrects figure", "Corrects to ", "article has been corrected", "story has been corrected", "report has been corrected",
        "article has been amended", "article was corrected", "story was corrected", "article was amended", "earlier version of this article", "earlier version of this story", "earlier version of this report",
        "previous version of this article", "previous version of this story",
    ];

    private readonly record struct Notice(string Kind, TextSpan Span);

    /// <summary>The family with what was withdrawn marked in its members' changes, in place of what was marked there before.</summary>
    internal static Family Mark(Family family, IReadOnlyList<LineageText> members, SentenceAligner aligner)
    {
        var more = new Dictionary<string, List<Change>>(StringComparer.Ordinal);
        foreach (var group in members.Select(m => (Text: m, Key: Versions.KeyOf(m.Page))).Where(m => m.Key != 0).GroupBy(m => m.Key, m => m.Text))
            Between([.. group.Take(MostVersions)], whole: true);
        foreach (var group in members.Where(m => m.Page.Article.OutletDomain is not null).GroupBy(m => m.Page.Article.OutletDomain, StringComparer.Ordinal))
            Between([.. group.Take(MostVersions)], whole: false);
        if (more.Count == 0 && !family.Members.Any(m => m.Changes.Any(Marks))) return family;
        return family with
        {
            Members = [.. family.Members.Select(m => m with { Changes = Sorted(m.Changes.Where(c => !Marks(c)).Concat(more.GetValueOrDefault(m.Article, []))) })],
        };

        void Between(List<LineageText> versions, bool whole)
        {
            if (versions.Count < 2) return;
            var notices = versions.Select(v => (Text: v, Notice: Find(v.Page.Article))).ToList();
            foreach (var (later, notice) in notices.Where(n => n.Notice is not null).Take(MostNotices))
            {
                foreach (var (earlier, _) in notices.Where(n => n.Notice is null && !Before(later.Page, n.Text.Page)))
                {
                    if (whole || later.Page.Article.OutletDomain is null || Versions.KeyOf(later.Page) != Versions.KeyOf(earlier.Page)) Against(earlier, later, notice!.Value, whole);
                }
            }
        }

        void Against(LineageText earlier, LineageText later, Notice notice, bool whole)
        {
            if (notice.Kind == Retraction && !whole) return; // of which of the outlet's pages it speaks is not known
            var said = later.Page.Article.Text;
            Add(later.Id, new Change(notice.Kind, notice.Span.Of(said).ToString(), "", notice.Span, default));
            if (notice.Kind == Retraction)
            {
                foreach (var text in (LineageText[])[earlier, later])
                    foreach (var sentence in text.Words.Sentences)
                        if (!sentence.Span.Overlaps(notice.Span) || text != later) Add(text.Id, new Change(Withdrawn, sentence.Span.Of(text.Words.Text).ToString(), "", sentence.Span, default));
                return;
            }
            foreach (var change in MemberComparison.Of(earlier.Words, later.Words, aligner).Changes)
            {
                if (change.Here.IsEmpty || !(change.ChangeKind is "number" or "name" or "quotation" || whole && change.ChangeKind == "sentence-added")) continue;
                Add(earlier.Id, new Change(Withdrawn, change.HereWords, change.ThereWords, change.Here, default));
            }
        }

        void Add(string article, Change change)
        {
            if (!more.TryGetValue(article, out var list)) more[article] = list = [];
            list.Add(change);
        }
    }

    private static bool Marks(Change change) => change.ChangeKind is Withdrawn or Correction or Retraction;

    private static ImmutableArray<Change> Sorted(IEnumerable<Change> changes) =>
        [.. changes.Distinct().OrderBy(c => c.Here.Start).ThenBy(c => c.There.Start).ThenBy(c => c.ChangeKind, StringComparer.Ordinal)
            .ThenBy(c => c.Here.Length).ThenBy(c => c.There.Length).ThenBy(c => c.ThereWords, StringComparer.Ordinal)];

    /// <summary>The line in which the article says that it corrects or retracts what it said before.</summary>
    private static Notice? Find(Article article)
    {
        foreach (var (kind, phrases) in new[] { (Retraction, Retracts), (Correction, Corrects) })
        {
            foreach (var phrase in phrases)
            {
                var at = article.Text.IndexOf(phrase, char.IsUpper(phrase[1]) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
                if (at < 0) continue;
                var start = at == 0 ? 0 : article.Text.LastIndexOf('\n', at - 1) + 1;
                var end = article.Text.IndexOf('\n', at);
                if (end < 0) end = article.Text.Length;
                // An upper-case word with a colon opens its line, or it is somebody else's.
                if (char.IsUpper(phrase[1]) && at > start + 1) continue;
                return new Notice(kind, TextSpan.FromBounds(start, Math.Min(end, start + LongestNotice)));
            }
        }
        return null;
    }

    /// <summary>Whether the first is known to be the older.</summary>
    private static bool Before(LineagePage x, LineagePage y) =>
        (x.Captured?.Value ?? x.Article.Modified?.Value) is { } a && (y.Captured?.Value ?? y.Article.Modified?.Value) is { } b && a.Last < b.First;
}

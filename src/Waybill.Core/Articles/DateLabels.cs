namespace Waybill.Articles;

/// <summary>What the words before a date say that it is.</summary>
public static class DateLabels
{
    public enum Kind
    {
        None,
        Published,
        FirstPublished,
        Updated,
    }

    private const int Reach = 60;

    private static readonly string[] First = ["first published", "originally published", "erstveröffentlicht"];
    private static readonly string[] Published = ["publish", "posted", "issued", "veröffentlicht", "publié", "publicado", "pubblicato", "gepubliceerd", "опубликован", "опубліковано", "yayın", "created", "erstellt", "mis en ligne"];
    private static readonly string[] Updated = ["updated", "modified", "update:", "revised", "aktualisiert", "mis à jour", "actualizado", "aggiornato", "bijgewerkt", "обновлен", "оновлено", "güncelle", "last edited", "atualizado"];

    /// <summary>The label nearest before a date wins.</summary>
    public static Kind Of(string text, int dateStart)
    {
        ArgumentNullException.ThrowIfNull(text);
        dateStart = Math.Clamp(dateStart, 0, text.Length);
        var before = ArticleLexicon.Fold(text[Math.Max(0, dateStart - Reach)..dateStart]);
        int first = Last(before, First), published = Last(before, Published), updated = Last(before, Updated);
        if (first >= 0 && first + 10 >= updated) return Kind.FirstPublished;
        if (published > updated) return Kind.Published;
        return updated >= 0 ? Kind.Updated : Kind.None;
    }

    private static int Last(string text, string[] words)
    {
        var at = -1;
        foreach (var word in words) at = Math.Max(at, text.LastIndexOf(word, StringComparison.Ordinal));
        return at;
    }
}

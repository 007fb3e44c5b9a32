using Waybill.Articles;
using Waybill.Lexicons;

namespace Waybill.Claims;

/// <summary>Decides whether an article goes on to analysis and claims: whether its text holds a word that the claims'
/// own lexicon knows as arms. Every claim has an item, and every item stands on such a word, so the gate loses none.</summary>
public sealed class ArmsGate(Lexicon lexicon)
{
    public bool Passes(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        return NamesArms(lexicon.Matcher.Find(article.Text));
    }

    internal static bool NamesArms(IReadOnlyList<LexiconHit> hits) => hits.Any(h => h.Kind is EntryKind.ItemNoun or EntryKind.Weapon);
}

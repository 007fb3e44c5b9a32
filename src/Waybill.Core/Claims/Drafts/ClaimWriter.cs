using System.Collections.Immutable;
using System.Globalization;
using Waybill.Articles;
using Waybill.Texts;

namespace Waybill.Claims.Drafts;

/// <summary>Writes drafts down as claims: identity, evidence, order.</summary>
internal static class ClaimWriter
{
    public static ImmutableArray<Claim> Write(List<ClaimDraft> drafts, Article article, Language.Analysis analysis, string extractor)
    {
        var claims = ImmutableArray.CreateBuilder<Claim>(drafts.Count);
        var ordinals = new Dictionary<string, int>(StringComparer.Ordinal);
        var ids = new Dictionary<ClaimDraft, string>();
        foreach (var draft in drafts)
        {
            var fields = Identity(draft, article, analysis);
            var key = string.Join('\u001f', fields);
            ordinals.TryGetValue(key, out var ordinal);
            ordinals[key] = ordinal + 1;
            ids[draft] = Hashes.Identity(16, [.. fields, ordinal.ToString(CultureInfo.InvariantCulture)]);
        }
        foreach (var draft in drafts) claims.Add(Claim(draft, ids, article, analysis, extractor));
        return claims.ToImmutable();
    }

    private static string[] Identity(ClaimDraft draft, Article article, Language.Analysis analysis)
    {
        var p = draft.Proposition;
        var roles = string.Join('\u001e', p.Roles.Select(r => $"{r.Key}={Folding.Fold(r.Value.Party.Words)}"));
        return
        [
            "claim/1", article.PageId, p.Frame.Kind == ClaimKind.Use ? "use" : "flow",
            string.Join('\u001e', p.Items.Select(i => Folding.Fold(i.Item.Words))), roles,
            Folding.Fold(analysis.Sentences[p.Sentence].Span.Of(analysis.Text)),
        ];
    }

    private static Claim Claim(ClaimDraft draft, Dictionary<ClaimDraft, string> ids, Article article, Language.Analysis analysis, string extractor)
    {
        var p = draft.Proposition;
        var items = p.Items.Select(i => i.Item).ToImmutableArray();
        var text = article.Text;
        return new Claim
        {
            Id = ids[draft],
            PageId = article.PageId,
            Kind = p.Frame.Kind,
            Stage = p.Scope.Stage,
            Factuality = draft.Factuality,
            Negated = draft.Negated,
            Stance = draft.Stance,
            Condition = p.Scope.Condition is { } c ? c.Of(text).ToString() : null,
            Supplier = p[Role.Supplier]?.Party,
            Recipient = p[Role.Recipient]?.Party,
            EndUser = p[Role.EndUser]?.Party,
            Producer = p[Role.Producer]?.Party,
            Licensor = p[Role.Licensor]?.Party,
            Broker = draft.Broker?.Party,
            Carrier = p[Role.Carrier]?.Party,
            SeizedBy = p[Role.SeizedBy]?.Party,
            User = p[Role.User]?.Party,
            Target = p[Role.Target]?.Party,
            Item = items[0],
            Items = items.Length > 1 ? items : [],
            Quantity = draft.Quantity,
            Value = draft.Value,
            When = draft.When,
            Expected = draft.Expected,
            Where = [.. draft.Where],
            Transit = [.. draft.Transit.Select(t => t.Party)],
            Attribution = draft.Attribution,
            Basis = draft.Basis is { } b ? b.Of(text).ToString() : null,
            FirstReportedBy = draft.FirstReporter,
            LinkedTo = [.. draft.LinkedTo.Where(ids.ContainsKey).Select(d => new ClaimLink(draft.LinkKind ?? "part-of", ids[d]))],
            Part = draft.Part,
            Sentence = analysis.Sentences[p.Sentence].Span,
            Evidence = [.. draft.Proof.Select(e => Evidence.InText(text, article.TextHash, e.Key, [.. e.Value]))],
            Confidence = draft.Confidence,
            Extractor = extractor,
        };
    }
}

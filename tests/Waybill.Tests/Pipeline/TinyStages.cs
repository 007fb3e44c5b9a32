using System.Collections.Immutable;
using System.Text;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Language;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pages;
using Waybill.Pipeline;
using Waybill.Stories;
using Waybill.Texts;

namespace Waybill.Tests.Pipeline;

/// <summary>The smallest stages that give every kind of record, so that stores, runs and verbs are tested apart from
/// how pages are really read: the first line is the title, "A sends N Xs to B." is a claim, equal texts are a family.</summary>
internal static class TinyStages
{
    public static Stages All(string version = "1") => new()
    {
        Articles = new ArticleStep("tiny-article/" + version, Read),
        Language = new LanguageStep("tiny-language/1", (text, _) => Analyze(text)),
        Claims = new Sends("tiny-claims/" + version),
        Lineage = new LineageStep("tiny-lineage/1", Relate),
        Ledger = new LedgerStep("tiny-ledger/1", Join),
    };

    public static ArticleResult Read(Capture capture)
    {
        var raw = Encoding.UTF8.GetString(capture.Bytes.Span);
        if (raw.Contains("NO TEXT", StringComparison.Ordinal)) return new ArticleResult.None(NoArticleReason.NoText, "nothing but menus");
        if (raw.Contains("THROW", StringComparison.Ordinal)) throw new InvalidOperationException("a stage that breaks its word");
        var text = raw.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        var hash = Hashes.Sha256(text);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        var runs = ImmutableArray.CreateBuilder<TextRun>();
        var at = 0;
        foreach (var part in text.Split("\n\n"))
        {
            var span = new TextSpan(at, part.Length);
            blocks.Add(new Block(span, at == 0 ? BlockKind.Title : BlockKind.Paragraph));
            var before = Encoding.UTF8.GetByteCount(text.AsSpan(0, at));
            runs.Add(new TextRun(span, new ByteSpan(before, Encoding.UTF8.GetByteCount(part)), RunNormalisation.Verbatim));
            at += part.Length + 2;
        }
        var title = blocks[0].Span.Of(text).ToString();
        return new ArticleResult.Found(new Article
        {
            Extractor = "tiny",
            PageId = capture.Id,
            Text = text,
            TextHash = hash,
            Blocks = blocks.ToImmutable(),
            Map = new TextMap(runs.ToImmutable()),
            Title = title,
            Outlet = capture.Outlet,
            Language = text.Contains("Streitkräfte", StringComparison.Ordinal) ? "de" : "en",
            Published = capture.Published is { } day ? new PrintedDate(day, DateSource.User) : null,
            Evidence = [Evidence.InText(text, hash, blocks[0].Span, "title")],
        });
    }

    public static Analysis Analyze(string text) => new()
    {
        Analyzer = "tiny",
        Text = text,
        Tokens = new TokenTable { Start = [], Length = [], Upos = [], Xpos = [], Morph = [], Lemma = [], Head = [], Relation = [] },
        Sentences = [],
    };

    private sealed class Sends(string name) : IClaimExtractor
    {
        public string Name => name;

        public ClaimReading Read(Article article, Analysis analysis)
        {
            var claims = ImmutableArray.CreateBuilder<Claim>();
            var missed = ImmutableArray.CreateBuilder<MissedSentence>();
            foreach (var block in article.Blocks.Where(b => b.Kind == BlockKind.Paragraph))
            {
                var words = block.Span.Of(article.Text).ToString().Split(' ');
                var sends = Array.IndexOf(words, "sends");
                if (sends < 0 && block.Span.Of(article.Text).Contains("arms", StringComparison.Ordinal)) missed.Add(new MissedSentence(block.Span, "no transfer verb"));
                if (sends < 1 || words.Length < sends + 5) continue;
                Evidence Proof(int word, params ImmutableArray<string> of)
                {
                    var start = block.Span.Start + words.Take(word).Sum(w => w.Length + 1);
                    return Evidence.InText(article.Text, article.TextHash, new TextSpan(start, words[word].TrimEnd('.').Length), of);
                }
                var hedged = words[0] == "Perhaps";
                claims.Add(new Claim
                {
                    Id = Hashes.Identity(16, "claim/tiny", article.PageId, words[sends - 1], words[sends + 2], words[sends + 4]),
                    PageId = article.PageId,
                    Kind = ClaimKind.Flow,
                    Stage = Stage.Delivered,
                    Factuality = hedged ? Factuality.Possible : Factuality.Certain,
                    Supplier = Party(words[sends - 1]),
                    Recipient = Party(words[sends + 4].TrimEnd('.')),
                    Item = new Item { Words = words[sends + 2], Description = words[sends + 2], Category = "missiles" },
                    Quantity = new Quantity { Words = words[sends + 1], Min = int.TryParse(words[sends + 1], out var n) ? n : null, Max = n > 0 ? n : null },
                    When = new TimeWords("Tuesday", "past"),
                    Attribution = [new Attribution { Source = "Ruritania", Words = "a spokesman of Ruritania", Cue = "said", Kind = "person", Government = "RUR", Primary = true }],
                    Part = ClaimPart.Body,
                    Sentence = block.Span,
                    Evidence = [Proof(sends - 1, "supplier"), Proof(sends, "stage"), Proof(sends + 1, "quantity"), Proof(sends + 2, "item"), Proof(sends + 4, "recipient")],
                    Confidence = 0.9,
                    Extractor = name,
                });
            }
            return new ClaimReading(claims.ToImmutable(), missed.ToImmutable());
        }

        private static Party Party(string words) => new() { Words = words, Name = words, Kind = PartyKind.State, Iso3 = words[..3].ToUpperInvariant() };
    }

    private static LineageResult Relate(ImmutableArray<LineagePage> pages)
    {
        var groups = pages.GroupBy(p => p.Article.TextHash, StringComparer.Ordinal).Select(g => g.OrderBy(p => p.Id, StringComparer.Ordinal).ToArray())
            .OrderBy(g => g[0].Id, StringComparer.Ordinal).ToArray();
        return new LineageResult
        {
            Families = [.. groups.Select(g => new Family
            {
                Id = Hashes.Identity(16, "family/tiny", g[0].Id),
                Origin = new FamilyOrigin(g[0].Id, null, ["the only text"], 0.5),
                Reference = g[0].Id,
                Members = [.. g.Select((p, i) => new FamilyMember { Article = p.Id, Relation = i == 0 ? Relation.Origin : Relation.Identical, Containment = 1 })],
                Stories = [Hashes.Identity(16, "story/tiny", g[0].Id)],
            }).OrderBy(f => f.Id, StringComparer.Ordinal)],
            Dates = [.. pages.OrderBy(p => p.Id, StringComparer.Ordinal).Select(p => p.Article.Published is { } d
                ? new ArticleDate(p.Id, d.Value, null, null, false, "said by the user", null) : ArticleDate.Unknown(p.Id))],
            Stories = [.. groups.Select(g => new Story(Hashes.Identity(16, "story/tiny", g[0].Id), g[0].Article.Title ?? "", [Hashes.Identity(16, "family/tiny", g[0].Id)],
                Hashes.Identity(16, "storyline/tiny", "all"))).OrderBy(s => s.Id, StringComparer.Ordinal)],
            Storylines = pages.IsEmpty ? [] : [new Storyline(Hashes.Identity(16, "storyline/tiny", "all"), [.. groups.Select(g => Hashes.Identity(16, "story/tiny", g[0].Id)).Order(StringComparer.Ordinal)])],
            VersionOf = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal),
        };
    }

    private static LedgerResult Join(ImmutableArray<LedgerArticle> articles, LineageResult lineage, Waybill.Judgements.JudgedLedger judged)
    {
        var placed = articles.SelectMany(a => a.Page.Claims.Select(c => new PlacedClaim
        {
            Claim = c,
            Article = a.Page.Id,
            Family = a.Family,
            When = a.Date.Value is { } day ? new ResolvedTime(c.When!.Words, day, day, day.Precision, "the article's day") : null,
            Said = [null],
        })).OrderBy(c => c.Claim.Id, StringComparer.Ordinal).ToImmutableArray();
        return new LedgerResult
        {
            Claims = placed,
            Transfers = [.. placed.GroupBy(c => $"{c.Claim.Supplier!.Name}>{c.Claim.Recipient!.Name}>{c.Claim.Item.Words}", StringComparer.Ordinal).Select(g => new Transfer
            {
                Id = Hashes.Identity(16, "transfer/tiny", g.Min(c => c.Claim.Id, StringComparer.Ordinal)!),
                Supplier = g.First().Claim.Supplier,
                Recipient = g.First().Claim.Recipient,
                Item = g.First().Claim.Item,
                Stages = [.. g.GroupBy(c => c.Claim.Factuality).OrderBy(s => s.Key).Select(s => new TransferStage
                {
                    Stage = Stage.Delivered,
                    Factuality = s.Key,
                    Negated = false,
                    Stance = Stance.Asserts,
                    Quantity = s.First().Claim.Quantity,
                    When = s.Select(c => c.When).FirstOrDefault(w => w is not null),
                    FirstReported = s.Select(c => c.When?.Start?.ToString()).OfType<string>().Min(StringComparer.Ordinal),
                    Claims = [.. s.Select(c => c.Claim.Id)],
                })],
                Outlets = 1,
                Pages = g.Select(c => c.Article).Distinct(StringComparer.Ordinal).Count(),
                Families = g.Select(c => c.Family).Distinct(StringComparer.Ordinal).Count(),
                IndependentOrigins = (1, 1),
                PrimarySources = ["Ruritania"],
                Governments = ["RUR"],
                Claims = [.. g.Select(c => c.Claim.Id)],
            }).OrderBy(t => t.Id, StringComparer.Ordinal)],
            ClaimChanges = ImmutableSortedDictionary<string, ImmutableArray<Change>>.Empty.WithComparers(StringComparer.Ordinal),
        };
    }
}

file static class LinqMore
{
    public static string? Min<T>(this IEnumerable<T> values, Func<T, string> of, StringComparer comparer) => values.Select(of).Min(comparer);
}

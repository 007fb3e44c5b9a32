using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Storage;
using Waybill.Stories;
using Waybill.Texts;

namespace Waybill.Pipeline.Export;

/// <summary>Writes records as JSON, one line each, always with the same members in the same order: <c>version</c>,
/// then those of <c>docs/reference/</c>. What is not known is null or an empty list, never left away. Positions in
/// the article's text count Unicode code points; positions in the page count bytes.</summary>
public sealed class JsonRecords : IDisposable
{
    /// <summary>Version of the records' shape: <c>"version": "waybill.claim/1"</c>.</summary>
    private const string Shape = "/1";

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _writer;

    public JsonRecords() => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public void Dispose() => _writer.Dispose();

    public string Page(PageFacts page) => Page(page, null);

    /// <param name="import">The run that took the page in, where custody is asked for. It differs from store to store, so a
    /// plain export has null in its place: the same pages give the same bytes.</param>
    public string Page(PageFacts page, RunRow? import)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Record("page", page.Id, () =>
        {
            _writer.WriteString("sha256", page.Sha256);
            _writer.WriteNumber("bytes", page.Bytes);
            _writer.WriteString("url", page.Url);
            _writer.WriteString("urlFrom", page.Url is null ? null : Term.Of(page.Facts.UrlFrom));
            Captured(page.Facts);
            if (import is null) _writer.WriteNull("imported");
            else
            {
                _writer.WriteStartObject("imported");
                _writer.WriteString("at", import.Started);
                _writer.WriteNumber("run", import.Id);
                _writer.WriteString("program", import.Program);
                _writer.WriteString("who", import.Who);
                _writer.WriteEndObject();
            }
            _writer.WriteString("file", page.Facts.File);
            _writer.WriteString("parent", page.Facts.Parent);
            _writer.WriteString("collector", page.Facts.Collector);
            _writer.WriteString("kept", page.HasBytes ? "whole" : page.HasText ? "text" : "withdrawn");
            _writer.WriteString("format", page.Facts.Format == Pages.PageFormat.Html ? "html" : "text");
        });
    }

    public string Article(ArticleView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var article = view.Article;
        var points = new CodePoints(article.Text);
        return Record("article", view.Id, () =>
        {
            _writer.WriteString("url", view.Url);
            _writer.WriteString("urlFrom", view.UrlFrom);
            _writer.WriteString("file", view.Page.Facts.File);
            _writer.WriteString("outlet", view.Outlet);
            _writer.WriteString("agency", view.Agency);
            _writer.WriteString("title", article.Title);
            _writer.WriteString("subtitle", article.Subtitle);
            Strings("byline", article.Byline);
            Published(view, points);
            Captured(view.Page.Facts);
            _writer.WriteString("language", article.Language);
            _writer.WriteString("text", article.Text);
            _writer.WriteString("textHash", article.TextHash);
            _writer.WriteString("family", view.FamilyId);
            _writer.WriteString("relation", view.Member is { } member ? Term.Of(member.Relation) : null);
            List("passages", view.Member?.Passages ?? [], passage =>
            {
                Span(passage.Span, points);
                _writer.WriteString("family", passage.Family);
                _writer.WriteString("relation", Term.Of(passage.Relation));
                _writer.WriteString("other", passage.Other);
            });
            _writer.WriteString("versionOf", view.VersionOf);
            List("leftOut", article.LeftOut, block =>
            {
                _writer.WriteString("reason", Term.Of(block.Reason));
                _writer.WriteNumber("start", block.Range.Start);
                _writer.WriteNumber("end", block.Range.End);
                _writer.WriteString("text", block.Text);
            });
            List("blocks", article.Blocks.Select((block, number) => (block, number)), b =>
            {
                _writer.WriteString("kind", Term.Of(b.block.Kind));
                Span(b.block.Span, points);
                _writer.WriteBoolean("furniture", view.Furniture.Contains(b.number));
            });
            _writer.WriteBoolean("paywalled", article.Paywalled);
            _writer.WriteBoolean("liveBlog", article.LiveBlog);
            List("entries", article.Entries, entry =>
            {
                Span(entry.Span, points);
                _writer.WriteString("time", entry.Time.Value.ToString());
                _writer.WriteString("from", Term.Of(entry.Time.From));
            });
            List("credits", article.Credits, credit =>
            {
                _writer.WriteString("agency", credit.Agency);
                _writer.WriteString("words", credit.Words);
                _writer.WriteString("kind", Term.Of(credit.Kind));
            });
            EvidenceList(article.Evidence, points);
            _writer.WriteString("extractor", article.Extractor);
            _writer.WriteString("claimsSkipped", view.Reading?.Skipped);
        });
    }

    public string Claim(ClaimView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var points = new CodePoints(view.Article.Article.Text);
        return Record("claim", view.Id, () => new ClaimJson(_writer, this).Write(view, points));
    }

    public string Family(Family family, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(set);
        return Record("family", family.Id, () =>
        {
            _writer.WriteStartObject("origin");
            _writer.WriteString("article", family.Origin.Article);
            _writer.WriteString("agency", family.Origin.Agency);
            Strings("reasons", family.Origin.Reasons);
            _writer.WriteNumber("confidence", family.Origin.Confidence);
            _writer.WriteEndObject();
            _writer.WriteString("reference", family.Reference);
            var reference = set.Article(family.Reference) is { } r ? new CodePoints(r.Article.Text) : null;
            List("members", family.Members, member =>
            {
                var here = set.Article(member.Article) is { } a ? new CodePoints(a.Article.Text) : null;
                _writer.WriteString("article", member.Article);
                _writer.WriteString("relation", Term.Of(member.Relation));
                _writer.WriteNumber("containment", Math.Round(member.Containment, 4));
                List("changes", member.Changes.AddRange(set.ClaimChanges(member.Article)), change =>
                {
                    _writer.WriteString("kind", change.ChangeKind);
                    Side("here", change.HereWords, change.Here, here);
                    Side("there", change.ThereWords, change.There, reference);
                });
            });
            Strings("stories", family.Stories);
        });

        void Side(string name, string words, TextSpan span, CodePoints? points)
        {
            if (words.Length == 0 && span.IsEmpty)
            {
                _writer.WriteNull(name);
                return;
            }
            _writer.WriteStartObject(name);
            _writer.WriteString("words", words);
            _writer.WriteNumber("start", points?.At(span.Start) ?? span.Start);
            _writer.WriteNumber("end", points?.At(span.End) ?? span.End);
            _writer.WriteEndObject();
        }
    }

    public string Story(Story story)
    {
        ArgumentNullException.ThrowIfNull(story);
        return Record("story", story.Id, () =>
        {
            _writer.WriteString("title", story.Title);
            Strings("families", story.Families);
            _writer.WriteString("storyline", story.Storyline);
        });
    }

    public string Storyline(Storyline storyline)
    {
        ArgumentNullException.ThrowIfNull(storyline);
        return Record("storyline", storyline.Id, () => Strings("stories", storyline.Stories));
    }

    public string Transfer(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        return Record("transfer", transfer.Id, () => new TransferJson(_writer, this).Write(transfer));
    }

    public string Judgement(Judgement judgement, bool orphan, bool withdrawn)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        return Record("judgement", null, () =>
        {
            _writer.WriteNumber("number", judgement.Number);
            _writer.WriteString("verb", Term.Of(judgement.Verb));
            _writer.WriteString("of", Term.Of(judgement.Of));
            _writer.WriteString("subject", judgement.Subject);
            _writer.WriteString("object", judgement.Object);
            _writer.WriteString("field", judgement.Correction?.Field);
            _writer.WriteString("value", judgement.Correction?.Value);
            _writer.WriteString("words", judgement.Correction?.Words);
            List("fields", judgement.Fields, f =>
            {
                _writer.WriteString("field", f.Field);
                _writer.WriteString("value", f.Value);
                _writer.WriteString("words", f.Words);
            });
            Anchors("madeOn", judgement.MadeOn);
            Anchors("otherSide", judgement.OtherSide);
            _writer.WriteString("who", judgement.Who);
            _writer.WriteString("at", judgement.At);
            _writer.WriteString("why", judgement.Why);
            if (judgement.Withdraws is { } number) _writer.WriteNumber("withdraws", number);
            else _writer.WriteNull("withdraws");
            _writer.WriteBoolean("withdrawn", withdrawn);
            _writer.WriteBoolean("orphan", orphan);
        });

        void Anchors(string name, IEnumerable<ClaimAnchor> anchors) => List(name, anchors, a =>
        {
            _writer.WriteString("claim", a.Claim);
            _writer.WriteString("article", a.Article);
            _writer.WriteString("sentence", a.Sentence);
            _writer.WriteString("key", a.Key);
            _writer.WriteString("values", a.Values);
        });
    }

    /// <summary>A record of any other shape (lists of <c>missed</c>, problems found), with the same envelope.</summary>
    public string Other(string kind, Action<Utf8JsonWriter> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return Record(kind, null, () => members(_writer));
    }

    private string Record(string kind, string? id, Action members)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        _writer.WriteString("version", "waybill." + kind + Shape);
        if (id is not null) _writer.WriteString("id", id);
        members();
        _writer.WriteEndObject();
        _writer.Flush();
        return SafeJson.Text(_buffer.WrittenSpan);
    }

    internal void Strings(string name, IEnumerable<string> values)
    {
        _writer.WriteStartArray(name);
        foreach (var value in values) _writer.WriteStringValue(value);
        _writer.WriteEndArray();
    }

    internal void List<T>(string name, IEnumerable<T> values, Action<T> members)
    {
        _writer.WriteStartArray(name);
        foreach (var value in values)
        {
            _writer.WriteStartObject();
            members(value);
            _writer.WriteEndObject();
        }
        _writer.WriteEndArray();
    }

    internal void EvidenceList(IEnumerable<Evidence> evidence, CodePoints points) => List("evidence", evidence, e =>
    {
        Strings("of", e.Of);
        _writer.WriteString("layer", Term.Of(e.Layer));
        _writer.WriteString("exact", e.Exact);
        _writer.WriteString("prefix", e.Prefix);
        _writer.WriteString("suffix", e.Suffix);
        _writer.WriteNumber("start", e.Layer == EvidenceLayer.Text ? points.At(e.Start) : e.Start);
        _writer.WriteNumber("end", e.Layer == EvidenceLayer.Text ? points.At(e.End) : e.End);
        _writer.WriteString("hash", e.Hash);
    });

    private void Span(TextSpan span, CodePoints points)
    {
        _writer.WriteNumber("start", points.At(span.Start));
        _writer.WriteNumber("end", points.At(span.End));
    }

    private void Captured(CaptureFacts facts)
    {
        if (facts.Captured is not { } captured)
        {
            _writer.WriteNull("captured");
            return;
        }
        _writer.WriteStartObject("captured");
        _writer.WriteString("value", captured.Value.ToString());
        _writer.WriteString("from", Term.Of(captured.From));
        _writer.WriteEndObject();
    }

    private void Published(ArticleView view, CodePoints points)
    {
        var printed = view.Article.Published;
        var date = view.Date;
        if (printed is null && date is null or { Value: null, NotBefore: null, NotAfter: null, How.Length: 0 })
        {
            _writer.WriteNull("published");
            return;
        }
        var value = date is null ? (printed!.Distrusted is null ? printed.Value : (PartialDate?)null) : date.Value;
        var own = printed is not null && (date is null || !date.Inferred);
        _writer.WriteStartObject("published");
        _writer.WriteString("value", value?.ToString());
        _writer.WriteString("precision", value is { } v ? Term.Of(v.Precision) : null);
        _writer.WriteString("from", own ? Term.Of(printed!.From) : date is { Inferred: true, Value: not null } ? "inferred" : null);
        EvidenceList(own ? view.Article.Evidence.Where(e => e.Of.Contains("published")) : [], points);
        _writer.WriteBoolean("inferred", date is { Inferred: true });
        _writer.WriteString("how", date?.How is { Length: > 0 } how ? how : null);
        _writer.WriteString("learntFrom", date?.From);
        _writer.WriteString("notBefore", Day(date?.NotBefore));
        _writer.WriteString("notAfter", Day(date?.NotAfter));
        _writer.WriteString("printed", printed?.Value.ToString());
        _writer.WriteString("distrusted", printed?.Distrusted);
        _writer.WriteEndObject();
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

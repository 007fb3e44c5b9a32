using Waybill.Articles;
using Waybill.Html;
using Waybill.Lineage;
using Waybill.Pipeline;

namespace Waybill.Cli;

/// <summary>The composition root: which stage does what. A stage that is not there yet is not composed.</summary>
public static class Composition
{
    public static Stages Stages() => new()
    {
        Articles = new ArticleStep($"{PlainTextReader.Name} {HtmlReader.Name}", PageReader.Read),
        Lineage = new LineageStep(LineageStage.Version, pages => LineageStage.Build(pages)),
    };
}

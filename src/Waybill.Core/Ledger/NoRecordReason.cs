namespace Waybill.Ledger;

/// <summary>Why a claim stands in no ledger record, in the words that people and exports see.</summary>
public static class NoRecordReason
{
    public const string Headline = "a headline's claim makes no record";
    public const string Furniture = "its outlet repeats the block on other pages: a teaser or the like, not this article's statement";
    public const string Withdrawn = "withdrawn by a correction or retraction of the article";
    public const string Contradicted = "contradicted within its family";
    public const string BareUse = "a use of arms whose supplier is not named";
    public const string UseAlone = "a use of arms founds no transfer by itself";
    public const string NoParty = "names neither supplier nor recipient";
}

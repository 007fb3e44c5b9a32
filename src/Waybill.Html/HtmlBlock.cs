using Waybill.Articles;

namespace Waybill.Html;

/// <summary>Kinds of elements that a block stands in, anywhere above it.</summary>
[Flags]
internal enum Ancestors
{
    None = 0,
    Article = 1,
    Main = 1 << 1,
    Aside = 1 << 2,
    Nav = 1 << 3,
    Footer = 1 << 4,
    Header = 1 << 5,
    Form = 1 << 6,
    List = 1 << 7,
    Table = 1 << 8,
    Figure = 1 << 9,
    Section = 1 << 10,
    BodyProperty = 1 << 11,
    Hidden = 1 << 12,
    Dialog = 1 << 13,
    Blockquote = 1 << 14,
    Button = 1 << 15,
    Heading = 1 << 16,
    Figcaption = 1 << 17,
    AriaHidden = 1 << 18,
    Details = 1 << 19,
    Noindex = 1 << 20,
    Address = 1 << 21,
    Live = 1 << 22,
}

/// <summary>What a block inherits from the elements above it.</summary>
internal struct BlockContext
{
    public int Node;
    public int Parent;
    public Tag Tag;
    public int Depth;
    public Ancestors Ancestors;
    public GroupDistances Distances;
}

/// <summary>A link in a block.</summary>
internal readonly record struct BlockLink(int Start, int Length, int Node);

/// <summary>A block of visible text: what stands between two borders of block elements, or two line breaks in a row.</summary>
internal sealed class HtmlBlock
{
    public required BlockText Text { get; init; }

    /// <summary>Index of the context of the nearest block element.</summary>
    public required int Context { get; init; }

    public required Tag Tag { get; init; }

    /// <summary>Units that stand in links.</summary>
    public required int LinkUnits { get; init; }

    /// <summary>Units that stand in strong, b, em, i.</summary>
    public required int StrongUnits { get; init; }

    public required List<BlockLink> Links { get; init; }

    /// <summary>The block begins after two line breaks, not after an element's border.</summary>
    public required bool AfterBreak { get; init; }
}

using System.Collections.Frozen;

namespace Waybill.Html;

/// <summary>Element names that the reader tells apart. <see cref="Text"/> is a run of characters, not an element.</summary>
internal enum Tag : byte
{
    Text, Other,
    Html, Head, Body, Title, Meta, Link, Base, Script, Style, Noscript, Template, Iframe, Svg, Math, Object, Canvas, Audio, Video, Textarea, Select, Option, Optgroup, Button, Input, Label, Form, Fieldset,
    Article, Main, Section, Div, Aside, Nav, Header, Footer, Address, Center, Details, Summary, Dialog, Hgroup, Menu, Figure, Figcaption, Blockquote, Pre, P, H1, H2, H3, H4, H5, H6,
    Ul, Ol, Li, Dl, Dt, Dd, Table, Caption, Thead, Tbody, Tfoot, Tr, Td, Th, Colgroup, Col, Hr, Br, Wbr, Img, Picture, Source, Embed, Param, Track, Area,
    A, B, Strong, I, Em, U, Small, Span, Font, Time, Q, Cite, Code, Sub, Sup, Abbr, Mark, S, Strike, Del, Ins, Big, Nobr, Tt, Kbd, Var, Samp, Dfn, Bdi, Bdo, Ruby, Rt, Rp, Data,
    Xmp, Noembed, Noframes, Plaintext, Amp,
}

internal static class Tags
{
    private static readonly FrozenDictionary<string, Tag> ByName =
        Enum.GetValues<Tag>().Where(t => t is not (Tag.Text or Tag.Other or Tag.Amp)).ToFrozenDictionary(t => t.ToString().ToLowerInvariant(), t => t, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Tag>.AlternateLookup<ReadOnlySpan<char>> Lookup = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    public const int Count = (int)Tag.Amp + 1;

    /// <param name="lower">The name in lower case.</param>
    public static Tag Of(ReadOnlySpan<char> lower) => Lookup.TryGetValue(lower, out var tag) ? tag : Tag.Other;

    public static bool IsVoid(Tag tag) => tag is Tag.Meta or Tag.Link or Tag.Base or Tag.Br or Tag.Wbr or Tag.Hr or Tag.Img or Tag.Input or Tag.Col or Tag.Embed or Tag.Param or Tag.Source or Tag.Track or Tag.Area;

    /// <summary>Content is characters up to the matching end tag.</summary>
    public static bool IsRaw(Tag tag) => tag is Tag.Script or Tag.Style or Tag.Title or Tag.Textarea or Tag.Iframe or Tag.Xmp or Tag.Noembed or Tag.Noframes or Tag.Plaintext;

    /// <summary>Starts and ends a block of text.</summary>
    public static bool IsBlock(Tag tag) =>
        tag is >= Tag.Article and <= Tag.Hr or Tag.Body or Tag.Html or Tag.Head or Tag.Form or Tag.Fieldset or Tag.Option or Tag.Select or Tag.Button or Tag.Textarea or Tag.Title or Tag.Iframe or Tag.Noscript or Tag.Video or Tag.Audio or Tag.Object;

    /// <summary>Its start tag closes an open paragraph (HTML standard, "in body").</summary>
    public static bool ClosesParagraph(Tag tag) => tag is (>= Tag.Article and <= Tag.Dd or Tag.Table or Tag.Hr or Tag.Form or Tag.Fieldset) and not Tag.Caption;

    public static bool IsHeading(Tag tag) => tag is >= Tag.H1 and <= Tag.H6;

    public static bool IsInline(Tag tag) => tag is >= Tag.A and <= Tag.Data;

    /// <summary>Nothing inside is ever printed as text of the page.</summary>
    public static bool IsHidden(Tag tag) => tag is Tag.Script or Tag.Style or Tag.Template or Tag.Iframe or Tag.Svg or Tag.Math or Tag.Textarea or Tag.Select or Tag.Title or Tag.Head or Tag.Noembed or Tag.Noframes or Tag.Object or Tag.Canvas or Tag.Audio or Tag.Video or Tag.Noscript;
}

using Waybill.Judgements;
using Waybill.Lineage;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Storage;
using Waybill.Storage.Migrations;

namespace Waybill.Web.Server;

/// <summary>Which record a person means, and where it is after a judgement has given it another id.</summary>
public static class Meant
{
    /// <summary>Paths of the kinds that are named by their address.</summary>
    private static readonly (string Path, string Kind)[] Kinds = [("families", "family"), ("stories", "story"), ("transfers", "transfer"), ("articles", "article"), ("claims", "claim")];

    /// <summary>The id of a record of a kind, by its address here, its id or the start of one, or by one of its pages or claims.</summary>
    /// <exception cref="JudgementException">Nothing or several are meant; the message says which.</exception>
    public static string Id(Store store, string kind, string words)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(words);
        var id = words.Trim().Split('?', '#')[0].TrimEnd('/').Split('/')[^1];
        var match = Ids.MatchLong(store, kind, id);
        if (match.Whole is { } whole) return whole;
        if (match.Several.Count > 0) throw new JudgementException($"“{Shown.Line(id, 60)}” is the start of several ids: {string.Join(", ", match.Several.Take(5))}.");
        if (Over(store, kind, id) is { } over) return over;
        throw new JudgementException($"There is no {kind} “{Shown.Line(words, 80)}”: give its address, its id or the start of one, or that of something in it.");
    }

    /// <summary>The record that holds what the id is of.</summary>
    private static string? Over(Store store, string kind, string id)
    {
        string? One(string part) => Ids.MatchLong(store, part, id).Whole;
        return kind switch
        {
            "family" when One("article") is { } article => FamilyOf(store, article),
            "story" when One("family") is { } family => StoryOf(store, family),
            "story" when One("article") is { } article && FamilyOf(store, article) is { } family => StoryOf(store, family),
            "transfer" when One("claim") is { } claim => TransferOf(store, claim),
            _ => null,
        };
    }

    /// <summary>Where a person goes on who looked at <paramref name="back"/> when judging: there, or where that record is now.</summary>
    /// <param name="made">The judgement that was made, or the one that was taken back.</param>
    public static string Landing(Store store, string back, Judgement made)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(back);
        ArgumentNullException.ThrowIfNull(made);
        var parts = back.Split('?', '#')[0].Split('/');
        if (parts.Length != 3 || Kinds.FirstOrDefault(k => k.Path == parts[1]).Kind is not { } kind) return back;
        // What is joined or parted takes its id along with some of its pages: the side that was looked at may have another one.
        if (made.Verb is not (JudgementVerb.Merge or JudgementVerb.Split) && Ids.MatchLong(store, kind, parts[2]).Whole is not null) return back;
        var anchors = made.MadeOn.Concat(made.OtherSide).ToArray();
        var families = anchors.Select(a => FamilyOf(store, a.Article)).OfType<string>();
        return kind switch
        {
            "family" when families.FirstOrDefault() is { } family => "/families/" + family,
            "story" when families.Select(f => StoryOf(store, f)).OfType<string>().FirstOrDefault() is { } story => "/stories/" + story,
            "transfer" when anchors.Select(a => TransferOf(store, a.Claim)).OfType<string>().FirstOrDefault() is { } transfer => "/transfers/" + transfer,
            // The claim itself says why it is in no record.
            "transfer" when anchors.FirstOrDefault(a => store.Has("claim", a.Claim)) is { } claim => "/claims/" + claim.Claim,
            _ => back,
        };
    }

    private static string? FamilyOf(Store store, string article) => store.Record<MainFamily>(AcrossTable.FamilyOf, article)?.Family;

    private static string? StoryOf(Store store, string family) => store.Record<Family>(AcrossTable.Family, family)?.Stories is { IsDefaultOrEmpty: false } stories ? stories[0] : null;

    private static string? TransferOf(Store store, string claim) => store.Record<string[]>(AcrossTable.TransfersOf, claim) is { Length: > 0 } transfers ? transfers[0] : null;
}

using System.Collections.Frozen;

namespace Waybill.Claims.Mentions;

/// <summary>Closed lists of nouns by what they do to the name before them.</summary>
internal static class ActorNouns
{
    /// <summary>Nouns that act for the state named before them ("Russian forces", "Iranian officials").</summary>
    private static readonly FrozenSet<string> Bodies = FrozenSet.Create(StringComparer.Ordinal,
        "force", "troop", "army", "military", "government", "ministry", "official", "authority", "navy", "regime", "side", "leadership",
        "leader", "president", "minister", "premier", "chancellor", "king", "administration", "cabinet", "parliament", "senate", "congress",
        "ambassador", "embassy", "diplomat", "spokesman", "spokeswoman", "spokesperson", "envoy", "kremlin", "marine", "soldier", "guard",
        "corps", "intelligence", "parliamentarian", "lawmaker", "dictator", "ruler", "junta", "counterpart", "secretary", "general", "commander",
        "defence", "defense", "department", "service", "agency", "unit", "police", "military-industrial", "pilot", "coastguard", "airforce", "vice", "friend", "defender", "peshmerga");

    /// <summary>Nouns that make the name before them a company of that state.</summary>
    private static readonly FrozenSet<string> Companies = FrozenSet.Create(StringComparer.Ordinal,
        "company", "firm", "manufacturer", "maker", "contractor", "shipbuilder", "supplier", "producer", "conglomerate", "shipyard", "arms-maker", "entity", "defence-firm", "dealer", "trader", "broker");

    /// <summary>Nouns that make the name before them an armed group or crowd that is not the state.</summary>
    private static readonly FrozenSet<string> Groups = FrozenSet.Create(StringComparer.Ordinal,
        "rebel", "militia", "militant", "insurgent", "separatist", "fighter", "faction", "proxy", "opposition", "gang", "cartel", "mercenary", "paramilitary");

    /// <summary>Nouns of people who act for nobody ("Ukrainian civilians").</summary>
    private static readonly FrozenSet<string> People = FrozenSet.Create(StringComparer.Ordinal, "citizen", "people", "civilian", "man", "woman", "national", "child", "worker", "student", "refugee", "public", "media", "newspaper", "reporter", "journalist", "player", "team", "company-man");

    /// <summary>Nouns that hold an item behind "of" and stand for it in the sentence.</summary>
    private static readonly FrozenSet<string> Measures = FrozenSet.Create(StringComparer.Ordinal,
        "container", "shipment", "consignment", "batch", "number", "ton", "tonne", "dozen", "hundred", "thousand", "million", "score", "couple", "pair",
        "lot", "amount", "quantity", "range", "variety", "type", "kind", "load", "crate", "round", "piece", "unit", "set", "squadron", "fleet", "series",
        "package", "tranche", "cargo", "stockpile", "some", "one", "two", "three", "four", "five", "six", "several", "many", "most", "part", "all", "total",
        "box", "truckload", "planeload", "shipload", "volume", "array", "mix", "cache", "list", "brigade", "battalion", "battery", "group", "each", "bulk", "majority", "half", "dozens", "hundreds", "thousands", "millions", "tens", "ten", "rest", "remainder", "first", "second", "third", "last", "final", "any", "both", "title", "ownership", "half-dozen", "version", "variant", "model", "portion", "worth", "billion");

    public static bool IsBody(string lemma) => Bodies.Contains(lemma);

    public static bool IsCompany(string lemma) => Companies.Contains(lemma);

    public static bool IsGroup(string lemma) => Groups.Contains(lemma);

    public static bool IsPeople(string lemma) => People.Contains(lemma);

    public static bool IsMeasure(string lemma) => Measures.Contains(lemma);
}

namespace Waybill.Lexicons;

/// <summary>Which files a lexicon has and which columns they have.</summary>
internal static class LexiconSchema
{
    /// <summary>Column names of a file, or null where the file is no part of the typed lexicon.</summary>
    public static IReadOnlyList<string>? Columns(string file) => file switch
    {
        "states.tsv" => ["id", "kind", "name", "aliases", "adjectives", "people", "capitals"],
        "groups.tsv" => ["id", "kind", "name", "of", "aliases", "adjectives"],
        "companies.tsv" => ["id", "name", "of", "aliases"],
        "bodies.tsv" => ["form", "of", "kind"],
        "body-nouns.tsv" => ["form", "kind"],
        "leaders.tsv" => ["id", "name", "of", "office", "from", "to", "surname", "rule", "aliases"],
        "weapons.tsv" => ["designation", "aliases", "category", "description", "unroca", "sipri", "producer"],
        "item-nouns.tsv" => ["noun", "forms", "category", "description", "unroca", "sipri"],
        "agencies.tsv" => ["id", "name", "country", "forms"],
        "outlets.tsv" => ["domain", "name", "country", "forms"],
        "stops.tsv" => ["form"],
        "ambiguous.tsv" => ["form", "needs", "fires", "silent"],
        _ => null,
    };

    /// <summary>The categories of the guide.</summary>
    public static IReadOnlyList<string> Categories { get; } =
    [
        "tanks", "armoured-vehicles", "artillery", "combat-aircraft", "aircraft", "helicopters", "ships", "naval-weapons", "missiles",
        "air-defence", "uav", "bombs", "ammunition", "small-arms-light-weapons", "engines", "sensors", "electronic-warfare",
        "components", "production-equipment", "technology", "vehicles", "protective-equipment", "satellites", "other", "unspecified",
    ];

    /// <summary>The seven UNROCA categories with their parts, the eighth for small arms, and the two non-answers.</summary>
    public static IReadOnlyList<string> Unroca { get; } =
        ["I", "II", "III", "IV", "IV.a", "IV.b", "V", "VI", "VII", "VII.a", "VII.b", "VIII", "undetermined", "outside"];

    /// <summary>SIPRI's arms categories and the two non-answers.</summary>
    public static IReadOnlyList<string> Sipri { get; } =
    [
        "aircraft", "air-defence systems", "anti-submarine warfare weapons", "armoured vehicles", "artillery", "engines", "missiles",
        "naval weapons", "other", "satellites", "sensors", "ships", "undetermined", "outside",
    ];
}

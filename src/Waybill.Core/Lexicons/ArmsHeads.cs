using System.Collections.Frozen;

namespace Waybill.Lexicons;

/// <summary>Words that show that the name next to them is a weapon's.</summary>
internal static class ArmsHeads
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Heads = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "missile", "missiles", "tank", "tanks", "system", "systems", "battery", "batteries", "launcher", "launchers",
        "rocket", "rockets", "howitzer", "howitzers", "drone", "drones", "uav", "uavs", "jet", "jets", "fighter", "fighters",
        "helicopter", "helicopters", "interceptor", "interceptors", "radar", "radars", "aircraft", "plane", "planes", "bomber",
        "bombers", "mlrs", "artillery", "gun", "guns", "munition", "munitions", "bomb", "bombs", "torpedo", "torpedoes",
        "submarine", "submarines", "frigate", "frigates", "corvette", "corvettes", "destroyer", "destroyers", "warship",
        "warships", "vehicle", "vehicles", "carrier", "carriers", "ifv", "ifvs", "apc", "apcs", "trainer", "trainers", "sam",
        "sams", "manpads", "mortar", "mortars", "rifle", "rifles", "ammunition", "shells", "warhead", "warheads", "squadron",
        "squadrons", "defence", "defense", "pistol", "pistols", "gunship", "gunships", "airlifter", "transporter", "vessel", "vessels", "boats").GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Numbers = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "dozens", "twenty",
        "thirty", "forty", "fifty", "hundred", "hundreds", "thousand", "thousands", "million", "several").GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsHead(ReadOnlySpan<char> word) => Heads.Contains(word);

    public static bool IsNumberWord(ReadOnlySpan<char> word) => Numbers.Contains(word);
}

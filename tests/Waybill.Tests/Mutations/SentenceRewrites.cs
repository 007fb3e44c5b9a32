namespace Waybill.Tests.Mutations;

/// <summary>Sentences of the seed pages said in other words with the same meaning: active and passive, giver and taker.
/// The first wording of each is the page's own. They are applied before any name is exchanged.</summary>
internal static class SentenceRewrites
{
    public static string Apply(string text, Func<int, int> choose)
    {
        foreach (var wordings in Table)
        {
            var choice = choose(wordings.Length);
            if (choice > 0) text = text.Replace(wordings[0], wordings[choice], StringComparison.Ordinal);
        }
        return text;
    }

    private static readonly string[][] Table =
    [
        [
            "found that North Korea has provided Russia with ballistic missile launchers and several ballistic missiles,",
            "found that Russia has been provided with ballistic missile launchers and several ballistic missiles by North Korea,",
            "found that Russia has acquired ballistic missile launchers and several ballistic missiles from North Korea,",
            "found that North Korea has supplied ballistic missile launchers and several ballistic missiles to Russia,",
            "found that North Korea has delivered to Russia ballistic missile launchers and several ballistic missiles,",
        ],
        [
            "Russia has acquired ballistic missiles from North Korea and is seeking close-range ballistic missiles from Iran",
            "Russia has obtained ballistic missiles from North Korea and is trying to acquire close-range ballistic missiles from Iran",
            "Russia has received ballistic missiles from North Korea and is seeking close-range ballistic missiles from Iran",
            "North Korea has supplied Russia with ballistic missiles and Russia is seeking close-range ballistic missiles from Iran",
        ],
        [
            "The Biden administration says Iran has provided Russia with attack drones.",
            "The Biden administration says Russia has been provided with attack drones by Iran.",
            "The Biden administration says Iran has supplied attack drones to Russia.",
            "The Biden administration says Russia has received attack drones from Iran.",
            "Iran has provided Russia with attack drones, the Biden administration says.",
        ],
        [
            "The White House in October said that North Korea delivered more than 1,000 containers of military equipment and munitions to Russia.",
            "The White House in October said that more than 1,000 containers of military equipment and munitions were delivered to Russia by North Korea.",
            "The White House in October said that Russia received more than 1,000 containers of military equipment and munitions from North Korea.",
            "The White House said in October that North Korea sent Russia more than 1,000 containers of military equipment and munitions.",
        ],
        [
            "Russian forces fired at least one of those ballistic missiles into Ukraine on December 30 and it landed",
            "At least one of those ballistic missiles was fired into Ukraine by Russian forces on December 30 and it landed",
            "On December 30 Russian forces fired at least one of those ballistic missiles into Ukraine and it landed",
        ],
        [
            "Russian forces fired at least one of those ballistic missiles into Ukraine on Dec. 30 and it landed",
            "At least one of those ballistic missiles was fired into Ukraine by Russian forces on Dec. 30 and it landed",
            "On Dec. 30 Russian forces fired at least one of those ballistic missiles into Ukraine and it landed",
        ],
        [
            "Russia launched multiple North Korean ballistic missiles on Tuesday as part of an overnight attack",
            "Multiple North Korean ballistic missiles were launched by Russia on Tuesday as part of an overnight attack",
            "On Tuesday Russia fired multiple North Korean ballistic missiles as part of an overnight attack",
        ],
        [
            "North Korea recently provided Russia with several ballistic missiles and launchers which",
            "North Korea recently supplied Russia with several ballistic missiles and launchers which",
            "Russia was recently provided by North Korea with several ballistic missiles and launchers which",
            "Russia recently received from North Korea several ballistic missiles and launchers which",
        ],
        [
            "the US believed Russia is seeking to acquire close-range ballistic missiles from Iran",
            "the US believed Russia is trying to obtain close-range ballistic missiles from Iran",
            "the US believed Russia is seeking close-range ballistic missiles from Iran",
        ],
        [
            "we do not believe that Iran has delivered close-range ballistic missiles to Russia",
            "we do not believe that close-range ballistic missiles have been delivered to Russia by Iran",
            "we do not believe that Russia has received close-range ballistic missiles from Iran",
        ],
        [
            "in the process of purchasing millions of rockets",
            "in the process of buying millions of rockets",
            "in the process of acquiring millions of rockets",
        ],
        [
            "the Russian military in August took delivery of Iranian-manufactured drones",
            "the Russian military in August received Iranian-manufactured drones",
            "the Russian military took delivery of Iranian-manufactured drones in August",
        ],
        [
            "is in the midst of purchasing millions of missiles",
            "is in the midst of buying millions of missiles",
            "is currently purchasing millions of missiles",
        ],
        [
            "the Russian military obtained Iranian-made drones in August",
            "the Russian military received Iranian-made drones in August",
            "in August the Russian military took delivery of Iranian-made drones",
        ],
        [
            "Russia may acquire additional North Korean military equipment in the future",
            "Russia may buy additional North Korean military equipment in the future",
            "additional North Korean military equipment may be acquired by Russia in the future",
        ],
    ];
}

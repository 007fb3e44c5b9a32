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
            "found that ballistic missile launchers and several ballistic missiles have been supplied to Russia by North Korea,",
            "found that Russia has received ballistic missile launchers and several ballistic missiles from North Korea,",
            "found that North Korea has sent Russia ballistic missile launchers and several ballistic missiles,",
            "found that North Korea had given Russia ballistic missile launchers and several ballistic missiles,",
            "found that ballistic missile launchers and several ballistic missiles were shipped from North Korea to Russia,",
        ],
        [
            "Russia has acquired ballistic missiles from North Korea and is seeking close-range ballistic missiles from Iran",
            "Russia has obtained ballistic missiles from North Korea and is trying to acquire close-range ballistic missiles from Iran",
            "Russia has received ballistic missiles from North Korea and is seeking close-range ballistic missiles from Iran",
            "North Korea has supplied Russia with ballistic missiles and Russia is seeking close-range ballistic missiles from Iran",
            "Russia has been supplied with ballistic missiles by North Korea and is looking to buy close-range ballistic missiles from Iran",
            "Russia has got hold of ballistic missiles from North Korea and now wants close-range ballistic missiles from Iran",
            "ballistic missiles have been delivered by North Korea to Russia, which is seeking close-range ballistic missiles from Iran",
        ],
        [
            "The Biden administration says Iran has provided Russia with attack drones.",
            "The Biden administration says Russia has been provided with attack drones by Iran.",
            "The Biden administration says Iran has supplied attack drones to Russia.",
            "The Biden administration says Russia has received attack drones from Iran.",
            "Iran has provided Russia with attack drones, the Biden administration says.",
            "According to the Biden administration, Iran has sent attack drones to Russia.",
            "Attack drones have been supplied to Russia by Iran, according to the Biden administration.",
            "The Biden administration says attack drones were delivered by Iran to Russia.",
            "Russia, the Biden administration says, has obtained attack drones from Iran.",
        ],
        [
            "The White House in October said that North Korea delivered more than 1,000 containers of military equipment and munitions to Russia.",
            "The White House in October said that more than 1,000 containers of military equipment and munitions were delivered to Russia by North Korea.",
            "The White House in October said that Russia received more than 1,000 containers of military equipment and munitions from North Korea.",
            "The White House said in October that North Korea sent Russia more than 1,000 containers of military equipment and munitions.",
            "In October the White House said North Korea had shipped more than 1,000 containers of military equipment and munitions to Russia.",
            "More than 1,000 containers of military equipment and munitions were sent to Russia by North Korea, the White House said in October.",
            "The White House said in October that more than 1,000 containers of military equipment and munitions had been received by Russia from North Korea.",
        ],
        [
            "Russian forces fired at least one of those ballistic missiles into Ukraine on December 30 and it landed",
            "At least one of those ballistic missiles was fired into Ukraine by Russian forces on December 30 and it landed",
            "On December 30 Russian forces fired at least one of those ballistic missiles into Ukraine and it landed",
            "Russian forces launched at least one of those ballistic missiles at Ukraine on December 30 and it landed",
        ],
        [
            "Russian forces fired at least one of those ballistic missiles into Ukraine on Dec. 30 and it landed",
            "At least one of those ballistic missiles was fired into Ukraine by Russian forces on Dec. 30 and it landed",
            "On Dec. 30 Russian forces fired at least one of those ballistic missiles into Ukraine and it landed",
            "Russian forces launched at least one of those ballistic missiles at Ukraine on Dec. 30 and it landed",
        ],
        [
            "Russia launched multiple North Korean ballistic missiles on Tuesday as part of an overnight attack",
            "Multiple North Korean ballistic missiles were launched by Russia on Tuesday as part of an overnight attack",
            "On Tuesday Russia fired multiple North Korean ballistic missiles as part of an overnight attack",
            "Russia used multiple North Korean ballistic missiles on Tuesday as part of an overnight attack",
        ],
        [
            "North Korea recently provided Russia with several ballistic missiles and launchers which",
            "North Korea recently supplied Russia with several ballistic missiles and launchers which",
            "Russia was recently provided by North Korea with several ballistic missiles and launchers which",
            "Russia recently received from North Korea several ballistic missiles and launchers which",
            "several ballistic missiles and launchers were recently sent to Russia by North Korea which",
            "North Korea recently delivered several ballistic missiles and launchers to Russia which",
            "Russia recently obtained several ballistic missiles and launchers from North Korea which",
        ],
        [
            "the US believed Russia is seeking to acquire close-range ballistic missiles from Iran",
            "the US believed Russia is trying to obtain close-range ballistic missiles from Iran",
            "the US believed Russia is seeking close-range ballistic missiles from Iran",
            "the US believed Russia is looking to buy close-range ballistic missiles from Iran",
            "the US believed Russia wants to acquire close-range ballistic missiles from Iran",
        ],
        [
            "we do not believe that Iran has delivered close-range ballistic missiles to Russia",
            "we do not believe that close-range ballistic missiles have been delivered to Russia by Iran",
            "we do not believe that Russia has received close-range ballistic missiles from Iran",
            "we don’t believe Iran has sent close-range ballistic missiles to Russia",
            "we do not believe that Iran has supplied Russia with close-range ballistic missiles",
        ],
        [
            "in the process of purchasing millions of rockets",
            "in the process of buying millions of rockets",
            "in the process of acquiring millions of rockets",
            "currently buying millions of rockets",
        ],
        [
            "the Russian military in August took delivery of Iranian-manufactured drones",
            "the Russian military in August received Iranian-manufactured drones",
            "the Russian military took delivery of Iranian-manufactured drones in August",
            "Iranian-manufactured drones were delivered to the Russian military in August",
            "the Russian military acquired Iranian-manufactured drones in August",
        ],
        [
            "is in the midst of purchasing millions of missiles",
            "is in the midst of buying millions of missiles",
            "is currently purchasing millions of missiles",
            "is buying millions of missiles",
        ],
        [
            "the Russian military obtained Iranian-made drones in August",
            "the Russian military received Iranian-made drones in August",
            "in August the Russian military took delivery of Iranian-made drones",
            "the Russian military was supplied with Iranian-made drones in August",
        ],
        [
            "Russia may acquire additional North Korean military equipment in the future",
            "Russia may buy additional North Korean military equipment in the future",
            "additional North Korean military equipment may be acquired by Russia in the future",
            "Russia could purchase more North Korean military equipment in the future",
            "Russia might obtain additional North Korean military equipment in the future",
        ],
        [
            "Kirby said a Russia-Iran deal had not been completed",
            "Kirby said a deal between Russia and Iran had not been completed",
            "Kirby said no deal between Russia and Iran had been completed",
            "Kirby said Russia and Iran had not completed a deal",
        ],
        [
            "Kirby went on to say that North Korea is likely seeking military assistance from Russia in return for its support.",
            "Kirby went on to say that North Korea is probably seeking military assistance from Russia in return for its support.",
            "North Korea is likely seeking military assistance from Russia in return for its support, Kirby went on to say.",
        ],
        [
            "that on December 30, 2023, Russian forces launched at least one of these North Korean ballistic missiles into Ukraine.",
            "that at least one of these North Korean ballistic missiles was launched into Ukraine by Russian forces on December 30, 2023.",
            "that Russian forces fired at least one of these North Korean ballistic missiles into Ukraine on December 30, 2023.",
        ],
        [
            "Russia launched multiple North Korean ballistic missiles into Ukraine, including as part",
            "multiple North Korean ballistic missiles were launched into Ukraine by Russia, including as part",
            "Russia fired multiple North Korean ballistic missiles into Ukraine, including as part",
        ],
        [
            "Russia will use additional North Korean missiles to target",
            "additional North Korean missiles will be used by Russia to target",
            "Russia will fire additional North Korean missiles to target",
        ],
        [
            "Russians could look to purchase additional North Korean military equipment in the future",
            "Russians could look to buy additional North Korean military equipment in the future",
            "Russians could purchase additional North Korean military equipment in the future",
        ],
        [
            "Last month, Russia took up Mohajer-6 and Shahed unmanned aerial vehicles",
            "Last month, Russia received Mohajer-6 and Shahed unmanned aerial vehicles",
            "Last month, Mohajer-6 and Shahed unmanned aerial vehicles were delivered to Russia",
        ],
    ];
}

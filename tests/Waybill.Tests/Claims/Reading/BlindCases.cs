namespace Waybill.Tests.Claims.Reading;

/// <summary>Cases written after the readers were tuned on the other tables and run once: their figure is what to expect of
/// new pages. That first figure stands in docs/evaluation.md; what was learnt from its misses may raise later ones.</summary>
internal static class BlindCases
{
    public const string Quantities = """
        Berlin said it would transfer a further 30 Marder infantry fighting vehicles by spring. | 30@vehicles s=increment
        The first 10 of 72 ordered tanks reached the port on Friday. | 10@tanks of=72
        Officials put the number of drones sent so far at more than 400. | 400..@- q=more-than
        Under the accord, Cairo gets 24 fighters, 4 tankers and spare parts. | 24@fighters & 4@tankers
        The vessel was carrying some 1,400 assault rifles and 226,600 rounds of ammunition. | 1400@rifles q=about & 226600@rounds u=round
        Athens has agreed to lease two more patrol ships. | 2@ships s=increment
        At least four cargo planes landed in Benghazi last week. | 4..@planes q=at-least
        The ministry wants between 200 and 250 new trucks. | 200..250@trucks
        Nearly half of the 50 vehicles are still in storage. | 50@vehicles
        A US official said Tehran had shipped over 200 short-range missiles across the Caspian Sea. | 200..@missiles q=more-than
        Up to 1,500 shells a day are fired, he said. | ..1500@shells q=up-to per=day
        Only three of the 12 promised helicopters were airworthy. | 3@helicopters of=12
        Seoul's exports grew by 177 percent in 2022. | none
        The K2 tanks will replace older T-72s. | none
        The Su-30MKI fleet dates from 2002. | none
        Kyiv received tens of thousands of 155 mm shells. | 20000..@shells q=at-least
        He said 8 million rounds had been shipped in 16,500 containers. | 8000000@rounds & 16500@containers
        A $3.5 billion deal for 250 tanks was signed in April 2022. | 250@tanks
        The 35-year-old pilot flew two missions. | 2@missions
        Warsaw will pay $1.4 billion for 116 used Abrams. | 116@Abrams
        About two-thirds of the cargo was ammunition. | none
        The package contains 4,000 Zuni rockets and 20,000 mortar rounds. | 4000@rockets & 20000@rounds
        Several dozen instructors accompanied the six jets. | 24..@instructors q=at-least & 6@jets
        The group claimed it shot down 7 drones in 3 days. | 7@drones
        Brazil has built 15 of the 36 Gripens. | 15@Gripens of=36
        Another batch of 40 vehicles is on its way. | 40@vehicles
        No fewer than 11 countries pledged tanks. | 11..@countries q=at-least
        The brigade will field one hundred and sixteen howitzers. | 116@howitzers
        Riyadh bought 84 new F-15s and upgraded 70 older ones. | 84@F-15s & 70@ones
        The rebels got a dozen pickup trucks and hundreds of rifles. | 12@trucks & 200..@rifles q=at-least
        Manila ordered 2 corvettes and 6 patrol vessels from the yard. | 2@corvettes & 6@vessels
        The plant can make up to 5,000 drones a year. | ..5000@drones q=up-to per=year
        Five Il-76 transport planes were spotted. | 5@planes
        It was the third shipment this year. | none
        The missile, with a range of 300 kilometres, entered service in 2019. | none
        Ankara delivered the last of 24 drones in December. | 24@drones
        Two US officials said fewer than 50 missiles had arrived. | 2@officials & ..50@missiles q=up-to
        A consignment of 500 night-vision devices was seized. | 500@devices
        Norway's 14 Leopard tanks left for Poland. | 14@tanks
        Its air force flies 44 of the jets. | 44@jets
        """;

    public const string Times = """
        The foreign minister flew to Tehran on Tuesday. | Tuesday
        By late 2025, the army will have received all the tanks. | By late 2025
        Since the invasion began in February 2022, deliveries have doubled. | February 2022
        The two sides signed the accord on June 19, 2024, in Pyongyang. | June 19, 2024
        In a statement late Wednesday, the embassy rejected the report. | late Wednesday
        The first jets are due in the second half of 2026. | the second half of 2026
        Three weeks ago, a ship left Bandar Abbas. | Three weeks ago
        The contract, signed in 2019, covers spare parts. | 2019
        Deliveries will start early next year and end by 2030. | early next year & by 2030
        Between August 2023 and March 2024, trains crossed the border. | Between August 2023 and March 2024
        He may visit Moscow; the march was peaceful. | none
        On Sept. 13 the leaders met; on Oct. 25 a statement followed. | Sept. 13 & Oct. 25
        The order dates back to the 1980s. | the 1980s
        The system has been in service since 2015. | since 2015
        The report, released Monday, names 40 firms. | Monday
        It expects the ships before the end of the decade. | none
        The Su-35 and the S-400 were shown in 2018. | 2018
        The deal was frozen last summer and revived this month. | last summer & this month
        Officials met over the weekend in Doha. | the weekend
        The agreement runs from 2023 to 2027. | from 2023 to 2027
        Over the past six months, 20 flights landed. | Over the past six months
        Resolution 2231 expired in October 2023. | October 2023
        The second shipment arrived two days later. | two days later
        Her first visit, in May last year, was brief. | May last year
        April Jones, an analyst, doubts it. | none
        """;

    public const string Factuality = """
        The State Department said it had no information to suggest that Beijing had supplied lethal aid. | supplied | unknown | - | not-confirmed | -
        Kyiv says Minsk has been handing over tank ammunition since spring. | handing | certain | - | asserts | -
        Ankara has neither confirmed nor denied that it exported the drones. | exported | unknown | - | no-position | -
        Western diplomats believe some of the missiles have already been shipped. | shipped | probable | - | asserts | -
        The Kremlin dismissed as fake a report that it was buying shells. | buying | certain | not | denies | -
        Pretoria insisted that no weapons were loaded onto the ship. | loaded | certain | not | asserts | -
        Seoul could reconsider its policy and arm Kyiv directly. | arm | possible | - | asserts | -
        Tehran has repeatedly denied giving drones to Moscow for use in the war. | giving | certain | not | denies | -
        A spokesman said Berlin would not be delivering Taurus missiles. | delivering | certain | not | asserts | -
        The jets were due to arrive in May but were never delivered. | delivered | certain | not | asserts | -
        According to the panel, the rebels had received launchers from abroad. | received | certain | - | asserts | -
        The minister said the sale would go ahead only if parliament approved it. | sale | certain | - | asserts | -
        Satellite pictures appear to show that containers were moved to Vladivostok. | moved | probable | - | asserts | -
        It remains unclear how many of the tanks have been delivered. | delivered | unknown | - | not-confirmed | -
        The White House has yet to approve the transfer. | approve | certain | not | asserts | -
        Islamabad rejected the allegation that it had sold rockets to Ukraine. | sold | certain | not | denies | -
        Paris is thinking about sending instructors. | sending | possible | - | asserts | -
        Two officials said the crates probably contained rifles made in Iran. | contained | probable | - | asserts | -
        Washington has warned that Beijing may be preparing to send weapons. | send | possible | - | asserts | -
        The army took delivery of the howitzers last week. | took | certain | - | asserts | -
        The group has not received any missiles from Tehran, its spokesman said. | received | certain | not | asserts | -
        Analysts suspect the vessel delivered ammunition to Port Sudan. | delivered | probable | - | asserts | -
        The ministry would neither confirm nor deny that it had ordered the jets. | ordered | unknown | - | no-position | -
        Lawmakers condemned the shipment of rifles to the junta. | shipment | certain | - | opposes | -
        Moscow will supply air defence systems if the two sides sign a treaty. | supply | possible | - | asserts | if the two sides sign a treaty
        Once training is complete, Denmark will hand over 19 jets. | hand | certain | - | asserts | Once training is complete
        The envoy said there was no proof that his country had armed the rebels. | armed | unknown | - | not-confirmed | -
        Hungary, which refuses to let arms cross its border, bought helicopters. | bought | certain | - | asserts | -
        Riyadh has not ruled out buying Chinese drones. | buying | possible | - | asserts | -
        US intelligence indicates that Russia received the first batch in August. | received | certain | - | asserts | -
        The company stopped short of saying that it had shipped the parts. | shipped | unknown | - | not-confirmed | -
        None of the promised tanks has arrived, the commander said. | arrived | certain | not | asserts | -
        Local media reported that the ship unloaded weapons. | unloaded | certain | - | asserts | -
        The drones are reportedly being assembled near Kazan. | assembled | unknown | - | asserts | -
        Belgrade said it did not sell shells to Ukraine. | sell | certain | not | asserts | -
        Experts doubt that the missiles were made there. | made | probable | not | asserts | -
        The general said Iran had probably helped design the drone. | helped | probable | - | asserts | -
        The government is not considering sending troops. | sending | certain | not | asserts | -
        Jakarta cancelled the order after Washington threatened sanctions. | cancelled | certain | - | asserts | -
        He said he could not say whether the missiles had been fired. | fired | unknown | - | not-confirmed | -
        """;
}

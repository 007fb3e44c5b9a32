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
}

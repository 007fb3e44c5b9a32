namespace Waybill.Tests.Claims.Reading;

/// <summary>sentence | the counts in it, in order, apart by <c>&amp;</c>: <c>bounds@head</c> and then what else is set:
/// <c>q</c> qualifier, <c>u</c> unit, <c>of</c>, <c>per</c>, <c>s</c> scope, <c>b</c> basis. <c>?</c> stands for no bounds,
/// <c>none</c> for no count at all.</summary>
internal static class QuantityCases
{
    public const string Table = """
        # plain figures
        Poland delivered 14 tanks to Ukraine. | 14@tanks
        Germany sent 18 Leopard tanks. | 18@tanks
        The ministry ordered 180 howitzers from South Korea. | 180@howitzers
        Iran shipped 600 drones to Moscow. | 600@drones
        The company will build 36 fighter jets. | 36@jets
        France pledged 12 Caesar howitzers. | 12@howitzers
        Norway donated 22 F-16 fighter aircraft. | 22@aircraft
        Ukraine received 31 Abrams tanks. | 31@tanks
        The deal covers 48 aircraft. | 48@aircraft
        Serbia bought 12 Rafale jets. | 12@jets
        Estonia handed over 9 howitzers. | 9@howitzers
        The navy took delivery of 3 submarines. | 3@submarines
        They supplied 1,000 rifles to the rebels. | 1000@rifles
        Russia received 6,700 containers. | 6700@containers
        The US approved the sale of 400 missiles. | 400@missiles
        The shipment held 2,864 anti-tank missiles. | 2864@missiles
        Belgrade acquired 18 self-propelled guns. | 18@guns
        India signed a contract for 26 Rafale Marine jets. | 26@jets
        The group obtained 40 surface-to-air missiles. | 40@missiles
        Bulgaria gave Kyiv 100 armored personnel carriers. | 100@carriers
        Spain transferred 20 M113 vehicles. | 20@vehicles
        Sweden will send 50 infantry fighting vehicles. | 50@vehicles
        Turkey sold 32 drones to Kuwait. | 32@drones
        Greece exported 75,000 shells. | 75000@shells
        The Houthis received 250 anti-ship cruise missiles. | 250@missiles
        # words
        Slovakia sent two helicopters. | 2@helicopters
        Croatia offered fourteen helicopters. | 14@helicopters
        Poland handed over twenty-one tanks. | 21@tanks
        The order includes thirty-two aircraft. | 32@aircraft
        Seven warships were delivered. | 7@warships
        Denmark pledged nineteen F-16 jets. | 19@jets
        Canada sent four howitzers. | 4@howitzers
        The army bought one hundred and five vehicles. | 105@vehicles
        Italy shipped five thousand rounds. | 5000@rounds
        One frigate was handed over. | 1@frigate
        The ministry received ten launchers. | 10@launchers
        They delivered sixty mortars. | 60@mortars
        Three ships carried the arms. | 3@ships
        Two hundred drones arrived. | 200@drones
        Australia gave a hundred vehicles. | 100@vehicles
        # dozens and the like
        Iran sent a dozen drones. | 12@drones
        Kyiv got two dozen howitzers. | 24@howitzers
        Half a dozen systems were sent. | 6@systems
        Russia bought dozens of drones. | 24..@drones q=at-least
        Scores of missiles were delivered. | 40..@missiles q=at-least
        Iran supplied hundreds of drones. | 200..@drones q=at-least
        Pyongyang shipped thousands of containers. | 2000..@containers q=at-least
        Moscow is buying millions of rockets. | 2000000..@rockets q=at-least
        North Korea sent tens of thousands of shells. | 20000..@shells q=at-least
        They provided hundreds of thousands of rounds. | 200000..@rounds q=at-least
        Millions of artillery shells were purchased. | 2000000..@shells q=at-least
        The two dozen tanks arrived. | 24@tanks
        They sent three dozen trucks. | 36@trucks
        Several hundred missiles were supplied. | 200..@missiles q=at-least
        Several thousand rifles were handed over. | 2000..@rifles q=at-least
        A few dozen drones arrived. | 24..@drones q=at-least
        Several dozen vehicles were transferred. | 24..@vehicles q=at-least
        A couple of helicopters were delivered. | 2@helicopters q=about
        A pair of launchers was seen. | 2@launchers
        # indefinite
        North Korea provided several ballistic missiles. | ?@missiles q=indefinite
        Russia launched multiple missiles. | ?@missiles q=indefinite
        Iran gave the group many rockets. | ?@rockets q=indefinite
        The country sent numerous drones. | ?@drones q=indefinite
        Berlin delivered some tanks. | ?@tanks q=indefinite
        A number of vehicles were handed over. | ?@vehicles q=indefinite
        They sent a few missiles. | ?@missiles q=indefinite
        A handful of jets will be transferred. | ?@jets q=indefinite
        An unspecified number of drones was shipped. | ?@drones q=indefinite
        Various weapons were delivered. | ?@weapons q=indefinite
        # qualifiers
        The White House said more than 1,000 containers were delivered. | 1000..@containers q=more-than
        Over 300 missiles were transferred. | 300..@missiles q=more-than
        Iran sent at least 200 missiles. | 200..@missiles q=at-least
        Russian forces fired at least one of those missiles. | 1..@missiles q=at-least
        At least a dozen drones arrived. | 12..@drones q=at-least
        Up to 400 missiles were supplied. | ..400@missiles q=up-to
        Nearly 500 vehicles were donated. | ..500@vehicles q=up-to
        Almost 100 tanks were sent. | ..100@tanks q=up-to
        About 50 tanks were delivered. | 50@tanks q=about
        Around 200 drones were shipped. | 200@drones q=about
        Roughly 30 jets will be delivered. | 30@jets q=about
        Approximately 1,500 missiles were bought. | 1500@missiles q=about
        Some 180 tanks were ordered. | 180@tanks q=about
        As many as 60 aircraft may be sent. | ..60@aircraft q=up-to
        Fewer than 20 systems were transferred. | ..20@systems q=up-to
        No fewer than 40 missiles were launched. | 40..@missiles q=at-least
        No more than 10 jets were sent. | ..10@jets q=up-to
        Upwards of 1,000 drones were purchased. | 1000..@drones q=more-than
        An estimated 3,000 containers were shipped. | 3000@containers q=about b=estimated
        Well over 100 vehicles were provided. | 100..@vehicles q=more-than
        Just under 90 tanks were sent. | ..90@tanks q=up-to
        More than a dozen ships were delivered. | 12..@ships q=more-than
        More than two dozen aircraft were ordered. | 24..@aircraft q=more-than
        Close to 70 tanks were handed over. | ..70@tanks q=up-to
        Nearly two dozen howitzers were sent. | ..24@howitzers q=up-to
        Exactly 31 tanks were delivered. | 31@tanks
        Only 10 tanks were delivered. | 10@tanks
        A total of 116 tanks was ordered. | 116@tanks
        At most 15 launchers were sent. | ..15@launchers q=up-to
        20 or more helicopters were bought. | 20..@helicopters q=at-least
        20-plus helicopters were bought. | 20..@helicopters q=at-least
        The army bought 30 or so trucks. | 30@trucks q=about
        In excess of 5,000 rifles were sent. | 5000..@rifles q=more-than
        # scales
        South Korea sent 1 million shells. | 1000000@shells
        The EU promised 1.5 million rounds. | 1500000@rounds
        Russia got more than 3 million artillery shells. | 3000000..@shells q=more-than
        Half a million shells were sold. | 500000@shells
        Pakistan shipped 2.4 million rockets. | 2400000@rockets
        They ordered 300 thousand mines. | 300000@mines
        About 1 million rounds were shipped. | 1000000@rounds q=about
        # ranges
        The country will get 20 to 30 tanks. | 20..30@tanks
        Between 50 and 60 missiles were delivered. | 50..60@missiles
        They sent 10-15 drones. | 10..15@drones
        Two or three launchers were transferred. | 2..3@launchers
        From 40 to 50 vehicles were sold. | 40..50@vehicles
        Some 20 to 30 jets will follow. | 20..30@jets q=about
        Russia got 2 to 3 million shells. | 2000000..3000000@shells
        Between 1,000 and 2,000 rifles were shipped. | 1000..2000@rifles
        Five to six ships were involved. | 5..6@ships
        # increments and totals
        Germany will send 18 more tanks. | 18@tanks s=increment
        The United States approved 24 more missiles. | 24@missiles s=increment
        Poland ordered another 32 launchers. | 32@launchers s=increment
        An additional 10 systems were pledged. | 10@systems s=increment
        Japan bought a further 42 aircraft. | 42@aircraft s=increment
        The Netherlands will add 6 additional jets. | 6@jets s=increment
        Hundreds more drones were ordered. | 200..@drones q=at-least s=increment
        Dozens more vehicles will come. | 24..@vehicles q=at-least s=increment
        India will get 94 aircraft in all. | 94@aircraft s=running-total
        Kyiv has received 60 tanks so far. | 60@tanks s=running-total
        The country has bought 200 drones to date. | 200@drones s=running-total
        They delivered 45 jets in total. | 45@jets s=running-total
        The army will have 250 tanks altogether. | 250@tanks s=running-total
        # of, per, units
        Vienna granted 30 of 350 licences. | 30@licences of=350
        Moscow delivered 2 of the 6 ships. | 2@ships of=6
        Ukraine has received 10 of 31 tanks. | 10@tanks of=31
        One of the ships carried arms. | 1@ships
        Two of the helicopters were delivered. | 2@helicopters
        Most of the 18 tanks arrived. | 18@tanks
        Russia makes 3 million shells a year. | 3000000@shells per=year
        The plant builds 20 drones per month. | 20@drones per=month
        The firm delivers 4 jets a month. | 4@jets per=month
        Iran builds 300 drones each month. | 300@drones per=month
        They ship 1,000 rounds monthly. | 1000@rounds per=month
        It bought 10,000 tons of ammunition. | 10000@tons u=ton
        They shipped 1,000 containers of military equipment. | 1000@containers u=container
        North Korea sent more than 1,000 containers of munitions. | 1000..@containers q=more-than u=container
        Serbia sold 5,000 rounds of ammunition. | 5000@rounds u=round
        Two batteries of Patriot missiles were sent. | 2@batteries u=battery
        Three squadrons of fighter jets will come. | 3@squadrons u=squadron
        Four shipments of weapons arrived. | 4@shipments u=shipment
        The ship carried 50 crates of rifles. | 50@crates u=crate
        The containers could hold up to 5 million shells. | ..5000000@shells q=up-to b=capacity-inferred
        The ship could carry 300,000 rounds. | 300000@rounds b=capacity-inferred
        A first batch of 10 was handed over. | 10@-
        Ukraine ordered 24 more. | 24@- s=increment
        Some 70 percent of its imports came from Russia. | 70@- q=about u=percent s=share
        Russia supplied 45% of the arms. | 45@- u=percent s=share
        Imports rose 40 percent. | none
        # two in a sentence
        Poland sent 14 tanks and 60 vehicles. | 14@tanks & 60@vehicles
        Germany pledged 18 tanks, 40 vehicles and a dozen guns. | 18@tanks & 40@vehicles & 12@guns
        Iran sent 300 missiles and hundreds of drones. | 300@missiles & 200..@drones q=at-least
        Four ships and two aircraft were sold. | 4@ships & 2@aircraft
        Seoul will sell 980 tanks and 648 howitzers. | 980@tanks & 648@howitzers
        Washington approved 6 launchers and 90 missiles. | 6@launchers & 90@missiles
        # never counts
        The missile has a range of 900 km. | none
        The missiles can fly 1,000 miles. | none
        It is a 155mm howitzer. | none
        They use the 155 mm shell. | none
        The 122-mm rocket was found. | none
        Norway sent F-16 jets. | none
        The Su-35 fighter was sold. | none
        They bought the S-400 system. | none
        Egypt wanted Su-35 jets. | none
        Germany approved Leopard 2 tanks. | none
        Sweden makes the Gripen E. | none
        The T-72 tank is old. | none
        The deal was signed on Jan. 5. | none
        The ship arrived on December 30, 2023. | none
        The order was placed in 2022. | none
        The tanks came between 2018 and 2022. | none
        The deal is worth $619 million. | none
        Poland paid 14.5 billion zlotys. | none
        It cost 1.2 billion euros. | none
        Kim, 40, visited Moscow. | none
        The 72-year-old leader met him. | none
        The talks lasted three days. | none
        The contract runs for five years. | none
        The drill took two weeks. | none
        It was the first delivery. | none
        It is the second ship of its class. | none
        The third batch has arrived. | none
        The jet flew at 30,000 feet. | none
        The one-way attack drone was found. | none
        The plane has two-seat cockpits. | none
        The ship left at 10:30. | none
        A 24-hour strike hit the plant. | none
        Article 5 was invoked. | none
        The Security Council adopted Resolution 2231. | none
        The group relies on Iran. | none
        No missiles were delivered. | none
        About a third of the stock is gone. | none
        The share fell by 10 points. | none
        Mohajer-6 drones were used. | none
        The bomb weighs 500 pounds. | none
        The 1948 foundation is remembered. | none
        The MiG-29 jets were transferred. | none
        The AK-47 rifle is common. | none
        The Type 055 destroyer is large. | none
        The system has a 40-kilometer range. | none
        Radar tracked it for 30 minutes. | none
        The GBU-39 bomb was sold. | none
        They supplied Mi-17 helicopters. | none
        The KN-23 missile was fired. | none
        He spoke for two hours. | none
        # with time and money beside them
        Poland delivered 14 tanks on Tuesday. | 14@tanks
        Iran sent 600 drones last month. | 600@drones
        In August, Russia received 46 drones. | 46@drones
        The United States approved 24 missiles worth $400 million. | 24@missiles
        Greece bought 18 jets for 2.5 billion euros. | 18@jets
        In 2023 Iran shipped 50 missiles. | 50@missiles
        The 12 aircraft arrived on Jan. 5. | 12@aircraft
        By 2027 India will receive 36 jets. | 36@jets
        Kyiv got 31 tanks in September 2023. | 31@tanks
        On May 3, 2022, Denmark sent 2 launchers. | 2@launchers
        # parties before the number
        Norway gave Ukraine 22 jets. | 22@jets
        Tehran sold Russia 1,700 drones. | 1700@drones
        Germany handed Ukraine 18 tanks. | 18@tanks
        Washington sent Kyiv 20 launchers. | 20@launchers
        France offered Greece 6 frigates. | 6@frigates
        Paris will give Ukraine 40 missiles. | 40@missiles
        # longer noun phrases
        The US will provide 31 M1A1 Abrams main battle tanks. | 31@tanks
        Poland ordered 96 AH-64E Apache attack helicopters. | 96@helicopters
        Taiwan bought 66 new F-16V fighter aircraft. | 66@aircraft
        Morocco ordered 18 HIMARS rocket launchers. | 18@launchers
        Japan will buy 400 Tomahawk cruise missiles. | 400@missiles
        They sent 50 second-hand armoured personnel carriers. | 50@carriers
        Romania bought 32 used F-16 jets. | 32@jets
        Seven Russian-made air defence systems were delivered. | 7@systems
        Iran sent dozens of short-range ballistic missiles. | 24..@missiles q=at-least
        North Korea sold several multiple rocket launchers. | ?@launchers q=indefinite
        The US gave Israel 14,000 MK-84 bombs. | 14000@bombs
        Estonia sent 36 towed 155mm howitzers. | 36@howitzers
        Kyiv received 3 Patriot batteries. | 3@batteries
        Lithuania supplied 50 M113 armoured vehicles. | 50@vehicles
        Bulgaria will get 8 F-16 Block 70 jets. | 8@jets
        Finland ordered 64 F-35A fighters. | 64@fighters
        Iran delivered 200 Fath-360 missiles. | 200@missiles
        Hungary took over 14 PzH 2000 howitzers. | 14@howitzers
        # other positions
        Missiles, 40 of them, were delivered. | 40@-
        Of the 98 jets, 60 have arrived. | 98@jets & 60@-
        The number of tanks rose to 250. | none
        A fleet of 36 helicopters was ordered. | 36@helicopters
        A batch of 20 vehicles arrived. | 20@vehicles
        A 36-aircraft deal was signed. | 36@aircraft
        An order for 72 jets was placed. | 72@jets
        The purchase of 12 drones was confirmed. | 12@drones
        The transfer of several missiles was denied. | ?@missiles q=indefinite
        Deliveries of 15 aircraft were delayed. | 15@aircraft
        The sale includes 600 missiles and 8 radars. | 600@missiles & 8@radars
        Delivery of the first 5 jets began. | 5@jets
        The remaining 12 tanks will follow. | 12@tanks
        All 31 tanks have arrived. | 31@tanks
        Both ships were delivered. | none
        The two countries signed a deal. | 2@countries
        Three officials confirmed it. | 3@officials
        Some officials denied it. | ?@officials q=indefinite
        Twelve people were killed. | 12@people
        The two sides met. | 2@sides
        Eight European countries joined. | 8@countries
        Russia has fired over 30 ballistic missiles. | 30..@missiles q=more-than
        The report names 120 companies. | 120@companies
        Iran would provide up to several hundred drones. | ?@drones q=up-to
        It could send as many as 1,000 missiles. | ..1000@missiles q=up-to
        About 20,000 tonnes of shells were shipped. | 20000@tonnes q=about u=tonne
        The EU delivered 980,000 shells. | 980000@shells
        Kyiv asked for 7 more Patriot systems. | 7@systems s=increment
        The Czech plan will deliver 800,000 shells. | 800000@shells
        They promised 45 tanks, of which 20 arrived. | 45@tanks & 20@-
        A dozen or so tanks were sent. | 12@tanks q=about
        Iran transferred 20 Shahed-129 drones. | 20@drones
        The army received 10,000 grenades and 500 mortars. | 10000@grenades & 500@mortars
        Sudan got 6 jets from China. | 6@jets
        Nearly 4,000 vehicles were supplied by Washington. | ..4000@vehicles q=up-to
        Oslo donated 8 self-propelled howitzers. | 8@howitzers
        Rome sent 2 SAMP/T batteries. | 2@batteries
        Croatia received 12 used Rafale jets from France. | 12@jets
        Kosovo bought 246 Javelin missiles. | 246@missiles
        The Philippines took delivery of three batteries of missiles. | 3@batteries u=battery
        Warsaw will receive another 6 batteries. | 6@batteries s=increment
        Moscow handed over two dozen helicopters to Mali. | 24@helicopters
        The firm sold at least three patrol boats. | 3..@boats q=at-least
        Cairo ordered 30 Rafale fighters in 2021. | 30@fighters
        Angola leased 18 fighters and bought 12. | 18@fighters & 12@-
        Seoul shipped hundreds of thousands of artillery shells. | 200000..@shells q=at-least
        The EU gave 500,000 rounds of ammunition to Kyiv. | 500000@rounds u=round
        Some of the missiles were intercepted. | ?@missiles q=indefinite
        Two more frigates will follow. | 2@frigates s=increment
        The air force wants 100 to 120 drones. | 100..120@drones
        It will make about 2,000 loitering munitions a year. | 2000@munitions q=about per=year
        The rebels seized 3 tanks. | 3@tanks
        More than 90 percent of its arms came from Russia. | 90..@- q=more-than u=percent s=share
        The order grew to 32 aircraft. | 32@aircraft
        They unloaded 180 crates of grenades. | 180@crates u=crate
        The package includes 15 IRIS-T missiles. | 15@missiles
        Jordan received 12 Gepard vehicles. | 12@vehicles
        """;
}

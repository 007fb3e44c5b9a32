namespace Waybill.Tests.Claims;

/// <summary>Denials, negations, hedges, conditions and what only looks like one: polarity | sentence. The polarity is that of
/// the claim: <c>yes</c> (affirmed, certain or probable commitment or movement), <c>interest</c>, <c>probable, possible,
/// unknown, not, not-confirmed, no-position, opposes, stopped</c> (refused, suspended, cancelled) or <c>none</c>; <c>a|b</c>:
/// either; <c>a + b</c>: two claims. Sentences marked <c>[test]</c>, chosen by the hash of their first wording, are counted
/// and never read while tuning.</summary>
internal static class PolarityCases
{
    public const string Table = """
        # negative subjects
        not | No country has delivered tanks to Armenia, the foreign ministry said.
        not | No NATO member has supplied fighter jets to Georgia.
        not | None of the allies has sent air defence systems to Moldova.
        not | Neither Turkey nor Azerbaijan has supplied drones to Kazakhstan, a spokesman said.
        not | Neither Seoul nor Tokyo will provide howitzers to Ukraine. [test]
        not | Not a single tank has been delivered to Ukraine by Spain. [test]
        not | None of the 18 helicopters ordered from Italy has been delivered to Peru. [test]
        not | No missiles have been shipped from Iran to Armenia, the ambassador said.
        not | No Serbian ammunition has reached Ukraine, the president said. [test]
        not | Nobody in Belgrade has sold heavy mortars to Ukraine, the minister said. [test]
        not | At no point did Ethiopia receive drones from Iran, the army said.
        not | Under no circumstances will Hungary send assault rifles to Ukraine, the prime minister said.
        not | Never has Switzerland sold tanks to Ukraine.
        not | Nor has Bulgaria delivered fighter jets to Ukraine. [test]
        not | Not one of the promised howitzers has arrived in Ukraine from Portugal.
        not | No shipment of rockets from North Korea to Russia has taken place, Moscow said. [test]
        not | No deal for the sale of frigates to Morocco has been signed by Spain. [test]
        not | There have been no deliveries of Russian helicopters to Serbia since 2020.
        not | There has been no transfer of weapons from Chad to Sudan, the government said. [test]
        not | There was no sale of missiles to Iran by China, Beijing said. [test]
        not | No such drones were ever exported to Myanmar by Israel, the company said. [test]
        # auxiliaries and adverbs
        not | Egypt has not supplied rockets to Russia, a spokesman said.
        not | Poland hasn't delivered MiG-29 jets to Moldova. [test]
        not | Cyprus didn’t send its T-80 tanks to Ukraine. [test]
        not | Greece never transferred S-300 missiles to Ukraine. [test]
        not | Ecuador has still not handed over its Russian helicopters to the United States.
        not | Jordan had not yet received the drones from China.
        not | Brazil is not selling ammunition to Germany.
        not | South Africa does not sell weapons to Russia, the minister insisted. [test]
        not | India is no longer buying drones from Israel. [test]
        not | Finland no longer exports armoured vehicles to Turkey.
        not | Vietnam has in no way supplied Russia with missiles, Hanoi said. [test]
        not | Belarus has by no means delivered missiles to Syria, the general said. [test]
        not | The howitzers were not delivered to Kenya.
        not | The tanks that Leopard maker KMW built were never shipped to Qatar. [test]
        not | Norway cannot have delivered F-16s to Ukraine, the ministry said. [test]
        not | Croatia has hardly delivered any tanks to Ukraine.
        not | Iran and Oman have neither signed nor negotiated a deal for missiles, Muscat said.
        not | Romania neither sold nor donated Patriot batteries to Ukraine, Bucharest said. [test]
        not | The Philippines has not, contrary to reports, bought missiles from Turkey.
        not | Taiwan did not, as claimed, send assault rifles to Ukraine.
        # has yet to, fail, refuse, stop short
        not | Argentina has yet to receive F-16 jets from Denmark. [test]
        not | The United Kingdom has yet to deliver the missiles to Estonia. [test]
        not | Russia has yet to supply India with two S-400 squadrons. [test]
        not | Russia failed to deliver the frigate to India. [test]
        not | Israel has so far failed to supply Azerbaijan with the missiles.
        stopped|not | Canada refused to sell assault rifles to Kazakhstan. [test]
        stopped|not | Switzerland has refused to let Denmark send Piranha vehicles to Ukraine.
        stopped|not | Israel declined to supply Iron Dome batteries to Ukraine.
        not|none | Washington stopped short of promising F-35 jets to Turkey.
        not|none|stopped | Berlin balked at sending Taurus missiles to Ukraine.
        not|stopped|none | Austria shied away from supplying howitzers to Ukraine.
        not|none | Bulgaria has refrained from delivering fighter jets to Ukraine. [test]
        not|stopped|none | Japan held off on sending Patriot missiles to Ukraine. [test]
        not|stopped | Norway ruled out selling submarines to Thailand. [test]
        not|stopped | The chancellor ruled out the delivery of Taurus missiles to Ukraine.
        not|stopped | Paris has ruled out any transfer of Mirage jets to Libya.
        not|none | Spain is far from delivering the tanks to Ukraine.
        not|none | Without delivering a single tank to Chad, Russia left the country. [test]
        not|none | The ship returned to Iran without handing over the missiles to the Houthis.
        not|stopped|none | Instead of sending tanks to Ukraine, Greece sent assault rifles to Cyprus. [test]
        yes | Rather than sell drones to Ethiopia, Israel supplied radars to Kenya.
        stopped|not|none | India decided against buying drones from the United States.
        stopped|not | Malaysia opted not to buy fighter jets from Pakistan.
        stopped|not | Chile dropped plans to buy frigates from Britain. [test]
        stopped|not | Kuwait backed out of a deal to buy helicopters from France.
        stopped|not|none | Kenya gave up buying armoured vehicles from China.
        # denials
        not | Egypt denies sending rockets to Russia [test]
        not | Pyongyang denies having supplied artillery shells to Russia.
        not | Algeria denied having bought missiles from Iran. [test]
        not | Uganda has repeatedly denied that it supplied weapons to South Sudan.
        not | The Kremlin flatly denied receiving missiles from Iran. [test]
        not | Beijing dismissed reports that it had sold drones to Sudan.
        not | Abu Dhabi rejected as false claims that it armed the Rapid Support Forces with drones.
        not | Ghana rejected as baseless the allegation that it had sold assault rifles to Mali. [test]
        not | Tehran called reports that it had delivered missiles to Russia baseless.
        not | Reports that Serbia sold artillery shells to Ukraine are untrue, the minister said. [test]
        not | It is false that Armenia sold Su-30 jets to India, Yerevan said.
        not | It is not true that Morocco sent tanks to Ukraine, the minister said. [test]
        not | Claims that Cuba sent weapons to Russia were denied by Havana.
        not | Iran’s claim that Iraq had sold it tanks was denied by Baghdad.
        not | The ministry refuted a report that Bangladesh bought missiles from Turkey.
        not | The embassy rebutted claims that Kazakhstan supplied drones to Russia. [test]
        not | Asked about the report, the president denied it had supplied ammunition to Ukraine. [test]
        not | “We have never sent weapons to the M23,” the Rwandan president said. [test]
        not | “There has been no transfer of missiles from Iran to Russia,” the ambassador said.
        not | The spokesman said it was “absolutely not true” that China had supplied artillery shells to Russia.
        not | In a statement, Qatar disputed that it had financed or supplied missiles to Hamas. [test]
        not | The United Arab Emirates categorically denies supplying drones to Sudan.
        not | The reports of Serbian arms deliveries to Ukraine are a lie, the defence minister said.
        not | The general said the story that Chad had received tanks from Russia was fabricated.
        not | Zambia denied in the strongest terms that it had bought helicopters from Belarus. [test]
        not | Eritrea, which the report accuses of arming the rebels with assault rifles, denies that it sent weapons to Ethiopia.
        # no evidence, no confirmation
        not-confirmed | There is no evidence that Egypt sent rockets to Russia.
        not-confirmed | There is no indication that China has provided weapons to Russia, a US official said.
        not-confirmed | The Pentagon said it had seen no sign that Iran had delivered missiles to Russia.
        not-confirmed | Washington has seen no evidence of North Korea delivering tanks to Russia. [test]
        not-confirmed | Officials have found no proof that Uganda transferred assault rifles to South Sudan. [test]
        not-confirmed | There has been no confirmation that Poland delivered fighter jets to Ukraine.
        not-confirmed | Brussels has no information that Serbia sold missiles to Russia.
        not-confirmed | The ministry could not confirm that Spain had sent tanks to Ukraine. [test]
        not-confirmed | Kyiv has not confirmed receiving the missiles from Italy. [test]
        not-confirmed | We have no indication that Beijing has supplied drones to Russia, the adviser said.
        not-confirmed | It is unclear whether Iran delivered missiles to Hezbollah.
        not-confirmed | Reuters could not independently verify that Libya had received tanks from Jordan. [test]
        not-confirmed | The claim that Syria had received missiles from Iran could not be verified. [test]
        not-confirmed | Little evidence exists that Turkey sold drones to Niger. [test]
        not-confirmed | It has not been established that South Africa supplied weapons to Russia, the panel said. [test]
        not-confirmed|not | The inquiry found that no evidence supported the claim that arms had been supplied by South Africa to Russia.
        not-confirmed | The White House is not aware of any transfer of missiles from Iran to Russia.
        not-confirmed|none | Whether Iran sent missiles to Russia remains unknown. [test]
        # no position
        no-position | Israel neither confirmed nor denied that it had sold missiles to Azerbaijan.
        no-position | The Pentagon would neither confirm nor deny the delivery of missiles to Ukraine.
        no-position|none | Seoul declined to say whether it had supplied artillery shells to Poland. [test]
        no-position|none | The ministry refused to comment on the sale of drones to Ukraine.
        no-position|none | Ankara has not denied supplying drones to Mali.
        no-position|none | The minister did not say whether Denmark had delivered fighter jets to Ukraine. [test]
        # believe not, doubt, unlikely
        not | Officials do not believe that North Korea has supplied missiles to Syria. [test]
        not | Washington does not think that China has sent weapons to Russia. [test]
        not | Analysts doubt that Cuba sold tanks to Nicaragua. [test]
        not | It is unlikely that Iran delivered fighter jets to Sudan, the analyst said. [test]
        not | Turkey is unlikely to sell drones to Armenia.
        not | It is doubtful that Mali received fighter jets from Russia, experts said. [test]
        not | Tokyo does not expect Washington to deliver the missiles to Japan this year.
        not|none | Germany does not intend to supply Taurus missiles to Ukraine. [test]
        not | Hungary does not plan to send weapons to Ukraine.
        not | Bulgaria has no plans to send fighter jets to Ukraine. [test]
        not | Slovenia has no intention of selling tanks to Serbia.
        # will not
        not | Hungary will not supply weapons to Ukraine, its foreign minister said. [test]
        not | The United States won't sell F-35 jets to Turkey. [test]
        not | Croatia would not send tanks to Ukraine, the president said.
        not | Greece is not going to give S-300 missiles to Ukraine.
        not + not | South Korea has not sent and will not send artillery shells to Ukraine. [test]
        not + not | Iran has not delivered missiles to Russia and will not do so, the diplomat said. [test]
        not | Israel will never sell missiles to Iran.
        not|stopped | Italy will stop supplying weapons to Ukraine, the minister said. [test]
        not | Slovakia won’t be sending missiles to Ukraine any more.
        not|none|interest | Not until 2027 will Belgium deliver F-16 jets to Ukraine. [test]
        not|interest | Belgium will not deliver F-16 jets to Ukraine until 2027.
        not | Russia would not have delivered the tanks to Syria, the general said. [test]
        none|not | Without the loan, Poland would not have bought tanks from South Korea. [test]
        # conditions, counterfactuals, questions
        possible|none|interest | If the United States sells F-35 jets to Turkey, Greece will protest.
        possible|none|interest | Unless Germany sends Taurus missiles to Ukraine, Britain will stop.
        possible|none|interest | Were Iran to send missiles to Russia, sanctions would follow.
        possible|none|interest | Should China supply weapons to Russia, the European Union would respond. [test]
        none|possible | Had Germany sent tanks to Ukraine, the front would have held. [test]
        none|possible | Washington asked whether Iran had delivered missiles to Russia.
        none | Did North Korea send artillery shells to Russia? [test]
        none | Has Iran delivered missiles to Russia yet? Nobody knows.
        none|possible | France would have sold the warships to Russia but for the sanctions.
        possible|none|interest | The delivery of tanks to Ukraine by Spain would be an error, the deputy said.
        possible|none|interest | Any delivery of missiles by Iran to Russia would be a grave escalation, NATO said.
        none|possible | Suppose that Iran sends missiles to Russia. [test]
        possible|none|interest | China could send weapons to Russia as long as the war goes on.
        interest|possible|none | Seoul will consider sending weapons to Ukraine if North Korea sends troops. [test]
        possible|none|interest | It would be a mistake for China to provide weapons to Russia, the secretary said.
        none|possible | In the event that Belarus sends tanks to Russia, Poland will close the border. [test]
        none|possible | The law would bar Germany from sending tanks to Ukraine. [test]
        none|possible | The president warned China against supplying weapons to Russia. [test]
        none|possible | The United States urged China not to supply weapons to Russia. [test]
        none|possible|not|stopped | Iran promised not to supply missiles to Russia. [test]
        none|possible|not|stopped | Beijing has pledged not to sell weapons to Russia. [test]
        none|possible|not|stopped | A ban prevents Swiss artillery shells from being sent to Ukraine.
        none|possible|not|stopped | The court stopped Britain from selling bombs to Saudi Arabia. [test]
        # hedges
        possible | Iran may have sent missiles to Libya.
        possible | Cameroon might buy drones from Turkey.
        probable | North Korea is thought to have sold rockets to Hamas.
        probable | Sudan apparently received drones from Iran.
        probable | It appears that Russia delivered helicopters to Mali.
        probable | Ukraine believes Belarus has given tanks to Russia. [test]
        unknown|none | China reportedly supplied drones to Sudan. [test]
        unknown|none | Niger has allegedly bought drones from Iran. [test]
        probable | It is likely that North Korea has supplied missiles to Russia.
        possible|probable | It is possible that Iran has sent drones to Ethiopia.
        probable | Russia is suspected of having received artillery shells from North Korea. [test]
        probable | Analysts say Myanmar probably bought fighter jets from Russia.
        possible|interest | Germany is weighing whether to send Taurus missiles to Ukraine. [test]
        possible|interest | Japan is mulling the export of destroyers to Australia.
        possible|unknown|none | According to rumours, Algeria bought Su-57 jets from Russia. [test]
        # opposition, stops
        opposes | China condemned the sale of F-16 jets to Taiwan by the United States.
        opposes|none | Armenia protested against the supply of Israeli drones to Azerbaijan.
        opposes|none | Turkey objected to the sale of missiles to Cyprus by France. [test]
        stopped | The Netherlands blocked the export of radar parts to Israel.
        stopped | Germany halted deliveries of weapons to Saudi Arabia. [test]
        stopped | The United States suspended the delivery of 2,000-pound bombs to Israel.
        stopped | Paris cancelled the sale of two Mistral warships to Russia.
        stopped | London revoked a licence to export drone parts to Turkey. [test]
        stopped|not | Poland has stopped sending weapons to Ukraine. [test]
        stopped|not | Delivery of the frigates to Egypt by Italy was put on hold. [test]
        stopped|not | Serbia has ceased exporting ammunition to Israel.
        # negation elsewhere: must stay affirmed
        yes | Ignoring Washington, which has not lifted its embargo, Turkey sold drones to Ethiopia.
        yes | Poland, which does not border Moldova, delivered assault rifles to Moldova.
        yes | Not only did Iran supply drones to Russia, it also trained the crews. [test]
        yes | France delivered howitzers to Estonia and did not ask for money. [test]
        yes | No doubt remains that Iran sent drones to Russia, the envoy said.
        yes | Despite denials, Iran has supplied drones to Russia, the ministry said.
        yes | Iran has supplied drones to Russia, Ukraine said, although Tehran denies it. [test]
        yes | There is no doubt that North Korea has sent artillery shells to Russia, the minister said.
        yes | Germany delivered nothing less than 18 Leopard tanks to Ukraine. [test]
        yes | The president said it was no secret that Serbia sold artillery shells to Israel.
        yes | Italy delivered missiles to Ukraine not because of pressure but for its own sake. [test]
        yes | South Korea delivered no fewer than 40 howitzers to Poland.
        yes | Unlike Hungary, Slovakia delivered fighter jets to Ukraine.
        yes | Iran, not Syria, delivered the missiles to Hezbollah. [test]
        yes | The ship was not searched before it brought Turkish drones to Libya; Turkey delivered 12 drones to Libya. [test]
        # chains and quotes in quotes
        not | “The minister told me, ‘We have not sold a single rifle to Sudan,’” the envoy said. [test]
        not | The spokesman said that the ministry had said that Kenya had not bought drones from Iran.
        not | A senator said the Pentagon had told him that Jordan had never sent tanks to Libya. [test]
        not | According to the governor, it is wrong to say that Serbia supplied heavy mortars to Ukraine.
        not | “Nobody has shown that we sent weapons to Sudan, and we did not send weapons to Sudan,” the Emirati official said.
        not | Iran says it did not, does not and will not supply missiles to Russia.
        not | The Iranian mission said Iran had not provided Russia with missiles, nor did it intend to. [test]
        not | The minister insisted Moscow had received nothing from Iran: no drones were delivered to Russia. [test]
        not | Denmark said the fighter jets would not be delivered to Ukraine before spring.
        """;
}

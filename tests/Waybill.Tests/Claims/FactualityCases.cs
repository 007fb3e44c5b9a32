namespace Waybill.Tests.Claims;

/// <summary>sentence | predicate (its first occurrence) | factuality | <c>not</c> or <c>-</c> | stance | words of the
/// condition or <c>-</c>. A negated deed may be asserted or denied: whose denial it is, the attribution says.</summary>
internal static class FactualityCases
{
    public const string Table = """
        Iran delivered drones to Russia. | delivered | certain | - | asserts | -
        Officials said that Iran delivered drones to Russia. | delivered | certain | - | asserts | -
        Iran has provided Russia with attack drones. | provided | certain | - | asserts | -
        The White House confirmed that Iran sent drones to Russia. | sent | certain | - | asserts | -
        Washington accused Iran of supplying drones to Russia. | supplying | certain | - | asserts | -
        Kyiv alleged that Iran shipped missiles to Russia. | shipped | certain | - | asserts | -
        Officials have determined that Russia acquired missiles from China. | acquired | certain | - | asserts | -
        The missiles were delivered to Russia in August, officials said. | delivered | certain | - | asserts | -
        Intelligence found that North Korea provided rocket launchers to Russia. | provided | certain | - | asserts | -
        Poland will deliver 14 tanks to Russia. | deliver | certain | - | asserts | -
        Germany plans to send tanks to Russia. | send | certain | - | asserts | -
        The ministry announced that it had ordered combat aircraft from China. | ordered | certain | - | asserts | -
        Russia is buying rockets from North Korea. | buying | certain | - | asserts | -
        The report says that Iran sold missiles to Russia. | sold | certain | - | asserts | -
        According to officials, Iran transferred drones to Russia. | transferred | certain | - | asserts | -
        Our information indicates that Iran shipped missiles to Russia. | shipped | certain | - | asserts | -
        The minister claimed that Turkey sold drones to Russia. | sold | certain | - | asserts | -
        Serbia expects further deliveries to begin and received two fighter jets from China. | received | certain | - | asserts | -
        The warships were handed over to Russia on Monday. | handed | certain | - | asserts | -
        Investigators concluded that Libya received the rifles from Iran. | received | certain | - | asserts | -
        Officials believe that Iran sent drones to Russia. | sent | probable | - | asserts | -
        Iran likely sent drones to Russia. | sent | probable | - | asserts | -
        Iran probably shipped missiles to Russia. | shipped | probable | - | asserts | -
        Iran appears to have delivered missiles to Russia. | delivered | probable | - | asserts | -
        Iran apparently supplied the drones to Russia. | supplied | probable | - | asserts | -
        The drones were presumably shipped to Russia by sea. | shipped | probable | - | asserts | -
        Analysts think that Russia bought artillery shells from China. | bought | probable | - | asserts | -
        The US assesses that Russia received missiles from China. | received | probable | - | asserts | -
        Washington suspects that China provided drone parts to Russia. | provided | probable | - | asserts | -
        Iran is believed to have sent drones to Russia. | sent | probable | - | asserts | -
        Iran is thought to have supplied rockets to Russia. | supplied | probable | - | asserts | -
        Iran is suspected of supplying missiles to Russia. | supplying | probable | - | asserts | -
        Russia is likely to receive missiles from China. | receive | probable | - | asserts | -
        The US is concerned that Iran will deliver missiles to Russia. | deliver | probable | - | asserts | -
        The US anticipates that Russia will send missiles to Sudan. | send | probable | - | asserts | -
        Officials fear that Iran will send missiles to Russia. | send | probable | - | asserts | -
        Russia seems to have acquired drones from China. | acquired | probable | - | asserts | -
        The evidence suggests that Iran shipped drones to Russia. | shipped | probable | - | asserts | -
        Sudan appeared to have received the missile from Iran. | received | probable | - | asserts | -
        Warsaw is poised to buy tanks from China. | buy | probable | - | asserts | -
        Seoul believes Pyongyang shipped artillery shells to Russia. | shipped | probable | - | asserts | -
        Preliminary analysis shows that Iran sent the drone to Russia. | sent | probable | - | asserts | -
        North Korea is likely seeking missiles from China. | seeking | probable | - | asserts | -
        Iran has likely transferred missiles to Russia, the official said. | transferred | probable | - | asserts | -
        Intelligence officials suspect Russia obtained artillery shells from China. | obtained | probable | - | asserts | -
        Iran may send missiles to Russia. | send | possible | - | asserts | -
        Iran might have shipped drones to Russia. | shipped | possible | - | asserts | -
        Russia could receive missiles from China. | receive | possible | - | asserts | -
        Officials said Russia may acquire military equipment from China. | acquire | possible | - | asserts | -
        Iran possibly sent drones to Russia. | sent | possible | - | asserts | -
        Perhaps Iran sold the rockets to Russia. | sold | possible | - | asserts | -
        Berlin is considering sending tanks to Russia. | sending | possible | - | asserts | -
        Paris is weighing sending fighter jets to Russia. | sending | possible | - | asserts | -
        Officials believe that Russia could buy more artillery shells from China. | buy | possible | - | asserts | -
        Iran is rumored to have sold missiles to Russia. | sold | possible | - | asserts | -
        China might supply drones to Russia, the report said. | supply | possible | - | asserts | -
        Turkey could eventually deliver the warships to Russia. | deliver | possible | - | asserts | -
        Seoul may have to supply artillery shells to Russia. | supply | possible | - | asserts | -
        Potentially Iran delivered missiles to Russia. | delivered | possible | - | asserts | -
        There is a possibility that Iran will send missiles to Russia. | send | possible | - | asserts | -
        Germany will send tanks to Russia if Washington agrees. | send | possible | - | asserts | if Washington agrees
        If Washington agrees, Germany will send tanks to Russia. | send | possible | - | asserts | If Washington agrees
        Poland will deliver fighter jets to Russia once the deal is signed. | deliver | certain | - | asserts | once the deal is signed
        Once the talks are over, Poland will deliver fighter jets to Russia. | deliver | certain | - | asserts | Once the talks are over
        Spain will not send tanks to Russia unless Berlin agrees. | send | possible | not | asserts | unless Berlin agrees
        Unless Berlin agrees, Spain will sell warships to Russia. | sell | possible | - | asserts | Unless Berlin agrees
        Iran will provide missiles to Sudan if Moscow pays. | provide | possible | - | asserts | if Moscow pays
        Greece will transfer air defence systems to Russia provided that it receives fighter jets. | transfer | certain | - | asserts | provided that it receives fighter jets
        Turkey said it would sell drones to Russia if asked. | sell | possible | - | asserts | if asked
        If Iran delivers missiles to Russia, Europe will respond. | delivers | possible | - | asserts | If Iran delivers
        Iran has not delivered missiles to Russia. | delivered | certain | not | asserts | -
        The sale of fighter jets to Russia had not been completed. | sale | certain | not | asserts | -
        Iran never sent drones to Russia. | sent | certain | not | asserts | -
        Germany did not send tanks to Russia. | send | certain | not | asserts | -
        Berlin won't deliver missiles to Russia. | deliver | certain | not | asserts | -
        No missiles were delivered to Russia. | delivered | certain | not | asserts | -
        Iran sent no missiles to Russia. | sent | certain | not | asserts | -
        Russia no longer receives drones from China. | receives | certain | not | asserts | -
        Neither side delivered weapons to Russia. | delivered | certain | not | asserts | -
        Kirby said a deal for fighter jets from Russia had not been signed by Iran. | deal | certain | not | asserts | -
        The tanks have not yet been delivered to Russia. | delivered | certain | not | asserts | -
        Spain has yet to deliver the tanks to Russia. | deliver | certain | not | asserts | -
        Iran failed to deliver the missiles to Russia. | deliver | certain | not | asserts | -
        China does not supply weapons to Russia. | supply | certain | not | asserts | -
        None of the tanks were delivered to Russia. | delivered | certain | not | asserts | -
        Israel isn't sending arms to Kyiv. | sending | certain | not | asserts | -
        Officials said the fighter jets were not delivered to Russia. | delivered | certain | not | asserts | -
        China hasn't shipped weapons to Russia. | shipped | certain | not | asserts | -
        The missiles had never been sold to Russia. | sold | certain | not | asserts | -
        Seoul will not provide artillery shells to Russia. | provide | certain | not | asserts | -
        We do not believe that Iran has delivered missiles to Russia. | delivered | probable | not | asserts | -
        Officials do not think Iran sent missiles to Russia. | sent | probable | not | asserts | -
        Analysts doubt that Iran sent missiles to Russia. | sent | probable | not | asserts | -
        Iran is unlikely to send missiles to Russia. | send | probable | not | asserts | -
        The US does not believe China has provided arms to Russia. | provided | probable | not | asserts | -
        Iran apparently did not ship missiles to Russia. | ship | probable | not | asserts | -
        Iran may not deliver the missiles to Russia. | deliver | possible | not | asserts | -
        Officials believe that Iran has not shipped missiles to Russia. | shipped | probable | not | asserts | -
        Washington does not appear to have sent missiles to Russia. | sent | probable | not | asserts | -
        Iran denied that it sent drones to Russia. | sent | certain | not | denies | -
        Iran denies supplying drones to Russia. | supplying | certain | not | denies | -
        Tehran has denied sending missiles to Russia. | sending | certain | not | denies | -
        Belarus rejected claims that it shipped artillery shells to Russia. | shipped | certain | not | denies | -
        The Emirates denied that they supplied weapons to Russia. | supplied | certain | not | denies | -
        Pyongyang denied selling rockets to Russia. | selling | certain | not | denies | -
        Moscow dismissed reports that it had bought artillery shells from China. | bought | certain | not | denies | -
        China repeatedly denied providing arms to Russia. | providing | certain | not | denies | -
        The ministry denied having sold missiles to Russia. | sold | certain | not | denies | -
        Iran, which denied sending drones to Russia, protested. | sending | certain | not | denies | -
        Kenya refuted reports that it bought tanks from China. | bought | certain | not | denies | -
        Rwanda denies it sent weapons to the M23. | sent | certain | not | denies | -
        There is no evidence that Iran sent missiles to Russia. | sent | unknown | - | not-confirmed | -
        Officials have seen no evidence that China supplied weapons to Russia. | supplied | unknown | - | not-confirmed | -
        There is no confirmation that tanks were delivered to Russia. | delivered | unknown | - | not-confirmed | -
        The Pentagon could not confirm that Iran sent drones to Russia. | sent | unknown | - | not-confirmed | -
        Kyiv cannot confirm that the fighter jets were delivered to Russia. | delivered | unknown | - | not-confirmed | -
        Reuters could not independently verify that the missiles were delivered to Russia. | delivered | unknown | - | not-confirmed | -
        There is no indication that China sold arms to Russia. | sold | unknown | - | not-confirmed | -
        It is unclear whether Iran delivered missiles to Russia. | delivered | unknown | - | not-confirmed | -
        It was not clear if the tanks had been sent to Russia. | sent | unknown | - | not-confirmed | -
        Officials were unable to confirm that drones were supplied to Russia. | supplied | unknown | - | not-confirmed | -
        The ministry has not confirmed that it bought fighter jets from China. | bought | unknown | - | not-confirmed | -
        We have seen no sign that Iran shipped missiles to Russia. | shipped | unknown | - | not-confirmed | -
        Moscow neither confirmed nor denied that it received drones from China. | received | unknown | - | no-position | -
        Israel declined to say whether it sold drones to Russia. | sold | unknown | - | no-position | -
        The embassy declined to comment on whether Iran sent drones to Russia. | sent | unknown | - | no-position | -
        The ministry refused to comment on reports that it sold tanks to Russia. | sold | unknown | - | no-position | -
        Berlin would not comment on whether it had delivered missiles to Russia. | delivered | unknown | - | no-position | -
        Iran reportedly sent drones to Russia. | sent | unknown | - | asserts | -
        The tanks were reportedly delivered to Russia. | delivered | unknown | - | asserts | -
        Iran has reportedly supplied missiles to Russia. | supplied | unknown | - | asserts | -
        Iran is reported to have sold missiles to Russia. | sold | unknown | - | asserts | -
        Russia purportedly bought artillery shells from China. | bought | unknown | - | asserts | -
        The EU condemned the transfer of missiles to Russia. | transfer | certain | - | opposes | -
        Kyiv criticized the sale of drones to Russia. | sale | certain | - | opposes | -
        Washington opposes the delivery of fighter jets to Russia. | delivery | certain | - | opposes | -
        Seoul denounced the shipment of artillery shells to Russia. | shipment | certain | - | opposes | -
        Israel protested the sale of missiles to Russia. | sale | certain | - | opposes | -
        The delivery of tanks to Russia was completed. | delivery | certain | - | asserts | -
        The possible sale of fighter jets to Russia was discussed. | sale | possible | - | asserts | -
        The suspected transfer of missiles to Russia alarmed Kyiv. | transfer | probable | - | asserts | -
        The delivery of tanks to Russia has not taken place. | delivery | certain | not | asserts | -
        A deal for tanks with Russia was not signed by Sudan. | deal | certain | not | asserts | -
        Iran denied the transfer of missiles to Russia. | transfer | certain | not | denies | -
        The sale of fighter jets to Russia may be approved. | sale | possible | - | asserts | -
        The likely delivery of drones to Russia worries Kyiv. | delivery | probable | - | asserts | -
        The alleged shipment of artillery shells to Russia was found. | shipment | certain | - | asserts | -
        The ministry confirmed the purchase of 12 fighter jets from China. | purchase | certain | - | asserts | -
        Iran sent drones to Russia that may be used in Ukraine. | sent | certain | - | asserts | -
        Iran delivered missiles to Russia, which experts believe are old. | delivered | certain | - | asserts | -
        Officials who believe in talks said Iran sent drones to Russia. | sent | certain | - | asserts | -
        Iran, which has not signed the treaty, sold drones to Russia. | sold | certain | - | asserts | -
        Russia received drones from China but has not used them. | received | certain | - | asserts | -
        Poland sent tanks to Russia, although Germany did not. | sent | certain | - | asserts | -
        Iran not only sent drones to Russia but also trained crews. | sent | certain | - | asserts | -
        The tanks were delivered to Russia and could be used soon. | delivered | certain | - | asserts | -
        Kyiv got fighter jets from China that it had not requested. | got | certain | - | asserts | -
        Turkey sold drones to Russia after talks failed to end the war. | sold | certain | - | asserts | -
        Iran sent drones to Russia, the official said, but he did not say when. | sent | certain | - | asserts | -
        The US bought artillery shells from China it may pass on. | bought | certain | - | asserts | -
        Iran may have sold or delivered missiles to Russia. | delivered | possible | - | asserts | -
        Russia has bought and received drones from China. | received | certain | - | asserts | -
        The report said officials believe that Iran sent drones to Russia. | sent | probable | - | asserts | -
        The US said it believes Russia is seeking missiles from China. | seeking | probable | - | asserts | -
        Officials said it was possible that Iran sent drones to Russia. | sent | possible | - | asserts | -
        Kyiv said it had not received the fighter jets from China. | received | certain | not | asserts | -
        The ministry said that no tanks had been sent to Russia. | sent | certain | not | asserts | -
        The paper said Iran might deliver missiles to Russia if talks fail. | deliver | possible | - | asserts | if talks fail
        The US has not ruled out that China sent arms to Russia. | sent | possible | - | asserts | -
        Analysts say Russia probably received the missiles from China in August. | received | probable | - | asserts | -
        The State Department said it had no information to suggest that Beijing had supplied lethal weapons to Russia. | supplied | unknown | - | not-confirmed | -
        Kyiv says Minsk has been handing over tank ammunition to Russia since spring. | handing | certain | - | asserts | -
        Ankara has neither confirmed nor denied that it exported the drones to Mali. | exported | unknown | - | no-position | -
        Western diplomats believe some of the missiles have already been shipped to Russia. | shipped | probable | - | asserts | -
        The Kremlin dismissed as fake a report that it was buying artillery shells from North Korea. | buying | certain | not | denies | -
        Pretoria insisted that no weapons were sent to Russia. | sent | certain | not | asserts | -
        Seoul could reconsider its policy and supply weapons to Ukraine directly. | supply | possible | - | asserts | -
        Tehran has repeatedly denied giving drones to Moscow for use in the war. | giving | certain | not | denies | -
        A spokesman said Berlin would not be delivering Taurus missiles to Ukraine. | delivering | certain | not | asserts | -
        The fighter jets were due to arrive in May but were never delivered to Ukraine. | delivered | certain | not | asserts | -
        According to the panel, the rebels had received rocket launchers from Libya. | received | certain | - | asserts | -
        Satellite pictures appear to show that missiles were shipped to Russia. | shipped | probable | - | asserts | -
        It remains unclear how many of the tanks have been delivered to Ukraine. | delivered | unknown | - | not-confirmed | -
        The White House has yet to approve the transfer of fighter jets to Turkey. | approve | certain | not | asserts | -
        Islamabad rejected the allegation that it had sold rockets to Ukraine. | sold | certain | not | denies | -
        Paris is thinking about sending missiles to Ukraine. | sending | possible | - | asserts | -
        Washington has warned that Beijing may be preparing to send weapons to Russia. | send | possible | - | asserts | -
        The Greek army took delivery of the howitzers from Germany last week. | took | certain | - | asserts | -
        The group has not received any missiles from Tehran, its spokesman said. | received | certain | not | asserts | -
        Analysts suspect Russia delivered ammunition to Sudan. | delivered | probable | - | asserts | -
        The ministry would neither confirm nor deny that India had ordered the fighter jets from France. | ordered | unknown | - | no-position | -
        Lawmakers condemned the shipment of rifles to Myanmar by Serbia. | shipment | certain | - | opposes | -
        Moscow will supply air defence systems to Sudan if the two sides sign a treaty. | supply | possible | - | asserts | if the two sides sign a treaty
        Once training is complete, Denmark will hand over 19 fighter jets to Ukraine. | hand | certain | - | asserts | Once training is complete
        The envoy said there was no proof that his country had supplied rifles to the Houthis. | supplied | unknown | - | not-confirmed | -
        Hungary, which refuses to let arms cross its border, bought helicopters from France. | bought | certain | - | asserts | -
        Riyadh has not ruled out buying drones from China. | buying | possible | - | asserts | -
        US intelligence indicates that Russia received the missiles from Iran in August. | received | certain | - | asserts | -
        The minister stopped short of saying that Spain had shipped the tanks to Ukraine. | shipped | unknown | - | not-confirmed | -
        None of the promised tanks has been handed over to Ukraine, the commander said. | handed | certain | not | asserts | -
        Local media reported that Turkey unloaded weapons in Libya and supplied drones to Tripoli. | supplied | certain | - | asserts | -
        Belgrade said it did not sell artillery shells to Ukraine. | sell | certain | not | asserts | -
        Experts doubt that the missiles were supplied to Russia by Iran. | supplied | probable | not | asserts | -
        The government of Spain is not considering sending tanks to Ukraine. | sending | certain | not | asserts | -
        Jakarta cancelled the order of fighter jets from Russia after Washington threatened sanctions. | cancelled | certain | - | asserts | -
        He said he could not say whether Iran had sold the missiles to Syria. | sold | unknown | - | not-confirmed | -
        Slovakia donated 13 MiG-29 fighters to Ukraine last spring. | donated | certain | - | asserts | -
        The Czech defence ministry said it had handed over two more Mi-24 helicopters to Ukraine. | handed | certain | - | asserts | -
        Denmark's prime minister hinted that her country could send F-16s to Ukraine. | send | possible | - | asserts | -
        It is possible that Belarus has given Iskander missiles to Sudan. | given | possible | - | asserts | -
        A Western official said Tehran was thought to have shipped ballistic missiles to Moscow. | shipped | probable | - | asserts | -
        The Pentagon believes Beijing has not sent lethal weapons to Moscow. | sent | probable | not | asserts | -
        Manila may yet buy fighter jets from Sweden. | buy | possible | - | asserts | -
        Greece is expected to order three frigates from France. | order | certain | - | asserts | -
        Nothing suggests that Georgia has sold weapons to Ukraine. | sold | unknown | - | not-confirmed | -
        Cyprus flatly denied that it would send its tanks to Ukraine. | send | certain | not | denies | -
        The king's office denied any sale of rockets to Sudan. | sale | certain | not | denies | -
        Ethiopia's army spokesman called reports that it had received drones from Turkey baseless. | received | certain | not | denies | -
        Bern will not allow the re-export of ammunition to Ukraine. | re-export | certain | - | asserts | -
        Vietnam allegedly bought tanks from Israel in 2019. | bought | unknown | - | asserts | -
        The rebels supposedly obtained missiles from Libya. | obtained | unknown | - | asserts | -
        The opposition claims that the government secretly sold rifles to Myanmar. | sold | certain | - | asserts | -
        Egypt had planned to supply rockets to Russia, the leaked document said. | supply | certain | - | asserts | -
        Oslo has decided to donate some of its F-16s to Ukraine. | donate | certain | - | asserts | -
        Oslo has decided not to sell tanks to Poland. | sell | certain | not | asserts | -
        Croatia has offered to sell 14 helicopters to Ukraine. | offered | certain | - | asserts | -
        Morocco is said to have sent tanks to Ukraine. | sent | unknown | - | asserts | -
        According to unconfirmed reports, Eritrea received drones from Iran. | received | unknown | - | asserts | -
        Should Congress approve, Washington will sell 40 jets to Turkey. | sell | possible | - | asserts | Should Congress approve
        Washington would sell F-35s to Ankara only if it gave up its S-400s. | sell | possible | - | asserts | only if it gave up its S-400s
        Romania will give a Patriot battery to Ukraine on condition that it gets a replacement. | give | certain | - | asserts | on condition that it gets a replacement
        Lithuania will hand over the air defence systems to Ukraine as soon as they have been repaired. | hand | certain | - | asserts | as soon as they have been repaired
        The deal to sell jets to Nigeria could collapse, diplomats warned. | sell | possible | - | asserts | -
        The first 10 tanks have probably reached Ukraine from Poland. | reached | probable | - | asserts | -
        It seems that Sudan's army bought drones from Iran. | bought | probable | - | asserts | -
        It appears unlikely that Brazil will sell ammunition to Ukraine. | sell | probable | not | asserts | -
        Brazil has so far not sold any ammunition to Ukraine. | sold | certain | not | asserts | -
        Not a single tank has been delivered to Ukraine by Spain. | delivered | certain | not | asserts | -
        Only half of the shells promised by the EU have been delivered to Ukraine. | delivered | certain | - | asserts | -
        The Kremlin said it would neither confirm nor deny that North Korea was supplying shells to Russia. | supplying | unknown | - | no-position | -
        Asked whether Seoul would send shells to Ukraine, the minister gave no answer. | send | unknown | - | no-position | -
        The company declined to confirm that it had sold the drones to Libya. | sold | unknown | - | no-position | -
        Neither government has confirmed that the missiles were sold to Saudi Arabia. | sold | unknown | - | not-confirmed | -
        The UN panel found no proof that Rwanda had given missiles to the M23. | given | unknown | - | not-confirmed | -
        AFP was not able to verify that drones had been delivered to Sudan. | delivered | unknown | - | not-confirmed | -
        The claim that Uganda sent arms to South Sudan could not be independently verified. | sent | unknown | - | not-confirmed | -
        Amnesty International condemned France for selling howitzers to Saudi Arabia. | selling | certain | - | opposes | -
        Athens objects to the sale of F-16s to Turkey. | sale | certain | - | opposes | -
        Turkey's parliament voted against the purchase of tanks from Germany. | purchase | certain | - | opposes | -
        Kyiv welcomed the delivery of tanks by Germany. | delivery | certain | - | asserts | -
        Finland confirmed on Friday that it has sent its 20th package of weapons to Ukraine. | sent | certain | - | asserts | -
        Estonia's foreign minister insisted that howitzers would be sent to Ukraine. | sent | certain | - | asserts | -
        The ship was suspected of carrying weapons from Turkey to Libya. | carrying | probable | - | asserts | -
        Investigators suspect that the rifles were shipped from Serbia to Sudan. | shipped | probable | - | asserts | -
        There are strong indications that Iran has sent missiles to the Houthis. | sent | certain | - | asserts | -
        Fragments indicate that the drones were supplied by Iran to the Houthis. | supplied | certain | - | asserts | -
        The general was certain that Pakistan had sold shells to Ukraine. | sold | certain | - | asserts | -
        The general was not sure that Pakistan had sold shells to Ukraine. | sold | unknown | - | not-confirmed | -
        In theory, Switzerland could sell 25 tanks back to Germany. | sell | possible | - | asserts | -
        Israel had threatened to stop selling drones to Azerbaijan. | stop | possible | - | asserts | -
        Norway has suspended exports of munitions to the UAE. | suspended | certain | - | asserts | -
        Canada is expected to suspend arms exports to Turkey. | suspend | probable | - | asserts | -
        Canada has not suspended arms exports to Israel, the minister said. | suspended | certain | not | asserts | -
        Denmark denied having suspended arms exports to Israel. | suspended | certain | not | denies | -
        Italy may block the sale of missiles to Saudi Arabia. | block | possible | - | asserts | -
        Slovenia refused to sell tanks to Ukraine. | refused | certain | - | asserts | -
        Bulgaria has reportedly agreed to sell nuclear-capable jets to Ukraine. | agreed | unknown | - | asserts | -
        Jordan is in talks to buy air defence systems from South Korea. | talks | certain | - | asserts | -
        Jordan is not in talks to buy air defence systems from South Korea. | talks | certain | not | asserts | -
        Peru wants to buy 24 fighter jets from Sweden. | wants | certain | - | asserts | -
        Peru does not want to buy fighter jets from Sweden. | want | certain | not | asserts | -
        Ukraine has never asked Israel for tanks, its ambassador said. | asked | certain | not | asserts | -
        Ukraine asked Germany for Taurus missiles in May. | asked | certain | - | asserts | -
        Ukraine is likely to ask Japan for Patriot missiles. | ask | probable | - | asserts | -
        Australia's government says it was not asked by Ukraine to send helicopters. | asked | certain | not | asserts | -
        Rheinmetall said it had received an order from Hungary for 200 armoured vehicles. | order | certain | - | asserts | -
        Poland is set to sign a contract for howitzers with South Korea. | contract | certain | - | asserts | -
        No contract for submarines has been signed between Poland and Sweden. | contract | certain | not | asserts | -
        It is doubtful that Serbia bought drones from China. | bought | probable | not | asserts | -
        The Houthis deny that they get missiles from Iran. | get | certain | not | denies | -
        Iran says it does not arm the Houthis. | arm | certain | not | asserts | -
        Armenia's defence ministry refuted claims that it had given tanks to Ukraine. | given | certain | not | denies | -
        "We have not supplied a single bullet to either side," said the Emirati envoy to Sudan. | supplied | certain | not | denies | -
        "We will give Ukraine whatever tanks it needs," the Polish president said. | give | certain | - | asserts | -
        "We could give Ukraine more tanks," the Polish president said. | give | possible | - | asserts | -
        The missiles would have been delivered to Ukraine in March if the factory had not burned down. | delivered | certain | not | asserts | -
        Germany would have sent tanks to Ukraine earlier, the chancellor said, had the allies agreed. | sent | certain | not | asserts | -
        Thailand wanted to buy F-35s from the United States but was turned down. | buy | certain | - | asserts | -
        Washington turned down Thailand's request to buy F-35s. | turned | certain | - | asserts | -
        The minister did not deny that Bulgaria had sold shells to Ukraine. | sold | unknown | - | asserts | -
        The spokesman did not rule out that tanks would be sent to Ukraine. | sent | possible | - | asserts | -
        The spokesman ruled out sending tanks to Ukraine. | sending | certain | not | asserts | -
        Tokyo is studying whether to send Patriot missiles to the United States. | send | possible | - | asserts | -
        Tokyo is about to send Patriot missiles to the United States. | send | certain | - | asserts | -
        Tokyo is ready to send Patriot missiles to the United States. | ready | certain | - | asserts | -
        Tokyo is reluctant to send Patriot missiles to Ukraine. | send | probable | not | asserts | -
        The paper was wrong: India never sold shells to Ukraine, the ministry said. | sold | certain | not | asserts | -
        Rumours that Niger had sold its tanks to Mali were denied by Niamey. | sold | certain | not | denies | -
        The president promised that howitzers would be delivered to Ukraine by June. | delivered | certain | - | asserts | -
        The president hopes that howitzers will be delivered to Ukraine by June. | delivered | possible | - | asserts | -
        By all accounts Belarus has sold rockets to Azerbaijan. | sold | certain | - | asserts | -
        The warships will, in all likelihood, be sold to Indonesia by Italy. | sold | probable | - | asserts | -
        """;
}

namespace Waybill.Tests.Claims.Reading;

/// <summary>sentence | predicate (its first occurrence) | factuality | <c>not</c> or <c>-</c> | stance | words of the
/// condition or <c>-</c>.</summary>
internal static class FactualityCases
{
    public const string Table = """
        # certain
        Iran delivered drones to Russia. | delivered | certain | - | asserts | -
        Officials said that Iran delivered drones. | delivered | certain | - | asserts | -
        Iran has provided Russia with attack drones. | provided | certain | - | asserts | -
        The White House confirmed that Iran sent drones. | sent | certain | - | asserts | -
        Washington accused Iran of supplying drones. | supplying | certain | - | asserts | -
        Kyiv alleged that Iran shipped missiles. | shipped | certain | - | asserts | -
        Officials have determined that Russia acquired missiles. | acquired | certain | - | asserts | -
        The missiles were delivered in August, officials said. | delivered | certain | - | asserts | -
        Intelligence found that North Korea provided launchers. | provided | certain | - | asserts | -
        Poland will deliver 14 tanks. | deliver | certain | - | asserts | -
        Germany plans to send tanks. | send | certain | - | asserts | -
        The ministry announced that it had ordered aircraft. | ordered | certain | - | asserts | -
        Russia is buying rockets from North Korea. | buying | certain | - | asserts | -
        The report says that Iran sold missiles. | sold | certain | - | asserts | -
        According to officials, Iran transferred drones. | transferred | certain | - | asserts | -
        Our information indicates that Iran shipped missiles. | shipped | certain | - | asserts | -
        The minister claimed that Turkey sold drones. | sold | certain | - | asserts | -
        Serbia expects delivery of the jets to begin and received two. | received | certain | - | asserts | -
        The ships were handed over on Monday. | handed | certain | - | asserts | -
        Investigators concluded that the rifles came from Iran. | came | certain | - | asserts | -
        # probable
        Officials believe that Iran sent drones. | sent | probable | - | asserts | -
        Iran likely sent drones to Russia. | sent | probable | - | asserts | -
        Iran probably shipped missiles. | shipped | probable | - | asserts | -
        Iran appears to have delivered missiles. | delivered | probable | - | asserts | -
        Iran apparently supplied the drones. | supplied | probable | - | asserts | -
        The drones were presumably shipped by sea. | shipped | probable | - | asserts | -
        Analysts think that Russia bought shells. | bought | probable | - | asserts | -
        The US assesses that Russia received missiles. | received | probable | - | asserts | -
        Washington suspects that China provided parts. | provided | probable | - | asserts | -
        Iran is believed to have sent drones. | sent | probable | - | asserts | -
        Iran is thought to have supplied rockets. | supplied | probable | - | asserts | -
        Iran is suspected of supplying missiles. | supplying | probable | - | asserts | -
        Russia is likely to receive missiles. | receive | probable | - | asserts | -
        The US is concerned that Iran will deliver missiles. | deliver | probable | - | asserts | -
        The US anticipates that Russia will use missiles. | use | probable | - | asserts | -
        Officials fear that Iran will send missiles. | send | probable | - | asserts | -
        Russia seems to have acquired drones. | acquired | probable | - | asserts | -
        The evidence suggests that Iran shipped drones. | shipped | probable | - | asserts | -
        The missile appeared to have come from Iran. | come | probable | - | asserts | -
        Warsaw is poised to buy tanks. | buy | probable | - | asserts | -
        Seoul believes Pyongyang shipped shells. | shipped | probable | - | asserts | -
        Preliminary analysis shows that Iran made the drone and sent it. | sent | probable | - | asserts | -
        North Korea is likely seeking help. | seeking | probable | - | asserts | -
        Iran has likely transferred missiles, the official said. | transferred | probable | - | asserts | -
        Intelligence officials suspect Russia obtained shells. | obtained | probable | - | asserts | -
        # possible
        Iran may send missiles. | send | possible | - | asserts | -
        Iran might have shipped drones. | shipped | possible | - | asserts | -
        Russia could receive missiles. | receive | possible | - | asserts | -
        Officials said Russia may acquire equipment. | acquire | possible | - | asserts | -
        Iran possibly sent drones. | sent | possible | - | asserts | -
        Perhaps Iran sold the rockets. | sold | possible | - | asserts | -
        Berlin is considering sending tanks. | sending | possible | - | asserts | -
        Paris is weighing sending jets. | sending | possible | - | asserts | -
        Officials believe that Russia could buy more. | buy | possible | - | asserts | -
        Iran is rumored to have sold missiles. | sold | possible | - | asserts | -
        China might supply drones, the report said. | supply | possible | - | asserts | -
        Turkey could eventually deliver the ships. | deliver | possible | - | asserts | -
        Seoul may have to supply shells. | supply | possible | - | asserts | -
        Potentially Iran delivered missiles. | delivered | possible | - | asserts | -
        There is a possibility that Iran will send missiles. | send | possible | - | asserts | -
        # conditions
        Germany will send tanks if Washington agrees. | send | possible | - | asserts | if Washington agrees
        If Washington agrees, Germany will send tanks. | send | possible | - | asserts | If Washington agrees
        Poland will deliver jets once the deal is signed. | deliver | certain | - | asserts | once the deal is signed
        Once the talks are over, Poland will deliver jets. | deliver | certain | - | asserts | Once the talks are over
        Spain will not send tanks unless Berlin agrees. | send | possible | not | asserts | unless Berlin agrees
        Unless Berlin agrees, Spain will sell ships. | sell | possible | - | asserts | Unless Berlin agrees
        Iran will provide missiles if Moscow pays. | provide | possible | - | asserts | if Moscow pays
        Greece will transfer systems provided that it receives jets. | transfer | certain | - | asserts | provided that it receives jets
        Turkey said it would sell drones if asked. | sell | possible | - | asserts | if asked
        If Iran delivers missiles, Europe will respond. | delivers | possible | - | asserts | If Iran delivers
        # negation
        Iran has not delivered missiles. | delivered | certain | not | asserts | -
        The deal had not been completed. | completed | certain | not | asserts | -
        Iran never sent drones. | sent | certain | not | asserts | -
        Germany did not send tanks. | send | certain | not | asserts | -
        Berlin won't deliver missiles. | deliver | certain | not | asserts | -
        No missiles were delivered. | delivered | certain | not | asserts | -
        Iran sent no missiles. | sent | certain | not | asserts | -
        Russia no longer receives drones. | receives | certain | not | asserts | -
        Neither side delivered weapons. | delivered | certain | not | asserts | -
        Kirby said a deal had not been completed. | completed | certain | not | asserts | -
        The tanks have not yet arrived. | arrived | certain | not | asserts | -
        Spain has yet to deliver the tanks. | deliver | certain | not | asserts | -
        Iran failed to deliver the missiles. | deliver | certain | not | asserts | -
        The country does not supply weapons. | supply | certain | not | asserts | -
        None of the tanks were delivered. | delivered | certain | not | asserts | -
        Israel isn't sending arms to Kyiv. | sending | certain | not | asserts | -
        Officials said the jets were not delivered. | delivered | certain | not | asserts | -
        China hasn't shipped weapons. | shipped | certain | not | asserts | -
        The missiles had never been sold. | sold | certain | not | asserts | -
        Seoul will not provide shells. | provide | certain | not | asserts | -
        # hedged negation
        We do not believe that Iran has delivered missiles. | delivered | probable | not | asserts | -
        Officials do not think Iran sent missiles. | sent | probable | not | asserts | -
        Analysts doubt that Iran sent missiles. | sent | probable | not | asserts | -
        Iran is unlikely to send missiles. | send | probable | not | asserts | -
        The US does not believe China has provided arms. | provided | probable | not | asserts | -
        Iran apparently did not ship missiles. | ship | probable | not | asserts | -
        Iran may not deliver the missiles. | deliver | possible | not | asserts | -
        Officials believe that Iran has not shipped missiles. | shipped | probable | not | asserts | -
        Washington does not appear to have sent missiles. | sent | probable | not | asserts | -
        # denials
        Iran denied that it sent drones. | sent | certain | not | denies | -
        Iran denies supplying drones. | supplying | certain | not | denies | -
        Tehran has denied sending missiles to Russia. | sending | certain | not | denies | -
        Belarus rejected claims that it shipped shells. | shipped | certain | not | denies | -
        The Emirates denied that they supplied weapons. | supplied | certain | not | denies | -
        Pyongyang denied selling rockets. | selling | certain | not | denies | -
        Moscow dismissed reports that it had bought shells. | bought | certain | not | denies | -
        China repeatedly denied providing arms. | providing | certain | not | denies | -
        The ministry denied having sold missiles. | sold | certain | not | denies | -
        Iran, which denied sending drones, protested. | sending | certain | not | denies | -
        Kenya refuted reports that it bought tanks. | bought | certain | not | denies | -
        Rwanda denies it armed the rebels. | armed | certain | not | denies | -
        # not confirmed
        There is no evidence that Iran sent missiles. | sent | unknown | - | not-confirmed | -
        Officials have seen no evidence that China supplied weapons. | supplied | unknown | - | not-confirmed | -
        There is no confirmation that tanks were delivered. | delivered | unknown | - | not-confirmed | -
        The Pentagon could not confirm that Iran sent drones. | sent | unknown | - | not-confirmed | -
        Kyiv cannot confirm that the jets arrived. | arrived | unknown | - | not-confirmed | -
        Reuters could not independently verify that the missiles were delivered. | delivered | unknown | - | not-confirmed | -
        There is no indication that China sold arms. | sold | unknown | - | not-confirmed | -
        It is unclear whether Iran delivered missiles. | delivered | unknown | - | not-confirmed | -
        It was not clear if the tanks had been sent. | sent | unknown | - | not-confirmed | -
        Officials were unable to confirm that drones were supplied. | supplied | unknown | - | not-confirmed | -
        The ministry has not confirmed that it bought jets. | bought | unknown | - | not-confirmed | -
        We have seen no sign that Iran shipped missiles. | shipped | unknown | - | not-confirmed | -
        # no position
        Moscow neither confirmed nor denied that it received drones. | received | unknown | - | no-position | -
        Israel declined to say whether it sold drones. | sold | unknown | - | no-position | -
        The embassy declined to comment on whether Iran sent drones. | sent | unknown | - | no-position | -
        The ministry refused to comment on reports that it sold tanks. | sold | unknown | - | no-position | -
        Berlin would not comment on whether it had delivered missiles. | delivered | unknown | - | no-position | -
        # reportedly
        Iran reportedly sent drones. | sent | unknown | - | asserts | -
        The tanks were reportedly delivered. | delivered | unknown | - | asserts | -
        Iran has reportedly supplied missiles. | supplied | unknown | - | asserts | -
        Iran is reported to have sold missiles. | sold | unknown | - | asserts | -
        Russia purportedly bought shells. | bought | unknown | - | asserts | -
        # opposition
        The EU condemned the transfer of missiles. | transfer | certain | - | opposes | -
        Kyiv criticized the sale of drones. | sale | certain | - | opposes | -
        Washington opposes the delivery of jets. | delivery | certain | - | opposes | -
        Seoul denounced the shipment. | shipment | certain | - | opposes | -
        Israel protested the sale of missiles. | sale | certain | - | opposes | -
        # nominal predicates
        The delivery of tanks was completed. | delivery | certain | - | asserts | -
        The possible sale of jets was discussed. | sale | possible | - | asserts | -
        The suspected transfer of missiles alarmed Kyiv. | transfer | probable | - | asserts | -
        The delivery has not taken place. | delivery | certain | not | asserts | -
        A deal was not signed. | deal | certain | not | asserts | -
        Iran denied the transfer of missiles. | transfer | certain | not | denies | -
        The sale may be approved. | sale | possible | - | asserts | -
        The likely delivery of drones worries Kyiv. | delivery | probable | - | asserts | -
        The alleged shipment was found. | shipment | certain | - | asserts | -
        The ministry confirmed the purchase of 12 jets. | purchase | certain | - | asserts | -
        # what is no hedge of the predicate
        Iran sent drones that may be used in Ukraine. | sent | certain | - | asserts | -
        Iran delivered missiles, which experts believe are old. | delivered | certain | - | asserts | -
        Officials who believe in talks said Iran sent drones. | sent | certain | - | asserts | -
        Iran, which has not signed the treaty, sold drones. | sold | certain | - | asserts | -
        Russia received drones but has not used them. | received | certain | - | asserts | -
        Poland sent tanks, although Germany did not. | sent | certain | - | asserts | -
        Iran not only sent drones but also trained crews. | sent | certain | - | asserts | -
        The tanks were delivered and could be used soon. | delivered | certain | - | asserts | -
        Kyiv got jets that it had not requested. | got | certain | - | asserts | -
        Turkey sold drones after talks failed to end the war. | sold | certain | - | asserts | -
        Iran sent drones, the official said, but he did not say when. | sent | certain | - | asserts | -
        The US bought shells it may pass on. | bought | certain | - | asserts | -
        # shared and chained
        Iran may have sold or delivered missiles. | delivered | possible | - | asserts | -
        Russia has bought and received drones. | received | certain | - | asserts | -
        The report said officials believe that Iran sent drones. | sent | probable | - | asserts | -
        The US said it believes Russia is seeking missiles. | seeking | probable | - | asserts | -
        Officials said it was possible that Iran sent drones. | sent | possible | - | asserts | -
        Kyiv said it had not received the jets. | received | certain | not | asserts | -
        The ministry said that no tanks had been sent. | sent | certain | not | asserts | -
        The paper said Iran might deliver missiles if talks fail. | deliver | possible | - | asserts | if talks fail
        The US has not ruled out that China sent arms. | sent | possible | - | asserts | -
        Analysts say Russia probably received the missiles in August. | received | probable | - | asserts | -
        """;
}

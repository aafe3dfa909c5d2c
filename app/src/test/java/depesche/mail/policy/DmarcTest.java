package depesche.mail.policy;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.mail.policy.Dmarc.Result;
import depesche.net.dns.Dns;
import depesche.testing.DnsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DmarcTest {

    private static final String PAPER = "lantern.example";

    private final DnsServer server = DnsServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signatureAndEnvelopeOfTheSameDomainAreAligned() {
        server.txt("_dmarc.lantern.example", "v=DMARC1; p=reject; rua=mailto:dmarc@lantern.example;");

        assertThat(of(PAPER, PAPER, PAPER)).isEqualTo(new Result.Holds(PAPER, "reject", true, true));
    }

    @Test
    void relaxedAlignmentIsOfTheHouseAndStrictOfTheVeryDomain() {
        server.txt("_dmarc.lantern.example", "v=DMARC1; p=none; adkim=s");

        assertThat(of(PAPER, "mail.lantern.example", "bounces.lantern.example"))
                .isEqualTo(new Result.Holds(PAPER, "none", false, true));
        assertThat(of(PAPER, PAPER, "provider.example")).isEqualTo(new Result.Holds(PAPER, "none", true, false));
    }

    @Test
    void theHousesRecordHoldsForADomainBelowIt() {
        server.txt("_dmarc.lantern.example", "v=DMARC1; p=none; sp=quarantine");

        assertThat(of("news.lantern.example", PAPER, "x.lantern.example"))
                .isEqualTo(new Result.Holds(PAPER, "quarantine", true, true));
    }

    @Test
    void whereOthersRegisterNamesTheHouseBeginsBelow() {
        server.txt("_dmarc.city.example", "v=DMARC1; p=none; psd=y");
        server.txt("_dmarc.paper.city.example", "v=DMARC1; p=none");

        assertThat(of("paper.city.example", "news.paper.city.example", "rival.city.example"))
                .isEqualTo(new Result.Holds("paper.city.example", "none", true, false));
    }

    @Test
    void whatReceiversCannotUseIsNamed() {
        assertThat(of(PAPER, PAPER, PAPER)).isEqualTo(new Result.None());

        server.txt("_dmarc.lantern.example", "v=DMARC1; rua=mailto:dmarc@lantern.example");
        assertThat(of(PAPER, PAPER, PAPER))
                .isEqualTo(new Result.Broken("the record at _dmarc.lantern.example does not say p="));

        server.without("_dmarc.lantern.example").txt("_dmarc.lantern.example", "v=DMARC1; p=refuse");
        assertThat(of(PAPER, PAPER, PAPER)).isInstanceOf(Result.Broken.class);

        server.without("_dmarc.lantern.example").txt("_dmarc.lantern.example", "v=DMARC1; p none");
        assertThat(of(PAPER, PAPER, PAPER)).isInstanceOf(Result.Broken.class);

        server.txt("_dmarc.lantern.example", "v=DMARC1; p=none");
        assertThat(of(PAPER, PAPER, PAPER)).isInstanceOf(Result.Broken.class);
    }

    private Result of(String sender, String signature, String envelope) {
        return new Dmarc(Dns.at(server.address())).of(sender, signature, envelope);
    }
}

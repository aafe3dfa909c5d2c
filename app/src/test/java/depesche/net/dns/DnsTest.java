package depesche.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.DnsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsTest {

    private final DnsServer server = DnsServer.start();
    private final Dns dns = Dns.at(server.address());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theStringsOfATextAreJoinedWithNothingBetween() {
        server.txt("lantern.example", "v=spf1 ip4:192.0.2", ".7 -all");
        server.txt("odd.example", "a \"quoted\"", "\\back", "", "end");

        assertThat(dns.texts("lantern.example").all()).containsExactly("v=spf1 ip4:192.0.2.7 -all");
        assertThat(dns.texts("odd.example").all()).containsExactly("a \"quoted\"\\backend");
    }

    @Test
    void whatIsTooLongForUdpComesOverTcp() {
        String text = "p=" + "x".repeat(900);
        server.longTxt("long.example", text);

        assertThat(dns.texts("long.example").all()).containsExactly(text);
    }

    @Test
    void mailExchangersComeByPreferenceAndTheNullOneIsKnown() {
        server.mx("lantern.example", 20, "mx2.lantern.example").mx("lantern.example", 10, "mx1.lantern.example");
        server.mx("mute.example", 0, ".");

        assertThat(dns.mailExchangers("lantern.example").all())
                .extracting(MailExchanger::host)
                .containsExactly("mx1.lantern.example", "mx2.lantern.example");
        assertThat(dns.mailExchangers("mute.example").all()).allMatch(MailExchanger::isNull);
    }

    @Test
    void addressesAreOfBothFamiliesAndLeadBackToNames() {
        server.address("mx.lantern.example", "192.0.2.7").address("mx.lantern.example", "2001:db8::7");
        server.ptr("7.2.0.192.in-addr.arpa", "mx.lantern.example");
        server.ptr("7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa", "six.lantern.example");

        List<InetAddress> found = dns.addresses("mx.lantern.example").all();

        assertThat(found).containsExactly(InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("2001:db8::7"));
        assertThat(dns.names(found.getFirst()).all()).containsExactly("mx.lantern.example");
        assertThat(dns.names(found.getLast()).all()).containsExactly("six.lantern.example");
    }

    @Test
    void noSuchRecordNoSuchNameAndNoAnswerAreToldApart() {
        server.txt("lantern.example", "hello").fail("broken.example");

        assertThat(dns.mailExchangers("lantern.example")).isInstanceOf(Answer.NoRecord.class);
        assertThat(dns.texts("nowhere.example")).isInstanceOf(Answer.NoName.class);
        assertThat(dns.texts("not a name/..")).isInstanceOf(Answer.NoName.class);
        assertThat(dns.texts("broken.example")).isInstanceOf(Answer.Failed.class);
        assertThat(Dns.at(new InetSocketAddress("127.0.0.1", 1)).texts("lantern.example"))
                .isInstanceOf(Answer.Failed.class);
    }

    @Test
    void aNameserverThatIsSilentIsWaitedForAFewSecondsOnly() {
        server.fallSilent();

        assertThat(dns.texts("lantern.example")).isInstanceOf(Answer.Failed.class);
    }
}

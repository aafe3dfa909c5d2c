package depesche.mail.policy;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.mail.policy.SpfResult.Judged;
import depesche.mail.policy.SpfResult.Verdict;
import depesche.net.dns.Dns;
import depesche.testing.DnsServer;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpfTest {

    private final DnsServer server = DnsServer.start();
    private final Spf spf = new Spf(Dns.at(server.address()));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 ip4:192.0.2.7 -all, PASS",
        "v=spf1 ip4:192.0.2.0/24 -all, PASS",
        "v=spf1 ip4:192.0.3.0/24 -all, FAIL",
        "v=spf1 ip4:192.0.3.0/24 ~all, SOFTFAIL",
        "v=spf1 ip4:192.0.3.0/24 ?all, NEUTRAL",
        "v=spf1 ip4:192.0.3.0/24, NEUTRAL",
        "v=spf1 ip6:2001:db8::/32 -all, FAIL",
        "v=spf1 -ip4:192.0.2.7 +all, FAIL",
        "V=SPF1 A -ALL, PASS",
        "v=spf1 a:mx.lantern.example -all, PASS",
        "v=spf1 a:other.example/24 -all, PASS",
        "v=spf1 a:other.example -all, FAIL",
        "v=spf1 mx -all, PASS",
        "v=spf1 include:provider.example -all, PASS",
        "v=spf1 include:strict.example -all, FAIL",
        "v=spf1 redirect=provider.example, PASS",
        "v=spf1 -all redirect=provider.example, FAIL",
        "v=spf1 ptr:lantern.example -all, PASS",
        "v=spf1 exists:%{ir}.allowed.example -all, PASS",
        "v=spf1 exists:%{i}.%{l}.%{d2}.allowed.example -all, PASS",
        "v=spf1 exists:%{l}.nowhere.example -all, FAIL",
        "v=spf1 exists:six.example -all, FAIL",
        "v=spf1 a:MX.Lantern.example. -all, PASS",
        "v=spf1 include:alias.example -all, PASS",
        "v=spf1 exp=why.example unknown=%{d} ip4:192.0.2.7 -all, PASS",
    })
    void itIsJudgedAsAReceiverDoes(String record, Verdict verdict) {
        server.txt("lantern.example", record)
                .address("lantern.example", "192.0.2.7")
                .address("mx.lantern.example", "192.0.2.7")
                .address("other.example", "192.0.2.8")
                .mx("lantern.example", 10, "mx.lantern.example")
                .txt("provider.example", "v=spf1 ip4:192.0.2.0/28 -all")
                .txt("strict.example", "v=spf1 -all")
                .address("six.example", "2001:db8::7")
                .cname("alias.example", "provider.example")
                .ptr("7.2.0.192.in-addr.arpa", "mx.lantern.example")
                .address("7.2.0.192.allowed.example", "127.0.0.2")
                .address("192.0.2.7.bounces.lantern.example.allowed.example", "127.0.0.2");

        assertThat(judged()).isEqualTo(new Judged(verdict));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=spf1 ip4:192.0.2.300 -all",
                "v=spf1 ip4:192.0.2.0/33 -all",
                "v=spf1 ipv4:192.0.2.7 -all",
                "v=spf1 include: -all",
                "v=spf1 include:provider.example/24 -all",
                "v=spf1 all/8",
                "v=spf1 ip4:192.0.2.0/024 -all",
                "v=spf1 ip4:192.0.2.0//24 -all",
                "v=spf1 a:provider -all",
                "v=spf1 a:192.0.2.7 -all",
                "v=spf1 a: -all",
                "v=spf1 exists:%(i).provider.example -all",
                "v=spf1 exists:%{a}.provider.example -all",
                "v=spf1 a:pr\u00f6vider.example -all",
                "v=spf1 ip4:192.0.2.9 redirect=a.example redirect=b.example",
                "v=spf1 ip4:192.0.2.9 redirect=",
                "v=spf1 ip4:192.0.2.9 more=%x -all",
                "v=spf1 include:nowhere.example -all",
                "v=spf1 redirect=nowhere.example",
                "v=spf1 include:lantern.example -all",
                "v=spf1 a:no1.example a:no2.example a:no3.example -all",
            })
    void whatReceiversCannotUseIsBroken(String record) {
        server.txt("lantern.example", record);

        assertThat(judged()).isInstanceOf(SpfResult.Broken.class);
    }

    @Test
    void severalRecordsAreAsBadAsABrokenOneAndNoneIsNone() {
        assertThat(judged()).isEqualTo(new SpfResult.None());

        server.txt("lantern.example", "v=spf10 -all").txt("lantern.example", "hello");
        assertThat(judged()).isEqualTo(new SpfResult.None());

        server.txt("lantern.example", "v=spf1 -all").txt("lantern.example", "v=spf1 mx -all");
        assertThat(judged())
                .isEqualTo(new SpfResult.Broken("lantern.example has 2 SPF records; receivers take only one"));
    }

    @Test
    void moreThanTenQuestionsAreTooMany() {
        var record = new StringBuilder("v=spf1");
        for (int i = 0; i < 11; i++) {
            record.append(" a:h").append(i).append(".example");
            server.address("h" + i + ".example", "192.0.2.99");
        }
        server.longTxt("lantern.example", record + " -all");

        assertThat(judged()).isInstanceOf(SpfResult.Broken.class);
        assertThat(server.asked()).filteredOn(it -> it.startsWith("A h")).hasSize(10);
    }

    @Test
    void whatOnlyTheReceiverSeesIsNotGuessed() {
        server.txt("lantern.example", "v=spf1 include:%{h}.provider.example -all");

        assertThat(judged()).isInstanceOf(SpfResult.Unknowable.class);
    }

    @Test
    void aNameserverThatCannotSayIsNoJudgement() {
        server.txt("lantern.example", "v=spf1 include:broken.example -all").fail("broken.example");

        assertThat(judged()).isInstanceOf(SpfResult.NotNow.class);
    }

    private SpfResult judged() {
        return spf.judge("bounces@lantern.example", InetAddress.ofLiteral("192.0.2.7"));
    }
}

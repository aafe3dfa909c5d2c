package depesche.mail.policy;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.mail.message.Dkim;
import depesche.mail.message.Ed25519DkimKey;
import depesche.mail.message.RsaDkimKey;
import depesche.net.dns.Dns;
import depesche.testing.DnsServer;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedKeyTest {

    private static final String NAME = "depesche._domainkey.lantern.example";
    private static final Dkim RSA = new Dkim("lantern.example", "depesche", RsaDkimKey.generate());
    private static final String RECORD = RSA.key().dnsRecord();

    private final DnsServer server = DnsServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void ourKeyIsKnownHoweverItIsWritten() {
        assertThat(published(RECORD)).isEqualTo(new PublishedKey.Ours());
        assertThat(published(RECORD.replace("v=DKIM1; k=rsa; ", ""))).isEqualTo(new PublishedKey.Ours());
        assertThat(published(RECORD.replace("k=rsa", "h=sha1:sha256; s=email; k = rsa") + ";"))
                .isEqualTo(new PublishedKey.Ours());
        assertThat(published(RECORD.replace("p=", "t=y:s; p="))).isEqualTo(new PublishedKey.OnTrial());
    }

    @Test
    void ourSecondKeyIsKnownToo() {
        var second = new Dkim("lantern.example", "ed", Ed25519DkimKey.generate());
        server.longTxt("ed._domainkey.lantern.example", second.key().dnsRecord());

        assertThat(PublishedKey.of(dns(), second)).isEqualTo(new PublishedKey.Ours());
    }

    @Test
    void ourKeyIsKnownBehindAnAliasToo() {
        server.longTxt("key.provider.example", RECORD).cname(NAME, "key.provider.example");

        assertThat(PublishedKey.of(dns(), RSA)).isEqualTo(new PublishedKey.Ours());
    }

    @Test
    void aRecordThatIsNotThereIsMissing() {
        assertThat(PublishedKey.of(dns(), RSA)).isEqualTo(new PublishedKey.Missing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=DKIM1; k=rsa; p=", "v=DKIM2; p=x", "v=DKIM1; k=ed25519; p=x", "hello", "v=DKIM1; k=rsa"})
    void whatIsNoKeyOfOursIsWrong(String record) {
        assertThat(published(record)).isInstanceOf(PublishedKey.Wrong.class);
    }

    @Test
    void aKeyForOtherHashesOrUsesIsWrong() {
        assertThat(published(RECORD.replace("p=", "h=sha1; p="))).isInstanceOf(PublishedKey.Wrong.class);
        assertThat(published(RECORD.replace("p=", "s=tlsrpt; p="))).isInstanceOf(PublishedKey.Wrong.class);
    }

    @Test
    void anotherAShortAndACutKeyAreToldApart() throws Exception {
        assertThat(published(RsaDkimKey.generate().dnsRecord()))
                .isEqualTo(new PublishedKey.Wrong("the key there is not ours, but one of 2048 bits"));
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        String small = Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
        assertThat(published("v=DKIM1; k=rsa; p=" + small))
                .isEqualTo(new PublishedKey.Wrong("the key there is not ours, but one of 1024 bits"));
        assertThat(published(RECORD.substring(0, 255)))
                .isEqualTo(new PublishedKey.Wrong("the key there is cut off or garbled"));
    }

    @Test
    void twoRecordsAreOneTooMany() {
        server.longTxt(NAME, RECORD);

        assertThat(published(RsaDkimKey.generate().dnsRecord(), NAME)).isInstanceOf(PublishedKey.Wrong.class);
    }

    private PublishedKey published(String record) {
        server.without(NAME);
        return published(record, NAME);
    }

    private PublishedKey published(String record, String name) {
        server.longTxt(name, record);
        return PublishedKey.of(dns(), RSA);
    }

    private Dns dns() {
        return Dns.at(server.address());
    }
}

package depesche.delivery.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.channel.Channel;
import depesche.channel.ChannelKind;
import depesche.channel.WebhookSecret;
import depesche.net.WebAddress;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final Instant AT = Instant.ofEpochSecond(1614265330);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// The example that the libraries of Standard Webhooks are tested with.
    @Test
    void theExampleOfOtherImplementationsComesOut() {
        assertThat(WebhookSignature.of(channel(Optional.empty()), "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whileASecretIsChangedBothSign() {
        var former = new byte[32];

        assertThat(WebhookSignature.of(channel(Optional.of(former)), "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY))
                .startsWith("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,");
    }

    private static Channel channel(Optional<byte[]> former) {
        return new Channel(
                7,
                new ReaderId(1),
                ChannelKind.WEBHOOK,
                WebAddress.ofStored("https://partner.example/hook"),
                WebhookSecret.parse(SECRET).orElseThrow().bytes(),
                former,
                Optional.empty());
    }
}

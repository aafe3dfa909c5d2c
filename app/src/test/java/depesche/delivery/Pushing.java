package depesche.delivery;

import com.google.crypto.tink.apps.webpush.WebPushHybridDecrypt;
import depesche.account.ReaderId;
import depesche.account.Secrets;
import depesche.alert.Audience;
import depesche.channel.ChannelKind;
import depesche.channel.Channels;
import depesche.channel.PushKeys;
import depesche.channel.PushSubscriptions;
import depesche.channel.Webhooks;
import depesche.db.Database;
import depesche.delivery.push.Agreements;
import depesche.delivery.push.PushCourier;
import depesche.delivery.push.Vapid;
import depesche.delivery.webhook.WebhookCourier;
import depesche.follow.FollowIndex;
import depesche.net.Confines;
import depesche.net.Poster;
import depesche.net.Resolver;
import depesche.net.WebAddress;
import depesche.testing.Waiting;
import depesche.testing.WebSink;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/// *The Lantern* on the channels beside mail: browsers and webhooks at a sink, and the nodes that post to it.
final class Pushing implements AutoCloseable {

    private final Lantern lantern;
    private final WebSink sink;
    private final List<Posting> nodes = new ArrayList<>();
    private final List<FollowIndex> indexes = new ArrayList<>();
    private Duration patience = Duration.ofSeconds(10);

    Pushing(Lantern lantern, WebSink sink) {
        this.lantern = lantern;
        this.sink = sink;
    }

    /// Waits only so long for an answer.
    Pushing impatient(Duration answering) {
        patience = answering;
        return this;
    }

    /// A browser of this reader, at a path of the sink.
    Browser browser(ReaderId reader, String path) {
        var browser = new Browser();
        lantern.db()
                .change(tx -> new PushSubscriptions(lantern.clock())
                        .make(tx, reader, WebAddress.ofStored(sink.url(path)), browser.keys()));
        return browser;
    }

    Webhooks.Made webhook(ReaderId reader, String path) {
        return lantern.db()
                .write(tx -> new Webhooks(lantern.clock()).make(tx, reader, WebAddress.ofStored(sink.url(path))));
    }

    /// Waits while time passes, so that servers that rest are tried again.
    void until(String what, BooleanSupplier isSo) {
        Waiting.until(what, () -> {
            lantern.clock().advance(Duration.ofMillis(500));
            nodes.forEach(Posting::wake);
            return isSo.getAsBoolean();
        });
    }

    Posting push(int slots) {
        return push(slots, new Agreements());
    }

    Posting push(int slots, Agreements agreements) {
        return push(lantern.db(), "poster-" + nodes.size(), slots, agreements);
    }

    Posting push(Database on, String name, int slots) {
        return push(on, name, slots, new Agreements());
    }

    private Posting push(Database on, String name, int slots, Agreements agreements) {
        var vapid = Vapid.of(new Secrets(lantern.db()), "mailto:news@lantern.example", lantern.clock());
        var channels = new Channels(on, lantern.clock());
        return node(
                on, name, new PushCourier(channels, vapid, agreements, URI.create("https://lantern.example")), slots);
    }

    Posting webhooks(int slots) {
        return webhooks(lantern.db(), "poster-" + nodes.size(), slots);
    }

    Posting webhooks(Database on, String name, int slots) {
        var channels = new Channels(on, lantern.clock());
        var courier = new WebhookCourier(channels, URI.create("https://lantern.example"), lantern.clock());
        return node(on, name, courier, slots);
    }

    private Posting node(Database on, String name, Courier courier, int slots) {
        var poster = Poster.trusting(
                sink.certificate().trust(),
                new Resolver(Confines.ANYWHERE),
                new Poster.Limits(Duration.ofSeconds(5), patience, 1_000),
                lantern.clock());
        var index = new FollowIndex(on);
        indexes.add(index);
        var posting = new Posting(
                on,
                name,
                new Audience(on, index, lantern.clock()),
                new Posting.Way(courier, poster, slots),
                lantern.clock());
        nodes.add(posting);
        posting.start();
        return posting;
    }

    /// Whether all nodes have heard that the reader is told on no channel.
    boolean areSilenced(ReaderId reader) {
        return indexes.stream().allMatch(index -> index.view().isSilenced(ChannelKind.PUSH, reader));
    }

    @Override
    public void close() {
        nodes.forEach(Posting::close);
    }

    /// Reads what is pushed to it by Google's library, which the product does not use.
    static final class Browser {

        private final KeyPair pair;
        private final byte[] auth = new byte[16];

        Browser() {
            try {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                pair = generator.generateKeyPair();
                new SecureRandom().nextBytes(auth);
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        }

        PushKeys keys() {
            byte[] encoded = pair.getPublic().getEncoded();
            return new PushKeys(Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length), auth);
        }

        String read(byte[] body) {
            try {
                return new String(
                        new WebPushHybridDecrypt.Builder()
                                .withAuthSecret(auth)
                                .withRecipientPublicKey((ECPublicKey) pair.getPublic())
                                .withRecipientPrivateKey((ECPrivateKey) pair.getPrivate())
                                .build()
                                .decrypt(body, null),
                        java.nio.charset.StandardCharsets.UTF_8);
            } catch (GeneralSecurityException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
    }
}

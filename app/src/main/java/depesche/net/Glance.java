package depesche.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Looks once at an address that the operator set, as a reader's browser would: it may be anywhere. Follows no
/// redirect, waits five seconds for a connection and ten for an answer.
public final class Glance {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final SSLContext trust;

    private Glance(SSLContext trust) {
        this.trust = trust;
    }

    /// Trusts whom this Java trusts.
    public static Glance usual() {
        try {
            return new Glance(SSLContext.getDefault());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no TLS in this Java", missing);
        }
    }

    public static Glance trusting(SSLContext trust) {
        return new Glance(trust);
    }

    public Glimpse at(URI address) {
        if (!isKnown(address.getHost())) {
            return new Glimpse.NoHost();
        }
        try (var client = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(CONNECTING)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            var request = HttpRequest.newBuilder(address).timeout(ANSWERING).build();
            return answered(client.send(request, BodyHandlers.ofInputStream()));
        } catch (SSLException distrusted) {
            return new Glimpse.Distrusted(words(distrusted));
        } catch (IOException broken) {
            return new Glimpse.Unreachable(words(broken));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Glimpse.Unreachable("interrupted");
        }
    }

    private static boolean isKnown(String host) {
        try {
            return InetAddress.getAllByName(host).length > 0;
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static Glimpse answered(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            return new Glimpse.Answered(
                    response.statusCode(),
                    new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8),
                    response.headers().firstValue("Location"),
                    response.sslSession().flatMap(Glance::end));
        }
    }

    private static Optional<Instant> end(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate.getNotAfter().toInstant())
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException _) {
            return Optional.empty();
        }
    }

    private static String words(IOException broken) {
        String message = broken.getMessage();
        return message == null ? broken.getClass().getSimpleName() : message;
    }
}

package depesche.mail.smtp;

import depesche.config.MailSettings.MailServer;
import depesche.config.MailSettings.Tls;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Turns a plain connection into TLS: with the certificate and name of the server checked where TLS is required,
/// without where it is only better than nothing (RFC 7435).
///
/// @param host the name a certificate must bear; not looked at when nothing is checked
record TlsUpgrade(SSLContext context, String host, boolean verified) {

    static TlsUpgrade of(MailServer server) {
        return server.tls() == Tls.REQUIRED
                ? new TlsUpgrade(platform(), server.host(), true)
                : new TlsUpgrade(unchecked(), server.host(), false);
    }

    Socket over(Socket plain) throws IOException {
        var secured = (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
        if (verified) {
            var parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        return secured;
    }

    private static SSLContext platform() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no TLS in this Java", missing);
        }
    }

    private static SSLContext unchecked() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no TLS in this Java", missing);
        }
    }

    /// Keeps listeners out, not impostors: all that opportunistic TLS promises.
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

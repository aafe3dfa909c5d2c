package depesche.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;

/// A key and its self-signed certificate, made anew by the JDK's keytool.
///
/// @param key what a server shows
/// @param trust what trusts it
public record TestCertificate(SSLContext server, SSLContext trusting, X509KeyManager key, TrustManager trust) {

    private static final char[] PASSWORD = "lantern".toCharArray();

    /// @param name what the certificate is for: `dns:localhost`, `ip:127.0.0.1`
    public static TestCertificate of(String name) {
        try {
            var folder = Files.createTempDirectory("depesche-certificate");
            var store = folder.resolve("key.p12");
            make(store, name);
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
            Files.delete(store);
            Files.delete(folder);
            return new TestCertificate(
                    serving(keys), trusting(keys), key(keys), trust(keys).getTrustManagers()[0]);
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException("cannot make a certificate", broken);
        }
    }

    private static void make(Path store, String name) throws IOException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var command = List.of(
                (keytool + " -genkeypair -keystore " + store + " -storetype PKCS12 -storepass " + new String(PASSWORD)
                                + " -alias sink -keyalg EC -groupname secp256r1 -dname CN=sink -ext san=" + name)
                        .split(" "));
        var made = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(store)) {
            throw new IOException("keytool: " + said);
        }
    }

    private static KeyManagerFactory keyFactory(KeyStore keys) throws GeneralSecurityException {
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        return factory;
    }

    private static X509KeyManager key(KeyStore keys) throws GeneralSecurityException {
        return (X509KeyManager) keyFactory(keys).getKeyManagers()[0];
    }

    private static SSLContext serving(KeyStore keys) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(keyFactory(keys).getKeyManagers(), null, null);
        return context;
    }

    private static TrustManagerFactory trust(KeyStore keys) throws GeneralSecurityException {
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("sink", keys.getCertificate("sink"));
            trusted.init(store);
            return trusted;
        } catch (IOException broken) {
            throw new IllegalStateException("an empty key store", broken);
        }
    }

    private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust(keys).getTrustManagers(), null);
        return context;
    }
}

package depesche.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// What an operator sets, checked once at start. Made by [SettingsReader] from `DATA/depesche.properties`
/// and the environment; the names stand in docs/operate/settings.md.
// STYLE 4.4: mirrors the file.
public record Settings(
        Path data,
        String host,
        int port,
        URI baseUrl,
        Proxies proxies,
        Optional<ExternalDatabase> database,
        MailSettings mail,
        Duration alertGrace,
        PrivateAddresses privateAddresses,
        Optional<PurgeTarget> purge,
        Site site) {

    /// A PostgreSQL of the operator's own.
    public record ExternalDatabase(String url, String user, String password) {}

    /// Whether links lead elsewhere than to host and port.
    public boolean isBaseUrlSet() {
        return !baseUrl.equals(SettingsReader.baseUrl(host, port));
    }

    /// The same for a site at another address.
    public Settings withBaseUrl(URI other) {
        return new Settings(
                data, host, port, other, proxies, database, mail, alertGrace, privateAddresses, purge, site);
    }

    /// The same for a site whose name, language and clock are set elsewhere meanwhile.
    public Settings withSite(Site other) {
        return new Settings(
                data, host, port, baseUrl, proxies, database, mail, alertGrace, privateAddresses, purge, other);
    }

    /// What the paper is called, and by which language and clock it goes. To be asked each time: the desk may change
    /// it while the program runs.
    public interface Site {
        String name();

        Locale language();

        ZoneId timeZone();
    }

    /// The first values, until the desk sets others.
    public record FirstSite(String name, Locale language, ZoneId timeZone) implements Site {}
}

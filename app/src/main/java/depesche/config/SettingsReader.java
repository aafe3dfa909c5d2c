package depesche.config;

import depesche.config.Settings.ExternalDatabase;
import depesche.config.Settings.FirstSite;
import depesche.config.Settings.Site;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads the settings: what the command line says goes before the environment, that before
/// `DATA/depesche.properties`, that before the default. All faults are told at once.
public final class SettingsReader {

    private static final String FILE = "depesche.properties";
    private static final String PREFIX = "DEPESCHE_";
    private static final String TEST_DATA = "DEPESCHE_TEST_DATA";
    private static final String PROXIES_RULE = "addresses and networks such as 192.0.2.7, 10.0.0.0/8, or none";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:%-]+");
    private static final Pattern WILDCARD_HOST = Pattern.compile("0\\.0\\.0\\.0|::|\\[::]");

    private final RawSettings raw = new RawSettings();
    private final Map<String, String> environment;
    private final Map<String, String> flags;

    private SettingsReader(Map<String, String> environment, Map<String, String> flags) {
        this.environment = environment;
        this.flags = flags;
    }

    /// @param environment the variables of the process
    /// @param flags what the command line says, by key: `depesche.port`, `depesche.data`
    public static SettingsResult read(Map<String, String> environment, Map<String, String> flags) {
        return new SettingsReader(environment, flags).read();
    }

    private SettingsResult read() {
        takeEnvironment();
        takeFlags();
        Path data = raw.parsed(SettingName.DATA, Path.of("data"), "a folder", Path::of);
        takeFile(data.resolve(FILE));
        Settings settings = settings(data);
        return raw.faults().isEmpty() ? new SettingsResult.Valid(settings) : new SettingsResult.Invalid(raw.faults());
    }

    private void takeEnvironment() {
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (!variable.startsWith(PREFIX) || variable.equals(TEST_DATA)) {
                return;
            }
            var name = SettingName.ofVariable(variable);
            if (name.isEmpty()) {
                raw.fault("The environment variable %s is unknown. Is %s meant?"
                        .formatted(variable, SettingName.nearestVariable(variable)));
            } else if (!text.isBlank()) {
                raw.put(name.get(), variable, text);
            }
        });
    }

    private void takeFlags() {
        flags.forEach((key, text) -> {
            var name = SettingName.ofKey(key).orElseThrow(() -> new IllegalArgumentException("no setting: " + key));
            raw.put(name, "--" + key.substring("depesche.".length()), text);
        });
    }

    /// What the environment or the command line has set already is checked for its name only.
    private void takeFile(Path file) {
        new TreeMap<>(properties(file)).forEach((key, text) -> {
            var name = SettingName.ofKey(key.toString());
            if (name.isEmpty()) {
                raw.fault("%s in %s is unknown. Is %s meant?"
                        .formatted(key, file, SettingName.nearestKey(key.toString())));
            } else if (name.get() == SettingName.DATA) {
                raw.fault("depesche.data cannot be set in %s, which is found by it. Set DEPESCHE_DATA or --data."
                        .formatted(file));
            } else if (!raw.has(name.get()) && !text.toString().isBlank()) {
                raw.put(name.get(), "%s in %s".formatted(key, file), text.toString());
            }
        });
    }

    private Properties properties(Path file) {
        var properties = new Properties();
        if (!Files.exists(file)) {
            return properties;
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            raw.fault("%s cannot be read as UTF-8 text: %s.".formatted(file, unreadable.getMessage()));
        } catch (IllegalArgumentException malformed) {
            raw.fault("%s is no properties file: %s.".formatted(file, malformed.getMessage()));
        }
        return properties;
    }

    private Settings settings(Path data) {
        String host = raw.parsed(SettingName.HOST, "127.0.0.1", "a host name or address", SettingsReader::host);
        int port = raw.number(SettingName.PORT, 8080, 0, 65535);
        URI baseUrl = raw.parsed(
                SettingName.BASE_URL,
                baseUrl(host, port),
                "an http or https address without path, such as https://paper.example",
                SettingsReader::publicAddress);
        return new Settings(
                data,
                host,
                port,
                baseUrl,
                raw.parsed(SettingName.PROXIES, Proxies.OF_THE_HOUSE, PROXIES_RULE, Proxies::parse),
                externalDatabase(),
                MailSettingsReader.read(raw, host, baseUrl),
                Duration.ofSeconds(raw.number(SettingName.ALERT_GRACE, 0, 0, 86_400)),
                raw.parsed(
                        SettingName.PRIVATE_ADDRESSES,
                        PrivateAddresses.REFUSED,
                        "refused or allowed",
                        text -> PrivateAddresses.valueOf(text.toUpperCase(Locale.ROOT))),
                purge(),
                site());
    }

    private static String host(String text) {
        if (!HOST.matcher(text).matches() || baseUrl(text, 80).getHost() == null) {
            throw new IllegalArgumentException("not a host");
        }
        return text;
    }

    static URI baseUrl(String host, int port) {
        String shown = WILDCARD_HOST.matcher(host).matches() ? "localhost" : host;
        String literal = shown.contains(":") ? "[" + shown + "]" : shown;
        return URI.create("http://" + literal + ":" + port);
    }

    private static URI publicAddress(String text) {
        URI uri = URI.create(text.replaceFirst("/$", ""));
        boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean isBare = "".equals(uri.getRawPath())
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!isWeb || !isBare || uri.getHost() == null) {
            throw new IllegalArgumentException("not the address of a site");
        }
        return uri;
    }

    private Optional<ExternalDatabase> externalDatabase() {
        String url = raw.parsed(SettingName.DB_URL, "", "an address such as jdbc:postgresql://host/depesche", text -> {
            if (!text.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("not PostgreSQL");
            }
            return text;
        });
        if (!raw.has(SettingName.DB_URL) && (raw.has(SettingName.DB_USER) || raw.has(SettingName.DB_PASSWORD))) {
            raw.fault("depesche.db.user or depesche.db.password is set, but not depesche.db.url.");
        }
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (!raw.has(SettingName.DB_USER) && !url.contains("user=")) {
            raw.fault("depesche.db.url is set, but not depesche.db.user.");
        }
        return Optional.of(
                new ExternalDatabase(url, raw.text(SettingName.DB_USER, ""), raw.text(SettingName.DB_PASSWORD, "")));
    }

    private Optional<PurgeTarget> purge() {
        Optional<URI> address = raw.parsed(
                SettingName.PURGE_URL,
                Optional.empty(),
                "an http or https address, such as https://cdn.example/purge",
                text -> Optional.of(purgeAddress(text)));
        if (!raw.has(SettingName.PURGE_URL) && raw.has(SettingName.PURGE_SECRET)) {
            raw.fault("depesche.purge.secret is set, but not depesche.purge.url.");
        }
        return address.map(uri -> new PurgeTarget(uri, raw.text(SettingName.PURGE_SECRET, "")));
    }

    private static URI purgeAddress(String text) {
        URI uri = URI.create(text);
        boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!isWeb || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("not an address to post to");
        }
        return uri;
    }

    private Site site() {
        return new FirstSite(
                raw.text(SettingName.SITE_NAME, "Depesche"),
                raw.parsed(
                        SettingName.SITE_LANGUAGE,
                        Locale.GERMAN,
                        "a language tag such as de or en-GB",
                        tag -> new Locale.Builder().setLanguageTag(tag).build()),
                raw.parsed(
                        SettingName.TIME_ZONE,
                        ZoneId.of("Europe/Berlin"),
                        "a time zone such as Europe/Berlin",
                        ZoneId::of));
    }
}

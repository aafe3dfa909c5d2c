package depesche.config;

import depesche.config.MailSettings.Login;
import depesche.config.MailSettings.MailServer;
import depesche.config.MailSettings.Outside;
import depesche.config.MailSettings.Reception;
import depesche.config.MailSettings.Tls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The part of the settings that is about mail.
final class MailSettingsReader {

    private static final Pattern DOMAIN =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\",;]{1,64}@" + DOMAIN.pattern());
    private static final Pattern SELECTOR = DOMAIN;
    private static final Pattern SELECTOR_OR_NONE = Pattern.compile("(" + SELECTOR.pattern() + ")?");
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    private static final int DOMAIN_PORT = 53;

    private MailSettingsReader() {}

    static MailSettings read(RawSettings raw, String host, URI baseUrl) {
        String from = matching(
                raw, SettingName.MAIL_FROM, sender(baseUrl), ADDRESS, "a bare address such as news@paper.example");
        String domain = from.substring(from.indexOf('@') + 1);
        return new MailSettings(
                server(raw),
                from,
                matching(raw, SettingName.MAIL_BOUNCES, domain, DOMAIN, "a domain"),
                raw.number(SettingName.MAIL_CONNECTIONS, 32, 1, 10_000),
                raw.has(SettingName.MAIL_RATE)
                        ? Optional.of(raw.number(SettingName.MAIL_RATE, 1, 1, 1_000_000))
                        : Optional.empty(),
                matching(raw, SettingName.MAIL_DKIM_SELECTOR, "depesche", SELECTOR, "a selector such as depesche"),
                matching(raw, SettingName.MAIL_DKIM_DOMAIN, domain, DOMAIN, "a domain"),
                ed25519Selector(raw),
                reception(raw, host),
                outside(raw));
    }

    private static Outside outside(RawSettings raw) {
        return new Outside(
                raw.parsed(
                        SettingName.MAIL_DELIVERS_FROM,
                        List.of(),
                        "addresses such as 192.0.2.7, 2001:db8::7",
                        MailSettingsReader::addresses),
                raw.text(SettingName.NAMESERVER)
                        .flatMap(_ -> raw.parsed(
                                SettingName.NAMESERVER,
                                Optional.<InetSocketAddress>empty(),
                                "an address such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353",
                                text -> Optional.of(nameserver(text)))));
    }

    private static List<InetAddress> addresses(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(InetAddress::ofLiteral)
                .toList();
    }

    /// The port stands behind the last colon, but in a bare address of IPv6, which is all colons.
    private static InetSocketAddress nameserver(String text) {
        boolean isBareV6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        int colon = isBareV6 ? -1 : text.indexOf(':', Math.max(0, text.indexOf(']')));
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? DOMAIN_PORT : Integer.parseInt(text.substring(colon + 1));
        return new InetSocketAddress(InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")), port);
    }

    /// Beside the RSA key under a name of its own.
    private static Optional<String> ed25519Selector(RawSettings raw) {
        String selector = matching(
                raw, SettingName.MAIL_DKIM_ED25519_SELECTOR, "", SELECTOR_OR_NONE, "a selector such as depesche-ed");
        if (!selector.isEmpty() && selector.equals(raw.text(SettingName.MAIL_DKIM_SELECTOR, "depesche"))) {
            raw.fault("depesche.mail.dkim.ed25519-selector and depesche.mail.dkim.selector must differ.");
        }
        return Optional.of(selector).filter(it -> !it.isEmpty());
    }

    private static Optional<Reception> reception(RawSettings raw, String host) {
        String listening = raw.text(SettingName.BOUNCE_HOST, host);
        if (raw.has(SettingName.BOUNCE_HOST) && !raw.has(SettingName.BOUNCE_PORT)) {
            raw.fault("depesche.bounce.host is set, but not depesche.bounce.port.");
        }
        return raw.has(SettingName.BOUNCE_PORT)
                ? Optional.of(new Reception(listening, raw.number(SettingName.BOUNCE_PORT, 25, 1, 65_535)))
                : Optional.empty();
    }

    private static String sender(URI baseUrl) {
        String host = baseUrl.getHost();
        return "depesche@" + (IP_ADDRESS.matcher(host).matches() ? "localhost" : host);
    }

    private static String matching(RawSettings raw, SettingName name, String otherwise, Pattern form, String rule) {
        return raw.parsed(name, otherwise, rule, text -> {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException("not " + rule);
            }
            return text;
        });
    }

    private static Optional<MailServer> server(RawSettings raw) {
        int port = raw.number(SettingName.MAIL_PORT, 25, 1, 65_535);
        Tls tls = raw.parsed(
                SettingName.MAIL_TLS,
                Tls.OPPORTUNISTIC,
                "never, opportunistic or required",
                text -> Tls.valueOf(text.toUpperCase(Locale.ROOT)));
        Optional<Login> login = login(raw);
        return raw.text(SettingName.MAIL_HOST).map(host -> new MailServer(host, port, login, tls));
    }

    private static Optional<Login> login(RawSettings raw) {
        var user = raw.text(SettingName.MAIL_USER);
        var password = raw.text(SettingName.MAIL_PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            raw.fault("depesche.mail.user and depesche.mail.password go together; one of them is missing.");
        }
        return user.flatMap(name -> password.map(secret -> new Login(name, secret)));
    }
}

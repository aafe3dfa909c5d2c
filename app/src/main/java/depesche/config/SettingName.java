package depesche.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Every setting there is: its key in the settings file and the environment variable made from it.
enum SettingName {
    DATA("depesche.data"),
    HOST("depesche.host"),
    PORT("depesche.port"),
    BASE_URL("depesche.base-url"),
    PROXIES("depesche.proxies"),
    DB_URL("depesche.db.url"),
    DB_USER("depesche.db.user"),
    DB_PASSWORD("depesche.db.password"),
    MAIL_HOST("depesche.mail.host"),
    MAIL_PORT("depesche.mail.port"),
    MAIL_USER("depesche.mail.user"),
    MAIL_PASSWORD("depesche.mail.password"),
    MAIL_TLS("depesche.mail.tls"),
    MAIL_FROM("depesche.mail.from"),
    MAIL_BOUNCES("depesche.mail.bounces"),
    MAIL_CONNECTIONS("depesche.mail.connections"),
    MAIL_RATE("depesche.mail.rate"),
    MAIL_DKIM_SELECTOR("depesche.mail.dkim.selector"),
    MAIL_DKIM_DOMAIN("depesche.mail.dkim.domain"),
    MAIL_DKIM_ED25519_SELECTOR("depesche.mail.dkim.ed25519-selector"),
    MAIL_DELIVERS_FROM("depesche.mail.delivers-from"),
    NAMESERVER("depesche.nameserver"),
    BOUNCE_HOST("depesche.bounce.host"),
    BOUNCE_PORT("depesche.bounce.port"),
    ALERT_GRACE("depesche.alert.grace"),
    PRIVATE_ADDRESSES("depesche.private-addresses"),
    PURGE_URL("depesche.purge.url"),
    PURGE_SECRET("depesche.purge.secret"),
    SITE_NAME("depesche.site.name"),
    SITE_LANGUAGE("depesche.site.language"),
    TIME_ZONE("depesche.time-zone");

    private final String key;

    SettingName(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    String variable() {
        return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    static Optional<SettingName> ofKey(String key) {
        return Stream.of(values()).filter(name -> name.key.equals(key)).findFirst();
    }

    static Optional<SettingName> ofVariable(String variable) {
        return Stream.of(values())
                .filter(name -> name.variable().equals(variable))
                .findFirst();
    }

    static String nearestKey(String unknown) {
        return nearest(unknown, Stream.of(values()).map(SettingName::key));
    }

    static String nearestVariable(String unknown) {
        return nearest(unknown, Stream.of(values()).map(SettingName::variable));
    }

    private static String nearest(String unknown, Stream<String> known) {
        return NearestName.to(unknown, known).orElseThrow();
    }
}

package depesche.follow.petition;

import depesche.config.Settings;
import depesche.text.EmailAddress;
import depesche.text.Messages;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The house's words in mails about a reader's own data.
public final class PetitionTerms {

    private final Messages messages = Messages.of("follow");
    private final Settings.Site site;
    private final URI baseUrl;

    public PetitionTerms(Settings.Site site, URI baseUrl) {
        this.site = site;
        this.baseUrl = baseUrl;
    }

    /// What the new mailbox says yes to, kept as consent.
    String consent(Locale language, EmailAddress address) {
        return text(language, "petition.consent", Map.of("address", address.readable()));
    }

    /// A sentence in which the paper's name may have its place.
    String text(Locale language, String key, Map<String, Object> places) {
        Map<String, Object> all = new HashMap<>(places);
        all.put("site", site.name());
        return messages.text(language, key, all);
    }

    /// Until when a link is good, in the paper's time zone.
    String until(Locale language, Instant end) {
        String time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(end.atZone(site.timeZone()));
        return text(language, "petition.until", Map.of("time", time));
    }

    /// Where a path of the site lies for the world.
    String address(String path) {
        return baseUrl.resolve(path).toString();
    }

    String siteName() {
        return site.name();
    }
}

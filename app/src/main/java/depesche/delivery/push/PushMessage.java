package depesche.delivery.push;

import depesche.alert.Announcement;
import depesche.article.Notice;
import depesche.text.Messages;
import depesche.web.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What the service worker shows: the article's words in its own language, as JSON that always fits.
///
/// @param json title, body, address, language, and the tag under which a later one replaces it
/// @param topic the same for all that is ever said of the article: what a push service has not delivered yet is
/// replaced
record PushMessage(byte[] json, String topic) {

    private static final int TOPIC_BYTES = 24;

    static PushMessage of(Announcement announcement, Messages messages, String site) {
        Locale language = Messages.spoken(announcement.text().language());
        String topic = topic(site, announcement.path());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", title(announcement, messages, language));
        fields.put("url", site + announcement.path());
        fields.put("lang", announcement.text().language().toLanguageTag());
        fields.put("tag", topic);
        fields.put("at", announcement.at().toString());
        return new PushMessage(fitting(fields, body(announcement, messages, language)), topic);
    }

    private static String title(Announcement announcement, Messages messages, Locale language) {
        String title = switch (announcement.kind()) {
            case NEW, DIGEST -> headline(announcement, messages, language);
            case UPDATE, CORRECTION, REPLY ->
                messages.text(
                        language,
                        "title." + announcement.kind().word(),
                        Map.of("headline", headline(announcement, messages, language)));
            case WITHDRAWAL -> messages.text(language, "title.withdrawal");
        };
        return shortened(title, Encryption.MOST_BYTES / 8);
    }

    private static String headline(Announcement announcement, Messages messages, Locale language) {
        String headline = announcement.text().headline();
        return announcement
                .text()
                .kicker()
                .map(kicker -> messages.text(language, "with.kicker", Map.of("kicker", kicker, "headline", headline)))
                .orElse(headline);
    }

    /// Of what was withdrawn nothing is repeated; of what was amended the note says what.
    private static String body(Announcement announcement, Messages messages, Locale language) {
        String teaser = announcement.text().teaser();
        return switch (announcement.kind()) {
            case NEW, DIGEST -> teaser;
            case UPDATE, CORRECTION, REPLY ->
                announcement.notice().flatMap(Notice::note).orElse(teaser);
            case WITHDRAWAL -> messages.text(language, "body.withdrawal");
        };
    }

    private static byte[] fitting(Map<String, Object> fields, String body) {
        int length = body.codePointCount(0, body.length());
        while (true) {
            fields.put("body", shortened(body, length));
            byte[] json = Json.write(fields);
            if (json.length <= Encryption.MOST_BYTES) {
                return json;
            }
            length -= Math.max(1, (json.length - Encryption.MOST_BYTES) / 4);
        }
    }

    private static String shortened(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.max(0, codePoints - 1))) + "…";
    }

    /// At most 32 characters of base64url (RFC 8030 §5.4), from the number of the article, which its address begins
    /// with.
    private static String topic(String site, String path) {
        int end = path.indexOf('/', 1);
        String article = site + (end < 0 ? path : path.substring(0, end));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(article.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TOPIC_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }
}

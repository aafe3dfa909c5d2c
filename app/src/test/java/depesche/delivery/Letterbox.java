package depesche.delivery;

import depesche.testing.SmtpSink;
import depesche.testing.WebSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What came to the readers, read from the sinks alone: mails and pushes, and what each says of which article.
/// Articles are known by their headlines, `Artikel 7 Fassung 2`; readers by their addresses, `r7@…` and `/r7/…`.
final class Letterbox {

    static final Pattern HEADLINE = Pattern.compile("Artikel (\\d+) Fassung (\\d+)");
    private static final Pattern READER = Pattern.compile("^/?r(\\d+)[@/]");
    private static final Pattern ADDRESS = Pattern.compile("https://lantern\\.example/(\\d+)");

    /// One message.
    ///
    /// @param alert empty where it does not say
    /// @param revisions by the number of the article; none of one that was withdrawn
    /// @param address the article's, of a push
    /// @param place how many came before it
    record Came(
            int reader,
            String channel,
            String alert,
            String kind,
            String messageId,
            Map<Integer, Integer> revisions,
            String address,
            int place) {}

    private final SmtpSink mails;
    private final WebSink pushes;
    private final Map<String, Pushing.Browser> browsers = new HashMap<>();
    private final List<Came> mailed = new ArrayList<>();
    private final List<Came> pushed = new ArrayList<>();

    Letterbox(SmtpSink mails, WebSink pushes) {
        this.mails = mails;
        this.pushes = pushes;
    }

    void add(String path, Pushing.Browser browser) {
        browsers.put(path, browser);
    }

    /// All that came by mail until now.
    List<Came> mailed() {
        var received = mails.received();
        for (int place = mailed.size(); place < received.size(); place++) {
            var mail = received.get(place);
            mailed.add(new Came(
                    reader(mail.recipient()),
                    "email",
                    mail.header("X-Depesche-Alert"),
                    mail.header("X-Depesche-Kind"),
                    mail.header("Message-ID"),
                    revisions(text(mail)),
                    "",
                    place));
        }
        return mailed;
    }

    /// All that came by push until now.
    List<Came> pushed() {
        var received = pushes.received();
        for (int place = pushed.size(); place < received.size(); place++) {
            var push = received.get(place);
            String json = browsers.get(push.path()).read(push.body());
            Matcher address = ADDRESS.matcher(json);
            pushed.add(new Came(
                    reader(push.path()),
                    "push",
                    "",
                    "",
                    "",
                    revisions(json),
                    address.find() ? address.group(1) : "",
                    place));
        }
        return pushed;
    }

    private static int reader(String address) {
        Matcher reader = READER.matcher(address);
        if (!reader.find()) {
            throw new AssertionError("a message to nobody we know: " + address);
        }
        return Integer.parseInt(reader.group(1));
    }

    private static Map<Integer, Integer> revisions(String text) {
        var revisions = new HashMap<Integer, Integer>();
        Matcher headline = HEADLINE.matcher(text);
        while (headline.find()) {
            revisions.put(Integer.parseInt(headline.group(1)), Integer.parseInt(headline.group(2)));
        }
        return revisions;
    }

    private static String text(SmtpSink.Received mail) {
        String message = mail.message();
        int part = message.indexOf("\r\n\r\n", message.indexOf("text/plain"));
        return QuotedPrintableText.of(message.substring(part, message.indexOf("\r\n--=_", part)));
    }
}

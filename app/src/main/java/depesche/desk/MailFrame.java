package depesche.desk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mail's HTML as it is shown in a frame: its links open beside the desk.
final class MailFrame {

    private static final String BESIDE = "<base target=\"_blank\">";
    private static final Pattern HEAD = Pattern.compile("<head(?:\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);

    private MailFrame() {}

    /// Where there is a head, in it: in front of the whole it would make browsers take the mail for an old page.
    static String of(String html) {
        Matcher head = HEAD.matcher(html);
        return html.isEmpty()
                ? ""
                : head.find() ? html.substring(0, head.end()) + BESIDE + html.substring(head.end()) : BESIDE + html;
    }
}

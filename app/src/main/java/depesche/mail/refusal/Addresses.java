package depesche.mail.refusal;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// E-mail addresses as they stand in the texts of others.
public final class Addresses {

    public static final String FORM =
            "(?:\"[^\"\\s]{1,64}\"|[^\\s<>\"'(),:;@\\[\\]{}|\\\\]{1,64})@[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,250}";

    private static final Pattern ANY = Pattern.compile(FORM);
    private static final int MOST = 500;
    private static final int LONGEST = 320;

    private Addresses() {}

    /// In the order in which they first stand there.
    public static Set<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        var matcher = ANY.matcher(text);
        while (matcher.find() && found.size() < MOST) {
            found.add(withoutEnd(matcher.group()));
        }
        return found;
    }

    /// The one address in a value such as `<ida@example.org> (Ida)`; the start of the value itself if there is none.
    public static String bare(String value) {
        String start = value.substring(0, Math.min(value.length(), LONGEST));
        return in(value).stream()
                .findFirst()
                .orElseGet(() -> start.replaceAll("[<>]", "").strip());
    }

    private static String withoutEnd(String address) {
        return address.replaceFirst("[.-]+$", "");
    }
}

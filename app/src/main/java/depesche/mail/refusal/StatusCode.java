package depesche.mail.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An enhanced mail system status code (RFC 3463).
public record StatusCode(int type, int subject, int detail) {

    /// Not a part of an IP address or of a version.
    private static final Pattern FORM =
            Pattern.compile("(?<![\\d.\\[])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d\\]]|\\.\\d)");

    /// Codes that only say yes or no.
    private static final Set<String> VAGUE = Set.of("0.0", "1.0", "2.0", "3.0", "4.0", "5.0", "4.7");

    public static List<StatusCode> allIn(String text) {
        List<StatusCode> codes = new ArrayList<>();
        var matcher = FORM.matcher(text);
        while (matcher.find()) {
            codes.add(new StatusCode(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3))));
        }
        return codes;
    }

    /// The first that says more than yes or no; else the first.
    public static Optional<StatusCode> mostTelling(List<StatusCode> codes) {
        return codes.stream()
                .filter(code -> code.type != 2 && !code.isVague())
                .findFirst()
                .or(() -> codes.stream().findFirst());
    }

    public boolean isVague() {
        return VAGUE.contains(tail());
    }

    public boolean isPermanent() {
        return type == 5;
    }

    /// Without the class: `1.1` of `5.1.1`.
    public String tail() {
        return subject + "." + detail;
    }

    @Override
    public String toString() {
        return type + "." + tail();
    }
}

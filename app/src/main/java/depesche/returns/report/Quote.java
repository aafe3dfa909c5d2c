package depesche.returns.report;

import java.util.regex.Pattern;

/// The reply of the server that said no, out of what a report tells around it.
final class Quote {

    /// A reply code, and behind it a status, a word or an address: no number of days or lines.
    private static final Pattern REPLY = Pattern.compile(
            "(?<=^|[\\s:;,\"'(<>|])[45]\\d\\d(?=[- ](?:#?[245]\\.\\d|\\S*[\\p{L}<>\"'(\\[*@])|-[\"'#]| [45]\\d\\d )");

    private Quote() {}

    /// From the first reply code on; all where there is none.
    static String in(String line) {
        var reply = REPLY.matcher(line);
        return reply.find() ? line.substring(reply.start()) : line;
    }
}

package depesche.returns.report;

import depesche.mail.refusal.Addresses;
import depesche.mail.refusal.Refusal;
import depesche.mail.refusal.Refusal.Teller;
import depesche.mail.refusal.Stage;
import depesche.mail.refusal.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// All that a report says of one recipient.
///
/// @param group of the machine-readable part; without a report only the address stands in it
/// @param words what was said of the address, in one line: the server's own words or those of the report
/// @param around what the report says around the address to people
record Evidence(StatusReport.Group group, List<StatusCode> codes, String words, String around) {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern REPLY_CODE = Pattern.compile("(?<![\\d.+-]|\\w:)([45]\\d\\d)(?=[ ,:-])");
    private static final Pattern WARNING = Pattern.compile(
            "\\bdelayed\\b|will be retried|will retry for|warning message only|attempts will continue",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTE = Pattern.compile("<?" + Addresses.FORM + ">? \\[[^\\]]+]");
    /// What a server says to the next command after it has refused the last recipient.
    private static final Pattern CONSEQUENCE = Pattern.compile(
            "<<< 5\\d\\d .*(?:need rcpt|rcpt first|rcpt command|no valid recipients|bad sequence)",
            Pattern.CASE_INSENSITIVE);
    private static final int MOST_WORDS = 1_500;
    private static final int MOST_AROUND = 4_000;
    private static final int FEW_LETTERS = 12;

    static Evidence of(StatusReport.Group group, String around) {
        String told =
                group.diagnostic().isBlank() && group.status().contains("(") ? group.status() : group.diagnostic();
        String said = told.isBlank() ? said(group.address(), around) : told;
        List<StatusCode> codes = new ArrayList<>(StatusCode.allIn(said));
        boolean isSilent = codes.isEmpty();
        codes.addAll(StatusCode.allIn(group.status()));
        if (isSilent && codes.stream().allMatch(StatusCode::isVague)) {
            codes.addAll(StatusCode.allIn(CONSEQUENCE.matcher(around).replaceAll("")));
        }
        return new Evidence(group, codes, line(said.isBlank() ? group.status() : said), bounded(around, MOST_AROUND));
    }

    /// Where there are words for people only.
    static Evidence of(String address, String around) {
        return of(StatusReport.Group.named(address), around);
    }

    /// What was said of the address: the server's replies in a transcript; else what follows the address; else all.
    private static String said(String address, String text) {
        var replies = new StringBuilder();
        text.lines()
                .map(String::strip)
                .filter(line ->
                        line.startsWith("<<<") && !CONSEQUENCE.matcher(line).find())
                .forEach(line -> replies.append(line, 3, line.length()).append('\n'));
        if (!replies.isEmpty()) {
            return replies.toString();
        }
        int named = text.indexOf(address);
        int from = named < 0 ? 0 : text.lastIndexOf('\n', named) + 1;
        String following = text.substring(from);
        return letters(following.replace(address, "")) < FEW_LETTERS ? text : following;
    }

    String address() {
        return group.address();
    }

    /// Whether it is still tried.
    boolean isLate() {
        return group.action().startsWith("delayed")
                || group.action().isEmpty() && WARNING.matcher(around).find();
    }

    Refusal refusal() {
        String reply = Quote.in(words);
        List<String> wider = new ArrayList<>();
        if (!reply.equals(words)) {
            wider.add(words);
        }
        if (isTerse() || teller() == Teller.REPORTER) {
            wider.add(line(around));
        }
        return new Refusal(stage(), codes, replyCode(), reply, wider, teller());
    }

    /// PowerMTA sorts bounces itself.
    private Teller teller() {
        if (group.category().equals("bad-mailbox") || group.category().equals("inactive-mailbox")) {
            return Teller.SORTER;
        }
        boolean isQuoted = !group.diagnostic().isBlank() || QUOTE.matcher(words).lookingAt();
        return isQuoted ? Teller.SERVER : Teller.REPORTER;
    }

    /// Whether the words are too few to mean anything: a code, or a name.
    private boolean isTerse() {
        return letters(words.replace(address(), "")) < FEW_LETTERS;
    }

    private Stage stage() {
        Stage stage = Stage.in(around);
        return stage == Stage.UNTOLD ? Stage.in(words) : stage;
    }

    /// The first three-digit reply; 0 if there is none.
    private int replyCode() {
        var inWords = REPLY_CODE.matcher(words);
        if (inWords.find()) {
            return Integer.parseInt(inWords.group(1));
        }
        var inText = REPLY_CODE.matcher(line(around));
        return inText.find() ? Integer.parseInt(inText.group(1)) : 0;
    }

    /// What is shown to people.
    String shown() {
        return words.isEmpty() ? line(around) : words;
    }

    private static long letters(String text) {
        return text.chars().filter(Character::isLetter).count();
    }

    private static String line(String text) {
        return SPACE.matcher(bounded(text, MOST_WORDS)).replaceAll(" ").strip();
    }

    private static String bounded(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }
}

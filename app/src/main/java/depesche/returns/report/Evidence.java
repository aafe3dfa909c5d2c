package depesche.returns.report;

import depesche.mail.refusal.Addresses;
import depesche.mail.refusal.Stage;
import depesche.mail.refusal.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// All that a report says of one recipient.
///
/// @param group of the machine-readable part; without a report only the address stands in it
/// @param words the server's own, in one line: what decides first
/// @param around what the report says around the address to people: asked where the words decide nothing
record Evidence(StatusReport.Group group, Optional<StatusCode> status, String words, String around) {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern REPLY_CODE = Pattern.compile("(?<![\\d.+-]|\\w:)([45]\\d\\d)(?=[ ,:-])");
    private static final Pattern NAMES_RECIPIENT = Pattern.compile(
            "(?:^|\\b[45]\\d\\d[ -]) ?(?:#?[45]\\.\\d{1,3}\\.\\d{1,3}:?)? ?(?:<" + Addresses.FORM
                    + ">|requested action not taken: mailbox unavailable)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WARNING = Pattern.compile(
            "\\bdelayed\\b|will be retried|warning message only|attempts will continue", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTE = Pattern.compile("<?" + Addresses.FORM + ">? \\[[^\\]]+]");
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
            codes.addAll(StatusCode.allIn(around));
        }
        return new Evidence(
                group,
                StatusCode.mostTelling(codes),
                line(said.isBlank() ? group.status() : said),
                bounded(around, MOST_AROUND));
    }

    /// Where there are words for people only.
    static Evidence of(String address, String around) {
        return of(StatusReport.Group.named(address), around);
    }

    String address() {
        return group.address();
    }

    /// Whether it is still tried.
    boolean isLate() {
        return group.action().startsWith("delayed")
                || group.action().isEmpty() && WARNING.matcher(around).find();
    }

    /// Whether the words are another server's, quoted by the one that reports.
    boolean isQuoted() {
        return !group.diagnostic().isBlank() || QUOTE.matcher(words).lookingAt();
    }

    /// PowerMTA sorts bounces itself.
    boolean isCalledDead() {
        return group.category().equals("bad-mailbox") || group.category().equals("inactive-mailbox");
    }

    /// What was said of the address: the server's replies in a transcript; else what follows the address; else all.
    private static String said(String address, String text) {
        var replies = new StringBuilder();
        text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("<<<"))
                .forEach(line -> replies.append(line, 3, line.length()).append('\n'));
        if (!replies.isEmpty()) {
            return replies.toString();
        }
        int named = text.indexOf(address);
        int from = named < 0 ? 0 : text.lastIndexOf('\n', named) + 1;
        String following = text.substring(from);
        return letters(following.replace(address, "")) < FEW_LETTERS ? text : following;
    }

    private static long letters(String text) {
        return text.chars().filter(Character::isLetter).count();
    }

    /// Whether the words are too few to mean anything: a code, or a name.
    boolean isTerse() {
        return letters(words.replace(address(), "")) < FEW_LETTERS;
    }

    private static String line(String text) {
        return SPACE.matcher(bounded(text, MOST_WORDS)).replaceAll(" ").strip();
    }

    private static String bounded(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }

    String aroundInOneLine() {
        return line(around);
    }

    Stage stage() {
        Stage stage = Stage.in(around);
        return stage == Stage.UNTOLD ? Stage.in(words) : stage;
    }

    /// Whether the refusal was for the address: it came at `RCPT`, or the reply, which has a code, begins with it.
    boolean isAboutRecipient() {
        Stage stage = stage();
        boolean isNamed = status.isPresent() && NAMES_RECIPIENT.matcher(words).find();
        return stage == Stage.RECIPIENT || stage == Stage.UNTOLD && isNamed;
    }

    /// The first three-digit reply; 0 if there is none.
    int replyCode() {
        var inWords = REPLY_CODE.matcher(words);
        if (inWords.find()) {
            return Integer.parseInt(inWords.group(1));
        }
        var inText = REPLY_CODE.matcher(aroundInOneLine());
        return inText.find() ? Integer.parseInt(inText.group(1)) : 0;
    }

    boolean isTemporary() {
        return status.map(code -> !code.isPermanent()).orElseGet(() -> replyCode() / 100 == 4);
    }
}

package depesche.returns.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Who wrote a mail, as its headers tell: a mail system, another machine, or a person.
///
/// @param isMailSystem whether a mail server speaks of its own work
/// @param isMachine whether a program answered for somebody
/// @param saysFailure whether the subject says that a message did not arrive
record Sender(boolean isMailSystem, boolean isMachine, boolean saysFailure) {

    private static final Pattern MAIL_SYSTEM = Pattern.compile(
            "mailer-?daemon|post[-_.]?master|mail[ .-]?(?:delivery|system|administrator|router|server|gateway|robot)|delivery (?:sub)?system"
                    + "|poostmaster|system administrator|mailadmin|content-filter|mail-daemon|bounce.?handler",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FAILURE = Pattern.compile(
            "undeliver|not (?:be )?deliver|deliver(?:y|ed|ing)?.{0,25}(?:fail|error|problem|notif|report|status|delay|incomplete|warn)"
                    + "|fail(?:ed|ure)?.{0,12}(?:deliver|notice|notif|mail)|returned mail|mail (?:failure|error|returned)"
                    + "|returned to sender|could not (?:be )?(?:send|deliver|sent)|error sending your mail|unzustellbar"
                    + "|nicht zugestellt|non (?:remis|recapit|consegn)|no (?:se ha|entreg|se pudo)|не доставлен|недоставлен"
                    + "|mail-?delivery|bounced?|rejected|配信|送信|エラー",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern UNDELIVERED = Pattern.compile(
            "(?:not|n't) (?:be |been )?(?:deliver|sent\\b)|undeliver|deliver.{0,40}\\bfail|failed to deliver|unable to deliver",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ANSWER = Pattern.compile(
            "^(?:re: )?(?:auto(?:matic)?[- ]?(?:reply|response|answer|responder)|out of (?:the )?office|vacation|away\\b"
                    + "|on (?:vacation|holiday|leave)|i am (?:away|out|on)|abwesen|automatische antwort|urlaub|r[ée]ponse automatique"
                    + "|absence|respuesta autom|risposta autom|resposta autom|ooo\\b|自動応答|不在|автоответ)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final List<String> LIST_HEADERS =
            List.of("X-MLServer", "X-ML-Name", "X-Mailman-Version", "X-Listserver", "Mailing-List");
    private static final Pattern LIST_REFUSES = Pattern.compile(
            "not (?:a )?(?:member|subscriber|subscribed)|not (?:allowed|authori[sz]ed|permitted) to post"
                    + "|(?:post|message|mail) .{0,60}(?:rejected|refused|denied)|loop alert",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> ANSWER_HEADERS =
            List.of("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Vacation", "X-Auto-Reply-From");

    static Sender of(MailParts parts, Notice notice) {
        String subject = parts.headerOrEmpty("Subject");
        boolean fails = FAILURE.matcher(subject).find();
        boolean isAnswer = ANSWER.matcher(subject.strip()).find() || hasAnswerHeader(parts);
        boolean isSystem = MAIL_SYSTEM.matcher(parts.headerOrEmpty("From")).find()
                || MAIL_SYSTEM.matcher(parts.headerOrEmpty("Return-Path")).find()
                || parts.header("X-Failed-Recipients").isPresent();
        boolean hasNoSender = parts.headerOrEmpty("Return-Path").strip().equals("<>")
                || parts.headerOrEmpty("From").isBlank()
                || parts.headerOrEmpty("From").contains("<>");
        boolean returnsMail = parts.original().isPresent()
                && UNDELIVERED.matcher(notice.text()).find();
        boolean namesWhoFailed = fails && UNDELIVERED.matcher(notice.text()).find() && notice.isNaming();
        boolean isMailSystem =
                (isSystem || hasNoSender && fails || returnsMail || namesWhoFailed) && !(isAnswer && !fails)
                        || isListThatRefuses(parts, subject);
        return new Sender(isMailSystem, isAnswer || answersByItself(parts), fails);
    }

    /// A mailing list tells whoever may not post so in its own way.
    private static boolean isListThatRefuses(MailParts parts, String subject) {
        return LIST_HEADERS.stream().anyMatch(name -> parts.header(name).isPresent())
                && LIST_REFUSES.matcher(subject).find();
    }

    private static boolean hasAnswerHeader(MailParts parts) {
        String precedence = parts.headerOrEmpty("Precedence").toLowerCase(Locale.ROOT);
        return precedence.contains("auto_reply")
                || ANSWER_HEADERS.stream().anyMatch(name -> parts.header(name).isPresent());
    }

    private static boolean answersByItself(MailParts parts) {
        String submitted = parts.headerOrEmpty("Auto-Submitted").strip().toLowerCase(Locale.ROOT);
        return submitted.startsWith("auto-");
    }
}

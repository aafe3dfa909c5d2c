package depesche.preflight.house;

import depesche.mail.policy.Spf;
import depesche.mail.policy.SpfResult;
import depesche.mail.policy.SpfResult.Verdict;
import java.net.InetAddress;
import java.util.List;

/// Whether the envelope sender's domain lets our mail server send in its name, and not just anybody.
final class SpfCheck implements Check {

    private static final String SUBJECT = "spf";
    private static final String HOW = " (DEPESCHE_MAIL_DELIVERS_FROM)";

    /// An address for documents, which is nobody's.
    private static final InetAddress STRANGER = InetAddress.ofLiteral("192.0.2.1");

    private final Spf spf;
    private final String sender;
    private final String domain;
    private final Outlets outlets;

    /// @param sender envelope sender
    SpfCheck(Spf spf, String sender, Outlets outlets) {
        this.spf = spf;
        this.sender = sender;
        this.domain = sender.substring(sender.lastIndexOf('@') + 1);
        this.outlets = outlets;
    }

    @Override
    public List<Finding> look() {
        return switch (spf.judge(sender, STRANGER)) {
            case SpfResult.None() ->
                List.of(Finding.fail(
                        SUBJECT,
                        domain + " has no SPF record; a record TXT such as \"v=spf1 mx -all\" names who may"
                                + " send in its name"));
            case SpfResult.Broken(String why) -> List.of(Finding.fail(SUBJECT, why));
            case SpfResult.NotNow(String why) -> List.of(Finding.fail(SUBJECT, why));
            case SpfResult.Judged(Verdict verdict)
            when verdict == Verdict.PASS ->
                List.of(Finding.warn(SUBJECT, "the SPF record of " + domain + " lets anybody send in its name"));
            case SpfResult.Judged _, SpfResult.Unknowable _ -> ours();
        };
    }

    private List<Finding> ours() {
        if (spf.letsNobodySend(domain)) {
            return List.of(Finding.fail(SUBJECT, "the SPF record of " + domain + " lets nobody send, us neither"));
        }
        if (outlets.addresses().isEmpty()) {
            return List.of(Finding.warn(
                    SUBJECT,
                    domain
                            + " has an SPF record; whether it names the server that delivers our mail cannot be seen from"
                            + " here, unless you say its address" + HOW));
        }
        return outlets.addresses().stream().map(this::ours).toList();
    }

    private Finding ours(InetAddress outlet) {
        String address = outlet.getHostAddress();
        return switch (spf.judge(sender, outlet)) {
            case SpfResult.Judged(Verdict verdict)
            when verdict == Verdict.PASS -> Finding.ok(SUBJECT, domain + " lets " + address + " send in its name");
            case SpfResult.Judged(Verdict verdict) -> without(address, verdict);
            case SpfResult.None() -> Finding.fail(SUBJECT, domain + " has no SPF record");
            case SpfResult.Broken(String why) -> Finding.fail(SUBJECT, why);
            case SpfResult.NotNow(String why) -> Finding.fail(SUBJECT, why);
            case SpfResult.Unknowable(String why) ->
                Finding.warn(SUBJECT, "whether " + domain + " lets " + address + " send is not known here: " + why);
        };
    }

    private Finding without(String address, Verdict verdict) {
        String words = "the SPF record of " + domain + " does not let " + address
                + ", our mail server, send in its name (" + verdict.word() + ")";
        return outlets.areSaid()
                ? Finding.fail(SUBJECT, words)
                : Finding.warn(SUBJECT, words + "; if it delivers from another address, say so" + HOW);
    }
}

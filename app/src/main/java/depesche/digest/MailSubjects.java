package depesche.digest;

import depesche.account.LinkTokens.AlertLink;
import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.follow.Subject;
import depesche.follow.Survivors;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What a mail was about, and so which follows leaving by it ends: all that its article falls under, or of a digest
/// what it told this reader of. One answer for the link, the one click and the mail that ask to leave.
public final class MailSubjects {

    private MailSubjects() {}

    /// None where the alert is not known.
    public static Set<Subject> of(Handle tx, AlertLink link) {
        var alert = new AlertId(link.alert());
        return Alerts.byId(tx, alert)
                .map(it -> it.article().isPresent() ? it.subjects() : Digests.subjectsFor(tx, alert, link.reader()))
                .map(subjects -> Survivors.of(tx).of(subjects))
                .orElse(Set.of());
    }
}

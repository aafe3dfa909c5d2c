package depesche.delivery.email;

import depesche.alert.Announcement;
import depesche.alert.Reason;
import java.util.List;

/// What a mail tells of one article, and which follows of its reader are the reason.
public record Told(Announcement announcement, List<Reason> reasons) {

    public Told {
        reasons = List.copyOf(reasons);
    }
}

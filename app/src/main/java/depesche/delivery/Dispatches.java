package depesche.delivery;

import depesche.alert.Alert;
import depesche.alert.AlertId;
import depesche.alert.Announcement;
import depesche.alert.Audience;
import depesche.alert.Receiver;
import depesche.channel.ChannelKind;
import depesche.delivery.ledger.SliceClaim;
import depesche.digest.Issues;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what claimed slices carry, and to whom.
final class Dispatches {

    private final Audience audience;
    private final Issues issues;

    Dispatches(Audience audience, Issues issues) {
        this.audience = audience;
        this.issues = issues;
    }

    /// By slice, in the order of the claims. Slices of one article share its announcement.
    Map<SliceClaim, Dispatch> of(Collection<SliceClaim> claims) {
        var announcements = new HashMap<AlertId, Announcement>();
        var dispatches = new HashMap<SliceClaim, Dispatch>();
        for (SliceClaim claim : claims) {
            var alert = new AlertId(claim.alertId());
            dispatches.put(
                    claim,
                    isDigest(claim)
                            ? new Dispatch.OfDigest(issues.issue(alert, claim.readers()))
                            : new Dispatch.OfArticle(announcements.computeIfAbsent(alert, audience::announcement)));
        }
        return dispatches;
    }

    List<Receiver> receivers(ChannelKind channel, SliceClaim claim, Instant now) {
        return audience.receivers(channel, claim.readers(), now);
    }

    /// Hears of follows and wishes, and of articles that have changed in digests of which slices are carried.
    void refresh(Collection<SliceClaim> carried) {
        audience.refresh();
        issues.renew(carried.stream()
                .filter(Dispatches::isDigest)
                .map(claim -> new AlertId(claim.alertId()))
                .distinct()
                .toList());
    }

    private static boolean isDigest(SliceClaim claim) {
        return claim.place().lane() == Alert.Lane.DIGEST.number();
    }
}

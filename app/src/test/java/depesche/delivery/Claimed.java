package depesche.delivery;

import depesche.alert.AlertId;
import depesche.alert.Audience;
import depesche.alert.Current;
import depesche.alert.Standing;
import depesche.channel.ChannelKind;
import depesche.delivery.ledger.Leases;
import depesche.follow.FollowIndex;
import java.util.List;

/// A slice as a node has it in its hand, for tests that are the node themselves.
final class Claimed {

    private Claimed() {}

    /// The only slice that can be claimed now.
    static SliceInHand slice(Lantern lantern, AlertId alert, long deadline) {
        var now = lantern.clock().instant();
        var claimed = new Leases(lantern.db(), "sleeper", ChannelKind.EMAIL)
                .claim(1, 9, List.of(), now)
                .getFirst();
        var audience = new Audience(lantern.db(), new FollowIndex(lantern.db()), lantern.clock());
        return new SliceInHand(
                        claimed.claim(),
                        new Dispatch.OfArticle(audience.announcement(alert)),
                        audience.receivers(ChannelKind.EMAIL, claimed.claim().readers(), now),
                        claimed.states(),
                        new Current(Standing.GOING, 1),
                        deadline)
                .dueAt(now);
    }
}

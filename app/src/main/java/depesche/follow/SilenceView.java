package depesche.follow;

import depesche.channel.ChannelKind;
import org.roaringbitmap.RoaringBitmap;

/// Who is not to be told, at one snapshot of the database.
///
/// @param everywhere on no channel at all: erased, or closed by hand
/// @param byMail by mail alone: their address refuses, came back or complained
record SilenceView(RoaringBitmap everywhere, RoaringBitmap byMail) {

    static SilenceView nobody() {
        return new SilenceView(new RoaringBitmap(), new RoaringBitmap());
    }

    RoaringBitmap on(ChannelKind channel) {
        return switch (channel) {
            case EMAIL -> RoaringBitmap.or(everywhere, byMail);
            case PUSH, WEBHOOK -> everywhere.clone();
        };
    }

    boolean isOn(ChannelKind channel, int reader) {
        return everywhere.contains(reader) || channel == ChannelKind.EMAIL && byMail.contains(reader);
    }

    /// Those for whom no channel is left.
    RoaringBitmap unreachable(RoaringBitmap beyondMail) {
        var unreachable = RoaringBitmap.andNot(byMail, beyondMail);
        unreachable.or(everywhere);
        return unreachable;
    }
}

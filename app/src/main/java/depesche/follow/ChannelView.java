package depesche.follow;

import depesche.channel.ChannelKind;
import java.util.EnumMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/// Who is reached on which channel, at one snapshot of the database.
///
/// @param sets by channel who has one that lives; under [ChannelKind#EMAIL] who wants no mail
record ChannelView(Map<ChannelKind, RoaringBitmap> sets) {

    ChannelView {
        // An immutable copy would lose the enum's order and cost; nobody changes it after this.
        sets = sets.isEmpty() ? new EnumMap<>(ChannelKind.class) : new EnumMap<>(sets);
    }

    static ChannelView empty() {
        return new ChannelView(Map.of());
    }

    RoaringBitmap reachedBy(ChannelKind channel, RoaringBitmap readers) {
        return switch (channel) {
            case EMAIL -> RoaringBitmap.andNot(readers, unmailed());
            case PUSH, WEBHOOK -> RoaringBitmap.and(readers, of(channel));
        };
    }

    boolean isReachedBy(ChannelKind channel, int reader) {
        return switch (channel) {
            case EMAIL -> !(of(ChannelKind.EMAIL).contains(reader) && hasAnother(reader));
            case PUSH, WEBHOOK -> of(channel).contains(reader);
        };
    }

    /// Who has another channel than mail.
    RoaringBitmap beyondMail() {
        return RoaringBitmap.or(of(ChannelKind.PUSH), of(ChannelKind.WEBHOOK));
    }

    /// Nobody is left without a channel: who chose against mail gets it again when nothing else is left.
    private RoaringBitmap unmailed() {
        var others = beyondMail();
        others.and(of(ChannelKind.EMAIL));
        return others;
    }

    private boolean hasAnother(int reader) {
        return of(ChannelKind.PUSH).contains(reader) || of(ChannelKind.WEBHOOK).contains(reader);
    }

    private RoaringBitmap of(ChannelKind channel) {
        return sets.getOrDefault(channel, new RoaringBitmap());
    }
}

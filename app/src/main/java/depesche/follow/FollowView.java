package depesche.follow;

import depesche.account.ReaderId;
import depesche.channel.ChannelKind;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Who follows what at one snapshot of the database. Never changes; every set it gives out is the caller's own.
public final class FollowView {

    private static final Set<Cadence> ALL = Set.of(Cadence.values());

    private final Map<PacedSubject, RoaringBitmap> followers;
    private final RoaringBitmap silenced;
    private final ChannelView channels;
    private final WishView wishes;
    private final RoaringBitmap nobody = new RoaringBitmap();
    private volatile @Nullable RoaringBitmap anything;

    FollowView(
            Map<PacedSubject, RoaringBitmap> followers, RoaringBitmap silenced, ChannelView channels, WishView wishes) {
        this.followers = followers;
        this.silenced = silenced;
        this.channels = channels;
        this.wishes = wishes;
    }

    static FollowView empty() {
        return new FollowView(Map.of(), new RoaringBitmap(), ChannelView.empty(), WishView.EMPTY);
    }

    /// Which of these readers are told on this channel.
    public RoaringBitmap reachedBy(ChannelKind channel, RoaringBitmap readers) {
        return channels.reachedBy(channel, readers);
    }

    /// Whether the reader is told on this channel.
    public boolean isReachedBy(ChannelKind channel, ReaderId reader) {
        return channels.isReachedBy(channel, reader.value());
    }

    /// When and how often they want to hear.
    public WishView wishes() {
        return wishes;
    }

    /// Numbers of the readers who follow at least one of the subjects, in whatever cadence, and may be written to.
    public RoaringBitmap readersOf(Set<Subject> subjects) {
        return readersOf(subjects, ALL);
    }

    /// Numbers of the readers who follow at least one of the subjects in one of the cadences, and may be written to.
    public RoaringBitmap readersOf(Set<Subject> subjects, Set<Cadence> cadences) {
        var readers = new RoaringBitmap();
        subjects.forEach(subject -> readers.or(followersOf(subject, cadences)));
        readers.andNot(silenced);
        return readers;
    }

    /// Numbers of the readers who follow anything at all, in whatever cadence, and may be written to.
    public RoaringBitmap readersOfAnything() {
        return ofAnything().clone();
    }

    /// Whether the reader may be written to and follows anything at all.
    public boolean followsAnything(ReaderId reader) {
        return ofAnything().contains(reader.value());
    }

    /// United once for each view, and only where it is asked for; two threads may do it at once, with the same end.
    private RoaringBitmap ofAnything() {
        RoaringBitmap known = anything;
        if (known == null) {
            known = RoaringBitmap.or(followers.values().iterator());
            known.andNot(silenced);
            anything = known;
        }
        return known;
    }

    /// Numbers of the readers who follow two or more of the subjects in one of the cadences, and may be written to.
    public RoaringBitmap overlapping(Set<Subject> subjects, Set<Cadence> cadences) {
        var once = new RoaringBitmap();
        var again = new RoaringBitmap();
        for (Subject subject : subjects) {
            var followers = followersOf(subject, cadences);
            again.or(RoaringBitmap.and(once, followers));
            once.or(followers);
        }
        again.andNot(silenced);
        return again;
    }

    /// Numbers of the readers whom nobody writes to: suppressed or erased.
    public RoaringBitmap silenced() {
        return silenced.clone();
    }

    /// Whether nobody writes to the reader: suppressed or erased.
    public boolean isSilenced(ReaderId reader) {
        return silenced.contains(reader.value());
    }

    /// Whether the reader may be written to and follows one of the subjects.
    public boolean isWanted(ReaderId reader, Set<Subject> subjects) {
        return isWanted(reader, subjects, ALL);
    }

    /// Whether the reader may be written to and follows one of the subjects in one of the cadences.
    public boolean isWanted(ReaderId reader, Set<Subject> subjects, Set<Cadence> cadences) {
        if (silenced.contains(reader.value())) {
            return false;
        }
        for (Subject subject : subjects) {
            for (Cadence cadence : cadences) {
                if (followers
                        .getOrDefault(new PacedSubject(subject, cadence), nobody)
                        .contains(reader.value())) {
                    return true;
                }
            }
        }
        return false;
    }

    Map<PacedSubject, RoaringBitmap> followers() {
        return followers;
    }

    ChannelView channels() {
        return channels;
    }

    RoaringBitmap silencedShared() {
        return silenced;
    }

    private RoaringBitmap followersOf(Subject subject, Set<Cadence> cadences) {
        var all = new RoaringBitmap();
        for (Cadence cadence : cadences) {
            all.or(followers.getOrDefault(new PacedSubject(subject, cadence), nobody));
        }
        return all;
    }
}

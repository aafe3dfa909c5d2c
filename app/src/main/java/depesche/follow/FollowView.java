package depesche.follow;

import depesche.account.ReaderId;
import depesche.channel.ChannelKind;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Who follows what at one snapshot of the database. Never changes; every set it gives out is the caller's own. Asked
/// for a topic that was merged into another, it answers for the other.
public final class FollowView {

    private static final Set<Cadence> ALL = Set.of(Cadence.values());

    private final Map<PacedSubject, RoaringBitmap> followers;
    private final SilenceView silence;
    private final RoaringBitmap unreachable;
    private final ChannelView channels;
    private final WishView wishes;
    private final Survivors survivors;
    private final RoaringBitmap nobody = new RoaringBitmap();
    private volatile @Nullable RoaringBitmap anything;

    FollowView(
            Map<PacedSubject, RoaringBitmap> followers,
            SilenceView silence,
            ChannelView channels,
            WishView wishes,
            Survivors survivors) {
        this.survivors = survivors;
        this.followers = followers;
        this.silence = silence;
        this.unreachable = silence.unreachable(channels.beyondMail());
        this.channels = channels;
        this.wishes = wishes;
    }

    static FollowView empty() {
        return new FollowView(Map.of(), SilenceView.nobody(), ChannelView.empty(), WishView.EMPTY, Survivors.NONE);
    }

    /// Which of these readers are told on this channel.
    public RoaringBitmap reachedBy(ChannelKind channel, RoaringBitmap readers) {
        var reached = channels.reachedBy(channel, readers);
        reached.andNot(silence.on(channel));
        return reached;
    }

    /// Whether the reader is told on this channel.
    public boolean isReachedBy(ChannelKind channel, ReaderId reader) {
        return channels.isReachedBy(channel, reader.value()) && !silence.isOn(channel, reader.value());
    }

    /// When and how often they want to hear.
    public WishView wishes() {
        return wishes;
    }

    /// Numbers of the readers who follow at least one of the subjects, in whatever cadence, and may be told.
    public RoaringBitmap readersOf(Set<Subject> subjects) {
        return readersOf(subjects, ALL);
    }

    /// Numbers of the readers who follow at least one of the subjects in one of the cadences, and may be told.
    public RoaringBitmap readersOf(Set<Subject> subjects, Set<Cadence> cadences) {
        var readers = new RoaringBitmap();
        survivors.of(subjects).forEach(subject -> readers.or(followersOf(subject, cadences)));
        readers.andNot(unreachable);
        return readers;
    }

    /// Numbers of the readers who follow anything at all, in whatever cadence, and may be told.
    public RoaringBitmap readersOfAnything() {
        return ofAnything().clone();
    }

    /// Whether the reader may be told and follows anything at all.
    public boolean followsAnything(ReaderId reader) {
        return ofAnything().contains(reader.value());
    }

    /// United once for each view, and only where it is asked for; two threads may do it at once, with the same end.
    private RoaringBitmap ofAnything() {
        RoaringBitmap known = anything;
        if (known == null) {
            known = RoaringBitmap.or(followers.values().iterator());
            known.andNot(unreachable);
            anything = known;
        }
        return known;
    }

    /// Numbers of the readers who follow two or more of the subjects in one of the cadences, and may be told.
    public RoaringBitmap overlapping(Set<Subject> subjects, Set<Cadence> cadences) {
        var once = new RoaringBitmap();
        var again = new RoaringBitmap();
        for (Subject subject : survivors.of(subjects)) {
            var followers = followersOf(subject, cadences);
            again.or(RoaringBitmap.and(once, followers));
            once.or(followers);
        }
        again.andNot(unreachable);
        return again;
    }

    /// Numbers of the readers who are told nothing on this channel, whatever they follow: suppressed or erased.
    public RoaringBitmap silenced(ChannelKind channel) {
        return silence.on(channel);
    }

    /// Whether the reader is told nothing on this channel: suppressed or erased.
    public boolean isSilenced(ChannelKind channel, ReaderId reader) {
        return silence.isOn(channel, reader.value());
    }

    /// Whether the reader may be told and follows one of the subjects.
    public boolean isWanted(ReaderId reader, Set<Subject> subjects) {
        return isWanted(reader, subjects, ALL);
    }

    /// Whether the reader may be told and follows one of the subjects in one of the cadences.
    public boolean isWanted(ReaderId reader, Set<Subject> subjects, Set<Cadence> cadences) {
        if (unreachable.contains(reader.value())) {
            return false;
        }
        for (Subject named : subjects) {
            Subject subject = survivors.of(named);
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

    Survivors survivors() {
        return survivors;
    }

    ChannelView channels() {
        return channels;
    }

    SilenceView silence() {
        return silence;
    }

    private RoaringBitmap followersOf(Subject subject, Set<Cadence> cadences) {
        var all = new RoaringBitmap();
        for (Cadence cadence : cadences) {
            all.or(followers.getOrDefault(new PacedSubject(subject, cadence), nobody));
        }
        return all;
    }
}

package depesche.follow;

import depesche.account.ReaderId;
import depesche.channel.ChannelKind;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/// Who follows what at one snapshot of the database. Never changes; every set it gives out is the caller's own.
public final class FollowView {

    private final Map<Subject, RoaringBitmap> followers;
    private final RoaringBitmap silenced;
    private final ChannelView channels;
    private final RoaringBitmap nobody = new RoaringBitmap();

    FollowView(Map<Subject, RoaringBitmap> followers, RoaringBitmap silenced, ChannelView channels) {
        this.followers = followers;
        this.silenced = silenced;
        this.channels = channels;
    }

    static FollowView empty() {
        return new FollowView(Map.of(), new RoaringBitmap(), ChannelView.empty());
    }

    /// Which of these readers are told on this channel.
    public RoaringBitmap reachedBy(ChannelKind channel, RoaringBitmap readers) {
        return channels.reachedBy(channel, readers);
    }

    /// Whether the reader is told on this channel.
    public boolean isReachedBy(ChannelKind channel, ReaderId reader) {
        return channels.isReachedBy(channel, reader.value());
    }

    /// Numbers of the readers who follow at least one of the subjects and may be written to.
    public RoaringBitmap readersOf(Set<Subject> subjects) {
        var readers = new RoaringBitmap();
        subjects.forEach(subject -> readers.or(followersOf(subject)));
        readers.andNot(silenced);
        return readers;
    }

    /// Numbers of the readers who follow two or more of the subjects and may be written to.
    public RoaringBitmap overlapping(Set<Subject> subjects) {
        var once = new RoaringBitmap();
        var again = new RoaringBitmap();
        for (Subject subject : subjects) {
            again.or(RoaringBitmap.and(once, followersOf(subject)));
            once.or(followersOf(subject));
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
        if (silenced.contains(reader.value())) {
            return false;
        }
        for (Subject subject : subjects) {
            if (followersOf(subject).contains(reader.value())) {
                return true;
            }
        }
        return false;
    }

    Map<Subject, RoaringBitmap> followers() {
        return followers;
    }

    ChannelView channels() {
        return channels;
    }

    RoaringBitmap silencedShared() {
        return silenced;
    }

    private RoaringBitmap followersOf(Subject subject) {
        return followers.getOrDefault(subject, nobody);
    }
}

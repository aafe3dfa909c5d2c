package depesche.alert;

import depesche.account.ReaderId;
import depesche.follow.FollowView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// Who follows which of the saved searches that an article met, at one view of the follows. An article may meet tens
/// of thousands, and each message asks for one reader's: those are found by the reader's number.
final class SearchFollowers {

    private final FollowView view;
    private final List<Reason> searches;

    /// In order: in the upper half the number of a reader, in the lower which of the searches they follow.
    private final long[] pairs;

    private SearchFollowers(FollowView view, List<Reason> searches, long[] pairs) {
        this.view = view;
        this.searches = searches;
        this.pairs = pairs;
    }

    static SearchFollowers of(FollowView view, Announcement announcement) {
        List<Reason> searches = announcement.searches();
        var pairs = LongStream.builder();
        for (int i = 0; i < searches.size(); i++) {
            int place = i;
            view.readersOf(Set.of(searches.get(i).subject()), announcement.cadences())
                    .forEach((int reader) -> pairs.add(pair(reader, place)));
        }
        return new SearchFollowers(view, searches, pairs.build().sorted().toArray());
    }

    boolean isOf(FollowView now) {
        return view == now;
    }

    /// The searches that the reader follows, in the order of the reasons.
    List<Reason> of(ReaderId reader) {
        int at = Arrays.binarySearch(pairs, pair(reader.value(), 0));
        List<Reason> followed = new ArrayList<>();
        for (int i = at < 0 ? -at - 1 : at; i < pairs.length && pairs[i] >>> 32 == reader.value(); i++) {
            followed.add(searches.get((int) pairs[i]));
        }
        return followed;
    }

    private static long pair(int reader, int place) {
        return (long) reader << 32 | place;
    }
}

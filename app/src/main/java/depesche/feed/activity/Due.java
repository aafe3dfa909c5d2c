package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.net.WebAddress;
import depesche.net.signature.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Something that this node has claimed to say at another server.
sealed interface Due {

    WebAddress to();

    /// To somebody that they follow now.
    ///
    /// @param isSkipped whether it was due in a life of the newsroom that is not to go on
    record Answer(long id, String actor, String follower, WebAddress to, String follow, int attempts, boolean isSkipped)
            implements Due {}

    /// To an inbox how an article is.
    ///
    /// @param changes how much had happened to the article when this was claimed
    /// @param mayHave whether something of it may have come there before
    /// @param told what it was told last
    /// @param followed whose followers it is for
    record Tell(
            ArticleId article,
            Place place,
            Hold hold,
            long changes,
            int attempts,
            boolean mayHave,
            Optional<String> told,
            List<String> followed,
            PassedOn passedOn,
            boolean isSkipped)
            implements Due {

        public Tell {
            followed = List.copyOf(followed);
        }

        @Override
        public WebAddress to() {
            return place.address();
        }
    }

    /// Who of ours has passed an article on to an inbox.
    ///
    /// @param announced who has, and was answered
    /// @param announcing who has begun to: it may have come there
    /// @param undoing who has begun to take it back: it may be gone there
    /// @param undone who took it back there, as often as they did
    record PassedOn(List<String> announced, List<String> announcing, List<String> undoing, List<String> undone) {

        public PassedOn {
            announced = List.copyOf(announced);
            announcing = List.copyOf(announcing);
            undoing = List.copyOf(undoing);
            undone = List.copyOf(undone);
        }

        /// All by whom it may have come there.
        List<String> possibly() {
            return Stream.concat(announced.stream(), announcing.stream())
                    .distinct()
                    .toList();
        }

        /// Whether it stands there by this one for certain.
        boolean standsBy(String actor) {
            return announced.contains(actor) && !undoing.contains(actor);
        }

        /// How often this one took it back: what it says next has to have another id, for servers drop an activity that
        /// they know.
        int timesUndone(Actor actor) {
            return Collections.frequency(undone, actor.key());
        }
    }

    /// Who has claimed something, and when.
    ///
    /// @param since as [System#nanoTime] counts, which no clock that is set changes
    record Hold(String node, long since) {

        /// So long after nothing is begun: two posts end before another node may claim it.
        private static final Duration BEGUN_WITHIN = Duration.ofSeconds(25);

        /// What has slept is left to the lease: what it knows of the article may be long past.
        boolean isLate() {
            return System.nanoTime() - since > BEGUN_WITHIN.toNanos();
        }
    }

    /// An inbox, and how it was with it.
    ///
    /// @param style how its server took what was signed last
    record Place(long inbox, WebAddress address, Style style, int attempts, Optional<Instant> failingSince) {}
}

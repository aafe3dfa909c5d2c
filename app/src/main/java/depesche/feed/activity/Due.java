package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.net.WebAddress;
import depesche.net.signature.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    /// @param announced who of them has passed the article on there
    record Tell(
            ArticleId article,
            Place place,
            Hold hold,
            long changes,
            int attempts,
            boolean mayHave,
            Optional<String> told,
            List<String> followed,
            List<String> announced,
            boolean isSkipped)
            implements Due {

        public Tell {
            followed = List.copyOf(followed);
            announced = List.copyOf(announced);
        }

        @Override
        public WebAddress to() {
            return place.address();
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

package depesche.feed.hub;

import depesche.db.Database;
import depesche.feed.PublishedFeeds;
import depesche.net.Post;
import depesche.net.Posted;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Gives a subscriber the feed as it is (W3C WebSub §7), signed where a secret was given. Whoever says 410, or takes
/// nothing for days, is told no more.
final class Telling {

    private static final Logger LOG = System.getLogger(Telling.class.getName());
    private static final Duration LONGEST_FAILURE = Duration.ofDays(3);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final String SIGNING = "HmacSHA256";
    private static final int GONE = 410;

    private final Database db;
    private final String site;
    private final InstantSource clock;

    /// @param site its address without a slash at the end
    Telling(Database db, String site, InstantSource clock) {
        this.db = db;
        this.site = site;
        this.clock = clock;
    }

    Post post(Due.Tell errand, PublishedFeeds.Text feed) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", feed.mediaType());
        headers.put("User-Agent", "Depesche");
        headers.put("Link", "<" + site + "/hub>; rel=\"hub\", <" + site + errand.feed() + ">; rel=\"self\"");
        errand.secret().ifPresent(secret -> headers.put("X-Hub-Signature", "sha256=" + signature(secret, feed.body())));
        return new Post(errand.callback(), headers, feed.body());
    }

    /// Whether it has exactly this already.
    static boolean isKnown(Due.Tell errand, PublishedFeeds.Text feed) {
        return errand.toldDigest()
                .filter(told -> MessageDigest.isEqual(told, digest(feed.body())))
                .isPresent();
    }

    void answered(Due.Tell errand, PublishedFeeds.Text feed, Posted posted) {
        switch (posted) {
            case Posted.Answered(int status, var _, var _, var _) when status / 100 == 2 -> has(errand, feed);
            case Posted.Answered(int status, var _, var _, var _) when status == GONE -> end(errand, "gone");
            case Posted.Answered(var _, Optional<Duration> pause, var _, var _) -> failed(errand, pause);
            case Posted.Unreachable _, Posted.Lost _, Posted.Forbidden _ -> failed(errand, Optional.empty());
        }
    }

    /// It has the feed as it is.
    void has(Due.Tell errand, PublishedFeeds.Text feed) {
        db.change(tx -> Subscriptions.told(tx, errand, Optional.of(digest(feed.body())), clock.instant()));
    }

    /// It is not to get what happened; and has not got it, so whatever happens next is told with it.
    void skipped(Due.Tell errand) {
        db.change(tx -> Subscriptions.told(tx, errand, Optional.empty(), clock.instant()));
    }

    private void failed(Due.Tell errand, Optional<Duration> pause) {
        Instant now = clock.instant();
        boolean isOver = errand.failingSince()
                .filter(since -> since.plus(LONGEST_FAILURE).isBefore(now))
                .isPresent();
        if (isOver) {
            end(errand, "silent");
        } else {
            Duration usual = FIRST_PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, errand.attempts()));
            Duration wished = pause.filter(it -> it.compareTo(usual) > 0).orElse(usual);
            Instant again = now.plus(wished.compareTo(LONGEST_PAUSE) < 0 ? wished : LONGEST_PAUSE);
            db.change(tx -> Subscriptions.failed(tx, errand, again, now));
        }
    }

    void end(Due.Tell errand, String why) {
        LOG.log(Level.INFO, "hub.ended id=" + errand.id() + " why=" + why);
        db.change(tx -> Subscriptions.end(tx, errand));
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }

    private static String signature(byte[] secret, byte[] body) {
        try {
            var mac = Mac.getInstance(SIGNING);
            mac.init(new SecretKeySpec(secret, SIGNING));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + SIGNING, missing);
        }
    }
}

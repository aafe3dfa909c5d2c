package depesche.alert;

import depesche.account.ReaderId;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleNotices;
import depesche.article.ArticleState;
import depesche.article.Notice;
import depesche.author.Byline;
import depesche.channel.Channel;
import depesche.channel.ChannelKind;
import depesche.channel.Channels;
import depesche.db.Database;
import depesche.follow.Cadence;
import depesche.follow.FollowIndex;
import depesche.follow.FollowView;
import depesche.follow.NamedSubjects;
import depesche.follow.Subject;
import depesche.search.saved.SavedSearches;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// For those who carry an alert: what it says, whom a slice names, and whether each of them still wants it.
public final class Audience {

    /// Whether a frozen reader is to have the message now.
    public enum Wish {
        WANTED,
        /// Suppressed on this channel, or erased.
        SILENCED,
        /// Wants nothing at all for a while.
        PAUSED,
        /// Follows none of the alert's subjects any more; or, where something is told again, nothing at all.
        FOLLOWS_ENDED,
        /// Is not told on this channel any more.
        CHANNEL_ENDED,
        /// Everything in a digest was withdrawn.
        NOTHING_LEFT
    }

    /// So many alerts and articles of digests are on their way at once at most; of more, some is found out again.
    private static final int MOST_AT_ONCE = 200;

    private final Database db;
    private final FollowIndex follows;
    private final InstantSource clock;
    private final ConcurrentMap<AlertId, SearchFollowers> searching = new ConcurrentHashMap<>();

    public Audience(Database db, FollowIndex follows, InstantSource clock) {
        this.db = db;
        this.follows = follows;
        this.clock = clock;
    }

    /// What the alert says now: the article as it stands.
    public Announcement announcement(AlertId id) {
        return db.inSnapshot(tx -> {
            Alert alert = Alerts.byId(tx, id).orElseThrow(() -> new IllegalArgumentException("no alert " + id));
            return announcement(
                    tx,
                    Topics.tree(tx),
                    alert,
                    alert.article()
                            .flatMap(article -> Archive.byId(tx, article))
                            .orElseThrow());
        });
    }

    /// The readers of a slice by ordinal, in one query; in two where the channel has endpoints.
    public List<Receiver> receivers(ChannelKind channel, RoaringBitmap readers, Instant now) {
        int[] numbers = readers.toArray();
        var found = new HashMap<Integer, Receiver>();
        Map<ReaderId, List<Channel>> endpoints = switch (channel) {
            case EMAIL -> Map.of();
            case PUSH, WEBHOOK -> db.read(handle -> Channels.living(handle, channel, numbers, now));
        };
        db.read(handle -> handle.createQuery("""
                        select id, email, language
                          from reader
                         where id = any(:ids)
                        """)
                        .bind("ids", numbers)
                        .map((row, _) -> new Receiver(
                                Arrays.binarySearch(numbers, row.getInt("id")),
                                new ReaderId(row.getInt("id")),
                                Optional.ofNullable(row.getString("email")),
                                Locale.forLanguageTag(row.getString("language")),
                                endpoints.getOrDefault(new ReaderId(row.getInt("id")), List.of())))
                        .list())
                .forEach(receiver -> found.put(receiver.ordinal(), receiver));
        return IntStream.range(0, numbers.length)
                .mapToObj(ordinal -> found.getOrDefault(ordinal, gone(ordinal, numbers[ordinal])))
                .toList();
    }

    /// Brings the follows up to the database as it is now: several times a second while mails go out.
    public void refresh() {
        follows.refresh();
    }

    /// Asked before each final dot. Looks into memory only, so never older than the last [#refresh].
    ///
    /// @param told what the message tells the reader
    public Wish wish(ChannelKind channel, Collection<Announcement> told, ReaderId reader) {
        FollowView view = follows.view();
        if (view.isSilenced(channel, reader)) {
            return Wish.SILENCED;
        }
        if (view.wishes().isPaused(reader, clock.instant())
                && told.stream().noneMatch(announcement -> announcement.kind().isOwed())) {
            return Wish.PAUSED;
        }
        if (!view.isReachedBy(channel, reader)) {
            return Wish.CHANNEL_ENDED;
        }
        if (told.isEmpty()) {
            return Wish.NOTHING_LEFT;
        }
        return told.stream().anyMatch(announcement -> isWanted(view, announcement, reader))
                ? Wish.WANTED
                : Wish.FOLLOWS_ENDED;
    }

    private boolean isWanted(FollowView view, Announcement announcement, ReaderId reader) {
        if (!announcement.kind().isNews()) {
            return view.followsAnything(reader);
        }
        for (Reason reason : announcement.borne()) {
            if (isWanted(view, announcement, reason, reader)) {
                return true;
            }
        }
        return !searches(view, announcement, reader).isEmpty();
    }

    private static boolean isWanted(FollowView view, Announcement announcement, Reason reason, ReaderId reader) {
        return view.isWanted(reader, reason.stored(), announcement.cadences());
    }

    /// Which of the alert's reasons are this reader's, the editor's order kept. None may be left where something is
    /// told again.
    public List<Reason> reasons(Announcement announcement, ReaderId reader) {
        FollowView view = follows.view();
        return Stream.concat(
                        announcement.borne().stream().filter(reason -> isWanted(view, announcement, reason, reader)),
                        searches(view, announcement, reader).stream())
                .toList();
    }

    private List<Reason> searches(FollowView view, Announcement announcement, ReaderId reader) {
        return announcement.searches().isEmpty()
                ? List.of()
                : followers(view, announcement).of(reader);
    }

    /// Which searches an alert names is known when it is planned and never changes; who follows them does. What was
    /// found at an older view of the follows is let go, for it holds that view.
    private SearchFollowers followers(FollowView view, Announcement announcement) {
        SearchFollowers known = searching.get(announcement.alert());
        if (known != null && known.isOf(view)) {
            return known;
        }
        searching.values().removeIf(it -> !it.isOf(view));
        if (searching.size() > MOST_AT_ONCE) {
            searching.clear();
        }
        return searching.compute(
                announcement.alert(),
                (_, before) -> before != null && before.isOf(view) ? before : SearchFollowers.of(view, announcement));
    }

    private static Receiver gone(int ordinal, int reader) {
        return new Receiver(ordinal, new ReaderId(reader), Optional.empty(), Locale.ROOT, List.of());
    }

    /// What an alert says of the article as it stands.
    public static Announcement announcement(Handle tx, TopicTree tree, Alert alert, Article article) {
        boolean isWithdrawn = alert.kind() == Alert.Kind.WITHDRAWAL;
        return new Announcement(
                alert.id(),
                alert.kind(),
                article.revision().number(),
                isWithdrawn ? Announcement.Text.withdrawn(article.language(), publishedAt(article)) : text(article),
                isWithdrawn ? "/" + article.id() : article.path(),
                alert.createdAt(),
                alert.cadences(),
                notice(tx, alert),
                alert.kind().isNews() ? Threading.NONE : Slices.threading(tx, article.id()),
                reasons(tx, tree, alert.subjects(), article.revision().topics()));
    }

    /// What an alert would say if the article were published now. It is no alert: its number is nobody's.
    public static Announcement foretold(Handle tx, Article article, Instant now) {
        TopicTree tree = Topics.tree(tx);
        Set<Subject> subjects = Bearing.of(tx, article);
        return new Announcement(
                new AlertId(0),
                Alert.Kind.NEW,
                article.revision().number(),
                text(article),
                article.path(),
                now,
                Cadence.OF_ANY_ARTICLE,
                Optional.empty(),
                Threading.NONE,
                reasons(tx, tree, subjects, article.revision().topics()));
    }

    private static Announcement.Text text(Article article) {
        var revision = article.revision();
        return new Announcement.Text(
                article.language(),
                revision.kicker(),
                revision.headline(),
                revision.teaser().or(revision::standfirst).orElse(""),
                revision.bylines().stream().map(Byline::withoutBy).toList(),
                revision.dateline(),
                revision.readingMinutes(),
                publishedAt(article));
    }

    /// The reason of a withdrawal stays in the house.
    private static Optional<Notice> notice(Handle tx, Alert alert) {
        return switch (alert.kind()) {
            case NEW, DIGEST, WITHDRAWAL -> Optional.empty();
            case UPDATE -> notice(tx, alert, Notice.Kind.UPDATE);
            case CORRECTION -> notice(tx, alert, Notice.Kind.CORRECTION);
            case REPLY -> notice(tx, alert, Notice.Kind.REPLY);
        };
    }

    private static Optional<Notice> notice(Handle tx, Alert alert, Notice.Kind kind) {
        return alert.article().flatMap(article -> ArticleNotices.of(tx, article, kind, alert.occasion()));
    }

    private static Instant publishedAt(Article article) {
        return switch (article.state()) {
            case ArticleState.Published(Instant at) -> at;
            case ArticleState.Killed(Instant at, Instant _, String _) -> at;
            case ArticleState.Draft _, ArticleState.Scheduled _, ArticleState.Embargoed _, ArticleState.Spiked _ ->
                article.changedAt();
        };
    }

    /// Topics in the editor's order, then the story and the authors, then searches in the order of their numbers.
    static List<Reason> reasons(Handle tx, TopicTree tree, Set<Subject> subjects, Collection<TopicId> own) {
        Map<TopicId, Set<Subject>> stored = new LinkedHashMap<>();
        tree.withAncestors(own).forEach(id -> stored.put(id, new HashSet<>()));
        subjects.forEach(subject -> subject.topicId()
                .ifPresent(id -> stored.computeIfAbsent(tree.survivor(id), _ -> new HashSet<>())
                        .add(subject)));
        List<Reason> reasons = new ArrayList<>();
        stored.forEach((id, named) -> tree.byId(id)
                .filter(_ -> !named.isEmpty())
                .ifPresent(topic -> reasons.add(reason(tree, topic, own, named))));
        NamedSubjects.among(tx, subjects).forEach(named -> reasons.add(Reason.named(named)));
        SavedSearches.texts(
                        tx,
                        subjects.stream()
                                .flatMap(subject -> subject.searchId().stream())
                                .toList())
                .forEach((number, text) -> reasons.add(Reason.search(number, text)));
        return reasons;
    }

    private static Reason reason(TopicTree tree, Topic topic, Collection<TopicId> own, Set<Subject> stored) {
        var below = own.stream()
                .filter(it -> !it.equals(topic.id()))
                .filter(it -> tree.path(it).contains(topic))
                .flatMap(it -> tree.byId(it).stream())
                .map(Audience::label)
                .toList();
        return new Reason(
                Subject.topic(topic.id().value()),
                topic.slug(),
                label(topic),
                tree.path(topic.id()).size(),
                own.contains(topic.id()),
                own.contains(topic.id()) ? List.of() : below,
                stored);
    }

    private static Reason.Label label(Topic topic) {
        Map<String, String> labels = topic.labels();
        return new Reason.Label(labels, topic.label(Locale.ROOT));
    }
}

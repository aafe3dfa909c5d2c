package depesche.suggestion.coverage;

import depesche.account.Actor;
import depesche.article.ArticleId;
import depesche.story.StoryId;
import depesche.suggestion.coverage.StoryProposal.Decision;
import depesche.suggestion.coverage.StoryProposal.Kind;
import depesche.suggestion.coverage.StoryProposal.Member;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The tables `story_proposal` and `story_proposal_article`. Who writes them holds their lock.
public final class StoryProposals {

    private static final String SELECT = """
            select id, story_id, language, name, words, made_at, decision, decided_at, decided_by
              from story_proposal
            """;

    private StoryProposals() {}

    /// One transaction at a time proposes or decides, on whichever node.
    static void lock(Handle tx) {
        tx.execute("select pg_advisory_xact_lock(hashtextextended('depesche: proposed stories', 0))");
    }

    /// Those that wait for a decision, the newest first.
    public static List<StoryProposal> open(Handle tx, int most) {
        return proposals(tx, tx.createQuery(SELECT + """
                         where decision is null
                         order by id desc
                         limit :most
                        """).bind("most", most));
    }

    /// The last dismissed first.
    public static List<StoryProposal> dismissed(Handle tx, int most) {
        return proposals(tx, tx.createQuery(SELECT + """
                         where decision = 'dismissed'
                         order by decided_at desc, id desc
                         limit :most
                        """).bind("most", most));
    }

    /// Whether it is decided or not.
    public static Optional<StoryProposal> byId(Handle tx, long id) {
        return proposals(tx, tx.createQuery(SELECT + " where id = :id").bind("id", id)).stream()
                .findFirst();
    }

    private static List<StoryProposal> proposals(Handle tx, Query query) {
        List<StoryProposal> bare = query.map((row, _) -> proposal(row)).list();
        Map<Long, List<Member>> members =
                members(tx, bare.stream().map(StoryProposal::id).toList());
        return bare.stream()
                .map(one -> new StoryProposal(
                        one.id(),
                        one.story(),
                        one.language(),
                        one.name(),
                        one.words(),
                        members.getOrDefault(one.id(), List.of()),
                        one.madeAt(),
                        one.decision()))
                .toList();
    }

    private static StoryProposal proposal(ResultSet row) throws SQLException {
        String decision = row.getString("decision");
        return new StoryProposal(
                row.getLong("id"),
                Optional.ofNullable(row.getObject("story_id", Long.class)).map(StoryId::new),
                Locale.forLanguageTag(row.getString("language")),
                row.getString("name"),
                List.of((String[]) row.getArray("words").getArray()),
                List.of(),
                row.getTimestamp("made_at").toInstant(),
                decision == null
                        ? Optional.empty()
                        : Optional.of(new Decision(
                                Kind.of(decision),
                                row.getTimestamp("decided_at").toInstant(),
                                row.getString("decided_by"))));
    }

    private static Map<Long, List<Member>> members(Handle tx, List<Long> proposals) {
        Map<Long, List<Member>> members = new HashMap<>();
        tx.createQuery("""
                        select p.proposal_id, a.id, a.slug, r.headline, a.published_at
                          from story_proposal_article p
                          join article a on a.id = p.article_id
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where p.proposal_id = any(:proposals)
                         order by a.published_at, a.id
                        """)
                .bindArray("proposals", Long.class, proposals)
                .map((row, _) -> members.computeIfAbsent(row.getLong("proposal_id"), _ -> new ArrayList<>())
                        .add(new Member(
                                new ArticleId(row.getLong("id")),
                                "/" + row.getLong("id") + "/" + row.getString("slug"),
                                row.getString("headline"),
                                row.getTimestamp("published_at").toInstant())))
                .list();
        return members;
    }

    /// Those of these articles that are published and in no story.
    static Set<ArticleId> free(Handle tx, Collection<ArticleId> articles) {
        return new HashSet<>(tx.createQuery("""
                        select a.id
                          from article a
                         where a.id = any(:articles)
                           and a.state = 'published'
                           and not exists (
                               select 1
                                 from article_story s
                                where s.article_id = a.id)
                        """)
                .bindArray("articles", Long.class, numbers(articles))
                .mapTo(Long.class)
                .map(ArticleId::new)
                .list());
    }

    static void insert(Handle tx, Gathered gathered, Naming naming, Instant now) {
        long id = tx.createQuery("""
                        insert into story_proposal (story_id, language, name, words, made_at)
                        values (:story, :language, :name, :words, :now)
                        returning id
                        """)
                .bind("story", gathered.story().map(StoryId::value).orElse(null))
                .bind("language", gathered.language())
                .bind("name", naming.name())
                .bind("words", naming.words().toArray(String[]::new))
                .bind("now", now)
                .mapTo(Long.class)
                .one();
        insertArticles(tx, id, gathered.articles());
    }

    /// What is open from now on; first [#emptied].
    static void change(Handle tx, long id, Gathered gathered, Naming naming) {
        tx.createUpdate("""
                        update story_proposal
                           set story_id = :story, name = :name, words = :words
                         where id = :id
                        """)
                .bind("id", id)
                .bind("story", gathered.story().map(StoryId::value).orElse(null))
                .bind("name", naming.name())
                .bind("words", naming.words().toArray(String[]::new))
                .execute();
        insertArticles(tx, id, gathered.articles());
    }

    private static void insertArticles(Handle tx, long id, List<ArticleId> articles) {
        tx.createUpdate("""
                        insert into story_proposal_article (proposal_id, article_id, is_open)
                        select :id, article, true
                          from unnest(:articles) as article
                        """)
                .bind("id", id)
                .bindArray("articles", Long.class, numbers(articles))
                .execute();
    }

    /// Their articles can be in others now.
    static void emptied(Handle tx, Collection<Long> proposals) {
        tx.createUpdate("delete from story_proposal_article where proposal_id = any(:proposals)")
                .bindArray("proposals", Long.class, List.copyOf(proposals))
                .execute();
    }

    /// Nothing speaks for them any more.
    static void delete(Handle tx, Collection<Long> proposals) {
        tx.createUpdate("delete from story_proposal where id = any(:proposals)")
                .bindArray("proposals", Long.class, List.copyOf(proposals))
                .execute();
    }

    /// What was decided so long ago that none of its articles is looked at any more.
    static void forget(Handle tx, Instant before) {
        tx.createUpdate("delete from story_proposal where decided_at < :before")
                .bind("before", before)
                .execute();
    }

    static void decide(Handle tx, long id, Kind kind, Optional<StoryId> story, Actor by, Instant now) {
        tx.createUpdate("""
                        update story_proposal
                           set decision = :decision, decided_at = :now, decided_by = :by,
                               story_id = coalesce(:story, story_id)
                         where id = :id
                        """)
                .bind("id", id)
                .bind("decision", kind.word())
                .bind("now", now)
                .bind("by", by.name())
                .bind("story", story.map(StoryId::value).orElse(null))
                .execute();
        setOpen(tx, id, false);
    }

    static void reopen(Handle tx, long id) {
        tx.createUpdate("""
                        update story_proposal
                           set decision = null, decided_at = null, decided_by = null
                         where id = :id
                        """).bind("id", id).execute();
        setOpen(tx, id, true);
    }

    private static void setOpen(Handle tx, long id, boolean isOpen) {
        tx.createUpdate("update story_proposal_article set is_open = :open where proposal_id = :id")
                .bind("id", id)
                .bind("open", isOpen)
                .execute();
    }

    /// Whether one of these articles is in an open proposal.
    static boolean isProposed(Handle tx, Collection<ArticleId> articles) {
        return tx.createQuery("""
                        select exists (
                               select 1
                                 from story_proposal_article
                                where is_open
                                  and article_id = any(:articles))
                        """)
                .bindArray("articles", Long.class, numbers(articles))
                .mapTo(Boolean.class)
                .one();
    }

    private static List<Long> numbers(Collection<ArticleId> articles) {
        return articles.stream().map(ArticleId::value).toList();
    }
}

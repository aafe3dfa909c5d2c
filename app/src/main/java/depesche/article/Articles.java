package depesche.article;

import depesche.account.Actor;
import depesche.author.AuthorId;
import depesche.story.StoryId;
import depesche.text.Slug;
import depesche.topic.TopicId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The tables of articles: all SQL that writes them. A revision is only ever inserted.
final class Articles {

    /// Its topics are those that it bears now; what a revision says is how it was saved.
    private static final String SELECT = """
            select a.id, a.external_id, a.slug, a.state, a.language, a.translation_of, a.created_at, a.changed_at,
                   a.publish_at, a.alert_at_publish, a.embargo_until, a.published_at, a.killed_at, a.kill_reason,
                   r.number, r.headline, r.kicker, r.standfirst, r.teaser, r.body, r.bylines, r.dateline, r.sources,
                   r.slugline, r.urgency, r.breaking, r.story_id, r.picture_id, r.picture_caption,
                   r.picture_credit, r.picture_alt, r.reading_minutes, r.saved_at, r.saved_by,
                   array (
                   select t.topic_id
                     from article_topic t
                    where t.article_id = a.id
                    order by t.position) as topics,
                   array (
                   select w.author_id
                     from article_author w
                    where w.article_id = a.id
                    order by w.position) as authors
              from article a
              join revision r on r.article_id = a.id and r.number = a.revision
            """;

    private Articles() {}

    static Optional<Article> byId(Handle tx, ArticleId id) {
        return tx.createQuery(SELECT + " where a.id = :id")
                .bind("id", id.value())
                .map((row, _) -> ArticleRow.article(row))
                .findOne();
    }

    static Optional<Article> byExternalId(Handle tx, String externalId) {
        return tx.createQuery(SELECT + " where a.external_id = :external")
                .bind("external", externalId)
                .map((row, _) -> ArticleRow.article(row))
                .findOne();
    }

    /// The article as it is, and nobody else changes it until the transaction ends.
    static Optional<Article> locked(Handle tx, ArticleId id) {
        return tx.createQuery(SELECT + " where a.id = :id for update of a")
                .bind("id", id.value())
                .map((row, _) -> ArticleRow.article(row))
                .findOne();
    }

    /// An article's permanent ids are made of its external id, if it has one and that never was another's.
    static ArticleId insert(Handle tx, Manuscript text, ArticleState state, Instant now) {
        long id = bindState(tx.createQuery("""
                                insert into article (external_id, entry_key, slug, state, revision, language,
                                       translation_of, created_at, changed_at, publish_at, alert_at_publish,
                                       embargo_until)
                                values (:external, :key, :slug, :state, 1, :language, :translation,
                                       :now, :now, :publish, :alert, :embargo)
                                returning id
                                """), text, state)
                .bind("external", text.externalId().orElse(null))
                .bind("key", text.externalId().map(EntryKey::of).orElse(null))
                .bind("now", now)
                .mapTo(Long.class)
                .one();
        return new ArticleId(id);
    }

    static void update(Handle tx, Article before, Manuscript text, ArticleState state, Instant now) {
        bindState(tx.createUpdate("""
                                update article
                                   set slug = :slug, state = :state, revision = :revision, language = :language,
                                       translation_of = :translation, changed_at = :now, publish_at = :publish,
                                       alert_at_publish = :alert, embargo_until = :embargo
                                 where id = :id
                                """), text, state)
                .bind("id", before.id().value())
                .bind("revision", before.revision().number() + 1)
                .bind("now", now)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bindState(S statement, Manuscript text, ArticleState state) {
        return statement
                .bind("slug", Slug.of(text.headline(), text.language()).value())
                .bind("state", state.word())
                .bind("language", text.language().toLanguageTag())
                .bind("translation", text.translationOf().map(ArticleId::value).orElse(null))
                .bind("publish", text.publishAt().orElse(null))
                .bind("alert", text.alertAtPublish())
                .bind("embargo", text.embargoUntil().orElse(null));
    }

    static void insertRevision(
            Handle tx, ArticleId id, int number, Manuscript text, int minutes, Actor by, Instant now) {
        var insert = tx.createUpdate("""
                insert into revision (article_id, number, headline, kicker, standfirst, teaser, body, bylines, dateline,
                       sources, slugline, urgency, breaking, topics, story_id, picture_id, picture_caption,
                       picture_credit, picture_alt, reading_minutes, saved_at, saved_by)
                values (:article, :number, :headline, :kicker, :standfirst, :teaser, :body, :bylines, :dateline,
                       :sources, :slugline, :urgency, :breaking, :topics, :story, :picture, :caption, :credit,
                       :alt, :minutes, :now, :by)
                """);
        bindText(insert, text);
        bindPicture(insert, text.picture());
        insert.bind("article", id.value())
                .bind("number", number)
                .bind("minutes", minutes)
                .bind("now", now)
                .bind("by", by.name())
                .execute();
    }

    private static <S extends SqlStatement<S>> void bindText(S insert, Manuscript text) {
        insert.bind("headline", text.headline())
                .bind("kicker", text.kicker().orElse(null))
                .bind("standfirst", text.standfirst().orElse(null))
                .bind("teaser", text.teaser().orElse(null))
                .bind("body", text.body().value())
                .bind("bylines", text.bylines().toArray(String[]::new))
                .bind("dateline", text.dateline().orElse(null))
                .bind("sources", text.sources().toArray(String[]::new))
                .bind("slugline", text.slugline().orElse(null))
                .bind("urgency", text.urgency().orElse(null))
                .bind("breaking", text.breaking())
                .bind("topics", text.topics().stream().map(TopicId::value).toArray(Long[]::new))
                .bind("story", text.story().map(StoryId::value).orElse(null));
    }

    private static <S extends SqlStatement<S>> void bindPicture(S insert, Optional<LeadPicture> picture) {
        insert.bind("picture", picture.map(lead -> lead.id().value()).orElse(null))
                .bind("caption", picture.flatMap(LeadPicture::caption).orElse(null))
                .bind("credit", picture.flatMap(LeadPicture::credit).orElse(null))
                .bind("alt", picture.flatMap(LeadPicture::alt).orElse(null));
    }

    static void insertTopics(Handle tx, ArticleId id, List<TopicId> topics) {
        tx.createUpdate("delete from article_topic where article_id = :article")
                .bind("article", id.value())
                .execute();
        tx.createUpdate("""
                insert into article_topic (article_id, topic_id, position)
                select :article, topic, place
                  from unnest(standing_topics(:topics)) with ordinality as chosen (topic, place)
                """)
                .bind("article", id.value())
                .bind("topics", topics.stream().map(TopicId::value).toArray(Long[]::new))
                .execute();
    }

    static void insertStory(Handle tx, ArticleId id, Optional<StoryId> story) {
        tx.createUpdate("delete from article_story where article_id = :article")
                .bind("article", id.value())
                .execute();
        story.ifPresent(of -> tx.createUpdate("""
                        insert into article_story (article_id, story_id)
                        values (:article, :story)
                        """)
                .bind("article", id.value())
                .bind("story", of.value())
                .execute());
    }

    static void insertAuthors(Handle tx, ArticleId id, List<AuthorId> authors) {
        tx.createUpdate("delete from article_author where article_id = :article")
                .bind("article", id.value())
                .execute();
        tx.createUpdate("""
                insert into article_author (article_id, author_id, position)
                select :article, author, place
                  from unnest(:authors) with ordinality as named (author, place)
                """)
                .bind("article", id.value())
                .bind("authors", authors.stream().map(AuthorId::value).toArray(Long[]::new))
                .execute();
    }

    static void publish(Handle tx, ArticleId id, Instant now) {
        tx.createUpdate("""
                update article
                   set state = 'published', published_at = :now, changed_at = :now
                 where id = :id
                """).bind("id", id.value()).bind("now", now).execute();
    }

    static void kill(Handle tx, ArticleId id, String reason, Instant now) {
        tx.createUpdate("""
                update article
                   set state = 'killed', killed_at = :now, kill_reason = :reason, changed_at = :now
                 where id = :id
                """)
                .bind("id", id.value())
                .bind("reason", reason)
                .bind("now", now)
                .execute();
    }

    /// Saves the current text once more, as the next revision.
    static void repeatRevision(Handle tx, Article article, String by, Instant now) {
        repeatRevision(tx, article, article.revision().story(), by, now);
    }

    /// As above, of this story. STYLE 6: as a revision has it, which may have none.
    static void repeatRevision(Handle tx, Article article, Optional<StoryId> story, String by, Instant now) {
        tx.createUpdate("""
                insert into revision (article_id, number, headline, kicker, standfirst, teaser, body, bylines, dateline,
                       sources, slugline, urgency, breaking, topics, story_id, picture_id, picture_caption,
                       picture_credit, picture_alt, reading_minutes, saved_at, saved_by)
                select article_id, number + 1, headline, kicker, standfirst, teaser, body, bylines, dateline,
                       sources, slugline, urgency, breaking, topics, cast(:story as bigint), picture_id, picture_caption,
                       picture_credit, picture_alt, reading_minutes, :now, :by
                  from revision
                 where article_id = :id
                   and number = :number
                """)
                .bind("id", article.id().value())
                .bind("number", article.revision().number())
                .bind("now", now)
                .bind("by", by)
                .bind("story", story.map(StoryId::value).orElse(null))
                .execute();
        tx.createUpdate("update article set revision = revision + 1, changed_at = :now where id = :id")
                .bind("id", article.id().value())
                .bind("now", now)
                .execute();
    }

    static void spike(Handle tx, ArticleId id, Instant now) {
        tx.createUpdate("update article set state = 'spiked', changed_at = :now where id = :id")
                .bind("id", id.value())
                .bind("now", now)
                .execute();
    }

    static void revive(Handle tx, ArticleId id, ArticleState state, Instant now) {
        tx.createUpdate("""
                update article
                   set state = :state, publish_at = null, alert_at_publish = false, changed_at = :now
                 where id = :id
                """)
                .bind("id", id.value())
                .bind("state", state.word())
                .bind("now", now)
                .execute();
    }
}

package depesche.ingest;

import depesche.article.ArticleId;
import depesche.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table of documents taken in.
final class Items {

    private Items() {}

    /// One item after the other for each article to be, on all nodes.
    static void lock(Handle tx, String source, String externalId) {
        tx.createQuery("select pg_advisory_xact_lock(hashtextextended(:name, 2))")
                .bind("name", source + "\n" + externalId)
                .mapTo(String.class)
                .one();
    }

    /// The article of a document that was taken in before, byte for byte.
    static Optional<ArticleId> sameDocument(Handle tx, String source, String externalId, byte[] digest) {
        return tx.createQuery("""
                select article_id
                  from item
                 where source = :source
                   and external_id = :id
                   and digest = :digest
                   and article_id is not null
                """)
                .bind("source", source)
                .bind("id", externalId)
                .bind("digest", digest)
                .mapTo(Long.class)
                .findOne()
                .map(ArticleId::new);
    }

    /// The newest form of the document that is here.
    static Optional<Newest> newest(Handle tx, String source, String externalId) {
        return tx.createQuery("""
                select version, changed_at, article_id
                  from item
                 where source = :source
                   and external_id = :id
                 order by version desc, changed_at desc, received_at desc
                 limit 1
                """)
                .bind("source", source)
                .bind("id", externalId)
                .map((row, _) -> new Newest(
                        row.getLong("version"),
                        row.getTimestamp("changed_at").toInstant(),
                        Optional.ofNullable(row.getObject("article_id", Long.class))
                                .map(ArticleId::new)))
                .findOne();
    }

    /// That the source took it back, so that an older form which comes later is known to be older.
    static void insertWithdrawal(
            Handle tx,
            String source,
            Incoming.Withdrawn taken,
            byte[] digest,
            Optional<ArticleId> article,
            Instant now) {
        tx.createUpdate("""
                insert into item (source, external_id, digest, version, changed_at, article_id, facts, received_at)
                values (:source, :id, :digest, :version, :changed, :article, '{}', :now)
                    on conflict do nothing
                """)
                .bind("source", source)
                .bind("id", taken.externalId())
                .bind("digest", digest)
                .bind("version", taken.version())
                .bind("changed", taken.changedAt())
                .bind("article", article.map(ArticleId::value).orElse(null))
                .bind("now", now)
                .execute();
    }

    static void insert(Handle tx, String source, Incoming.Text text, byte[] digest, ArticleId article, Instant now) {
        tx.createUpdate("""
                insert into item (source, external_id, digest, version, changed_at, article_id, facts, received_at)
                values (:source, :id, :digest, :version, :changed, :article, cast(:facts as jsonb), :now)
                """)
                .bind("source", source)
                .bind("id", text.externalId())
                .bind("digest", digest)
                .bind("version", text.version())
                .bind("changed", text.changedAt())
                .bind("article", article.value())
                .bind("facts", new String(Json.write(text.facts()), StandardCharsets.UTF_8))
                .bind("now", now)
                .execute();
    }

    /// @param article empty if its source took it back before it ever came
    record Newest(long version, Instant changedAt, Optional<ArticleId> article) {
        boolean isNewerThan(Incoming.Text text) {
            return isNewerThan(text.version(), text.changedAt());
        }

        boolean isNewerThan(Incoming.Withdrawn taken) {
            return isNewerThan(taken.version(), taken.changedAt());
        }

        private boolean isNewerThan(long other, Instant at) {
            return version > other || version == other && changedAt.isAfter(at);
        }

        boolean isAsNewAs(Incoming.Text text) {
            return version == text.version() && changedAt.equals(text.changedAt());
        }
    }
}

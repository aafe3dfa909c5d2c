package depesche.article;

import depesche.text.SafeHtml;
import depesche.text.Sanitizer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The table `article_notice`. A notice is only ever inserted.
public final class ArticleNotices {

    private static final String SELECT = """
            select n.article_id, n.kind, n.revision, n.note, n.reply_headline, n.reply_body, n.reply_of,
                   n.made_at, n.made_by
              from article_notice n
            """;

    private ArticleNotices() {}

    /// Those of an article, the first first.
    public static List<Notice> of(Handle tx, ArticleId article) {
        return of(tx, List.of(article)).getOrDefault(article, List.of());
    }

    /// Those of each of these articles, the first first; an article without any is left out.
    public static Map<ArticleId, List<Notice>> of(Handle tx, List<ArticleId> articles) {
        return tx.createQuery(SELECT + """
                         where n.article_id = any(:articles)
                         order by n.id
                        """)
                .bindArray(
                        "articles",
                        Long.class,
                        articles.stream().map(ArticleId::value).toList())
                .map((row, _) -> notice(row))
                .collect(Collectors.groupingBy(Notice::article));
    }

    /// The one that this revision brought; empty if it brought none of that kind.
    public static Optional<Notice> of(Handle tx, ArticleId article, Notice.Kind kind, int revision) {
        return tx.createQuery(SELECT + """
                         where n.article_id = :article
                           and n.kind = :kind
                           and n.revision = :revision
                        """)
                .bind("article", article.value())
                .bind("kind", kind.word())
                .bind("revision", revision)
                .map((row, _) -> notice(row))
                .findOne();
    }

    static void insert(Handle tx, Notice notice) {
        tx.createUpdate("""
                insert into article_notice (article_id, kind, revision, note, reply_headline, reply_body, reply_of,
                       made_at, made_by)
                values (:article, :kind, :revision, :note, :headline, :body, :of, :at, :by)
                """)
                .bind("article", notice.article().value())
                .bind("kind", notice.kind().word())
                .bind("revision", notice.revision())
                .bind("note", notice.note().orElse(null))
                .bind("headline", notice.reply().map(Notice.Reply::headline).orElse(null))
                .bind(
                        "body",
                        notice.reply()
                                .map(Notice.Reply::body)
                                .map(SafeHtml::value)
                                .orElse(null))
                .bind("of", notice.reply().map(Notice.Reply::of).orElse(null))
                .bind("at", notice.at())
                .bind("by", notice.by())
                .execute();
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                new ArticleId(row.getLong("article_id")),
                Notice.Kind.of(row.getString("kind")),
                row.getInt("revision"),
                Optional.ofNullable(row.getString("note")),
                reply(row),
                row.getTimestamp("made_at").toInstant(),
                row.getString("made_by"));
    }

    private static Optional<Notice.Reply> reply(ResultSet row) throws SQLException {
        Optional<String> headline = Optional.ofNullable(row.getString("reply_headline"));
        if (headline.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Notice.Reply(
                headline.get(), Sanitizer.stored(row.getString("reply_body")), row.getString("reply_of")));
    }
}

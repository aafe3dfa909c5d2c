package depesche.preflight.article;

import depesche.alert.Announcement;
import depesche.alert.Audience;
import depesche.alert.Reach;
import depesche.alert.Reason;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.PublishResult;
import depesche.article.Publishing;
import depesche.db.Database;
import depesche.delivery.email.Letters;
import depesche.delivery.email.Proof;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Publishing an article without doing it: what it would answer, whom it would reach, what is wrong, and the mail as it
/// would come to a reader. Nothing is written.
public final class Rehearsal {

    private final Database db;
    private final Publishing publishing;
    private final Reach reach;
    private final ArticlePreflight preflight;
    private final Letters letters;
    private final InstantSource clock;

    public Rehearsal(
            Database db,
            Publishing publishing,
            Reach reach,
            ArticlePreflight preflight,
            Letters letters,
            InstantSource clock) {
        this.db = db;
        this.publishing = publishing;
        this.reach = reach;
        this.preflight = preflight;
        this.letters = letters;
        this.clock = clock;
    }

    /// @param obstacle what keeps it from being published now; empty: nothing
    public record Rehearsed(
            Article article, Optional<PublishResult> obstacle, Reach.Estimate reach, List<Defect> defects) {

        public Rehearsed {
            defects = List.copyOf(defects);
        }
    }

    /// Empty if there is no such article.
    ///
    /// @param language in which topics are named
    public Optional<Rehearsed> of(ArticleId id, Locale language) {
        Optional<Article> article = db.read(handle -> Archive.byId(handle, id));
        return article.flatMap(it -> reach.of(id)
                .map(estimate ->
                        new Rehearsed(it, publishing.obstacle(it), estimate, preflight.of(it, estimate, language))));
    }

    /// The mail to somebody who reads this language and follows the article's first topic; empty if it has none.
    public Optional<Proof> mail(Article article, Locale language) {
        Announcement announcement = announcement(article);
        List<Reason> reasons = ofOneReader(announcement);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(letters.proof(announcement, language, reasons));
    }

    /// What an alert would say if the article were published now.
    Announcement announcement(Article article) {
        return db.inSnapshot((Handle tx) -> Audience.foretold(tx, article, clock.instant()));
    }

    static List<Reason> ofOneReader(Announcement announcement) {
        return announcement.reasons().stream().filter(Reason::isOwn).limit(1).toList();
    }
}

package depesche.site;

import depesche.article.ArticleId;
import depesche.article.ArticleNotices;
import depesche.article.ArticlePages;
import depesche.article.Notice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// All that the page of an article says, read from one snapshot; of many articles with as many statements as of one.
///
/// @param related the newest on the same topics that came out before it
/// @param renditions of its picture and of those of the related
record ArticleReading(
        ShownArticle article,
        List<Headline> related,
        List<Notice> notices,
        List<ShownArticle.Sister> sisters,
        Credits credits,
        Renditions renditions) {

    /// What is found under a number.
    sealed interface Found {
        record Public(ArticleReading reading) implements Found {}

        record Killed() implements Found {}
    }

    /// What there is under these numbers; a number is left out where nothing public is or was.
    static Map<Long, Found> of(Handle tx, Collection<Long> ids) {
        Map<Long, Found> found = new HashMap<>();
        ShownArticle.killed(tx, ids).forEach(id -> found.put(id, new Found.Killed()));
        of(tx, ShownArticle.read(tx, ids))
                .forEach(reading -> found.put(reading.article().id(), new Found.Public(reading)));
        return found;
    }

    /// The rest of what the pages of these articles say.
    static List<ArticleReading> of(Handle tx, List<ShownArticle> articles) {
        if (articles.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Headline>> related = Headlines.before(tx, articles, ArticlePages.MOST_RELATED);
        Map<ArticleId, List<Notice>> notices = ArticleNotices.of(
                tx,
                articles.stream().map(article -> new ArticleId(article.id())).toList());
        Map<Long, List<ShownArticle.Sister>> families = ShownArticle.families(tx, articles);
        Map<Long, Credits> credits = Credits.of(tx, articles);
        Renditions renditions = Renditions.of(tx, pictures(articles, related));
        List<ArticleReading> readings = new ArrayList<>();
        for (ShownArticle article : articles) {
            readings.add(new ArticleReading(
                    article,
                    related.getOrDefault(article.id(), List.of()),
                    notices.getOrDefault(new ArticleId(article.id()), List.of()),
                    families.getOrDefault(article.original(), List.of()).stream()
                            .filter(sister -> sister.id() != article.id())
                            .toList(),
                    credits.getOrDefault(article.id(), Credits.none()),
                    renditions));
        }
        return readings;
    }

    private static List<Long> pictures(List<ShownArticle> articles, Map<Long, List<Headline>> related) {
        Stream<Long> leads = articles.stream().flatMap(article -> article.picture().stream());
        Stream<Long> beside =
                related.values().stream().flatMap(List::stream).flatMap(headline -> headline.picture().stream());
        return Stream.concat(leads, beside).distinct().toList();
    }
}

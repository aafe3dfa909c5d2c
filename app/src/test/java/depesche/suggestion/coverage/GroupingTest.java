package depesche.suggestion.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// How good it is on real news. Nobody has said of these which belong to one story; but what does has a topic in common
/// by those who labelled it, and they did not know of this.
class GroupingTest {

    /// About as many as one run looks at, and within the window.
    private static final int IN_RUN = RecentArticles.NEWEST;

    /// Pairs of articles that others labelled.
    private record Pairs(int groups, int articles, int pairs, int agreeing) {

        double precision() {
            return (double) agreeing / Math.max(1, pairs);
        }

        Pairs plus(Pairs other) {
            return new Pairs(
                    groups + other.groups, articles + other.articles, pairs + other.pairs, agreeing + other.agreeing);
        }
    }

    @Test
    void groupsOfEnglishNewsHaveATopicOfTheAgencyInCommon() {
        List<News> news = News.english();
        Pairs all = new Pairs(0, 0, 0, 0);

        for (int from = 0; from + IN_RUN <= news.size(); from += IN_RUN) {
            all = all.plus(grouped(news.subList(from, from + IN_RUN)));
        }

        double chance = byChance(news);
        System.out.printf(
                Locale.ROOT, "Reuters-21578: %s, precision %.3f, by chance %.3f%n", all, all.precision(), chance);
        assertThat(all.groups()).isGreaterThan(100);
        assertThat(all.precision()).isGreaterThan(0.85);
        assertThat(chance).isLessThan(0.4);
    }

    @Test
    void groupsOfGermanNewsHaveTheirCategoryInCommon() {
        List<News> news = News.german();

        Pairs all = grouped(news);

        double chance = byChance(news);
        System.out.printf(Locale.ROOT, "10kGNAD: %s, precision %.3f, by chance %.3f%n", all, all.precision(), chance);
        assertThat(all.pairs()).isGreaterThan(5);
        assertThat(all.precision()).isGreaterThan(2 * chance);
    }

    @Test
    void theSameArticlesGiveTheSameGroups() {
        List<News> news = News.german();

        assertThat(groups(news, new Reading()))
                .isEqualTo(groups(news, new Reading()))
                .isNotEmpty();
    }

    private static List<List<Long>> groups(List<News> news, Reading reading) {
        List<RecentArticle> articles = new ArrayList<>();
        for (News one : news) {
            articles.add(one.article(articles.size(), reading));
        }
        return Recent.of(articles).groups(news.getLast().at()).stream()
                .map(group ->
                        group.stream().map(article -> article.id().value()).toList())
                .toList();
    }

    private static Pairs grouped(List<News> news) {
        Pairs all = new Pairs(0, 0, 0, 0);
        for (List<Long> group : groups(news, new Reading())) {
            Pairs pairs = new Pairs(1, group.size(), 0, 0);
            for (long one : group) {
                for (long other : group) {
                    pairs = one < other ? pairs.plus(pair(news.get((int) one), news.get((int) other))) : pairs;
                }
            }
            all = all.plus(pairs);
        }
        return all;
    }

    private static Pairs pair(News one, News other) {
        boolean isLabelled = !one.labels().isEmpty() && !other.labels().isEmpty();
        boolean isAgreeing = !Collections.disjoint(one.labels(), other.labels());
        return new Pairs(0, 0, isLabelled ? 1 : 0, isLabelled && isAgreeing ? 1 : 0);
    }

    /// Of each article with one a thousand places on.
    private static double byChance(List<News> news) {
        Pairs pairs = new Pairs(0, 0, 0, 0);
        for (int at = 0; at < news.size(); at++) {
            pairs = pairs.plus(pair(news.get(at), news.get((at + 1_000) % news.size())));
        }
        return pairs.precision();
    }
}

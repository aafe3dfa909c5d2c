package depesche.search.saved;

import java.util.List;
import java.util.stream.Collectors;

/// What a demand means, said as plainly as can be and as slowly.
final class NaiveEvaluator {

    private NaiveEvaluator() {}

    static boolean meets(ArticleTerms article, Demand demand) {
        return switch (demand) {
            case Demand.Word(String term) ->
                article.terms().stream().anyMatch(it -> it.text().equals(term));
            case Demand.Phrase(var terms) ->
                article.terms().stream().anyMatch(it -> begins(article, terms, it.place()));
            case Demand.Field field -> article.fields().contains(field);
            case Demand.All(var parts) -> parts.stream().allMatch(part -> meets(article, part));
            case Demand.Any(var parts) -> parts.stream().anyMatch(part -> meets(article, part));
            case Demand.Not(Demand part) -> !meets(article, part);
        };
    }

    private static boolean begins(ArticleTerms article, List<String> terms, int place) {
        for (int i = 0; i < terms.size(); i++) {
            var there = new ArticleTerms.Term(terms.get(i), place + i);
            if (!article.terms().contains(there)) {
                return false;
            }
        }
        return true;
    }

    static String shown(ArticleTerms article) {
        return article.terms().stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}

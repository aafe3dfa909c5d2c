package depesche.search.saved;

import java.util.List;
import java.util.Set;

/// An article as saved searches see it: its analysed terms, each with the place of its word, and its fields. Several
/// terms may stand at one place (a word and its stem); a gap between places ends a phrase.
public record ArticleTerms(List<Term> terms, Set<Demand.Field> fields) {

    /// A term and the place of its word, counted from the beginning.
    public record Term(String text, int place) {}

    public ArticleTerms {
        terms = List.copyOf(terms);
        fields = Set.copyOf(fields);
        int last = 0;
        for (Term term : terms) {
            if (term.place() < last) {
                throw new IllegalArgumentException("terms out of order: " + term + " behind place " + last);
            }
            last = term.place();
        }
    }
}

package depesche.site;

import depesche.search.Facets;
import depesche.search.Typed;
import java.text.NumberFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes links of what a search can be narrowed to: each leads to a search that can be read and kept like any other.
record FacetRendering(ZoneId zone, Words words) {

    List<SearchPage.Facet> topics(Facets facets, Typed typed) {
        return facets.topics().stream()
                .flatMap(facet -> {
                    String slug = facet.topic().slug();
                    Optional<String> text =
                            facet.isChosen() ? Optional.of(typed.offTopic(facet.slugs())) : typed.onTopic(slug);
                    return facet(facet.topic().label(words.locale()), facet.articles(), facet.isChosen(), text);
                })
                .toList();
    }

    List<SearchPage.Facet> years(Facets facets, Typed typed) {
        return facets.years().stream()
                .flatMap(facet -> {
                    Optional<String> text =
                            facet.isChosen() ? Optional.of(typed.inAnyYear()) : typed.inYear(facet.year(), zone);
                    return facet(Integer.toString(facet.year()), facet.articles(), facet.isChosen(), text);
                })
                .toList();
    }

    private Stream<SearchPage.Facet> facet(String label, long articles, boolean isChosen, Optional<String> text) {
        String count = NumberFormat.getIntegerInstance(words.locale()).format(articles);
        return text.map(SearchRendering::path).map(href -> new SearchPage.Facet(href, label, count, isChosen)).stream();
    }
}

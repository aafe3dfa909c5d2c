package depesche.site;

import depesche.text.Languages;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Everything `teaser.jte` shows of an article in a list, ready to print.
///
/// @param words of the page around it, which may speak another language than the article
public record TeaserView(
        Words words,
        String href,
        String language,
        String direction,
        String kicker,
        String headline,
        String teaser,
        String readingTime,
        Paper.TimeView published,
        Optional<PictureView> picture) {

    static List<TeaserView> of(Handle tx, Paper paper, Words words, List<Headline> headlines) {
        Renditions renditions = Renditions.of(
                tx,
                headlines.stream()
                        .flatMap(headline -> headline.picture().stream())
                        .distinct()
                        .toList());
        return of(renditions, paper, words, headlines);
    }

    static List<TeaserView> of(Renditions renditions, Paper paper, Words words, List<Headline> headlines) {
        return headlines.stream()
                .map(headline -> of(paper, words, headline, headline.picture().flatMap(renditions::ornament)))
                .toList();
    }

    static TeaserView of(Paper paper, Words words, Headline headline, Optional<PictureView> picture) {
        return new TeaserView(
                words,
                headline.path(),
                headline.language().toLanguageTag(),
                Languages.direction(headline.language()),
                headline.kicker(),
                headline.headline(),
                headline.teaser(),
                words.of("reading", "minutes", headline.readingMinutes()),
                paper.time(headline.publishedAt(), words),
                picture);
    }
}

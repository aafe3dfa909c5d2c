package depesche.follow;

import java.util.List;
import java.util.Locale;

/// Everything the mail shows that answers a request to follow, ready to print.
///
/// @param opening paragraphs above the list of topics
/// @param closing paragraphs below the button
public record ConfirmFollow(
        String language,
        String subject,
        List<String> opening,
        List<String> topics,
        String act,
        Link button,
        List<String> closing,
        Link site,
        Link imprint) {

    /// Words that lead somewhere.
    public record Link(String words, String href) {}

    public ConfirmFollow {
        opening = List.copyOf(opening);
        topics = List.copyOf(topics);
        closing = List.copyOf(closing);
    }

    static ConfirmFollow please(FollowTerms terms, FollowRequest request, List<String> topics, String path) {
        Locale language = request.language();
        return new ConfirmFollow(
                terms.spoken(language).toLanguageTag(),
                terms.words(language, "confirm.subject"),
                List.of(terms.words(language, "confirm.hello"), terms.words(language, "confirm.asked")),
                topics,
                terms.words(language, "confirm.act"),
                new Link(terms.words(language, "confirm.button"), terms.address(path)),
                List.of(terms.until(language, request.expiresAt()), terms.words(language, "confirm.ignore")),
                new Link(terms.siteName(), terms.address("/")),
                new Link(terms.words(language, "imprint"), terms.address("/imprint")));
    }

    static ConfirmFollow already(FollowTerms terms, FollowRequest request, List<String> topics, String path) {
        Locale language = request.language();
        return new ConfirmFollow(
                terms.spoken(language).toLanguageTag(),
                terms.words(language, "already.subject"),
                List.of(terms.words(language, "confirm.hello"), terms.words(language, "already.asked")),
                topics,
                terms.words(language, "already.act"),
                new Link(terms.words(language, "already.button"), terms.address(path)),
                List.of(terms.words(language, "already.ignore")),
                new Link(terms.siteName(), terms.address("/")),
                new Link(terms.words(language, "imprint"), terms.address("/imprint")));
    }
}

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
                terms.words(request, "confirm.subject"),
                List.of(terms.words(request, "confirm.hello"), terms.words(request, "confirm.asked")),
                topics,
                terms.words(request, "confirm.act"),
                new Link(terms.words(request, "confirm.button"), terms.address(path)),
                List.of(terms.until(language, request.expiresAt()), terms.words(request, "confirm.ignore")),
                new Link(terms.siteName(), terms.address("/")),
                new Link(terms.words(request, "imprint"), terms.address("/imprint")));
    }

    static ConfirmFollow already(FollowTerms terms, FollowRequest request, List<String> topics, String path) {
        Locale language = request.language();
        return new ConfirmFollow(
                terms.spoken(language).toLanguageTag(),
                terms.words(request, "already.subject"),
                List.of(terms.words(request, "confirm.hello"), terms.words(request, "already.asked")),
                topics,
                terms.words(request, "already.act"),
                new Link(terms.words(request, "already.button"), terms.address(path)),
                List.of(terms.words(request, "already.ignore")),
                new Link(terms.siteName(), terms.address("/")),
                new Link(terms.words(request, "imprint"), terms.address("/imprint")));
    }
}

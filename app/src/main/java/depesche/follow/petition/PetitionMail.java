package depesche.follow.petition;

import depesche.text.EmailAddress;
import depesche.text.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Everything the mail shows by which a reader has something done about their own data, ready to print.
///
/// @param opening paragraphs above the button
/// @param closing paragraphs below it
public record PetitionMail(
        String language,
        String subject,
        List<String> opening,
        Link button,
        List<String> closing,
        Link site,
        Link imprint) {

    /// Words that lead somewhere.
    public record Link(String words, String href) {}

    public PetitionMail {
        opening = List.copyOf(opening);
        closing = List.copyOf(closing);
    }

    /// With the link that carries the petition out.
    static PetitionMail asking(PetitionTerms terms, Locale language, Petition petition, Instant expires, String path) {
        String key = "petition." + petition.word();
        Map<String, Object> places =
                Map.of("address", petition.address().map(EmailAddress::readable).orElse(""));
        return of(
                terms,
                language,
                key,
                places,
                path,
                List.of(terms.until(language, expires), terms.text(language, key + ".ignore", places)));
    }

    /// For a mailbox that follows already: nothing is changed, and only it hears so.
    static PetitionMail taken(PetitionTerms terms, Locale language, EmailAddress address, String path) {
        Map<String, Object> places = Map.of("address", address.readable());
        return of(
                terms,
                language,
                "petition.taken",
                places,
                path,
                List.of(terms.text(language, "petition.taken.ignore", places)));
    }

    private static PetitionMail of(
            PetitionTerms terms,
            Locale language,
            String key,
            Map<String, Object> places,
            String path,
            List<String> closing) {
        return new PetitionMail(
                Messages.spoken(language).toLanguageTag(),
                terms.text(language, key + ".subject", places),
                List.of(
                        terms.text(language, "confirm.hello", places),
                        terms.text(language, key + ".asked", places),
                        terms.text(language, key + ".act", places)),
                new Link(terms.text(language, key + ".button", places), terms.address(path)),
                closing,
                new Link(terms.siteName(), terms.address("/")),
                new Link(terms.text(language, "imprint", places), terms.address("/imprint")));
    }
}

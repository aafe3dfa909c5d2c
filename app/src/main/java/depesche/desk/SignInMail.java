package depesche.desk;

/// The mail with a one-time link. Its HTML part says what its text says.
public record SignInMail(
        String language, String subject, String greeting, String act, String href, String button, String end) {

    static SignInMail of(Words words, String paper, String name, String href) {
        return new SignInMail(
                words.language(),
                words.of("sign-in-mail.subject", "paper", paper),
                words.of("sign-in-mail.greeting", "name", name),
                words.of("sign-in-mail.act", "paper", paper),
                href,
                words.of("sign-in.button"),
                words.of("sign-in-mail.end"));
    }
}

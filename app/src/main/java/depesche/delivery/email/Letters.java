package depesche.delivery.email;

import depesche.account.LinkTokens;
import depesche.account.ReaderId;
import depesche.alert.Alert;
import depesche.alert.AlertId;
import depesche.alert.Announcement;
import depesche.alert.Reason;
import depesche.digest.Issue;
import depesche.mail.Envelope;
import depesche.mail.message.Dkim;
import depesche.mail.message.Hole;
import depesche.mail.message.Holes;
import depesche.mail.message.MailDraft;
import depesche.mail.message.MailHeader;
import depesche.mail.message.MailPress;
import depesche.mail.message.MailTemplate;
import depesche.text.Messages;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Writes the mails of alerts. Readers of one language with the same reasons share a template; only the holes
/// are theirs alone.
public final class Letters {

    private static final int MOST_TEMPLATES = 1_000;
    private static final int MOST_DIGESTS = 200;

    private final Sender sender;
    private final LinkTokens links;
    private final DeliveryToken tokens;
    private final Function<MailDraft, MailTemplate> templating;
    private final Supplier<MailPress> presses;
    private final Messages messages = Messages.of("alert");
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Letters.class.getClassLoader(), "depesche.jte");
    private final ConcurrentMap<Edition, MailTemplate> templates = new ConcurrentHashMap<>();
    private final ConcurrentMap<Edition, MailTemplate> digests = new ConcurrentHashMap<>();

    private Letters(
            Sender sender,
            LinkTokens links,
            DeliveryToken tokens,
            Function<MailDraft, MailTemplate> templating,
            Supplier<MailPress> presses) {
        this.sender = sender;
        this.links = links;
        this.tokens = tokens;
        this.templating = templating;
        this.presses = presses;
    }

    public static Letters signed(Sender sender, LinkTokens links, DeliveryToken tokens, List<Dkim> dkims) {
        Dkim[] signing = dkims.toArray(Dkim[]::new);
        return new Letters(
                sender, links, tokens, draft -> MailTemplate.of(draft, signing), () -> MailPress.signing(signing));
    }

    public static Letters unsigned(Sender sender, LinkTokens links, DeliveryToken tokens) {
        return new Letters(sender, links, tokens, MailTemplate::of, MailPress::unsigned);
    }

    /// What makes the bytes of our letters, for one connection.
    public MailPress press() {
        return presses.get();
    }

    /// The mail of an alert to a reader, for these reasons: the same on every attempt.
    public Letter write(
            Announcement announcement, ReaderId reader, String address, Locale language, List<Reason> reasons) {
        return letter(
                announcement.alert(),
                announcement.threading().first(reader),
                reader,
                address,
                template(announcement, Messages.spoken(language), reasons));
    }

    /// The mail of a digest to a reader: the same on every attempt, but for articles that changed or were killed.
    ///
    /// @param told what of it concerns the reader, the newest last
    public Letter write(Issue issue, ReaderId reader, String address, Locale language, List<Told> told) {
        return letter(issue.alert(), Optional.empty(), reader, address, digest(issue, Messages.spoken(language), told));
    }

    /// A mail as it would come to a reader, to be looked at.
    public Proof proof(Announcement announcement, Locale language, List<Reason> reasons) {
        return Proof.of(draft(announcement, Messages.spoken(language), reasons));
    }

    /// The mail of an alert to somebody of the newsroom, marked as a trial. It belongs to no delivery: its links for
    /// readers lead nowhere, and what comes back of it concerns nobody.
    public Letter trial(Announcement announcement, String address, Locale language, List<Reason> reasons) {
        Locale spoken = Messages.spoken(language);
        MailDraft real = draft(announcement, spoken, reasons);
        List<MailHeader> headers = new ArrayList<>(real.headers());
        headers.removeIf(header -> header.name().equals("X-Depesche-Alert"));
        headers.add(new MailHeader.Plain("X-Depesche-Trial", "yes"));
        MailTemplate template = templating.apply(new MailDraft(
                real.from(),
                messages.text(spoken, "subject.trial", Map.of("subject", real.subject())),
                real.date(),
                headers,
                real.text(),
                real.html()));
        return new Letter(
                new Envelope("bounces@" + sender.bounceDomain(), address, template.maxSize()),
                template,
                new Holes(address, "trial-" + UUID.randomUUID() + "@" + sender.domain(), "", "trial", "trial"));
    }

    /// @param first the alert under whose mail it is to stand
    private Letter letter(AlertId id, Optional<AlertId> first, ReaderId reader, String address, MailTemplate template) {
        long alert = id.value();
        String token = tokens.of(alert, reader);
        return new Letter(
                new Envelope("bounces+" + token + "@" + sender.bounceDomain(), address, template.maxSize()),
                template,
                new Holes(
                        address,
                        token + "@" + sender.domain(),
                        first.map(it -> tokens.of(it.value(), reader) + "@" + sender.domain())
                                .orElse(""),
                        links.unsubscribe(alert, reader),
                        links.me(reader)));
    }

    /// Readers of one language who have the same in it share a template.
    private MailTemplate digest(Issue issue, Locale language, List<Told> told) {
        if (digests.size() > MOST_DIGESTS) {
            digests.clear();
        }
        var contents = told.stream()
                .map(each -> each.announcement().alert() + " "
                        + each.reasons().stream().map(Reason::list).collect(Collectors.joining(" ")))
                .toList();
        return digests.computeIfAbsent(
                new Edition(issue.alert().value(), issue.edition(), language, contents),
                _ -> templating.apply(draft(issue, language, told)));
    }

    private MailDraft draft(Issue issue, Locale language, List<Told> told) {
        var view = DigestMail.of(issue.cadence(), told, sender, language, messages);
        return new MailDraft(
                new MailHeader.Named("From", sender.name(), sender.address()),
                view.title(),
                issue.closedAt(),
                headers(issue.alert(), Alert.Kind.DIGEST, language, DigestMail.reasons(told)),
                rendered("digest-mail-text", view),
                rendered("digest-mail", view));
    }

    private MailTemplate template(Announcement announcement, Locale language, List<Reason> reasons) {
        if (templates.size() > MOST_TEMPLATES) {
            templates.clear();
        }
        var lists = reasons.stream().map(Reason::list).toList();
        return templates.computeIfAbsent(
                new Edition(announcement.alert().value(), announcement.revision(), language, lists),
                _ -> templating.apply(draft(announcement, language, reasons)));
    }

    private MailDraft draft(Announcement announcement, Locale language, List<Reason> reasons) {
        var view = AlertMail.of(announcement, reasons, sender, language, messages);
        return new MailDraft(
                new MailHeader.Named("From", sender.name(), sender.address()),
                subject(announcement, language),
                announcement.at(),
                headers(announcement, language, reasons),
                rendered("alert-mail-text", view),
                rendered("alert-mail", view));
    }

    private String subject(Announcement announcement, Locale language) {
        String key = "subject." + announcement.kind().word();
        return switch (announcement.kind()) {
            case NEW, DIGEST -> headline(announcement.text(), language);
            case WITHDRAWAL -> messages.text(language, key);
            case UPDATE, CORRECTION, REPLY ->
                messages.text(language, key, Map.of("headline", headline(announcement.text(), language)));
        };
    }

    private String headline(Announcement.Text text, Locale language) {
        return text.kicker()
                .map(kicker ->
                        messages.text(language, "subject", Map.of("kicker", kicker, "headline", text.headline())))
                .orElse(text.headline());
    }

    private List<MailHeader> headers(Announcement announcement, Locale language, List<Reason> reasons) {
        List<MailHeader> headers = new ArrayList<>();
        if (announcement.threading().first().isPresent()) {
            headers.add(new MailHeader.Plain("In-Reply-To", "<" + Hole.REFERENCE.marker() + ">"));
            headers.add(new MailHeader.Plain("References", "<" + Hole.REFERENCE.marker() + ">"));
        }
        headers.addAll(headers(
                announcement.alert(),
                announcement.kind(),
                language,
                reasons.isEmpty() ? announcement.borne() : reasons));
        return headers;
    }

    private List<MailHeader> headers(AlertId alert, Alert.Kind kind, Locale language, List<Reason> reasons) {
        Reason list = mostSpecific(reasons);
        return List.of(
                new MailHeader.Named("List-Id", list.label().in(language), list.list() + "." + sender.domain()),
                new MailHeader.Plain(
                        "List-Unsubscribe",
                        "<" + sender.url("/unsubscribe/" + Hole.UNSUBSCRIBE.marker()) + ">, <mailto:unsubscribe@"
                                + sender.bounceDomain() + "?subject=" + Hole.UNSUBSCRIBE.marker() + ">"),
                new MailHeader.Plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                new MailHeader.Plain("List-Owner", "<mailto:" + sender.address() + ">"),
                new MailHeader.Plain("Auto-Submitted", "auto-generated"),
                new MailHeader.Plain("X-Depesche-Alert", alert.toString()),
                new MailHeader.Plain("X-Depesche-Kind", kind.word()));
    }

    /// The deepest of the reader's topics; of several the first of the article's own.
    private static Reason mostSpecific(List<Reason> reasons) {
        return reasons.stream()
                .max(Comparator.comparingInt(Reason::depth).thenComparingInt(reason -> -reasons.indexOf(reason)))
                .orElseThrow(() -> new IllegalArgumentException("a mail without a reason"));
    }

    private String rendered(String template, Object view) {
        var output = new StringOutput();
        engine.render("delivery/email/" + template + ".jte", view, output);
        return output.toString();
    }

    /// What readers of one template share.
    private record Edition(long alert, int revision, Locale language, List<String> reasons) {}
}

package depesche.follow;

import depesche.account.LinkTokens;
import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.account.Secrets;
import depesche.config.Settings;
import depesche.job.JobRunner;
import depesche.job.Jobs;
import depesche.mail.Mailbox;
import depesche.mail.Mailer;
import depesche.mail.StoredMail;
import depesche.mail.message.Dkim;
import depesche.mail.message.MailHeader;
import depesche.mail.message.RsaDkimKey;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import depesche.text.EmailAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The Lantern with its topics, as far as following goes.
final class TestHouse {

    private static final Settings.Site SITE =
            new Settings.FirstSite("The Lantern", Locale.ENGLISH, ZoneId.of("Europe/Berlin"));
    private static final Pattern LINK = Pattern.compile("https://lantern\\.example/(follow/confirm|me)/(\\S+)");

    final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");
    final TestDatabase db;
    final Readers readers;
    final LinkTokens tokens;
    final Following following;
    final Leaving leaving;
    final Erasing erasing;
    final FollowImport imports;
    final FollowExport exports;
    private final JobRunner runner;
    private final Mailbox mailbox;

    TestHouse(TestDatabase db, Path folder) {
        this.db = db;
        var secrets = new Secrets(db.database());
        var jobs = new Jobs(clock);
        readers = Readers.of(secrets);
        tokens = LinkTokens.of(secrets);
        var terms = new FollowTerms(SITE, URI.create("https://lantern.example"));
        following = new Following(db.database(), jobs, readers, tokens, terms, clock);
        leaving = new Leaving(db.database(), clock);
        erasing = new Erasing(db.database(), readers, clock);
        imports = new FollowImport(db.database(), readers, SITE, clock);
        exports = new FollowExport(db.database(), readers);
        mailbox = new Mailbox(folder, clock);
        var key = RsaDkimKey.ofPkcs8(
                secrets.keep("dkim", () -> RsaDkimKey.generate().pkcs8()));
        var mailer = new Mailer(
                mailbox,
                () -> new MailHeader.Named("From", "The Lantern", "post@lantern.example"),
                "bounces@lantern.example",
                List.of(new Dkim("lantern.example", "depesche", key)),
                clock);
        var confirmations = new Confirmations(db.database(), readers, tokens, terms, mailer, clock);
        runner = new JobRunner(db.database(), db.pool().dataSource(), jobs, clock, "test");
        runner.on(SendConfirmation.class, confirmations::send);
    }

    /// Everything empty but the topics: water with harbour and fishing below it, and weather.
    void openWithTopics() {
        db.database().change(tx -> {
            tx.execute(
                    "truncate reader, follow, follow_request, saved_search, consent, topic, topic_label, scheduled_tasks"
                            + " restart identity cascade");
            tx.execute("""
                    insert into topic (slug, parent_id, created_at)
                    values ('water', null, now()), ('harbour', 1, now()), ('fishing', 1, now()), ('weather', null, now())
                    """);
            tx.execute("""
                    insert into topic_label (topic_id, language, label)
                    values (1, 'de', 'Wasser'), (2, 'de', 'Hafen'), (3, 'de', 'Fischfang'), (4, 'de', 'Wetter'),
                           (1, 'en', 'Water'), (2, 'en', 'Harbour'), (3, 'en', 'Fishing'), (4, 'en', 'Weather')
                    """);
        });
    }

    AskResult ask(String email, String... topics) {
        return following.ask(new FollowWish(
                email, Arrays.asList(topics), List.of(), List.of(), List.of(), "instant", Locale.GERMAN, "192.0.2.7"));
    }

    AskResult askForSearches(String email, String... searches) {
        return following.ask(new FollowWish(
                email,
                List.of(),
                List.of(),
                List.of(),
                Arrays.asList(searches),
                "instant",
                Locale.GERMAN,
                "192.0.2.7"));
    }

    /// As [#follows], of searches.
    ReaderId followsSearches(String email, String... searches) {
        askForSearches(email, searches);
        settle();
        return ((ConfirmResult.Confirmed) following.confirm(lastToken())).reader();
    }

    /// Asks, reads the mail, presses the button.
    ReaderId follows(String email, String... topics) {
        ask(email, topics);
        settle();
        return ((ConfirmResult.Confirmed) following.confirm(lastToken())).reader();
    }

    void settle() {
        runner.settle();
    }

    List<StoredMail> mails() {
        return mailbox.newest(100).stream()
                .map(mail -> mailbox.read(mail.id()).orElseThrow())
                .toList();
    }

    String lastToken() {
        var link = LINK.matcher(mails().getFirst().text());
        if (!link.find()) {
            throw new AssertionError("no link in " + mails().getFirst().text());
        }
        return link.group(2);
    }

    List<String> followed(ReaderId reader) {
        return db.database()
                .read(tx -> tx.createQuery("""
                        select slug
                          from follow
                          join topic on topic.id = subject_id and kind = 'topic'
                         where reader_id = :reader
                           and ended_at is null
                         order by slug
                        """)
                        .bind("reader", reader.value())
                        .mapTo(String.class)
                        .list());
    }

    long count(String sql) {
        return db.database().read(tx -> tx.createQuery(sql).mapTo(Long.class).one());
    }

    void change(String sql) {
        db.database().change(tx -> tx.execute(sql));
    }

    static EmailAddress address(String text) {
        return new EmailAddress(text);
    }
}

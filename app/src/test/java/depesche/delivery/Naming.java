package depesche.delivery;

import depesche.account.ReaderId;
import depesche.article.Submission;
import depesche.author.Authors;
import depesche.follow.Cadence;
import depesche.follow.NamedSubjects;
import depesche.follow.Subject;
import depesche.follow.Subject.Kind;
import depesche.story.NewStory;
import depesche.story.StoryMaking;
import depesche.web.PageChanges;
import depesche.web.PageStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Readers of the Lantern who follow stories and authors, named `story:SLUG` and `author:SLUG`.
record Naming(Lantern lantern) {

    void author(String name) {
        lantern.db().change(tx -> Authors.keep(tx, List.of(name), Locale.GERMAN, Instant.EPOCH));
    }

    void story(String slug, String label) {
        var pages = new PageChanges(lantern.db(), new PageStore(1_000_000, lantern.clock()));
        new StoryMaking(lantern.db(), pages, lantern.clock()).make(new NewStory(slug, Map.of("de", label)));
    }

    /// Follows in this cadence from now on.
    void follow(ReaderId reader, String named, Cadence cadence) {
        Subject subject = subject(named);
        lantern.db()
                .change(tx -> tx.createUpdate("""
                        insert into follow (kind, subject_id, reader_id, cadence, since)
                        values (:kind, :subject, :reader, :cadence, now())
                            on conflict (kind, subject_id, reader_id) do update
                           set cadence = excluded.cadence, ended_at = null
                        """)
                        .bind("kind", subject.kind().stored())
                        .bind("subject", subject.id())
                        .bind("reader", reader.value())
                        .bind("cadence", cadence.word())
                        .execute());
    }

    void leave(ReaderId reader, String named) {
        Subject subject = subject(named);
        lantern.db()
                .change(tx -> tx.createUpdate("""
                        update follow
                           set ended_at = now()
                         where kind = :kind
                           and subject_id = :subject
                           and reader_id = :reader
                        """)
                        .bind("kind", subject.kind().stored())
                        .bind("subject", subject.id())
                        .bind("reader", reader.value())
                        .execute());
    }

    private Subject subject(String named) {
        String[] parts = named.split(":");
        return lantern.db()
                .read(tx -> NamedSubjects.bySlug(tx, Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]))
                .orElseThrow(() -> new AssertionError(named))
                .subject();
    }

    static Submission text(
            String headline, boolean isBreaking, List<String> bylines, Optional<String> story, String... slugs) {
        return new Submission(
                headline,
                Optional.of("Hafen"),
                Optional.empty(),
                Optional.of("Der Sturm hat den Hafen geschlossen."),
                "<p>Kein Schiff läuft aus.</p>",
                Optional.of("de"),
                bylines,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                isBreaking,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(slugs),
                story,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

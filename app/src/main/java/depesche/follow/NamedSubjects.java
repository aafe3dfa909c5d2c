package depesche.follow;

import depesche.author.Author;
import depesche.author.AuthorId;
import depesche.author.Authors;
import depesche.follow.Subject.Kind;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.story.StoryId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Stories and authors as what is followed: found by the slug of a form, named by their numbers.
public final class NamedSubjects {

    private NamedSubjects() {}

    public static Optional<Named> bySlug(Handle tx, Kind kind, String slug) {
        return switch (kind) {
            case STORY -> Stories.bySlug(tx, slug).map(NamedSubjects::of);
            case AUTHOR -> Authors.bySlug(tx, slug).map(NamedSubjects::of);
            case TOPIC, SEARCH -> Optional.empty();
        };
    }

    /// Those among the subjects that are stories or authors: stories first, each in the order given.
    public static List<Named> among(Handle tx, Collection<Subject> subjects) {
        List<StoryId> stories =
                Subject.ids(subjects, Kind.STORY).stream().map(StoryId::new).toList();
        List<AuthorId> authors =
                Subject.ids(subjects, Kind.AUTHOR).stream().map(AuthorId::new).toList();
        return Stream.concat(
                        Stories.byIds(tx, stories).stream().map(NamedSubjects::of),
                        Authors.byIds(tx, authors).stream().map(NamedSubjects::of))
                .toList();
    }

    public static Named of(Story story) {
        return new Named(Subject.of(story.id()), story.slug(), story.labels(), story.label(Locale.ROOT));
    }

    public static Named of(Author author) {
        return new Named(Subject.of(author.id()), author.slug(), Map.of(), author.name());
    }
}

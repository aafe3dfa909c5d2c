package depesche.alert;

import depesche.article.Article;
import depesche.author.AuthorId;
import depesche.follow.Subject;
import depesche.story.StoryId;
import depesche.topic.TopicId;
import depesche.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What an article bears, and so whose followers hear of it: its topics and everything above them, its story, its
/// authors. The saved searches that it meets are found by who plans.
final class Bearing {

    private Bearing() {}

    /// At this moment.
    static Set<Subject> of(Handle tx, Article article) {
        return subjects(tx, article.revision().topics(), article.revision().story(), article.authors());
    }

    /// What an edit added, with all above the topics among it.
    static Set<Subject> gained(Handle tx, Article before, Article after) {
        List<TopicId> topics = new ArrayList<>(after.revision().topics());
        topics.removeAll(before.revision().topics());
        List<AuthorId> authors = gainedAuthors(before, after);
        Optional<StoryId> story =
                after.revision().story().filter(it -> !before.revision().story().equals(Optional.of(it)));
        return subjects(tx, topics, story, authors);
    }

    /// Nobody where the bylines are as they were: whom they name may have been found out since.
    private static List<AuthorId> gainedAuthors(Article before, Article after) {
        if (after.revision().bylines().equals(before.revision().bylines())) {
            return List.of();
        }
        List<AuthorId> authors = new ArrayList<>(after.authors());
        authors.removeAll(before.authors());
        return authors;
    }

    /// With all that it fell under whenever it was told.
    static Set<Subject> ever(Handle tx, Article article) {
        Set<Subject> subjects = new HashSet<>(of(tx, article));
        subjects.addAll(Alerts.subjectsOf(tx, article.id()));
        return subjects;
    }

    private static Set<Subject> subjects(
            Handle tx, Collection<TopicId> topics, Optional<StoryId> story, Collection<AuthorId> authors) {
        var subjects = new LinkedHashSet<Subject>();
        if (!topics.isEmpty()) {
            Topics.tree(tx).withAncestors(topics).forEach(topic -> subjects.add(Subject.of(topic)));
        }
        story.ifPresent(it -> subjects.add(Subject.of(it)));
        authors.forEach(author -> subjects.add(Subject.of(author)));
        return subjects;
    }
}

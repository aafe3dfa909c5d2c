package depesche.alert;

import depesche.article.Article;
import depesche.author.AuthorId;
import depesche.author.Byline;
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

    /// Whom the bylines named before is no news, even where it was not known yet who that is.
    private static List<AuthorId> gainedAuthors(Article before, Article after) {
        Set<String> named = keys(before);
        List<AuthorId> authors = after.authors();
        List<AuthorId> gained = new ArrayList<>();
        int at = 0;
        for (String key : keys(after)) {
            if (at < authors.size() && !named.contains(key)) {
                gained.add(authors.get(at));
            }
            at++;
        }
        return gained;
    }

    /// In the order of the authors.
    private static Set<String> keys(Article article) {
        Set<String> keys = new LinkedHashSet<>();
        for (String byline : article.revision().bylines()) {
            Byline.names(byline).forEach(name -> keys.add(Byline.key(name)));
        }
        return keys;
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

package depesche.site;

import depesche.author.Author;
import depesche.author.Authors;
import depesche.author.Byline;
import depesche.follow.Named;
import depesche.follow.NamedSubjects;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.story.StoryId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Whom an article's page leads to beside its topics: its authors and its story.
///
/// @param authors by the names as they are written in the bylines, in their order
record Credits(Map<String, Author> authors, Optional<Named> story) {

    private static final Credits NONE = new Credits(Map.of(), Optional.empty());

    Credits {
        authors = Collections.unmodifiableMap(new LinkedHashMap<>(authors));
    }

    /// By the numbers of the articles.
    static Map<Long, Credits> of(Handle tx, Collection<ShownArticle> articles) {
        Map<Long, Set<String>> names = new HashMap<>();
        articles.forEach(article -> names.put(article.id(), names(article)));
        Map<String, Author> known =
                Authors.named(tx, names.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        Map<StoryId, Named> stories = stories(tx, articles);
        Map<Long, Credits> credits = new HashMap<>();
        for (ShownArticle article : articles) {
            Map<String, Author> authors = new LinkedHashMap<>();
            names.getOrDefault(article.id(), Set.of())
                    .forEach(name ->
                            Optional.ofNullable(known.get(name)).ifPresent(author -> authors.put(name, author)));
            var story = article.story().flatMap(id -> Optional.ofNullable(stories.get(new StoryId(id))));
            credits.put(article.id(), new Credits(authors, story));
        }
        return credits;
    }

    static Credits none() {
        return NONE;
    }

    private static Set<String> names(ShownArticle article) {
        return article.bylines().stream()
                .flatMap(byline -> Byline.names(byline).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Map<StoryId, Named> stories(Handle tx, Collection<ShownArticle> articles) {
        List<StoryId> ids = articles.stream()
                .flatMap(article -> article.story().stream())
                .distinct()
                .map(StoryId::new)
                .toList();
        return Stories.byIds(tx, ids).stream().collect(Collectors.toMap(Story::id, NamedSubjects::of));
    }

    /// Boxes of the follow form, the story's first.
    List<FollowForm.Box> boxes(Sections sections) {
        return Stream.concat(
                        story.stream(), authors.values().stream().distinct().map(NamedSubjects::of))
                .map(named -> sections.box(named, false))
                .toList();
    }
}

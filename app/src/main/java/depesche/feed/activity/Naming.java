package depesche.feed.activity;

import depesche.article.ArticleId;
import java.util.Optional;
import java.util.OptionalLong;

/// How the actors of one kind are called: in the database, as documents, as handles, as pages. No two kinds share a
/// handle: neither a slug nor a host has an underscore in it.
enum Naming {
    TOPICS("topic:", "topics", ""),
    STORIES("story:", "stories", "story_"),
    AUTHORS("author:", "authors", "author_");

    private final String key;
    private final String folder;
    private final String handle;

    Naming(String key, String folder, String handle) {
        this.key = key;
        this.folder = folder;
        this.handle = handle;
    }

    /// @param names what people read
    Actor actor(long id, String slug, Actor.Names names) {
        return new Actor(key + id, path() + id, "Service", handle + slug, names, page() + slug, key + id);
    }

    /// Its number.
    OptionalLong ofKey(String text) {
        return number(text, key);
    }

    /// Its number.
    OptionalLong ofPath(String text) {
        return number(text, path());
    }

    /// Its slug.
    Optional<String> ofHandle(String text) {
        return behind(text, handle);
    }

    /// Its slug.
    Optional<String> ofPage(String text) {
        return behind(text, page());
    }

    String key(long id) {
        return key + id;
    }

    private String path() {
        return "/activity/" + folder + "/";
    }

    private String page() {
        return "/" + folder + "/";
    }

    /// One is written in one way only.
    private static OptionalLong number(String text, String before) {
        Optional<ArticleId> number =
                behind(text, before).flatMap(ArticleId::parse).filter(id -> text.equals(before + id));
        return number.isPresent() ? OptionalLong.of(number.get().value()) : OptionalLong.empty();
    }

    private static Optional<String> behind(String text, String before) {
        return text.startsWith(before) ? Optional.of(text.substring(before.length())) : Optional.empty();
    }
}

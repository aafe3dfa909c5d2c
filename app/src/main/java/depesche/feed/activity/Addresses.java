package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.config.Settings;
import depesche.feed.PublishedFeeds;
import java.util.Optional;

/// The addresses of our documents, which are their ids too.
final class Addresses {

    static final String INBOX = "/activity/inbox";
    private static final String ARTICLE = "/activity/articles/";

    private final String site;

    Addresses(Settings settings) {
        this.site = PublishedFeeds.site(settings);
    }

    String url(String path) {
        return site + path;
    }

    /// The path of an address of ours; empty for others'.
    Optional<String> path(String address) {
        return address.equals(site) || address.startsWith(site + "/")
                ? Optional.of(address.substring(site.length()))
                : Optional.empty();
    }

    String id(Actor actor) {
        return url(actor.path());
    }

    String key(Actor actor) {
        return id(actor) + "#main-key";
    }

    String inbox(Actor actor) {
        return id(actor) + "/inbox";
    }

    String outbox(Actor actor) {
        return id(actor) + "/outbox";
    }

    String followers(Actor actor) {
        return id(actor) + "/followers";
    }

    static String path(ArticleId article) {
        return ARTICLE + article;
    }

    String note(ArticleId article) {
        return url(path(article));
    }
}

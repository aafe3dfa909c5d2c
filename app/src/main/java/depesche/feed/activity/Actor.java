package depesche.feed.activity;

import depesche.article.ArticleId;
import java.util.List;

/// Somebody of ours who can be followed: the paper, a topic, a story, an author.
///
/// @param key as it stands in the database: `paper`, `topic:4`
/// @param path of the document that stands for it; permanent
/// @param type as ActivityStreams names it
/// @param username the part of its handle before the paper's host
/// @param page the path of the page for people
/// @param pageKey of the pages that change when it gets an article
record Actor(String key, String path, String type, String username, Names names, String page, String pageKey) {

    /// What people read, as plain text.
    record Names(String name, String summary) {}

    /// The key of the paper itself, who says what the others pass on.
    static final String PAPER = "paper";

    boolean isPaper() {
        return key.equals(PAPER);
    }

    /// Which articles it tells of, the newest first.
    ///
    /// @param goesOn whether there are older ones
    record Part(List<ArticleId> articles, boolean goesOn) {

        Part {
            articles = List.copyOf(articles);
        }
    }
}

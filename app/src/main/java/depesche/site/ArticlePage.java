package depesche.site;

import gg.jte.Content;
import java.util.List;
import java.util.Optional;

/// Everything an article's page shows, ready to print, in the order in which it stands there. Mirrors a page.
///
/// @param byline as a sentence; may be empty, as may kicker, standfirst and dateline
/// @param changed empty if it never was since publication
/// @param body the text with hyphens, as markup that `text` has made safe
/// @param notices what was said of it since
/// @param structured JSON-LD for search engines
/// @param social what other sites show of it
public record ArticlePage(
        String language,
        String direction,
        String kicker,
        String headline,
        String readingTime,
        String standfirst,
        List<BylineView.Part> byline,
        String dateline,
        Paper.TimeView published,
        Optional<Paper.TimeView> changed,
        Optional<PictureView> picture,
        List<Link> topics,
        Optional<Link> story,
        FollowForm follow,
        Content body,
        List<String> sources,
        NoticeView.Notices notices,
        List<TeaserView> related,
        List<Translation> translations,
        Content structured,
        Social social) {

    /// The same article in another language.
    public record Translation(String href, String url, String language, String name) {}

    /// Open Graph, and oEmbed.
    ///
    /// @param embedding where other sites ask what to show of it
    public record Social(
            String url, String locale, String image, String imageAlt, List<String> tags, String embedding) {}

    public ArticlePage {
        byline = List.copyOf(byline);
        topics = List.copyOf(topics);
        sources = List.copyOf(sources);
        related = List.copyOf(related);
        translations = List.copyOf(translations);
    }
}

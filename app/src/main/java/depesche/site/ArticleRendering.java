package depesche.site;

import com.ibm.icu.util.ULocale;
import depesche.article.ArticleId;
import depesche.text.Hyphenation;
import depesche.text.Languages;
import depesche.text.SafeHtml;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import depesche.web.Page;
import gg.jte.Content;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Makes an article's page.
final class ArticleRendering {

    private static final Pattern SAYS_WHAT =
            Pattern.compile("(Fotos?|Photos?|Bild|Illustration|Grafik|Graphic|Karte|Map|Video): ");

    private final Paper paper;
    private final Templates templates;

    /// As Open Graph names them; there are as many as there are languages of articles.
    private final Map<Locale, String> locales = new ConcurrentHashMap<>();

    ArticleRendering(Paper paper, Templates templates) {
        this.paper = paper;
        this.templates = templates;
    }

    Page page(ArticleReading reading, TopicTree tree) {
        ShownArticle article = reading.article();
        Words words = paper.words(article.language());
        var sections = new Sections(tree, words);
        List<Topic> topics = sections.topics(article.topics());
        List<Link> links = topics.stream().map(sections::link).toList();
        ArticlePage page = view(reading, sections, topics, links);
        Frame frame = paper.frame(words, article.headline(), article.summary(), article.path(), sections.masthead())
                .withFeeds(feeds(words, topics))
                .withActivity(paper.url("/activity/articles/" + article.id()));
        return Page.html(templates.fill("article-page", frame, page), keys(article, reading.related()));
    }

    /// What changes this page: itself and its translations, what it points to, the names of topics.
    private static Set<String> keys(ShownArticle article, List<Headline> related) {
        Set<String> keys =
                new HashSet<>(Set.of("site", "article:" + article.id(), new ArticleId(article.id()).relatedKey()));
        related.forEach(headline -> keys.add(headline.key()));
        return keys;
    }

    // STYLE 4.4: a line for each part of the page, in its order.
    private ArticlePage view(ArticleReading reading, Sections sections, List<Topic> topics, List<Link> links) {
        ShownArticle article = reading.article();
        Words words = sections.words();
        Optional<PictureView> picture = picture(reading, words);
        var notices = NoticeView.of(reading.notices(), paper, words);
        Credits credits = reading.credits();
        return new ArticlePage(
                article.language().toLanguageTag(),
                Languages.direction(article.language()),
                article.kicker(),
                article.headline(),
                words.of("reading", "minutes", article.readingMinutes()),
                article.standfirst(),
                BylineView.of(article.bylines(), credits.authors(), words).parts(),
                article.dateline(),
                paper.time(article.publishedAt(), words),
                changed(article).map(at -> paper.time(at, words)),
                picture,
                links,
                credits.story().map(named -> new Link(named.path(), named.label(words.locale()))),
                sections.form(topics, credits.boxes(sections)),
                content(Hyphenation.softHyphens(article.body(), article.language())),
                article.sources(),
                notices,
                TeaserView.of(reading.renditions(), paper, words, reading.related()),
                translations(reading.sisters()),
                new StructuredArticle(paper, article, credits.authors(), words).content(picture, links, notices.said()),
                social(article, picture, links));
    }

    private static Optional<Instant> changed(ShownArticle article) {
        return Optional.of(article.changedAt()).filter(at -> at.isAfter(article.publishedAt()));
    }

    private static Optional<PictureView> picture(ArticleReading reading, Words words) {
        ShownArticle article = reading.article();
        String credit = credit(article.credit(), words);
        return article.picture().flatMap(id -> reading.renditions().view(id, article.alt(), article.caption(), credit));
    }

    /// `(Foto: …)`; a credit that says itself what it is of (`Illustration: …`, `Foto: …`) is not told so twice.
    private static String credit(String credit, Words words) {
        if (credit.isEmpty()) {
            return "";
        }
        return words.of(SAYS_WHAT.matcher(credit).lookingAt() ? "credit.named" : "credit", "credit", credit);
    }

    private List<ArticlePage.Translation> translations(List<ShownArticle.Sister> sisters) {
        return sisters.stream()
                .map(sister -> {
                    String path = "/" + sister.id() + "/" + sister.slug();
                    return new ArticlePage.Translation(
                            path,
                            paper.url(path),
                            sister.language().toLanguageTag(),
                            Languages.name(sister.language(), sister.language()));
                })
                .toList();
    }

    private ArticlePage.Social social(ShownArticle article, Optional<PictureView> picture, List<Link> topics) {
        String url = paper.url(article.path());
        return new ArticlePage.Social(
                url,
                locale(article.language()),
                picture.map(shown -> paper.url(shown.src())).orElse(""),
                article.alt(),
                topics.stream().map(Link::text).toList(),
                paper.url("/oembed?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8)));
    }

    private String locale(Locale language) {
        return locales.computeIfAbsent(language, ArticleRendering::withCountry);
    }

    /// Open Graph wants a country: the likeliest, where the language names none.
    private static String withCountry(Locale language) {
        ULocale likely = ULocale.addLikelySubtags(ULocale.forLocale(language));
        return likely.getLanguage() + "_" + likely.getCountry();
    }

    private static List<Frame.Feed> feeds(Words words, List<Topic> topics) {
        var feeds = new ArrayList<>(Frame.feeds(words, ""));
        for (Topic topic : topics) {
            feeds.add(new Frame.Feed(
                    Sections.path(topic) + "/feed.atom", "application/atom+xml", topic.label(words.locale())));
        }
        return feeds;
    }

    private static Content content(SafeHtml html) {
        return output -> output.writeContent(html.value());
    }
}

package depesche.feed.ninjs;

import depesche.article.Article;
import depesche.article.ArticleNotices;
import depesche.article.ArticleState;
import depesche.article.LeadPicture;
import depesche.article.Notice;
import depesche.article.Revision;
import depesche.author.Authors;
import depesche.config.Settings;
import depesche.feed.PublishedFeeds;
import depesche.feed.ninjs.NinjsItem.Bearings;
import depesche.feed.ninjs.NinjsItem.Named;
import depesche.feed.ninjs.NinjsItem.Text;
import depesche.feed.ninjs.NinjsItem.Words;
import depesche.picture.Picture;
import depesche.picture.Pictures;
import depesche.story.Stories;
import depesche.text.Messages;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Reads what ninjs says of an article: all of what is public, and what is withheld for partners who prepare it. Of a
/// killed one nothing but that it was killed.
final class NinjsReading {

    private static final Messages WORDS = Messages.of("feed");

    private final Handle tx;
    private final String site;
    private final String paper;
    private final Map<Long, String> ids;
    private final TopicTree topics;

    /// @param ids permanent ones, by the articles' numbers
    NinjsReading(Handle tx, Settings settings, Map<Long, String> ids) {
        this.tx = tx;
        this.site = PublishedFeeds.site(settings);
        this.paper = settings.site().name();
        this.ids = Map.copyOf(ids);
        this.topics = Topics.tree(tx);
    }

    /// Empty for what was dropped before publication.
    Optional<NinjsItem> item(Article article) {
        return switch (article.state()) {
            case ArticleState.Published(Instant at) ->
                Optional.of(whole(article, NinjsItem.USABLE, Optional.of(at), Optional.empty()));
            case ArticleState.Embargoed(Instant until) ->
                Optional.of(whole(article, NinjsItem.WITHHELD, Optional.empty(), Optional.of(until)));
            case ArticleState.Draft _, ArticleState.Scheduled _ ->
                Optional.of(whole(article, NinjsItem.WITHHELD, Optional.empty(), article.embargoUntil()));
            case ArticleState.Killed _ -> Optional.of(killed(article));
            case ArticleState.Spiked _ -> Optional.empty();
        };
    }

    private NinjsItem whole(Article article, String status, Optional<Instant> published, Optional<Instant> embargo) {
        Revision text = article.revision();
        return new NinjsItem(
                id(article),
                "text",
                text.number(),
                article.createdAt(),
                article.changedAt(),
                published,
                status,
                embargo,
                text.urgency(),
                article.language().toLanguageTag(),
                paper,
                words(text),
                Optional.of(String.join(", ", text.bylines())).filter(by -> !by.isEmpty()),
                bearings(article),
                text.dateline(),
                text.slugline(),
                Optional.of(notes(article)).filter(notes -> !notes.isEmpty()),
                otherIds(article),
                List.of(),
                text.picture().flatMap(lead -> picture(article, lead, status)));
    }

    /// No word of it is repeated, and no reason given: that stays in the house.
    private NinjsItem killed(Article article) {
        return new NinjsItem(
                id(article),
                "text",
                article.revision().number(),
                article.createdAt(),
                article.changedAt(),
                Optional.empty(),
                NinjsItem.CANCELED,
                Optional.empty(),
                Optional.empty(),
                article.language().toLanguageTag(),
                paper,
                Words.NONE,
                Optional.empty(),
                Bearings.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(WORDS.text(spoken(article), "withdrawn.title")),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Words words(Revision text) {
        List<Text> headlines = new ArrayList<>(List.of(new Text("main", text.headline())));
        text.kicker().ifPresent(kicker -> headlines.add(new Text("kicker", kicker)));
        List<Text> descriptions = new ArrayList<>();
        text.standfirst().ifPresent(words -> descriptions.add(new Text("standfirst", words)));
        text.teaser().ifPresent(words -> descriptions.add(new Text("teaser", words)));
        return new Words(headlines, descriptions, Optional.of(text.body().value()));
    }

    private Bearings bearings(Article article) {
        Locale language = article.language();
        Revision text = article.revision();
        return new Bearings(
                Authors.byIds(tx, article.authors()).stream()
                        .map(author -> new Named(author.name(), site + "/authors/", author.slug()))
                        .toList(),
                text.topics().stream()
                        .flatMap(id -> topics.byId(id).stream())
                        .map(topic -> new Named(topic.label(language), site + "/topics/", topic.slug()))
                        .toList(),
                Stories.byIds(tx, text.story().stream().toList()).stream()
                        .map(story -> new Named(story.label(language), site + "/stories/", story.slug()))
                        .toList(),
                text.sources());
    }

    /// A line for each correction, update and reply.
    private String notes(Article article) {
        return ArticleNotices.of(tx, article.id()).stream()
                .map(notice -> note(article, notice))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String note(Article article, Notice notice) {
        Optional<String> said = notice.note().or(() -> notice.reply().map(Notice.Reply::headline));
        return said.map(words ->
                        WORDS.text(spoken(article), "notice." + notice.kind().word(), Map.of("note", words)))
                .orElse("");
    }

    private List<Text> otherIds(Article article) {
        List<Text> others = new ArrayList<>(List.of(new Text("url", site + article.path())));
        article.externalId().ifPresent(name -> others.add(new Text("externalId", name)));
        return others;
    }

    private Optional<NinjsItem> picture(Article article, LeadPicture lead, String status) {
        return Pictures.byId(tx, lead.id()).map(picture -> picture(article, lead, picture, status));
    }

    private NinjsItem picture(Article article, LeadPicture lead, Picture picture, String status) {
        return new NinjsItem(
                site + "/pictures/" + picture.id().value(),
                "picture",
                1,
                article.createdAt(),
                article.changedAt(),
                Optional.empty(),
                status,
                Optional.empty(),
                Optional.empty(),
                article.language().toLanguageTag(),
                lead.credit().orElse(paper),
                new Words(List.of(), captions(lead), Optional.empty()),
                lead.credit().or(() -> picture.text().byline()),
                Bearings.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                picture.renditions().stream()
                        .map(one -> rendition(picture, one))
                        .toList(),
                Optional.empty());
    }

    private static List<Text> captions(LeadPicture lead) {
        List<Text> captions = new ArrayList<>();
        lead.caption().ifPresent(words -> captions.add(new Text("caption", words)));
        lead.alt().ifPresent(words -> captions.add(new Text("altText", words)));
        return captions;
    }

    private NinjsItem.Rendition rendition(Picture picture, Picture.Rendition made) {
        String ending = made.isWebp() ? "webp" : "jpg";
        return new NinjsItem.Rendition(
                ending + made.width(),
                site + "/pictures/" + picture.id().value() + "/" + made.width() + "." + ending,
                made.mediaType(),
                made.width(),
                made.height());
    }

    private String id(Article article) {
        return Objects.requireNonNull(ids.get(article.id().value()));
    }

    private static Locale spoken(Article article) {
        return Messages.spoken(article.language());
    }
}

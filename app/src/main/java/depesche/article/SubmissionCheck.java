package depesche.article;

import depesche.picture.PictureId;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.story.StoryId;
import depesche.text.Languages;
import depesche.text.PlainLine;
import depesche.text.Sanitizer;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Looks through a submission: cleans every text, resolves every reference, and names every fault.
final class SubmissionCheck {

    private static final int LONGEST_HEADLINE = 300;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_PARAGRAPH = 3000;
    private static final int LONGEST_BODY = 2_000_000;
    private static final int MOST_ENTRIES = 50;

    private final Handle tx;
    private final Submission asked;
    private final Optional<ArticleId> self;
    private final List<Fault> faults = new ArrayList<>();

    SubmissionCheck(Handle tx, Submission asked, Optional<ArticleId> self) {
        this.tx = tx;
        this.asked = asked;
        this.self = self;
    }

    List<Fault> faults() {
        return faults;
    }

    /// To be used only if there are no faults afterwards.
    Manuscript manuscript(Locale siteLanguage) {
        Optional<String> headline = line("headline", Optional.of(asked.headline()), LONGEST_HEADLINE);
        if (headline.isEmpty() && faults.isEmpty()) {
            fault("headline", "missing", "headline is missing or empty");
        }
        return new Manuscript(
                headline.orElse(""),
                line("kicker", asked.kicker(), LONGEST_LINE),
                line("standfirst", asked.standfirst(), LONGEST_PARAGRAPH),
                line("teaser", asked.teaser(), LONGEST_PARAGRAPH),
                Sanitizer.clean(body()),
                language(siteLanguage),
                lines("bylines", asked.bylines()),
                line("dateline", asked.dateline(), LONGEST_LINE),
                lines("sources", asked.sources()),
                line("slugline", asked.slugline(), LONGEST_LINE),
                urgency(),
                asked.breaking(),
                asked.embargoUntil(),
                publishAt(),
                asked.alertAtPublish(),
                topics(),
                story(),
                translationOf(),
                picture(),
                line("externalId", asked.externalId(), LONGEST_LINE));
    }

    /// What is public stays complete.
    void keepComplete(Manuscript text) {
        if (text.body().isEmpty()) {
            fault("body", "missing", "a published article needs a body");
        }
        if (text.topics().isEmpty()) {
            fault("topics", "missing", "a published article needs a topic");
        }
    }

    private Optional<String> line(String field, Optional<String> text, int longest) {
        Optional<String> clean = text.map(PlainLine::of).map(PlainLine::value).filter(value -> !value.isEmpty());
        if (clean.filter(value -> value.length() > longest).isPresent()) {
            fault(field, "too-long", field + " has more than " + longest + " characters");
        }
        return clean;
    }

    private List<String> lines(String field, List<String> texts) {
        if (texts.size() > MOST_ENTRIES) {
            fault(field, "too-many", field + " has more than " + MOST_ENTRIES + " entries");
            return List.of();
        }
        return texts.stream()
                .flatMap(text -> line(field, Optional.of(text), LONGEST_LINE).stream())
                .toList();
    }

    private String body() {
        if (asked.body().length() > LONGEST_BODY) {
            fault("body", "too-long", "body has more than " + LONGEST_BODY + " characters");
            return "";
        }
        return asked.body();
    }

    private Locale language(Locale siteLanguage) {
        if (asked.language().isEmpty()) {
            return siteLanguage;
        }
        Optional<Locale> language = Languages.parse(asked.language().get());
        if (language.isEmpty()) {
            fault("language", "unknown-language", "language is not a language we know, like de or en-GB");
        }
        return language.orElse(siteLanguage);
    }

    private Optional<Integer> urgency() {
        if (asked.urgency().filter(value -> value < 1 || value > 9).isPresent()) {
            fault("urgency", "out-of-range", "urgency must be from 1 to 9");
        }
        return asked.urgency();
    }

    private Optional<Instant> publishAt() {
        Optional<Instant> embargo = asked.embargoUntil();
        if (asked.publishAt().isPresent()
                && embargo.filter(asked.publishAt().get()::isBefore).isPresent()) {
            fault("publishAt", "under-embargo", "publishAt lies before the end of the embargo");
        }
        return asked.publishAt();
    }

    private List<TopicId> topics() {
        if (asked.topics().size() > MOST_ENTRIES) {
            fault("topics", "too-many", "topics has more than " + MOST_ENTRIES + " entries");
            return List.of();
        }
        TopicTree tree = Topics.tree(tx);
        Set<TopicId> found = new LinkedHashSet<>();
        for (String slug : asked.topics()) {
            tree.bySlug(slug)
                    .ifPresentOrElse(
                            topic -> found.add(topic.id()),
                            () -> fault("topics", "unknown-topic", "there is no topic " + shortened(slug)));
        }
        return List.copyOf(found);
    }

    private Optional<StoryId> story() {
        Optional<String> slug = line("story", asked.story(), LONGEST_LINE);
        Optional<StoryId> story = slug.flatMap(it -> Stories.bySlug(tx, it)).map(Story::id);
        if (slug.isPresent() && story.isEmpty()) {
            fault("story", "unknown-story", "there is no story " + shortened(slug.get()));
        }
        return story;
    }

    private Optional<ArticleId> translationOf() {
        if (asked.translationOf().isEmpty()) {
            return Optional.empty();
        }
        Optional<ArticleId> original = asked.translationOf()
                .flatMap(ArticleId::parse)
                .filter(id -> !self.equals(Optional.of(id)))
                .filter(id -> Articles.byId(tx, id).isPresent());
        if (original.isEmpty()) {
            fault("translationOf", "unknown-article", "translationOf names no other article");
        }
        return original;
    }

    private Optional<LeadPicture> picture() {
        if (asked.picture().isEmpty()) {
            return Optional.empty();
        }
        Submission.Picture named = asked.picture().get();
        Optional<LeadPicture> known = ArticleId.parse(named.id()).flatMap(id -> pictureOf(id.value()));
        if (known.isEmpty()) {
            fault("pictureId", "unknown-picture", "there is no picture " + shortened(named.id()));
            return Optional.empty();
        }
        LeadPicture own = known.get();
        return Optional.of(new LeadPicture(
                own.id(),
                line("pictureCaption", named.caption(), LONGEST_PARAGRAPH).or(own::caption),
                line("pictureCredit", named.credit(), LONGEST_LINE).or(own::credit),
                line("pictureAlt", named.alt(), LONGEST_PARAGRAPH).or(own::alt)));
    }

    private Optional<LeadPicture> pictureOf(long id) {
        return tx.createQuery("select id, caption, coalesce(credit, byline) as credit, alt from picture where id = :id")
                .bind("id", id)
                .map((row, _) -> new LeadPicture(
                        new PictureId(row.getLong("id")),
                        Optional.ofNullable(row.getString("caption")),
                        Optional.ofNullable(row.getString("credit")),
                        Optional.ofNullable(row.getString("alt"))))
                .findOne();
    }

    private void fault(String field, String code, String message) {
        faults.add(new Fault(field, code, message));
    }

    private static String shortened(String text) {
        String line = PlainLine.of(text).value();
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }
}

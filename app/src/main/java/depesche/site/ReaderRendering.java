package depesche.site;

import depesche.account.Consent;
import depesche.account.Reader;
import depesche.account.Suppression;
import depesche.follow.Follow;
import depesche.follow.Named;
import depesche.follow.ReaderOverview;
import depesche.follow.ReaderOverview.FollowedTopic;
import depesche.site.ActionPage.Action;
import depesche.site.ActionPage.Row;
import depesche.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes a reader's own page, and the pages of leaving.
final class ReaderRendering {

    private final Paper paper;

    ReaderRendering(Paper paper) {
        this.paper = paper;
    }

    /// Whoever is closed by hand is told so, and is offered nothing that would come to nothing.
    ///
    /// @param newest articles of which the reader may ask why
    ActionPage me(String token, ReaderOverview overview, List<Headline> newest, WishReading wishes, Words words) {
        List<Action> actions = overview.allFollows().isEmpty()
                ? List.of()
                : List.of(Action.of("/me/" + token, words.of("me.all")).with("all", "yes"));
        ActionPage page = ActionPage.saying(words.of("me"), about(overview, words))
                .listing(words.of("me.follows"), followed(token, overview, words))
                .listing(
                        words.of("me.consents"),
                        overview.consents().stream()
                                .map(consent -> consent(consent, words))
                                .toList())
                .listing(
                        words.of("why"),
                        newest.stream().map(article -> why(token, article)).toList())
                .offering(actions);
        return isClosed(overview.reader())
                ? page.leadingTo(new Link("/imprint", words.of("imprint")))
                : page.asking(WishRendering.form(token, overview, wishes, words))
                        .keeping(DataForm.blank(token))
                        .leadingTo(new Link("/follow", words.of("me.more")));
    }

    /// Whether the newsroom has closed the reader by hand, on every channel.
    static boolean isClosed(Reader reader) {
        return reader.suppression().filter(it -> it.why().endsEveryChannel()).isPresent();
    }

    private List<String> about(ReaderOverview overview, Words words) {
        var reader = overview.reader();
        List<String> texts = new ArrayList<>();
        if (reader.suppression().isEmpty()) {
            texts.add(words.of("me.address", "address", reader.email().value()));
        }
        reader.suppression().ifPresent(now -> texts.add(suppressed(reader, now, words)));
        if (overview.allFollows().isEmpty()) {
            texts.add(words.of("me.none"));
        }
        return texts;
    }

    /// The note stays in the newsroom.
    private String suppressed(Reader reader, Suppression now, Words words) {
        Map<String, Object> places = new HashMap<>(Map.of(
                "address", reader.email().value(),
                "day", paper.time(now.at(), words).day()));
        if (isClosed(reader)) {
            return words.of("me.closed", places);
        }
        places.put("why", words.of("me.suppressed." + now.why().word()));
        return words.of("me.suppressed", places);
    }

    private static Row why(String token, Headline article) {
        return new Row(article.headline(), "/me/" + token + "?article=" + article.id(), "", Optional.empty());
    }

    ActionPage why(String token, String headline, List<String> sentences, Words words) {
        return ActionPage.saying(words.of("why"), List.of(headline))
                .listing(words.of("why.facts"), rows(sentences))
                .leadingTo(new Link("/me/" + token, words.of("me")));
    }

    private List<Row> followed(String token, ReaderOverview overview, Words words) {
        return Stream.of(
                        overview.follows().stream().map(followed -> followed(token, followed, words)),
                        overview.named().stream()
                                .map(followed -> followed(
                                        token,
                                        followed.follow(),
                                        label(followed.named(), words),
                                        followed.named().path(),
                                        words)),
                        overview.searches().stream()
                                .map(followed -> followed(
                                        token,
                                        followed.follow(),
                                        words.of("me.search", "search", followed.text()),
                                        "",
                                        words)))
                .flatMap(rows -> rows)
                .toList();
    }

    /// What a story or an author is called where it is followed.
    static String label(Named named, Words words) {
        return words.of("follow." + named.subject().kind().stored(), "name", named.label(words.locale()));
    }

    private Row followed(String token, Follow follow, String label, String path, Words words) {
        Action end = Action.of("/me/" + token, words.of("me.end"))
                .with(
                        "end-" + follow.subject().kind().stored(),
                        Long.toString(follow.subject().id()))
                .spoken(words.of("me.end.topic", "topic", label))
                .quiet();
        return new Row(label, path, since(follow, words), Optional.of(end));
    }

    private String since(Follow follow, Words words) {
        return words.of("me.since", "day", paper.time(follow.since(), words).day());
    }

    private Row followed(String token, FollowedTopic followed, Words words) {
        Locale language = words.locale();
        String label = followed.topic().label(language);
        String included = followed.included().stream()
                .map((Topic topic) -> topic.label(language))
                .collect(Collectors.joining(", "));
        String since = since(followed.follow(), words);
        Action end = Action.of("/me/" + token, words.of("me.end"))
                .with("end", followed.topic().slug())
                .spoken(words.of("me.end.topic", "topic", label))
                .quiet();
        return new Row(
                label,
                Sections.path(followed.topic()),
                included.isEmpty() ? since : words.of("includes", "topics", included) + " · " + since,
                Optional.of(end));
    }

    private Row consent(Consent consent, Words words) {
        String said = consent.wording().isEmpty() ? consent.source() : consent.wording();
        return new Row(said, "", paper.time(consent.at(), words).text(), Optional.empty());
    }

    ActionPage beforeUnsubscribing(String token, List<String> reasons, Words words) {
        if (reasons.isEmpty()) {
            return ActionPage.saying(words.of("unsubscribe.nothing"), List.of(words.of("unsubscribe.nothing.body")))
                    .offering(List.of(all(token, words)));
        }
        return ActionPage.saying(words.of("unsubscribe"), List.of(words.of("unsubscribe.body")))
                .listing(words.of("confirm.topics"), rows(reasons))
                .offering(
                        List.of(Action.of("/unsubscribe/" + token, words.of("unsubscribe.button")), all(token, words)));
    }

    ActionPage unsubscribed(String token, List<String> ended, Words words) {
        Action undo = Action.of("/unsubscribe/" + token, words.of("unsubscribed.undo"))
                .with("act", "undo");
        return ActionPage.saying(words.of("unsubscribed"), List.of(words.of("unsubscribed.body")))
                .listing(words.of("confirm.topics"), rows(ended))
                .offering(ended.isEmpty() ? List.of(all(token, words)) : List.of(undo, all(token, words)));
    }

    ActionPage undone(List<String> again, Words words) {
        return ActionPage.saying(words.of("undone"), again.isEmpty() ? List.of() : List.of(words.of("undone.body")))
                .listing(words.of("confirm.topics"), rows(again));
    }

    private static Action all(String token, Words words) {
        return Action.of("/unsubscribe/" + token, words.of("unsubscribed.all"))
                .with("act", "all")
                .quiet();
    }

    private static List<Row> rows(List<String> topics) {
        return topics.stream()
                .map(topic -> new Row(topic, "", "", Optional.empty()))
                .toList();
    }
}

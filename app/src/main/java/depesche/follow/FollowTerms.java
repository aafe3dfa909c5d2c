package depesche.follow;

import com.ibm.icu.text.ListFormatter;
import depesche.config.Settings;
import depesche.search.saved.SearchText;
import depesche.text.Messages;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What one agrees to by following, in words, and the house's ways for readers of whom it knows no more.
public final class FollowTerms {

    private final Messages messages;
    private final Settings.Site site;
    private final URI baseUrl;

    public FollowTerms(Settings.Site site, URI baseUrl) {
        this.messages = Messages.of("follow");
        this.site = site;
        this.baseUrl = baseUrl;
    }

    /// The exact words of the consent, kept with it.
    String consent(FollowWish.Clear asked, TopicTree tree, Locale language) {
        List<String> names = new ArrayList<>();
        asked.topics().forEach(topic -> names.add(name(topic, tree, language)));
        asked.named().forEach(named -> names.add(name(named, language)));
        asked.searches().forEach(search -> names.add(name(search, language)));
        return messages.text(
                language,
                "consent",
                Map.of(
                        "site", site.name(),
                        "address", asked.email().readable(),
                        "cadence", asked.cadence().word(),
                        "about", kinds("about", language, asked.subjects(), asked.searches()),
                        "topics",
                                ListFormatter.getInstance(Messages.spoken(language))
                                        .format(names)));
    }

    /// What a topic is called where one follows it: with the topics it includes, for they are followed too.
    String name(Topic topic, TopicTree tree, Locale language) {
        var below = tree.children(topic.id()).stream()
                .map(child -> child.label(language))
                .toList();
        if (below.isEmpty()) {
            return topic.label(language);
        }
        var included = ListFormatter.getInstance(Messages.spoken(language)).format(below);
        return messages.text(language, "topic.including", Map.of("topic", topic.label(language), "included", included));
    }

    private String name(Named named, Locale language) {
        return messages.text(
                language, named.subject().kind().stored(), Map.of("name", named.label(Messages.spoken(language))));
    }

    private String name(SearchText search, Locale language) {
        return messages.text(language, "search", Map.of("search", search.value()));
    }

    /// What is asked for, by name.
    List<String> names(Handle tx, FollowRequest request) {
        TopicTree tree = Topics.tree(tx);
        List<String> names = new ArrayList<>();
        request.subjects().stream()
                .flatMap(subject -> subject.topicId().flatMap(tree::byId).stream())
                .forEach(topic -> names.add(name(topic, tree, request.language())));
        NamedSubjects.among(tx, request.subjects()).forEach(named -> names.add(name(named, request.language())));
        request.searches().forEach(search -> names.add(name(search, request.language())));
        return names;
    }

    /// A sentence about what is asked for, in which the paper's name may have its place.
    String words(FollowRequest request, String key) {
        Locale language = request.language();
        return messages.text(
                language,
                key,
                Map.of(
                        "site", site.name(),
                        "what", kinds("what", language, request.subjects(), request.searches()),
                        "about", kinds("about", language, request.subjects(), request.searches())));
    }

    /// The kinds asked for: `what` they are, or what articles are `about`.
    private String kinds(String as, Locale language, List<Subject> subjects, List<?> searches) {
        boolean isNamed = subjects.stream().anyMatch(subject -> subject.kind() != Subject.Kind.TOPIC);
        String plain = searches.isEmpty() ? "topics" : subjects.isEmpty() ? "searches" : "both";
        return messages.text(language, as + "." + (isNamed ? "any" : plain));
    }

    /// Until when a link is good, in the paper's time zone.
    String until(Locale language, Instant end) {
        var local = end.atZone(site.timeZone());
        var spoken = Messages.spoken(language);
        return messages.text(
                language,
                "confirm.until",
                Map.of(
                        "date",
                                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                        .withLocale(spoken)
                                        .format(local),
                        "time", DateTimeFormatter.ofPattern("HH:mm").format(local)));
    }

    Locale spoken(Locale language) {
        return Messages.spoken(language);
    }

    /// Where a path of the site lies for the world.
    String address(String path) {
        return baseUrl.resolve(path).toString();
    }

    String siteName() {
        return site.name();
    }

    ZoneId timeZone() {
        return site.timeZone();
    }
}

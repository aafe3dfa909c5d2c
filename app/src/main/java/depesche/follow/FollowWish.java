package depesche.follow;

import depesche.text.EmailAddress;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import depesche.web.Fault;
import depesche.web.Form;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What someone wrote into a follow form, unchecked.
///
/// @param topics slugs
/// @param others names of fields for what cannot be followed yet (`story`, `author`, `q`), where they were filled
/// @param language of the page the form stood on
/// @param client the network address that asked
public record FollowWish(
        String email, List<String> topics, List<String> others, String cadence, Locale language, String client) {

    private static final int MOST_TOPICS = 50;
    private static final int SHOWN = 80;

    public FollowWish {
        topics = List.copyOf(topics);
        others = List.copyOf(others);
    }

    public static FollowWish of(Form form, Locale language, String client) {
        return new FollowWish(
                form.field("email").orElse(""),
                filled(form, "topic"),
                List.of("story", "author", "q").stream()
                        .filter(name -> !filled(form, name).isEmpty())
                        .toList(),
                form.field("cadence").filter(word -> !word.isBlank()).orElse(Cadence.INSTANT.word()),
                language,
                client);
    }

    private static List<String> filled(Form form, String name) {
        return form.all(name).stream().filter(value -> !value.isBlank()).toList();
    }

    Reading read(TopicTree tree) {
        var faults = new ArrayList<Fault>();
        var address = readEmail(faults);
        var wanted = readTopics(tree, faults);
        var pace = readCadence(faults);
        others.forEach(name ->
                faults.add(new Fault(name, "not-built", "following by " + name + " is not built yet; follow topics")));
        return faults.isEmpty()
                ? new Clear(address.orElseThrow(), List.copyOf(wanted), pace.orElseThrow())
                : new Unclear(faults);
    }

    private Optional<EmailAddress> readEmail(List<Fault> faults) {
        return switch (EmailAddress.parse(email)) {
            case EmailAddress.Valid(EmailAddress address) -> Optional.of(address);
            case EmailAddress.Invalid(EmailAddress.Fault fault) -> {
                faults.add(new Fault("email", code(fault), "the address " + fault.words()));
                yield Optional.empty();
            }
        };
    }

    private static String code(EmailAddress.Fault fault) {
        return "address-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Set<Topic> readTopics(TopicTree tree, List<Fault> faults) {
        var wanted = new LinkedHashSet<Topic>();
        if (topics.isEmpty() && others.isEmpty()) {
            faults.add(new Fault("topic", "missing", "choose at least one topic"));
        }
        if (topics.size() > MOST_TOPICS) {
            faults.add(new Fault("topic", "too-many", "at most " + MOST_TOPICS + " topics can be chosen at once"));
            return wanted;
        }
        for (String slug : topics) {
            tree.bySlug(slug)
                    .ifPresentOrElse(
                            wanted::add,
                            () -> faults.add(new Fault("topic", "unknown-topic", "there is no topic " + shown(slug))));
        }
        return wanted;
    }

    private Optional<Cadence> readCadence(List<Fault> faults) {
        var known = Cadence.parse(cadence);
        if (known.isEmpty()) {
            faults.add(new Fault("cadence", "unknown-cadence", "there is no cadence " + shown(cadence)));
        }
        return known;
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /// How reading a wish ends.
    sealed interface Reading {}

    record Clear(EmailAddress email, List<Topic> topics, Cadence cadence) implements Reading {}

    record Unclear(List<Fault> faults) implements Reading {
        Unclear {
            faults = List.copyOf(faults);
        }
    }
}

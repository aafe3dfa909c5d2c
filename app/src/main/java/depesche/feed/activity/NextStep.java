package depesche.feed.activity;

import depesche.feed.activity.Tellings.More;
import depesche.feed.activity.ToldArticles.Told;
import depesche.web.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an inbox is to be told next of an article, after all that it was told before.
final class NextStep {

    /// A form that nobody has, so that the next one is an update.
    private static final String UNSURE = "unsure";

    private final Activities activities;
    private final NoteDocument notes;
    private final Actor paper;

    NextStep(Addresses addresses, Actor paper) {
        this.activities = new Activities(addresses, paper);
        this.notes = new NoteDocument(addresses, paper);
        this.paper = paper;
    }

    /// An article as it is now.
    ///
    /// @param telling of it, by their keys
    record Current(Told article, Map<String, Actor> telling) {

        Current {
            telling = Map.copyOf(telling);
        }
    }

    /// What is to be done.
    sealed interface Step {}

    /// The paper says how it is.
    ///
    /// @param form what is told, for next time
    record Say(Actor by, Map<String, Object> activity, String form, More more) implements Step {}

    /// Another actor passes it on.
    record PassOn(Actor by, Map<String, Object> activity, More more) implements Step {}

    /// The paper says that it is no more.
    record Withdraw(Actor by, Map<String, Object> activity) implements Step {}

    /// It knows all that it should.
    record Rest() implements Step {}

    /// It never heard of it, and never shall.
    record Forget() implements Step {}

    Step of(Due.Tell tell, Current current) {
        Told article = current.article();
        if (!article.stands()) {
            return tell.mayHave() ? new Withdraw(paper, activities.delete(article)) : new Forget();
        }
        List<Actor> followed = tell.followed().stream()
                .flatMap(key -> Optional.ofNullable(current.telling().get(key)).stream())
                .toList();
        if (tell.told().isEmpty() && followed.isEmpty()) {
            return new Rest();
        }
        List<Actor> toPassOn = followed.stream()
                .filter(actor -> !actor.isPaper() && !tell.announced().contains(actor.key()))
                .toList();
        String form = Fingerprint.of(Json.write(notes.of(article)));
        if (!tell.told().equals(Optional.of(form))) {
            return say(tell, article, form, toPassOn.isEmpty() ? More.NO : More.YES);
        }
        return toPassOn.isEmpty()
                ? new Rest()
                : new PassOn(
                        toPassOn.getFirst(),
                        activities.announce(toPassOn.getFirst(), article),
                        toPassOn.size() > 1 ? More.YES : More.NO);
    }

    /// Where a first saying got no answer it may have come all the same, in an older form: then the second is passed
    /// over
    /// there, and an update has to follow.
    private Step say(Due.Tell tell, Told article, String form, More more) {
        if (tell.told().isPresent()) {
            return new Say(paper, activities.update(article, form), form, more);
        }
        boolean mayBeOlder = tell.mayHave() && article.changedAt().isAfter(article.publishedAt());
        return mayBeOlder
                ? new Say(paper, activities.create(article), UNSURE, More.YES)
                : new Say(paper, activities.create(article), form, more);
    }
}

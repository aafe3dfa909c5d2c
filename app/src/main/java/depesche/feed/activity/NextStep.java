package depesche.feed.activity;

import depesche.feed.activity.Tellings.More;
import depesche.feed.activity.ToldArticles.Told;
import depesche.web.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What an inbox is to be told next of an article, after all that it was told before.
final class NextStep {

    /// A form that nobody has, so that the next one is an update.
    private static final String UNSURE = "unsure";

    private final Activities activities;
    private final NoteDocument notes;
    private final Actor paper;
    private final Function<String, Optional<Actor>> actors;

    /// @param actors of ours by their keys, whether or not readers can see them now
    NextStep(Addresses addresses, Actor paper, Function<String, Optional<Actor>> actors) {
        this.activities = new Activities(addresses, paper);
        this.notes = new NoteDocument(addresses, paper);
        this.paper = paper;
        this.actors = actors;
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

    /// An actor that no longer tells of it takes back that it passed it on.
    record TakeBack(Actor by, Map<String, Object> activity, More more) implements Step {}

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
        Others others = others(tell, current, followed);
        String form = Fingerprint.of(Json.write(notes.of(article)));
        return tell.told().equals(Optional.of(form))
                ? next(tell.passedOn(), article, others)
                : say(tell, article, form, others.moreThan(0));
    }

    /// Who has something to say there beside the paper.
    private record Others(List<Actor> toTakeBack, List<Actor> toPassOn) {

        More moreThan(int said) {
            return toTakeBack.size() + toPassOn.size() > said ? More.YES : More.NO;
        }
    }

    /// Whoever has begun to take it back does so to the end, also where it tells of it again: it may be gone there.
    private Others others(Due.Tell tell, Current current, List<Actor> followed) {
        List<Actor> toTakeBack = tell.passedOn().possibly().stream()
                .filter(key -> !current.telling().containsKey(key)
                        || tell.passedOn().undoing().contains(key))
                .flatMap(key -> actors.apply(key).stream())
                .toList();
        List<Actor> toPassOn = followed.stream()
                .filter(actor -> !actor.isPaper() && !tell.passedOn().standsBy(actor.key()))
                .toList();
        return new Others(toTakeBack, toPassOn);
    }

    private Step next(Due.PassedOn before, Told article, Others others) {
        if (!others.toTakeBack().isEmpty()) {
            Actor by = others.toTakeBack().getFirst();
            return new TakeBack(by, activities.undo(by, article, before.timesUndone(by)), others.moreThan(1));
        }
        if (!others.toPassOn().isEmpty()) {
            Actor by = others.toPassOn().getFirst();
            return new PassOn(by, activities.announce(by, article, before.timesUndone(by)), others.moreThan(1));
        }
        return new Rest();
    }

    /// Where a first saying got no answer it may have come all the same, in an older form: then the second is passed
    /// over there, and an update has to follow.
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

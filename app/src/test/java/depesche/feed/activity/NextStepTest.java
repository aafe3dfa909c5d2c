package depesche.feed.activity;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.ArticleId;
import depesche.feed.activity.NextStep.Current;
import depesche.feed.activity.Tellings.More;
import depesche.net.WebAddress;
import depesche.net.signature.Style;
import depesche.testing.TestNewsroom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What comes next where an actor took back what is its own again.
class NextStepTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final String HARBOUR = "topic:1";

    @BeforeAll
    static void publish() {
        newsroom.call("POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call(
                "POST",
                "/articles",
                "{\"headline\": \"Sturm\", \"body\": \"<p>Kein Schiff.</p>\", \"topics\": [\"hafen\"]}");
        newsroom.call("POST", "/articles/1/publication", "{\"alert\": false}");
    }

    @Test
    void whatStandsThereIsNotPassedOnAgain() {
        assertThat(step(new Due.PassedOn(List.of(HARBOUR), List.of(), List.of(), List.of())))
                .isInstanceOf(NextStep.Rest.class);
    }

    /// It may be gone there.
    @Test
    void whatWasBegunToBeTakenBackIsTakenBackToTheEndAndMoreIsToBeSaid() {
        assertThat(step(new Due.PassedOn(List.of(HARBOUR), List.of(), List.of(HARBOUR), List.of())))
                .isInstanceOfSatisfying(NextStep.TakeBack.class, back -> {
                    assertThat(back.by().key()).isEqualTo(HARBOUR);
                    assertThat(back.more()).isEqualTo(More.YES);
                });
    }

    @Test
    void whatWasTakenBackIsPassedOnAnewUnderAnotherId() {
        assertThat(step(new Due.PassedOn(List.of(), List.of(), List.of(), List.of(HARBOUR))))
                .isInstanceOfSatisfying(
                        NextStep.PassOn.class,
                        on -> assertThat(on.activity().get("id").toString()).endsWith("#announce-1-1"));
    }

    private static NextStep.Step step(Due.PassedOn passedOn) {
        var settings = newsroom.rooms().ground().settings();
        var db = newsroom.rooms().ground().db();
        var actors = new Actors(settings);
        var steps = new NextStep(
                new Addresses(settings), actors.paper(), key -> db.inSnapshot(tx -> actors.byKey(tx, key)));
        Current current = db.inSnapshot(tx -> new Current(
                ToldArticles.byId(tx, new ArticleId(1)).orElseThrow(),
                Map.of(HARBOUR, actors.byKey(tx, HARBOUR).orElseThrow())));
        var first = (NextStep.Say) steps.of(tell(Optional.empty(), passedOn), current);
        return steps.of(tell(Optional.of(first.form()), passedOn), current);
    }

    private static Due.Tell tell(Optional<String> told, Due.PassedOn passedOn) {
        return new Due.Tell(
                new ArticleId(1),
                new Due.Place(
                        1, WebAddress.ofStored("https://other.example/inbox"), Style.values()[0], 0, Optional.empty()),
                new Due.Hold("a", System.nanoTime()),
                1,
                0,
                false,
                told,
                List.of(HARBOUR),
                passedOn,
                false);
    }
}

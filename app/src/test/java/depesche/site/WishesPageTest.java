package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.follow.Cadence;
import depesche.follow.QuietHours;
import depesche.follow.ReaderOverview;
import depesche.testing.TestNewsroom;
import depesche.text.EmailAddress;
import java.time.DayOfWeek;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WishesPageTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String FILLED = "&cadence-harbour=daily&hour=18&day=5&quiet-from=22&quiet-to=6&most=3&pause=7"
            + "&zone=Pacific%2FChatham&breaking-in-quiet=yes";
    private static ReaderId ida = new ReaderId(1);

    @BeforeAll
    static void idaFollows() {
        newsroom.call("POST", "/topics", "{\"slug\":\"harbour\",\"labels\":{\"de\":\"Hafen\",\"en\":\"Harbour\"}}");
        newsroom.call("POST", "/readers/import", """
                {"email":"ida@reader.example","language":"en","follows":[{"topic":"harbour","cadence":"weekly"}],\
                "consent":{"at":"2026-01-05T10:00:00Z","source":"paper"}}
                """, "Content-Type", "application/x-ndjson");
        ida = newsroom.rooms()
                .readers()
                .overviews()
                .of(new EmailAddress("ida@reader.example"))
                .orElseThrow()
                .reader()
                .id();
    }

    private static String me() {
        return "/me/" + newsroom.rooms().ground().links().me(ida);
    }

    private static ReaderOverview overview() {
        return newsroom.rooms().readers().overviews().of(ida).orElseThrow();
    }

    @Test
    void thePageSaysWhatTheWishesComeTo() {
        assertThat(newsroom.get(me()).body())
                .contains("name=\"cadence-harbour\"", "value=\"weekly\" selected")
                .contains("The weekly digest comes on Monday at 7:00 (Europe/Berlin)");
    }

    @Test
    void lookingFirstShowsWhatItWouldMeanAndChangesNothing() {
        var before = overview();

        var answer = newsroom.post(me(), "wishes=preview" + FILLED, "Content-Type", FORM);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("The daily digest comes at 18:00 (Pacific/Chatham)")
                .contains("only breaking news comes at once", "Up to 3 alerts come at once");
        assertThat(overview()).isEqualTo(before);
    }

    @Test
    void savingKeepsTheWishTheZoneAndHowSoonEachFollowSpeaks() {
        var answer = newsroom.post(me(), "wishes=save" + FILLED, "Content-Type", FORM);

        var kept = overview();
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(kept.follows().getFirst().follow().cadence()).isEqualTo(Cadence.DAILY);
        assertThat(kept.reader().timeZone().getId()).isEqualTo("Pacific/Chatham");
        assertThat(kept.wish().digestHour()).isEqualTo(18);
        assertThat(kept.wish().digestDay()).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(kept.wish().quiet()).contains(new QuietHours(22, 6));
        assertThat(kept.wish().breakingInQuiet()).isTrue();
        assertThat(kept.wish().mostADay()).contains(3);
        assertThat(kept.wish().updates()).isFalse();
        assertThat(kept.wish().pausedUntil()).contains(Instant.parse("2026-03-07T10:15:00Z"));
        assertThat(newsroom.get(me()).body()).contains("Nothing comes until March 8, 2026");
        newsroom.post(
                me(),
                "wishes=save&cadence-harbour=weekly&zone=Europe%2FBerlin&hour=7&day=1&updates=yes",
                "Content-Type",
                FORM);
    }

    @Test
    void aFormWithFaultsComesBackWithAllOfThem() {
        var answer = newsroom.post(
                me(),
                "wishes=save&zone=Nowhere&quiet-from=7&quiet-to=7&hour=25&cadence-harbour=hourly",
                "Content-Type",
                FORM);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("There is no such time zone", "Quiet hours need a beginning and an end")
                .contains("That is not to be had", "Something in the request is not right");
        assertThat(overview().wish().digestHour()).isEqualTo(7);
    }

    @Test
    void whoFollowsChoosesHowSoon() {
        var answer = newsroom.post(
                "/follow",
                "email=emil%40reader.example&topic=harbour&cadence=breaking&language=en",
                "Content-Type",
                FORM);
        newsroom.settle();

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(newsroom.get("/follow").body()).contains("nur Eilmeldungen, sofort", "einmal in der Woche");
    }
}

package depesche.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Suppression;
import depesche.testing.TestDatabase;
import depesche.web.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Readers out, and in again elsewhere.
class FollowExportTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    @TempDir
    private Path mailbox;

    private TestHouse house;
    private final List<RefusedLine> refused = new ArrayList<>();

    @BeforeEach
    void open() {
        house = new TestHouse(db, mailbox);
        house.openWithTopics();
    }

    @Test
    void theExportImportedElsewhereGivesTheSameExport() {
        house.follows("ida@reader.example", "weather", "harbour");
        house.clock.advance(Duration.ofDays(3));
        house.followsSearches("ida@reader.example", "kran -\"alte oper\"", "hafen or kai");
        take("""
                {"email":"tom@käse.example","language":"en-GB","timeZone":"Europe/London","follows":\
                [{"topic":"water","cadence":"weekly"}],"consent":{"at":"2025-01-05T10:00:00.123456Z","source":"form"}}
                {"email":"none@reader.example","follows":[],"consent":{"at":"2025-01-05T10:00:00Z","source":"form"}}
                {"email":"no@reader.example","follows":[{"topic":"water","cadence":"daily"}],"consent":\
                {"at":"2025-01-05T10:00:00Z","source":"form"},"suppressed":{"why":"bounced","at":"2025-03-01T00:00:00Z"}}
                """);
        var emil = house.follows("emil@reader.example", "weather");
        house.leaving.leaveAll(emil);
        suppressByHand("emil@reader.example");
        house.erasing.erase(house.follows("gone@reader.example", "weather"));

        String export = export();
        elsewhere();
        ImportTally tally = take(export);

        assertThat(export.lines()).hasSize(5);
        assertThat(export).doesNotContain("gone@reader.example").contains("tom@xn--kse-qla.example");
        assertThat(refused).isEmpty();
        assertThat(tally).isEqualTo(new ImportTally(5, 0, 0, 0));
        assertThat(export()).isEqualTo(export);
        assertThat(take(export)).isEqualTo(new ImportTally(0, 0, 5, 0));
        assertThat(export()).isEqualTo(export);
    }

    @Test
    void aLineSaysWhatWasAgreedToAndSinceWhen() {
        house.follows("ida@reader.example", "harbour");
        house.clock.advance(Duration.ofDays(1));
        house.follows("ida@reader.example", "weather");

        JsonNode line =
                Json.read(export().strip().getBytes(StandardCharsets.UTF_8)).orElseThrow();

        assertThat(line.path("email").asText()).isEqualTo("ida@reader.example");
        assertThat(line.path("language").asText()).isEqualTo("de");
        assertThat(line.path("timeZone").asText()).isEqualTo("Europe/Berlin");
        assertThat(line.path("follows").toString())
                .isEqualTo("[{\"topic\":\"harbour\",\"cadence\":\"instant\",\"since\":\"2026-03-01T08:00:00Z\"},"
                        + "{\"topic\":\"weather\",\"cadence\":\"instant\"}]");
        assertThat(line.at("/consent/at").asText()).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(line.at("/consent/source").asText()).isEqualTo("double-opt-in");
        assertThat(line.at("/consent/wording").asText()).startsWith("Ja, ").contains("Wetter");
        assertThat(line.at("/consent/language").asText()).isEqualTo("de");
        assertThat(line.has("suppressed")).isFalse();
    }

    @Test
    void whoFollowsMoreThanALineHoldsHasSeveral() {
        for (int from = 0; from < 600; from += 100) {
            String follows = IntStream.range(from, from + 100)
                    .mapToObj(
                            number -> "{\"query\":\"wort" + number + " " + "ä".repeat(90) + "\",\"cadence\":\"daily\"}")
                    .collect(Collectors.joining(","));
            take("{\"email\":\"much@reader.example\",\"follows\":[" + follows
                    + "],\"consent\":{\"at\":\"2025-01-05T10:00:00Z\",\"source\":\"form\"}}");
        }

        String export = export();
        elsewhere();
        take(export);

        assertThat(export.lines()).hasSize(6);
        assertThat(refused).isEmpty();
        assertThat(house.count("select count(*) from follow")).isEqualTo(600);
        assertThat(export()).isEqualTo(export);
    }

    @Test
    void moreReadersThanAreReadAtOnceComeInTheirOrder() {
        take(IntStream.range(0, 2_500)
                .mapToObj(
                        number -> "{\"email\":\"r" + number
                                + "@reader.example\",\"follows\":[],\"consent\":{\"at\":\"2025-01-05T10:00:00Z\",\"source\":\"f\"}}")
                .collect(Collectors.joining("\n")));

        List<String> lines = export().lines().toList();

        assertThat(lines).hasSize(2_500);
        assertThat(lines.get(1_000)).contains("\"r1000@reader.example\"");
        assertThat(lines.getLast()).contains("\"r2499@reader.example\"");
    }

    @Test
    void aFollowSinceTomorrowAndAConsentInNoLanguageAreFaults() {
        take(
                "{\"email\":\"ida@reader.example\",\"follows\":[{\"topic\":\"water\",\"cadence\":\"daily\",\"since\":\"2027-01-01T00:00:00Z\"}],"
                        + "\"consent\":{\"at\":\"2025-01-05T10:00:00Z\",\"source\":\"form\",\"wording\":\"Yes\",\"language\":\"tlh-XX\"}}");

        assertThat(refused)
                .singleElement()
                .satisfies(line -> assertThat(line.why())
                        .contains("follows: since lies in the future")
                        .contains("consent: language is none that we know"));
    }

    @Test
    void aWordingThatNoDatabaseTakesBreaksNothing() {
        take(
                "{\"email\":\"ida@reader.example\",\"follows\":[],\"consent\":{\"at\":\"2025-01-05T10:00:00Z\",\"source\":\"form\","
                        + "\"wording\":\"Yes\\u0000 \\ud800 please\"}}");

        assertThat(refused).isEmpty();
        assertThat(export()).contains("\"wording\":\"Yes ? please\"");
    }

    /// A newsroom whose topics have other numbers.
    private void elsewhere() {
        house.openWithTopics();
        house.change("update topic set slug = 'held' where slug = 'harbour'");
        house.change("update topic set slug = 'harbour' where slug = 'weather'");
        house.change("update topic set slug = 'weather' where slug = 'held'");
    }

    private void suppressByHand(String email) {
        db.database().change(tx -> {
            var reader = house.readers.byEmail(tx, TestHouse.address(email)).orElseThrow();
            house.readers.suppress(
                    tx, reader.id(), new Suppression(house.clock.instant(), Suppression.Why.BY_HAND, "asked for it"));
        });
    }

    private String export() {
        var bytes = new ByteArrayOutputStream();
        house.exports.run(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private ImportTally take(String lines) {
        return house.imports.run(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), refused::add);
    }
}

package depesche.follow;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Consents;
import depesche.account.Reader;
import depesche.account.Suppression;
import depesche.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowImportTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final String IDA = """
            {"email": "ida@Reader.Example", "language": "de-AT", "timeZone": "Europe/Vienna", "channels": ["email"],\
             "follows": [{"topic": "harbour", "cadence": "instant"}, {"topic": "weather", "cadence": "instant"}],\
             "consent": {"at": "2026-01-05T10:00:00+01:00", "source": "form on the old site"}}""";

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
    void aConfirmedReaderComesInWithFollowsAndConsent() {
        assertThat(take(IDA)).isEqualTo(new ImportTally(1, 0, 0, 0));

        var ida = reader("ida@reader.example");
        assertThat(ida.language()).hasToString("de_AT");
        assertThat(ida.timeZone()).hasToString("Europe/Vienna");
        assertThat(house.followed(ida.id())).containsExactly("harbour", "weather");
        var consents = db.database().read(tx -> Consents.of(tx, ida.id()));
        assertThat(consents).singleElement().satisfies(consent -> {
            assertThat(consent.at()).isEqualTo("2026-01-05T09:00:00Z");
            assertThat(consent.source()).isEqualTo("form on the old site");
        });
    }

    @Test
    void theSameFileAgainChangesNothing() {
        take(IDA, line("tom@reader.example", "[]"));
        long changes = house.count("select max(changed_in::text::bigint) from follow");

        assertThat(take(IDA, line("tom@reader.example", "[]"))).isEqualTo(new ImportTally(0, 0, 2, 0));
        assertThat(house.count("select max(changed_in::text::bigint) from follow"))
                .isEqualTo(changes);
        assertThat(house.count("select last_value from reader_id_seq")).isEqualTo(2);
    }

    @Test
    void linesOfOneAddressAddUpHoweverTheDomainIsWritten() {
        var tally = take(
                line("ida@käse.example", follows("harbour")),
                line("ida@xn--kse-qla.EXAMPLE", follows("weather")),
                line("ida@KÄSE.example", follows("weather")),
                line("Ida@käse.example", follows("weather")));

        assertThat(tally).isEqualTo(new ImportTally(2, 1, 1, 0));
        assertThat(house.followed(reader("ida@xn--kse-qla.example").id())).containsExactly("harbour", "weather");
    }

    @Test
    void otherFactsAndFurtherFollowsUpdateAReader() {
        take(line("ida@reader.example", follows("harbour")));

        var tally = take("{\"email\":\"ida@reader.example\",\"language\":\"en\",\"follows\":" + follows("weather") + ","
                + CONSENT + "}");

        assertThat(tally).isEqualTo(new ImportTally(0, 1, 0, 0));
        assertThat(reader("ida@reader.example").language()).hasToString("en");
        assertThat(house.followed(reader("ida@reader.example").id())).containsExactly("harbour", "weather");
    }

    @Test
    void aNoThatIsYoungerThanTheImportedYesStays() {
        var ida = house.follows("ida@reader.example", "harbour", "weather");
        house.leaving.leaveAll(ida);

        take(IDA);
        assertThat(house.followed(ida)).isEmpty();

        house.clock.advance(Duration.ofDays(2));
        take(IDA.replace("2026-01-05", "2026-03-02"));
        assertThat(house.followed(ida)).containsExactly("harbour", "weather");
    }

    @Test
    void anImportNeverLiftsASuppression() {
        var emil = house.follows("emil@reader.example", "harbour");
        db.database()
                .change(tx -> house.readers.suppress(
                        tx, emil, new Suppression(house.clock.instant(), Suppression.Why.BOUNCED, "5.1.1")));

        take(line("emil@reader.example", follows("weather")));

        assertThat(reader("emil@reader.example").suppression())
                .map(Suppression::why)
                .contains(Suppression.Why.BOUNCED);
    }

    @Test
    void aNoComesInToo() {
        house.follows("ida@reader.example", "harbour");

        var tally = take(
                suppressed("ida@reader.example", "true"),
                suppressed("emil@reader.example", "\"complained\""),
                suppressed("tom@reader.example", "{\"why\":\"bounced\",\"at\":\"2026-02-01T00:00:00Z\"}"),
                suppressed("ada@reader.example", "false"));

        assertThat(tally).isEqualTo(new ImportTally(3, 1, 0, 0));
        assertThat(why("ida@reader.example")).isEqualTo("import");
        assertThat(why("emil@reader.example")).isEqualTo("complained");
        assertThat(why("tom@reader.example")).isEqualTo("bounced");
        assertThat(reader("ada@reader.example").suppression()).isEmpty();
    }

    @Test
    void aNoToEverythingTakesThePlaceOfOneThatIsAboutTheAddress() {
        take(suppressed("emil@reader.example", "\"bounced\""), suppressed("ida@reader.example", "\"by-hand\""));

        take(suppressed("emil@reader.example", "\"by-hand\""), suppressed("ida@reader.example", "\"bounced\""));

        assertThat(why("emil@reader.example")).isEqualTo("by-hand");
        assertThat(why("ida@reader.example")).isEqualTo("by-hand");
    }

    @Test
    void aNoThatIsOlderThanTheReadersOwnYesIsPast() {
        house.follows("ida@reader.example", "harbour");

        take(suppressed("ida@reader.example", "{\"why\":\"bounced\",\"at\":\"2026-02-01T00:00:00Z\"}"));

        assertThat(reader("ida@reader.example").suppression()).isEmpty();
    }

    @Test
    void whoWasErasedComesBackOnlyByTheirOwnConfirmation() {
        house.erasing.erase(house.follows("ida@reader.example", "harbour"));

        assertThat(take(line("tom@reader.example", "[]"), IDA)).isEqualTo(new ImportTally(1, 0, 0, 1));
        assertThat(refused).singleElement().satisfies(line -> {
            assertThat(line.line()).isEqualTo(2);
            assertThat(line.why()).contains("erased");
        });

        house.clock.advance(Duration.ofDays(1));
        house.follows("ida@reader.example", "harbour");
        assertThat(take(IDA).updated()).isOne();
    }

    @Test
    void everyFaultOfALineIsNamed() {
        take(
                "{\"email\":\"ida@\",\"language\":\"tlh-XX\",\"timeZone\":\"Mars/Base\",\"channels\":[\"email\",\"webpush\"],"
                        + "\"follows\":[{\"topic\":\"nowhere\",\"cadence\":\"hourly\"},{\"story\":\"fire\",\"cadence\":\"instant\"},3],"
                        + "\"consent\":{\"at\":\"yesterday\",\"source\":\" \"},\"suppressed\":\"maybe\",\"age\":40}");

        assertThat(refused)
                .singleElement()
                .satisfies(line -> assertThat(line.why())
                        .contains("email has nothing after the @")
                        .contains("language")
                        .contains("timeZone")
                        .contains("channels may only be")
                        .contains("there is no topic nowhere")
                        .contains("there is no cadence hourly")
                        .contains("there is no story fire")
                        .contains("not an object")
                        .contains("at must be a time")
                        .contains("source is missing")
                        .contains("suppressed must be a reason")
                        .contains("there is no field age"));
        assertThat(house.count("select count(*) from reader")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                        | not one JSON object",
                "{\"email\":                               | not one JSON object",
                "{\"email\":\"a@b.example\",\"email\":\"c@d.example\"} | not one JSON object",
                "{\"email\":\"a@b.example\"} {}            | not one JSON object",
                "null                                      | not one JSON object",
                "{}                                        | email is missing",
                "{\"email\":\"a@b.example\",\"follows\":[]} | consent {at, source} is missing",
                "{\"email\":7}                             | email must be a text",
                "{\"email\":\"a@b.example\",\"follows\":{}} | follows must be a list",
                "{\"email\":\"\\ud800@b.example\"}         | email has a character",
                "{\"email\":\"a\\u0000@b.example\"}        | email has a character",
                "{\"email\":\"a@b.example\\r\\nBcc: x\"}   | email",
            })
    void whatIsNoReaderIsRefused(String line, String why) {
        assertThat(take(line).refused()).isOne();
        assertThat(refused).singleElement().satisfies(it -> assertThat(it.why()).contains(why));
    }

    @Test
    void aConsentFromTheFutureIsRefused() {
        take(line("ida@reader.example", "[]").replace("2026-01-05", "2027-01-05"));

        assertThat(refused).extracting(RefusedLine::why).containsExactly("consent: at lies in the future");
    }

    @Test
    void linesAreCountedAsTheyStandInTheFile() throws IOException {
        var file = new ByteArrayOutputStream();
        file.write(("\uFEFF" + line("ida@reader.example", "[]") + "\r\n\r\n  \n").getBytes(StandardCharsets.UTF_8));
        file.write(new byte[] {'{', (byte) 0xC3, '\n'});
        file.write(("{\"email\":\"" + "a".repeat(70_000) + "\"}\n").getBytes(StandardCharsets.UTF_8));
        file.write("nonsense\n".getBytes(StandardCharsets.UTF_8));
        file.write(line("tom@reader.example", "[]").getBytes(StandardCharsets.UTF_8));

        var tally = house.imports.run(new ByteArrayInputStream(file.toByteArray()), refused::add);

        assertThat(tally).isEqualTo(new ImportTally(2, 0, 0, 3));
        assertThat(refused).extracting(RefusedLine::line).containsExactly(4L, 5L, 6L);
        assertThat(refused.get(0).why()).contains("UTF-8");
        assertThat(refused.get(1).why()).contains("65536 bytes");
    }

    @Test
    void anEmptyFileIsDone() {
        assertThat(take("")).isEqualTo(new ImportTally(0, 0, 0, 0));
    }

    @Test
    void refusedLinesAreToldInTheirOrderOverAllBatches() {
        var lines = new ArrayList<String>();
        for (int i = 1; i <= 10_000; i++) {
            lines.add(i % 1_000 == 0 ? "x" : line("reader" + i + "@reader.example", follows("harbour")));
        }

        var tally = house.imports.run(stream(String.join("\n", lines)), refused::add);

        assertThat(tally).isEqualTo(new ImportTally(9_990, 0, 0, 10));
        assertThat(refused)
                .extracting(RefusedLine::line)
                .startsWith(1_000L, 2_000L)
                .endsWith(10_000L);
        assertThat(new FollowIndex(db.database())
                        .refresh()
                        .readersOf(Set.of(Subject.topic(2)))
                        .getCardinality())
                .isEqualTo(9_990);
    }

    @Test
    void twoImportsOfOneFileAtOnceMakeEachReaderOnce() throws Exception {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 3_000; i++) {
            lines.add(line("reader" + i + "@reader.example", follows("harbour")));
        }
        String file = String.join("\n", lines);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> house.imports.run(stream(file), refused::add));
            var other = threads.submit(() -> house.imports.run(stream(file), refused::add));

            assertThat(one.get().created() + other.get().created()).isEqualTo(3_000);
            assertThat(one.get().unchanged() + other.get().unchanged()).isEqualTo(3_000);
        }
        assertThat(house.count("select max(id) from reader")).isEqualTo(3_000);
    }

    @Test
    void noBytesWhateverBreakTheImport() {
        var random = new Random(7);
        byte[] good = (IDA + "\n" + line("tom@reader.example", "[]")).getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = good.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            house.imports.run(new ByteArrayInputStream(bytes), refused::add);
        }
    }

    private static final String CONSENT = "\"consent\":{\"at\":\"2026-01-05T10:00:00Z\",\"source\":\"paper form\"}";

    private static String line(String email, String follows) {
        return "{\"email\":\"" + email + "\",\"follows\":" + follows + "," + CONSENT + "}";
    }

    private static String suppressed(String email, String suppressed) {
        return "{\"email\":\"" + email + "\",\"follows\":[],\"suppressed\":" + suppressed + "," + CONSENT + "}";
    }

    private static String follows(String topic) {
        return "[{\"topic\":\"" + topic + "\",\"cadence\":\"instant\"}]";
    }

    private ImportTally take(String... lines) {
        return house.imports.run(stream(String.join("\n", lines)), refused::add);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Reader reader(String email) {
        return db.database()
                .read(tx -> house.readers.byEmail(tx, TestHouse.address(email)))
                .orElseThrow();
    }

    private String why(String email) {
        return reader(email).suppression().orElseThrow().why().word();
    }
}

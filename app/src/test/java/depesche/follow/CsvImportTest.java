package depesche.follow;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Consents;
import depesche.account.Reader;
import depesche.testing.TestDatabase;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Readers from a table.
class CsvImportTest {

    private static final String HEAD = "email,language,topics,cadence,consentAt,consentSource,suppressed\n";

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
    void aTableBringsReadersWithFollowsAndConsent() {
        var tally = take("\uFEFF" + HEAD
                + "ida@Reader.example,de-AT,\"harbour, weather\",weekly,2026-01-05,\"form \"\"A\"\", page 2\",no\r\n"
                + "\r\n"
                + "tom@reader.example,,fishing,,2026-01-05T10:00:00+01:00,\"two\nlines\",bounced\n"
                + "emil@reader.example,,,,2026-01-05,list\n");

        assertThat(refused).isEmpty();
        assertThat(tally).isEqualTo(new ImportTally(3, 0, 0, 0));
        Reader ida = reader("ida@reader.example");
        assertThat(ida.language()).hasToString("de_AT");
        assertThat(house.followed(ida.id())).containsExactly("harbour", "weather");
        assertThat(house.count("select count(*) from follow where cadence = 'weekly'"))
                .isEqualTo(2);
        var consents = db.database().read(tx -> Consents.of(tx, ida.id()));
        assertThat(consents).singleElement().satisfies(consent -> {
            assertThat(consent.at()).isEqualTo("2026-01-05T00:00:00Z");
            assertThat(consent.source()).isEqualTo("form \"A\", page 2");
        });
        Reader tom = reader("tom@reader.example");
        assertThat(tom.suppression().orElseThrow().why().word()).isEqualTo("bounced");
        assertThat(house.count("select count(*) from follow where cadence = 'instant'"))
                .isOne();
    }

    @Test
    void semicolonsAndOtherSpellingsOfAHeadAreRead() {
        take("E-Mail;Consent At;consent_source;Topics;suppressed;suppressedAt\n"
                + "ida@reader.example;2025-01-05;form;harbour|weather;ja;2025-06-01\n");

        assertThat(refused).isEmpty();
        Reader ida = reader("ida@reader.example");
        assertThat(house.followed(ida.id())).containsExactly("harbour", "weather");
        assertThat(ida.suppression().orElseThrow().why().word()).isEqualTo("import");
        assertThat(ida.suppression().orElseThrow().at()).isEqualTo("2025-06-01T00:00:00Z");
    }

    @Test
    void everyFaultOfALineIsNamedWithTheLineItBeginsOn() {
        take(HEAD + "ida@reader.example,de,harbour,instant,2026-01-05,\"a\nb\",\n"
                + "nobody,tlh-XX,nowhere,hourly,yesterday,,maybe\n"
                + "tom@reader.example,de,harbour,instant,2026-01-05,form,,,\n");

        assertThat(refused).extracting(RefusedLine::line).containsExactly(4L, 5L);
        assertThat(refused.getFirst().why())
                .contains("email has no @")
                .contains("language")
                .contains("there is no topic nowhere")
                .contains("there is no cadence hourly")
                .contains("at must be a time")
                .contains("source is missing")
                .contains("suppressed must be a reason");
        assertThat(refused.getLast().why()).isEqualTo("the line has 9 cells, and the head 7");
    }

    @Test
    void aWrongHeadIsRefusedWithAllThatIsWrongAndNothingIsTaken() {
        var tally = take("mail,Name,language,language\nida@reader.example,Ida,de,de\n");

        assertThat(tally).isEqualTo(new ImportTally(0, 0, 0, 1));
        assertThat(refused).singleElement().satisfies(line -> {
            assertThat(line.line()).isOne();
            assertThat(line.why())
                    .contains("there is no column mail to take")
                    .contains("there is no column Name to take")
                    .contains("the column language stands twice")
                    .contains("the column email is missing")
                    .contains("the column consentAt is missing")
                    .contains("the column consentSource is missing")
                    .contains("columns are email, language, timeZone, topics");
        });
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsOwnLineAlone() {
        var table = new StringBuilder(HEAD).append("\"open@reader.example,de,harbour,instant,2026-01-05,form,\n");
        for (int i = 0; i < 200; i++) {
            table.append("r").append(i).append("@reader.example,de,harbour,instant,2026-01-05,form,\n");
        }

        assertThat(take(table.toString())).isEqualTo(new ImportTally(200, 0, 0, 1));
        assertThat(refused).singleElement().isEqualTo(new RefusedLine(2, "a quote is opened and never closed"));
    }

    @Test
    void theFormatIsSeenByTheFirstLine() {
        assertThat(detected("\uFEFF\n" + HEAD)).isEqualTo(ImportFormat.CSV);
        assertThat(detected("consent_at;E-Mail\n")).isEqualTo(ImportFormat.CSV);
        assertThat(detected(" {\"email\":\"ida@reader.example\"}")).isEqualTo(ImportFormat.NDJSON);
        assertThat(detected("")).isEqualTo(ImportFormat.NDJSON);
        assertThat(detected("nonsense")).isEqualTo(ImportFormat.NDJSON);
    }

    @Test
    void noBytesWhateverBreakTheImport() {
        var random = new Random(11);
        byte[] good = (HEAD + "ida@reader.example,de,\"harbour,weather\",daily,2026-01-05,\"a\nb\",no\n"
                        + "tom@reader.example,de,harbour,daily,2026-01-05,form,bounced\n")
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = good.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            house.imports.run(new ByteArrayInputStream(bytes), ImportFormat.CSV, refused::add);
        }
    }

    private static ImportFormat detected(String text) {
        InputStream file = new BufferedInputStream(stream(text));
        return ImportFormat.detected(file);
    }

    private ImportTally take(String table) {
        return house.imports.run(stream(table), ImportFormat.CSV, refused::add);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Reader reader(String email) {
        return db.database()
                .read(tx -> house.readers.byEmail(tx, TestHouse.address(email)))
                .orElseThrow();
    }
}

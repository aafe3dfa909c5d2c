package depesche.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArchiveKeysTest {

    @Test
    void whatIsPassedOverHasAsFewNamesAsItCan() {
        assertThat(ArchiveKeys.empty(day("2023-11-30"), day("2026-02-03")))
                .containsExactlyInAnyOrder(
                        "empty:2023-11-30",
                        "empty:2023-12",
                        "empty:2024",
                        "empty:2025",
                        "empty:2026-01",
                        "empty:2026-02-01",
                        "empty:2026-02-02");
        assertThat(ArchiveKeys.empty(day("1600-01-01"), day("2026-01-01"))).hasSize(4 + 26);
        assertThat(ArchiveKeys.empty(day("2026-02-03"), day("2026-02-03"))).isEmpty();
    }

    @Test
    void aDayDropsExactlyThePagesThatPassOverIt() {
        var random = new Random(20261128);
        for (int i = 0; i < 2_000; i++) {
            LocalDate from = day("1990-01-01").plusDays(random.nextInt(20_000));
            LocalDate until = from.plusDays(random.nextInt(i % 2 == 0 ? 20_000 : 60));
            LocalDate day = from.plusDays(random.nextInt(-100, 20_000));

            boolean isDropped = ArchiveKeys.empty(from, until).stream().anyMatch(ArchiveKeys.cameOut(day)::contains);

            assertThat(isDropped)
                    .as("%s in %s to %s", day, from, until)
                    .isEqualTo(!day.isBefore(from) && day.isBefore(until));
        }
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}

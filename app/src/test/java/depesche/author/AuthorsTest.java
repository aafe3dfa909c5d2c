package depesche.author;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthorsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    @Test
    void aNameInOtherCaseOrSpacingIsTheSameAuthorUnderTheSameAddress() {
        List<AuthorId> first = keep("Jörg Müller");

        List<AuthorId> again = keep("Von JÖRG  MÜLLER und jörg müller");

        assertThat(again).isEqualTo(first);
        assertThat(author(first.getFirst())).isEqualTo(new Author(first.getFirst(), "joerg-mueller", "Jörg Müller"));
    }

    @Test
    void whoIsSpelledOtherwiseHasAnAddressOfTheirOwn() {
        AuthorId umlaut = keep("Käthe Öl").getFirst();
        AuthorId spelled = keep("Kaethe Oel").getFirst();

        assertThat(author(umlaut).slug()).isEqualTo("kaethe-oel");
        assertThat(author(spelled).slug()).isEqualTo("kaethe-oel-2");
    }

    @Test
    void aNameInCapitalsIsSpelledBetterOnceItIs() {
        AuthorId wire = keep("EVA LUND").getFirst();

        keep("Eva Lund");
        keep("EVA LUND");

        assertThat(author(wire)).isEqualTo(new Author(wire, "eva-lund", "Eva Lund"));
    }

    @Test
    void twentyAtOnceMakeOneAuthor() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<AuthorId>>> tasks = IntStream.range(0, 20)
                    .<Callable<List<AuthorId>>>mapToObj(i -> () -> keep(i % 2 == 0 ? "Zoe A, Yves B" : "Yves B, Zoe A"))
                    .toList();
            var kept = threads.invokeAll(tasks).stream()
                    .flatMap(it -> it.resultNow().stream())
                    .distinct()
                    .toList();
            assertThat(kept).hasSize(2);
        }
    }

    private static List<AuthorId> keep(String byline) {
        return db.database().write(tx -> Authors.keep(tx, List.of(byline), Locale.GERMAN, Instant.EPOCH));
    }

    private static Author author(AuthorId id) {
        return db.database().read(tx -> Authors.byIds(tx, List.of(id))).getFirst();
    }
}

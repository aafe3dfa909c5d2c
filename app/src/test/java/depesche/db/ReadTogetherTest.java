package depesche.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import depesche.testing.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadTogetherTest {

    private final List<Set<Long>> groups = new CopyOnWriteArrayList<>();

    @Test
    void whoAsksAloneIsReadAlone() {
        var together = new ReadTogether<>(noted(ReadTogetherTest::named));

        assertThat(together.of(7)).contains("number 7");
        assertThat(together.of(8)).contains("number 8");
        assertThat(groups).containsExactly(Set.of(7L), Set.of(8L));
    }

    @Test
    void whatIsNotThereIsEmpty() {
        var together = new ReadTogether<String>(noted(_ -> Map.of()));

        assertThat(together.of(7)).isEmpty();
    }

    /// Two reads are held; the forty who come meanwhile are read in two groups, for so many go side by side.
    @Test
    void whoAsksWhileOthersAreReadIsReadWithThoseWhoWait() throws Exception {
        var held = new CountDownLatch(1);
        Map<Long, CountDownLatch> begun = Map.of(1L, new CountDownLatch(1), 2L, new CountDownLatch(1));
        var together = new ReadTogether<>(noted(numbers -> {
            numbers.stream()
                    .filter(begun::containsKey)
                    .forEach(number -> begun.get(number).countDown());
            await(held);
            return named(numbers);
        }));
        Map<Long, Optional<String>> answers = new ConcurrentHashMap<>();
        List<Thread> first = new ArrayList<>();
        for (long number = 1; number <= 2; number++) {
            first.add(asking(together, number, answers));
            await(begun.get(number));
        }
        List<Thread> others = LongStream.range(100, 140)
                .mapToObj(number -> asking(together, number, answers))
                .toList();
        Waiting.until(
                "all others wait", () -> others.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        held.countDown();
        for (Thread thread : Stream.concat(first.stream(), others.stream()).toList()) {
            thread.join();
        }

        assertThat(answers)
                .hasSize(42)
                .allSatisfy((number, name) -> assertThat(name).contains("number " + number));
        assertThat(groups).hasSize(4);
    }

    private static Thread asking(ReadTogether<String> together, long number, Map<Long, Optional<String>> answers) {
        return Thread.ofPlatform().start(() -> answers.put(number, together.of(number)));
    }

    @Test
    void aReadThatFailsFailsForAllWhoWaitedForItAndForNobodyElse() {
        var together = new ReadTogether<>(noted(numbers -> {
            if (numbers.contains(13L)) {
                throw new IllegalStateException("unlucky");
            }
            return named(numbers);
        }));

        assertThatThrownBy(() -> together.of(13))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("unlucky");
        assertThat(together.of(14)).contains("number 14");
    }

    private Function<Set<Long>, Map<Long, String>> noted(Function<Set<Long>, Map<Long, String>> reading) {
        return numbers -> {
            groups.add(Set.copyOf(numbers));
            return reading.apply(numbers);
        };
    }

    private static Map<Long, String> named(Set<Long> numbers) {
        Map<Long, String> named = new HashMap<>();
        numbers.forEach(number -> named.put(number, "number " + number));
        return named;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}

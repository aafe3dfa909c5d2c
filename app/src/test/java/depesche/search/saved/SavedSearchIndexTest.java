package depesche.search.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedSearchIndexTest {

    private static final List<String> WORDS = List.of("a", "b", "c", "d", "e", "f", "g", "h");

    private final SavedSearchIndex index = new SavedSearchIndex();

    @Test
    void anEmptyIndexMeetsNothingAndAnEmptyArticleIsMetByNothing() {
        assertThat(index.matching(article("hafen")).isEmpty()).isTrue();

        index.add(Map.of(1, normal(word("hafen"))));

        assertThat(index.matching(article()).isEmpty()).isTrue();
    }

    @Test
    void aPhraseStandsInOrderAndWithoutAGap() {
        index.add(Map.of(1, normal(new Demand.Phrase(List.of("neuer", "hafen")))));

        assertThat(matching(article("ein", "neuer", "hafen"))).containsExactly(1);
        assertThat(matching(article("hafen", "neuer"))).isEmpty();
        assertThat(matching(article("neuer", "alter", "hafen"))).isEmpty();
    }

    @Test
    void aWordIsNoField() {
        index.add(Map.of(1, normal(new Demand.Field("topic", "hafen"))));

        assertThat(matching(article("topic", "hafen", "topic:hafen"))).isEmpty();
        assertThat(matching(new ArticleTerms(List.of(), Set.of(new Demand.Field("topic", "hafen")))))
                .containsExactly(1);
    }

    @Test
    void aSearchIsAddedOnceAndRemovedOnce() {
        index.add(Map.of(3, normal(word("hafen"))));
        index.add(Map.of(3, normal(word("kultur"))));

        assertThat(matching(article("hafen"))).containsExactly(3);
        assertThat(index.size()).isEqualTo(1);

        index.remove(3);
        index.remove(3);
        index.remove(99);

        assertThat(matching(article("hafen", "kultur"))).isEmpty();
        assertThat(index.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itMeetsWhatAPlainReadingMeets(long seed) {
        var random = new Random(seed);
        var kept = new TreeMap<Integer, NormalDemand>();
        var meant = new HashMap<Integer, Demand>();

        for (int round = 0; round < 60; round++) {
            change(random, kept, meant);

            for (int i = 0; i < 20; i++) {
                ArticleTerms article = article(random);
                assertThat(matching(article))
                        .as("seed %d, round %d: %s", seed, round, NaiveEvaluator.shown(article))
                        .containsExactlyElementsOf(kept.keySet().stream()
                                .filter(search -> NaiveEvaluator.meets(article, meant.get(search)))
                                .toList());
            }
        }
        assertThat(index.size()).isEqualTo(kept.size());
    }

    /// The searches of even numbers stay; those of odd numbers come and go while others match.
    @Test
    void whatStaysIsFoundWhileOtherSearchesComeAndGo() {
        IntStream.range(1, 200).forEach(i -> index.add(Map.of(i * 2, normal(all(word("hafen"), word("w" + i))))));
        var isOver = new AtomicBoolean();
        var changing = CompletableFuture.runAsync(() -> comeAndGo(isOver));
        ArticleTerms article = article(IntStream.range(0, 200)
                .mapToObj(i -> i == 0 ? "hafen" : "w" + i)
                .toArray(String[]::new));

        for (int i = 0; i < 500; i++) {
            assertThat(matching(article)).filteredOn(isEven()).hasSize(199);
        }
        isOver.set(true);
        changing.join();
        assertThat(matching(article)).hasSize(199);
    }

    private void comeAndGo(AtomicBoolean isOver) {
        for (int round = 0; !isOver.get(); round = (round + 1) % 100) {
            int search = round * 2 + 1;
            index.add(Map.of(search, normal(all(word("hafen"), word("w" + (round + 1)), word("new" + round)))));
            index.remove(search);
        }
    }

    private static Predicate<Integer> isEven() {
        return search -> search % 2 == 0;
    }

    private void change(Random random, Map<Integer, NormalDemand> kept, Map<Integer, Demand> meant) {
        var added = new HashMap<Integer, NormalDemand>();
        for (int i = 0; i < 40; i++) {
            int search = 1 + random.nextInt(1_000);
            if (kept.containsKey(search) && random.nextBoolean()) {
                index.remove(search);
                kept.remove(search);
            } else if (!kept.containsKey(search)) {
                Demand demand = demand(random, 3);
                if (NormalDemand.of(demand) instanceof NormalDemand.Result.Normal(NormalDemand normal)) {
                    added.put(search, normal);
                    meant.put(search, demand);
                }
            }
        }
        index.add(added);
        kept.putAll(added);
    }

    private static Demand demand(Random random, int deep) {
        return switch (random.nextInt(deep == 0 ? 3 : 7)) {
            case 0, 1 -> word(pick(random));
            case 2 ->
                new Demand.Phrase(IntStream.range(0, 1 + random.nextInt(3))
                        .mapToObj(_ -> pick(random))
                        .toList());
            case 3 -> new Demand.Field("topic", pick(random));
            case 4 -> new Demand.Not(demand(random, deep - 1));
            case 5 -> new Demand.Any(demands(random, deep - 1));
            default -> new Demand.All(demands(random, deep - 1));
        };
    }

    private static List<Demand> demands(Random random, int deep) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(_ -> demand(random, deep))
                .toList();
    }

    private static String pick(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /// Some places have two terms, some none.
    private static ArticleTerms article(Random random) {
        var terms = new ArrayList<ArticleTerms.Term>();
        for (int place = 0; place < random.nextInt(12); place++) {
            for (int i = random.nextInt(3); i > 0; i--) {
                terms.add(new ArticleTerms.Term(pick(random), place));
            }
        }
        return new ArticleTerms(terms, Set.of(new Demand.Field("topic", pick(random))));
    }

    private static ArticleTerms article(String... words) {
        return new ArticleTerms(
                IntStream.range(0, words.length)
                        .mapToObj(i -> new ArticleTerms.Term(words[i], i))
                        .toList(),
                Set.of());
    }

    private List<Integer> matching(ArticleTerms article) {
        return index.matching(article).stream().boxed().toList();
    }

    private static Demand word(String term) {
        return new Demand.Word(term);
    }

    private static Demand all(Demand... parts) {
        return new Demand.All(List.of(parts));
    }

    private static NormalDemand normal(Demand demand) {
        return ((NormalDemand.Result.Normal) NormalDemand.of(demand)).demand();
    }
}

package depesche.search.saved;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.search.saved.NormalDemand.Fault;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalDemandTest {

    private static final Demand HARBOUR = new Demand.Word("hafen");
    private static final Demand CULTURE = new Demand.Word("kultur");
    private static final Demand OPERA = new Demand.Word("oper");

    @Test
    void whatMeansTheSameIsEqual() {
        assertThat(NormalDemand.of(all(HARBOUR, all(CULTURE, HARBOUR), not(not(OPERA)))))
                .isEqualTo(NormalDemand.of(all(OPERA, CULTURE, HARBOUR)));
        assertThat(NormalDemand.of(all(HARBOUR, not(any(CULTURE, OPERA)))))
                .isEqualTo(NormalDemand.of(all(not(OPERA), HARBOUR, not(CULTURE))));
        assertThat(NormalDemand.of(new Demand.Phrase(List.of("hafen")))).isEqualTo(NormalDemand.of(HARBOUR));
        assertThat(NormalDemand.of(any(any(HARBOUR)))).isEqualTo(NormalDemand.of(HARBOUR));
    }

    @Test
    void anExclusionAloneIsNoSearch() {
        assertThat(fault(not(HARBOUR))).isEqualTo(Fault.ONLY_EXCLUSIONS);
        assertThat(fault(all(not(HARBOUR), not(CULTURE)))).isEqualTo(Fault.ONLY_EXCLUSIONS);
        assertThat(fault(any(HARBOUR, not(CULTURE)))).isEqualTo(Fault.ONLY_EXCLUSIONS);
        assertThat(fault(not(all(HARBOUR, CULTURE)))).isEqualTo(Fault.ONLY_EXCLUSIONS);
    }

    @Test
    void whatIsDemandedAndExcludedIsNeverMet() {
        assertThat(fault(all(HARBOUR, not(HARBOUR)))).isEqualTo(Fault.NEVER);
    }

    @Test
    void nothingIsNoSearch() {
        assertThat(fault(all())).isEqualTo(Fault.EMPTY);
        assertThat(fault(any(HARBOUR, all()))).isEqualTo(Fault.EMPTY);
        assertThat(fault(new Demand.Phrase(List.of()))).isEqualTo(Fault.EMPTY);
    }

    @Test
    void lengthAndDepthHaveAnEnd() {
        Demand deep = HARBOUR;
        for (int i = 0; i < 100_000; i++) {
            deep = i % 2 == 0 ? all(deep, CULTURE) : not(deep);
        }
        Demand wide = all();
        for (int i = 0; i < NormalDemand.DEEPEST - 1; i++) {
            wide = new Demand.All(Collections.nCopies(1_000, wide));
        }

        assertThat(fault(deep)).isEqualTo(Fault.TOO_DEEP);
        assertThat(fault(wide)).isEqualTo(Fault.TOO_LONG);
        assertThat(fault(new Demand.Phrase(Collections.nCopies(65, "hafen")))).isEqualTo(Fault.TOO_LONG);
    }

    private static Fault fault(Demand demand) {
        return ((NormalDemand.Result.Refused) NormalDemand.of(demand)).fault();
    }

    private static Demand all(Demand... parts) {
        return new Demand.All(List.of(parts));
    }

    private static Demand any(Demand... parts) {
        return new Demand.Any(List.of(parts));
    }

    private static Demand not(Demand part) {
        return new Demand.Not(part);
    }
}

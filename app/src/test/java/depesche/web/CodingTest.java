package depesche.web;

import static depesche.web.Coding.BROTLI;
import static depesche.web.Coding.GZIP;
import static depesche.web.Coding.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodingTest {

    @Test
    void aBrowserGetsBrotliFirst() {
        assertThat(Coding.preferred("gzip, deflate, br, zstd")).containsExactly(BROTLI, GZIP, PLAIN);
    }

    @Test
    void weightsAreHeeded() {
        assertThat(Coding.preferred("br;q=0.2, gzip;q=0.8")).containsExactly(GZIP, BROTLI, PLAIN);
        assertThat(Coding.preferred("gzip;q=0, br")).containsExactly(BROTLI, PLAIN);
        assertThat(Coding.preferred("identity, gzip;q=0.5")).containsExactly(PLAIN, GZIP);
    }

    @Test
    void aStarStandsForWhatIsNotNamed() {
        assertThat(Coding.preferred("*")).containsExactly(BROTLI, GZIP, PLAIN);
        assertThat(Coding.preferred("br;q=0, *;q=0.5")).containsExactly(GZIP, PLAIN);
    }

    @Test
    void nonsenseMeansPlain() {
        for (String nonsense : new String[] {"", ",", ";;", "br;q=x", "gzip;q=-1", "\u0000", "q=1;br"}) {
            assertThat(Coding.preferred(nonsense)).as(nonsense).containsExactly(PLAIN);
        }
    }
}

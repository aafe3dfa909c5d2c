package depesche.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.LinkTokens.AlertLink;
import depesche.account.ReaderId;
import depesche.account.Secrets;
import depesche.testing.TestDatabase;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The envelope sender of each delivery is its own, and is known again however it comes back.
class DeliveryTokenTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final ReaderId EMIL = new ReaderId(4);

    private DeliveryToken tokens;

    @BeforeEach
    void takeTheKey() {
        tokens = DeliveryToken.of(new Secrets(db.database()));
    }

    @Test
    void itComesBackFromServersThatChangeTheCase() {
        String token = tokens.of(17, EMIL);

        assertThat(tokens.read(token)).contains(new AlertLink(17, EMIL));
        assertThat(tokens.read(token.toUpperCase(Locale.ROOT))).contains(new AlertLink(17, EMIL));
        assertThat(tokens.read(token.toLowerCase(Locale.ROOT))).contains(new AlertLink(17, EMIL));
    }

    @Test
    void theLocalPartFitsInSixtyFourOctetsOfLowerCaseWhateverTheNumbers() {
        for (long alert : new long[] {0, 1, 17, Integer.MAX_VALUE, Long.MAX_VALUE}) {
            for (int reader : new int[] {1, 4, Integer.MAX_VALUE}) {
                String local = "bounces+" + tokens.of(alert, new ReaderId(reader));

                assertThat(local).matches("[a-z0-9+]{1,64}");
                assertThat(tokens.read(local.substring("bounces+".length())))
                        .contains(new AlertLink(alert, new ReaderId(reader)));
            }
        }
    }

    @Test
    void eachAlertAndReaderHasOneAndEveryAttemptTheSame() {
        Set<String> all = new HashSet<>();
        for (int alert = 1; alert <= 50; alert++) {
            for (int reader = 1; reader <= 50; reader++) {
                all.add(tokens.of(alert, new ReaderId(reader)));
            }
        }

        assertThat(all).hasSize(2_500);
        assertThat(tokens.of(17, EMIL)).isEqualTo(tokens.of(17, EMIL));
    }

    @Test
    void nobodyElseCanMakeOne() {
        String token = tokens.of(17, EMIL);

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'a' ? 'b' : 'a';
            String forged = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.read(forged)).isEmpty();
        }
        assertThat(tokens.read("")).isEmpty();
        assertThat(tokens.read(token + "a")).isEmpty();
        assertThat(tokens.read(token.replace(token.charAt(3), '1'))).isEmpty();
    }
}

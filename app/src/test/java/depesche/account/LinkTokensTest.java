package depesche.account;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.LinkTokens.AlertLink;
import depesche.testing.TestDatabase;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LinkTokensTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static LinkTokens tokens;

    @BeforeAll
    static void keysOfTheHouse() {
        tokens = LinkTokens.of(new Secrets(db.database()));
    }

    @Test
    void aTokenOpensWhatItWasMadeFor() {
        var ida = new ReaderId(Integer.MAX_VALUE);

        assertThat(tokens.readMe(tokens.me(ida))).contains(ida);
        assertThat(tokens.readConfirm(tokens.confirm(17))).contains(17L);
        assertThat(tokens.readUnsubscribe(tokens.unsubscribe(Long.MAX_VALUE, ida)))
                .contains(new AlertLink(Long.MAX_VALUE, ida));
    }

    @Test
    void aTokenFitsIntoAnAddressAsItIs() {
        assertThat(tokens.unsubscribe(Long.MAX_VALUE, new ReaderId(7))).matches("[A-Za-z0-9_-]{38}");
        assertThat(tokens.confirm(1)).matches("[A-Za-z0-9_-]{32}");
        assertThat(tokens.me(new ReaderId(7))).matches("[A-Za-z0-9_-]{27}");
    }

    @Test
    void anotherNodeReadsTheSameTokens() {
        var other = LinkTokens.of(new Secrets(db.database()));

        assertThat(other.readConfirm(tokens.confirm(17))).contains(17L);
    }

    @Test
    void aTokenForOnePurposeOpensNothingElse() {
        assertThat(tokens.readUnsubscribe(tokens.me(new ReaderId(5)))).isEmpty();
        assertThat(tokens.readMe(tokens.confirm(5))).isEmpty();
        assertThat(tokens.readConfirm(tokens.me(new ReaderId(5)))).isEmpty();
    }

    @Test
    void noChangeOfAnyCharacterIsTaken() {
        String token = tokens.me(new ReaderId(42));
        var others = new HashSet<String>();
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < token.length(); i++) {
            for (char other : alphabet.toCharArray()) {
                others.add(token.substring(0, i) + other + token.substring(i + 1));
            }
        }
        others.remove(token);

        assertThat(others).noneMatch(other -> tokens.readMe(other).isPresent());
    }

    @Test
    void whatIsNoTokenAtAllIsNotTaken() {
        for (String text : new String[] {"", "=", "%%%", "ä".repeat(27), "A".repeat(27), "A".repeat(100_000)}) {
            assertThat(tokens.readMe(text)).isEmpty();
            assertThat(tokens.readConfirm(text)).isEmpty();
            assertThat(tokens.readUnsubscribe(text)).isEmpty();
        }
        assertThat(tokens.readMe(tokens.me(new ReaderId(1)) + "=")).isEmpty();
        assertThat(tokens.readMe(" " + tokens.me(new ReaderId(1)))).isEmpty();
    }
}

package depesche.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aTagIsKnownStrongWeakCodedAndInAList() {
        assertThat(Conditions.names("\"abc\"", "abc")).isTrue();
        assertThat(Conditions.names("W/\"abc\"", "abc")).isTrue();
        assertThat(Conditions.names("\"abc-b\"", "abc")).isTrue();
        assertThat(Conditions.names("\"xyz\" , W/\"abc-g\", \"q\"", "abc")).isTrue();
        assertThat(Conditions.names("*", "abc")).isTrue();
    }

    @Test
    void aTagThatOnlyContainsItIsAnother() {
        assertThat(Conditions.names("\"abcd\"", "abc")).isFalse();
        assertThat(Conditions.names("\"xabc\"", "abc")).isFalse();
        assertThat(Conditions.names("\"abc-x\"", "abc")).isFalse();
        assertThat(Conditions.names("abc", "abc")).isFalse();
        assertThat(Conditions.names("", "abc")).isFalse();
        assertThat(Conditions.names("\"xabc\", \"abc\"", "abc")).isTrue();
    }

    @Test
    void aDateIsComparedAndNonsenseIsNoCondition() {
        assertThat(Conditions.isUnchangedSince("Mon, 23 Nov 2026 12:00:00 GMT", NOON))
                .isTrue();
        assertThat(Conditions.isUnchangedSince("Mon, 23 Nov 2026 11:59:59 GMT", NOON))
                .isFalse();
        assertThat(Conditions.isUnchangedSince("yesterday", NOON)).isFalse();
        assertThat(Conditions.isUnchangedSince(Conditions.date(NOON), NOON)).isTrue();
    }
}

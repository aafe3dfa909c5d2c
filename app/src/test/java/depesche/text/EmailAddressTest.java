package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import depesche.text.EmailAddress.Fault;
import depesche.text.EmailAddress.Invalid;
import depesche.text.EmailAddress.Valid;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "Ida@Lantern.EXAMPLE, Ida@lantern.example",
        "ida@käse.example, ida@xn--kse-qla.example",
        "ida@KÄSE.example, ida@xn--kse-qla.example",
        "ida@straße.example, ida@xn--strae-oqa.example",
        "ida@lantern。example, ida@lantern.example",
        "idä@lantern.example, idä@lantern.example",
        "用户@例子.广告, 用户@xn--fsqu00a.xn--4rr70v",
        "ida+news@lantern.example, ida+news@lantern.example",
        "\"ida\"@lantern.example, ida@lantern.example",
        "\"ida two\"@lantern.example, \"ida two\"@lantern.example",
        "\"a\\@b\"@lantern.example, \"a@b\"@lantern.example",
        "' ida@lantern.example ', ida@lantern.example",
    })
    void anAddressHasOneForm(String written, String kept) {
        assertThat(EmailAddress.parse(written)).isEqualTo(new Valid(new EmailAddress(kept)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY",
        "ida, NO_AT_SIGN",
        "@lantern.example, NO_LOCAL_PART",
        "ida@, NO_DOMAIN",
        "ida..two@lantern.example, MISPLACED_DOT",
        "ida@lantern..example, NOT_A_DOMAIN",
        "ida@-lantern.example, NOT_A_DOMAIN",
        "ida@lantern_.example, NOT_A_DOMAIN",
        "ida@localhost, NOT_ON_THE_INTERNET",
        "ida@[192.0.2.1], NOT_ON_THE_INTERNET",
        "ida@192.0.2.1, NOT_ON_THE_INTERNET",
        "Ida <ida@lantern.example>, FORBIDDEN_CHARACTER",
        "\"ida@lantern.example, UNCLOSED_QUOTE",
        "ida@xn--a.example, NOT_A_DOMAIN",
    })
    void aFaultIsNamed(String written, Fault fault) {
        assertThat(EmailAddress.parse(written)).isEqualTo(new Invalid(fault));
    }

    @Test
    void noLineBreakReachesAnEnvelope() {
        for (var written : new String[] {
            "ida@lantern.example\r\nRCPT TO:<emil@lantern.example>",
            "ida\r\n@lantern.example",
            "\"ida\r\n\"@lantern.example",
            "ida@lantern.\nexample",
            "ida\u2028@lantern.example",
            "ida\u0000@lantern.example"
        }) {
            assertThat(EmailAddress.parse(written)).as(written).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void theLimitsOfSmtpCountOctets() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@lantern.example")).isInstanceOf(Valid.class);
        assertThat(EmailAddress.parse("ä".repeat(33) + "@lantern.example"))
                .isEqualTo(new Invalid(Fault.LOCAL_PART_TOO_LONG));
        var label = "b".repeat(60) + ".";
        assertThat(EmailAddress.parse("a".repeat(10) + "@" + label.repeat(3) + "c".repeat(60)))
                .isInstanceOf(Valid.class);
        assertThat(EmailAddress.parse("a".repeat(11) + "@" + label.repeat(3) + "c".repeat(61)))
                .isEqualTo(new Invalid(Fault.TOO_LONG));
    }

    @Test
    void anInternationalDomainIsReadable() {
        var address = new EmailAddress("ida@xn--kse-qla.example");

        assertThat(address.readable()).isEqualTo("ida@käse.example");
        assertThat(address.needsSmtpUtf8()).isFalse();
        assertThat(new EmailAddress("idä@lantern.example").needsSmtpUtf8()).isTrue();
    }

    @Test
    void onlyTheKeptFormIsAnAddress() {
        assertThatThrownBy(() -> new EmailAddress("ida@LANTERN.example")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theShortWayAndTheWholeGrammarAgree() {
        var random = new Random(20260305);
        var letters = "aZ9.-_@+\"x n\u00e4".toCharArray();
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(14), 0, letters.length).forEach(at -> text.append(letters[at]));
            text.append(i % 2 == 0 ? "@lantern.example" : "");

            if (EmailSyntax.isPlain(text.toString())) {
                assertThat(EmailSyntax.read(text.toString())).isEqualTo(new EmailSyntax.Address(text.toString()));
            }
        }
    }
}

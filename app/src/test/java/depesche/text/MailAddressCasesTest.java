package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.testing.TestData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// isemail's cases. A form takes what is valid and usable in an envelope unchanged; it refuses errors,
/// comments and folding, what is deprecated, and what only RFC 5322 allows. Where we differ from isemail's
/// "valid for SMTP", the diagnosis stands here with the reason.
class MailAddressCasesTest {

    private static final Map<String, String> REFUSED_THOUGH_VALID = Map.of(
            "ISEMAIL_RFC5321_ADDRESSLITERAL", "no reader's mailbox is at an address literal, but a scanner's target is",
            "ISEMAIL_RFC5321_TLD", "a name of one label is not reachable from the internet",
            "ISEMAIL_RFC5321_TLDNUMERIC", "a numeric last label is an address, not a name");

    @Test
    void aFormTakesWhatAnEnvelopeCanCarry() throws IOException {
        var cases = new ObjectMapper()
                .readTree(TestData.at("mail-addresses/isemail-tests.json").toFile());

        var different = new ArrayList<String>();
        cases.forEach(one -> {
            boolean taken = EmailAddress.parse(address(one)) instanceof EmailAddress.Valid;
            if (taken != isTakenByAForm(one)) {
                different.add(
                        one.path("id").asText() + " " + one.path("address").asText());
            }
        });

        assertThat(different).isEmpty();
    }

    private static boolean isTakenByAForm(JsonNode one) {
        boolean fits = List.of("ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN", "ISEMAIL_RFC5321")
                .contains(one.path("category").asText());
        return fits && !REFUSED_THOUGH_VALID.containsKey(one.path("diagnosis").asText());
    }

    /// U+2400+n stands for the control character n.
    private static String address(JsonNode one) {
        var address = new StringBuilder();
        one.path("address")
                .asText()
                .chars()
                .map(c -> c >= 0x2400 && c < 0x2420 ? c - 0x2400 : c)
                .forEach(c -> address.append((char) c));
        return address.toString();
    }
}

package depesche.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "push",
                "http://push.example/a",
                "ftp://push.example/a",
                "//push.example/a",
                "https:///a",
                "https://",
                "https://push.example:0/",
                "https://push.example:70000/",
                "https://ida@push.example/",
                "https://push.example/#a",
                "https://push.example/a b",
                "https://pusch.exämple/",
                "https://push.example/\n",
                "javascript:alert(1)",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://127.1/",
                "https://push.example./"
            })
    void whatIsNoHttpsAddressIsRefused(String text) {
        assertThat(WebAddress.parse(text, Confines.PUBLIC)).isInstanceOf(WebAddress.Invalid.class);
    }

    @Test
    void anAddressHasAnEnd() {
        String longest = "https://push.example/" + "a".repeat(1_979);

        assertThat(WebAddress.parse(longest, Confines.PUBLIC)).isInstanceOf(WebAddress.Valid.class);
        assertThat(WebAddress.parse(longest + "a", Confines.PUBLIC)).isInstanceOf(WebAddress.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://push.example/a?b=c, https://push.example, /a?b=c, 443",
        "https://PUSH.example:443, https://push.example, /, 443",
        "https://push.example:8443/a%20b, https://push.example:8443, /a%20b, 8443",
        "https://[2606:4700::1111]/x, https://[2606:4700::1111], /x, 443"
    })
    void anAddressFallsIntoItsParts(String text, String origin, String target, int port) {
        var address = ((WebAddress.Valid) WebAddress.parse(text, Confines.PUBLIC)).address();

        assertThat(address.origin()).isEqualTo(origin);
        assertThat(address.target()).isEqualTo(target);
        assertThat(address.port()).isEqualTo(port);
    }

    @Test
    void insideAnOperatorsNetworkHttpWillDo() {
        assertThat(WebAddress.parse("http://intern:8080/hook", Confines.ANYWHERE))
                .isInstanceOf(WebAddress.Valid.class);
    }
}

package depesche.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ida",
                "@x.example",
                "ida@",
                "ida@x.example>",
                "i da@x.example",
                "ida@x.example\r\nDATA",
                "a\0@x",
                "a,b@x.example",
                "<ida@x.example",
                "ida@x example",
                "a@b@c",
                "\"a\"b\"@x.example",
                "\"a\\\"@x.example",
                "ida@x.example\u0085",
                "a\uFDD0@x.example",
                "a\uD800@x.example",
                "ida@[1.2.3.4]>",
            })
    void whatCouldEndACommandEarlyIsNoAddress(String address) {
        assertThatThrownBy(() -> new Envelope("", address, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a b\"@x.example", "\"a\\\"b\"@x.example", "ida@[192.0.2.1]", "i+d=a_'!@x.example"})
    void oddButSoundAddressesPass(String address) {
        assertThat(new Envelope(address, address, 0).recipient()).isEqualTo(address);
    }
}

package depesche.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "0.0.0.0",
                "10.0.0.7",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "localhost",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2001:db8::1",
                "2001::1",
                "100::1",
                "fec0::1",
                "3fff::1"
            })
    void aPrivateAddressIsNotReached(String host) {
        assertThat(new Resolver(Confines.PUBLIC).find(host)).isInstanceOf(Resolver.Private.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.7", "::1"})
    void theOperatorMayAllowPrivateAddresses(String host) {
        assertThat(new Resolver(Confines.ANYWHERE).find(host)).isInstanceOf(Resolver.Machine.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.9.9.9",
                "172.15.0.1",
                "172.32.0.1",
                "100.128.0.1",
                "198.20.0.1",
                "2606:4700::1111",
                "2a00:1450::1",
                "64:ff9b::909:909"
            })
    void aPublicAddressIsReached(String host) {
        assertThat(new Resolver(Confines.PUBLIC).find(host)).isInstanceOf(Resolver.Machine.class);
    }
}

package depesche.delivery.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import depesche.channel.PushSubscriptions.Living;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AgreementsTest {

    private static final byte[] KEYS = {1, 2, 3};
    private static final int BROWSERS = 1_024;

    private final Agreements agreements = new Agreements();

    @Test
    void ofManyWhoTakeAtOnceOneGetsIt() throws Exception {
        agreements.lay(0, browsers(BROWSERS));
        browsers(BROWSERS).forEach(browser -> agreements.put(browser, agreement(browser.id())));
        Callable<List<String>> takingAll = () -> LongStream.range(0, BROWSERS)
                .mapToObj(browser -> agreements.take(browser, KEYS))
                .flatMap(Optional::stream)
                .map(it -> Arrays.toString(it.point()) + Arrays.toString(it.use()))
                .toList();

        List<String> taken = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<String>> each : threads.invokeAll(Collections.nCopies(8, takingAll))) {
                taken.addAll(each.get());
            }
        }

        assertThat(taken).hasSize(BROWSERS).doesNotHaveDuplicates();
        assertThat(agreements.ready()).isZero();
    }

    @Test
    void whileItsSheetIsMadeAnewAnAgreementIsTakenOnce() throws Exception {
        agreements.lay(0, browsers(BROWSERS));
        browsers(BROWSERS).forEach(browser -> agreements.put(browser, agreement(browser.id())));
        Callable<Integer> taking = () -> (int) LongStream.range(0, BROWSERS - 1)
                .filter(browser -> agreements.take(browser, KEYS).isPresent())
                .count();
        Callable<Integer> laying = () -> {
            for (int i = 0; i < 20; i++) {
                agreements.lay(0, browsers(BROWSERS - i % 2));
            }
            return 0;
        };

        int taken = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(List.of(taking, laying, taking))) {
                taken += each.get();
            }
        }

        assertThat(taken + agreements.ready()).isBetween(1, BROWSERS);
    }

    @Test
    void keysThatHaveChangedGetNoneAndItIsGone() {
        agreements.lay(0, browsers(1));
        agreements.put(browsers(1).getFirst(), agreement(7));

        assertThat(agreements.take(0, new byte[] {1, 2, 4})).isEmpty();
        assertThat(agreements.take(0, KEYS)).isEmpty();
        assertThat(agreements.ready()).isZero();
    }

    @Test
    void whoIsNotThereAnyMoreLosesItAndTheOthersKeepTheirs() {
        agreements.lay(0, browsers(3));
        browsers(3).forEach(browser -> agreements.put(browser, agreement(browser.id())));

        agreements.lay(0, browsers(2));

        assertThat(agreements.take(2, KEYS)).isEmpty();
        assertThat(agreements.take(1, KEYS).orElseThrow().point()[1]).isEqualTo((byte) 1);
        assertThat(agreements.ready()).isEqualTo(1);
    }

    @Test
    void thereIsRoomForSoManyAndNoMore() {
        var few = new Agreements(3);

        assertThat(few.lay(0, browsers(2))).isTrue();
        assertThat(few.lay(1, List.of(new Living(1_024, KEYS), new Living(1_025, KEYS))))
                .isFalse();
        assertThat(few.lay(0, browsers(3))).isTrue();
    }

    @Test
    void anAgreementIsForOneMessage() throws GeneralSecurityException {
        var encryption = Encryption.fastest();
        Agreement agreement = encryption.agree(new EncryptionTest.Browser().keys());
        encryption.encrypt(new byte[1], agreement);

        assertThatThrownBy(() -> encryption.encrypt(new byte[2], agreement)).hasMessageContaining("one message");
    }

    @Test
    void whatWasLaidDownIsReadByTheBrowser() throws GeneralSecurityException {
        var ida = new EncryptionTest.Browser();
        var encryption = Encryption.fastest();
        var living = new Living(5, ida.keys().stored());
        agreements.lay(0, List.of(living));
        agreements.put(living, encryption.agree(ida.keys()));

        byte[] body = encryption.encrypt(
                new byte[] {1, 2}, agreements.take(5, ida.keys().stored()).orElseThrow());

        assertThat(ida.read(body)).isEqualTo(new byte[] {1, 2});
    }

    private static List<Living> browsers(int count) {
        return LongStream.range(0, count).mapToObj(it -> new Living(it, KEYS)).toList();
    }

    private static Agreement agreement(long number) {
        var point = new byte[Curve.POINT];
        point[0] = 4;
        point[1] = (byte) number;
        point[2] = (byte) (number >> 8);
        return new Agreement(point, new byte[Agreement.SECRET]);
    }
}

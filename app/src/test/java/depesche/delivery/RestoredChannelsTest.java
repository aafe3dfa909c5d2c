package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.backup.Backup;
import depesche.backup.BackupFile;
import depesche.backup.Restore;
import depesche.backup.Watching;
import depesche.db.OpenDatabase;
import depesche.epoch.Epochs;
import depesche.testing.EmptyDatabase;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import depesche.testing.WebSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// As [RestoredNewsroomTest], for browsers and webhooks: a backup is made while an alert waits, the newsroom posts it
/// and is lost. The restored one posts nothing until told, and afterwards what it was told.
class RestoredChannelsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final Watching NOBODY = (_, _) -> {};
    private static final Duration LONG_ENOUGH_TO_POST = Duration.ofSeconds(4);

    @TempDir
    private Path folder;

    private final Lantern lantern = Lantern.open(db);
    private final WebSink sink = WebSink.open();
    private final Pushing after = new Pushing(lantern, sink);

    @BeforeEach
    void nothingWaits() {
        db.database().change(tx -> tx.execute("truncate slice_lease, outcome cascade"));
    }

    @AfterEach
    void close() {
        after.close();
        lantern.close();
        sink.close();
    }

    @Test
    void whatWasDueIsPostedOnNoChannelUntilToldAndNeverWhenSkipped() {
        try (var restored = EmptyDatabase.beside(db.address())) {
            AlertId waiting = backUpWhileAnAlertWaitsAndLoseTheRest("skip", restored);
            startOn(restored);
            Instant end = Instant.now().plus(LONG_ENOUGH_TO_POST);
            Waiting.until("it had time to post", () -> Instant.now().isAfter(end));
            assertThat(sink.received()).hasSize(4);
            assertThat(states(restored, waiting)).containsOnly("waiting");

            restored.database().change(tx -> Epochs.skip(tx, Epochs.hold(tx).orElseThrow()));

            after.until("both ended", () -> states(restored, waiting).equals(List.of("expired", "expired")));
            assertThat(sink.received()).hasSize(4);
        }
    }

    @Test
    void toldToSendItPostsWhatWasDueOnceMoreUnderTheSameIds() {
        try (var restored = EmptyDatabase.beside(db.address())) {
            AlertId waiting = backUpWhileAnAlertWaitsAndLoseTheRest("send", restored);
            startOn(restored);

            restored.database().change(tx -> Epochs.send(tx, Epochs.hold(tx).orElseThrow()));

            after.until("both ended", () -> states(restored, waiting).equals(List.of("accepted", "accepted")));
            assertThat(headers("/hook-send", "webhook-id")).hasSize(3);
            assertThat(headers("/hook-send", "webhook-id").get(2))
                    .isEqualTo(headers("/hook-send", "webhook-id").get(1));
            assertThat(headers("/push-send", "Topic")).hasSize(3);
            assertThat(headers("/push-send", "Topic").get(2))
                    .isEqualTo(headers("/push-send", "Topic").get(1));
        }
    }

    /// Gives the alert that was posted after the backup.
    private AlertId backUpWhileAnAlertWaitsAndLoseTheRest(String name, OpenDatabase restored) {
        lantern.topic(name, name, name, "");
        ReaderId ida = lantern.reader(name + "@reader.example", "de", name);
        try (var before = new Pushing(lantern, sink)) {
            before.browser(ida, "/push-" + name);
            before.webhook(lantern.reader(name + "@partner.example", "de", name), "/hook-" + name);
            postBoth(before, lantern.publish("Zuerst", name));
        }
        AlertId waiting = lantern.publish("Wartet", name);
        Path file = folder.resolve(name + ".backup");
        try (var opened = OpenDatabase.at(db.address(), "lost")) {
            var _ = new Backup(opened, lantern.clock()).write(file, NOBODY);
        }
        try (var before = new Pushing(lantern, sink)) {
            postBoth(before, waiting);
        }
        switch (BackupFile.open(file, NOBODY)) {
            case BackupFile.Opened.Refused(var sentence) -> throw new AssertionError(sentence);
            case BackupFile.Opened.Whole(var backup) -> {
                try (backup) {
                    assertThat(new Restore(restored, lantern.clock()).run(backup, NOBODY))
                            .isInstanceOf(Restore.Result.Restored.class);
                }
            }
        }
        return waiting;
    }

    private void postBoth(Pushing nodes, AlertId alert) {
        nodes.push(2);
        nodes.webhooks(2);
        nodes.until("both are posted", () -> posted(lantern.deliveries(alert)).equals(List.of("accepted", "accepted")));
    }

    private void startOn(OpenDatabase restored) {
        after.push(restored.database(), "restored-push", 2);
        after.webhooks(restored.database(), "restored-webhooks", 2);
    }

    private static List<String> states(OpenDatabase restored, AlertId alert) {
        return posted(Lantern.deliveries(restored.database(), alert));
    }

    /// How it stands with all that is not mail.
    private static List<String> posted(List<Deliveries.Item> items) {
        return items.stream()
                .filter(item -> !item.channel().equals("email"))
                .map(Deliveries.Item::state)
                .toList();
    }

    private List<String> headers(String path, String name) {
        return sink.received(path).stream().map(it -> it.headers().get(name)).toList();
    }
}

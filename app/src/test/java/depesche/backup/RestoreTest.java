package depesche.backup;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.backup.BackupFile.Opened;
import depesche.db.OpenDatabase;
import depesche.epoch.Epochs;
import depesche.epoch.Hold;
import depesche.testing.EmptyDatabase;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final Watching NOBODY = (_, _) -> {};

    @TempDir
    private static Path folder;

    private static Path file;

    @BeforeAll
    static void publishAndBackUp() {
        newsroom.call("POST", "/topics", """
                {"slug": "harbour", "labels": {"de": "Hafen", "en": "Harbour"}, "aliases": ["Port\\\\ ✓\\t\\nx"]}""");
        newsroom.call("POST", "/readers/import", """
                {"email": "ida@reader.example", "follows": [{"topic": "harbour", "cadence": "instant"}], \
                "consent": {"at": "2026-01-01T00:00:00Z", "source": "form \\\\. \\t"}}""");
        String article = newsroom.call("POST", "/articles", """
                {"headline": "Storm closes harbour", "body": "<p>No ship leaves.</p>", "topics": ["harbour"]}""").body();
        String id = article.replaceAll("(?s).*?\"id\":\\s*\"?(\\d+).*", "$1");
        newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": true}");
        newsroom.settle();
        // From here on nobody changes anything, so that the copy can be compared with what it was made of.
        Waiting.until("the alert is over", () -> newsroom.rooms().ground().db().read(RestoreTest::isAllSent));
        file = folder.resolve("lantern.backup");
        var _ = new Backup(newsroom.rooms().ground().opened(), newsroom.clock()).write(file, NOBODY);
    }

    @Test
    void everyTableThereIsIsInTheBackup() throws IOException {
        List<String> tables = newsroom.rooms().ground().db().read(RestoreTest::tables);

        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName).filter(name -> !name.equals("manifest.json")))
                    .containsExactlyInAnyOrder(
                            tables.stream().map(it -> "tables/" + it + ".copy").toArray(String[]::new));
        }
    }

    @Test
    void everyColumnIsKeptButThoseWhichTheDatabaseFillsByItself() {
        List<String> leftOut = newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("""
                                select table_name || '.' || column_name || ' ' || coalesce(column_default, 'nothing')
                                  from information_schema.columns
                                 where table_schema = 'public'
                                   and udt_name = 'xid8'
                                   and table_name <> 'flyway_schema_history'
                                """).mapTo(String.class).list());

        assertThat(leftOut).isNotEmpty().allMatch(column -> column.endsWith(" pg_current_xact_id()"));
    }

    @Test
    void aRestoredNewsroomHasEveryRowAndEveryRuleAlsoForAPlainOwner() {
        try (var target = emptyDatabase();
                var backup = whole(file)) {
            var restored = new Restore(target, newsroom.clock()).run(backup, NOBODY);

            assertThat(restored).isInstanceOf(Restore.Result.Restored.class);
            var before = newsroom.rooms().ground().db();
            assertThat(target.database().read(RestoreTest::rows)).isEqualTo(before.read(RestoreTest::rows));
            assertThat(target.database().read(RestoreTest::rules)).isEqualTo(before.read(RestoreTest::rules));
        }
    }

    @Test
    void aRestoredNewsroomHoldsAllSendsAndBeginsAnEpoch() {
        try (var target = emptyDatabase();
                var backup = whole(file)) {
            new Restore(target, newsroom.clock()).run(backup, NOBODY);

            Hold hold = target.database().read(Epochs::hold).orElseThrow();
            assertThat(hold.why()).isEqualTo(Hold.Why.RESTORED);
            assertThat(hold.asOf()).contains(backup.takenAt());
            assertThat(target.database().read(RestoreTest::epoch))
                    .isNotEqualTo(newsroom.rooms().ground().db().read(RestoreTest::epoch));
        }
    }

    @Test
    void numbersToComeAreNoneThatWereGivenSinceTheBackup() {
        try (var target = emptyDatabase();
                var backup = whole(file)) {
            new Restore(target, newsroom.clock()).run(backup, NOBODY);

            long next = target.database()
                    .read(tx -> tx.createQuery("select nextval('article_id_seq')")
                            .mapTo(Long.class)
                            .one());
            assertThat(next).isGreaterThan(100_000);
        }
    }

    @Test
    void changesAreThoseOfTheRestoringTransaction() {
        try (var target = emptyDatabase();
                var backup = whole(file)) {
            new Restore(target, newsroom.clock()).run(backup, NOBODY);

            boolean isPast = target.database()
                    .read(tx -> tx.createQuery(
                                    "select max(changed_in) < pg_snapshot_xmax(pg_current_snapshot()) from follow")
                            .mapTo(Boolean.class)
                            .one());
            assertThat(isPast).isTrue();
        }
    }

    @Test
    void aNewsroomThatIsThereIsNotWrittenOver() {
        try (var backup = whole(file)) {
            var result = new Restore(newsroom.rooms().ground().opened(), newsroom.clock()).run(backup, NOBODY);

            assertThat(result)
                    .isInstanceOfSatisfying(
                            Restore.Result.Refused.class,
                            refused -> assertThat(refused.sentence()).contains("There is a newsroom already"));
        }
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws IOException {
        byte[] all = Files.readAllBytes(file);
        var random = new Random(11);
        for (int round = 0; round < 40; round++) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(all, random.nextInt(all.length)));

            assertThat(BackupFile.open(cut, NOBODY)).isInstanceOf(Opened.Refused.class);
        }
    }

    @Test
    void aFileWithABrokenByteIsRefusedOrWhole() throws IOException {
        byte[] all = Files.readAllBytes(file);
        var random = new Random(12);
        int refused = 0;
        for (int round = 0; round < 60; round++) {
            byte[] broken = all.clone();
            broken[random.nextInt(all.length)] ^= (byte) (1 << random.nextInt(8));
            Path copy = Files.write(folder.resolve("broken"), broken);

            switch (BackupFile.open(copy, NOBODY)) {
                case Opened.Refused _ -> refused++;
                case Opened.Whole(var backup) -> {
                    assertThat(backup.manifest().parts()).isNotEmpty();
                    backup.close();
                }
            }
        }
        // What of an archive says nothing, such as its times, may break and harm nobody.
        assertThat(refused).isGreaterThan(20);
    }

    @Test
    void whatIsNotABackupIsRefusedInASentence() throws IOException {
        assertThat(sentence(Files.writeString(folder.resolve("text"), "hello")))
                .contains("is not a backup of Depesche");
        assertThat(sentence(folder.resolve("nothing"))).contains("cannot be read");
        assertThat(sentence(zip("foreign", "word/document.xml", "<x/>"))).contains("is not a backup of Depesche");
    }

    @Test
    void aBackupOfANewerReleaseIsRefused() throws IOException {
        assertThat(sentence(zip("newer", "manifest.json", """
                        {"kind": "depesche-backup", "format": 2}"""))).contains("newer release");
    }

    @Test
    void anArchiveWithMoreInItThanItSaysIsRefused() throws IOException {
        String manifest = """
                {"kind": "depesche-backup", "format": 1, "schema": "10", "takenAt": "2026-01-01T00:00:00Z", "sequences": {},
                 "parts": [{"table": "article", "columns": ["id"], "rows": 1, "bytes": %s, "sha256": "%s"}]}""";
        Path bomb = folder.resolve("bomb");
        for (String bytes : List.of("10", "9000000000000000000", "-1", "\"x\"")) {
            try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
                zip.putNextEntry(new ZipEntry("manifest.json"));
                zip.write(manifest.formatted(bytes, "0".repeat(64)).getBytes(StandardCharsets.UTF_8));
                zip.putNextEntry(new ZipEntry("tables/article.copy"));
                zeros(zip, 50);
            }
            assertThat(sentence(bomb)).contains("is damaged");
        }
    }

    @Test
    void anEntryThatNobodyNamedIsRefused() throws IOException {
        Path stuffed = folder.resolve("stuffed");
        try (var from = new ZipFile(file.toFile());
                var to = new ZipOutputStream(Files.newOutputStream(stuffed))) {
            for (ZipEntry entry : from.stream().toList()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                from.getInputStream(entry).transferTo(to);
            }
            to.putNextEntry(new ZipEntry("../../etc/passwd"));
        }

        assertThat(sentence(stuffed)).contains("is damaged");
    }

    @Test
    void onlyItsOwnerReadsABackup() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.resolveSibling("lantern.backup.part")).doesNotExist();
    }

    private static boolean isAllSent(Handle tx) {
        return tx.createQuery("select count(*) > 0 and bool_and(ended_at is not null) from slice_lease")
                .mapTo(Boolean.class)
                .one();
    }

    private static void zeros(OutputStream out, int megabytes) throws IOException {
        for (int i = 0; i < megabytes; i++) {
            out.write(new byte[1 << 20]);
        }
    }

    private static Path zip(String name, String entry, String text) throws IOException {
        Path path = folder.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return path;
    }

    private static String sentence(Path file) {
        return switch (BackupFile.open(file, NOBODY)) {
            case Opened.Refused(var sentence) -> sentence;
            case Opened.Whole _ -> throw new AssertionError(file + " was not refused");
        };
    }

    private static BackupFile whole(Path file) {
        return switch (BackupFile.open(file, NOBODY)) {
            case Opened.Refused(var sentence) -> throw new AssertionError(sentence);
            case Opened.Whole(var backup) -> backup;
        };
    }

    private static OpenDatabase emptyDatabase() {
        return EmptyDatabase.beside(newsroom.rooms().ground().opened().address());
    }

    private static List<String> tables(Handle tx) {
        return tx.createQuery("""
                        select table_name
                          from information_schema.tables
                         where table_schema = 'public'
                           and table_type = 'BASE TABLE'
                           and table_name <> 'flyway_schema_history'
                         order by table_name
                        """).mapTo(String.class).list();
    }

    /// A digest of each table, without what is the database's own.
    private static List<String> rows(Handle tx) {
        return tables(tx).stream()
                .filter(table -> !table.equals("newsroom"))
                .map(table ->
                        tx.createQuery("""
                                select '%1$s ' || count(*) || ' ' || coalesce(md5(string_agg(r, '' order by r)), '')
                                  from (select (to_jsonb(t) - 'changed_in')::text as r from %1$s t) as rows
                                """.formatted(table)).mapTo(String.class).one())
                .toList();
    }

    private static List<String> rules(Handle tx) {
        return tx.createQuery("""
                        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                          from pg_constraint
                         where connamespace = 'public'::regnamespace
                         union all
                        select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text
                          from pg_trigger
                         where not tgisinternal
                         order by 1
                        """).mapTo(String.class).list();
    }

    private static String epoch(Handle tx) {
        return tx.createQuery("select epoch::text from newsroom")
                .mapTo(String.class)
                .one();
    }
}

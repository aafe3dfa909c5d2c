package depesche.db;

import depesche.config.SettingsReader;
import depesche.config.SettingsResult;
import java.nio.file.Path;
import java.util.Map;

/// A program that opens a data folder as Depesche does, says what came of it, and holds it until its
/// input ends. Run by tests as a process of its own, to be killed.
final class DatabaseHolder {

    private DatabaseHolder() {}

    static void main(String... arguments) throws Exception {
        var purpose = Purpose.valueOf(arguments[0]);
        var result = SettingsReader.read(
                Map.of(), Map.of("depesche.data", Path.of(arguments[1]).toString()));
        if (!(result instanceof SettingsResult.Valid(var settings))) {
            throw new IllegalArgumentException(result.toString());
        }
        switch (DatabaseOpening.open(settings, purpose, System.out::println)) {
            case DatabaseOpening.Result.InUse(String sentence) -> System.out.println("in use: " + sentence);
            case DatabaseOpening.Result.Opened(OpenDatabase database) -> {
                try (database) {
                    report(database);
                    while (System.in.read() >= 0) {
                        report(database);
                    }
                }
                System.out.println("closed");
            }
        }
    }

    private static void report(OpenDatabase database) {
        try {
            count(database);
        } catch (DatabaseUnavailable away) {
            System.out.println("away");
        }
    }

    private static void count(OpenDatabase database) {
        long secrets = database.database().write(tx -> {
            tx.execute("insert into secret (name, value) values (gen_random_uuid()::text, 'x')");
            return tx.createQuery("select count(*) from secret")
                    .mapTo(Long.class)
                    .one();
        });
        System.out.println("open rows=" + secrets + " at " + database.address());
    }
}

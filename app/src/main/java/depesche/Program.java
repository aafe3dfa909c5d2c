package depesche;

import depesche.account.Secrets;
import depesche.backup.Restore;
import depesche.command.Door;
import depesche.command.Failure;
import depesche.command.OpenNewsroom;
import depesche.config.Settings;
import depesche.config.SettingsReader;
import depesche.config.SettingsResult;
import depesche.db.DatabaseClock;
import depesche.db.DatabaseDidNotStart;
import depesche.db.DatabaseOpening;
import depesche.db.DatabaseUnavailable;
import depesche.db.OpenDatabase;
import depesche.db.Purpose;
import depesche.db.RunningServer;
import depesche.preflight.house.House;
import depesche.preflight.house.HousePreflight;
import depesche.returns.Returns;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/// Opens newsrooms for commands, and starts the server for those that serve.
final class Program implements Door {

    /// What the command line says of the run and not of the newsroom.
    static final Set<String> NO_SETTINGS = Set.of("demo", "makeready");

    @Override
    public int within(Map<String, String> flags, Function<OpenNewsroom, Integer> work) {
        Settings settings = settings(flags);
        try (OpenDatabase database = open(settings, Purpose.COMMAND)) {
            return work.apply(Newsroom.of(besideServer(settings), database, DatabaseClock.system())
                    .forCommands());
        } catch (DatabaseDidNotStart broken) {
            throw new Failure(String.valueOf(broken.getMessage()));
        }
    }

    /// Links lead to the server that runs on this data folder, unless the operator has set whereto.
    private static Settings besideServer(Settings settings) {
        return settings.isBaseUrlSet()
                ? settings
                : RunningServer.site(settings.data()).map(settings::withBaseUrl).orElse(settings);
    }

    @Override
    public int returns(Map<String, String> flags, Function<Returns, Integer> work) {
        try (OpenDatabase database = open(settings(flags), Purpose.COMMAND)) {
            return work.apply(ReturnRoom.alone(database.database(), DatabaseClock.system()));
        } catch (DatabaseDidNotStart broken) {
            throw new Failure(String.valueOf(broken.getMessage()));
        }
    }

    @Override
    public int alone(Map<String, String> flags, Function<Restore, Integer> work) {
        try (OpenDatabase database = open(settings(flags), Purpose.ALONE)) {
            return work.apply(new Restore(database, DatabaseClock.system()));
        } catch (DatabaseDidNotStart broken) {
            throw new Failure(String.valueOf(broken.getMessage()));
        }
    }

    @Override
    public int check(Map<String, String> flags, Function<HousePreflight, Integer> work) {
        Settings settings = settings(flags);
        OpenDatabase database;
        try {
            database = open(settings, Purpose.COMMAND);
        } catch (DatabaseDidNotStart broken) {
            return work.apply(HousePreflight.of(settings, new House.Shut(String.valueOf(broken.getMessage()))));
        }
        try (database) {
            return work.apply(HousePreflight.of(settings, house(settings, database)));
        }
    }

    private static House house(Settings settings, OpenDatabase database) {
        try {
            var db = database.database();
            return new House.Open(db, MailRoom.dkims(settings.mail(), new Secrets(db)), DatabaseClock.system());
        } catch (DatabaseUnavailable away) {
            return new House.Shut("the database does not answer: " + away.getMessage());
        }
    }

    @Override
    public int serve(Map<String, String> flags) {
        Settings settings = settings(flags);
        System.setProperty("quarkus.http.host", settings.host());
        System.setProperty("quarkus.http.port", Integer.toString(settings.port()));
        if (isFree(settings)) {
            EarlyOpening.begin(settings);
        }
        var code = new AtomicInteger();
        String[] arguments = flags.entrySet().stream()
                .map(flag -> flag.getKey() + "=" + flag.getValue())
                .toArray(String[]::new);
        try {
            Quarkus.run(Serving.class, (exit, failure) -> code.set(failure == null ? exit : told(failure)), arguments);
        } finally {
            EarlyOpening.end();
        }
        return code.get();
    }

    /// A server that cannot listen is to leave the database as it is. What it says then is the HTTP server's.
    private static boolean isFree(Settings settings) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    @Override
    public int demo(Map<String, String> flags) {
        Map<String, String> serving = new HashMap<>(flags);
        if (serving.remove("fresh") != null) {
            delete(settings(serving).data());
        }
        serving.put("demo", "true");
        if (System.getenv("DEPESCHE_SITE_NAME") == null) {
            serving.put("depesche.site.name", DemoContent.siteName(Demo.folder()));
        }
        return serve(serving);
    }

    private static int told(Throwable failure) {
        System.err.println("depesche: " + failure.getMessage());
        return 1;
    }

    private static Settings settings(Map<String, String> flags) {
        Map<String, String> known = new HashMap<>(flags);
        known.keySet().removeAll(NO_SETTINGS);
        return switch (SettingsReader.read(System.getenv(), known)) {
            case SettingsResult.Valid(Settings settings) -> settings;
            case SettingsResult.Invalid(var faults) -> throw new Failure(String.join("; ", faults));
        };
    }

    private static OpenDatabase open(Settings settings, Purpose purpose) {
        return switch (DatabaseOpening.open(settings, purpose, System.err::println)) {
            case DatabaseOpening.Result.Opened(OpenDatabase database) -> database;
            case DatabaseOpening.Result.InUse(String sentence) -> throw new Failure(sentence);
        };
    }

    /// Only a folder that a demo made is deleted.
    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.exists(folder.resolve(Demo.MARK))) {
            throw new Failure(folder + " was not made by a demo; it is not deleted");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Program::deleteOne);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

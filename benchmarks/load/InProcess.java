package load;

import depesche.Newsroom;
import depesche.account.Actor;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.SaveResult;
import depesche.article.Submission;
import depesche.config.Settings;
import depesche.config.SettingsReader;
import depesche.config.SettingsResult;
import depesche.db.DatabaseOpening;
import depesche.db.OpenDatabase;
import depesche.db.Purpose;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The program's parts in the benchmark's own process, where the contract has no setting for what is measured.
final class InProcess {

    private InProcess() {}

    /// As the served program's: here nobody starts the server that sets it, and all levels would be kept for later, each
    /// query of the database's driver a record or ten.
    static {
        Logger.getLogger("").setLevel(Level.INFO);
    }

    static Settings settings(Path data, Map<String, String> others) {
        var environment = new HashMap<>(others);
        environment.put("DEPESCHE_DATA", data.toString());
        return switch (SettingsReader.read(environment, Map.of())) {
            case SettingsResult.Valid(Settings settings) -> settings;
            case SettingsResult.Invalid(var faults) -> throw new IllegalStateException(faults.toString());
        };
    }

    static OpenDatabase open(Settings settings) {
        return open(settings, Purpose.SERVE);
    }

    /// Beside a program that runs on the same data folder.
    static OpenDatabase openBeside(Settings settings) {
        return open(settings, Purpose.COMMAND);
    }

    private static OpenDatabase open(Settings settings, Purpose purpose) {
        return switch (DatabaseOpening.open(settings, purpose, System.err::println)) {
            case DatabaseOpening.Result.Opened(OpenDatabase database) -> database;
            case DatabaseOpening.Result.InUse(String sentence) -> throw new IllegalStateException(sentence);
        };
    }

    /// A draft with the three topics `politik`, `hafen` and `kultur`, complete enough to publish.
    static ArticleId article(Newsroom newsroom, Newsprint print, String headline) {
        var asked = new Submission(
                headline,
                Optional.of(print.words(30)),
                Optional.of(print.words(300)),
                Optional.empty(),
                "<p>" + print.words(190) + "</p>",
                Optional.of("de"),
                List.of("Ada Lorenz"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of("politik", "hafen", "kultur"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return switch (newsroom.paper().writing().create(asked, Actor.program("bench"))) {
            case SaveResult.Saved(Article article, boolean _) -> article.id();
            case SaveResult other -> throw new IllegalStateException(other.toString());
        };
    }
}

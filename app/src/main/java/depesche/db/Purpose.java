package depesche.db;

/// What a program opens a data folder for.
public enum Purpose {

    /// To serve: alone among servers, while commands may work beside it (`serve`, `demo`).
    SERVE,

    /// To work with nobody beside (`restore`).
    ALONE,

    /// To do one thing: beside a server where one runs, else alone for that time.
    COMMAND;

    String words() {
        return switch (this) {
            case SERVE -> "a running Depesche";
            case ALONE -> "a command that must be alone";
            case COMMAND -> "a running command";
        };
    }
}

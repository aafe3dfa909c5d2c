package depesche.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// `serve` in its plainest form, with options as [ServeCommand] knows them, a value behind each. It is read without the
/// parser, since to load that takes a tenth of the time in which a server starts; whatever it does not understand is
/// the
/// parser's.
final class PlainServe {

    private static final Map<String, String> SETTINGS = Map.of("--data", "depesche.data", "--port", "depesche.port");

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private PlainServe() {}

    static Optional<Map<String, String>> flags(String... arguments) {
        if (arguments.length % 2 == 0 || !arguments[0].equals("serve")) {
            return Optional.empty();
        }
        Map<String, String> flags = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            String setting = SETTINGS.get(arguments[i]);
            if (setting == null
                    || !isPlain(arguments[i], arguments[i + 1])
                    || flags.put(setting, arguments[i + 1]) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(flags);
    }

    private static boolean isPlain(String option, String value) {
        return option.equals("--port")
                ? PORT.matcher(value).matches()
                : !value.isEmpty() && "-@\"'".indexOf(value.charAt(0)) < 0;
    }
}

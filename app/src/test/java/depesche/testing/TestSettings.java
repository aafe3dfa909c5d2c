package depesche.testing;

import depesche.config.Settings;
import depesche.config.SettingsReader;
import depesche.config.SettingsResult;
import java.util.HashMap;
import java.util.Map;

/// The settings of *The Lantern*, read as an operator's are.
public final class TestSettings {

    private TestSettings() {}

    /// @param more by variable; goes before what the paper sets for itself
    public static Settings of(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "DEPESCHE_DATA", "target",
                "DEPESCHE_BASE_URL", "https://lantern.example",
                "DEPESCHE_MAIL_FROM", "alerts@lantern.example",
                "DEPESCHE_MAIL_CONNECTIONS", "8",
                "DEPESCHE_MAIL_TLS", "never",
                "DEPESCHE_SITE_NAME", "The Lantern"));
        variables.putAll(more);
        return switch (SettingsReader.read(variables, Map.of())) {
            case SettingsResult.Valid(Settings settings) -> settings;
            case SettingsResult.Invalid(var faults) -> throw new AssertionError(faults);
        };
    }
}

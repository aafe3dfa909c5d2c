package depesche.config;

import java.util.List;

/// How reading the settings can end: the settings, or every fault at once, a sentence each.
public sealed interface SettingsResult {

    record Valid(Settings settings) implements SettingsResult {}

    record Invalid(List<String> faults) implements SettingsResult {
        public Invalid {
            faults = List.copyOf(faults);
        }
    }
}

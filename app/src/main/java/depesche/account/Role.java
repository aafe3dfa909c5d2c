package depesche.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person of the newsroom, or a machine with a token, may do. Each role has the rights of those before it.
public enum Role {
    /// writes
    REPORTER,
    /// publishes, alerts, updates
    EDITOR,
    /// topics, breaking, corrections, kills, sources
    CHIEF,
    /// all
    ADMIN;

    public boolean mayActAs(Role needed) {
        return compareTo(needed) >= 0;
    }

    /// As it is written outside: `reporter`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}

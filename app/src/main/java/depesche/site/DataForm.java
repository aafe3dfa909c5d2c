package depesche.site;

import java.util.List;

/// The part of a reader's own page about their data: a copy, erasure, another address.
///
/// @param email the new address as it was typed, when the form comes back
/// @param faults what was wrong with it, as sentences; empty at first
public record DataForm(String href, String email, List<String> faults) {

    public DataForm {
        faults = List.copyOf(faults);
    }

    static DataForm blank(String token) {
        return new DataForm("/me/" + token + "/data", "", List.of());
    }

    DataForm faulty(String typed, String fault) {
        return new DataForm(href, typed, List.of(fault));
    }
}

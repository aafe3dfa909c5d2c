package depesche.net.dns;

import java.util.List;

/// What the DNS says to a question.
public sealed interface Answer<T> {

    /// At least one record.
    record Found<T>(List<T> records) implements Answer<T> {

        public Found {
            records = List.copyOf(records);
        }
    }

    /// The name is there, but has no record of that kind.
    record NoRecord<T>() implements Answer<T> {}

    /// There is no such name.
    record NoName<T>() implements Answer<T> {}

    /// Nobody answered, or the nameserver could not: what there is is not known.
    record Failed<T>(String why) implements Answer<T> {}

    /// The records; none where there are none, or where they are not known.
    default List<T> all() {
        return switch (this) {
            case Found<T>(List<T> records) -> records;
            case NoRecord<T> _, NoName<T> _, Failed<T> _ -> List.of();
        };
    }
}

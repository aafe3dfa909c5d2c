package depesche.feed.hub;

import depesche.job.Job;
import java.util.List;

/// Something was published, amended or killed that feeds show.
///
/// @param keys of the pages that change with it: `front`, `topic:4`
public record FeedsChanged(List<String> keys) implements Job {

    public FeedsChanged {
        keys = List.copyOf(keys);
    }
}

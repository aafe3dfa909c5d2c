package depesche.feed.activity;

import depesche.job.Job;
import java.util.List;

/// Articles were published, amended or killed, or may have been.
///
/// @param articles their numbers
public record ArticlesChanged(List<Long> articles) implements Job {

    public ArticlesChanged {
        articles = List.copyOf(articles);
    }
}

package depesche.desk;

import java.util.List;

/// Stands above every page of the desk while nothing is sent: why, what waits, and what each of the two ways on means.
///
/// @param sentences why, and what waits
/// @param mayDecide whether who is looking may press the buttons
public record HoldBanner(List<String> sentences, String sendMeans, String skipMeans, boolean mayDecide) {

    public HoldBanner {
        sentences = List.copyOf(sentences);
    }
}

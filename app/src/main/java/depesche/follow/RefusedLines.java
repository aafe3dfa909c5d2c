package depesche.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The first thousand refused lines of an import: an answer that stays readable, and small, whatever is sent in.
public final class RefusedLines implements Consumer<RefusedLine> {

    private static final int MOST = 1_000;

    private final List<RefusedLine> first = new ArrayList<>();

    @Override
    public void accept(RefusedLine refused) {
        if (first.size() < MOST) {
            first.add(refused);
        }
    }

    public List<RefusedLine> first() {
        return List.copyOf(first);
    }
}

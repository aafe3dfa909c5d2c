package depesche.desk;

import depesche.account.Role;
import java.util.Locale;

/// The places of the desk, in the order of its menu.
enum Place {
    ARTICLES("/desk", Role.REPORTER),
    TOPICS("/desk/topics", Role.REPORTER),
    FRONT("/desk/front", Role.REPORTER),
    STORIES("/desk/stories", Role.REPORTER),
    READERS("/desk/readers", Role.REPORTER),
    APPEARANCE("/desk/appearance", Role.ADMIN),
    MAILBOX("/desk/mailbox", Role.ADMIN),
    JOBS("/desk/jobs", Role.ADMIN);

    private final String path;
    private final Role needed;

    Place(String path, Role needed) {
        this.path = path;
        this.needed = needed;
    }

    String path() {
        return path;
    }

    Role needed() {
        return needed;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isAt(String address) {
        return switch (this) {
            case ARTICLES ->
                address.equals(path) || address.startsWith("/desk/articles") || address.startsWith("/desk/alerts");
            case TOPICS, FRONT, STORIES, READERS, APPEARANCE, MAILBOX, JOBS -> address.startsWith(path);
        };
    }
}

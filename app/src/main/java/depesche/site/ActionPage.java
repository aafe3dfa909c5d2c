package depesche.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A page on which a reader acts by buttons: confirm, stop, undo. Looking at it changes nothing; a button posts.
public record ActionPage(
        String headline,
        List<String> texts,
        List<Rows> lists,
        List<Action> actions,
        Optional<Link> onward,
        Optional<PushBox> push,
        Optional<WishForm> wishes,
        Optional<DataForm> data) {

    /// Some things under a heading.
    public record Rows(String heading, List<Row> rows) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /// A thing, and what can be done with it.
    public record Row(String label, String href, String detail, Optional<Action> action) {}

    /// A button that posts to an address, with at most one field.
    ///
    /// @param spoken what a screen reader says where the button alone is not clear; may be empty
    /// @param weight class of the button: empty or `quiet`
    public record Action(String href, String name, String value, String button, String spoken, String weight) {

        static Action of(String href, String button) {
            return new Action(href, "", "", button, "", "");
        }

        Action with(String field, String content) {
            return new Action(href, field, content, button, spoken, weight);
        }

        Action quiet() {
            return new Action(href, name, value, button, spoken, "quiet");
        }

        Action spoken(String words) {
            return new Action(href, name, value, button, words, weight);
        }
    }

    /// What the script for push messages needs: hidden until it has found that this browser can.
    ///
    /// @param script its address
    /// @param key the key of our messages, as browsers want it
    public record PushBox(String script, String key, String heading, PushWords words) {}

    /// What the switch says.
    public record PushWords(String on, String off, String isOn, String isOff, String failed) {}

    public ActionPage {
        texts = List.copyOf(texts);
        lists = List.copyOf(lists);
        actions = List.copyOf(actions);
    }

    static ActionPage saying(String headline, List<String> texts) {
        return new ActionPage(
                headline,
                texts,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ActionPage listing(String heading, List<Row> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        var more = new ArrayList<>(lists);
        more.add(new Rows(heading, rows));
        return new ActionPage(headline, texts, more, actions, onward, push, wishes, data);
    }

    ActionPage offering(List<Action> offered) {
        return new ActionPage(headline, texts, lists, offered, onward, push, wishes, data);
    }

    ActionPage leadingTo(Link link) {
        return new ActionPage(headline, texts, lists, actions, Optional.of(link), push, wishes, data);
    }

    ActionPage switchingPush(PushBox box) {
        return new ActionPage(headline, texts, lists, actions, onward, Optional.of(box), wishes, data);
    }

    ActionPage asking(WishForm form) {
        return new ActionPage(headline, texts, lists, actions, onward, push, Optional.of(form), data);
    }

    ActionPage keeping(DataForm form) {
        return new ActionPage(headline, texts, lists, actions, onward, push, wishes, Optional.of(form));
    }
}

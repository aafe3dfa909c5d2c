package depesche.returns;

import depesche.account.LinkTokens.AlertLink;
import depesche.returns.report.Returned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a returned mail was, and what came of it.
///
/// @param delivery which delivery it is about, if a token of ours says so
/// @param why one sentence
public record Taken(Returned what, Optional<AlertLink> delivery, Act act, String why) {

    /// What is done.
    public enum Act {
        SUPPRESSED("suppressed"),
        COUNTED("counted"),
        UNSUBSCRIBED("unsubscribed"),
        NOTHING("nothing");

        private final String word;

        Act(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// A mail that names no delivery of ours: nothing is done, whatever it says.
    static Taken ofNobody(Returned what) {
        return new Taken(
                what, Optional.empty(), Act.NOTHING, "it carries no token of ours, so nobody is named for sure");
    }

    /// One JSON object, its fields in this order.
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", what.word());
        json.put("recipients", recipients());
        delivery.ifPresent(link -> json.put("delivery", delivery(link)));
        json.put("act", act.word());
        json.put("why", why);
        return json;
    }

    private static Map<String, Object> delivery(AlertLink link) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alert", Long.toString(link.alert()));
        json.put("reader", Integer.toString(link.reader().value()));
        return json;
    }

    private List<Map<String, Object>> recipients() {
        List<Map<String, Object>> recipients = new ArrayList<>();
        switch (what) {
            case Returned.Bounce(var failed) ->
                failed.forEach(one -> recipients.add(recipient(
                        one.address(), one.status(), one.hard(), one.reason().word())));
            case Returned.Complaint(var _, var named) ->
                named.forEach(address -> recipients.add(recipient(address, "", false, "complaint")));
            case Returned.AutoReply _, Returned.Unsubscribe _, Returned.Other _ -> {
                // They name nobody.
            }
        }
        return recipients;
    }

    private static Map<String, Object> recipient(String address, String status, boolean hard, String reason) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("address", address);
        json.put("status", status);
        json.put("hard", hard);
        json.put("reason", reason);
        return json;
    }
}

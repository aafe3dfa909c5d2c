package depesche.desk;

import depesche.account.Actor;
import depesche.account.Role;
import depesche.account.StaffMember;
import depesche.web.Form;
import depesche.web.Request;
import java.util.Map;

/// A request of somebody who is signed in, with the form that came with it.
///
/// @param csrf the word of the session that each form must bring back
record Visit(Request request, StaffMember who, String csrf, Words words, Form form) {

    static final Form NO_FORM = new Form(Map.of(), Map.of());

    Actor actor() {
        return who.actor();
    }

    boolean mayActAs(Role needed) {
        return actor().mayActAs(needed);
    }

    /// A field of the form; empty if it was not sent.
    String field(String name) {
        return form.field(name).orElse("");
    }

    String query(String name) {
        return request.query(name).orElse("");
    }
}

package depesche.preflight.house;

import depesche.net.dns.Answer;
import depesche.net.dns.Dns;
import java.net.InetAddress;
import java.util.List;

/// Whether the addresses from which our mail leaves have names that lead back to them.
final class ReverseCheck implements Check {

    private static final String SUBJECT = "ptr";

    private final Dns dns;
    private final Outlets outlets;

    ReverseCheck(Dns dns, Outlets outlets) {
        this.dns = dns;
        this.outlets = outlets;
    }

    @Override
    public List<Finding> look() {
        return outlets.addresses().stream()
                .map(this::look)
                .map(found -> outlets.areSaid() ? found : found.asWarning())
                .toList();
    }

    private Finding look(InetAddress outlet) {
        String address = outlet.getHostAddress();
        return switch (dns.names(outlet)) {
            case Answer.Found<String>(List<String> names) -> back(outlet, names);
            case Answer.Failed<String>(String why) -> Finding.fail(SUBJECT, why);
            case Answer.NoRecord<String> _, Answer.NoName<String> _ ->
                Finding.fail(
                        SUBJECT,
                        address + ", from which our mail leaves, has no name (PTR); many servers refuse its mail");
        };
    }

    private Finding back(InetAddress outlet, List<String> names) {
        String address = outlet.getHostAddress();
        return names.stream()
                .filter(name -> dns.addresses(name).all().contains(outlet))
                .findFirst()
                .map(name -> Finding.ok(SUBJECT, address + " is " + name + ", and " + name + " is " + address))
                .orElseGet(() -> Finding.fail(
                        SUBJECT,
                        address + " is " + String.join(", ", names)
                                + " (PTR), but that name does not lead back to it"));
    }
}

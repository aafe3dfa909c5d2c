package depesche.net.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.ServiceUnavailableException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/// Asks a nameserver, by the JDK's own client: over UDP, and over TCP where an answer is long. Waits six seconds at
/// most for one that does not answer.
public final class Dns {

    private static final String FACTORY = "com.sun.jndi.dns.DnsContextFactory";
    private static final String FIRST_WAIT_MILLIS = "2000";
    private static final String TRIES = "2";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*");
    private static final int LONGEST = 253;

    private final String server;

    private Dns(String server) {
        this.server = server;
    }

    /// The nameservers of this machine.
    public static Dns ofTheSystem() {
        return new Dns("dns:");
    }

    public static Dns at(InetSocketAddress nameserver) {
        String host = nameserver.getAddress() instanceof Inet4Address address
                ? address.getHostAddress()
                : "[" + nameserver.getAddress().getHostAddress() + "]";
        return new Dns("dns://" + host + ":" + nameserver.getPort());
    }

    /// Texts, each with its parts joined, as SPF and DKIM want them.
    public Answer<String> texts(String name) {
        return ask(name, "TXT", CharacterStrings::joined);
    }

    /// The most preferred first.
    public Answer<MailExchanger> mailExchangers(String domain) {
        return switch (ask(domain, "MX", Dns::mailExchanger)) {
            case Answer.Found<MailExchanger>(List<MailExchanger> found) ->
                new Answer.Found<>(found.stream()
                        .sorted(Comparator.comparingInt(MailExchanger::preference))
                        .toList());
            case Answer<MailExchanger> other -> other;
        };
    }

    /// Of both families.
    public Answer<InetAddress> addresses(String name) {
        Answer<InetAddress> four = ask(name, "A", Dns::address);
        if (four instanceof Answer.NoName || four instanceof Answer.Failed) {
            return four;
        }
        Answer<InetAddress> six = ask(name, "AAAA", Dns::address);
        var both = new ArrayList<>(four.all());
        both.addAll(six.all());
        return both.isEmpty() ? six : new Answer.Found<>(both);
    }

    /// The names that stand for an address in the reverse tree.
    public Answer<String> names(InetAddress address) {
        return ask(ReverseName.of(address), "PTR", Dns::withoutDot);
    }

    /// A name is letters, digits, hyphens and dots: so it can be no address by which JNDI would go elsewhere than to
    /// the nameserver, whose records are plain texts.
    @SuppressWarnings("BanJNDI")
    private <T> Answer<T> ask(String name, String type, Function<String, T> reading) {
        if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
            return new Answer.NoName<>();
        }
        try {
            var context = new InitialDirContext(environment());
            try {
                return answer(context.getAttributes(name, new String[] {type}).get(type), reading);
            } finally {
                context.close();
            }
        } catch (NameNotFoundException _) {
            return new Answer.NoName<>();
        } catch (CommunicationException | ServiceUnavailableException silent) {
            return new Answer.Failed<>("the nameserver does not answer for " + name);
        } catch (NamingException broken) {
            return new Answer.Failed<>("the nameserver cannot say for " + name + ": " + broken.getExplanation());
        }
    }

    private static <T> Answer<T> answer(@Nullable Attribute records, Function<String, T> reading)
            throws NamingException {
        if (records == null || records.size() == 0) {
            return new Answer.NoRecord<>();
        }
        List<T> read = new ArrayList<>();
        for (Object each : Collections.list(records.getAll())) {
            read.add(reading.apply(each.toString()));
        }
        return new Answer.Found<>(read);
    }

    @SuppressWarnings("JdkObsolete") // JNDI's constructor takes nothing else.
    private Hashtable<String, String> environment() {
        return new Hashtable<>(Map.of(
                Context.INITIAL_CONTEXT_FACTORY,
                FACTORY,
                Context.PROVIDER_URL,
                server,
                "com.sun.jndi.dns.timeout.initial",
                FIRST_WAIT_MILLIS,
                "com.sun.jndi.dns.timeout.retries",
                TRIES));
    }

    private static MailExchanger mailExchanger(String record) {
        String[] parts = record.split(" ", 2);
        return new MailExchanger(Integer.parseInt(parts[0]), withoutDot(parts[1]));
    }

    private static InetAddress address(String record) {
        return InetAddress.ofLiteral(record);
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}

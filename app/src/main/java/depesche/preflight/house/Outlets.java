package depesche.preflight.house;

import depesche.config.MailSettings;
import depesche.config.MailSettings.MailServer;
import depesche.net.AddressRanges;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;

/// The addresses from which our mail reaches the servers of readers, as far as it can be known.
///
/// @param areSaid whether the operator named them; else they are those of the mail server where it is public, or of
///     this machine where the mail server runs on it
record Outlets(List<InetAddress> addresses, boolean areSaid) {

    Outlets {
        addresses = List.copyOf(addresses);
    }

    static Outlets of(MailSettings mail) {
        List<InetAddress> said = mail.outside().deliversFrom();
        if (!said.isEmpty()) {
            return new Outlets(said, true);
        }
        List<InetAddress> server =
                mail.server().map(MailServer::host).map(Outlets::addresses).orElse(List.of());
        return guessed(server, Outlets.own());
    }

    static Outlets guessed(List<InetAddress> server, List<InetAddress> own) {
        boolean isHere = server.stream().anyMatch(it -> it.isLoopbackAddress() || own.contains(it));
        return new Outlets(
                (isHere ? own : server).stream().filter(AddressRanges::isPublic).toList(), false);
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException _) {
            return List.of();
        }
    }

    private static List<InetAddress> own() {
        try {
            return NetworkInterface.networkInterfaces()
                    .<InetAddress>flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

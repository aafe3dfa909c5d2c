package load;

/// What others make of the same machine, measured right before and after us.
final class References {

    private static final int MESSAGES = Integer.getInteger("messages", 50_000);
    private static final int BYTES = 10_240;

    private References() {}

    /// RSA-2048 signatures a second by OpenSSL, on all cores.
    static double signatures() {
        int cores = Runtime.getRuntime().availableProcessors();
        String written = Shell.run("openssl", "speed", "-seconds", "3", "-multi", cores + "", "rsa2048");
        String line = written.lines()
                .filter(it -> it.matches("rsa +2048 bits.*"))
                .findFirst()
                .orElseThrow();
        // rsa 2048 bits 0.000140s 0.000004s 7142.1 242345.0: seconds a signature and a check, then each a second
        double signatures = Double.parseDouble(line.replaceAll(".*bits", "").strip().split("\\s+")[2]);
        Line.say("openssl: %.0f signatures/s", signatures);
        return signatures;
    }

    /// Messages a second by postfix's smtp-source, all alike and unsigned; the better of 16 and 64 sessions.
    static double messages(int port) {
        return Math.max(messages(port, 16), messages(port, 64));
    }

    private static double messages(int port, int sessions) {
        long started = System.nanoTime();
        Shell.run(
                "smtp-source", "-4", "-d", "-l", BYTES + "", "-m", MESSAGES + "", "-s", sessions + "", "-N",
                "127.0.0.1:" + port);
        double rate = MESSAGES / ((System.nanoTime() - started) / 1e9);
        Line.say("smtp-source, %d sessions: %.0f messages/s", sessions, rate);
        return rate;
    }
}

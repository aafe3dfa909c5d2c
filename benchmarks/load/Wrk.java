package load;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// wrk, which asks for one address as fast as it is answered, or at a rate.
final class Wrk {

    private static final String ACCEPT = "Accept-Encoding: gzip";
    private static final int PACED_CONNECTIONS = 256;

    private Wrk() {}

    static void warmUp(String url) {
        Shell.quietly("wrk", "-t2", "-c64", "-d5s", "-H", ACCEPT, url);
    }

    /// Requests a second over 64 kept connections.
    static double rate(String url, int seconds) {
        String written = Shell.run("wrk", "-t2", "-c64", "-d" + seconds + "s", "-H", ACCEPT, url);
        double rate = rate(written);
        Line.say("  %.0f requests/s", rate);
        return rate;
    }

    /// Pages a second where no page is asked for twice: the addresses of the list that fall to this turn, in its order.
    /// Where there are too few for the time, as many as there are: at least so many.
    static double crawl(String url, Path list, int addresses, int turn, int turns, int seconds) {
        String written = Shell.run(
                "wrk", "-t2", "-c64", "-d" + seconds + "s", "-H", ACCEPT, "-s", "benchmarks/load/crawl.lua", url, "--",
                list + "", turn + "", turns + "");
        double rate = rate(written);
        if (written.contains("no address is left")) {
            rate = (double) addresses / turns / seconds;
            Line.say("  all were asked for, and some again; at least");
        }
        Line.say("  %.0f pages/s", rate);
        return rate;
    }

    /// How long 99 of 100 answers took at most, in ms, when asked at this rate. The connections wait for their answers,
    /// so a stall is seen by as many requests as there are connections, and no more.
    static double p99(String url, int seconds, double rate) {
        String written = Shell.run(
                "wrk", "-t2", "-c" + PACED_CONNECTIONS, "-d" + seconds + "s", "--latency", "-H", ACCEPT,
                "-s", "benchmarks/load/paced.lua", url, "--", PACED_CONNECTIONS + "", Math.round(rate) + "");
        Matcher found = found("\\s99%\\s+([0-9.]+)(us|ms|s)", written);
        double value = Double.parseDouble(found.group(1));
        double millis = switch (found.group(2)) {
            case "us" -> value / 1000;
            case "ms" -> value;
            default -> value * 1000;
        };
        Line.say("  at %.0f requests/s: 99%% within %.2f ms", rate(written), millis);
        return millis;
    }

    private static double rate(String written) {
        if (written.contains("Non-2xx") || written.contains("Socket errors")) {
            throw new IllegalStateException(written);
        }
        return Double.parseDouble(found("Requests/sec:\\s+([0-9.]+)", written).group(1));
    }

    private static Matcher found(String pattern, String written) {
        Matcher matcher = Pattern.compile(pattern).matcher(written);
        if (!matcher.find()) {
            throw new IllegalStateException(written);
        }
        return matcher;
    }
}

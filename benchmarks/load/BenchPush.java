package load;

import depesche.Newsroom;
import depesche.alert.AlertId;
import depesche.channel.PushKeys;
import depesche.delivery.Progress;
import depesche.delivery.push.Encryption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Web Push to N readers, against npm's web-push and against the bare cryptography; a push service of nginx (TLS,
/// HTTP/2, HTTP/1.1 kept alive) on the same cores answers 201 to both. In the measured part: from the publication to the last
/// accepted message, planned, encrypted for each browser, signed, sent and recorded. Twice: with the secrets that the program
/// agrees on while it has nothing to send, as in life where the last alert was some time ago, and with none of them ready.
/// What making them costs before is printed with it, and counted in `push-all-in`.
public final class BenchPush {

    private static final int RUNS = Integer.getInteger("runs", 3);
    private static final int REFERENCE = Integer.getInteger("messages", 6_000);
    private static final int BROWSERS = 500;
    private static final Path FOLDER = Path.of("benchmarks/work/push").toAbsolutePath();
    private static final Path CERTIFICATE = FOLDER.resolve("sink.pem");

    private BenchPush() {}

    public static void main(String... arguments) throws IOException, GeneralSecurityException {
        int readers = Integer.parseInt(arguments[0]);
        Shell.delete(FOLDER.resolve("data"));
        Files.createDirectories(FOLDER);
        int port = Served.freePort();
        certificate();
        try (var _ = sink(port)) {
            installReference();
            Speed npm = npm(port);
            Speed bare = bare();
            Ours ours = ours(readers, port);
            Speed npmAfter = npm(port);
            Speed best = npmAfter.rate() > npm.rate() ? npmAfter : npm;
            Line.print(figure("push", ours.prepared().rate()), figure("web-push", best.rate()));
            Line.print(figure("push-unprepared", ours.unprepared().rate()), figure("web-push", best.rate()));
            Line.print(figure("push-unprepared", ours.unprepared().rate()), figure("cryptography", bare.rate()));
            // Of use where the machine is not quiet: work done for each second of a core that was had.
            double lightest = Math.max(npm.perCore(), npmAfter.perCore());
            Line.print(core("push-for-a-core", ours.prepared().perCore()), core("web-push", lightest));
            Line.print(core("push-all-in-for-a-core", ours.allIn()), core("web-push", lightest));
            Line.print(core("push-unprepared-for-a-core", ours.unprepared().perCore()), core("web-push", lightest));
            Line.print(core("push-unprepared-for-a-core", ours.unprepared().perCore()), core("cryptography", bare.perCore()));
        }
    }

    /// @param preparing core-seconds a message, before the article
    private record Ours(Speed prepared, double preparing, Speed unprepared) {

        double allIn() {
            return 1 / (1 / prepared.perCore() + preparing);
        }
    }

    private static Line.Figure figure(String name, double rate) {
        return new Line.Figure(name, rate, "messages/s");
    }

    private static Line.Figure core(String name, double rate) {
        return new Line.Figure(name, rate, "messages/core-second");
    }

    /// Messages in a second of the clock, and in a second of a core's time.
    private record Speed(double rate, double perCore) {
        static Speed of(long messages, double seconds, double coreSeconds) {
            return new Speed(messages / seconds, messages / coreSeconds);
        }

        static Speed median(List<Speed> runs) {
            return new Speed(
                    Line.median(runs.stream().mapToDouble(Speed::rate).toArray()),
                    Line.median(runs.stream().mapToDouble(Speed::perCore).toArray()));
        }
    }

    /// What this process has had of the cores: all threads, collector and compiler included.
    private static double coreSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static Ours ours(int readers, int port) throws IOException, GeneralSecurityException {
        var settings = InProcess.settings(
                FOLDER.resolve("data"), Map.of("DEPESCHE_PRIVATE_ADDRESSES", "allowed", "DEPESCHE_PORT", "0"));
        try (var newsroom = Newsroom.of(settings, InProcess.open(settings), InstantSource.system())) {
            newsroom.open();
            newsroom.start();
            fill(newsroom, readers, port);
            var print = new Newsprint();
            Line.say("warm-up: %.0f messages/s", carried(newsroom, print, readers).rate());
            double preparing = 0;
            List<Speed> prepared = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                preparing = prepared(newsroom, readers);
                prepared.add(told(newsroom, print, readers, "prepared"));
            }
            newsroom.channels().preparing().close();
            List<Speed> unprepared = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                unprepared.add(told(newsroom, print, readers, "unprepared"));
            }
            return new Ours(Speed.median(prepared), preparing, Speed.median(unprepared));
        }
    }

    /// Waits until there is a secret for every browser; core-seconds each.
    private static double prepared(Newsroom newsroom, int readers) {
        double coresBefore = coreSeconds();
        long started = System.nanoTime();
        int before = newsroom.channels().preparing().ready();
        while (newsroom.channels().preparing().ready() < readers) {
            Served.pause(100);
        }
        double each = (coreSeconds() - coresBefore) / Math.max(1, readers - before);
        Line.say(
                "%d secrets ready after %.1f s, %.1f us of a core each",
                readers - before, (System.nanoTime() - started) / 1e9, each * 1e6);
        return each;
    }

    private static Speed told(Newsroom newsroom, Newsprint print, int readers, String how) {
        Speed speed = carried(newsroom, print, readers);
        Line.say("%d readers, %s: %.0f messages/s, %.0f/core-second", readers, how, speed.rate(), speed.perCore());
        return speed;
    }

    private static Speed carried(Newsroom newsroom, Newsprint print, int readers) {
        var article = InProcess.article(newsroom, print, "push");
        double coresBefore = coreSeconds();
        Instant started = Instant.now();
        AlertId alert = newsroom.telling().announcing().publish(article).alert().orElseThrow();
        long told = System.nanoTime() + 15_000_000_000L;
        while (true) {
            Progress.Report report = newsroom.telling().progress().of(alert).orElseThrow();
            if (report.state() == Progress.State.DONE) {
                Duration took = Duration.between(started, report.lastAcceptedAt().orElseThrow());
                if (report.counts().accepted() != readers) {
                    throw new IllegalStateException(readers + " readers, but " + report.counts());
                }
                return Speed.of(readers, took.toNanos() / 1e9, coreSeconds() - coresBefore);
            }
            if (System.nanoTime() > told) {
                Line.say("so far %s", report.counts());
                told += 15_000_000_000L;
            }
            // Each look counts all outcomes of the slices under way: a desk looks once a second. When the last was accepted
            // the ledger says, so looking rarely bends nothing.
            Served.pause(500);
        }
    }

    /// Readers with a browser each, who want no mails: those would take the cores.
    private static void fill(Newsroom newsroom, int readers, int port) throws GeneralSecurityException {
        change(newsroom, """
                insert into topic (slug, created_at)
                values ('politik', now()), ('hafen', now()), ('kultur', now())
                """);
        change(newsroom, """
                insert into topic_label (topic_id, language, label)
                select id, 'de', slug
                  from topic
                """);
        change(newsroom, """
                insert into reader (email, language, time_zone, created_at)
                select 'reader-' || n || '@readers.example', 'de', 'Europe/Berlin', now()
                  from generate_series(1, %d) as n
                """.formatted(readers));
        change(newsroom, """
                insert into follow (kind, subject_id, reader_id, cadence, since)
                select 'topic', t.id, r.id, 'instant', now()
                  from reader r
                  join topic t on r.id % t.id = 0
                """);
        change(newsroom, """
                insert into channel (reader_id, kind, endpoint, keys, created_at, disabled_at, disabled_why)
                select id, 'email', '', '', now(), now(), 'chosen'
                  from reader
                """);
        List<byte[]> browsers = browsers();
        newsroom.ground().db().change(tx -> tx.createUpdate("""
                insert into channel (reader_id, kind, endpoint, keys, created_at)
                select r.id, 'push', 'https://127.0.0.1:' || :port || '/push/' || r.id, b.keys, now()
                  from reader r
                  join unnest(:keys) with ordinality as b (keys, n) on b.n = r.id % :browsers + 1
                """)
                .bind("port", port)
                .bindArray("keys", byte[].class, browsers)
                .bind("browsers", BROWSERS)
                .execute());
        change(newsroom, "analyze");
        Line.say("%d readers with a browser each are in the database", readers);
    }

    private static void change(Newsroom newsroom, String sql) {
        newsroom.ground().db().change(tx -> tx.execute(sql));
    }

    private static List<byte[]> browsers() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var random = new SecureRandom();
        List<byte[]> browsers = new ArrayList<>();
        for (int i = 0; i < BROWSERS; i++) {
            byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
            var auth = new byte[16];
            random.nextBytes(auth);
            browsers.add(
                    new PushKeys(Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length), auth).stored());
        }
        return browsers;
    }

    /// Nothing but RFC 8291, on all cores.
    private static Speed bare() throws GeneralSecurityException {
        int cores = Runtime.getRuntime().availableProcessors();
        List<PushKeys> browsers = browsers().stream().map(PushKeys::ofStored).toList();
        try (var threads = Executors.newFixedThreadPool(cores)) {
            var speed = new Speed(0, 0);
            for (int round = 0; round < 2; round++) {
                Callable<Long> encrypting = () -> encrypted(browsers, 3_000_000_000L);
                double coresBefore = coreSeconds();
                long started = System.nanoTime();
                var counts = new ArrayList<Future<Long>>();
                for (int i = 0; i < cores; i++) {
                    counts.add(threads.submit(encrypting));
                }
                long all = 0;
                for (var count : counts) {
                    all += count.get();
                }
                speed = Speed.of(all, (System.nanoTime() - started) / 1e9, coreSeconds() - coresBefore);
            }
            Line.say("cryptography alone, %d cores: %.0f messages/s, %.0f/core-second", cores, speed.rate(), speed.perCore());
            return speed;
        } catch (InterruptedException | ExecutionException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static long encrypted(List<PushKeys> browsers, long nanos) {
        var encryption = Encryption.fastest();
        var message = new byte[300];
        long end = System.nanoTime() + nanos;
        long count = 0;
        while (System.nanoTime() < end) {
            encryption.encrypt(message, browsers.get((int) (count % BROWSERS)));
            count++;
        }
        return count;
    }

    private static void certificate() throws IOException {
        Path trust = FOLDER.resolve("trust.p12");
        Files.deleteIfExists(trust);
        Shell.quietly(
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
                "30", "-subj", "/CN=push", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                FOLDER.resolve("sink.key") + "", "-out", CERTIFICATE + "");
        Shell.quietly(
                System.getProperty("java.home") + "/bin/keytool", "-importcert", "-noprompt", "-alias", "sink", "-file",
                CERTIFICATE + "", "-keystore", trust + "", "-storetype", "PKCS12", "-storepass", "lantern");
        System.setProperty("javax.net.ssl.trustStore", trust.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "lantern");
    }

    private static Shell.Running sink(int port) throws IOException {
        Path configuration = FOLDER.resolve("nginx.conf");
        Files.writeString(configuration, """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
                  uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                  keepalive_requests 100000000;
                  http2_max_concurrent_streams 256;
                  server {
                    listen 127.0.0.1:%2$d ssl http2;
                    ssl_certificate %1$s/sink.pem;
                    ssl_certificate_key %1$s/sink.key;
                    location / { return 201; }
                  }
                }
                """.formatted(FOLDER, port));
        var running = Shell.start(
                FOLDER.resolve("nginx.log"), "nginx", "-e", FOLDER.resolve("error.log") + "", "-c", configuration + "");
        Served.pause(1_000);
        return running;
    }

    private static void installReference() throws IOException {
        Files.writeString(FOLDER.resolve("package.json"), "{\"name\": \"bench\", \"private\": true}");
        Shell.run("npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", FOLDER + "", "web-push@3.6.7");
        Files.writeString(FOLDER.resolve("reference.js"), REFERENCE_SCRIPT);
    }

    /// As its users run it: connections kept, 64 requests at once, VAPID; the better of one process and one a core.
    private static Speed npm(int port) {
        Speed one = npm(port, 1);
        Speed each = npm(port, Runtime.getRuntime().availableProcessors());
        return one.rate() > each.rate() ? one : each;
    }

    private static Speed npm(int port, int processes) {
        int count = REFERENCE / processes;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> run = () -> Shell.quietly(
                            "env", "NODE_EXTRA_CA_CERTS=" + CERTIFICATE, "node", FOLDER.resolve("reference.js") + "",
                            port + "", count + "")
                    .strip();
            double rate = 0;
            double coreSeconds = 0;
            for (var each : threads.invokeAll(Collections.nCopies(processes, run))) {
                String[] written = each.get().split(" ");
                rate += Double.parseDouble(written[0]);
                coreSeconds += Double.parseDouble(written[1]);
            }
            var speed = new Speed(rate, count * processes / coreSeconds);
            Line.say(
                    "$ node reference.js %d %d, %d at once: %.0f messages/s, %.0f/core-second",
                    port, count, processes, rate, speed.perCore());
            return speed;
        } catch (InterruptedException | ExecutionException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static final String REFERENCE_SCRIPT = """
            const push = require('web-push');
            const https = require('https');
            const crypto = require('crypto');
            const [port, count] = process.argv.slice(2).map(Number);
            const vapid = push.generateVAPIDKeys();
            push.setVapidDetails('mailto:news@lantern.example', vapid.publicKey, vapid.privateKey);
            const agent = new https.Agent({ keepAlive: true, maxSockets: 64 });
            const browsers = Array.from({ length: 500 }, () => {
              const pair = crypto.createECDH('prime256v1');
              return { p256dh: pair.generateKeys('base64url'), auth: crypto.randomBytes(16).toString('base64url') };
            });
            const payload = 'x'.repeat(300);
            const options = { TTL: 21600, urgency: 'normal', topic: 'article-1', agent, contentEncoding: 'aes128gcm' };
            const send = async many => {
              let next = 0;
              const one = async () => {
                while (next < many) {
                  const n = next++;
                  await push.sendNotification(
                      { endpoint: `https://127.0.0.1:${port}/push/${n}`, keys: browsers[n % 500] }, payload, options);
                }
              };
              await Promise.all(Array.from({ length: 64 }, one));
            };
            (async () => {
              await send(1000);
              const cpu = process.cpuUsage();
              const start = process.hrtime.bigint();
              await send(count);
              const seconds = Number(process.hrtime.bigint() - start) / 1e9;
              const used = process.cpuUsage(cpu);
              console.log(count / seconds, (used.user + used.system) / 1e6);
              process.exit(0);
            })();
            """;
}

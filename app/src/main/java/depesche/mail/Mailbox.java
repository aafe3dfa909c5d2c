package depesche.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Takes all mail while no server is set: one file a message, in folders by day, minute and second, so that a hundred
/// thousand in a minute are no burden. Several programs may write at once. A message is either there as a whole or not
/// at all; it is not forced to the disk.
public final class Mailbox implements MailRoute {

    private static final Pattern ID = Pattern.compile("(\\d{8})-(\\d{4})-(\\d{2})-(\\d{9}-[0-9a-f]{8}-[0-9a-f]{8})");
    private static final Pattern FILE = Pattern.compile("(\\d{9}-[0-9a-f]{8}-[0-9a-f]{8})\\.eml");
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm-ss-nnnnnnnnn").withZone(ZoneOffset.UTC);
    private static final int HEAD = 16 * 1024;

    private final Path folder;
    private final InstantSource clock;
    /// Tells writers apart that write at the same instant.
    private final int writer = new SecureRandom().nextInt();

    private final AtomicInteger written = new AtomicInteger();
    private volatile Path lastFolder = Path.of("");

    public Mailbox(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// A line that never fails but when the disk does.
    @Override
    public Opening open() {
        return new Opening.Opened(new MailboxLine(this));
    }

    /// Keeps a message as it goes over a line (dot-stuffed); its envelope stands in `Return-Path` and `Delivered-To`.
    String put(Envelope envelope, byte[] message) {
        var id = "%s-%08x-%08x".formatted(NAME.format(clock.instant()), writer, written.incrementAndGet());
        var file = file(id);
        var head = "Return-Path: <%s>\r\nDelivered-To: %s\r\n".formatted(envelope.sender(), envelope.recipient());
        try {
            makeFolder(id);
            var unfinished = file.resolveSibling(file.getFileName() + ".new");
            try (var out = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW)) {
                out.write(StoredMail.unstuffed(head.getBytes(StandardCharsets.UTF_8), message));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return id;
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot write to the mailbox " + folder, broken);
        }
    }

    /// The newest mails, newest first, without their parts.
    public List<StoredMail> newest(int most) {
        return before("99999999-9999-99-999999999-ffffffff-ffffffff", most);
    }

    /// The next older ones: paging by the id of the last that was shown.
    public List<StoredMail> before(String id, int most) {
        var ids = new ArrayList<String>();
        for (var day : names(folder, "\\d{8}")) {
            for (var minute : notAfter(id, day + "-", names(folder.resolve(day), "\\d{4}"))) {
                collect(id, most, day + "-" + minute + "-", ids);
                if (ids.size() >= most) {
                    return read(ids);
                }
            }
        }
        return read(ids);
    }

    public Optional<StoredMail> read(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoredMail.whole(id, Files.readAllBytes(file(id))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the mailbox " + folder, broken);
        }
    }

    private void collect(String before, int most, String minute, List<String> ids) {
        var inMinute = folder.resolve(minute.substring(0, 8)).resolve(minute.substring(9, 13));
        for (var second : notAfter(before, minute, names(inMinute, "\\d{2}"))) {
            for (var name : names(inMinute.resolve(second), FILE.pattern())) {
                var id = minute + second + "-" + name.substring(0, name.length() - 4);
                if (ids.size() >= most) {
                    return;
                }
                if (id.compareTo(before) < 0) {
                    ids.add(id);
                }
            }
        }
    }

    private static List<String> notAfter(String before, String start, List<String> names) {
        return names.stream()
                .filter(name -> {
                    var path = start + name;
                    return path.compareTo(before.substring(0, Math.min(path.length(), before.length()))) <= 0;
                })
                .toList();
    }

    private List<StoredMail> read(List<String> ids) {
        var mails = new ArrayList<StoredMail>();
        for (var id : ids) {
            try (var in = Files.newInputStream(file(id))) {
                mails.add(StoredMail.head(id, in.readNBytes(HEAD)));
            } catch (NoSuchFileException _) {
                // Removed meanwhile by hand: then it is not in the list.
            } catch (IOException broken) {
                throw new UncheckedIOException("cannot read the mailbox " + folder, broken);
            }
        }
        return List.copyOf(mails);
    }

    private static List<String> names(Path folder, String form) {
        var pattern = Pattern.compile(form);
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> pattern.matcher(name).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot list the mailbox " + folder, broken);
        }
    }

    private Path file(String id) {
        var parts = ID.matcher(id);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not the id of a mail: " + id);
        }
        return folder.resolve(parts.group(1), parts.group(2), parts.group(3), parts.group(4) + ".eml");
    }

    private void makeFolder(String id) throws IOException {
        var needed = folder.resolve(id.substring(0, 8), id.substring(9, 13), id.substring(14, 16));
        if (!needed.equals(lastFolder)) {
            Files.createDirectories(needed);
            lastFolder = needed;
        }
    }
}

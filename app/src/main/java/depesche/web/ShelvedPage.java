package depesche.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

/// A page as it lies on the disk: packed once, and sent so to all who take gzip, as nearly all do.
///
/// @param stamp of [DropStamps], taken before the page's first row was read
record ShelvedPage(String address, long stamp, Set<String> keys, PageHead head, byte[] gzip) {

    /// Raised when the form of the file changes.
    private static final int FORM = 0xDE9E0001;

    ShelvedPage {
        keys = Set.copyOf(keys);
    }

    /// Only pages that stay right until something they show changes, and that are worth packing.
    static boolean isFit(Page page) {
        return page.status() == 200 && page.keptFor().equals(Page.UNTIL_DROPPED) && page.isCompressible();
    }

    Response response(Request request) {
        Coding coding = PageHead.chosen(request, List.of(Coding.GZIP));
        return head.response(request, coding, () -> coding == Coding.GZIP ? gzip : plain());
    }

    Page page() {
        return new Page(
                head.status(), head.mediaType(), plain(), keys, head.caching(), Page.UNTIL_DROPPED, head.links());
    }

    private byte[] plain() {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip), 1 << 14)) {
            return in.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    byte[] written() throws IOException {
        var bytes = new ByteArrayOutputStream(gzip.length + 1024);
        var out = new DataOutputStream(bytes);
        out.writeInt(FORM);
        out.writeUTF(address);
        out.writeLong(stamp);
        out.writeInt(keys.size());
        for (String key : keys) {
            out.writeUTF(key);
        }
        out.writeUTF(head.mediaType());
        out.writeUTF(head.caching().name());
        out.writeUTF(head.links().orElse(""));
        out.writeUTF(head.tag());
        out.writeLong(head.madeAt().getEpochSecond());
        out.writeBoolean(head.dateCounts());
        out.writeInt(checksum(gzip));
        out.writeInt(gzip.length);
        out.write(gzip);
        return bytes.toByteArray();
    }

    /// Nothing where the file is of another form, of another page, or not whole.
    static Optional<ShelvedPage> read(byte[] file, String address) {
        try (var in = new DataInputStream(new ByteArrayInputStream(file))) {
            if (in.readInt() != FORM || !in.readUTF().equals(address)) {
                return Optional.empty();
            }
            long stamp = in.readLong();
            Set<String> keys = keys(in);
            PageHead head = head(in);
            int checksum = in.readInt();
            byte[] gzip = in.readNBytes(in.readInt());
            return checksum == checksum(gzip)
                    ? Optional.of(new ShelvedPage(address, stamp, keys, head, gzip))
                    : Optional.empty();
        } catch (IOException | RuntimeException notWhole) {
            return Optional.empty();
        }
    }

    private static Set<String> keys(DataInputStream in) throws IOException {
        int count = in.readInt();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < count; i++) {
            keys.add(in.readUTF());
        }
        return keys;
    }

    private static PageHead head(DataInputStream in) throws IOException {
        String mediaType = in.readUTF();
        var caching = Page.Caching.valueOf(in.readUTF());
        Optional<String> links = Optional.of(in.readUTF()).filter(header -> !header.isEmpty());
        String tag = in.readUTF();
        Instant madeAt = Instant.ofEpochSecond(in.readLong());
        return new PageHead(200, mediaType, caching, links, tag, madeAt, in.readBoolean());
    }

    private static int checksum(byte[] bytes) {
        var sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}

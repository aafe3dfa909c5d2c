package depesche.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// What makes a link in a mail its own proof: short, URL-safe tokens, computed and never stored. A token
/// for one purpose opens nothing else, because each purpose has a key of its own.
///
/// Form: base64url of the numbers it stands for, then of the first 128 bits of their HMAC-SHA256.
public final class LinkTokens {

    /// A link in the mail of one alert to one reader.
    public record AlertLink(long alert, ReaderId reader) {}

    /// The address of a reader's private feed, good for one generation.
    public record FeedLink(ReaderId reader, int generation) {}

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int PROOF_BYTES = 16;

    private final KeyedHash me;
    private final KeyedHash unsubscribe;
    private final KeyedHash confirm;
    private final KeyedHash feed;
    private final KeyedHash petition;

    private LinkTokens(byte[] master) {
        var purposes = KeyedHash.under(master);
        me = KeyedHash.under(purposes.of("me"));
        unsubscribe = KeyedHash.under(purposes.of("unsubscribe"));
        confirm = KeyedHash.under(purposes.of("confirm"));
        feed = KeyedHash.under(purposes.of("feed"));
        petition = KeyedHash.under(purposes.of("petition"));
    }

    /// Tokens under the key that all nodes share.
    public static LinkTokens of(Secrets secrets) {
        return new LinkTokens(secrets.key("links"));
    }

    /// For `/me/{token}`: a reader's own page.
    public String me(ReaderId reader) {
        return sealed(me, numbers(reader.value()));
    }

    /// For `/unsubscribe/{token}`: the reader and the alert whose reasons it ends.
    public String unsubscribe(long alert, ReaderId reader) {
        return sealed(unsubscribe, numbers(alert, reader.value()));
    }

    /// For `/follow/confirm/{token}`: a request to follow.
    public String confirm(long request) {
        return sealed(confirm, numbers(request));
    }

    /// For `/feeds/{token}.atom`: a reader's private feed.
    public String feed(ReaderId reader, int generation) {
        return sealed(feed, numbers((long) reader.value(), generation));
    }

    /// For `/me/link/{token}`: what a reader asked about their own data.
    public String petition(long petition) {
        return sealed(this.petition, numbers(petition));
    }

    /// The reader whose page this token opens; empty if we did not make it.
    public Optional<ReaderId> readMe(String token) {
        return opened(me, token, Integer.BYTES).map(it -> new ReaderId(it.getInt()));
    }

    /// The alert and reader of an unsubscribe link; empty if we did not make it.
    public Optional<AlertLink> readUnsubscribe(String token) {
        return opened(unsubscribe, token, Long.BYTES + Integer.BYTES)
                .map(it -> new AlertLink(it.getLong(), new ReaderId(it.getInt())));
    }

    /// The request that a confirmation link stands for; empty if we did not make it.
    public Optional<Long> readConfirm(String token) {
        return opened(confirm, token, Long.BYTES).map(ByteBuffer::getLong);
    }

    /// The reader and generation of a private feed's address; empty if we did not make it.
    public Optional<FeedLink> readFeed(String token) {
        return opened(feed, token, Long.BYTES + Integer.BYTES)
                .map(it -> new FeedLink(new ReaderId((int) it.getLong()), it.getInt()));
    }

    /// The petition that a link stands for; empty if we did not make it.
    public Optional<Long> readPetition(String token) {
        return opened(petition, token, Long.BYTES).map(ByteBuffer::getLong);
    }

    private static byte[] numbers(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] numbers(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static byte[] numbers(long first, int second) {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(first)
                .putInt(second)
                .array();
    }

    private static String sealed(KeyedHash key, byte[] content) {
        byte[] proof = key.of(content);
        byte[] token = Arrays.copyOf(content, content.length + PROOF_BYTES);
        System.arraycopy(proof, 0, token, content.length, PROOF_BYTES);
        return ENCODER.encodeToString(token);
    }

    /// Seals the content anew and compares whole tokens, in constant time: so only the one spelling
    /// that we gave out is taken, whatever else base64 would decode to the same bytes.
    private static Optional<ByteBuffer> opened(KeyedHash key, String token, int contentBytes) {
        int length = ((contentBytes + PROOF_BYTES) * Byte.SIZE + 5) / 6;
        if (token.length() != length) {
            return Optional.empty();
        }
        byte[] content;
        try {
            content = Arrays.copyOf(Base64.getUrlDecoder().decode(token), contentBytes);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        boolean isOurs = MessageDigest.isEqual(
                sealed(key, content).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        return isOurs ? Optional.of(ByteBuffer.wrap(content)) : Optional.empty();
    }
}

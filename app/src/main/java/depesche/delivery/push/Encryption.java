package depesche.delivery.push;

import depesche.channel.PushKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts for one browser: content coding `aes128gcm` (RFC 8188) under a secret agreed on as RFC 8291 says, with a
/// new key pair and salt for each message. The salt is chosen when the message is there; the pair may be older. For one
/// thread; public for the benchmark.
public final class Encryption {

    /// Most bytes a message may have: with header, delimiter and tag it then fills the 4,096 every push service takes.
    public static final int MOST_BYTES = 3_993;

    private static final int RECORD = 4_096;
    private static final int SALT = 16;
    private static final int TAG_BITS = 128;
    private static final int KEY = 16;
    private static final int NONCE = 12;
    private static final int HEADER = SALT + Integer.BYTES + 1 + Curve.POINT;
    private static final byte LAST_RECORD = 2;
    /// Messages are filled up to a multiple of this, so that their length tells little of what they say.
    private static final int STEP = 128;

    private static final byte[] KEY_INFO = "WebPush: info\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CEK_INFO = "Content-Encoding: aes128gcm\0\1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONCE_INFO = "Content-Encoding: nonce\0\1".getBytes(StandardCharsets.US_ASCII);

    private final Curve curve;
    private final SecureRandom random = new SecureRandom();
    private final Mac mac;
    private final Cipher cipher;

    private Encryption(Curve curve, Mac mac, Cipher cipher) {
        this.curve = curve;
        this.mac = mac;
        this.cipher = cipher;
    }

    /// By the fastest provider there is.
    public static Encryption fastest() {
        return of(Curve.fastest());
    }

    static Encryption of(Curve curve) {
        try {
            return new Encryption(curve, Mac.getInstance("HmacSHA256"), Cipher.getInstance("AES/GCM/NoPadding"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no HMAC-SHA256 or AES-GCM in this Java", missing);
        }
    }

    /// The body of a push message, ready to send.
    public byte[] encrypt(byte[] message, PushKeys receiver) {
        return encrypt(message, agree(receiver));
    }

    /// What costs most of a message, with a key pair made for it alone. Our private key is forgotten here.
    public Agreement agree(PushKeys receiver) {
        KeyPair pair = curve.newPair();
        try {
            return agree(receiver, pair.getPrivate(), Curve.point(pair.getPublic()));
        } finally {
            Curve.forget(pair.getPrivate());
        }
    }

    Agreement agree(PushKeys receiver, PrivateKey ours, byte[] ourPoint) {
        try {
            return new Agreement(ourPoint, agreed(receiver, ours, ourPoint));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no secret can be made for a push message", broken);
        }
    }

    /// The body of a push message. The agreement is used up.
    public byte[] encrypt(byte[] message, Agreement agreement) {
        if (message.length > MOST_BYTES) {
            throw new IllegalArgumentException("a push message has at most " + MOST_BYTES + " bytes");
        }
        var salt = new byte[SALT];
        random.nextBytes(salt);
        int filled = Math.min(MOST_BYTES, (message.length / STEP + 1) * STEP);
        return encrypt(message, filled - message.length, agreement, salt);
    }

    byte[] encrypt(byte[] message, int padding, Agreement agreement, byte[] salt) {
        try {
            byte[] pseudoRandom = hmac(salt, agreement.use());
            byte[] key = Arrays.copyOf(hmac(pseudoRandom, CEK_INFO), KEY);
            byte[] nonce = Arrays.copyOf(hmac(pseudoRandom, NONCE_INFO), NONCE);
            byte[] record = Arrays.copyOf(message, message.length + 1 + padding);
            record[message.length] = LAST_RECORD;
            var out = ByteBuffer.allocate(HEADER + record.length + TAG_BITS / Byte.SIZE);
            out.put(salt).putInt(RECORD).put((byte) Curve.POINT).put(agreement.point());
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.doFinal(ByteBuffer.wrap(record), out);
            return out.array();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a push message cannot be encrypted", broken);
        }
    }

    /// RFC 8291 §3.4: both public keys and the browser's secret go into what the message's keys are made of.
    private byte[] agreed(PushKeys receiver, PrivateKey ours, byte[] ourPoint) throws GeneralSecurityException {
        byte[] theirPoint = receiver.publicKey();
        byte[] shared = hmac(receiver.auth(), curve.secret(ours, theirPoint));
        var info = ByteBuffer.allocate(KEY_INFO.length + 2 * Curve.POINT + 1);
        info.put(KEY_INFO).put(theirPoint).put(ourPoint).put((byte) 1);
        return hmac(shared, info.array());
    }

    private byte[] hmac(byte[] key, byte[] content) throws GeneralSecurityException {
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(content);
    }
}

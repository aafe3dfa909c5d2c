package depesche.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/// The way in while nobody of the newsroom is known: a link that whoever starts the program is shown. It opens nothing
/// once there is a first person.
public final class SetUp {

    private final Secrets secrets;
    private final Staff staff;

    public SetUp(Secrets secrets, Staff staff) {
        this.secrets = secrets;
        this.staff = staff;
    }

    /// The secret part of the link.
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.key("set-up"));
    }

    public boolean isOpenTo(String token) {
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, token().getBytes(StandardCharsets.UTF_8)) && staff.isEmpty();
    }
}

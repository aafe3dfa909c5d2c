package depesche.account;

import depesche.text.EmailAddress;
import java.time.ZoneId;
import java.util.Locale;

/// What is known of a reader who has no number yet.
public record NewReader(EmailAddress email, Locale language, ZoneId timeZone) {}

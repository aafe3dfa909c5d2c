package depesche.delivery;

import depesche.delivery.email.Letters;
import depesche.mail.MailRoute;

/// What all connections of a node share on the way out.
record PostOffice(MailRoute route, Letters letters, Breaker breaker, Domains domains, Shares shares, Pace pace) {}

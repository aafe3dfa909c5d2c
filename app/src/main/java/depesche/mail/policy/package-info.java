/// What a domain says in the DNS about who may send mail in its name, read as receivers read it: SPF, the keys of DKIM,
/// DMARC. Judges records; whether the newsroom is to do something about them is the matter of others.
@NullMarked
package depesche.mail.policy;

import org.jspecify.annotations.NullMarked;

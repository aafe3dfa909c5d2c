package depesche.feed.activity.remote;

import depesche.net.WebAddress;
import java.security.PublicKey;

/// Somebody at another server, as that server told.
///
/// @param id the address that stands for them
/// @param keyId the address of the key
/// @param inbox where what is for them goes
/// @param sharedInbox where what is for all at that server goes; the same as `inbox` where there is none
public record RemoteActor(String id, String keyId, PublicKey key, WebAddress inbox, WebAddress sharedInbox) {}

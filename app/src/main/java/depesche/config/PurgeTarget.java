package depesche.config;

import java.net.URI;

/// Whom to tell which pages changed: a content network (CDN) or a cache of the operator's.
///
/// @param secret sent with it; empty where none is wanted
public record PurgeTarget(URI address, String secret) {}

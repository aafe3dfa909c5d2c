package depesche.net;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// Posts by HTTP/2 where the server speaks it, else by HTTP/1.1, over connections that are kept. Connects only to
/// what [Resolver] found, follows no redirect, and gives up by the limits.
public final class Poster implements AutoCloseable {

    /// How long a connection and an answer may take, and how much of an answer is read.
    public record Limits(Duration connecting, Duration answering, int answerBytes) {

        /// How long a post takes at most.
        Duration patience() {
            return connecting.plus(answering);
        }
    }

    private final Resolver resolver;
    private final Limits limits;
    private final InstantSource clock;
    private final Optional<TrustManager> trust;
    private volatile @Nullable Clients clients;

    /// What runs once it was started.
    private record Clients(Http2 http2, Http1 http1) {}

    private Poster(Resolver resolver, Limits limits, Optional<TrustManager> trust, InstantSource clock) {
        this.resolver = resolver;
        this.limits = limits;
        this.clock = clock;
        this.trust = trust;
    }

    /// Trusts whom this Java trusts.
    public static Poster of(Resolver resolver, Limits limits, InstantSource clock) {
        return new Poster(resolver, limits, Optional.empty(), clock);
    }

    /// Trusts whom `trust` says.
    public static Poster trusting(TrustManager trust, Resolver resolver, Limits limits, InstantSource clock) {
        return new Poster(resolver, limits, Optional.of(trust), clock);
    }

    /// On a thread of the system, before there are many who post: those are virtual threads, and few of them that wait
    /// for a class at once hold up all others. Until then nobody is reached.
    public void start() {
        var http1 = new Http1(limits, trust, clock);
        clients = new Clients(new Http2(limits, trust, http1, clock), http1);
    }

    /// May wait for the DNS; the answer comes to the future, which never fails.
    public CompletableFuture<Posted> post(Post post) {
        return switch (resolver.find(post.to().host())) {
            case Resolver.Private() ->
                CompletableFuture.completedFuture(new Posted.Forbidden("the host has a private address"));
            case Resolver.Unknown() ->
                CompletableFuture.completedFuture(new Posted.Unreachable("there is no such host"));
            case Resolver.Machine(InetAddress address) -> send(post, address);
        };
    }

    private CompletableFuture<Posted> send(Post post, InetAddress address) {
        Clients running = clients;
        if (running == null) {
            return CompletableFuture.completedFuture(new Posted.Unreachable("this program is only starting"));
        }
        var answer = post.to().isEncrypted()
                ? running.http2().send(post, address)
                : running.http1().send(post, address);
        return answer.whenComplete((posted, _) -> {
            if (posted instanceof Posted.Unreachable) {
                resolver.unanswered(post.to().host());
            }
        });
    }

    static String told(Throwable why) {
        String message = why.getMessage();
        return message == null ? why.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        Clients running = clients;
        if (running != null) {
            running.http1().close();
            running.http2().close();
        }
    }
}

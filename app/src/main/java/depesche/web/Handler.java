package depesche.web;

/// Answers one request, on a virtual thread: it may wait for the database.
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}

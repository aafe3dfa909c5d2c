package depesche.topic.vocabulary;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Reads RDF in Turtle as vocabularies are published in it: prefixes, names, texts with a language or a type, and lists
/// of predicates and objects. Blank nodes and collections are faults. What is wrong is told with its line, and reading
/// goes on behind the next full stop.
final class Turtle {

    private static final String TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

    private final TurtleTokens tokens;
    private final Statements statements;
    private final Consumer<String> faults;
    private final Map<String, String> prefixes = new HashMap<>();

    interface Statements {
        /// @param object a name, or a text
        /// @param language of a text; empty: it has none, or this is a name
        void statement(String subject, String predicate, String object, String language);
    }

    private Turtle(String text, Statements statements, Consumer<String> faults) {
        this.tokens = new TurtleTokens(text);
        this.statements = statements;
        this.faults = faults;
    }

    static void read(String text, Statements statements, Consumer<String> faults) {
        var turtle = new Turtle(text, statements, faults);
        while (turtle.tokens.isMore()) {
            turtle.readOne();
        }
    }

    private void readOne() {
        int line = tokens.line();
        try {
            TurtleToken first = tokens.next();
            if (first.isWord("@prefix") || first.isWord("PREFIX")) {
                prefix(first.text().startsWith("@"));
            } else {
                String subject = name(first);
                predicates(subject);
            }
        } catch (TurtleFault fault) {
            faults.accept("line " + fault.line() + ": " + fault.getMessage()
                    + (fault.line() == line ? "" : " (in what begins in line " + line + ")"));
            tokens.skipStatement();
        }
    }

    private void prefix(boolean hasStop) {
        TurtleToken name = tokens.next();
        TurtleToken iri = tokens.next();
        if (name.kind() != TurtleToken.Kind.WORD || !name.text().endsWith(":") || iri.kind() != TurtleToken.Kind.IRI) {
            throw new TurtleFault(tokens.line(), "a prefix is a name with a colon and an address in < >");
        }
        prefixes.put(name.text().substring(0, name.text().length() - 1), iri.text());
        if (hasStop) {
            tokens.expect(".");
        }
    }

    private void predicates(String subject) {
        TurtleToken token = tokens.next();
        while (true) {
            String predicate = token.isWord("a") ? TYPE : name(token);
            TurtleToken end = objects(subject, predicate);
            while (end.isMark(";")) {
                token = tokens.next();
                if (token.isMark(".")) {
                    return;
                }
                end = token;
            }
            if (end.isMark(".")) {
                return;
            }
            token = end;
        }
    }

    /// Answers what stands behind them: a semicolon or a full stop.
    private TurtleToken objects(String subject, String predicate) {
        while (true) {
            TurtleToken object = tokens.next();
            if (object.kind() == TurtleToken.Kind.TEXT) {
                statements.statement(subject, predicate, object.text(), object.language());
            } else {
                statements.statement(subject, predicate, name(object), "");
            }
            TurtleToken end = tokens.next();
            if (end.isMark(";") || end.isMark(".")) {
                return end;
            }
            if (!end.isMark(",")) {
                throw new TurtleFault(tokens.line(), "there is no comma, semicolon or full stop behind an object");
            }
        }
    }

    private String name(TurtleToken token) {
        return switch (token.kind()) {
            case IRI -> token.text();
            case WORD -> whole(token.text());
            case TEXT -> throw new TurtleFault(tokens.line(), "a text stands where a name must be");
            case MARK ->
                throw new TurtleFault(
                        tokens.line(),
                        "[(".contains(token.text())
                                ? "blank nodes and collections are not read"
                                : "a name is missing before " + token.text());
        };
    }

    /// Numbers and truths are what they are.
    private String whole(String word) {
        int colon = word.indexOf(':');
        if (colon < 0) {
            if (word.equals("true") || word.equals("false") || word.matches("[-+0-9.eE]+")) {
                return word;
            }
            throw new TurtleFault(tokens.line(), word + " is no name");
        }
        String prefix = word.substring(0, colon);
        if (!prefixes.containsKey(prefix)) {
            throw new TurtleFault(tokens.line(), "the prefix " + prefix + ": is not declared");
        }
        return prefixes.get(prefix) + word.substring(colon + 1).replace("\\", "");
    }
}

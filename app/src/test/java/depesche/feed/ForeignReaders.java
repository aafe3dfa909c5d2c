package depesche.feed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.testing.NpmTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Feed readers that are no libraries of ours, from Debian and npm: each says what it read in its own way, as JSON with
/// `title`
/// and `entries` of `id`, `title`, `link` and `summary`.
final class ForeignReaders {

    /// Python's feedparser.
    private static final String FEEDPARSER = """
            import feedparser, json, sys
            read = feedparser.parse(sys.argv[1])
            print(json.dumps({
                'broken': bool(read.bozo), 'version': read.version, 'title': read.feed.get('title'),
                'entries': [{'id': e.id, 'link': e.link, 'title': e.title, 'published': e.get('published'),
                    'authors': [a.get('name') for a in e.get('authors', [])],
                    'tags': [t.get('label') or t.get('term') for t in e.get('tags', [])],
                    'summary': e.get('summary', '')} for e in read.entries]}))
            """;

    /// Perl's XML::Feed, on XML::Atom and XML::RSS.
    private static final String XML_FEED = """
            use XML::Feed; use JSON::PP;
            sub text { my $bytes = shift; utf8::decode($bytes) if defined $bytes; $bytes }
            my $feed = XML::Feed->parse($ARGV[0]) or die XML::Feed->errstr;
            print JSON::PP->new->ascii->encode({ title => text($feed->title), entries => [
                map { { id => $_->id, title => text($_->title), link => $_->link,
                        summary => text($_->summary->body // $_->content->body) } } $feed->entries ] });
            """;

    /// newsboat, which people read with in a terminal: what is in its cache after it has looked.
    private static final String NEWSBOAT = """
            import json, os, sqlite3, subprocess, sys
            feed, folder = sys.argv[1], sys.argv[2]
            place = lambda name: os.path.join(folder, name)
            open(place('urls'), 'w').write(feed + '\\n')
            open(place('config'), 'w').close()
            subprocess.run(['newsboat', '-q', '-C', place('config'), '-u', place('urls'), '-c', place('cache'),
                '-x', 'reload'], check=True, env=dict(os.environ, HOME=folder, LC_ALL='C.UTF-8'),
                stdout=subprocess.DEVNULL)
            cache = sqlite3.connect(place('cache'))
            print(json.dumps({
                'title': cache.execute('select title from rss_feed').fetchone()[0],
                'entries': [{'id': guid, 'title': title, 'link': url, 'summary': content} for guid, title, url, content
                    in cache.execute('select guid, title, url, content from rss_item order by pubDate desc, id')]}))
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ForeignReaders() {}

    /// One of them.
    ///
    /// @param read gets the address of a feed and a folder that the reader may keep
    record Reader(String name, Reading read) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// How it is asked.
    interface Reading {
        JsonNode read(String feed, Path folder) throws Exception;
    }

    static List<Reader> all() {
        return List.of(
                new Reader("feedparser", (feed, _) -> run("python3-feedparser", "python3", "-c", FEEDPARSER, feed)),
                new Reader(
                        "XML::Feed",
                        (feed, folder) -> run("libxml-feed-perl", "perl", "-e", XML_FEED, local(feed, folder))),
                new Reader("newsboat", ForeignReaders::newsboat));
    }

    /// From npm, and of all three forms of a feed.
    static List<Reader> ofEveryForm() {
        return Stream.of("feedsmith", "feed-extractor", "feedme")
                .map(name -> new Reader(name, (feed, _) -> node(name, feed)))
                .toList();
    }

    /// What one of the libraries of `readers.mjs` reads at an address.
    static JsonNode node(String library, String address) throws Exception {
        Path program = NpmTools.program(ForeignReaders.class, "readers.mjs", "feed");
        return run("nodejs", "node", program.toString(), library, address);
    }

    /// Keeps what it has read in the folder, as its users' own do.
    static JsonNode newsboat(String feed, Path folder) throws Exception {
        return run("newsboat", "python3", "-c", NEWSBOAT, feed, folder.toString());
    }

    /// It reads files alone without a module more.
    private static String local(String feed, Path folder) throws IOException {
        try (var bytes = java.net.URI.create(feed).toURL().openStream()) {
            return Files.write(folder.resolve("feed.xml"), bytes.readAllBytes()).toString();
        }
    }

    private static JsonNode run(String debian, String program, String... arguments) throws Exception {
        Path path = Path.of("/usr/bin", program);
        assumeTrue(Files.isExecutable(path), "skipped: no " + path);
        Process reader = new ProcessBuilder(Stream.concat(Stream.of(path.toString()), Stream.of(arguments))
                        .toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] answer = reader.getInputStream().readAllBytes();
        reader.waitFor(60, TimeUnit.SECONDS);
        assumeTrue(answer.length > 0, "skipped: apt install " + debian);
        return JSON.readTree(answer);
    }
}

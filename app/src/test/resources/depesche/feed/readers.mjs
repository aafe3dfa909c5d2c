// Reads a feed by a library of others and says what it read, in one form for all: node readers.mjs LIBRARY ADDRESS
import { Readable } from "node:stream";

const [library, address] = process.argv.slice(2);
const text = async () => (await fetch(address)).text();
const first = (...values) => values.find((value) => typeof value === "string" && value !== "") ?? "";

const readers = {
  async feedsmith() {
    const { parseFeed } = await import("feedsmith");
    const { feed } = parseFeed(await text());
    return {
      title: first(feed.title, feed.title?.value),
      entries: (feed.items ?? feed.entries ?? []).map((entry) => ({
        id: first(entry.id, entry.guid?.value),
        title: first(entry.title, entry.title?.value),
        link: first(entry.url, entry.link, entry.links?.find((link) => link.rel === "alternate")?.href),
        summary: first(entry.content_text, entry.description, entry.summary, entry.summary?.value),
      })),
    };
  },
  // It fetches by itself and goes by the media type.
  async "feed-extractor"() {
    const { extract } = await import("@extractus/feed-extractor");
    const { title, entries } = await extract(address, { descriptionMaxLen: 0 });
    return { title, entries: entries.map(({ id, title, link, description }) => ({ id, title, link, summary: description })) };
  },
  async feedme() {
    const { default: FeedMe } = await import("feedme");
    const parser = new FeedMe(true);
    const whole = await new Promise(async (done, failed) => {
      parser.on("finish", () => done(parser.done()));
      parser.on("error", failed);
      parser.end(await text());
    });
    const of = (value) => typeof value === "object" ? first(value?.text, value?.href) : value;
    return {
      title: of(whole.title),
      entries: (whole.items ?? []).map((item) => ({
        id: first(of(item.id), of(item.guid)), title: of(item.title), link: first(of(item.url), of([item.link].flat()[0])),
        summary: first(of(item.content_text), of(item.summary), of(item.description)),
      })),
    };
  },
  // Takes nothing that it does not know, and nothing that is too long.
  async sitemap() {
    const { ErrorLevel, XMLToSitemapItemStream } = await import("sitemap");
    const pages = Readable.from([await text()]).pipe(new XMLToSitemapItemStream({ level: ErrorLevel.THROW, logger: false }));
    return { title: "", entries: await Array.fromAsync?.(pages) ?? await pages.toArray() };
  },
};

console.log(JSON.stringify(await readers[library]()));

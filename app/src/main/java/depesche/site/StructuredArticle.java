package depesche.site;

import depesche.author.Author;
import depesche.web.Json;
import gg.jte.Content;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An article for search engines: JSON-LD of schema.org's `NewsArticle`.
final class StructuredArticle {

    private final Paper paper;
    private final ShownArticle article;
    private final Map<String, Author> authors;
    private final Words words;

    /// @param authors by the names in the bylines
    StructuredArticle(Paper paper, ShownArticle article, Map<String, Author> authors, Words words) {
        this.paper = paper;
        this.article = article;
        this.authors = authors;
        this.words = words;
    }

    Content content(Optional<PictureView> picture, List<Link> topics, List<NoticeView> notices) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("@context", "https://schema.org");
        fields.put("@type", "NewsArticle");
        fields.put("mainEntityOfPage", paper.url(article.path()));
        fields.put("url", paper.url(article.path()));
        fields.put("headline", article.headline());
        fields.put("description", article.summary());
        fields.put("inLanguage", article.language().toLanguageTag());
        fields.put("datePublished", paper.time(article.publishedAt(), words).datetime());
        fields.put("dateModified", paper.time(changed(article), words).datetime());
        fields.put("author", authors());
        fields.put("publisher", publisher(paper));
        picture.ifPresent(shown -> fields.put("image", List.of(image(paper, shown, article))));
        if (!topics.isEmpty()) {
            fields.put("articleSection", topics.getFirst().text());
            fields.put("keywords", topics.stream().map(Link::text).toList());
        }
        List<Object> corrections = corrections(notices);
        if (!corrections.isEmpty()) {
            fields.put("correction", corrections);
        }
        fields.put("timeRequired", "PT" + article.readingMinutes() + "M");
        fields.put("isAccessibleForFree", true);
        String json = written(fields);
        return output -> output.writeContent(json);
    }

    private static List<Object> corrections(List<NoticeView> notices) {
        List<Object> corrections = new ArrayList<>();
        for (NoticeView notice : notices) {
            if (notice.kind().equals("correction")) {
                Map<String, Object> correction = new LinkedHashMap<>();
                correction.put("@type", "CorrectionComment");
                correction.put("text", notice.note());
                correction.put("datePublished", notice.at().datetime());
                corrections.add(correction);
            }
        }
        return corrections;
    }

    private static Instant changed(ShownArticle article) {
        return article.changedAt().isAfter(article.publishedAt()) ? article.changedAt() : article.publishedAt();
    }

    /// Whom the bylines name, with the addresses of their pages; a byline that names nobody as it stands.
    private List<Map<String, Object>> authors() {
        if (article.bylines().isEmpty()) {
            return List.of(Map.of("@type", "NewsMediaOrganization", "name", paper.name(), "url", paper.url("/")));
        }
        if (authors.isEmpty()) {
            return article.bylines().stream()
                    .map(name -> Map.<String, Object>of("@type", "Person", "name", name))
                    .toList();
        }
        return authors.entrySet().stream()
                .map(named -> {
                    Map<String, Object> person = new LinkedHashMap<>();
                    person.put("@type", "Person");
                    person.put("name", named.getKey());
                    person.put("url", paper.url(named.getValue().path()));
                    return person;
                })
                .toList();
    }

    private static Map<String, Object> publisher(Paper paper) {
        return Map.of(
                "@type", "NewsMediaOrganization",
                "name", paper.name(),
                "url", paper.url("/"),
                "logo", Map.of("@type", "ImageObject", "url", paper.url("/icon-512.png")));
    }

    private static Map<String, Object> image(Paper paper, PictureView picture, ShownArticle article) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("@type", "ImageObject");
        image.put("url", paper.url(picture.src()));
        image.put("width", picture.width());
        image.put("height", picture.height());
        if (!article.caption().isEmpty()) {
            image.put("caption", article.caption());
        }
        if (!article.credit().isEmpty()) {
            image.put("creditText", article.credit());
        }
        return image;
    }

    /// JSON that cannot end the `script` element it stands in.
    private static String written(Map<String, Object> fields) {
        return new String(Json.write(fields), StandardCharsets.UTF_8)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}

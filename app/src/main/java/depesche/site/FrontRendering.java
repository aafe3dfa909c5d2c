package depesche.site;

import depesche.article.FrontSections;
import depesche.article.Listing;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import depesche.web.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Makes the front page. The lead is the most urgent of the newest; no article stands on the page twice.
final class FrontRendering {

    private static final int CANDIDATES = 8;
    private static final int LATEST = 6;
    private static final int IN_SECTION = 4;

    private final Paper paper;
    private final Templates templates;

    FrontRendering(Paper paper, Templates templates) {
        this.paper = paper;
        this.templates = templates;
    }

    Page page(Handle tx, TopicTree tree) {
        Words words = paper.words();
        var sections = new Sections(tree, words);
        List<Headline> newest = Headlines.newest(tx, CANDIDATES);
        Optional<Headline> lead = newest.stream().min(Comparator.comparingInt(Headline::urgency));
        List<Headline> latest = newest.stream()
                .filter(headline -> !headline.equals(lead.orElseThrow()))
                .limit(LATEST)
                .toList();
        Map<Topic, List<Headline>> bySection = bySection(tx, sections, lead, latest);
        Map<Headline, TeaserView> teasers = teasers(tx, lead, latest, bySection);
        var page = new FrontPage(
                lead.map(teasers::get),
                latest.stream().map(teasers::get).toList(),
                bySection.entrySet().stream()
                        .map(entry -> section(sections, entry.getKey(), entry.getValue(), teasers))
                        .toList());
        Frame frame = paper.frame(words, paper.name(), paper.name(), "/", sections.masthead())
                .withActivity(paper.url("/activity/paper"));
        return Page.html(templates.fill("front-page", frame, page), keys(lead, latest, bySection));
    }

    /// Two looks at the database however many sections there are: at numbers, and at the few that are shown.
    private static Map<Topic, List<Headline>> bySection(
            Handle tx, Sections sections, Optional<Headline> lead, List<Headline> latest) {
        Set<Long> shown = new HashSet<>();
        lead.ifPresent(headline -> shown.add(headline.id()));
        latest.forEach(headline -> shown.add(headline.id()));
        List<Topic> topics = FrontSections.of(tx, sections.tree());
        List<Listing> listings = topics.stream().map(sections::listing).toList();
        List<List<Long>> newest = Headlines.newest(tx, listings, shown.size() + IN_SECTION * topics.size());
        Map<Topic, List<Long>> chosen = new LinkedHashMap<>();
        for (int i = 0; i < topics.size(); i++) {
            List<Long> first = newest.get(i).stream()
                    .filter(article -> !shown.contains(article))
                    .limit(IN_SECTION)
                    .toList();
            shown.addAll(first);
            chosen.put(topics.get(i), first);
        }
        return read(tx, chosen);
    }

    private static Map<Topic, List<Headline>> read(Handle tx, Map<Topic, List<Long>> chosen) {
        Map<Long, Headline> headlines =
                Headlines.of(tx, chosen.values().stream().flatMap(List::stream).toList());
        Map<Topic, List<Headline>> bySection = new LinkedHashMap<>();
        chosen.forEach((topic, articles) -> {
            if (!articles.isEmpty()) {
                bySection.put(topic, articles.stream().map(headlines::get).toList());
            }
        });
        return bySection;
    }

    /// All in one look for their pictures.
    private Map<Headline, TeaserView> teasers(
            Handle tx, Optional<Headline> lead, List<Headline> latest, Map<Topic, List<Headline>> bySection) {
        List<Headline> all = new ArrayList<>(lead.stream().toList());
        all.addAll(latest);
        bySection.values().forEach(all::addAll);
        List<TeaserView> views = TeaserView.of(tx, paper, paper.words(), all);
        Map<Headline, TeaserView> teasers = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            teasers.put(all.get(i), views.get(i));
        }
        return teasers;
    }

    private static FrontPage.Section section(
            Sections sections, Topic topic, List<Headline> headlines, Map<Headline, TeaserView> teasers) {
        Link link = sections.link(topic);
        String more = sections.words().of("front.more", "topic", link.text());
        return new FrontPage.Section(
                link, more, headlines.stream().map(teasers::get).toList());
    }

    private static Set<String> keys(
            Optional<Headline> lead, List<Headline> latest, Map<Topic, List<Headline>> bySection) {
        Set<String> keys = new HashSet<>(Set.of("front", "site", FrontSections.PAGE_KEY));
        lead.ifPresent(headline -> keys.add(headline.key()));
        latest.forEach(headline -> keys.add(headline.key()));
        bySection.values().forEach(headlines -> headlines.forEach(headline -> keys.add(headline.key())));
        return keys;
    }
}

package depesche.site;

import depesche.article.FrontSections;
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

    private static Map<Topic, List<Headline>> bySection(
            Handle tx, Sections sections, Optional<Headline> lead, List<Headline> latest) {
        Set<Long> shown = new HashSet<>();
        lead.ifPresent(headline -> shown.add(headline.id()));
        latest.forEach(headline -> shown.add(headline.id()));
        Map<Topic, List<Headline>> bySection = new LinkedHashMap<>();
        for (Topic topic : FrontSections.of(tx, sections.tree())) {
            List<Headline> fitting = new ArrayList<>(
                    Headlines.of(tx, sections.listing(topic), Headlines.Mark.TOP, IN_SECTION + shown.size()));
            fitting.removeIf(headline -> shown.contains(headline.id()));
            List<Headline> first = fitting.stream().limit(IN_SECTION).toList();
            if (!first.isEmpty()) {
                bySection.put(topic, first);
                first.forEach(headline -> shown.add(headline.id()));
            }
        }
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

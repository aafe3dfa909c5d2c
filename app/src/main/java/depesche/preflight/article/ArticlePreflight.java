package depesche.preflight.article;

import depesche.alert.Reach;
import depesche.article.Article;
import depesche.article.LeadPicture;
import depesche.article.Revision;
import depesche.config.MailSettings;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.epoch.Epochs;
import depesche.follow.FollowIndex;
import depesche.follow.FollowView;
import depesche.follow.Subject;
import depesche.net.LocalHosts;
import depesche.preflight.article.Defect.Kind;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Looks through an article that is about to be published with an alert.
public final class ArticlePreflight {

    /// Mail programs cut a subject that is longer.
    private static final int LONGEST_SUBJECT = 90;

    private final Settings settings;
    private final Database db;
    private final FollowIndex follows;
    private final Supplier<Optional<String>> trouble;

    /// @param trouble what is wrong with the mail server now, as this node sees it
    public ArticlePreflight(Settings settings, Database db, FollowIndex follows, Supplier<Optional<String>> trouble) {
        this.settings = settings;
        this.db = db;
        this.follows = follows;
        this.trouble = trouble;
    }

    /// In the order of the form; what is wrong with the house comes last.
    ///
    /// @param reach whom the article would reach
    /// @param language in which topics are named
    public List<Defect> of(Article article, Reach.Estimate reach, Locale language) {
        List<Defect> defects = new ArrayList<>();
        defects.addAll(ofText(article.revision()));
        defects.addAll(Links.of(article.revision().body(), settings.baseUrl()).defects());
        defects.addAll(ofPicture(article.revision().picture()));
        defects.addAll(ofTopics(article.revision(), reach, language));
        defects.addAll(ofHouse());
        return defects;
    }

    private static List<Defect> ofText(Revision text) {
        List<Defect> defects = new ArrayList<>();
        int subject = text.headline().length()
                + text.kicker().map(kicker -> kicker.length() + 2).orElse(0);
        if (subject > LONGEST_SUBJECT) {
            defects.add(Defect.of(Kind.HEADLINE_TOO_LONG, Integer.toString(subject)));
        }
        if (text.teaser().isEmpty() && text.standfirst().isEmpty()) {
            defects.add(Defect.of(Kind.TEASER_MISSING));
        }
        return defects;
    }

    private static List<Defect> ofPicture(Optional<LeadPicture> picture) {
        List<Defect> defects = new ArrayList<>();
        if (picture.isPresent() && picture.get().alt().isEmpty()) {
            defects.add(Defect.of(Kind.PICTURE_WITHOUT_ALT));
        }
        if (picture.isPresent() && picture.get().credit().isEmpty()) {
            defects.add(Defect.of(Kind.PICTURE_WITHOUT_CREDIT));
        }
        return defects;
    }

    /// Where nobody is reached at all it is no news that nobody follows this topic or that.
    private List<Defect> ofTopics(Revision text, Reach.Estimate reach, Locale language) {
        if (text.topics().isEmpty()) {
            return List.of();
        }
        if (reach.readers() == 0) {
            return List.of(Defect.of(Kind.NOBODY_REACHED));
        }
        List<String> unfollowed = db.inSnapshot(tx -> {
            FollowView view = follows.catchUp(tx);
            TopicTree tree = Topics.tree(tx);
            return text.topics().stream()
                    .filter(topic -> view.readersOf(subjects(tree, topic)).isEmpty())
                    .flatMap(topic -> tree.byId(topic).stream())
                    .map(topic -> topic.label(language))
                    .toList();
        });
        return unfollowed.isEmpty() ? List.of() : List.of(new Defect(Kind.TOPIC_WITHOUT_FOLLOWERS, unfollowed));
    }

    /// The topic and all above it.
    private static Set<Subject> subjects(TopicTree tree, TopicId topic) {
        return tree.withAncestors(List.of(topic)).stream().map(Subject::of).collect(Collectors.toSet());
    }

    private List<Defect> ofHouse() {
        List<Defect> defects = new ArrayList<>();
        MailSettings mail = settings.mail();
        if (db.read(Epochs::hold).isPresent()) {
            defects.add(Defect.of(Kind.SENDS_HELD));
        }
        trouble.get().ifPresent(why -> defects.add(Defect.of(Kind.MAIL_SERVER_TROUBLE, why)));
        if (mail.server().isEmpty()) {
            defects.add(Defect.of(Kind.MAIL_SERVER_MISSING));
        } else if (LocalHosts.include(mail.from().substring(mail.from().indexOf('@') + 1))) {
            defects.add(Defect.of(Kind.SENDER_MISSING, mail.from()));
        }
        if (LocalHosts.include(settings.baseUrl().getHost())) {
            defects.add(Defect.of(Kind.BASE_ADDRESS_LOCAL, settings.baseUrl().toString()));
        }
        return defects;
    }
}

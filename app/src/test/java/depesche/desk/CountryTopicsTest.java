package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.suggestion.ArticleText;
import depesche.testing.TestNewsroom;
import depesche.topic.Topic;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CountryTopicsTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @Test
    void aNewNewsroomGetsATopicForEachCountryOnceAndKeepsItsOwn() {
        Person ada = Person.of(newsroom, "Ada", Role.ADMIN);
        ada.submit("/desk/topics", "/desk/topics", "labelDe", "Frankreich", "labelEn", "France", "slug", "fr");

        ada.submit("/desk/topics", "/desk/topics/countries");

        var topics = newsroom.rooms().paper().topics().tree();
        assertThat(topics.all()).hasSizeGreaterThan(180);
        assertThat(topics.bySlug("frankreich")).isEmpty();
        assertThat(topics.bySlug("fr").map(Topic::aliases).orElse(List.of())).contains("französisch", "French");
        Topic turkey = topics.bySlug("tuerkei").orElseThrow();
        assertThat(turkey.aliases()).contains("türkisch", "Turkish", "Turkey");
        assertThat(topics.path(turkey.id()).getFirst().slug()).isEqualTo("countries");
        assertThat(suggested("Besuch der türkischen Regierung", Locale.GERMAN)).contains("tuerkei");
        assertThat(suggested("Paris: französische Winzer klagen", Locale.GERMAN))
                .contains("fr");
        assertThat(suggested("Turkish and German ministers meet", Locale.ENGLISH))
                .contains("tuerkei", "deutschland");

        String again = ada.submit("/desk/topics", "/desk/topics/countries")
                .headers()
                .firstValue("location")
                .orElseThrow();
        assertThat(again).endsWith("countries=0&enriched=0");
        assertThat(ada.page(again).select("[role=status]").text()).isNotEmpty();
        assertThat(newsroom.rooms().paper().topics().tree().all()).hasSameSizeAs(topics.all());
    }

    private static List<String> suggested(String headline, Locale language) {
        return newsroom
                .rooms()
                .search()
                .suggestions()
                .suggesting()
                .of(ArticleText.ofHtml(headline, "", language))
                .stream()
                .map(suggestion -> suggestion.topic().slug())
                .toList();
    }
}

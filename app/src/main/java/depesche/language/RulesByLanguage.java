package depesche.language;

import static depesche.language.Rules.snowball;
import static depesche.language.Rules.stemmed;
import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianStemFilter;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.cz.CzechStemFilter;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.el.GreekStemFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fa.PersianStemFilter;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.gl.GalicianStemFilter;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianStemFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianStemFilter;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ro.RomanianNormalizationFilter;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianNormalizationFilter;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.th.ThaiTokenizer;
import org.apache.lucene.analysis.tr.ApostropheFilter;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.apache.lucene.analysis.util.ElisionFilter;

/// The languages we have rules for, by the first part of their tag.
final class RulesByLanguage {

    private static final CharArraySet ARTICLES = CharArraySet.unmodifiableSet(new CharArraySet(
            List.of(
                    "l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu", "all", "dall",
                    "dell", "nell", "sull", "coll", "pell", "gl", "agl", "dagl", "degl", "negl", "sugl", "un", "v"),
            true));

    private static final Rules NORWEGIAN = snowball("Norwegian", NorwegianAnalyzer::getDefaultStopSet);
    private static final Rules SOUTH_SLAVIC = snowball("Serbian", SerbianAnalyzer::getDefaultStopSet)
            .lowered(words -> new SerbianNormalizationFilter(new LowerCaseFilter(words)));
    private static final Rules PAIRS_OF_SIGNS =
            Rules.ANY.lowered(words -> new CJKBigramFilter(new LowerCaseFilter(new CJKWidthFilter(words))));

    private static final Map<String, Rules> RULES = Map.ofEntries(
            entry(
                    "de",
                    stemmed(GermanLightStemFilter::new, GermanAnalyzer::getDefaultStopSet)
                            .folded(Folding.GERMAN)
                            .takenApart(Compounds.GERMAN)),
            entry(
                    "en",
                    stemmed(PorterStemFilter::new, EnglishAnalyzer::getDefaultStopSet)
                            .lowered(words -> new LowerCaseFilter(new EnglishPossessiveFilter(words)))),
            entry(
                    "tr",
                    snowball("Turkish", TurkishAnalyzer::getDefaultStopSet)
                            .lowered(words -> new TurkishLowerCaseFilter(new ApostropheFilter(words)))
                            .weighed(Asking.Weights.OF_MANY_ENDINGS)),
            entry(
                    "ru",
                    snowball("Russian", RussianAnalyzer::getDefaultStopSet).weighed(Asking.Weights.OF_MANY_ENDINGS)),
            entry(
                    "fr",
                    stemmed(FrenchLightStemFilter::new, FrenchAnalyzer::getDefaultStopSet)
                            .lowered(RulesByLanguage::elided)),
            entry(
                    "it",
                    stemmed(ItalianLightStemFilter::new, ItalianAnalyzer::getDefaultStopSet)
                            .lowered(RulesByLanguage::elided)),
            entry("ca", snowball("Catalan", CatalanAnalyzer::getDefaultStopSet).lowered(RulesByLanguage::elided)),
            entry("es", stemmed(SpanishLightStemFilter::new, SpanishAnalyzer::getDefaultStopSet)),
            entry("pt", stemmed(PortugueseLightStemFilter::new, PortugueseAnalyzer::getDefaultStopSet)),
            entry("gl", stemmed(GalicianStemFilter::new, GalicianAnalyzer::getDefaultStopSet)),
            entry(
                    "ro",
                    snowball("Romanian", RomanianAnalyzer::getDefaultStopSet)
                            .lowered(words -> new RomanianNormalizationFilter(new LowerCaseFilter(words)))),
            entry("nl", snowball("Dutch", DutchAnalyzer::getDefaultStopSet)),
            entry("sv", snowball("Swedish", SwedishAnalyzer::getDefaultStopSet)),
            entry("da", snowball("Danish", DanishAnalyzer::getDefaultStopSet)),
            entry("no", NORWEGIAN),
            entry("nb", NORWEGIAN),
            entry("nn", NORWEGIAN),
            entry("fi", snowball("Finnish", FinnishAnalyzer::getDefaultStopSet)),
            entry("hu", snowball("Hungarian", HungarianAnalyzer::getDefaultStopSet)),
            entry("et", snowball("Estonian", EstonianAnalyzer::getDefaultStopSet)),
            entry("lt", snowball("Lithuanian", LithuanianAnalyzer::getDefaultStopSet)),
            entry("lv", stemmed(LatvianStemFilter::new, LatvianAnalyzer::getDefaultStopSet)),
            entry("cs", stemmed(CzechStemFilter::new, CzechAnalyzer::getDefaultStopSet)),
            entry("bg", stemmed(BulgarianStemFilter::new, BulgarianAnalyzer::getDefaultStopSet)),
            entry("sr", SOUTH_SLAVIC),
            entry("bs", SOUTH_SLAVIC),
            entry("hr", SOUTH_SLAVIC),
            entry("hy", snowball("Armenian", ArmenianAnalyzer::getDefaultStopSet)),
            entry("eu", snowball("Basque", BasqueAnalyzer::getDefaultStopSet)),
            entry("id", stemmed(IndonesianStemFilter::new, IndonesianAnalyzer::getDefaultStopSet)),
            entry(
                    "el",
                    stemmed(GreekStemFilter::new, GreekAnalyzer::getDefaultStopSet)
                            .lowered(GreekLowerCaseFilter::new)),
            entry(
                    "ar",
                    stemmed(ArabicStemFilter::new, ArabicAnalyzer::getDefaultStopSet)
                            .lowered(words -> new ArabicNormalizationFilter(digitsAndCase(words)))),
            entry(
                    "fa",
                    stemmed(PersianStemFilter::new, PersianAnalyzer::getDefaultStopSet)
                            .lowered(words -> new PersianNormalizationFilter(
                                    new ArabicNormalizationFilter(digitsAndCase(words))))),
            entry(
                    "hi",
                    stemmed(HindiStemFilter::new, HindiAnalyzer::getDefaultStopSet)
                            .lowered(words ->
                                    new HindiNormalizationFilter(new IndicNormalizationFilter(digitsAndCase(words))))),
            entry(
                    "th",
                    stemmed(UnaryOperator.identity(), ThaiAnalyzer::getDefaultStopSet)
                            .cut(ThaiTokenizer::new)),
            entry("zh", PAIRS_OF_SIGNS),
            entry("ja", PAIRS_OF_SIGNS),
            entry("ko", PAIRS_OF_SIGNS));

    private RulesByLanguage() {}

    static Map<String, Rules> all() {
        return RULES;
    }

    private static TokenStream elided(TokenStream words) {
        return new LowerCaseFilter(new ElisionFilter(words, ARTICLES));
    }

    private static TokenStream digitsAndCase(TokenStream words) {
        return new DecimalDigitFilter(new LowerCaseFilter(words));
    }
}

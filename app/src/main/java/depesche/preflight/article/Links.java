package depesche.preflight.article;

import depesche.net.LocalHosts;
import depesche.preflight.article.Defect.Kind;
import depesche.text.EmailAddress;
import depesche.text.SafeHtml;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;

/// The links of a text, and where each of them leads no reader. Looks at their form only: whether an address answers
/// today is not ours to say.
final class Links {

    private final URI site;
    private final List<String> all;

    private Links(URI site, List<String> all) {
        this.site = site;
        this.all = all;
    }

    /// @param site the address under which readers know us
    static Links of(SafeHtml text, URI site) {
        return new Links(
                site,
                Jsoup.parseBodyFragment(text.value()).select("a[href]").eachAttr("href").stream()
                        .distinct()
                        .toList());
    }

    List<Defect> defects() {
        List<Defect> defects = new ArrayList<>();
        for (Kind kind : List.of(Kind.LINK_BROKEN, Kind.LINK_LOCAL, Kind.LINK_TO_DESK)) {
            List<String> bad = all.stream()
                    .filter(link -> defect(link).filter(kind::equals).isPresent())
                    .toList();
            if (!bad.isEmpty()) {
                defects.add(new Defect(kind, bad));
            }
        }
        return defects;
    }

    private Optional<Kind> defect(String link) {
        try {
            URI address = new URI(link);
            return "mailto".equalsIgnoreCase(address.getScheme()) ? ofMail(address) : ofWeb(address);
        } catch (URISyntaxException _) {
            return Optional.of(Kind.LINK_BROKEN);
        }
    }

    private static Optional<Kind> ofMail(URI address) {
        String recipient = address.getSchemeSpecificPart().replaceFirst("\\?.*", "");
        return EmailAddress.parse(recipient) instanceof EmailAddress.Valid
                ? Optional.empty()
                : Optional.of(Kind.LINK_BROKEN);
    }

    private Optional<Kind> ofWeb(URI address) {
        String host = Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
        boolean isTwice = host.equals("http") || host.equals("https");
        if (host.isEmpty() || host.endsWith(".") || isTwice) {
            return Optional.of(Kind.LINK_BROKEN);
        }
        if (host.equals(site.getHost())) {
            boolean isDesk =
                    address.getPath().equals("/desk") || address.getPath().startsWith("/desk/");
            return isDesk ? Optional.of(Kind.LINK_TO_DESK) : Optional.empty();
        }
        return LocalHosts.include(host) ? Optional.of(Kind.LINK_LOCAL) : Optional.empty();
    }
}

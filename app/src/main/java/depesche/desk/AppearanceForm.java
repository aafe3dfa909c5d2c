package depesche.desk;

import depesche.desk.ArticleFormPage.FaultLine;
import depesche.masthead.Draft;
import depesche.masthead.HouseText;
import depesche.masthead.HouseTexts;
import depesche.web.Fault;
import depesche.web.Form;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The form for what stands at the head of the paper: how a draft is written into it and read out of it.
record AppearanceForm(Words words) {

    private static final List<String> TEXTS = List.of("imprint", "privacy", "about");

    static Draft read(Form form) {
        return new Draft(
                field(form, "siteName"),
                field(form, "siteLanguage"),
                field(form, "timeZone"),
                new HouseTexts(text(form, "imprint"), text(form, "privacy"), text(form, "about")));
    }

    private static HouseText text(Form form, String name) {
        return new HouseText(field(form, name + "De"), field(form, name + "En"));
    }

    private static String field(Form form, String name) {
        return form.field(name).orElse("");
    }

    List<FaultLine> lines(List<Fault> faults) {
        return faults.stream()
                .map(fault -> new FaultLine("#f-" + name(fault.field()), told(fault)))
                .toList();
    }

    Map<String, FieldView> fields(Draft draft, List<Fault> faults) {
        Map<String, FieldView> fields = new HashMap<>();
        put(fields, "siteName", draft.name(), faults);
        put(fields, "siteLanguage", draft.language(), faults);
        put(fields, "timeZone", draft.timeZone(), faults);
        var texts = Map.of(
                "imprint", draft.texts().imprint(),
                "privacy", draft.texts().privacy(),
                "about", draft.texts().about());
        for (String name : TEXTS) {
            HouseText text = texts.getOrDefault(name, HouseText.NONE);
            put(fields, name + "De", text.german(), faults);
            put(fields, name + "En", text.english(), faults);
        }
        return fields;
    }

    private void put(Map<String, FieldView> fields, String name, String value, List<Fault> faults) {
        String fault = faults.stream()
                .filter(one -> name(one.field()).equals(name))
                .findFirst()
                .map(this::told)
                .orElse("");
        fields.put(name, new FieldView(name, label(name), hint(name), value, fault));
    }

    private String hint(String name) {
        return switch (name) {
            case "imprintEn", "privacyEn", "aboutEn", "timeZone" -> "";
            default -> words.of("hint." + name);
        };
    }

    private String label(String name) {
        return words.of("field." + name);
    }

    /// As the form calls what the use case calls by its own name.
    private static String name(String field) {
        return switch (field) {
            case "name" -> "siteName";
            case "language" -> "siteLanguage";
            default -> field.replace(".de", "De").replace(".en", "En");
        };
    }

    private String told(Fault fault) {
        return words.of(
                FaultWords.key(fault.code()), Map.of("field", label(name(fault.field())), "message", fault.message()));
    }

    static List<Choice> zones(String chosen) {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/")
                        || id.equals("UTC")
                        || id.equals(chosen))
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .map(id -> new Choice(id, id, id.equals(chosen)))
                .toList();
    }
}

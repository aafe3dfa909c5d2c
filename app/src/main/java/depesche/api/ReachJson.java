package depesche.api;

import depesche.alert.Reach;
import depesche.preflight.article.Defect;
import depesche.preflight.article.DefectWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whom an article would reach, and what is wrong with it as an alert, as JSON.
final class ReachJson {

    private final DefectWords words = new DefectWords();

    static Map<String, Object> numbers(Reach.Estimate estimate) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("readers", estimate.readers());
        answer.put("instant", estimate.instant());
        answer.put("digest", estimate.digest());
        answer.put("push", estimate.push());
        answer.put("webhook", estimate.webhook());
        answer.put("overlapping", estimate.overlapping());
        answer.put("seconds", estimate.seconds());
        return answer;
    }

    List<Map<String, Object>> defects(List<Defect> defects) {
        return defects.stream().map(this::defect).toList();
    }

    private Map<String, Object> defect(Defect defect) {
        Map<String, Object> json = new LinkedHashMap<>();
        String field = defect.kind().field();
        json.put("code", defect.kind().code());
        json.put("level", defect.kind().level().word());
        json.put("field", field.isEmpty() ? null : field);
        json.put("message", words.sentence(Locale.ENGLISH, defect));
        json.put("about", defect.about());
        return json;
    }
}

package depesche.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A form in which the bytes of a page travel.
enum Coding {
    BROTLI("br"),
    GZIP("gzip"),
    PLAIN("identity");

    static final List<Coding> ONLY_PLAIN = List.of(PLAIN);

    private final String token;

    Coding(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }

    /// The entity tag of a page in this coding: `"…"`, `"…-b"`, `"…-g"`.
    String tagged(String tag) {
        return switch (this) {
            case BROTLI -> "\"" + tag + "-b\"";
            case GZIP -> "\"" + tag + "-g\"";
            case PLAIN -> "\"" + tag + "\"";
        };
    }

    /// The codings that `Accept-Encoding` allows, best first (RFC 9110 §12.5.3). Plain stands last unless it was
    /// given a weight of its own: a page without an acceptable coding is better sent plain than refused.
    static List<Coding> preferred(String acceptEncoding) {
        Map<Coding, Double> weights = weights(acceptEncoding);
        var order = new ArrayList<Coding>();
        for (Coding coding : List.of(BROTLI, GZIP, PLAIN)) {
            if (weights.getOrDefault(coding, 0.0) > 0) {
                order.add(coding);
            }
        }
        order.sort(Comparator.comparingDouble((Coding coding) -> -weights.getOrDefault(coding, 0.0)));
        if (!order.contains(PLAIN)) {
            order.add(PLAIN);
        }
        return List.copyOf(order);
    }

    private static Map<Coding, Double> weights(String acceptEncoding) {
        var weights = new EnumMap<Coding, Double>(Coding.class);
        double others = 0;
        for (String element : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = element.split(";");
            String name = parts.length == 0 ? "" : parts[0].strip();
            double weight = weight(parts);
            if (name.equals("*")) {
                others = weight;
            }
            for (Coding coding : values()) {
                if (coding.token.equals(name) || (coding == GZIP && name.equals("x-gzip"))) {
                    weights.put(coding, weight);
                }
            }
        }
        weights.putIfAbsent(BROTLI, others);
        weights.putIfAbsent(GZIP, others);
        return weights;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                return parsed(parameter.substring(2).strip());
            }
        }
        return 1;
    }

    private static double parsed(String number) {
        if (!number.matches("[01](\\.\\d{0,3})?")) {
            return 0;
        }
        return Math.min(1, Double.parseDouble(number));
    }
}

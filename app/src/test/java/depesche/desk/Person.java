package depesche.desk;

import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Somebody at the desk, signed in by link, who fills in forms as a browser does.
final class Person {

    static final String FORM = "application/x-www-form-urlencoded";

    private final TestNewsroom newsroom;
    private final String cookie;

    private Person(TestNewsroom newsroom, String cookie) {
        this.newsroom = newsroom;
        this.cookie = cookie;
    }

    static Person of(TestNewsroom newsroom, String name, Role role) {
        String email = name.toLowerCase(Locale.ROOT) + "@lantern.example";
        var member = newsroom.rooms().paper().staff().add(email, name, role);
        String link = newsroom.rooms().paper().signIn().link(member.id());
        return new Person(newsroom, cookie(newsroom.post("/desk/sign-in/" + link, "")));
    }

    static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("set-cookie").orElse("").replaceFirst(";.*", "");
    }

    String cookie() {
        return cookie;
    }

    HttpResponse<String> get(String path) {
        return newsroom.get(path, "Cookie", cookie, "Accept-Language", "en");
    }

    Document page(String path) {
        return Jsoup.parse(get(path).body());
    }

    /// Fills in the form with this action as it stands on the page, with these fields set: name, value, name, value…
    /// A name that ends in a number in brackets is the one of several: `topic[0]`.
    HttpResponse<String> submit(String path, String action, String... changes) {
        return submit(page(path), action, changes);
    }

    HttpResponse<String> submit(Document page, String action, String... changes) {
        Element form = page.select("form[action=" + action + "]").first();
        if (form == null) {
            throw new AssertionError("no form " + action + " on " + page.title());
        }
        List<String[]> fields = fields(form);
        for (int i = 0; i < changes.length; i += 2) {
            set(fields, changes[i], changes[i + 1]);
        }
        return post(action, fields);
    }

    HttpResponse<String> post(String path, List<String[]> fields) {
        var body = new StringBuilder();
        for (String[] field : fields) {
            body.append(body.isEmpty() ? "" : "&")
                    .append(encoded(field[0]))
                    .append('=')
                    .append(encoded(field[1]));
        }
        return newsroom.post(path, body.toString(), "Cookie", cookie, "Content-Type", FORM, "Accept-Language", "en");
    }

    /// As a browser sends a form with a file in it.
    HttpResponse<String> upload(String path, List<String[]> fields, byte[] picture) {
        var body = new ByteArrayOutputStream();
        for (String[] field : fields) {
            body.writeBytes(
                    ("--edge\r\nContent-Disposition: form-data; name=\"" + field[0] + "\"\r\n\r\n" + field[1] + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(picture);
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return newsroom.send(HttpRequest.newBuilder(newsroom.baseUrl().resolve(path))
                .header("Cookie", cookie)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    private static List<String[]> fields(Element form) {
        List<String[]> fields = new ArrayList<>();
        for (Element field : form.select("input[name], textarea[name], select[name]")) {
            String type = field.attr("type");
            boolean isLeftOut =
                    type.equals("file") || (List.of("radio", "checkbox").contains(type) && !field.hasAttr("checked"));
            if (!isLeftOut) {
                fields.add(new String[] {field.attr("name"), value(field)});
            }
        }
        return fields;
    }

    private static String value(Element field) {
        return switch (field.tagName()) {
            case "textarea" -> field.wholeText().replaceFirst("^\n", "");
            case "select" -> field.select("option[selected]").attr("value");
            default -> field.attr("value");
        };
    }

    private static void set(List<String[]> fields, String name, String value) {
        String plain = name.replaceFirst("\\[.*", "");
        int wanted = name.contains("[") ? Integer.parseInt(name.replaceAll("\\D", "")) : 0;
        int seen = 0;
        for (String[] field : fields) {
            if (field[0].equals(plain) && seen++ == wanted) {
                field[1] = value;
                return;
            }
        }
        fields.add(new String[] {plain, value});
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

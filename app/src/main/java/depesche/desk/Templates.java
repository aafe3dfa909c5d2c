package depesche.desk;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/// Fills the compiled templates.
final class Templates {

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Templates.class.getClassLoader(), "depesche.jte");

    /// @param name of the template and of the view's type: `article-form`
    String fill(String name, Frame frame, Object page) {
        var html = new StringOutput(16 * 1024);
        engine.render("desk/" + name + ".jte", Map.of("frame", frame, "page", page), html);
        return html.toString();
    }

    /// A mail or another text without a frame.
    String fill(String name, Object view) {
        var text = new StringOutput();
        engine.render("desk/" + name + ".jte", view, text);
        return text.toString();
    }
}

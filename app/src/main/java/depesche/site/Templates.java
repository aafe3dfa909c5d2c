package depesche.site;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/// Fills the compiled templates.
final class Templates {

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Templates.class.getClassLoader(), "depesche.jte");

    /// @param name of the template and of the view's type: `article-page`
    String fill(String name, Frame frame, Object page) {
        var html = new StringOutput(32 * 1024);
        engine.render("site/" + name + ".jte", Map.of("frame", frame, "page", page), html);
        return html.toString();
    }
}

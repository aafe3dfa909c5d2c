package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void markdownBecomesCleanHtml() {
        var html = Markdown.toHtml("""
                # Storm

                The *harbour* is [closed](https://port.example "t").

                | Pier | State |
                |------|-------|
                | 1    | shut  |

                <script>alert(1)</script><b onclick="x()">bold</b>
                """);

        assertThat(html.value().replace("\n", ""))
                .isEqualTo("<h2>Storm</h2><p>The <em>harbour</em> is"
                        + " <a href=\"https://port.example\" rel=\"noopener\">closed</a>.</p>"
                        + "<table><thead><tr><th>Pier</th><th>State</th></tr></thead>"
                        + "<tbody><tr><td>1</td><td>shut</td></tr></tbody></table>"
                        + "<p><strong>bold</strong></p>");
    }

    @Test
    void anAddressThatRunsScriptIsNoLink() {
        assertThat(Markdown.toHtml("[x](javascript:alert(1))").value()).isEqualTo("<p>x</p>");
    }
}

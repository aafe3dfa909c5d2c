package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void aBodyReadsLikeAMailWrittenByHand() {
        var body = Sanitizer.clean("""
                <h2>Harbour</h2>
                <p>The storm closed the <a href="https://port.example/log?a=1">harbour</a> on Monday evening, and
                nobody knows <em>when</em> it opens.<br>See https://port.example.</p>
                <ul><li>Piers one to four, which lie to the north of the lighthouse and are the oldest</li>
                <li>Pier five<ol start="3"><li>east</li><li>west</li></ol></li></ul>
                <blockquote><p>We wait.</p><p>What else?</p></blockquote>
                <table><tr><th>Pier</th><th>State</th></tr><tr><td>1</td><td>closed</td></tr></table>
                <hr><pre>a
                  b</pre>
                <p>Write to <a href="mailto:ada@lantern.example">ada@lantern.example</a></p>
                """);

        assertThat(PlainText.of(body)).isEqualTo("""
                Harbour

                The storm closed the harbour <https://port.example/log?a=1> on Monday
                evening, and nobody knows when it opens.
                See https://port.example.

                - Piers one to four, which lie to the north of the lighthouse and are
                  the oldest
                - Pier five
                  3. east
                  4. west

                > We wait.
                >
                > What else?

                Pier | State
                1 | closed

                * * *

                    a
                      b

                Write to ada@lantern.example""");
    }

    @Test
    void anAddressIsNeverBroken() {
        var address = "https://lantern.example/" + "a-long-way/".repeat(12);
        var body = Sanitizer.clean("<p>Read <a href='" + address + "'>this</a> and more</p>");

        assertThat(PlainText.of(body)).contains("<" + address + ">");
    }

    @Test
    void textWithoutSpacesIsWrappedWhereItMayBe() {
        var body = Sanitizer.clean("<p>" + "新闻报道".repeat(60) + "</p>");

        assertThat(PlainText.of(body).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(72));
    }
}

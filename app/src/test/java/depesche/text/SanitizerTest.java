package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SanitizerTest {

    static String[][] wantedForms() {
        return new String[][] {
            {"<p>Storm <b>closes</b> <i>harbour</i></p>", "<p>Storm <strong>closes</strong> <em>harbour</em></p>"},
            {"Storm<p>Harbour</p>closed", "<p>Storm</p><p>Harbour</p><p>closed</p>"},
            {"<div>Storm</div><div>Harbour</div>", "<p>Storm</p><p>Harbour</p>"},
            {"one<br><br>two<br>three", "<p>one</p><p>two<br>three</p>"},
            {"<p></p><p>&nbsp;</p><p>Storm<br></p>", "<p>Storm</p>"},
            {"<h1>A</h1><p>b</p><h3>C</h3><p>d</p>", "<h2>A</h2><p>b</p><h3>C</h3><p>d</p>"},
            {"<h4>A</h4><h2>B</h2><h4>C</h4>", "<h2>A</h2><h2>B</h2><h3>C</h3>"},
            {"<h2>A</h2><h6>B</h6>", "<h2>A</h2><h3>B</h3>"},
            {"<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"},
            {"<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"},
            {"<li>a</li><li>b</li>", "<p>a</p><p>b</p>"},
            {
                "<a href='HTTPS://lantern.example/?a=1&b=2' onclick=x() target=_blank>x</a>",
                "<p><a href=\"HTTPS://lantern.example/?a=1&amp;b=2\" rel=\"noopener\">x</a></p>"
            },
            {"<a href='java\tscript:alert(1)'>x</a>", "<p>x</p>"},
            {"<a href='//evil.example'>x</a>", "<p>x</p>"},
            {
                "<a href=' mailto:ada@lantern.example'>x</a>",
                "<p><a href=\"mailto:ada@lantern.example\" rel=\"noopener\">x</a></p>"
            },
            {"<img src='https://evil.example/pixel.gif'>", ""},
            {
                "<figure><img src='/pictures/7/640.webp' onerror=x><figcaption>Pier</figcaption></figure>",
                "<figure><img src=\"/pictures/7/640.webp\" alt=\"\"><figcaption>Pier</figcaption></figure>"
            },
            {"<figure><img src='/pictures/../desk'><figcaption>Pier</figcaption></figure>", ""},
            {"<script>alert(1)</script><style>p{}</style><p>a<iframe>b</iframe></p>", "<p>a</p>"},
            {
                "<table><tr><th scope=col onclick=x>A<td colspan=2>b<tr><td>c<td>d<td>e</table>",
                "<table><tbody><tr><th scope=\"col\">A</th><td colspan=\"2\">b</td></tr>"
                        + "<tr><td>c</td><td>d</td><td>e</td></tr></tbody></table>"
            },
            {"<blockquote>Said<p>Ada</p></blockquote>", "<blockquote><p>Said</p><p>Ada</p></blockquote>"},
            {"<td><div>a</div><div>b</div></td>", "<p>a</p><p>b</p>"},
            {"<ul><li><div>a</div><div>b</div></li></ul>", "<ul><li>a<br>b</li></ul>"},
            {"<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p><p><strong>b</strong></p>"},
            {
                "<ul><li><a href='https://a.example/'><h3>A</h3><p>b</p></a></li></ul>",
                "<ul><li><h2><a href=\"https://a.example/\" rel=\"noopener\">A</a></h2>"
                        + "<p><a href=\"https://a.example/\" rel=\"noopener\">b</a></p></li></ul>"
            },
            {"<q><cite><p>a</p></cite><hr></q>", "<p><q><cite>a</cite></q></p><hr>"},
            {"<h2>a<hr>b</h2><h3><img src=/pictures/1></h3>", "<h2>a<br>b</h2><p><img src=\"/pictures/1\" alt=\"\"></p>"
            },
            {"<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"},
            {"<dl>loose<dt>a<dd>b</dl>", "<ul><li>loose</li><li>a</li><li>b</li></ul>"},
            {
                "<table><tr><td rowspan=9>a<td>b<tr><td colspan=4>c<tfoot><tr><td>d<caption>e</table>",
                "<table><caption>e</caption><tbody><tr><td rowspan=\"2\">a</td><td>b</td></tr><tr><td>c</td></tr></tbody>"
                        + "<tfoot><tr><td>d</td></tr></tfoot></table>"
            },
            {"<pre>\n\n a\n  b</pre>", "<pre> a\n  b</pre>"},
            {"<p>a\u0000b\u202Ec\uFEFF</p>", "<p>abc</p>"},
            {"<p lang=en dir=LTR style=x class=y id=z>a</p>", "<p lang=\"en\" dir=\"ltr\">a</p>"},
            {"5 < 6 & 7 > 3", "<p>5 &lt; 6 &amp; 7 &gt; 3</p>"},
        };
    }

    @ParameterizedTest
    @MethodSource("wantedForms")
    void aBodyKeepsWhatATextNeeds(String given, String clean) {
        assertThat(Sanitizer.clean(given).value()).isEqualTo(clean);
    }
}

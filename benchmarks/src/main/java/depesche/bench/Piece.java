package depesche.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A German article of about a thousand words, with the markup that writers use.
public final class Piece {

    private static final String PARAGRAPH = """
            <p>Hundertsechzig Jahre lang hat auf <em>Greifsand</em> immer jemand gewohnt. Seit das Leuchtfeuer sich \
            selbst versorgt, steht die Wärterwohnung leer; nun zieht eine Komponistin ein und bringt ein Mikrofon für \
            jeden Raum mit. „Man sieht es nicht“, sagt sie, „man weiß nur alle zwölf Sekunden, dass es draußen war.“ \
            Das <a href="https://example.org/drehwerk" onclick="alert(1)">Drehwerk</a> strengt sich kurz vor Neumond \
            anders an als bei Vollmond &amp; bei Sturm.</p>
            """;

    private Piece() {}

    public static String html() {
        return IntStream.rangeClosed(1, 16)
                .mapToObj(number -> number % 4 == 0 ? "<h2>Band " + number + "</h2>" + PARAGRAPH : PARAGRAPH)
                .collect(Collectors.joining());
    }
}

package depesche.language;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/// Behind the stemmer: stems get the mark of their form. They keep their accents where the stemmer left them: in
/// Vietnamese and Turkish these tell words apart, and whoever leaves them out is helped by the folded form.
final class Stems extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TypeAttribute type = addAttribute(TypeAttribute.class);

    Stems(TokenStream stems) {
        super(stems);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        Form form = Form.valueOf(type.type());
        if (!form.isSpelling()) {
            String stem = term.toString();
            term.setEmpty().append(form.term(stem));
        }
        return true;
    }
}

package depesche.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jsoup.nodes.Element;

/// Puts the parts of a table in order, and cuts what cells span to the table there is: to the rows of their group, to
/// the room beside them, and to columns in which some cell begins.
final class TableTidying {

    private static final List<String> ORDER = List.of("caption", "thead", "tbody", "tfoot");

    /// A cell where it stands.
    private record Placed(Element cell, int column, int columns, int rows) {}

    private final List<Placed> placed = new ArrayList<>();
    private final BitSet begun = new BitSet();

    private TableTidying() {}

    static void tidy(Element table) {
        order(table);
        var spans = new TableTidying();
        table.children().stream()
                .filter(group -> group.normalName().startsWith("t"))
                .forEach(group -> spans.place(group.children()));
        spans.placed.forEach(spans::cut);
    }

    /// One caption, one head, bodies, one foot.
    private static void order(Element table) {
        var captions = parts(table, "caption");
        captions.stream().skip(1).forEach(other -> {
            captions.getFirst().appendText(" ").appendChildren(List.copyOf(other.childNodes()));
            other.remove();
        });
        parts(table, "thead").stream().skip(1).forEach(other -> other.tagName("tbody"));
        parts(table, "tfoot").stream().skip(1).forEach(other -> other.tagName("tbody"));
        var ordered =
                ORDER.stream().flatMap(name -> parts(table, name).stream()).toList();
        if (!ordered.equals(table.children())) {
            table.empty();
            table.appendChildren(ordered);
        }
    }

    private static List<Element> parts(Element table, String name) {
        return table.children().stream()
                .filter(part -> part.normalName().equals(name))
                .toList();
    }

    /// As browsers do: each cell in the first column that no cell from above reaches into.
    private void place(List<Element> rows) {
        var taken = new ArrayList<BitSet>();
        rows.forEach(_ -> taken.add(new BitSet()));
        for (int row = 0; row < rows.size(); row++) {
            int column = 0;
            for (var cell : rows.get(row).children()) {
                column = taken.get(row).nextClearBit(column);
                int wall = taken.get(row).nextSetBit(column);
                int room = wall < 0 ? Integer.MAX_VALUE : wall - column;
                var here = new Placed(
                        cell,
                        column,
                        Math.min(span(cell, "colspan"), room),
                        Math.min(span(cell, "rowspan"), rows.size() - row));
                for (int below = row; below < row + here.rows(); below++) {
                    taken.get(below).set(column, column + here.columns());
                }
                placed.add(here);
                begun.set(column);
                column += here.columns();
            }
        }
    }

    private void cut(Placed here) {
        int end = here.column() + here.columns();
        set(here.cell(), "colspan", begun.get(here.column(), end).cardinality());
        set(here.cell(), "rowspan", here.rows());
    }

    private static int span(Element cell, String name) {
        return cell.hasAttr(name) ? Integer.parseInt(cell.attr(name)) : 1;
    }

    private static void set(Element cell, String name, int span) {
        if (span == 1) {
            cell.removeAttr(name);
        } else {
            cell.attr(name, Integer.toString(span));
        }
    }
}

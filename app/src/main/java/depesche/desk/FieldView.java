package depesche.desk;

/// One field of a form, ready to print.
///
/// @param hint how it is meant; may be empty
/// @param fault what is wrong with what stands in it; may be empty
public record FieldView(String name, String label, String hint, String value, String fault) {

    public String id() {
        return "f-" + name;
    }

    public boolean isFaulty() {
        return !fault.isEmpty();
    }

    /// The ids of hint and fault, for programs that read the page aloud.
    public String describedBy() {
        String ids = (hint.isEmpty() ? "" : id() + "-hint ") + (fault.isEmpty() ? "" : id() + "-fault");
        return ids.strip();
    }
}

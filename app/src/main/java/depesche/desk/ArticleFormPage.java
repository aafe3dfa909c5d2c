package depesche.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form in which an article is written. Mirrors a page.
///
/// @param seen the revision on which it builds; empty: there is none yet
/// @param notice what is to be told before anything else
/// @param faults all of them, each with the address of its field
/// @param fields by name
/// @param stories the options of the field for the story
/// @param likely stories that the text may belong to
public record ArticleFormPage(
        String action,
        String seen,
        Standing standing,
        Optional<Notice> notice,
        List<FaultLine> faults,
        Map<String, FieldView> fields,
        List<TopicField> topics,
        List<Proposal> proposals,
        List<Choice> stories,
        List<Proposal> likely,
        Lead lead,
        Rights rights) {

    /// Where the article stands.
    ///
    /// @param state as people read it; empty: it is not saved yet
    /// @param saved who saved it last, and when
    /// @param publicPath of its page, if readers see it
    public record Standing(String state, String mark, String saved, String publicPath) {}

    /// @param mark for the style sheet: `told` or `warning`
    public record Notice(String mark, String text, List<String> lines) {}

    public record FaultLine(String href, String text) {}

    /// One of the numbered selects.
    public record TopicField(FieldView field, List<Choice> choices) {}

    /// A topic that the text may have, or a story to which it may belong.
    ///
    /// @param because words of the text that speak for it
    public record Proposal(String slug, String label, String because) {}

    /// The lead picture that the article has now.
    ///
    /// @param src a small rendition; empty: there is none
    public record Lead(String id, String src, String alt) {}

    /// @param save whether it may be saved at all
    /// @param plan whether publication may be planned
    /// @param spike whether it may be dropped
    /// @param revive whether it was dropped, and may be taken back
    /// @param markdown whether the text is typed as Markdown
    public record Rights(boolean save, boolean plan, boolean spike, boolean revive, boolean markdown) {}

    public ArticleFormPage {
        faults = List.copyOf(faults);
        fields = Map.copyOf(fields);
        topics = List.copyOf(topics);
        proposals = List.copyOf(proposals);
        stories = List.copyOf(stories);
        likely = List.copyOf(likely);
    }

    public FieldView field(String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no field " + name));
    }

    public boolean isChecked(String name) {
        return field(name).value().equals("yes");
    }

    public boolean isNew() {
        return seen.isEmpty();
    }
}

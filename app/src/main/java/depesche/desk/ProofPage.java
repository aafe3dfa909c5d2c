package depesche.desk;

import java.util.List;

/// The mail of an alert as it would come to a reader, in each language; and the trial to people of the newsroom.
///
/// @param said what became of a trial; may be empty
/// @param trial empty list: whoever looks may send none
public record ProofPage(
        String headline, String language, String article, Said said, List<Mail> mails, List<Recipient> trial) {

    public ProofPage {
        mails = List.copyOf(mails);
        trial = List.copyOf(trial);
    }

    /// @param mark for the style sheet: `told` or `warning`
    /// @param text empty: there is nothing to say
    public record Said(String mark, String text, List<String> lines) {

        static final Said NOTHING = new Said("told", "", List.of());

        public Said {
            lines = List.copyOf(lines);
        }
    }

    /// @param code of the language; `name` as people call it
    /// @param headers a line each
    /// @param html for a frame that may do nothing
    public record Mail(String code, String name, String subject, String headers, String text, String html) {}

    public record Recipient(String email, String name, boolean chosen) {}
}

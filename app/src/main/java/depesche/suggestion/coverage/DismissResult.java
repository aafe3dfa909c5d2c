package depesche.suggestion.coverage;

/// How dismissing a proposal, or taking that back, can end.
public sealed interface DismissResult {

    /// As it is now.
    record Done(StoryProposal proposal) implements DismissResult {}

    /// It was accepted, or is what it was to become.
    record WasDecided(StoryProposal proposal) implements DismissResult {}

    /// Its articles have been proposed anew since.
    record ProposedAnew() implements DismissResult {}

    record NoSuchProposal() implements DismissResult {}
}

package depesche.suggestion;

/// What a model knows of one topic beside its weights.
///
/// @param bias of the margin
record LearnedTopic(long id, double bias, Calibration calibration) {}

package depesche.desk;

/// The article as readers would see it, in a frame that can do nothing, under a bar that says it is a preview.
///
/// @param paper the whole page of the paper
public record PreviewPage(String headline, String article, String state, String paper) {}

package depesche.masthead;

/// All that the house says of itself.
///
/// @param imprint who is responsible
/// @param privacy what is done with readers' data; where it is empty, the program says what it does
/// @param about what the paper is
public record HouseTexts(HouseText imprint, HouseText privacy, HouseText about) {

    public static final HouseTexts NONE = new HouseTexts(HouseText.NONE, HouseText.NONE, HouseText.NONE);
}

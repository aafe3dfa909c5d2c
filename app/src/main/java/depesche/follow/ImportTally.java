package depesche.follow;

/// What became of the lines of an import. Lines without text are not counted.
public record ImportTally(long created, long updated, long unchanged, long refused) {

    static final ImportTally NOTHING = new ImportTally(0, 0, 0, 0);

    ImportTally plus(ImportTally other) {
        return new ImportTally(
                created + other.created, updated + other.updated, unchanged + other.unchanged, refused + other.refused);
    }
}

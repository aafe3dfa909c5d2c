package depesche.job;

/// Something to be done, or something that happened and that listeners hear of. A record of data and
/// nothing else, with ids rather than objects; its class's simple name and its components are stored,
/// so renaming them is a migration.
public interface Job {}

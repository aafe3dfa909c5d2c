package depesche.account;

/// Who does something: a person of the newsroom, an API token, or the program itself. Every write names its actor;
/// there is no current user.
public record Actor(String name, Role role) {

    /// The program acting by itself: a schedule, an import by command.
    public static Actor program(String name) {
        return new Actor(name, Role.ADMIN);
    }

    public boolean mayActAs(Role needed) {
        return role.mayActAs(needed);
    }
}

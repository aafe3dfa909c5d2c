package depesche.account;

/// A person of the newsroom.
public record StaffMember(StaffId id, String email, String name, Role role) {

    public Actor actor() {
        return new Actor(name, role);
    }
}

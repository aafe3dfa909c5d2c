package depesche.desk;

/// The form for the newsroom's first person.
public record SetUpPage(String action, String name, String nameFault, String email, String emailFault) {}

package depesche.web;

/// One thing wrong in the input: the field as the sender named it, a stable code, and a sentence in English.
/// Faces translate by the code where a person reads it.
public record Fault(String field, String code, String message) {}

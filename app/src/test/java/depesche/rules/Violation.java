package depesche.rules;

/// One place that breaks a rule.
record Violation(String file, long line, String what) {

    @Override
    public String toString() {
        return "  " + file + ":" + line + "  " + what;
    }
}

package depesche.preflight.house;

/// A domain that stands for us outside.
final class Domain {

    private Domain() {}

    static String of(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /// Whether nobody outside this machine can know it.
    static boolean isLocal(String domain) {
        return !domain.contains(".") || domain.endsWith(".localhost");
    }
}

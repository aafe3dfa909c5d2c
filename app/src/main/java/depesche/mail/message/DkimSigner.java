package depesche.mail.message;

/// Signs for one thread, with what one key needs.
interface DkimSigner {

    byte[] sign(byte[] bytes, int length);

    static DkimSigner of(DkimKey key) {
        return switch (key) {
            case RsaDkimKey rsa -> RsaSigner.of(rsa);
            case Ed25519DkimKey edwards -> Ed25519Signer.of(edwards);
        };
    }
}

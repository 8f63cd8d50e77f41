package org.session4j.swarm;

/**
 * One of the mailboxes of an account: a signed 16-bit number whose arithmetic says who may store and who may read
 * (storage server: namespaces). Numbers without a name here are kept as they are.
 */
public final class Namespace implements Comparable<Namespace> {

    /** One-to-one messages; anyone may store. */
    public static final Namespace DEFAULT = new Namespace(0);

    public static final Namespace USER_PROFILE = new Namespace(2);
    public static final Namespace CONTACTS = new Namespace(3);
    public static final Namespace CONVO_INFO_VOLATILE = new Namespace(4);
    public static final Namespace USER_GROUPS = new Namespace(5);
    public static final Namespace GROUP_MESSAGES = new Namespace(11);
    public static final Namespace GROUP_KEYS = new Namespace(12);
    public static final Namespace GROUP_INFO = new Namespace(13);
    public static final Namespace GROUP_MEMBERS = new Namespace(14);

    /** Group messages that a removed member can still read. */
    public static final Namespace REVOKED_GROUP_MESSAGES = new Namespace(-11);

    /** Closed groups of old: no signature to store or to read. */
    public static final Namespace LEGACY_CLOSED_GROUP = new Namespace(-10);

    private static final int PUBLIC_INBOX_STEP = 10;
    private static final int PUBLIC_OUTBOX_STEP = 20;
    private static final int PUBLIC_OUTBOX_REMAINDER = 1;
    private static final int UNREVOCABLE_STEP = 100;
    private static final int UNREVOCABLE_REMAINDER = 11;

    private final short number;

    private Namespace(int number) {
        this.number = (short) number;
    }

    /**
     * @param number −32768 to 32767
     */
    public static Namespace of(int number) {
        if (number < Short.MIN_VALUE || number > Short.MAX_VALUE) {
            throw new IllegalArgumentException("namespace: expected -32768 to 32767, got " + number);
        }
        return new Namespace(number);
    }

    public int number() {
        return number;
    }

    /** Whether anyone may store without a signature: divisible by ten. */
    public boolean isPublicInbox() {
        return number % PUBLIC_INBOX_STEP == 0;
    }

    /** Whether anyone may read, and a new message replaces all others: −1, −21, −41 and so on. */
    public boolean isPublicOutbox() {
        return number < 0 && -number % PUBLIC_OUTBOX_STEP == PUBLIC_OUTBOX_REMAINDER;
    }

    /** Whether a revoked subaccount may still read: −11, −111, −211 and so on. */
    public boolean isUnrevocable() {
        return number < 0 && -number % UNREVOCABLE_STEP == UNREVOCABLE_REMAINDER;
    }

    /** Whether {@code store} must be signed. */
    public boolean needsSignatureToStore() {
        return !isPublicInbox();
    }

    /** Whether {@code retrieve} must be signed. */
    public boolean needsSignatureToRetrieve() {
        return !isPublicOutbox() && number != LEGACY_CLOSED_GROUP.number;
    }

    /** The form in signed texts and message hashes: empty for 0, else the decimal number. */
    public String signedForm() {
        return number == 0 ? "" : Integer.toString(number);
    }

    @Override
    public int compareTo(Namespace other) {
        return Short.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Namespace namespace && number == namespace.number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    /** The decimal number. */
    @Override
    public String toString() {
        return Integer.toString(number);
    }
}

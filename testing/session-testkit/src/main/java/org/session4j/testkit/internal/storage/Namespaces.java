package org.session4j.testkit.internal.storage;

/** The server's rules of namespaces; they are arithmetic (storage server: namespaces). */
public final class Namespaces {

    public static final int MIN = Short.MIN_VALUE;
    public static final int MAX = Short.MAX_VALUE;
    public static final int DEFAULT = 0;

    private static final int LEGACY_CLOSED_GROUP = -10;

    /** Where newer servers store nothing. */
    private static final int RESERVED = -3741;

    private Namespaces() {}

    /** Anyone may store. */
    public static boolean isPublicInbox(int namespace) {
        return namespace % 10 == 0;
    }

    /** Anyone may retrieve, and there is one message at most. */
    public static boolean isPublicOutbox(int namespace) {
        return namespace < 0 && -namespace % 20 == 1;
    }

    public static boolean isOpenToRead(int namespace) {
        return namespace == LEGACY_CLOSED_GROUP || isPublicOutbox(namespace);
    }

    /** A revoked subaccount may still read it. */
    public static boolean isUnrevocable(int namespace) {
        return namespace < 0 && -namespace % 100 == 11;
    }

    public static boolean isReserved(int namespace) {
        return namespace == RESERVED;
    }

    /** How a namespace enters signatures and hashes: nothing for the default one. */
    public static String signed(int namespace) {
        return namespace == DEFAULT ? "" : Integer.toString(namespace);
    }
}

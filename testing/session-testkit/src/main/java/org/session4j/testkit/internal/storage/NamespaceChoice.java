package org.session4j.testkit.internal.storage;

/**
 * One namespace, or all of them.
 *
 * @param namespace without meaning if {@code all}
 */
public record NamespaceChoice(boolean all, int namespace) {

    public static NamespaceChoice every() {
        return new NamespaceChoice(true, Namespaces.DEFAULT);
    }

    public static NamespaceChoice one(int namespace) {
        return new NamespaceChoice(false, namespace);
    }

    public boolean includes(int other) {
        return all || namespace == other;
    }

    /** How the choice enters signatures. */
    public String signed() {
        return all ? "all" : Namespaces.signed(namespace);
    }
}

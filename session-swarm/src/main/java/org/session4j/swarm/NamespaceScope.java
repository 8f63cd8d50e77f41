package org.session4j.swarm;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One namespace of an account, or all of them. */
public final class NamespaceScope {

    private static final NamespaceScope ALL = new NamespaceScope(null);

    private static final String ALL_FORM = "all";

    private final @Nullable Namespace namespace;

    private NamespaceScope(@Nullable Namespace namespace) {
        this.namespace = namespace;
    }

    public static NamespaceScope of(Namespace namespace) {
        return new NamespaceScope(namespace);
    }

    public static NamespaceScope all() {
        return ALL;
    }

    /** The one namespace; empty if all are meant. */
    public Optional<Namespace> namespace() {
        return Optional.ofNullable(namespace);
    }

    /** The form in signed texts: {@code all}, empty for namespace 0, else the decimal number. */
    public String signedForm() {
        return namespace == null ? ALL_FORM : namespace.signedForm();
    }

    /** The value of the parameter {@code namespace}. */
    public Object parameter() {
        return namespace == null ? ALL_FORM : (Object) namespace.number();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamespaceScope scope && namespace().equals(scope.namespace());
    }

    @Override
    public int hashCode() {
        return namespace().hashCode();
    }

    @Override
    public String toString() {
        return namespace == null ? ALL_FORM : namespace.toString();
    }
}

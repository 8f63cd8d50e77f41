package org.session4j.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * A value that breaks a rule of its type. Each rule stands once, where the value is made: to a caller who makes one this is
 * an illegal argument, and what a sender wrote becomes malformed or refused by it.
 */
final class RuleViolation extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final MessageRefusedException.@Nullable Reason reason;

    private RuleViolation(MessageRefusedException.@Nullable Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** A rule about the form of a value. */
    static void require(boolean kept, String message) {
        if (!kept) {
            throw new RuleViolation(null, message);
        }
    }

    /** A rule that well-formed values may break too. */
    static void require(boolean kept, MessageRefusedException.Reason reason, String message) {
        if (!kept) {
            throw new RuleViolation(reason, message);
        }
    }

    /** Null for a rule about the form of a value. */
    MessageRefusedException.@Nullable Reason reason() {
        return reason;
    }
}

package org.session4j.protocol.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * An emoji put to a message, or taken back.
 *
 * @param id sent timestamp of the target in milliseconds
 * @param author id of the author of the target, 66 hex digits
 */
public record Reaction(long id, String author, @Nullable String emoji, Action action) {

    static final Schema<Reaction> SCHEMA = Schema.<Reaction>named("Reaction")
            .required(1, "id", FieldType.UINT64, Reaction::id)
            .required(2, "author", FieldType.STRING, Reaction::author)
            .optional(3, "emoji", FieldType.STRING, Reaction::emoji)
            .required(4, "action", FieldType.enumeration(Action.values(), Action::number), Reaction::action)
            .build(row -> new Reaction(row.next(), row.next(), row.next(), row.next()));

    public Reaction {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(action, "action");
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** What happens to the emoji. */
    public enum Action {
        REACT(0),
        REMOVE(1);

        private final int number;

        Action(int number) {
            this.number = number;
        }

        /** As on the wire. */
        public int number() {
            return number;
        }
    }
}

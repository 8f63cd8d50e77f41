package org.session4j.protocol.config.documents;

import java.util.Objects;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;

/** Which conversation is meant (config: ConvoInfoVolatile). */
public sealed interface ConversationId {

    /** One that is known by an id. */
    sealed interface WithId extends ConversationId {
        SessionId id();
    }

    /**
     * With a person.
     *
     * @param id of kind {@link IdKind#STANDARD}
     */
    record OneToOne(SessionId id) implements WithId {
        public OneToOne {
            requireKind(id.kind() == IdKind.STANDARD, id);
        }

        /** Names the class only. */
        @Override
        public String toString() {
            return "OneToOne";
        }
    }

    /**
     * A group.
     *
     * @param id of kind {@link IdKind#GROUP}
     */
    record Group(SessionId id) implements WithId {
        public Group {
            requireKind(id.kind() == IdKind.GROUP, id);
        }

        /** Names the class only. */
        @Override
        public String toString() {
            return "Group";
        }
    }

    /**
     * A group as they were until 2025.
     *
     * @param id of kind {@link IdKind#STANDARD}
     */
    record LegacyGroup(SessionId id) implements WithId {
        public LegacyGroup {
            requireKind(id.kind() == IdKind.STANDARD, id);
        }

        /** Names the class only. */
        @Override
        public String toString() {
            return "LegacyGroup";
        }
    }

    /** A room of a community. */
    record Community(CommunityUrl url) implements ConversationId {
        public Community {
            Objects.requireNonNull(url, "url");
        }

        /** Names the class only. */
        @Override
        public String toString() {
            return "Community";
        }
    }

    /**
     * With a person from a community (since 2025).
     *
     * @param id of kind {@link IdKind#BLINDED_15} or {@link IdKind#BLINDED_25}
     */
    record Blinded(SessionId id) implements WithId {
        public Blinded {
            requireKind(id.kind() == IdKind.BLINDED_15 || id.kind() == IdKind.BLINDED_25, id);
        }

        /** Names the class only. */
        @Override
        public String toString() {
            return "Blinded";
        }
    }

    private static void requireKind(boolean right, SessionId id) {
        if (!right) {
            throw new IllegalArgumentException("id: not of a kind for this, " + id.kind());
        }
    }
}

package org.session4j.protocol.config.documents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.config.ConfigDict;

/**
 * What an account has set for a conversation of many (config: UserGroups). Immutable.
 *
 * @param <T> the kind of conversation
 */
public abstract sealed class JoinedConversation<T extends JoinedConversation<T>> extends Entry<T>
        permits JoinedGroup, JoinedCommunity, JoinedLegacyGroup {

    private static final NumberField NOTIFICATIONS = NumberField.upTo(NotificationMode.MAX_NUMBER, "@");
    private static final NumberField MUTED_UNTIL = NumberField.positive("!");
    private static final NumberField PRIORITY = NumberField.nonzero("+");
    private static final NumberField INVITED = NumberField.flag("i");
    private static final NumberField JOINED = NumberField.positive("j");

    /** What all kinds have. */
    static final List<Field> COMMON = List.of(NOTIFICATIONS, MUTED_UNTIL, PRIORITY, INVITED, JOINED);

    JoinedConversation(ConfigDict values) {
        super(values);
    }

    public NotificationMode notifications() {
        return NotificationMode.of(NOTIFICATIONS.read(values()));
    }

    public T withNotifications(NotificationMode mode) {
        return edit(to -> NOTIFICATIONS.write(to, mode.number()));
    }

    /** Until when nothing notifies, if it is said. */
    public Optional<Instant> mutedUntil() {
        return MUTED_UNTIL.readInstant(values());
    }

    /**
     * Muted until another time.
     *
     * @param time null for not at all
     */
    public T withMutedUntil(@Nullable Instant time) {
        return edit(to -> MUTED_UNTIL.write(to, time));
    }

    /** −1 hidden, 0 normal, above pinned, the higher the further up. */
    public int priority() {
        return PRIORITY.readInt(values());
    }

    /** See {@link #priority()}. */
    public T withPriority(int priority) {
        return edit(to -> PRIORITY.write(to, priority));
    }

    /** Whether this is an invitation that the user has not accepted. */
    public boolean isInvited() {
        return INVITED.isSet(values());
    }

    public T withInvited(boolean invited) {
        return edit(to -> INVITED.write(to, invited));
    }

    /** When the user joined, if it is known. */
    public Optional<Instant> joined() {
        return JOINED.readInstant(values());
    }

    /**
     * With another time of joining.
     *
     * @param time null for unknown
     */
    public T withJoined(@Nullable Instant time) {
        return edit(to -> JOINED.write(to, time));
    }
}

package org.session4j.protocol.config.documents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.message.Expiration;

/** What an account knows of a person and has set for the conversation with them (config: Contacts). Immutable. */
public final class Contact extends Entry<Contact> {

    /** Of the nickname, in bytes of UTF-8; a name is cut. */
    public static final int MAX_NICKNAME_LENGTH = ConfigName.MAX_LENGTH;

    /** {@link NotificationMode#MENTIONS_ONLY} is not for conversations of two. */
    private static final long MAX_NOTIFICATIONS = 2;

    private static final TextField NAME = TextField.always("n");
    private static final TextField NICKNAME = TextField.of("N");
    private static final PictureField PICTURE = PictureField.of("p", "q");
    private static final NumberField APPROVED = NumberField.flag("a");
    private static final NumberField APPROVED_ME = NumberField.flag("A");
    private static final NumberField BLOCKED = NumberField.flag("b");
    private static final NumberField PRIORITY = NumberField.nonzero("+");
    private static final NumberField NOTIFICATIONS = NumberField.upTo(MAX_NOTIFICATIONS, "@");
    private static final NumberField MUTED_UNTIL = NumberField.positive("!");
    private static final ExpirationField EXPIRATION = ExpirationField.of("e", "E");
    private static final NumberField CREATED = NumberField.positive("j");
    private static final NumberField UPDATED = NumberField.positive("t");

    private static final List<Field> FIELDS = List.of(
            NAME,
            NICKNAME,
            PICTURE,
            APPROVED,
            APPROVED_ME,
            BLOCKED,
            PRIORITY,
            NOTIFICATIONS,
            MUTED_UNTIL,
            EXPIRATION,
            CREATED,
            UPDATED);

    private final SessionId id;

    private Contact(SessionId id, ConfigDict values) {
        super(values);
        this.id = id;
    }

    /**
     * One of whom nothing else is known.
     *
     * @param id of kind {@link IdKind#STANDARD}
     */
    public static Contact of(SessionId id) {
        if (id.kind() != IdKind.STANDARD) {
            throw new IllegalArgumentException("id: expected kind STANDARD, got " + id.kind());
        }
        return read(id, ConfigDict.empty());
    }

    static Contact read(SessionId id, ConfigDict from) {
        return new Contact(id, read(from, FIELDS));
    }

    public SessionId id() {
        return id;
    }

    /** What the person calls themselves; empty if that is not known. */
    public String name() {
        return NAME.read(values());
    }

    /** A longer name than {@link ConfigName#MAX_LENGTH} is cut. */
    public Contact withName(String name) {
        return edit(to -> NAME.write(to, ConfigName.truncate(name)));
    }

    /** What the user calls them; empty for nothing else than they do themselves. */
    public String nickname() {
        return NICKNAME.read(values());
    }

    /**
     * With another nickname.
     *
     * @param nickname at most {@link #MAX_NICKNAME_LENGTH} bytes; empty for none
     */
    public Contact withNickname(String nickname) {
        ConfigName.requireShort("nickname", nickname, MAX_NICKNAME_LENGTH);
        return edit(to -> NICKNAME.write(to, nickname));
    }

    public Optional<ProfilePicture> picture() {
        return PICTURE.read(values());
    }

    /**
     * With another picture.
     *
     * @param picture null for none
     */
    public Contact withPicture(@Nullable ProfilePicture picture) {
        return edit(to -> PICTURE.write(to, picture));
    }

    /** Whether the user lets them write. */
    public boolean isApproved() {
        return APPROVED.isSet(values());
    }

    public Contact withApproved(boolean approved) {
        return edit(to -> APPROVED.write(to, approved));
    }

    /** Whether they let the user write. */
    public boolean hasApprovedMe() {
        return APPROVED_ME.isSet(values());
    }

    public Contact withApprovedMe(boolean approvedMe) {
        return edit(to -> APPROVED_ME.write(to, approvedMe));
    }

    public boolean isBlocked() {
        return BLOCKED.isSet(values());
    }

    public Contact withBlocked(boolean blocked) {
        return edit(to -> BLOCKED.write(to, blocked));
    }

    /** −1 hidden, 0 normal, above pinned, the higher the further up. */
    public int priority() {
        return PRIORITY.readInt(values());
    }

    /** See {@link #priority()}. */
    public Contact withPriority(int priority) {
        return edit(to -> PRIORITY.write(to, priority));
    }

    public NotificationMode notifications() {
        return NotificationMode.of(NOTIFICATIONS.read(values()));
    }

    /** {@link NotificationMode#MENTIONS_ONLY} is not for conversations of two and becomes {@link NotificationMode#ALL}. */
    public Contact withNotifications(NotificationMode mode) {
        NotificationMode written = mode == NotificationMode.MENTIONS_ONLY ? NotificationMode.ALL : mode;
        return edit(to -> NOTIFICATIONS.write(to, written.number()));
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
    public Contact withMutedUntil(@Nullable Instant time) {
        return edit(to -> MUTED_UNTIL.write(to, time));
    }

    /** Whether what the user sends disappears. */
    public Expiration expiration() {
        return EXPIRATION.read(values());
    }

    public Contact withExpiration(Expiration expiration) {
        return edit(to -> EXPIRATION.write(to, expiration));
    }

    /** When the conversation began, if it is known. */
    public Optional<Instant> created() {
        return CREATED.readInstant(values());
    }

    /**
     * With another time of its beginning.
     *
     * @param time null for unknown
     */
    public Contact withCreated(@Nullable Instant time) {
        return edit(to -> CREATED.write(to, time));
    }

    /** When the person changed their profile last, if it is known (since 2025). */
    public Optional<Instant> profileUpdated() {
        return UPDATED.readInstant(values());
    }

    /**
     * With another time of the last change of the profile.
     *
     * @param time null for unknown
     */
    public Contact withProfileUpdated(@Nullable Instant time) {
        return edit(to -> UPDATED.write(to, time));
    }

    @Override
    Object about() {
        return id;
    }

    @Override
    List<Field> fields() {
        return FIELDS;
    }

    @Override
    Contact saying(ConfigDict newValues) {
        return new Contact(id, newValues);
    }
}

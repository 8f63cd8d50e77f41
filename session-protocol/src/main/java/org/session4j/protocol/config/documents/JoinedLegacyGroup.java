package org.session4j.protocol.config.documents;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * A group as they were until 2025 (config: UserGroups). Immutable. The apps write to none of them any more; what is known of
 * them is kept.
 */
public final class JoinedLegacyGroup extends JoinedConversation<JoinedLegacyGroup> {

    private static final TextField NAME = TextField.always("n");
    private static final BytesField PUBLIC_KEY = BytesField.of(X25519PublicKey.LENGTH, "k");
    private static final BytesField SECRET_KEY = BytesField.of(X25519PublicKey.LENGTH, "K");
    private static final MembersField MEMBERS = MembersField.of("m", "a");
    private static final NumberField TIMER = NumberField.positive("E");

    private static final List<Field> FIELDS =
            JoinedGroup.fieldsAnd(COMMON, NAME, JoinedLegacyGroup::copyKeys, MEMBERS, TIMER);

    private final SessionId id;

    private JoinedLegacyGroup(SessionId id, ConfigDict values) {
        super(values);
        this.id = id;
    }

    /**
     * One of which nothing else is known.
     *
     * @param id of kind {@link IdKind#STANDARD}
     */
    public static JoinedLegacyGroup of(SessionId id) {
        if (id.kind() != IdKind.STANDARD) {
            throw new IllegalArgumentException("id: expected kind STANDARD, got " + id.kind());
        }
        return read(id, ConfigDict.empty());
    }

    static JoinedLegacyGroup read(SessionId id, ConfigDict from) {
        return new JoinedLegacyGroup(id, read(from, FIELDS));
    }

    /** Both or none. */
    private static void copyKeys(ConfigDict from, ConfigEditor to) {
        boolean both =
                !PUBLIC_KEY.read(from).isEmpty() && !SECRET_KEY.read(from).isEmpty();
        PUBLIC_KEY.write(to, both ? PUBLIC_KEY.read(from) : Bytes.empty());
        SECRET_KEY.write(to, both ? SECRET_KEY.read(from) : Bytes.empty());
    }

    public SessionId id() {
        return id;
    }

    /** Empty if there is none. */
    public String name() {
        return NAME.read(values());
    }

    /** A longer name than {@link ConfigName#MAX_LENGTH} is cut. */
    public JoinedLegacyGroup withName(String name) {
        return edit(to -> NAME.write(to, ConfigName.truncate(name)));
    }

    /** Of the key pair that messages of the group are encrypted with, if it is known. */
    public Optional<X25519PublicKey> publicKey() {
        Bytes key = PUBLIC_KEY.read(values());
        return key.isEmpty() ? Optional.empty() : Optional.of(X25519PublicKey.of(key.toByteArray()));
    }

    /** Of the key pair that messages of the group are encrypted with, 32 bytes, if it is known. */
    public Optional<SecretBytes> secretKey() {
        Bytes key = SECRET_KEY.read(values());
        return key.isEmpty() ? Optional.empty() : Optional.of(SecretBytes.of(key.toByteArray()));
    }

    /** With another key pair for its messages. Whether both halves belong together is not checked. */
    public JoinedLegacyGroup withKeys(X25519PublicKey publicKey, SecretBytes secretKey) {
        if (secretKey.length() != X25519PublicKey.LENGTH) {
            throw new IllegalArgumentException("secretKey: expected 32 bytes, got " + secretKey.length());
        }
        Bytes secret = Bytes.unsafeWrap(secretKey.exposeSecretBytes());
        return edit(to -> {
            PUBLIC_KEY.write(to, Bytes.unsafeWrap(publicKey.toByteArray()));
            SECRET_KEY.write(to, secret);
        });
    }

    /** Who is in it without being an admin. */
    public SortedSet<SessionId> members() {
        return MEMBERS.members(values());
    }

    public SortedSet<SessionId> admins() {
        return MEMBERS.admins(values());
    }

    /** With someone in it who is no admin. */
    public JoinedLegacyGroup withMember(SessionId member) {
        return edit(to -> MEMBERS.move(values(), to, requireUser(member), true, false));
    }

    /** With someone as an admin. */
    public JoinedLegacyGroup withAdmin(SessionId admin) {
        return edit(to -> MEMBERS.move(values(), to, requireUser(admin), false, true));
    }

    /** Without someone, member or admin. */
    public JoinedLegacyGroup withoutMember(SessionId member) {
        return edit(to -> MEMBERS.move(values(), to, member, false, false));
    }

    private static SessionId requireUser(SessionId user) {
        if (user.kind() != IdKind.STANDARD) {
            throw new IllegalArgumentException("member: expected kind STANDARD, got " + user.kind());
        }
        return user;
    }

    /** After what time messages disappear, if they do. */
    public Optional<Duration> timer() {
        return TIMER.readDuration(values());
    }

    /**
     * With another timer for messages.
     *
     * @param timer null, or less than a second, for none
     */
    public JoinedLegacyGroup withTimer(@Nullable Duration timer) {
        return edit(to -> TIMER.write(to, timer));
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
    JoinedLegacyGroup saying(ConfigDict newValues) {
        return new JoinedLegacyGroup(id, newValues);
    }
}

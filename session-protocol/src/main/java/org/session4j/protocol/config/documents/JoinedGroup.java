package org.session4j.protocol.config.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;

/** A group that the user is in or invited to (config: UserGroups). Immutable. */
public final class JoinedGroup extends JoinedConversation<JoinedGroup> {

    /** Of what a member proves their rights with, in bytes (groups: subaccounts). */
    public static final int AUTH_DATA_LENGTH = 100;

    private static final long KICKED_NUMBER = 1;
    private static final long DESTROYED_NUMBER = 2;

    private static final TextField NAME = TextField.of("n");
    private static final BytesField SEED = BytesField.always(Crypto.ED25519_SEED, "K");
    private static final NumberField ACCESS = NumberField.nonzero("r");

    /** Not written as long as there is a seed: what stands there from the time before stays. */
    private static final BytesField AUTH_DATA = BytesField.of(AUTH_DATA_LENGTH, "s");

    private static final List<Field> FIELDS = fieldsAnd(COMMON, NAME, SEED, ACCESS);

    private final SessionId id;

    private JoinedGroup(SessionId id, ConfigDict values) {
        super(values);
        this.id = id;
    }

    static List<Field> fieldsAnd(List<Field> fields, Field... others) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(List.of(others));
        return List.copyOf(all);
    }

    /**
     * One of which nothing else is known.
     *
     * @param id of kind {@link IdKind#GROUP}
     */
    public static JoinedGroup of(SessionId id) {
        if (id.kind() != IdKind.GROUP) {
            throw new IllegalArgumentException("id: expected kind GROUP, got " + id.kind());
        }
        return new JoinedGroup(id, read(ConfigDict.empty(), FIELDS));
    }

    /** A seed that is not that of the group counts as none. */
    static JoinedGroup read(SessionId id, ConfigDict from, Crypto crypto) {
        Bytes seed = SEED.read(from);
        boolean genuine = !seed.isEmpty() && isSeedOf(id, seed, crypto);
        ConfigDict values = read(from, fieldsAnd(FIELDS, AUTH_DATA));
        return new JoinedGroup(id, genuine ? values : values.edit(to -> SEED.write(to, Bytes.empty())));
    }

    private static boolean isSeedOf(SessionId id, Bytes seed, Crypto crypto) {
        Ed25519KeyPair key = Ed25519KeyPair.ofSeed(seed.toByteArray(), crypto);
        try {
            return Arrays.equals(key.publicKey().toByteArray(), id.key());
        } finally {
            key.destroy();
        }
    }

    public SessionId id() {
        return id;
    }

    /** The name from the invitation; what the group itself says may be newer. Empty if there is none. */
    public String name() {
        return NAME.read(values());
    }

    /** A longer name than {@link ConfigName#MAX_LENGTH} is cut. */
    public JoinedGroup withName(String name) {
        return edit(to -> NAME.write(to, ConfigName.truncate(name)));
    }

    /** Whether the user has the key of the group. */
    public boolean isAdmin() {
        return !SEED.read(values()).isEmpty();
    }

    /** The seed of the group's key, 32 bytes, if the user is an admin. */
    public Optional<SecretBytes> adminSeed() {
        Bytes seed = SEED.read(values());
        return seed.isEmpty() ? Optional.empty() : Optional.of(SecretBytes.of(seed.toByteArray()));
    }

    /** As an admin. What a member proves their rights with is of no use then, and stays as it is. */
    public JoinedGroup withAdminKey(Ed25519KeyPair key) {
        if (!Arrays.equals(key.publicKey().toByteArray(), id.key())) {
            throw new IllegalArgumentException("key: expected that of the group");
        }
        SecretBytes seed = key.seed();
        try {
            Bytes bytes = Bytes.unsafeWrap(seed.exposeSecretBytes());
            return edit(to -> SEED.write(to, bytes));
        } finally {
            seed.destroy();
        }
    }

    /** Not as an admin any more. */
    public JoinedGroup withoutAdminKey() {
        return edit(to -> SEED.write(to, Bytes.empty()));
    }

    /** What a member proves their rights with (groups: subaccounts), if there is any. */
    public Optional<Bytes> authData() {
        Bytes data = AUTH_DATA.read(values());
        return data.isEmpty() ? Optional.empty() : Optional.of(data);
    }

    /**
     * With other proof of a member's rights. No change for an admin.
     *
     * @param data {@link #AUTH_DATA_LENGTH} bytes; empty for none
     */
    public JoinedGroup withAuthData(Bytes data) {
        if (!data.isEmpty() && data.length() != AUTH_DATA_LENGTH) {
            throw new IllegalArgumentException(
                    "data: expected " + AUTH_DATA_LENGTH + " bytes or none, got " + data.length());
        }
        return isAdmin() ? this : edit(to -> AUTH_DATA.write(to, data));
    }

    public GroupAccess access() {
        long number = ACCESS.read(values());
        if (number == DESTROYED_NUMBER) {
            return GroupAccess.DESTROYED;
        }
        return number == KICKED_NUMBER ? GroupAccess.KICKED : GroupAccess.OPEN;
    }

    /** As one that the user was removed from; keys and rights are gone. A destroyed group stays destroyed. */
    public JoinedGroup kicked() {
        return closed(access() == GroupAccess.DESTROYED ? DESTROYED_NUMBER : KICKED_NUMBER);
    }

    /** As one that does not exist any more; keys and rights are gone. */
    public JoinedGroup destroyed() {
        return closed(DESTROYED_NUMBER);
    }

    private JoinedGroup closed(long number) {
        return edit(to -> {
            SEED.write(to, Bytes.empty());
            AUTH_DATA.write(to, Bytes.empty());
            ACCESS.write(to, number);
        });
    }

    /** As one that the user is in again, after a new invitation. */
    public JoinedGroup reopened() {
        return edit(to -> ACCESS.write(to, 0));
    }

    @Override
    void writeTo(ConfigEditor target) {
        super.writeTo(target);
        if (!isAdmin()) {
            AUTH_DATA.copy(values(), target);
        }
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
    JoinedGroup saying(ConfigDict newValues) {
        return new JoinedGroup(id, newValues);
    }
}

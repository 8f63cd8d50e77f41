package org.session4j.client.internal.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.client.GroupActionException;
import org.session4j.client.store.GroupPart;
import org.session4j.client.store.StoreChange;
import org.session4j.client.store.StoreException;
import org.session4j.groups.GroupException;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.GroupKeys;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigKeys;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.documents.GroupInfo;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.GroupMembers;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * What this device knows of one group besides its conversation: its two documents, its keys, the admin key if this account
 * is an admin, and sender keys if the group has them (groups: groups v2). That the account is in the group at all, and with which rights, stands in its own
 * document of groups. Immutable, but for what {@link
 * SenderKeys} says of itself; states made from each other share their keys.
 */
public final class GroupState {

    private final GroupId id;
    private final @Nullable AdminKey admin;
    private final Crypto crypto;
    private final ConfigDocument info;
    private final ConfigDocument members;
    private final GroupKeys keys;
    private final @Nullable SenderKeys senderKeys;
    private final boolean isDeserted;

    private GroupState(
            GroupId id,
            @Nullable AdminKey admin,
            Crypto crypto,
            ConfigDocument info,
            ConfigDocument members,
            GroupKeys keys,
            @Nullable SenderKeys senderKeys,
            boolean isDeserted) {
        this.id = id;
        this.admin = admin;
        this.crypto = crypto;
        this.info = info;
        this.members = members;
        this.keys = keys;
        this.senderKeys = senderKeys;
        this.isDeserted = isDeserted;
    }

    /**
     * Of a group of which nothing is known yet.
     *
     * @param admin null for a member
     */
    public static GroupState unknown(GroupId id, @Nullable AdminKey admin, Crypto crypto) {
        return load(id, admin, crypto, part -> Optional.empty());
    }

    /**
     * As it was kept.
     *
     * @param parts empty for a part that never was
     * @throws StoreException if what was kept is none
     */
    public static GroupState load(
            GroupId id, @Nullable AdminKey admin, Crypto crypto, Function<GroupPart, Optional<Bytes>> parts) {
        ConfigAuthor author = author(id, admin, crypto);
        try {
            return new GroupState(
                    id,
                    admin,
                    crypto,
                    document(ConfigType.GROUP_INFO, author, parts.apply(GroupPart.INFO)),
                    document(ConfigType.GROUP_MEMBERS, author, parts.apply(GroupPart.MEMBERS)),
                    keys(id, crypto, parts.apply(GroupPart.KEYS)),
                    senderKeys(crypto, parts.apply(GroupPart.SENDER_KEYS)),
                    false);
        } catch (MalformedDataException e) {
            // The cause's text may quote what is stored.
            throw new StoreException("group: not what was written", null);
        }
    }

    private static ConfigAuthor author(GroupId id, @Nullable AdminKey admin, Crypto crypto) {
        return admin == null
                ? ConfigAuthor.groupMember(id.publicKey(), crypto)
                : ConfigAuthor.groupAdmin(admin.keyPair(), crypto);
    }

    private static ConfigDocument document(ConfigType type, ConfigAuthor author, Optional<Bytes> dump)
            throws MalformedDataException {
        return dump.isPresent() ? ConfigDocument.load(type, author, dump.get()) : ConfigDocument.create(type, author);
    }

    private static GroupKeys keys(GroupId id, Crypto crypto, Optional<Bytes> dump) throws MalformedDataException {
        return dump.isPresent() ? GroupKeys.decode(dump.get().toByteArray(), id, crypto) : GroupKeys.none(id, crypto);
    }

    /** What was kept is empty if this account was removed from an epoch. */
    private static @Nullable SenderKeys senderKeys(Crypto crypto, Optional<Bytes> kept) throws MalformedDataException {
        return kept.isPresent() && !kept.get().isEmpty() ? SenderKeys.load(kept.get(), crypto) : null;
    }

    public GroupId id() {
        return id;
    }

    public SessionId sessionId() {
        return id.sessionId();
    }

    /** The key of the group, if this account is an admin. */
    public Optional<AdminKey> admin() {
        return Optional.ofNullable(admin);
    }

    public GroupInfo info() {
        return GroupInfo.of(info);
    }

    public GroupMembers members() {
        return GroupMembers.of(members);
    }

    public GroupKeys keys() {
        return keys;
    }

    /** Whether messages are encrypted with sender keys, too; a group has them from its beginning, or never. */
    public boolean hasSenderKeys() {
        return senderKeys != null || Epochs.areIn(info());
    }

    /** Empty if there are none, or none yet. */
    public Optional<SenderKeys> senderKeys() {
        return Optional.ofNullable(senderKeys);
    }

    public Crypto crypto() {
        return crypto;
    }

    /** What opens and seals the two documents. */
    public ConfigKeys documentKeys() {
        return ConfigKeys.ofGroup(keys.secrets());
    }

    /** In the order in which they are merged and pushed. */
    public List<ConfigDocument> documents() {
        return List.of(info, members);
    }

    /**
     * @param type Info or Members
     */
    public ConfigDocument document(ConfigType type) {
        return switch (type) {
            case GROUP_INFO -> info;
            case GROUP_MEMBERS -> members;
            default -> throw new IllegalArgumentException("type: expected one of a group");
        };
    }

    /**
     * With one document in place of the one of its type.
     *
     * @param document Info or Members of this group
     */
    public GroupState with(ConfigDocument document) {
        return switch (document.type()) {
            case GROUP_INFO -> new GroupState(id, admin, crypto, document, members, keys, senderKeys, isDeserted);
            case GROUP_MEMBERS -> new GroupState(id, admin, crypto, info, document, keys, senderKeys, isDeserted);
            default -> throw new IllegalArgumentException("document: expected one of a group");
        };
    }

    public GroupState with(GroupKeys other) {
        return new GroupState(id, admin, crypto, info, members, other, senderKeys, isDeserted);
    }

    /**
     * @param other null once this account is no member of the epoch
     */
    public GroupState withSenderKeys(@Nullable SenderKeys other) {
        return new GroupState(id, admin, crypto, info, members, keys, other, isDeserted);
    }

    /**
     * With a new key for everybody who is in the list of members, pending until its message is stored. If it is another one
     * than before, both documents are to be pushed again under it (groups: rekey).
     *
     * @throws IllegalStateException if this account is no admin
     * @throws GroupActionException if there are more members than a message has room for
     */
    public GroupState rekeyed() {
        if (admin == null) {
            throw new IllegalStateException("only an admin makes keys");
        }
        GroupKeys renewed = rekey(admin);
        return renewed.encryptionKey().equals(keys.encryptionKey())
                ? with(renewed)
                : new GroupState(
                        id, admin, crypto, info.markChanged(), members.markChanged(), renewed, senderKeys, isDeserted);
    }

    private GroupKeys rekey(AdminKey key) {
        List<SessionId> everybody =
                members().all().stream().map(GroupMember::id).collect(Collectors.toList());
        try {
            return keys.rekey(key, everybody).keys();
        } catch (GroupException e) {
            throw new GroupActionException(GroupActionException.Reason.TOO_MANY_MEMBERS);
        }
    }

    /** Whether the swarm holds nothing of it any more, as far as was seen since the client was opened. */
    public boolean isDeserted() {
        return isDeserted;
    }

    /** The same once the swarm was asked for keys. */
    public GroupState withDeserted(boolean now) {
        return now == isDeserted ? this : new GroupState(id, admin, crypto, info, members, keys, senderKeys, now);
    }

    /**
     * The same for an admin, or for one who is an admin no longer.
     *
     * @param other of this group; null for a member
     */
    public GroupState withAdmin(@Nullable AdminKey other) {
        ConfigAuthor author = author(id, other, crypto);
        try {
            return new GroupState(
                    id,
                    other,
                    crypto,
                    ConfigDocument.load(ConfigType.GROUP_INFO, author, info.dump()),
                    ConfigDocument.load(ConfigType.GROUP_MEMBERS, author, members.dump()),
                    keys,
                    senderKeys,
                    isDeserted);
        } catch (MalformedDataException e) {
            throw new IllegalStateException("a document reads its own dump", e);
        }
    }

    /**
     * What has to be kept that was not kept before.
     *
     * @param before null if nothing was
     */
    public List<StoreChange> changesSince(@Nullable GroupState before) {
        List<StoreChange> changes = new ArrayList<>();
        if (before == null || before.info != info) {
            changes.add(new StoreChange.PutGroupPart(sessionId(), GroupPart.INFO, info.dump()));
        }
        if (before == null || before.members != members) {
            changes.add(new StoreChange.PutGroupPart(sessionId(), GroupPart.MEMBERS, members.dump()));
        }
        if (before == null || before.keys != keys) {
            SecretBytes dump = keys.encode();
            changes.add(new StoreChange.PutGroupPart(
                    sessionId(), GroupPart.KEYS, Bytes.unsafeWrap(dump.exposeSecretBytes())));
            dump.destroy();
        }
        if (senderKeys != (before == null ? null : before.senderKeys)) {
            Bytes dump = senderKeys == null ? Bytes.empty() : senderKeys.encode();
            changes.add(new StoreChange.PutGroupPart(sessionId(), GroupPart.SENDER_KEYS, dump));
        }
        return changes;
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "GroupState";
    }
}

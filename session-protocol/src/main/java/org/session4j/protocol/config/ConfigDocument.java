package org.session4j.protocol.config;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.wire.BtDict;

/**
 * One document as this device knows it: its data, how far they are pushed, and which stored messages it has made
 * obsolete (config: editing). Immutable: whatever happens to it gives a new one, and the old one stays what it was.
 *
 * <pre>
 * CLEAN ── edit ──> DIRTY ── push ──> WAITING ── confirm ──> CLEAN
 *                     ^ └─── edit ──────┘ │
 *                     └───── merge of several ──── from any state
 * </pre>
 *
 * <p>The typed documents are views on it, see the package.
 */
public final class ConfigDocument {

    private final ConfigType type;
    private final ConfigAuthor author;
    private final ConfigMessage message;

    /** The data that the diff of an own message is taken from; null if the message is another writer's. */
    private final @Nullable ConfigDict baseline;

    private final ConfigState state;
    private final SortedSet<StorageHash> currentHashes;
    private final SortedSet<StorageHash> obsoleteHashes;
    private final ConfigParts parts;
    private final BtDict extra;

    ConfigDocument(ConfigDraft draft) {
        this.type = draft.type;
        this.author = draft.author;
        this.message = draft.message;
        this.baseline = draft.baseline;
        this.state = draft.state;
        this.currentHashes = Collections.unmodifiableSortedSet(new TreeSet<>(draft.currentHashes));
        // A member without the key of the group may not delete anything.
        this.obsoleteHashes = Collections.unmodifiableSortedSet(
                draft.author.canWrite() ? new TreeSet<>(draft.obsoleteHashes) : new TreeSet<>());
        this.parts = draft.parts;
        this.extra = draft.extra;
    }

    /**
     * A document that nobody has written yet.
     *
     * @throws IllegalArgumentException if the author is not one of the kind that writes this type
     */
    public static ConfigDocument create(ConfigType type, ConfigAuthor author) {
        return new ConfigDraft(type, requireFor(type, author), ConfigMessage.unwritten()).build();
    }

    /**
     * A document from its dump, also one of the official library.
     *
     * @throws IllegalArgumentException if the author is not one of the kind that writes this type
     */
    public static ConfigDocument load(ConfigType type, ConfigAuthor author, Bytes dump) throws MalformedDataException {
        return ConfigDump.read(type, requireFor(type, author), dump);
    }

    private static ConfigAuthor requireFor(ConfigType type, ConfigAuthor author) {
        if (type.isOfGroup() != author.signs()) {
            throw new IllegalArgumentException("author: not one of the kind that writes " + type);
        }
        return author;
    }

    public ConfigType type() {
        return type;
    }

    ConfigAuthor author() {
        return author;
    }

    ConfigMessage message() {
        return message;
    }

    ConfigParts parts() {
        return parts;
    }

    /** What is in it. */
    public ConfigDict data() {
        return message.data();
    }

    /** Of its message; 0 if nobody has written it. */
    public long seqno() {
        return message.seqno();
    }

    /** What only this device knows, kept in dumps and never pushed. */
    public BtDict extra() {
        return extra;
    }

    public ConfigDocument withExtra(BtDict newExtra) {
        ConfigDraft draft = draft();
        draft.extra = newExtra;
        return draft.build();
    }

    public ConfigState state() {
        return state;
    }

    /** Whether it differs from what is known to be stored. */
    public boolean needsPush() {
        return state != ConfigState.CLEAN;
    }

    /** Whether this author may edit it. */
    public boolean canEdit() {
        return author.canWrite();
    }

    /** Where the swarm has it: one stored message or the parts of one, empty if it is not known to be stored. */
    public SortedSet<StorageHash> currentHashes() {
        return currentHashes;
    }

    /** What is to be deleted once the next push is stored. */
    public SortedSet<StorageHash> obsoleteHashes() {
        return obsoleteHashes;
    }

    /** The bytes of its message, as a push compresses and encrypts them. */
    public Bytes serialize() {
        return message.serialize(author);
    }

    /**
     * The document with changes. Setting what is set already is no change: the same document comes back.
     *
     * @throws IllegalStateException if there is a change, and the author may not edit it
     */
    public ConfigDocument edit(Consumer<ConfigEditor> change) {
        ConfigDict edited = data().edit(change);
        if (edited.equals(data())) {
            return this;
        }
        requireEditable();
        ConfigDraft draft = dirty();
        ConfigDict from = draft.baseline == null ? ConfigDict.empty() : draft.baseline;
        draft.message = draft.message.with(edited, ConfigDiff.between(from, edited));
        return draft.build();
    }

    /**
     * The document to be pushed again although its data stay, as new keys of a group ask for.
     *
     * @throws IllegalStateException if the author may not edit it
     */
    public ConfigDocument markChanged() {
        requireEditable();
        return dirty().build();
    }

    private void requireEditable() {
        if (!canEdit()) {
            throw new IllegalStateException("a member without the key of the group cannot edit its documents");
        }
    }

    /** The first change since the last push makes a new message; later ones change that. */
    private ConfigDraft dirty() {
        ConfigDraft draft = draft();
        if (state != ConfigState.DIRTY) {
            draft.edit(message.next(author), data());
            draft.retireCurrent();
            draft.state = ConfigState.DIRTY;
        }
        return draft;
    }

    /**
     * What is to be stored (config: push). A document that is clean can be pushed as well, if the swarm has lost it, and
     * gives the same bytes again.
     *
     * @throws ConfigTooLargeException if no reader would take it
     * @throws IllegalArgumentException if the keys are not of the kind that encrypts this type
     * @throws IllegalStateException if the group has no keys
     */
    public ConfigPush push(ConfigKeys keys) throws ConfigTooLargeException {
        List<Bytes> messages = ConfigCodec.of(type, keys, author.crypto()).encode(serialize(), message.seqno());
        ConfigDraft draft = draft();
        if (state == ConfigState.DIRTY) {
            draft.state = ConfigState.WAITING;
        }
        draft.obsoleteHashes.clear();
        return new ConfigPush(draft.build(), message.seqno(), messages, obsoleteHashes);
    }

    /**
     * A push was stored. If the document was changed meanwhile, that is of no consequence.
     *
     * @param seqno of the push
     * @param hashes of all its messages
     */
    public ConfigDocument confirm(long seqno, Collection<StorageHash> hashes) {
        if (state != ConfigState.WAITING || seqno != message.seqno()) {
            return this;
        }
        ConfigDraft draft = draft();
        draft.state = ConfigState.CLEAN;
        draft.currentHashes.clear();
        draft.currentHashes.addAll(hashes);
        // Who polls before the confirmation has taken the own push for one that is obsolete.
        draft.obsoleteHashes.removeAll(hashes);
        return draft.build();
    }

    /**
     * Merges stored messages into it, best all that one poll has brought. What cannot be opened, read or verified is left
     * out.
     *
     * @param now for how long parts of documents are kept
     * @throws IllegalArgumentException if the keys are not of the kind that encrypts this type
     */
    public ConfigMergeResult merge(List<StoredConfig> messages, ConfigKeys keys, Instant now) {
        return ConfigIntake.merge(this, messages, keys, now);
    }

    /** All of it for local storage, in the form of the official library (config: dump). */
    public Bytes dump() {
        return ConfigDump.write(this);
    }

    /** A copy to be changed. */
    ConfigDraft draft() {
        ConfigDraft draft = new ConfigDraft(type, author, message);
        draft.baseline = baseline;
        draft.state = state;
        draft.currentHashes.addAll(currentHashes);
        draft.obsoleteHashes.addAll(obsoleteHashes);
        draft.parts = parts;
        draft.extra = extra;
        return draft;
    }

    /** Shows the type, the sequence number and the state only. */
    @Override
    public String toString() {
        return "ConfigDocument[" + type + ", " + message.seqno() + ", " + state + "]";
    }
}

package org.session4j.protocol.config.documents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.crypto.X25519PublicKey;

/** A person from a community of whom only the blinded id is known (config: Contacts, since 2025). Immutable. */
public final class BlindedContact extends Entry<BlindedContact> {

    private static final TextField NAME = TextField.always("n");
    private static final PictureField PICTURE = PictureField.of("p", "q");
    private static final NumberField UPDATED = NumberField.positive("t");
    private static final NumberField PRIORITY = NumberField.nonzero("+");
    private static final NumberField OLD_BLINDING = NumberField.flag("y");
    private static final NumberField CREATED = NumberField.positive("j");

    private static final List<Field> FIELDS = List.of(NAME, PICTURE, UPDATED, PRIORITY, OLD_BLINDING, CREATED);

    private final String baseUrl;
    private final X25519PublicKey serverKey;
    private final SessionId id;

    private BlindedContact(String baseUrl, X25519PublicKey serverKey, SessionId id, ConfigDict values) {
        super(values);
        this.baseUrl = baseUrl;
        this.serverKey = serverKey;
        this.id = id;
    }

    /**
     * One of whom nothing else is known.
     *
     * @param baseUrl of the community's server, in any form
     * @param id of kind {@link IdKind#BLINDED_15} or {@link IdKind#BLINDED_25}
     * @throws MalformedDataException if the base URL is none
     */
    public static BlindedContact of(String baseUrl, X25519PublicKey serverKey, SessionId id)
            throws MalformedDataException {
        if (id.kind() != IdKind.BLINDED_15 && id.kind() != IdKind.BLINDED_25) {
            throw new IllegalArgumentException("id: expected a blinded one, got " + id.kind());
        }
        ConfigDict values = ConfigDict.empty().edit(to -> OLD_BLINDING.write(to, id.kind() == IdKind.BLINDED_15));
        return new BlindedContact(CommunityUrl.canonicalBaseUrl(baseUrl), serverKey, id, read(values, FIELDS));
    }

    /**
     * @param key 32 bytes
     */
    static BlindedContact read(String baseUrl, X25519PublicKey serverKey, byte[] key, ConfigDict from) {
        IdKind kind = OLD_BLINDING.isSet(from) ? IdKind.BLINDED_15 : IdKind.BLINDED_25;
        return new BlindedContact(baseUrl, serverKey, SessionId.of(kind, key), read(from, FIELDS));
    }

    /** Of the community's server. */
    public String baseUrl() {
        return baseUrl;
    }

    /** Of the community. */
    public X25519PublicKey serverKey() {
        return serverKey;
    }

    public SessionId id() {
        return id;
    }

    /** What the person calls themselves; empty if that is not known. */
    public String name() {
        return NAME.read(values());
    }

    /** A longer name than {@link ConfigName#MAX_LENGTH} is cut. */
    public BlindedContact withName(String name) {
        return edit(to -> NAME.write(to, ConfigName.truncate(name)));
    }

    public Optional<ProfilePicture> picture() {
        return PICTURE.read(values());
    }

    /**
     * With another picture.
     *
     * @param picture null for none
     */
    public BlindedContact withPicture(@Nullable ProfilePicture picture) {
        return edit(to -> PICTURE.write(to, picture));
    }

    /** When the person changed their profile last, if it is known. */
    public Optional<Instant> profileUpdated() {
        return UPDATED.readInstant(values());
    }

    /**
     * With another time of the last change of the profile.
     *
     * @param time null for unknown
     */
    public BlindedContact withProfileUpdated(@Nullable Instant time) {
        return edit(to -> UPDATED.write(to, time));
    }

    /** −1 hidden, 0 normal, above pinned, the higher the further up. */
    public int priority() {
        return PRIORITY.readInt(values());
    }

    /** See {@link #priority()}. */
    public BlindedContact withPriority(int priority) {
        return edit(to -> PRIORITY.write(to, priority));
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
    public BlindedContact withCreated(@Nullable Instant time) {
        return edit(to -> CREATED.write(to, time));
    }

    @Override
    Object about() {
        return List.of(baseUrl, id);
    }

    @Override
    List<Field> fields() {
        return FIELDS;
    }

    @Override
    BlindedContact saying(ConfigDict newValues) {
        return new BlindedContact(baseUrl, serverKey, id, newValues);
    }
}

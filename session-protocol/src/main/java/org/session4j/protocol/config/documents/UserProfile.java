package org.session4j.protocol.config.documents;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.config.ConfigInteger;
import org.session4j.protocol.config.ConfigScalar;
import org.session4j.protocol.config.ConfigSet;
import org.session4j.protocol.config.ConfigType;

/** Own name, picture and settings (config: UserProfile). Immutable. */
public final class UserProfile {

    /** Of the name, in bytes of UTF-8. */
    public static final int MAX_NAME_LENGTH = ConfigName.MAX_LENGTH;

    private static final TextField NAME = TextField.of("n");
    private static final PictureField PICTURE = PictureField.of("p", "q");
    private static final NumberField NOTE_TO_SELF_PRIORITY = NumberField.nonzero("+");
    private static final NumberField NOTE_TO_SELF_TIMER = NumberField.positive("e");
    private static final Bytes MESSAGE_REQUESTS = Bytes.utf8("M");
    private static final NumberField UPDATED = NumberField.positive("t");
    private static final PictureField RENEWED_PICTURE = PictureField.of("P", "Q");
    private static final NumberField RENEWED = NumberField.positive("T");
    private static final NumberField PRO_EXPIRY = NumberField.positive("E");
    private static final Bytes PRO_FEATURES = Bytes.utf8("f");

    private final ConfigDocument document;

    private UserProfile(ConfigDocument document) {
        this.document = document;
    }

    public static UserProfile of(ConfigDocument document) {
        return new UserProfile(Documents.require(document, ConfigType.USER_PROFILE));
    }

    public ConfigDocument document() {
        return document;
    }

    /** Empty if there is none. */
    public String name() {
        return NAME.read(data());
    }

    /**
     * With another name.
     *
     * @param name at most {@link #MAX_NAME_LENGTH} bytes, see {@link ConfigName#truncate}; empty for none
     */
    public UserProfile withName(String name) {
        ConfigName.requireShort("name", name);
        return edit(to -> NAME.write(to, name));
    }

    /** The picture, in its latest upload. */
    public Optional<ProfilePicture> picture() {
        boolean renewed = RENEWED.read(data()) > UPDATED.read(data());
        Optional<ProfilePicture> latest = renewed ? RENEWED_PICTURE.read(data()) : Optional.empty();
        return latest.isPresent() ? latest : PICTURE.read(data());
    }

    /**
     * Another picture; what was uploaded of the one before goes away.
     *
     * @param picture null for none
     */
    public UserProfile withPicture(@Nullable ProfilePicture picture) {
        return edit(to -> {
            PICTURE.write(to, picture);
            RENEWED_PICTURE.write(to, null);
            RENEWED.write(to, 0);
        });
    }

    /** The same picture uploaded again, because files on the server end some day (since 2025). */
    public UserProfile withRenewedPicture(ProfilePicture picture, Instant uploaded) {
        return edit(to -> {
            RENEWED_PICTURE.write(to, picture);
            RENEWED.write(to, uploaded);
        });
    }

    /** When the name, the picture or the word on message requests was changed last, if a writer has said so (since 2025). */
    public Optional<Instant> updated() {
        return UPDATED.readInstant(data());
    }

    /** To go with every change of the name, the picture or the word on message requests (since 2025). */
    public UserProfile withUpdated(Instant time) {
        return edit(to -> UPDATED.write(to, time));
    }

    /** −1 hidden, 0 normal, above pinned, the higher the further up. */
    public int noteToSelfPriority() {
        return NOTE_TO_SELF_PRIORITY.readInt(data());
    }

    /** See {@link #noteToSelfPriority()}. */
    public UserProfile withNoteToSelfPriority(int priority) {
        return edit(to -> NOTE_TO_SELF_PRIORITY.write(to, priority));
    }

    /** After what time messages to oneself disappear, if they do. */
    public Optional<Duration> noteToSelfTimer() {
        return NOTE_TO_SELF_TIMER.readDuration(data());
    }

    /**
     * With another timer for messages to oneself.
     *
     * @param timer null, or less than a second, for none
     */
    public UserProfile withNoteToSelfTimer(@Nullable Duration timer) {
        return edit(to -> NOTE_TO_SELF_TIMER.write(to, timer));
    }

    /** Whether people from communities may write to one without being known; empty if the user has not chosen. */
    public Optional<Boolean> communityMessageRequests() {
        OptionalLong choice = data().integer(MESSAGE_REQUESTS);
        return choice.isPresent() ? Optional.of(choice.getAsLong() != 0) : Optional.empty();
    }

    /**
     * With another choice about message requests from communities.
     *
     * @param allowed null to take the choice back
     */
    public UserProfile withCommunityMessageRequests(@Nullable Boolean allowed) {
        return edit(to -> {
            if (allowed == null) {
                to.erase(MESSAGE_REQUESTS);
            } else {
                to.set(MESSAGE_REQUESTS, allowed ? 1 : 0);
            }
        });
    }

    /** When the access to Pro features ends (since 2025). In milliseconds. */
    public Optional<Instant> proExpiry() {
        long millis = PRO_EXPIRY.read(data());
        return millis > 0 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }

    /**
     * With another end of the access to Pro features.
     *
     * @param expiry null for none
     */
    public UserProfile withProExpiry(@Nullable Instant expiry) {
        return edit(to -> PRO_EXPIRY.write(to, expiry == null ? 0 : Times.millis(expiry)));
    }

    /** The numbers of the Pro features in use (since 2025). */
    public SortedSet<Long> proFeatures() {
        TreeSet<Long> features = new TreeSet<>();
        for (ConfigScalar scalar : data().set(PRO_FEATURES).values()) {
            if (scalar instanceof ConfigInteger integer) {
                features.add(integer.value());
            }
        }
        return Collections.unmodifiableSortedSet(features);
    }

    public UserProfile withProFeatures(Collection<Long> features) {
        ConfigSet set = ConfigSet.of(features.stream().map(ConfigInteger::new).collect(Collectors.toList()));
        return edit(to -> to.set(PRO_FEATURES, set));
    }

    private ConfigDict data() {
        return document.data();
    }

    private UserProfile edit(Consumer<ConfigEditor> change) {
        return new UserProfile(document.edit(change));
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "UserProfile";
    }
}

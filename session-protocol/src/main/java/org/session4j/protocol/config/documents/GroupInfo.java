package org.session4j.protocol.config.documents;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.config.ConfigType;

/** Name, description and settings of a group, which its admins write (config: group Info). Immutable. */
public final class GroupInfo {

    /** Of the name, in bytes of UTF-8. */
    public static final int MAX_NAME_LENGTH = ConfigName.MAX_LENGTH;

    /** Of the description, in bytes of UTF-8. */
    public static final int MAX_DESCRIPTION_LENGTH = 600;

    private static final TextField NAME = TextField.of("n");
    private static final TextField DESCRIPTION = TextField.of("o");
    private static final PictureField PICTURE = PictureField.of("p", "q");
    private static final NumberField CREATED = NumberField.positive("c");
    private static final NumberField TIMER = NumberField.positive("E");
    private static final NumberField DELETE_BEFORE = NumberField.seconds("d");
    private static final NumberField DELETE_ATTACHMENTS_BEFORE = NumberField.seconds("D");
    private static final NumberField DESTROYED = NumberField.flag("!");

    private final ConfigDocument document;

    private GroupInfo(ConfigDocument document) {
        this.document = document;
    }

    public static GroupInfo of(ConfigDocument document) {
        return new GroupInfo(Documents.require(document, ConfigType.GROUP_INFO));
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
    public GroupInfo withName(String name) {
        ConfigName.requireShort("name", name);
        return edit(to -> NAME.write(to, name));
    }

    /** Empty if there is none. Writers of other versions may have given a longer one than is written here. */
    public String description() {
        return DESCRIPTION.read(data());
    }

    /**
     * With another description.
     *
     * @param description at most {@link #MAX_DESCRIPTION_LENGTH} bytes; empty for none
     */
    public GroupInfo withDescription(String description) {
        ConfigName.requireShort("description", description, MAX_DESCRIPTION_LENGTH);
        return edit(to -> DESCRIPTION.write(to, description));
    }

    public Optional<ProfilePicture> picture() {
        return PICTURE.read(data());
    }

    /**
     * With another picture.
     *
     * @param picture null for none
     */
    public GroupInfo withPicture(@Nullable ProfilePicture picture) {
        return edit(to -> PICTURE.write(to, picture));
    }

    /** When the group was created, if it is said. */
    public Optional<Instant> created() {
        return CREATED.readInstant(data());
    }

    /**
     * With another time of its beginning.
     *
     * @param time null for unknown
     */
    public GroupInfo withCreated(@Nullable Instant time) {
        return edit(to -> CREATED.write(to, time));
    }

    /** After what time from their sending messages disappear, if they do. */
    public Optional<Duration> timer() {
        return TIMER.readDuration(data());
    }

    /**
     * With another timer for messages.
     *
     * @param timer null, or less than a second, for none
     */
    public GroupInfo withTimer(@Nullable Duration timer) {
        return edit(to -> TIMER.write(to, timer));
    }

    /** Messages that are older are to be deleted. */
    public Optional<Instant> deleteBefore() {
        return DELETE_BEFORE.readInstant(data());
    }

    /**
     * With another time before which messages are to be deleted.
     *
     * @param time null for never; one after the year 2255 is taken for one in a smaller unit than seconds
     */
    public GroupInfo withDeleteBefore(@Nullable Instant time) {
        return edit(to -> DELETE_BEFORE.write(to, time));
    }

    /** Files in messages that are older are to be deleted. */
    public Optional<Instant> deleteAttachmentsBefore() {
        return DELETE_ATTACHMENTS_BEFORE.readInstant(data());
    }

    /**
     * With another time before which files are to be deleted.
     *
     * @param time null for never; one after the year 2255 is taken for one in a smaller unit than seconds
     */
    public GroupInfo withDeleteAttachmentsBefore(@Nullable Instant time) {
        return edit(to -> DELETE_ATTACHMENTS_BEFORE.write(to, time));
    }

    /** Whether the group is no more. */
    public boolean isDestroyed() {
        return DESTROYED.isSet(data());
    }

    /** The end of the group. There is no way back that members would follow. */
    public GroupInfo destroyed() {
        return edit(to -> DESTROYED.write(to, true));
    }

    private ConfigDict data() {
        return document.data();
    }

    private GroupInfo edit(Consumer<ConfigEditor> change) {
        return new GroupInfo(document.edit(change));
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "GroupInfo";
    }
}

package org.session4j.protocol.config.documents;

/** Which messages of a conversation notify (config: documents). */
public enum NotificationMode {

    /** As is usual for that kind of conversation. */
    DEFAULT(0),

    ALL(1),

    NONE(2),

    /** Those that name the user, or answer to one of the user's. */
    MENTIONS_ONLY(3);

    /** The largest number. */
    static final int MAX_NUMBER = 3;

    private final int number;

    NotificationMode(int number) {
        this.number = number;
    }

    /** As it is written. Numbers out of range do not come here. */
    static NotificationMode of(long number) {
        for (NotificationMode value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new IllegalArgumentException("number: expected 0 to " + MAX_NUMBER + ", got " + number);
    }

    /** As it is written. */
    int number() {
        return number;
    }
}

package org.session4j.protocol.config.documents;

/** Whether a member is to be removed (config: group Members). */
public enum RemovalState {
    NONE(0),

    /** The member goes, and what they wrote stays. */
    MEMBER(1),

    /** What they wrote goes too. */
    MEMBER_AND_MESSAGES(2);

    /** The largest number. */
    static final int MAX_NUMBER = 2;

    private final int number;

    RemovalState(int number) {
        this.number = number;
    }

    /** As it is written. Numbers out of range do not come here. */
    static RemovalState of(long number) {
        for (RemovalState value : values()) {
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

package org.session4j.protocol.config.documents;

/** How far the invitation of a member is (config: group Members). */
public enum InviteState {

    /** The member is in the group. */
    ACCEPTED(0),

    SENT(1),

    FAILED(2),

    NOT_SENT(3);

    /** The largest number. */
    static final int MAX_NUMBER = 3;

    private final int number;

    InviteState(int number) {
        this.number = number;
    }

    /** As it is written. Numbers out of range do not come here. */
    static InviteState of(long number) {
        for (InviteState value : values()) {
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

package org.session4j.protocol.config.documents;

/** How far the promotion of a member to an admin is (config: group Members). */
public enum PromotionState {

    /** There is none, or the member has accepted it. */
    NONE(0),

    SENT(1),

    FAILED(2),

    NOT_SENT(3);

    /** The largest number. */
    static final int MAX_NUMBER = 3;

    private final int number;

    PromotionState(int number) {
        this.number = number;
    }

    /** As it is written. Numbers out of range do not come here. */
    static PromotionState of(long number) {
        for (PromotionState value : values()) {
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

package org.session4j.client.store;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.message.Profile;

/**
 * What an account's owner has chosen.
 *
 * @param typingIndicators whether to tell and to show who is typing (messages: typing indicators)
 * @param readReceipts whether to tell and to show what was read (messages: read receipts)
 * @param profile what others see; null if nothing was chosen
 */
public record AccountSettings(
        boolean typingIndicators,
        boolean readReceipts,
        @Nullable Profile profile) {

    /** Typing and receipts off, no profile. */
    public static final AccountSettings DEFAULT = new AccountSettings(false, false, null);

    public AccountSettings withTypingIndicators(boolean on) {
        return new AccountSettings(on, readReceipts, profile);
    }

    public AccountSettings withReadReceipts(boolean on) {
        return new AccountSettings(typingIndicators, on, profile);
    }

    public AccountSettings withProfile(@Nullable Profile shown) {
        return new AccountSettings(typingIndicators, readReceipts, shown);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "AccountSettings";
    }
}

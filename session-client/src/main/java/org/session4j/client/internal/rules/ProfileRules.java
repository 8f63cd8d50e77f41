package org.session4j.client.internal.rules;

import org.jspecify.annotations.Nullable;
import org.session4j.client.ProfileChanged;
import org.session4j.client.store.ConversationState;
import org.session4j.protocol.message.Profile;

/**
 * How people want to be shown. A message may say nothing of it, or only of the name or the picture, which leaves the rest as
 * it was. What one's own devices say travels another way (messages: profile).
 */
final class ProfileRules {

    private ProfileRules() {}

    /** Only of people who have written: a profile is no reason to remember a stranger. */
    static void apply(Draft draft, Arrival arrival) {
        Profile offered = arrival.message().profile();
        if (offered == null || !arrival.isFromPeer() || !draft.isKnown(arrival.withSender())) {
            return;
        }
        ConversationState state = draft.conversation(arrival.withSender());
        Profile stored = state.profile();
        if (!offered.supersedes(stored == null ? null : stored.lastUpdate())) {
            return;
        }
        Profile merged = stored == null ? offered : merge(stored, offered);
        if (!merged.equals(stored)) {
            draft.put(state.withProfile(merged));
            draft.tell(new ProfileChanged(arrival.withSender(), arrival.sender(), merged));
        }
    }

    private static Profile merge(Profile stored, Profile offered) {
        boolean saysPicture = offered.pictureUrl() != null;
        return new Profile(
                either(offered.displayName(), stored.displayName()),
                saysPicture ? offered.pictureUrl() : stored.pictureUrl(),
                saysPicture ? offered.pictureKey() : stored.pictureKey(),
                either(offered.lastUpdate(), stored.lastUpdate()));
    }

    private static <T> @Nullable T either(@Nullable T offered, @Nullable T stored) {
        return offered == null ? stored : offered;
    }
}

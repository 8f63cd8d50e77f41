package org.session4j.protocol.message;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a content is, and what the protocol says of each kind: how long it is stored, whether it disappears, who may send it
 * and who gets a copy. Where several components are set, the first kind that fits counts, in the order of the Android app
 * (messages: sending). Senders never set more than one.
 *
 * <p>All kinds but {@link #CONFIGURATION} go to {@link #NAMESPACE}, and are stored there without authentication.
 */
public enum MessageKind {
    RECEIPT(Trait.NEEDS_APPROVAL),
    TYPING(Lifetime.TYPING, Trait.NEEDS_APPROVAL),
    DATA_EXTRACTION(Trait.DISAPPEARS_AFTER_READ),
    /** A data message that only announces a new timer for disappearing messages. */
    EXPIRATION_TIMER_UPDATE(Trait.DATA, Trait.DISAPPEARS, Trait.FROM_SELF),
    UNSEND(Trait.FROM_SELF),
    REQUEST_RESPONSE(Trait.FROM_SELF, Trait.HAS_PROFILE),
    CALL(Lifetime.CALL, Trait.DISAPPEARS_AFTER_READ),
    /** A data message about a group, such as an invitation to one. */
    GROUP_UPDATE(Trait.DATA, Trait.HAS_PROFILE),
    /** A data message that puts an emoji to a message. */
    REACTION(Trait.DATA, Trait.HAS_PROFILE, Trait.DISAPPEARS, Trait.FROM_SELF),
    /** A data message that invites to a community. */
    COMMUNITY_INVITATION(Trait.DATA, Trait.HAS_PROFILE, Trait.DISAPPEARS, Trait.FROM_SELF, Trait.SHOWN),
    /** A data message with text or files. */
    TEXT(Trait.DATA, Trait.HAS_PROFILE, Trait.DISAPPEARS, Trait.FROM_SELF, Trait.SHOWN),
    /** A data message with nothing to show: at most a profile, or what a later version put there. */
    DATA(Trait.DATA, Trait.HAS_PROFILE, Trait.DISAPPEARS, Trait.FROM_SELF),
    /** Configuration of one's own devices; not valid among direct messages. */
    CONFIGURATION(Lifetime.CONFIGURATION),
    /** Of a group with sender keys; what the apps know comes first. */
    SENDER_KEYS(Trait.FROM_SELF),
    /** Nothing that is known here. */
    UNKNOWN;

    /** The namespace of direct messages in the recipient's swarm (messages: sending). */
    public static final int NAMESPACE = 0;

    /** How long the swarm keeps a message that does not disappear (messages: sending). */
    private static final class Lifetime {
        static final Duration DEFAULT = Duration.ofDays(14);
        static final Duration TYPING = Duration.ofSeconds(20);
        static final Duration CALL = Duration.ofMinutes(5);
        static final Duration CONFIGURATION = Duration.ofDays(30);

        /** The shortest that a swarm accepts (messages: limits). */
        static final Duration SHORTEST = Duration.ofSeconds(10);
    }

    private enum Trait {
        /** Inside a data message. */
        DATA,
        /** Has a place for the sender's profile (messages: profile). */
        HAS_PROFILE,
        /** Follows the setting of the conversation (messages: disappearing messages). */
        DISAPPEARS,
        /** Follows it too, but the clock never starts before it is read (messages: disappearing messages). */
        DISAPPEARS_AFTER_READ,
        /** Devices of one account send it to each other (messages: sync to own devices). */
        FROM_SELF,
        /** A message in the conversation (messages: message requests; a data message is worth showing). */
        SHOWN,
        /** Only to those who have approved each other (messages: message requests, typing, read receipts). */
        NEEDS_APPROVAL
    }

    private final Duration lifetime;

    @SuppressWarnings("ImmutableEnumChecker") // filled by the constructor and never changed
    private final Set<Trait> traits;

    MessageKind(Trait... traits) {
        this(Lifetime.DEFAULT, traits);
    }

    MessageKind(Duration lifetime, Trait... traits) {
        this.lifetime = lifetime;
        this.traits = EnumSet.noneOf(Trait.class);
        this.traits.addAll(Arrays.asList(traits));
    }

    public static MessageKind of(Content content) {
        DataMessage data = content.dataMessage();
        if (content.receiptMessage() != null) {
            return RECEIPT;
        }
        if (content.typingMessage() != null) {
            return TYPING;
        }
        if (content.dataExtractionNotification() != null) {
            return DATA_EXTRACTION;
        }
        if (data != null && data.isExpirationTimerUpdate()) {
            return EXPIRATION_TIMER_UPDATE;
        }
        if (content.unsendRequest() != null) {
            return UNSEND;
        }
        if (content.messageRequestResponse() != null) {
            return REQUEST_RESPONSE;
        }
        if (content.callMessage() != null) {
            return CALL;
        }
        if (data != null) {
            return of(data);
        }
        boolean isConfiguration = content.sharedConfigMessage() != null || content.configurationMessage() != null;
        if (isConfiguration) {
            return CONFIGURATION;
        }
        return content.senderKeyFrame() != null ? SENDER_KEYS : UNKNOWN;
    }

    private static MessageKind of(DataMessage data) {
        if (data.groupUpdateMessage() != null) {
            return GROUP_UPDATE;
        }
        if (data.reaction() != null) {
            return REACTION;
        }
        if (data.communityInvitation() != null) {
            return COMMUNITY_INVITATION;
        }
        return data.hasText() || !data.attachments().isEmpty() ? TEXT : DATA;
    }

    /** Whether a content of this kind is a data message. */
    public boolean isData() {
        return traits.contains(Trait.DATA);
    }

    /** Whether a message of this kind can say how its sender wants to be shown. */
    public boolean hasProfile() {
        return traits.contains(Trait.HAS_PROFILE);
    }

    /**
     * Whether this becomes a message of its own in the conversation: one that counts as unread, is a request if it comes from
     * someone not approved, and shows that its sender has approved us (messages: message requests).
     */
    public boolean isShown() {
        return traits.contains(Trait.SHOWN);
    }

    /**
     * Whether this is only sent to, and listened to from, people who have approved each other and are not blocked
     * (messages: message requests, typing indicators, read receipts). The user must have switched it on too.
     */
    public boolean needsApproval() {
        return traits.contains(Trait.NEEDS_APPROVAL);
    }

    /** Whether messages of this kind ever disappear (messages: disappearing messages). */
    public boolean disappears() {
        return traits.contains(Trait.DISAPPEARS) || traits.contains(Trait.DISAPPEARS_AFTER_READ);
    }

    /**
     * What a message of this kind says about its disappearing in a conversation with some setting (messages: disappearing
     * messages): control messages stay, and notices of calls and saved data never run off before they are read.
     */
    public Expiration expirationIn(Expiration setting) {
        if (!disappears() || setting.isOff()) {
            return Expiration.OFF;
        }
        return traits.contains(Trait.DISAPPEARS_AFTER_READ)
                ? new Expiration(ExpirationType.DELETE_AFTER_READ, setting.timer())
                : setting;
    }

    /**
     * How long the swarm of the recipient is asked to keep a message (messages: sending).
     *
     * @param setting of the conversation, or what the message says itself
     */
    public Duration peerLifetime(Expiration setting) {
        Expiration expiration = expirationIn(setting);
        return expiration.type() == ExpirationType.DELETE_AFTER_SEND ? within(expiration.timer()) : lifetime;
    }

    /**
     * How long one's own swarm is asked to keep the copy for one's own devices, which of a disappearing message is the timer
     * in either mode (messages: sending).
     *
     * @param setting of the conversation, or what the message says itself
     */
    public Duration syncLifetime(Expiration setting) {
        Expiration expiration = expirationIn(setting);
        return expiration.isOff() ? lifetime : within(expiration.timer());
    }

    private Duration within(Duration timer) {
        if (timer.compareTo(Lifetime.SHORTEST) < 0) {
            return Lifetime.SHORTEST;
        }
        return timer.compareTo(lifetime) > 0 ? lifetime : timer;
    }

    /** Whether one's own devices may send each other such a content (messages: sync to own devices). */
    static boolean isAllowedFromSelf(Content content) {
        MessageKind kind = of(content);
        CallMessage call = content.callMessage();
        return kind.traits.contains(Trait.FROM_SELF)
                || (kind == CALL && call != null && Call.isForOwnDevices(call.type()));
    }

    /**
     * Whether a content is read even if its sender is blocked: only the promotion to admin of a group (messages:
     * conversations, hiding, blocking).
     */
    public static boolean isAcceptedFromBlocked(Content content) {
        DataMessage data = content.dataMessage();
        GroupUpdateMessage update = data == null ? null : data.groupUpdateMessage();
        return of(content) == GROUP_UPDATE && update != null && update.promoteMessage() != null;
    }
}

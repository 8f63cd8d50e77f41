package org.session4j.client.internal;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Conversation;
import org.session4j.client.MessageTooLargeException;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionClientException;
import org.session4j.client.TextWithFiles;
import org.session4j.client.UnsendScope;
import org.session4j.client.internal.rules.RequestRules;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.documents.Contact;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.Profile;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.protocol.message.RequestAccepted;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.message.TimerChange;
import org.session4j.protocol.message.Unsend;
import org.session4j.swarm.TransferListener;

/**
 * What an account's owner does in conversations. What a message of one's own changes is decided by the rule book once it is
 * delivered; what concerns only this account is changed at once.
 */
public final class Chats {

    private final Ledger ledger;
    private final AccountMailbox mailbox;
    private final Outbox outbox;
    private final Parcels parcels;
    private final TypingSignals typing;

    Chats(Ledger ledger, AccountMailbox mailbox, Outbox outbox, Parcels parcels, TypingSignals typing) {
        this.ledger = ledger;
        this.mailbox = mailbox;
        this.outbox = outbox;
        this.parcels = parcels;
        this.typing = typing;
    }

    /** Refuses what no app would show; everything else is the future's. */
    public CompletableFuture<SentMessage> send(Conversation conversation, Message message) {
        if (message instanceof TextMessage text) {
            requireShort(text.body());
        }
        return attempt(() -> {
            if (message.kind().isShown()) {
                typing.done(conversation);
                acceptByWriting(conversation);
            }
            return outbox.send(conversation, message, ledger.state(conversation).timer());
        });
    }

    /** As {@link #send(Conversation, Message)}; whoever cancels the future calls the message off, until it is too late. */
    public CompletableFuture<SentMessage> send(
            Conversation conversation, TextWithFiles content, TransferListener listener) {
        requireShort(content.text());
        return attempt(() -> {
            typing.done(conversation);
            acceptByWriting(conversation);
            return parcels.send(
                    conversation, content, ledger.state(conversation).timer(), listener);
        });
    }

    /** What the store throws, and that the client is closed, is the future's too. */
    private static CompletableFuture<SentMessage> attempt(Supplier<CompletableFuture<SentMessage>> sending) {
        try {
            return sending.get();
        } catch (SessionClientException e) {
            return Failures.failed(e);
        }
    }

    private static void requireShort(String text) {
        int codePoints = text.codePointCount(0, text.length());
        if (codePoints > TextMessage.STANDARD_LENGTH) {
            throw new MessageTooLargeException(
                    MessageTooLargeException.Unit.CODE_POINTS, TextMessage.STANDARD_LENGTH, codePoints);
        }
    }

    /** Who answers a request has accepted it, and says so first (messages: message requests). */
    private void acceptByWriting(Conversation conversation) {
        boolean answersRequest = ledger.change(draft -> {
            ConversationState before = draft.conversation(conversation);
            RequestRules.wrote(draft, conversation);
            return !before.approved() && before.approvedMe();
        });
        if (answersRequest) {
            CompletableFuture<?> unused = outbox.send(conversation, RequestAccepted.of(), Expiration.OFF);
        }
    }

    /** Accepts the peer, and says so. */
    public CompletableFuture<SentMessage> approve(Conversation.Direct conversation) {
        return attempt(() -> {
            ledger.update(draft -> {
                RequestRules.wrote(draft, conversation);
            });
            return outbox.send(conversation, RequestAccepted.of(), Expiration.OFF);
        });
    }

    /** In notes to self the clock always starts with sending (messages: disappearing messages). */
    public CompletableFuture<SentMessage> setTimer(Conversation conversation, Expiration expiration) {
        Expiration setting = conversation instanceof Conversation.NoteToSelf ? expiration.inNoteToSelf() : expiration;
        return outbox.send(conversation, TimerChange.of(setting), setting);
    }

    public CompletableFuture<SentMessage> react(Conversation conversation, MessageReference message, String emoji) {
        return send(conversation, ReactionMessage.add(message, emoji));
    }

    public CompletableFuture<SentMessage> unreact(Conversation conversation, MessageReference message, String emoji) {
        return send(conversation, ReactionMessage.remove(message, emoji));
    }

    public CompletableFuture<SentMessage> unsend(
            Conversation conversation, MessageReference message, UnsendScope scope) {
        if (scope == UnsendScope.EVERYONE && !message.author().equals(ledger.account())) {
            throw new IllegalArgumentException(
                    "message: expected one of this account's own, to unsend it for everyone");
        }
        Conversation whose = scope == UnsendScope.EVERYONE ? conversation : new Conversation.NoteToSelf();
        return outbox.send(whose, new Unsend(message), Expiration.OFF);
    }

    /** Whether the owner is typing just now. */
    public void typing(Conversation conversation, boolean now) {
        if (now) {
            typing.key(conversation);
        } else {
            typing.stop(conversation);
        }
    }

    public void block(Conversation.Direct conversation, boolean blocked) {
        change(conversation, state -> state.withBlocked(blocked));
    }

    public void nickname(Conversation.Direct conversation, @Nullable String nickname) {
        if (nickname != null) {
            requireNickname(nickname);
        }
        change(conversation, state -> state.withNickname(nickname));
    }

    private static void requireNickname(String nickname) {
        int length = Bytes.utf8(nickname).length();
        if (length == 0 || length > Contact.MAX_NICKNAME_LENGTH) {
            throw new IllegalArgumentException(
                    "nickname: expected 1 to " + Contact.MAX_NICKNAME_LENGTH + " bytes, got " + length);
        }
    }

    public void priority(Conversation conversation, int priority) {
        if (priority < ConversationState.HIDDEN) {
            throw new IllegalArgumentException("priority: expected at least -1, got " + priority);
        }
        change(conversation, state -> state.withPriority(priority));
    }

    /**
     * Forgets a conversation, with files on their way to it; not that somebody is blocked, nor how far was read. A group is
     * not left by that.
     */
    public void delete(Conversation conversation) {
        parcels.cancel(conversation);
        ledger.update(draft -> {
            ConversationState before = draft.conversation(conversation);
            draft.remove(conversation);
            draft.put(
                    conversation instanceof Conversation.Group
                            ? before
                            : ConversationState.initial(conversation)
                                    .withBlocked(before.blocked())
                                    .withReadUpTo(before.readUpTo()));
        });
    }

    private void change(Conversation conversation, Function<ConversationState, ConversationState> change) {
        ledger.update(draft -> {
            draft.put(change.apply(draft.conversation(conversation)));
        });
    }

    public ConversationState state(Conversation conversation) {
        return ledger.state(conversation);
    }

    public void change(AccountSettings settings) {
        ledger.update(draft -> {
            Profile before = draft.settings().profile();
            Profile profile = settings.profile();
            draft.put(
                    profile == null || profile.equals(before)
                            ? settings
                            : settings.withProfile(profile.withLastUpdate(after(before))));
        });
    }

    /** Has this account shown with a picture; the rest of its profile stays. */
    Profile changePicture(String url, Bytes key) {
        return ledger.change(draft -> {
            AccountSettings settings = draft.settings();
            Profile before = settings.profile();
            Profile profile = (before == null ? new Profile(null, null, null, null) : before)
                    .withPicture(url, key)
                    .withLastUpdate(after(before));
            draft.put(settings.withProfile(profile));
            return profile;
        });
    }

    /** The time of a new profile: later than the one before, or peers would not take it over (messages: profile). */
    private Instant after(@Nullable Profile before) {
        Instant now = mailbox.timeNow();
        Instant last = before == null ? null : before.lastUpdate();
        return last == null || now.getEpochSecond() > last.getEpochSecond() ? now : last.plusSeconds(1);
    }
}

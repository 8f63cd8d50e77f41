package org.session4j.client.internal;

import java.security.SecureRandom;
import java.time.Instant;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.Direction;
import org.session4j.client.MessageRefused.Reason;
import org.session4j.client.MessageTooLargeException;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.ContentTooLargeException;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.MessageRefusedException;
import org.session4j.protocol.message.ReceivedMessage;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.wire.FormatDetection;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.StoredMessage;

/** Seals and opens one-to-one messages of an account in the format that everybody reads (messages: session protocol v1). */
public final class DirectLetters implements LetterSealer, LetterOpener {

    /** Longest text that an app shows; what is longer is cut, not refused (messages: text length). */
    static final int MAX_SHOWN_CODE_POINTS = 10_000;

    private final Account account;
    private final Crypto crypto;
    private final DirectMessageCodec codec;
    private final SecureRandom random;
    private final Failures failures;

    public DirectLetters(Account account, Crypto crypto, SecureRandom random, Failures failures) {
        this.account = account;
        this.crypto = crypto;
        this.codec = DirectMessageCodec.of(crypto);
        this.random = random;
        this.failures = failures;
    }

    @Override
    public Bytes seal(SessionId recipient, String text, Instant timestamp) {
        return seal(recipient, TextMessage.of(text), timestamp);
    }

    @Override
    public Bytes sealCopy(SessionId peer, String text, Instant timestamp) {
        return seal(
                account.sessionId(), TextMessage.builder(text).syncTarget(peer).build(), timestamp);
    }

    private Bytes seal(SessionId recipient, TextMessage message, Instant timestamp) {
        try {
            return codec.encode(account, recipient, message.toContent(timestamp), random);
        } catch (ContentTooLargeException e) {
            throw new MessageTooLargeException(MessageTooLargeException.Unit.CONTENT_BYTES, e.limit(), e.length());
        } catch (MalformedDataException e) {
            throw new IllegalArgumentException("the recipient's id is the key of no account", e);
        }
    }

    @Override
    public MessageHash hashOfCopy(Bytes copy) {
        return MessageHash.compute(crypto, account.sessionId(), Namespace.DEFAULT, copy);
    }

    @Override
    public Letter open(StoredMessage message) {
        byte[] stored = message.data().toByteArray();
        try {
            return letter(codec.decode(account, stored), message.hash());
        } catch (MalformedDataException e) {
            return new Letter.Refused(
                    switch (FormatDetection.detect(stored)) {
                        case V1, BAD_FORMAT -> Reason.MALFORMED;
                        case V2, UNKNOWN_VERSION -> Reason.UNKNOWN_FORMAT;
                    });
        } catch (DecryptionException e) {
            return new Letter.Refused(Reason.UNDECRYPTABLE);
        } catch (SignatureException e) {
            return new Letter.Refused(Reason.BAD_SIGNATURE);
        } catch (MessageRefusedException e) {
            return new Letter.Refused(Reason.FORBIDDEN);
        } catch (RuntimeException bug) {
            // One message that trips over a bug of ours must not hold up all that come after it.
            failures.report(bug);
            return new Letter.Refused(Reason.MALFORMED);
        }
    }

    private Letter letter(ReceivedMessage received, MessageHash hash) {
        SessionId self = account.sessionId();
        Conversation conversation = Conversation.between(self, received.conversation());
        if (!(received.message() instanceof TextMessage text)) {
            return new Letter.Unknown(conversation, received.sender(), received.timestamp(), received.message());
        }
        return new Letter.Chat(new ChatMessage(
                conversation,
                received.sender(),
                received.timestamp(),
                received.sender().equals(self) ? Direction.OUTGOING : Direction.INCOMING,
                shown(text.body()),
                hash));
    }

    private static String shown(String text) {
        return text.codePointCount(0, text.length()) <= MAX_SHOWN_CODE_POINTS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN_CODE_POINTS));
    }
}

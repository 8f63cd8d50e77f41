package org.session4j.client.internal;

import java.security.SecureRandom;
import java.time.Instant;
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
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageRefusedException;
import org.session4j.protocol.wire.FormatDetection;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.StoredMessage;

/** Seals and opens one-to-one messages of an account in the format that everybody reads (messages: session protocol v1). */
public final class DirectLetters implements LetterSealer, LetterOpener {

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
    public Bytes seal(SessionId recipient, Message message, Expiration expiration, Instant timestamp) {
        try {
            return codec.encode(account, recipient, message.toContent(timestamp, expiration), random);
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
            return new Letter.Opened(codec.decode(account, stored));
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
}

package org.session4j.examples.inspect;

import java.time.Instant;
import java.util.Optional;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.MessagePadding;
import org.session4j.protocol.wire.SignedMessage;
import org.session4j.protocol.wire.V1Cipher;

/** An envelope, and the sealed message in it if the account is known. */
final class EnvelopeLayer implements Layer {

    @Override
    public Optional<Found> read(Bytes bytes, Keys keys) {
        Envelope envelope;
        try {
            envelope = Envelope.decode(bytes.toByteArray());
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
        Found found = Found.of("envelope")
                .with("type", envelope.type())
                .with("timestamp", envelope.timestamp() + " (" + Instant.ofEpochMilli(envelope.timestamp()) + ")")
                .with("source", envelope.source())
                .with("sourceDevice", envelope.sourceDevice())
                .with("proSig", envelope.proSig() == null ? null : "64 bytes, by a key that is not in it");
        return Optional.of(
                envelope.type() == Envelope.Type.SESSION_MESSAGE
                        ? open(found, envelope.content(), keys)
                        : found.around(envelope.content()));
    }

    private static Found open(Found envelope, Bytes sealed, Keys keys) {
        Account account = keys.account();
        if (account == null) {
            return envelope.with("sealed", sealed.length() + " bytes; the recipient's phrase opens it");
        }
        try {
            SignedMessage message =
                    V1Cipher.of(account.crypto()).decrypt(sealed.toByteArray(), account.x25519KeyPair());
            byte[] content = MessagePadding.unpad(message.message().toByteArray());
            return envelope.with("sealed", sealed.length() + " bytes to this account; its signature is good")
                    .with("sender", message.sender())
                    .with("padding", message.message().length() - content.length + " bytes")
                    .around(Bytes.of(content));
        } catch (MalformedDataException e) {
            return envelope.with("sealed", "no sealed message: " + e.getMessage());
        } catch (DecryptionException e) {
            return envelope.with("sealed", sealed.length() + " bytes, to somebody else");
        } catch (SignatureException e) {
            return envelope.with("sealed", sealed.length() + " bytes to this account, but its signature is bad");
        }
    }
}

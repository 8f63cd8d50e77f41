package org.session4j.client.internal.rules;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.swarm.MessageHash;

/**
 * Names for messages that are not in the history, or no longer, to be remembered among the hashes that were seen, so that
 * the same message under another hash is known again (messages: de-duplication). They are made with another hash function
 * than the hashes of a swarm, so that nobody can store something that has such a name.
 */
final class Names {

    private static final String MESSAGE = "message";
    private static final String REACTION = "reaction";

    private Names() {}

    static MessageHash of(Arrival arrival) {
        return arrival.message() instanceof ReactionMessage reaction
                ? of(arrival.reference(), reaction)
                : of(arrival.reference());
    }

    static MessageHash of(MessageReference reference) {
        return name(reference, MESSAGE);
    }

    /** Reactions share timestamps with other messages, and are only known again among themselves. */
    private static MessageHash of(MessageReference reference, ReactionMessage reaction) {
        MessageReference target = reaction.target();
        return name(
                reference,
                REACTION,
                reaction.action().name(),
                reaction.emoji(),
                target.author().toString(),
                target.timestamp().toString());
    }

    private static MessageHash name(MessageReference reference, String... labels) {
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(named)) {
            out.write(reference.author().toByteArray());
            out.writeLong(reference.timestamp().toEpochMilli());
            for (String label : labels) {
                out.writeUTF(label);
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(named.toByteArray());
            return MessageHash.parse(Base64.getEncoder().withoutPadding().encodeToString(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException | MalformedDataException e) {
            throw new IllegalStateException("every Java has SHA-256, whose base64 has 43 characters", e);
        }
    }
}

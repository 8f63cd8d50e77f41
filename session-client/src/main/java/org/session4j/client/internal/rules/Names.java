package org.session4j.client.internal.rules;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.session4j.groups.senderkeys.KeyRequest;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
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
    private static final String REFUSAL = "refusal";
    private static final String DELETION = "deletion";

    private Names() {}

    static MessageHash of(Arrival arrival) {
        return arrival.message() instanceof ReactionMessage reaction
                ? of(arrival.reference(), reaction)
                : of(arrival.reference());
    }

    static MessageHash of(MessageReference reference) {
        return name(reference, MESSAGE);
    }

    /** That something in a mailbox was refused for now. */
    static MessageHash ofRefusal(MessageHash refused) {
        return digest(out -> {
            out.writeUTF(REFUSAL);
            out.writeUTF(refused.toString());
        });
    }

    /** That somebody has deleted an own message that has not come yet. */
    static MessageHash ofDeletion(SessionId author, MessageHash deleted) {
        return digest(out -> {
            out.write(author.toByteArray());
            out.writeUTF(DELETION);
            out.writeUTF(deleted.toString());
        });
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

    /** Of having asked somebody for a sender key. */
    static MessageHash asking(SessionId author, KeyRequest request) {
        return name(author, request.chainId(), "asked", labels(request));
    }

    /** Of having answered somebody who asked for a sender key. */
    static MessageHash answering(SessionId requester, KeyRequest request) {
        return name(requester, request.chainId(), "answered", labels(request));
    }

    private static String labels(KeyRequest request) {
        return request.groupId() + " " + request.distributionId();
    }

    private static MessageHash name(MessageReference reference, String... labels) {
        return name(reference.author(), reference.timestamp().toEpochMilli(), labels);
    }

    private static MessageHash name(SessionId person, long number, String... labels) {
        return digest(out -> {
            out.write(person.toByteArray());
            out.writeLong(number);
            for (String label : labels) {
                out.writeUTF(label);
            }
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static MessageHash digest(Writing text) {
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(named)) {
            text.to(out);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(named.toByteArray());
            return MessageHash.parse(Base64.getEncoder().withoutPadding().encodeToString(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException | MalformedDataException e) {
            throw new IllegalStateException("every Java has SHA-256, whose base64 has 43 characters", e);
        }
    }
}

package org.session4j.onion.wire;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.OnionException.Reason;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * What an answer with another status than 200 says. It is in clear and nobody signed it: any hop may have made it up, so
 * a node that it names counts only if it is one of the path or the destination (network: path-level errors).
 *
 * @param reason how to go on
 * @param offender the node that is to blame; null if none is named
 */
public record PathError(Reason reason, @Nullable Ed25519PublicKey offender) {

    private static final String NOT_FOUND = "Next node not found: ";
    private static final String UNREACHABLE = "Next node is currently unreachable: ";
    private static final String NODE_NOT_READY = "Snode not ready: ";
    private static final String GUARD_NOT_READY = "Service node is not ready: ";
    private static final String GUARD_BUSY = "Server busy, try again later";
    private static final String TIMED_OUT = "Request time out";
    private static final String BAD_HOP_RESPONSE = "Invalid response from snode";
    private static final String BAD_REQUEST = "Error parsing onion request: ";

    private static final int KEY_DIGITS = 2 * Ed25519PublicKey.LENGTH;

    /**
     * Reads an answer in clear.
     *
     * @param status of HTTP, other than 200
     * @param body as text; of one that is not UTF-8 nothing is needed
     * @param path guard first; empty for a zero-hop request
     * @param destination null for a server
     */
    public static PathError classify(
            int status, String body, List<Ed25519PublicKey> path, @Nullable Ed25519PublicKey destination) {
        return switch (status) {
            case 400 -> of(body.startsWith(BAD_REQUEST) ? Reason.BAD_REQUEST : Reason.PATH_ERROR);
            case 406, 421, 425 -> of(Reason.UNAUTHENTICATED);
            case 413 -> of(Reason.PAYLOAD_TOO_LARGE);
            case 429 -> of(Reason.RATE_LIMITED);
            case 500 -> of(body.startsWith(BAD_HOP_RESPONSE) ? Reason.INVALID_HOP_RESPONSE : Reason.PATH_ERROR);
            case 502 -> badGateway(body, path, destination);
            case 503 -> notReady(body, path, destination);
            case 504 -> of(body.startsWith(TIMED_OUT) ? Reason.PATH_TIMED_OUT : exitFailure(destination));
            default -> of(Reason.PATH_ERROR);
        };
    }

    private static PathError badGateway(
            String body, List<Ed25519PublicKey> path, @Nullable Ed25519PublicKey destination) {
        String prefix = body.startsWith(NOT_FOUND) ? NOT_FOUND : UNREACHABLE;
        if (!body.startsWith(prefix)) {
            return of(exitFailure(destination));
        }
        Ed25519PublicKey named = namedKey(body, prefix);
        if (named == null) {
            return of(Reason.PATH_ERROR);
        }
        if (Objects.equals(named, destination)) {
            return new PathError(Reason.DESTINATION_UNREACHABLE, named);
        }
        return path.contains(named) ? new PathError(Reason.NODE_UNREACHABLE, named) : of(Reason.PATH_ERROR);
    }

    private static PathError notReady(
            String body, List<Ed25519PublicKey> path, @Nullable Ed25519PublicKey destination) {
        if (body.startsWith(GUARD_NOT_READY) || body.startsWith(GUARD_BUSY)) {
            return new PathError(Reason.NODE_NOT_READY, path.isEmpty() ? destination : path.get(0));
        }
        if (body.startsWith(NODE_NOT_READY)) {
            Ed25519PublicKey named = namedKey(body, NODE_NOT_READY);
            if (named != null && (Objects.equals(named, destination) || path.contains(named))) {
                return new PathError(Reason.NODE_NOT_READY, named);
            }
        }
        return of(Reason.PATH_ERROR);
    }

    /** 502 and 504 with any text: towards a server they are the exit's word that it could not reach it. */
    private static Reason exitFailure(@Nullable Ed25519PublicKey destination) {
        return destination == null ? Reason.SERVER_UNREACHABLE : Reason.PATH_ERROR;
    }

    /** The key after the prefix, up to white space or the end; null if it is none. */
    private static @Nullable Ed25519PublicKey namedKey(String body, String prefix) {
        int end = prefix.length();
        while (end < body.length()
                && !Character.isWhitespace(body.charAt(end))
                && end <= prefix.length() + KEY_DIGITS) {
            end++;
        }
        try {
            return Ed25519PublicKey.parse(body.substring(prefix.length(), end));
        } catch (MalformedDataException e) {
            return null;
        }
    }

    private static PathError of(Reason reason) {
        return new PathError(reason, null);
    }
}

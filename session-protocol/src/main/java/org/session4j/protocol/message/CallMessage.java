package org.session4j.protocol.message;

import java.util.List;
import java.util.Objects;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * A step of setting up or ending a call. Valid when it has an sdp, or is {@link Type#END_CALL} or {@link Type#PRE_OFFER}. The
 * n-th elements of the three lists belong together.
 *
 * @param sdps session descriptions
 * @param uuid id of the call, RFC 4122 text form
 */
public record CallMessage(Type type, List<String> sdps, List<Long> sdpMLineIndexes, List<String> sdpMids, String uuid) {

    static final Schema<CallMessage> SCHEMA = Schema.<CallMessage>named("CallMessage")
            .required(1, "type", FieldType.enumeration(Type.values(), Type::number), CallMessage::type)
            .repeated(2, "sdps", FieldType.STRING, CallMessage::sdps)
            .repeated(3, "sdpMLineIndexes", FieldType.UINT32, CallMessage::sdpMLineIndexes)
            .repeated(4, "sdpMids", FieldType.STRING, CallMessage::sdpMids)
            .required(5, "uuid", FieldType.STRING, CallMessage::uuid)
            .build(row -> new CallMessage(row.next(), row.next(), row.next(), row.next(), row.next()));

    public CallMessage {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(uuid, "uuid");
        sdps = List.copyOf(sdps);
        sdpMLineIndexes = List.copyOf(sdpMLineIndexes);
        sdpMids = List.copyOf(sdpMids);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** The steps of a call. */
    public enum Type {
        OFFER(1),
        ANSWER(2),
        PROVISIONAL_ANSWER(3),
        ICE_CANDIDATES(4),
        END_CALL(5),

        /** Lets the phone ring, before any sdp. */
        PRE_OFFER(6);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        /** As on the wire. */
        public int number() {
            return number;
        }
    }
}

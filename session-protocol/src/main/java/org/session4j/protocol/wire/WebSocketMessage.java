package org.session4j.protocol.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * The outermost wrapper of a stored message (messages: envelope and wrapper), a relic of another transport: an empty
 * request whose body is the {@link Envelope}.
 *
 * <pre>
 * 08 01 | 12 length [ 0a 00 | 12 00 | 1a length body | 20 00 ]
 * </pre>
 */
public record WebSocketMessage(
        @Nullable Type type,
        @Nullable Request request,
        @Nullable Response response) {

    /** The longest one that is read, in bytes. */
    public static final int MAX_LENGTH = 1_002_000;

    static final Schema<WebSocketMessage> SCHEMA = Schema.<WebSocketMessage>named("WebSocketMessage")
            .optional(1, "type", FieldType.enumeration(Type.values(), Type::number), WebSocketMessage::type)
            .optional(2, "request", FieldType.message(Request.SCHEMA), WebSocketMessage::request)
            .optional(3, "response", FieldType.message(Response.SCHEMA), WebSocketMessage::response)
            .build(row -> new WebSocketMessage(row.next(), row.next(), row.next()));

    /** Puts the wrapper around a body. Verb, path and request id are written although they are empty. */
    public static byte[] wrap(byte[] body) {
        Request request = new Request("", "", Bytes.of(body), 0L, List.of());
        return new WebSocketMessage(Type.REQUEST, request, null).encode();
    }

    /** The body of the request; nothing else in the wrapper matters. */
    public static byte[] unwrap(byte[] bytes) throws MalformedDataException {
        Request request = decode(bytes).request;
        if (request == null || request.body == null) {
            throw new MalformedDataException("WebSocketMessage: there is no request with a body");
        }
        return request.body.toByteArray();
    }

    /** The wire form, fields in ascending order. */
    public byte[] encode() {
        return SCHEMA.encode(this);
    }

    /** Reads the wire form of at most {@link #MAX_LENGTH} bytes. */
    public static WebSocketMessage decode(byte[] bytes) throws MalformedDataException {
        return SCHEMA.decode(bytes, MAX_LENGTH);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** Which of the two is there; readers do not ask. */
    public enum Type {
        UNKNOWN(0),
        REQUEST(1),
        RESPONSE(2);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        /** As on the wire. */
        public int number() {
            return number;
        }
    }

    /** The request, of which only the body is used. */
    public record Request(
            @Nullable String verb,
            @Nullable String path,
            @Nullable Bytes body,
            @Nullable Long requestId,
            List<String> headers) {

        static final Schema<Request> SCHEMA = Schema.<Request>named("WebSocketRequestMessage")
                .optional(1, "verb", FieldType.STRING, Request::verb)
                .optional(2, "path", FieldType.STRING, Request::path)
                .optional(3, "body", FieldType.BYTES, Request::body)
                .optional(4, "requestId", FieldType.UINT64, Request::requestId)
                .repeated(5, "headers", FieldType.STRING, Request::headers)
                .build(row -> new Request(row.next(), row.next(), row.next(), row.next(), row.next()));

        public Request {
            headers = List.copyOf(headers);
        }

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }

    /** Dead: nobody ever answers. */
    public record Response(
            @Nullable Long requestId,
            @Nullable Long status,
            @Nullable String message,
            @Nullable Bytes body,
            List<String> headers) {

        static final Schema<Response> SCHEMA = Schema.<Response>named("WebSocketResponseMessage")
                .optional(1, "requestId", FieldType.UINT64, Response::requestId)
                .optional(2, "status", FieldType.UINT32, Response::status)
                .optional(3, "message", FieldType.STRING, Response::message)
                .optional(4, "body", FieldType.BYTES, Response::body)
                .repeated(5, "headers", FieldType.STRING, Response::headers)
                .build(row -> new Response(row.next(), row.next(), row.next(), row.next(), row.next()));

        public Response {
            headers = List.copyOf(headers);
        }

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }
}

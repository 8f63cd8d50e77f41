package org.session4j.swarm.internal.rpc;

import java.util.SortedMap;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.JsonText;

/**
 * One question of JSON-RPC 2.0 (services: oxend RPC).
 *
 * @param <R> what the answer says
 * @param params a JSON object
 * @param reader reads the {@code result} of the answer
 */
public record RpcCall<R>(String method, String params, Reader<R> reader) {

    /** Gives what a result says. */
    @FunctionalInterface
    public interface Reader<R> {
        R read(JsonObject result) throws MalformedDataException;
    }

    /**
     * @param params as {@link JsonText#format(Object)} takes them
     */
    public static <R> RpcCall<R> of(String method, SortedMap<String, Object> params, Reader<R> reader) {
        return new RpcCall<>(method, JsonText.format((Object) params), reader);
    }

    /** Parameters may hold addresses and amounts. */
    @Override
    public String toString() {
        return "RpcCall[" + method + "]";
    }
}

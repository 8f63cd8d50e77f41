package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.testkit.internal.storage.NamespaceChoice;
import org.session4j.testkit.internal.storage.Namespaces;
import org.session4j.testkit.internal.wire.Json;

/** The parameters of a request with the server's rules on types and its texts (storage server: parameter parsing). */
final class Params {

    /** Smaller timestamps are taken for seconds. */
    private static final long LEAST_MILLIS = 1_000_000_000L;

    private final ObjectNode object;

    Params(ObjectNode object) {
        this.object = object;
    }

    ObjectNode json() {
        return object;
    }

    /** The value; null if it is absent or JSON's null. */
    @Nullable
    JsonNode get(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    boolean has(String name) {
        return get(name) != null;
    }

    static InvalidRequestException missing(String name) {
        return new InvalidRequestException("Required field '" + name + "' missing");
    }

    static InvalidRequestException wrongType(String name, String expected) {
        return new InvalidRequestException("Invalid value given for '" + name + "': expected " + expected);
    }

    <T> T require(String name, @Nullable T value) throws InvalidRequestException {
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /** Exactly one of two must be given. */
    void requireOneOf(String first, String second) throws InvalidRequestException {
        if (has(first) && has(second)) {
            throw new InvalidRequestException("Cannot specify both '" + first + "' and '" + second + "'");
        }
        if (!has(first) && !has(second)) {
            throw new InvalidRequestException("Required field '" + first + "' or '" + second + "' missing");
        }
    }

    @Nullable
    String string(String name) throws InvalidRequestException {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrongType(name, "string");
        }
        return value.textValue();
    }

    boolean bool(String name) throws InvalidRequestException {
        JsonNode value = get(name);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrongType(name, "boolean");
        }
        return value.booleanValue();
    }

    @Nullable
    Long integer(String name) throws InvalidRequestException {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!isWhole(value)) {
            throw wrongType(name, "integer");
        }
        return value.longValue();
    }

    /** Milliseconds. */
    @Nullable
    Long timestamp(String name) throws InvalidRequestException {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!isTimestamp(value)) {
            throw wrongType(name, "integer timestamp (in milliseconds)");
        }
        if (value.longValue() < LEAST_MILLIS) {
            throw new InvalidRequestException(
                    "Invalid timestamp for '" + name + "': timestamp must be in milliseconds");
        }
        return value.longValue();
    }

    /** Milliseconds, as {@code store} takes them: a number or a string of digits. */
    @Nullable
    Long lenientMillis(String name) throws InvalidRequestException {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (isTimestamp(value)) {
            return value.longValue();
        }
        if (value.isTextual() && value.textValue().matches("[0-9]{1,18}")) {
            return Long.parseLong(value.textValue());
        }
        throw new InvalidRequestException("Invalid value given for '" + name + "': " + Json.format(value));
    }

    /** One string stands for an array of one. */
    @Nullable
    List<String> strings(String name) throws InvalidRequestException {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        List<String> strings = new ArrayList<>();
        for (JsonNode item : value.isArray() ? value : List.of(value)) {
            if (!item.isTextual()) {
                throw wrongType(name, "string array");
            }
            strings.add(item.textValue());
        }
        return strings;
    }

    /** One timestamp stands for an array of one. */
    @Nullable
    List<Long> timestamps(String name) throws InvalidRequestException {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        List<Long> timestamps = new ArrayList<>();
        for (JsonNode item : value.isArray() ? value : List.of(value)) {
            if (!isTimestamp(item)) {
                throw wrongType(name, "timestamp array");
            }
            timestamps.add(item.longValue());
        }
        return timestamps;
    }

    int namespace() throws InvalidRequestException {
        JsonNode value = get("namespace");
        if (value == null) {
            return Namespaces.DEFAULT;
        }
        if (!value.isIntegralNumber()) {
            throw wrongType("namespace", "16-bit integer");
        }
        return inRange(value);
    }

    NamespaceChoice namespaceOrAll() throws InvalidRequestException {
        JsonNode value = get("namespace");
        if (value == null) {
            return NamespaceChoice.one(Namespaces.DEFAULT);
        }
        if (value.isTextual() && value.textValue().equals("all")) {
            return NamespaceChoice.every();
        }
        if (!value.isIntegralNumber()) {
            throw wrongType("namespace", "integer or \"all\"");
        }
        return NamespaceChoice.one(inRange(value));
    }

    private static int inRange(JsonNode value) throws InvalidRequestException {
        if (!value.canConvertToInt() || value.intValue() < Namespaces.MIN || value.intValue() > Namespaces.MAX) {
            throw new InvalidRequestException("Invalid value given for 'namespace': value out of range");
        }
        return value.intValue();
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    private static boolean isTimestamp(JsonNode value) {
        return isWhole(value) && value.longValue() >= 0;
    }
}

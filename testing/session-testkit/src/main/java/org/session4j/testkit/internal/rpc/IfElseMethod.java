package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.session4j.testkit.ServerVersion;
import org.session4j.testkit.internal.node.Settings;
import org.session4j.testkit.internal.wire.Json;

/** {@code ifelse}: one of two requests, by what the node is (storage server: 7.16). */
record IfElseMethod(
        Condition condition,
        @Nullable SubRequest then,
        @Nullable SubRequest otherwise) implements RpcMethod.Prepared {

    /** All that are given must hold; null is not given. */
    record Condition(
            @Nullable Long heightAtLeast,
            @Nullable Long heightBefore,
            @Nullable Numbers hardForkAtLeast,
            @Nullable Numbers hardForkBefore,
            @Nullable Numbers versionAtLeast,
            @Nullable Numbers versionBefore) {

        static Condition parse(Params params) throws InvalidRequestException {
            Condition condition = new Condition(
                    params.integer("height_at_least"),
                    params.integer("height_before"),
                    Numbers.parse(params, "hf_at_least", 2),
                    Numbers.parse(params, "hf_before", 2),
                    Numbers.parse(params, "v_at_least", 3),
                    Numbers.parse(params, "v_before", 3));
            if (condition.isEmpty()) {
                throw new InvalidRequestException("Invalid ifelse request: must specify at least one \"if\" condition");
            }
            return condition;
        }

        private boolean isEmpty() {
            return heightAtLeast == null
                    && heightBefore == null
                    && hardForkAtLeast == null
                    && hardForkBefore == null
                    && versionAtLeast == null
                    && versionBefore == null;
        }

        boolean holds(Settings settings) {
            Numbers hardFork = Numbers.of(settings.hardFork(), settings.revision());
            Numbers version = version(settings);
            return (heightAtLeast == null || settings.height() >= heightAtLeast)
                    && (heightBefore == null || settings.height() < heightBefore)
                    && (hardForkAtLeast == null || hardFork.compareTo(hardForkAtLeast) >= 0)
                    && (hardForkBefore == null || hardFork.compareTo(hardForkBefore) < 0)
                    && (versionAtLeast == null || version.compareTo(versionAtLeast) >= 0)
                    && (versionBefore == null || version.compareTo(versionBefore) < 0);
        }

        static Numbers version(Settings settings) {
            ServerVersion version = settings.version();
            return Numbers.of(version.major(), version.minor(), version.patch());
        }
    }

    /** Numbers of a version or a hard fork, compared from the first to the last. */
    record Numbers(List<Integer> values) implements Comparable<Numbers> {

        static Numbers of(Integer... values) {
            return new Numbers(List.of(values));
        }

        /** Missing elements count as 0, further ones are ignored; one number stands for an array of one. */
        static @Nullable Numbers parse(Params params, String name, int size) throws InvalidRequestException {
            JsonNode value = params.get(name);
            if (value == null) {
                return null;
            }
            Integer[] numbers = new Integer[size];
            Arrays.fill(numbers, 0);
            int count = 0;
            for (JsonNode item : value.isArray() ? value : List.of(value)) {
                if (!item.isIntegralNumber()) {
                    throw Params.wrongType(name, "integer array");
                }
                if (count < size) {
                    numbers[count++] = item.intValue();
                }
            }
            return of(numbers);
        }

        ArrayNode json() {
            ArrayNode array = Json.array();
            values.forEach(array::add);
            return array;
        }

        @Override
        public int compareTo(Numbers other) {
            for (int i = 0; i < values.size(); i++) {
                int order = values.get(i).compareTo(other.values.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }

    static IfElseMethod parse(MethodTable table, Params params) throws InvalidRequestException {
        if (!(params.get("if") instanceof ObjectNode condition)) {
            throw new InvalidRequestException("Invalid ifelse request: no valid \"if\" field");
        }
        Condition parsed = Condition.parse(new Params(condition));
        if (!params.has("then") && !params.has("else")) {
            throw new InvalidRequestException("Invalid ifelse request: at least one of \"then\"/\"else\" required");
        }
        return new IfElseMethod(
                parsed, branch(table, "then", params.get("then")), branch(table, "else", params.get("else")));
    }

    private static @Nullable SubRequest branch(MethodTable table, String name, @Nullable JsonNode branch)
            throws InvalidRequestException {
        if (branch == null) {
            return null;
        }
        if (!branch.isObject()) {
            throw new InvalidRequestException("Invalid ifelse request: " + name + " must be an object");
        }
        JsonNode method = branch.path("method");
        if (!method.isTextual() || !(branch.path("params") instanceof ObjectNode params)) {
            throw new InvalidRequestException("Invalid ifelse request: " + name + " must have method/params keys");
        }
        RpcMethod found = table.find(method.textValue())
                .orElseThrow(() -> new InvalidRequestException("Invalid ifelse request method \"" + name + "\""));
        return new SubRequest(method.textValue(), params, found.parse(new Params(params)));
    }

    @Override
    public CompletionStage<RpcReply> run(Invocation at) {
        Settings settings = at.context().settings();
        boolean holds = condition.holds(settings);
        ObjectNode answer = Json.object();
        answer.put("condition", holds);
        answer.put("height", settings.height());
        answer.set("hf", SwarmObject.hardFork(settings));
        answer.set("v", Condition.version(settings).json());
        SubRequest chosen = holds ? then : otherwise;
        if (chosen == null) {
            return CompletableFuture.completedFuture(RpcReply.json(200, answer));
        }
        return chosen.run(at).thenApply(reply -> {
            answer.set("result", SubRequest.result(reply));
            return RpcReply.json(200, answer);
        });
    }
}

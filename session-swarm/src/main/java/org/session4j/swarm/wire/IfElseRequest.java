package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.HardFork;
import org.session4j.swarm.internal.JsonObject;

/**
 * {@code ifelse}: one of two requests, depending on the height of the chain, the hard fork or the version of the node
 * (storage server: ifelse).
 *
 * @param <R> what the answer of either branch says
 */
public final class IfElseRequest<R> extends StorageRequest<IfElseRequest.Answer<R>> {

    /**
     * @param condition whether it held
     * @param height of the chain
     * @param result of the branch taken; {@link SubAnswer.Skipped} if that branch is missing
     */
    public record Answer<R>(
            boolean condition, long height, @Nullable HardFork hardFork, SubAnswer<R> result) {}

    /** What must hold; all that is said must. */
    public static final class Condition {

        private final SortedMap<String, Object> fields = new TreeMap<>();

        private Condition() {}

        public static Condition heightAtLeast(long height) {
            return new Condition().and("height_at_least", height);
        }

        public static Condition heightBefore(long height) {
            return new Condition().and("height_before", height);
        }

        public static Condition hardForkAtLeast(HardFork hardFork) {
            return new Condition().and("hf_at_least", numbers(hardFork));
        }

        public static Condition hardForkBefore(HardFork hardFork) {
            return new Condition().and("hf_before", numbers(hardFork));
        }

        /**
         * @param version three numbers
         */
        public static Condition versionAtLeast(List<Integer> version) {
            return new Condition().and("v_at_least", requireVersion(version));
        }

        /**
         * @param version three numbers
         */
        public static Condition versionBefore(List<Integer> version) {
            return new Condition().and("v_before", requireVersion(version));
        }

        /** Both; where both say the same thing, the other's. */
        public Condition and(Condition other) {
            Condition both = new Condition();
            both.fields.putAll(fields);
            both.fields.putAll(other.fields);
            return both;
        }

        private Condition and(String name, Object value) {
            fields.put(name, value);
            return this;
        }

        private static List<Integer> numbers(HardFork hardFork) {
            return List.of(hardFork.major(), hardFork.revision());
        }

        private static List<Integer> requireVersion(List<Integer> version) {
            if (version.size() != 3) {
                throw new IllegalArgumentException("version: expected 3 numbers, got " + version.size());
            }
            return List.copyOf(version);
        }
    }

    private final Condition condition;
    private final @Nullable StorageRequest<R> then;
    private final @Nullable StorageRequest<R> otherwise;

    private IfElseRequest(
            Condition condition, @Nullable StorageRequest<R> then, @Nullable StorageRequest<R> otherwise) {
        super("ifelse");
        if (then == null && otherwise == null) {
            throw new IllegalArgumentException("at least one branch is needed");
        }
        this.condition = condition;
        this.then = then;
        this.otherwise = otherwise;
    }

    /**
     * @param then null for nothing
     * @param otherwise null for nothing
     */
    public static <R> IfElseRequest<R> of(
            Condition condition, @Nullable StorageRequest<R> then, @Nullable StorageRequest<R> otherwise) {
        return new IfElseRequest<>(condition, then, otherwise);
    }

    /** The first that a branch names; those of both must share a swarm. */
    @Override
    public Optional<SessionId> account() {
        return branches().stream()
                .map(StorageRequest::account)
                .filter(Optional::isPresent)
                .findFirst()
                .orElse(Optional.empty());
    }

    private List<StorageRequest<R>> branches() {
        List<StorageRequest<R>> branches = new ArrayList<>();
        if (then != null) {
            branches.add(then);
        }
        if (otherwise != null) {
            branches.add(otherwise);
        }
        return branches;
    }

    @Override
    Params params(Instant now) {
        Params params = new Params().putJson("if", condition.fields);
        if (then != null) {
            params.putJson("then", then.toJson(now));
        }
        if (otherwise != null) {
            params.putJson("else", otherwise.toJson(now));
        }
        return params;
    }

    @Override
    Answer<R> readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys) throws MalformedDataException {
        boolean held = answer.flag("condition");
        StorageRequest<R> taken = held ? then : otherwise;
        JsonNode result = answer.find("result");
        return new Answer<>(
                held,
                answer.integer("height"),
                AnswerClock.hardFork(answer),
                taken == null || result == null
                        ? new SubAnswer.Skipped<>()
                        : SubAnswers.read(taken, result, signedAt, keys));
    }
}

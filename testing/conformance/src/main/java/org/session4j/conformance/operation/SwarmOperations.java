package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.SwarmMap;
import org.session4j.swarm.wire.Redirects;

/** Which swarm holds an account: {@code swarm-map}, {@code swarm-redirect}, {@code upstream-swarm-space}. */
final class SwarmOperations {

    private SwarmOperations() {}

    static void addTo(Operations operations) {
        operations.add("pubkey_to_swarm_space", SwarmOperations::spaceOfKey);
        operations.add("swarm_for_pubkey", SwarmOperations::nearestAsNumber);
        operations.add("swarm-map/space", SwarmOperations::space);
        operations.add("swarm-map/select", SwarmOperations::select);
        operations.add("swarm-redirect/redirect", SwarmOperations::redirect);
    }

    private static Answer spaceOfKey(Call call) {
        long position = SwarmMap.position(call.in().bytes("pubkey"));
        return Answer.empty().put("space", Long.toUnsignedString(position));
    }

    private static Answer space(Call call) {
        long position = position(call.in());
        return Answer.empty()
                .put("space", Long.toUnsignedString(position))
                .put("space_hex", String.format(Locale.ROOT, "%016x", position));
    }

    /** The prefix takes no part, whatever it is. */
    private static long position(Inputs in) {
        byte[] id = in.bytes("pubkey");
        if (id.length != SessionId.LENGTH) {
            throw new IllegalArgumentException("pubkey: expected 33 bytes, got " + id.length);
        }
        return SwarmMap.position(Arrays.copyOfRange(id, 1, id.length));
    }

    private static Answer nearestAsNumber(Call call) throws MalformedDataException {
        long nearest = nearest(call.in()).orElseThrow(() -> new MalformedDataException("there is no swarm"));
        return Answer.empty().put("swarm_id", new BigInteger(Long.toUnsignedString(nearest)));
    }

    private static Answer select(Call call) {
        OptionalLong nearest = nearest(call.in());
        return Answer.empty().put("swarm_id", nearest.isPresent() ? Long.toUnsignedString(nearest.getAsLong()) : null);
    }

    private static OptionalLong nearest(Inputs in) {
        long[] ids = in.bigIntegers("swarm_ids").stream()
                .mapToLong(BigInteger::longValue)
                .toArray();
        return SwarmMap.nearest(position(in), ids);
    }

    private static Answer redirect(Call call) throws SessionException {
        Inputs in = call.in();
        List<Optional<SessionId>> accounts = new ArrayList<>();
        for (Optional<String> account : in.optionalTexts("accounts")) {
            accounts.add(account.isPresent() ? Optional.of(SessionId.parse(account.get())) : Optional.empty());
        }
        Redirects redirects = Redirects.parse(in.smallInteger("status"), Bytes.utf8(in.text("body")), accounts);
        ObjectNode byAccount = JsonNodeFactory.instance.objectNode();
        redirects.byAccount().forEach((account, keys) -> {
            var list = byAccount.putArray(account.toString());
            keys.forEach(key -> list.add(key.toString()));
        });
        return Answer.empty()
                .put("redirects", byAccount)
                .put("unattributed", redirects.unattributed())
                .put(
                        "uniform_batch_error",
                        redirects.uniformError().isPresent()
                                ? JsonNodeFactory.instance.numberNode(
                                        redirects.uniformError().getAsInt())
                                : JsonNodeFactory.instance.nullNode());
    }
}

package org.session4j.swarm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.session4j.onion.OnionSender;
import org.session4j.onion.Timing;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.internal.Exchange;
import org.session4j.swarm.internal.Rotation;
import org.session4j.swarm.internal.Route;
import org.session4j.swarm.wire.OnsRecord;
import org.session4j.swarm.wire.OxendRequest;

/**
 * Looks a name up at three different nodes at once, whose answers must all lead to the same (services: names, lookup). A
 * node that fails is replaced by one that was not asked yet; on a network of fewer than three, all are asked.
 */
final class OnsResolver {

    private static final int NODES = 3;

    private final OnionSender onion;
    private final Crypto crypto;
    private final Exchange.Tools tools;
    private final Rotation rotation;

    OnsResolver(OnionSender onion, Crypto crypto, Exchange.Tools tools, Rotation rotation) {
        this.rotation = rotation;
        this.onion = onion;
        this.crypto = crypto;
        this.tools = tools;
    }

    CompletableFuture<OnsResult> resolve(OnsName name) {
        OxendRequest request = OnsRecord.request(crypto, name);
        return onion.nodes().thenCompose(list -> {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            Route route = Route.distinct(list.nodes(), rotation);
            for (int i = 0; i < Math.max(1, Math.min(NODES, list.size())); i++) {
                answers.add(ask(request, route));
            }
            return CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
                    .thenApply(done -> judge(name, answers));
        });
    }

    private CompletableFuture<String> ask(OxendRequest request, Route route) {
        return new Exchange<>(tools, route, node -> request, tools.timing().get(Timing.Count.REQUEST_RETRIES))
                .run()
                .thenApply(Exchange.Reply::value);
    }

    /** What counts is where the records lead to: between two answers, one may have been renewed under another nonce. */
    private OnsResult judge(OnsName name, List<CompletableFuture<String>> answers) {
        Set<String> different = new HashSet<>();
        answers.forEach(answer -> different.add(answer.join()));
        Set<OnsResult> results = new HashSet<>();
        different.forEach(answer -> results.add(read(name, answer)));
        return results.size() == 1 ? results.iterator().next() : new OnsResult.Disagreement();
    }

    private OnsResult read(OnsName name, String answer) {
        try {
            Optional<OnsRecord> found = OnsRecord.decode(answer);
            if (!found.isPresent()) {
                return new OnsResult.NotRegistered();
            }
            OnsRecord record = found.get();
            return record.isOld()
                    ? new OnsResult.FoundOld(name, record)
                    : new OnsResult.Found(record.open(crypto, name));
        } catch (MalformedDataException | DecryptionException e) {
            return new OnsResult.Unreadable();
        }
    }
}

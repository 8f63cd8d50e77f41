package org.session4j.swarm.internal.rpc;

import java.util.List;
import org.session4j.protocol.Bytes;

/**
 * What came back for a POST.
 *
 * @param challenges the values of {@code WWW-Authenticate}, in their order
 * @param body of an answer with status 200; that of others is not read
 */
public record HttpAnswer(int status, List<String> challenges, Bytes body) {

    public HttpAnswer {
        challenges = List.copyOf(challenges);
    }
}

package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.session4j.onion.ServiceNode;
import org.session4j.testkit.Fault;
import org.session4j.testkit.Fault.Kind;
import org.session4j.testkit.internal.node.Node;

/**
 * One request at one node.
 *
 * @param params as sent; what is forwarded to the swarm
 * @param forwarded whether another member of the swarm sent it
 * @param number of the client's request, for the records
 * @param now the node's clock in milliseconds
 */
record Invocation(
        RpcContext context, Node node, String method, ObjectNode params, boolean forwarded, long number, long now) {

    /** Signatures may be this much older or newer, in milliseconds. */
    static final long SIGNATURE_WINDOW = 60_000;

    /** The same where a request has been forwarded and the method allows for it. */
    static final long FORWARDED_WINDOW = 70_000;

    static Invocation at(
            RpcContext context, Node node, String method, ObjectNode params, boolean forwarded, long number) {
        long offset = context.faults()
                .strike(node, Kind.WRONG_CLOCK)
                .map(fault -> ((Fault.WrongClock) fault).offset().toMillis())
                .orElse(0L);
        long now = context.settings().clock().millis() + offset;
        return new Invocation(context, node, method, params, forwarded, number, now);
    }

    /** A part of this request, at the same moment. */
    Invocation part(String other, ObjectNode itsParams) {
        return new Invocation(context, node, other, itsParams, forwarded, number, now);
    }

    boolean withinWindow(long timestamp, long window) {
        return Math.abs(timestamp - now) <= window;
    }

    boolean verify(Credentials credentials, SignedText text, int access) {
        return credentials.verify(context.crypto(), text.bytes(), access, node.revocations());
    }

    /** Puts in what most answers carry: the node's time and the hard fork. */
    ObjectNode withClock(ObjectNode answer) {
        answer.set("hf", SwarmObject.hardFork(context.settings()));
        answer.put("t", now);
        return answer;
    }

    /** 421 if the account is not of this node's swarm, or the node thinks so. */
    Optional<RpcReply> wrongSwarm(Account account) {
        long swarm = context.roster().swarmOf(account.bytes().toByteArray());
        if (swarm == node.swarm()) {
            swarm = believed(swarm);
        }
        if (swarm == node.swarm() && swarm != ServiceNode.NO_SWARM) {
            return Optional.empty();
        }
        if (context.roster().swarms().isEmpty() && context.settings().newServer()) {
            return Optional.of(RpcReply.text(500, "No swarms known!"));
        }
        return Optional.of(RpcReply.json(421, SwarmObject.of(this, swarm)));
    }

    /** What the node takes for the swarm of an account that is in this one. */
    long believed(long swarm) {
        if (context.faults().strike(node, Kind.WRONG_SWARM).isEmpty()) {
            return swarm;
        }
        List<Long> swarms = context.roster().swarms();
        int next = swarms.indexOf(swarm) + 1;
        return swarms.size() < 2 ? ServiceNode.NO_SWARM : swarms.get(next % swarms.size());
    }
}

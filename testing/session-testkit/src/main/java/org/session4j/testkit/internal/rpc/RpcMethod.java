package org.session4j.testkit.internal.rpc;

import java.util.concurrent.CompletionStage;

/** A method in two steps, because a batch reads the parameters of all its parts before it runs the first. */
@FunctionalInterface
interface RpcMethod {

    Prepared parse(Params params) throws InvalidRequestException;

    /** A request whose parameters are good. */
    @FunctionalInterface
    interface Prepared {
        CompletionStage<RpcReply> run(Invocation at);
    }
}

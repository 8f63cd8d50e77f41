package org.session4j.testkit.internal.rpc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods by their names. */
final class MethodTable {

    private static final Set<String> META = Set.of("batch", "sequence", "ifelse");

    private final Map<String, RpcMethod> methods = new HashMap<>();

    /**
     * @param newServer whether the methods of newer servers are there too
     * @param activeNodesBin whether {@code active_nodes_bin} is
     */
    MethodTable(boolean newServer, boolean activeNodesBin) {
        methods.put("store", StoreMethod::parse);
        methods.put("retrieve", RetrieveMethod::parse);
        methods.put("delete", DeleteMethod::parse);
        methods.put("delete_all", DeleteAllMethod::parseAll);
        methods.put("delete_before", DeleteAllMethod::parseBefore);
        methods.put("expire", ExpireMethod::parse);
        methods.put("expire_all", ExpireAllMethod::parse);
        methods.put("get_expiries", GetExpiriesMethod::parse);
        methods.put("revoke_subaccount", RevokeMethod::parseRevoke);
        methods.put("unrevoke_subaccount", RevokeMethod::parseUnrevoke);
        methods.put("get_swarm", PlainMethods::getSwarm);
        methods.put("get_snodes_for_pubkey", PlainMethods::getSwarm);
        methods.put("info", PlainMethods::info);
        methods.put("oxend_request", PlainMethods::oxendRequest);
        if (newServer) {
            methods.put("revoked_subaccounts", RevokedMethod::parse);
        }
        if (activeNodesBin) {
            methods.put("active_nodes_bin", PlainMethods::activeNodesBin);
        }
        methods.put("batch", params -> BatchMethod.parse(false, this, params));
        methods.put("sequence", params -> BatchMethod.parse(true, this, params));
        methods.put("ifelse", params -> IfElseMethod.parse(this, params));
    }

    static boolean isMeta(String method) {
        return META.contains(method);
    }

    Optional<RpcMethod> find(String name) {
        return Optional.ofNullable(methods.get(name));
    }
}

package org.session4j.swarm.oxend;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.rpc.RpcCall;

/** The questions to a daemon, and how its answers are read (services: oxend RPC). */
final class DaemonCalls {

    private static final int MAX_TEXT = 128;
    private static final long MAX_BLOCK_SECONDS = 86_400;

    private DaemonCalls() {}

    static RpcCall<DaemonInfo> info() {
        return RpcCall.of("get_info", new TreeMap<>(), DaemonCalls::readInfo);
    }

    static RpcCall<ChainHeight> height() {
        return RpcCall.of(
                "get_height",
                new TreeMap<>(),
                result -> new ChainHeight(
                        result.count("height"), CoinFields.hash(result, "hash"), result.findCount("immutable_height")));
    }

    static RpcCall<StakingRequirement> stakingRequirement() {
        return RpcCall.of(
                "get_staking_requirement",
                new TreeMap<>(),
                result -> new StakingRequirement(
                        CoinFields.amount(result, "staking_requirement"), result.count("height")));
    }

    static RpcCall<ServiceNodes> serviceNodes(ServiceNodesQuery query) {
        return RpcCall.of("get_service_nodes", query.params(), ServiceNodeReader::read);
    }

    static RpcCall<Map<CoinAddress, CoinAmount>> accruedRewards(List<CoinAddress> addresses) {
        TreeMap<String, Object> params = new TreeMap<>();
        params.put("addresses", formats(addresses));
        return RpcCall.of("get_accrued_rewards", params, DaemonCalls::readRewards);
    }

    static RpcCall<List<OnsRegistration>> namesToOwners(List<Bytes> nameHashes, List<OnsType> types) {
        TreeMap<String, Object> params = new TreeMap<>();
        params.put("name_hash", nameHashes.stream().map(Bytes::toBase64).collect(Collectors.toList()));
        params.put("type", types.stream().map(OnsType::code).collect(Collectors.toList()));
        return RpcCall.of("ons_names_to_owners", params, result -> readRegistrations(result, "result"));
    }

    static RpcCall<List<OnsRegistration>> ownersToNames(List<CoinAddress> owners, boolean withExpired) {
        TreeMap<String, Object> params = new TreeMap<>();
        params.put("entries", formats(owners));
        params.put("include_expired", withExpired);
        return RpcCall.of("ons_owners_to_names", params, result -> readRegistrations(result, "entries"));
    }

    private static List<String> formats(List<CoinAddress> addresses) {
        return addresses.stream().map(CoinAddress::format).collect(Collectors.toList());
    }

    private static DaemonInfo readInfo(JsonObject result) throws MalformedDataException {
        long blockSeconds = result.count("target", 0);
        if (blockSeconds > MAX_BLOCK_SECONDS) {
            throw new MalformedDataException("json: expected seconds in 'target'");
        }
        return new DaemonInfo(
                result.count("height"),
                result.count("target_height"),
                CoinFields.hash(result, "top_block_hash"),
                result.findCount("immutable_height"),
                text(result, "nettype"),
                Duration.ofSeconds(blockSeconds),
                result.count("tx_count", 0),
                result.count("tx_pool_size", 0),
                findNameCounts(result),
                result.count("database_size", 0),
                text(result, "version"),
                result.flag("offline"));
    }

    private static String text(JsonObject result, String name) throws MalformedDataException {
        String text = result.string(name);
        if (text.length() > MAX_TEXT) {
            throw new MalformedDataException("json: expected at most " + MAX_TEXT + " characters in '" + name + "'");
        }
        return text;
    }

    private static DaemonInfo.@Nullable NameCounts findNameCounts(JsonObject result) throws MalformedDataException {
        if (!result.has("ons_counts")) {
            return null;
        }
        List<JsonNode> counts = result.array("ons_counts");
        if (counts.size() != 3) {
            throw new MalformedDataException("json: expected three numbers in 'ons_counts'");
        }
        return new DaemonInfo.NameCounts(
                JsonObject.integer("ons_counts", counts.get(0)),
                JsonObject.integer("ons_counts", counts.get(1)),
                JsonObject.integer("ons_counts", counts.get(2)));
    }

    private static Map<CoinAddress, CoinAmount> readRewards(JsonObject result) throws MalformedDataException {
        Map<CoinAddress, CoinAmount> rewards = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> balance :
                result.object("balances").fields().entrySet()) {
            // Under a name of our own, as the field's is an address and an error names its field.
            long amount = JsonObject.integer("balances", balance.getValue());
            if (amount < 0) {
                throw new MalformedDataException("json: expected 0 or more in 'balances'");
            }
            rewards.put(CoinAddress.parse(balance.getKey()), CoinAmount.ofAtomicUnits(amount));
        }
        return rewards;
    }

    private static List<OnsRegistration> readRegistrations(JsonObject result, String name)
            throws MalformedDataException {
        List<OnsRegistration> registrations = new ArrayList<>();
        for (JsonObject entry : result.findObjects(name)) {
            registrations.add(OnsRegistration.read(entry));
        }
        return registrations;
    }
}

package org.session4j.testkit.internal.coin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.session4j.testkit.internal.wire.Json;

/**
 * What {@code oxen-wallet-rpc} answers (services: oxen-wallet-rpc) about one wallet with one account. As the real one, it
 * leaves empty lists out.
 */
public final class WalletApp implements RpcApp {

    private static final int WRONG_ADDRESS = -2;
    private static final int TRANSFER_FAILED = -4;
    private static final int DENIED = -7;
    private static final int NO_ACCOUNT = -14;
    private static final int NOT_ENOUGH_MONEY = -17;
    private static final int ZERO_DESTINATION = -20;
    private static final int BAD_METADATA = -27;
    private static final int NOT_ENOUGH_UNLOCKED = -37;

    private static final int UNIMPORTANT = 1;
    private static final long FEE = 12_300_000;
    private static final long SMALL_FEE = 2_100_000;

    /** Not in restricted mode. */
    private static final Set<String> RESTRICTED =
            Set.of("get_transfers", "transfer", "relay_tx", "can_request_stake_unlock");

    private static final Map<String, Map<String, Kind>> METHODS = Map.of(
            "get_version", Map.of(),
            "get_height", Map.of(),
            "get_balance", Map.of("account_index", Kind.COUNT),
            "get_address", Map.of("account_index", Kind.COUNT),
            "validate_address", Map.of("address", Kind.TEXT),
            "get_transfers",
                    Map.of(
                            "account_index", Kind.COUNT,
                            "all_accounts", Kind.FLAG,
                            "filter_by_height", Kind.FLAG,
                            "min_height", Kind.COUNT,
                            "max_height", Kind.COUNT),
            "transfer",
                    Map.of(
                            "destinations", Kind.OBJECTS,
                            "account_index", Kind.COUNT,
                            "priority", Kind.COUNT,
                            "do_not_relay", Kind.FLAG,
                            "get_tx_metadata", Kind.FLAG),
            "relay_tx", Map.of("hex", Kind.TEXT, "blink", Kind.FLAG),
            "can_request_stake_unlock", Map.of("service_node_key", Kind.TEXT));

    private final String mainAddress;
    private final String subaddress;
    private final Ledger ledger = new Ledger();
    private final Set<String> stakes = new HashSet<>();
    private boolean restricted;
    private boolean watchOnly;
    private boolean dishonest;

    WalletApp(String mainAddress, String subaddress) {
        this.mainAddress = mainAddress;
        this.subaddress = subaddress;
    }

    public synchronized void restricted(boolean on) {
        restricted = on;
    }

    public synchronized void watchOnly(boolean on) {
        watchOnly = on;
    }

    /** Whether it prepares transfers of more than it was told. */
    public synchronized void dishonest(boolean on) {
        dishonest = on;
    }

    public synchronized void receive(long amount) {
        ledger.receive(amount);
    }

    public synchronized void mine(int blocks) {
        ledger.mine(blocks);
    }

    public synchronized void stake(String serviceNode, long amount) {
        stakes.add(serviceNode);
        ledger.stake(amount);
    }

    public synchronized long balance() {
        return ledger.balance();
    }

    @Override
    public Map<String, Map<String, Kind>> methods() {
        return METHODS;
    }

    @Override
    public synchronized ObjectNode call(String method, ObjectNode params) throws RpcRefusal {
        if (restricted && RESTRICTED.contains(method)) {
            throw new RpcRefusal(DENIED, method + " is not available in restricted mode.");
        }
        if (params.path("account_index").asInt(0) != 0) {
            throw new RpcRefusal(NO_ACCOUNT, "account index is out of bound");
        }
        return switch (method) {
            case "get_version" -> Json.object().put("version", (1 << 16) + 19);
            case "get_height" ->
                Json.object().put("height", ledger.blocks()).put("immutable_height", ledger.blocks() - 10);
            case "get_balance" -> balances();
            case "get_address" -> addresses();
            case "validate_address" -> validate(params.path("address").asText());
            case "get_transfers" -> transfers(params);
            case "transfer" -> transfer(params);
            case "relay_tx" -> relay(params);
            default -> stakeStatus(params.path("service_node_key").asText());
        };
    }

    private ObjectNode balances() {
        ObjectNode answer = Json.object();
        answer.put("balance", ledger.balance());
        answer.put("unlocked_balance", ledger.unlocked());
        answer.put("accrued_balance", 0);
        answer.put("accrued_balance_next_payout", 0);
        answer.put("multisig_import_needed", false);
        answer.put("blocks_to_unlock", ledger.balance() == ledger.unlocked() ? 0 : Ledger.UNLOCK_BLOCKS);
        answer.put("time_to_unlock", 0);
        if (ledger.balance() > 0) {
            ObjectNode main = answer.putArray("per_subaddress").addObject();
            main.put("account_index", 0).put("address_index", 0).put("address", mainAddress);
            main.put("balance", ledger.balance()).put("unlocked_balance", ledger.unlocked());
            main.put("label", "Primary account").put("num_unspent_outputs", 1);
        }
        return answer;
    }

    private ObjectNode addresses() {
        ObjectNode answer = Json.object().put("address", mainAddress);
        ArrayNode addresses = answer.putArray("addresses");
        addresses
                .addObject()
                .put("address", mainAddress)
                .put("address_index", 0)
                .put("label", "Primary account")
                .put("used", ledger.entries().stream().anyMatch(Ledger.Entry::isIncoming));
        addresses
                .addObject()
                .put("address", subaddress)
                .put("address_index", 1)
                .put("label", "shop")
                .put("used", false);
        return answer;
    }

    private static boolean isAddress(String text) {
        return text.matches("L[1-9A-HJ-NP-Za-km-z]{94,96}");
    }

    private static ObjectNode validate(String address) {
        return Json.object()
                .put("valid", isAddress(address))
                .put("integrated", false)
                .put("subaddress", address.length() > 95)
                .put("nettype", isAddress(address) ? "mainnet" : "")
                .put("openalias_address", "");
    }

    private ObjectNode transfers(ObjectNode params) {
        boolean filter = params.path("filter_by_height").asBoolean(false);
        long after = params.path("min_height").asLong(0);
        long upTo = params.path("max_height").asLong(Long.MAX_VALUE);
        ObjectNode answer = Json.object();
        for (Ledger.Entry entry : ledger.entries()) {
            boolean wanted = !filter || entry.height() == 0 || (entry.height() > after && entry.height() <= upTo);
            if (wanted) {
                answer.withArray(list(entry)).add(describe(entry));
            }
        }
        return answer;
    }

    private static String list(Ledger.Entry entry) {
        return entry.isIncoming() || entry.type().equals("pending") ? entry.type() : "out";
    }

    private ObjectNode describe(Ledger.Entry entry) {
        ObjectNode one = Json.object();
        one.put("txid", entry.txid()).put("payment_id", "0000000000000000");
        one.put("height", entry.height()).put("timestamp", 1_700_000_000 + entry.height() * 120);
        one.put("amount", entry.amount()).put("fee", entry.fee()).put("note", "");
        for (Ledger.Destination destination : entry.destinations()) {
            one.withArray("destinations")
                    .addObject()
                    .put("address", destination.address())
                    .put("amount", destination.amount());
        }
        one.put("type", entry.type()).put("unlock_time", 0).put("address", mainAddress);
        one.put("locked", ledger.confirmations(entry) < Ledger.UNLOCK_BLOCKS);
        one.putObject("subaddr_index").put("major", 0).put("minor", 0);
        one.put("double_spend_seen", false).put("confirmations", ledger.confirmations(entry));
        one.put("checkpointed", ledger.confirmations(entry) >= Ledger.UNLOCK_BLOCKS ? 1 : 0);
        return one.put("blink_mempool", false).put("was_blink", false);
    }

    private ObjectNode transfer(ObjectNode params) throws RpcRefusal {
        List<Ledger.Destination> destinations = new ArrayList<>();
        for (JsonNode destination : params.path("destinations")) {
            destinations.add(new Ledger.Destination(
                    destination.path("address").asText(),
                    destination.path("amount").asLong()));
        }
        requirePayable(destinations);
        if (!params.path("do_not_relay").asBoolean(false)) {
            throw new RpcRefusal(TRANSFER_FAILED, "this wallet sends only what was confirmed");
        }
        long fee = params.path("priority").asInt(0) == UNIMPORTANT ? SMALL_FEE : FEE;
        requireMoney(destinations.stream().mapToLong(Ledger.Destination::amount).sum() + fee);
        Ledger.Entry entry = ledger.prepare(fee, destinations);
        ObjectNode answer = Json.object();
        answer.put("amount", dishonest ? entry.amount() + 1 : entry.amount()).put("fee", fee);
        answer.put("tx_hash", watchOnly ? "" : entry.txid()).put("tx_key", "").put("tx_blob", "");
        answer.put("tx_metadata", watchOnly ? "" : metadata(entry.txid()));
        return answer.put("multisig_txset", "").put("unsigned_txset", watchOnly ? "00" : "");
    }

    private static void requirePayable(List<Ledger.Destination> destinations) throws RpcRefusal {
        if (destinations.isEmpty()) {
            throw new RpcRefusal(ZERO_DESTINATION, "No destinations for this transfer");
        }
        for (Ledger.Destination destination : destinations) {
            if (!isAddress(destination.address())) {
                throw new RpcRefusal(WRONG_ADDRESS, "WALLET_RPC_ERROR_CODE_WRONG_ADDRESS: " + destination.address());
            }
            if (destination.amount() <= 0) {
                throw new RpcRefusal(ZERO_DESTINATION, "one of destinations is zero");
            }
        }
    }

    private void requireMoney(long needed) throws RpcRefusal {
        if (needed > ledger.balance()) {
            throw new RpcRefusal(NOT_ENOUGH_MONEY, "not enough money");
        }
        if (needed > ledger.unlocked()) {
            throw new RpcRefusal(NOT_ENOUGH_UNLOCKED, "not enough unlocked money");
        }
    }

    /** Longer than a hash, as the real one, which holds the whole transaction. */
    private static String metadata(String txid) {
        return "ff" + txid + "00";
    }

    private ObjectNode relay(ObjectNode params) throws RpcRefusal {
        String hex = params.path("hex").asText();
        if (!hex.matches("ff[0-9a-f]{64}00")) {
            throw new RpcRefusal(BAD_METADATA, "Failed to parse tx metadata.");
        }
        Optional<Ledger.Entry> entry = ledger.prepared(hex.substring(2, hex.length() - 2));
        if (entry.isEmpty() || !ledger.send(entry.get())) {
            throw new RpcRefusal(TRANSFER_FAILED, "Failed to commit tx.");
        }
        return Json.object().put("tx_hash", entry.get().txid());
    }

    private ObjectNode stakeStatus(String serviceNode) {
        boolean staked = stakes.contains(serviceNode);
        return Json.object()
                .put("can_unlock", staked)
                .put(
                        "msg",
                        staked
                                ? "You can unlock your stake in 15 days."
                                : "No contributions recognised by this wallet in service node: " + serviceNode);
    }
}

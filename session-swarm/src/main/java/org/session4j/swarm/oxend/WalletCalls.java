package org.session4j.swarm.oxend;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.rpc.RpcCall;

/** The questions to a wallet, and how its answers are read (services: oxen-wallet-rpc). */
final class WalletCalls {

    private static final int MAX_TEXT = 500;

    private WalletCalls() {}

    static int requireIndex(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("account: expected 0 or more, got " + index);
        }
        return index;
    }

    private static TreeMap<String, Object> params(String name, Object value) {
        TreeMap<String, Object> params = new TreeMap<>();
        params.put(name, value);
        return params;
    }

    static RpcCall<Long> height() {
        return RpcCall.of("get_height", new TreeMap<>(), result -> result.count("height"));
    }

    static RpcCall<WalletBalance> balance(int account) {
        return RpcCall.of("get_balance", params("account_index", requireIndex(account)), WalletCalls::readBalance);
    }

    static RpcCall<List<WalletAddress>> addresses(int account) {
        return RpcCall.of("get_address", params("account_index", requireIndex(account)), WalletCalls::readAddresses);
    }

    static RpcCall<AddressCheck> check(CoinAddress address) {
        return RpcCall.of(
                "validate_address",
                params("address", address.format()),
                result -> new AddressCheck(
                        result.flag("valid"),
                        result.flag("integrated"),
                        result.flag("subaddress"),
                        text(result, "nettype")));
    }

    static RpcCall<WalletTransfers> transfers(TransfersQuery query) {
        return RpcCall.of(
                "get_transfers",
                query.params(),
                result -> new WalletTransfers(
                        readTransfers(result, "in"),
                        readTransfers(result, "out"),
                        readTransfers(result, "pending"),
                        readTransfers(result, "failed"),
                        readTransfers(result, "pool")));
    }

    static RpcCall<StakeStatus> stakeStatus(Ed25519PublicKey serviceNode) {
        return RpcCall.of(
                "can_request_stake_unlock",
                params("service_node_key", serviceNode.toString()),
                result -> new StakeStatus(result.flag("can_unlock"), text(result, "msg")));
    }

    /** The transaction as far as the wallet told; null if it did not sign. */
    record Prepared(
            CoinAmount amount, CoinAmount fee, @Nullable ChainHash id, Bytes metadata) {

        /** Without what holds secrets. */
        @Override
        public String toString() {
            return "Prepared[amount=" + amount + ", fee=" + fee + "]";
        }
    }

    static RpcCall<Prepared> prepare(TransferOrder order) {
        List<Object> destinations = new ArrayList<>();
        for (Payment payment : order.payments()) {
            TreeMap<String, Object> destination =
                    params("address", payment.address().format());
            destination.put("amount", payment.amount().atomicUnits());
            destinations.add(destination);
        }
        TreeMap<String, Object> params = params("destinations", destinations);
        params.put("account_index", order.account());
        params.put("priority", order.priority().code());
        params.put("do_not_relay", true);
        params.put("get_tx_metadata", true);
        return RpcCall.of("transfer", params, WalletCalls::readPrepared);
    }

    static RpcCall<ChainHash> relay(PreparedTransfer transfer) {
        TreeMap<String, Object> params = params("hex", transfer.metadata().toHex());
        params.put("blink", transfer.order().priority() == TransferOrder.Priority.BLINK);
        return RpcCall.of("relay_tx", params, result -> CoinFields.hash(result, "tx_hash"));
    }

    private static String text(JsonObject object, String name) throws MalformedDataException {
        String text = object.findString(name).orElse("");
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    private static WalletBalance readBalance(JsonObject result) throws MalformedDataException {
        List<WalletBalance.Part> parts = new ArrayList<>();
        for (JsonObject part : result.findObjects("per_subaddress")) {
            parts.add(new WalletBalance.Part(
                    part.count("account_index", 0),
                    part.count("address_index", 0),
                    CoinFields.address(part, "address"),
                    text(part, "label"),
                    CoinFields.amount(part, "balance"),
                    CoinFields.amount(part, "unlocked_balance")));
        }
        CoinAmount accrued = CoinAmount.ofAtomicUnits(result.count("accrued_balance", 0));
        return new WalletBalance(
                CoinFields.amount(result, "balance"),
                CoinFields.amount(result, "unlocked_balance"),
                accrued,
                accrued.isZero() ? null : result.findCount("accrued_balance_next_payout"),
                result.count("blocks_to_unlock", 0),
                result.flag("multisig_import_needed"),
                parts);
    }

    private static List<WalletAddress> readAddresses(JsonObject result) throws MalformedDataException {
        List<WalletAddress> addresses = new ArrayList<>();
        for (JsonObject one : result.findObjects("addresses")) {
            addresses.add(new WalletAddress(
                    CoinFields.address(one, "address"),
                    one.count("address_index", 0),
                    text(one, "label"),
                    one.flag("used")));
        }
        return List.copyOf(addresses);
    }

    private static List<WalletTransfer> readTransfers(JsonObject result, String name) throws MalformedDataException {
        List<WalletTransfer> transfers = new ArrayList<>();
        for (JsonObject transfer : result.findObjects(name)) {
            transfers.add(readTransfer(transfer));
        }
        return transfers;
    }

    private static WalletTransfer readTransfer(JsonObject transfer) throws MalformedDataException {
        List<Payment> payments = new ArrayList<>();
        for (JsonObject destination : transfer.findObjects("destinations")) {
            payments.add(
                    new Payment(CoinFields.address(destination, "address"), CoinFields.amount(destination, "amount")));
        }
        long height = transfer.count("height", 0);
        return new WalletTransfer(
                CoinFields.hash(transfer, "txid"),
                WalletTransfer.Kind.of(transfer.findString("type").orElse("")),
                CoinFields.amount(transfer, "amount"),
                CoinAmount.ofAtomicUnits(transfer.count("fee", 0)),
                height == 0 ? null : (Long) height,
                transfer.findSeconds("timestamp"),
                transfer.count("confirmations", 0),
                transfer.flag("locked"),
                transfer.flag("checkpointed"),
                transfer.flag("was_blink"),
                transfer.flag("double_spend_seen"),
                CoinFields.findAddress(transfer, "address"),
                payments,
                text(transfer, "note"));
    }

    /** A wallet that cannot sign gives neither a hash nor what is needed to send. */
    private static Prepared readPrepared(JsonObject result) throws MalformedDataException {
        String hash = result.findString("tx_hash").orElse("");
        String metadata = result.findString("tx_metadata").orElse("");
        boolean isSigned = !hash.isEmpty() && !metadata.isEmpty();
        return new Prepared(
                CoinFields.amount(result, "amount"),
                CoinFields.amount(result, "fee"),
                isSigned ? ChainHash.parse(hash) : null,
                Bytes.parseHex(metadata));
    }
}

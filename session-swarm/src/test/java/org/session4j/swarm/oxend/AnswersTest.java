package org.session4j.swarm.oxend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.rpc.RpcCall;
import org.session4j.swarm.wire.OnsRecord;

/** What daemons and wallets answer is read in full, and anything else is refused as malformed. */
class AnswersTest {

    private static final String HASH = "ab".repeat(32);
    private static final String ADDRESS = "L8KJf3nRQ53NTX1YLjtHryjegFRa3ZCEGLmrMBY";

    private static final String NODE = "{'service_node_pubkey':'" + HASH + "','pubkey_ed25519':'" + HASH
            + "','pubkey_x25519':'" + HASH + "','public_ip':'203.0.113.9','storage_port':22021,"
            + "'storage_lmq_port':22020,'quorumnet_port':22025,'swarm_id':18374686479671623680,"
            + "'active':false,'funded':true,'registration_height':100,'registration_hf_version':19,"
            + "'requested_unlock_height':0,'state_height':200,'last_reward_block_height':300,"
            + "'decommission_count':2,'decomm_reasons':{'all':['uptime'],'some':['storage']},"
            + "'earned_downtime_blocks':-5,'service_node_version':[10,4,1],'storage_server_version':[2,11,0],"
            + "'lokinet_version':[0,9,14],'contributors':[{'address':'" + ADDRESS
            + "','amount':3750000000000,'reserved':5000000000000,'locked_contributions':[]}],"
            + "'total_contributed':3750000000000,'total_reserved':5000000000000,"
            + "'staking_requirement':15000000000000,'portions_for_operator':18446744073709551612,"
            + "'operator_fee':100000,'operator_address':'" + ADDRESS + "','last_uptime_proof':1700000000,"
            + "'storage_server_reachable':true,'lokinet_reachable':false,'quorumnet_tests':[7,1],"
            + "'timesync_tests':[8,0]}";

    private static final String ONS =
            "[{'type':0,'name_hash':'" + Bytes.utf8("x".repeat(32)).toBase64()
                    + "','owner':'" + ADDRESS + "','encrypted_value':'" + "cd".repeat(73)
                    + "','update_height':5,'txid':'" + HASH + "'}]";

    private static final String TRANSFER = "[{'txid':'" + HASH + "','payment_id':'','height':0,'timestamp':1700000000,"
            + "'amount':1000000000,'fee':7,'note':'rent','destinations':[{'address':'" + ADDRESS
            + "','amount':1000000000}],'type':'stake','unlock_time':0,'locked':true,'address':'" + ADDRESS
            + "','double_spend_seen':false,'checkpointed':1,'was_blink':true,'confirmations':3}]";

    /** All fields of all answers. */
    private static final String EVERYTHING = ("{'height':1000,'target_height':1001,'block_hash':'" + HASH
                    + "','hash':'" + HASH + "','top_block_hash':'" + HASH
                    + "','immutable_height':990,'hardfork':19,'snode_revision':4,'nettype':'mainnet','target':120,"
                    + "'tx_count':55,'tx_pool_size':2,'ons_counts':[1,2,3],'database_size':1000000000,'version':'10',"
                    + "'staking_requirement':15000000000000,'service_node_states':[" + NODE + "],"
                    + "'balances':{'" + ADDRESS + "':5},'result':" + ONS + ",'entries':" + ONS
                    + ",'balance':30,'unlocked_balance':20,'accrued_balance':4,'accrued_balance_next_payout':1100,"
                    + "'blocks_to_unlock':6,'multisig_import_needed':false,'per_subaddress':[{'account_index':0,"
                    + "'address_index':1,'address':'" + ADDRESS
                    + "','label':'shop','balance':30,'unlocked_balance':20}],"
                    + "'addresses':[{'address':'" + ADDRESS + "','address_index':1,'label':'shop','used':true}],"
                    + "'valid':true,'in':" + TRANSFER + ",'out':" + TRANSFER + ",'can_unlock':true,'msg':'ready',"
                    + "'amount':1000000000,'fee':7,'tx_hash':'" + HASH + "','tx_metadata':'abcd'}")
            .replace('\'', '"');

    private static List<RpcCall<?>> calls() {
        TransferOrder order = order();
        PreparedTransfer prepared = new PreparedTransfer(
                order, hash(), CoinAmount.ZERO, Bytes.utf8("tx"), any -> new CompletableFuture<>());
        return List.of(
                DaemonCalls.info(),
                DaemonCalls.height(),
                DaemonCalls.stakingRequirement(),
                DaemonCalls.serviceNodes(ServiceNodesQuery.builder().build()),
                DaemonCalls.accruedRewards(List.of()),
                DaemonCalls.namesToOwners(List.of(Bytes.utf8("x")), List.of(OnsType.SESSION)),
                DaemonCalls.ownersToNames(List.of(), true),
                WalletCalls.height(),
                WalletCalls.balance(0),
                WalletCalls.addresses(0),
                WalletCalls.check(address()),
                WalletCalls.transfers(TransfersQuery.ofAccount(0)),
                WalletCalls.stakeStatus(Ed25519PublicKey.of(new byte[32])),
                WalletCalls.prepare(order),
                WalletCalls.relay(prepared));
    }

    private static CoinAddress address() {
        try {
            return CoinAddress.parse(ADDRESS);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    private static ChainHash hash() {
        try {
            return ChainHash.parse(HASH);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    private static TransferOrder order() {
        return TransferOrder.of(address(), CoinAmount.ofAtomicUnits(1_000_000_000));
    }

    private static <R> R read(RpcCall<R> call) throws MalformedDataException {
        return call.reader().read(JsonObject.parse(Bytes.utf8(EVERYTHING)));
    }

    private static void readAll(byte[] json) {
        for (RpcCall<?> call : calls()) {
            try {
                assertThat((Object) call.reader().read(JsonObject.parse(Bytes.of(json))))
                        .isNotNull();
            } catch (MalformedDataException e) {
                assertThat(e).hasMessageNotContaining(ADDRESS);
            }
        }
    }

    @Example
    void aDaemonSaysWhatItKnows() throws Exception {
        DaemonInfo info = read(DaemonCalls.info());
        assertThat(info)
                .isEqualTo(new DaemonInfo(
                        1000,
                        1001,
                        hash(),
                        990L,
                        "mainnet",
                        Duration.ofMinutes(2),
                        55,
                        2,
                        new DaemonInfo.NameCounts(1, 2, 3),
                        1_000_000_000,
                        "10",
                        false));
        assertThat(info.isSynchronized()).isFalse();
        assertThat(read(DaemonCalls.height())).isEqualTo(new ChainHeight(1000, hash(), 990L));
        assertThat(read(DaemonCalls.stakingRequirement()).amount()).hasToString("15000");
        assertThat(read(DaemonCalls.accruedRewards(List.of(address()))))
                .isEqualTo(Map.of(address(), CoinAmount.ofAtomicUnits(5)));
    }

    @Example
    void aNodeIsReadInFull() throws Exception {
        ServiceNodes list =
                read(DaemonCalls.serviceNodes(ServiceNodesQuery.builder().build()));
        assertThat(list.hardFork()).isEqualTo(19);
        ServiceNodeState node = list.nodes().get(0);
        assertThat(node.ip()).isEqualTo("203.0.113.9");
        assertThat(Long.toUnsignedString(node.swarmId())).isEqualTo("18374686479671623680");
        assertThat(node.versions().storageServer()).isEqualTo(new NodeVersion(2, 11, 0));
        assertThat(node.standing().isDecommissioned()).isTrue();
        assertThat(node.standing().decommissionReasons()).containsExactly("uptime");
        assertThat(node.standing().earnedDowntimeBlocks()).isEqualTo(-5);
        assertThat(node.stake().required()).hasToString("15000");
        assertThat(node.stake().contributionOf(address())).hasToString("3750");
        assertThat(node.stake().contributors().get(0).reserved()).hasToString("5000");
        assertThat(node.health())
                .isEqualTo(new NodeHealth(
                        Instant.ofEpochSecond(1_700_000_000), true, false, new TestCount(7, 1), new TestCount(8, 0)));
    }

    @Example
    void aNodeOfWhichNothingIsKnownIsANode() throws Exception {
        ServiceNodes list = ServiceNodeReader.read(JsonObject.parse(Bytes.utf8("{\"service_node_states\":[{}]}")));
        ServiceNodeState node = list.nodes().get(0);
        assertThat(node.swarmId()).isEqualTo(ServiceNode.NO_SWARM);
        assertThat(node.key()).isNull();
        assertThat(node.standing().isDecommissioned()).isFalse();
        assertThat(ServiceNodeReader.read(JsonObject.parse(Bytes.utf8("{\"unchanged\":true}")))
                        .isUnchanged())
                .isTrue();
    }

    @Example
    void onlyTheChosenFieldsAreAskedFor() throws Exception {
        ServiceNodesQuery query = ServiceNodesQuery.builder()
                .fields(ServiceNodeField.SWARM_ID, ServiceNodeField.PUBLIC_IP)
                .keys(List.of(Ed25519PublicKey.parse(HASH)))
                .activeOnly()
                .limit(5)
                .unlessNewestBlockIs(hash())
                .build();
        assertThat(DaemonCalls.serviceNodes(query).params())
                .isEqualTo("{\"active_only\":true,\"fields\":[\"public_ip\",\"swarm_id\",\"height\",\"target_height\","
                        + "\"block_hash\",\"hardfork\",\"snode_revision\"],\"limit\":5,\"poll_block_hash\":\"" + HASH
                        + "\",\"service_node_pubkeys\":[\"" + HASH + "\"]}");
        assertThat(DaemonCalls.serviceNodes(ServiceNodesQuery.builder().build()).params())
                .isEqualTo("{}");
    }

    @Example
    void aRegistrationOpensWithItsName() throws Exception {
        OnsRegistration registration =
                read(DaemonCalls.namesToOwners(List.of(), List.of())).get(0);
        OnsRecord record = registration.sessionRecord().orElseThrow();
        assertThat(record.encryptedValue().length()).isEqualTo(49);
        assertThat(record.nonce().length()).isEqualTo(24);
        assertThat(record.isOld()).isFalse();
        assertThat(OnsRecord.nameHash(Crypto.get(), OnsName.parse("x")).length())
                .isEqualTo(32);
    }

    @Example
    void aWalletSaysWhatItHas() throws Exception {
        WalletBalance balance = read(WalletCalls.balance(0));
        assertThat(balance.total().atomicUnits()).isEqualTo(30);
        assertThat(balance.accruedPayoutHeight()).isEqualTo(1100);
        assertThat(balance.subaddresses().get(0).label()).isEqualTo("shop");
        assertThat(balance.toString()).doesNotContain("shop").doesNotContain(ADDRESS);
        WalletTransfer transfer =
                read(WalletCalls.transfers(TransfersQuery.ofAccount(0))).all().get(1);
        assertThat(transfer.kind()).isEqualTo(WalletTransfer.Kind.STAKE);
        assertThat(transfer.height()).isNull();
        assertThat(transfer.isImmutable()).isTrue();
        assertThat(transfer.payments()).containsExactly(new Payment(address(), transfer.amount()));
        assertThat(transfer.toString()).doesNotContain("rent").doesNotContain(ADDRESS);
        assertThat(read(WalletCalls.addresses(0)).get(0).isUsed()).isTrue();
        assertThat(read(WalletCalls.stakeStatus(Ed25519PublicKey.of(new byte[32]))))
                .isEqualTo(new StakeStatus(true, "ready"));
    }

    @Example
    void whatIsAskedOfAWalletIsNoMoreThanNeeded() {
        assertThat(WalletCalls.prepare(order()).params())
                .isEqualTo("{\"account_index\":0,\"destinations\":[{\"address\":\"" + ADDRESS
                        + "\",\"amount\":1000000000}],\"do_not_relay\":true,\"get_tx_metadata\":true,\"priority\":5}");
        assertThat(WalletCalls.transfers(TransfersQuery.ofAllAccounts().between(10, 20))
                        .params())
                .isEqualTo("{\"all_accounts\":true,\"filter_by_height\":true,\"max_height\":20,\"min_height\":10}");
        assertThat(WalletCalls.prepare(order()).toString()).isEqualTo("RpcCall[transfer]");
    }

    @Example
    void everyReaderFindsWhatItLooksFor() throws Exception {
        for (RpcCall<?> call : calls()) {
            assertThat((Object) read(call)).isNotNull();
        }
    }

    @Property
    void anyBytes(@ForAll byte[] json) {
        readAll(json);
    }

    @Property
    void anythingInPlaceOfAnyNumber(@ForAll long value, @ForAll @IntRange(max = 7) int kind) {
        String other = switch (kind) {
            case 0 -> "\"x\"";
            case 1 -> "null";
            case 2 -> "[]";
            case 3 -> "{}";
            case 4 -> value + ".5";
            case 5 -> value + "000000000000";
            case 6 -> "true";
            default -> Long.toString(value);
        };
        readAll(EVERYTHING.replaceAll(":-?[0-9]+", ":" + other).getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void anythingInPlaceOfOneValue(@ForAll @IntRange(max = 200) int place, @ForAll @IntRange(max = 5) int kind) {
        String[] others = {"\"\"", "null", "[7]", "{\"a\":1}", "-1", "\"" + "z".repeat(200) + "\""};
        List<String> parts = new ArrayList<>(Arrays.asList(EVERYTHING.split("(?<=:)|(?=[,}])", -1)));
        parts.set(place % parts.size(), others[kind]);
        readAll(String.join("", parts).getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void anAnswerWithSomeBytesChanged(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 10_000) Integer> places, @ForAll byte change) {
        byte[] json = EVERYTHING.getBytes(StandardCharsets.UTF_8);
        places.forEach(place -> json[place % json.length] ^= change);
        readAll(json);
    }

    @Property
    void anAnswerThatIsCutOff(@ForAll @IntRange(max = 10_000) int length) {
        byte[] json = EVERYTHING.getBytes(StandardCharsets.UTF_8);
        readAll(Arrays.copyOf(json, Math.min(length, json.length)));
    }
}

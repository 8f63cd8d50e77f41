package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.oxend.CoinAddress;
import org.session4j.swarm.oxend.CoinAmount;
import org.session4j.swarm.oxend.OxendException;
import org.session4j.swarm.oxend.OxendException.Reason;
import org.session4j.swarm.oxend.PreparedTransfer;
import org.session4j.swarm.oxend.RpcLogin;
import org.session4j.swarm.oxend.TransferOrder;
import org.session4j.swarm.oxend.TransfersQuery;
import org.session4j.swarm.oxend.WalletAddress;
import org.session4j.swarm.oxend.WalletBalance;
import org.session4j.swarm.oxend.WalletClient;
import org.session4j.swarm.oxend.WalletError;
import org.session4j.swarm.oxend.WalletTransfer;
import org.session4j.swarm.oxend.WalletTransfers;
import org.session4j.testkit.RpcMisbehaviour;
import org.session4j.testkit.TestRpcLogin;
import org.session4j.testkit.TestWallet;

/** A program and the wallet that it looks after. */
@Timeout(120)
class WalletTest {

    private static final String PASSWORD = "correct horse";
    private static final Ed25519PublicKey NODE = Ed25519PublicKey.of(new byte[32]);

    private final CoinAddress other = address("LSomebodyE" + "1".repeat(85));
    private TestWallet server;
    private WalletClient wallet;

    @BeforeEach
    void open() {
        server = TestWallet.start(TestRpcLogin.digest("me", PASSWORD));
        wallet = open(RpcLogin.of("me", PASSWORD.toCharArray()));
    }

    @AfterEach
    void close() {
        wallet.close();
        server.close();
        assertThat(server.complaints()).isEmpty();
    }

    private WalletClient open(RpcLogin login) {
        WalletClient opened = WalletClient.builder(server.uri()).login(login).open();
        login.destroy();
        return opened;
    }

    private static CoinAddress address(String text) {
        try {
            return CoinAddress.parse(text);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    private static CoinAmount coins(String text) throws MalformedDataException {
        return CoinAmount.parse(text);
    }

    private static Throwable cause(CompletableFuture<?> future) throws InterruptedException {
        try {
            throw new AssertionError("got " + future.get());
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static OxendException failure(CompletableFuture<?> future) throws InterruptedException {
        Throwable cause = cause(future);
        assertThat(cause).isInstanceOf(OxendException.class);
        return (OxendException) cause;
    }

    private void earn(String amount) throws MalformedDataException {
        server.receive(coins(amount).atomicUnits());
        server.mine(10);
    }

    private WalletTransfers transfers() {
        return wallet.transfers(TransfersQuery.ofAccount(0)).join();
    }

    @Test
    void whatCameIsLockedAtFirst() throws Exception {
        server.receive(coins("7.000000001").atomicUnits());
        WalletBalance fresh = wallet.balance(0).join();
        assertThat(fresh.total()).hasToString("7.000000001");
        assertThat(fresh.unlocked()).isEqualTo(CoinAmount.ZERO);
        assertThat(fresh.blocksToUnlock()).isPositive();

        server.mine(10);
        assertThat(wallet.balance(0).join().unlocked()).hasToString("7.000000001");
        assertThat(transfers().in()).hasSize(1);
        assertThat(transfers().in().get(0).isLocked()).isFalse();
        assertThat(wallet.height().join()).isEqualTo(1011);
    }

    @Test
    void addressesAreListed() {
        List<WalletAddress> addresses = wallet.addresses(0).join();
        assertThat(addresses).hasSize(2);
        assertThat(addresses.get(0).address().format()).isEqualTo(server.mainAddress());
        assertThat(wallet.check(addresses.get(1).address()).join().isSubaddress())
                .isTrue();
        assertThat(wallet.check(address("LwrongLwrongLwrong")).join().isValid()).isFalse();
    }

    @Test
    void nothingIsSentBeforeItIsConfirmed() throws Exception {
        earn("10");
        PreparedTransfer transfer =
                wallet.prepare(TransferOrder.of(other, coins("2.5"))).join();
        assertThat(transfer.amount()).hasToString("2.5");
        assertThat(transfer.fee()).hasToString("0.0123");
        assertThat(transfer.total()).hasToString("2.5123");
        server.mine(3);
        assertThat(transfers().all()).hasSize(1);
        assertThat(wallet.balance(0).join().total()).hasToString("10");
        assertThat(server.calls()).doesNotContain("relay_tx");

        assertThat(transfer.confirm().join()).isEqualTo(transfer.id());
        WalletTransfer pending = transfers().pending().get(0);
        assertThat(pending.id()).isEqualTo(transfer.id());
        assertThat(pending.height()).isNull();
        assertThat(pending.kind()).isEqualTo(WalletTransfer.Kind.PENDING);
        assertThat(wallet.balance(0).join().total()).hasToString("7.4877");

        server.mine(1);
        WalletTransfer sent = transfers().out().get(0);
        assertThat(sent.kind()).isEqualTo(WalletTransfer.Kind.OUT);
        assertThat(sent.height()).isNotNull();
        assertThat(sent.payments()).isEqualTo(transfer.order().payments());
        assertThat(transfers().pending()).isEmpty();
    }

    @Test
    void confirmingTwiceSendsOnce() throws Exception {
        earn("10");
        PreparedTransfer transfer = wallet.prepare(TransferOrder.of(other, coins("1"))
                        .and(other, coins("2"))
                        .at(TransferOrder.Priority.UNIMPORTANT))
                .join();
        server.misbehave(RpcMisbehaviour.HANG_UP);
        CompletableFuture<?> unsure = transfer.confirm();
        assertThat(unsure.handle((id, failure) -> failure != null).join()).isTrue();
        server.behave();
        assertThat(transfer.confirm().join()).isEqualTo(transfer.confirm().join());
        assertThat(server.balance()).isEqualTo(coins("6.9979").atomicUnits());
    }

    @Test
    void twoTransfersOfTheSameCoinsAreNotBothSent() throws Exception {
        earn("3");
        TransferOrder order = TransferOrder.of(other, coins("2"));
        PreparedTransfer first = wallet.prepare(order).join();
        PreparedTransfer second = wallet.prepare(order).join();
        assertThat(first.confirm().join()).isEqualTo(first.id());
        assertThat(WalletError.of(failure(second.confirm()))).isEqualTo(WalletError.TRANSFER_FAILED);
    }

    @Test
    void aWalletThatRefusesSaysWhy() throws Exception {
        assertThat(WalletError.of(failure(wallet.prepare(TransferOrder.of(other, coins("1"))))))
                .isEqualTo(WalletError.NOT_ENOUGH_MONEY);
        server.receive(coins("5").atomicUnits());
        assertThat(WalletError.of(failure(wallet.prepare(TransferOrder.of(other, coins("1"))))))
                .isEqualTo(WalletError.NOT_ENOUGH_UNLOCKED_MONEY);
        OxendException wrong = failure(wallet.prepare(TransferOrder.of(address("Lwrong0000000000"), coins("1"))));
        assertThat(WalletError.of(wrong)).isEqualTo(WalletError.WRONG_ADDRESS);
        assertThat(wrong.detail()).contains("Lwrong0000000000");
        assertThat(wrong.toString()).doesNotContain("Lwrong0000000000");
        assertThat(WalletError.of(failure(wallet.balance(1)))).isEqualTo(WalletError.NO_SUCH_ACCOUNT);
    }

    @Test
    void inRestrictedModeItOnlyTellsWhatThereIs() throws Exception {
        server.restricted(true);
        assertThat(wallet.balance(0).join().total()).isEqualTo(CoinAmount.ZERO);
        assertThat(WalletError.of(failure(wallet.transfers(TransfersQuery.ofAllAccounts()))))
                .isEqualTo(WalletError.DENIED);
        assertThat(WalletError.of(failure(wallet.prepare(TransferOrder.of(other, coins("1"))))))
                .isEqualTo(WalletError.DENIED);
    }

    @Test
    void whatAWalletPreparesMustBeWhatWasOrdered() throws Exception {
        earn("10");
        TransferOrder order = TransferOrder.of(other, coins("1"));
        server.dishonest(true);
        assertThat(failure(wallet.prepare(order)).reason()).isEqualTo(Reason.MALFORMED_ANSWER);
        server.dishonest(false);
        server.watchOnly(true);
        assertThat(failure(wallet.prepare(order)).reason()).isEqualTo(Reason.NOT_SIGNED);
        assertThat(server.calls()).doesNotContain("relay_tx");
    }

    @Test
    void aStakeIsSeen() throws Exception {
        earn("20000");
        assertThat(wallet.stakeStatus(NODE).join().canRequestUnlock()).isFalse();
        server.stake(NODE, coins("15000").atomicUnits());
        assertThat(wallet.stakeStatus(NODE).join().canRequestUnlock()).isTrue();
        assertThat(wallet.transfers(TransfersQuery.ofAccount(0).between(1005, 2000))
                        .join()
                        .all())
                .extracting(WalletTransfer::kind)
                .containsExactly(WalletTransfer.Kind.STAKE);
    }

    @Test
    void oneLoginServesManyQuestions() {
        for (int i = 0; i < 5; i++) {
            assertThat(wallet.height().join()).isPositive();
        }
        assertThat(server.logins()).isEqualTo(5);
        assertThat(server.requests()).as("the first is asked twice").isEqualTo(6);
    }

    @Test
    void aNonceThatIsUsedUpIsReplaced() {
        server.usesOfANonce(2);
        for (int i = 0; i < 6; i++) {
            assertThat(wallet.height().join()).isPositive();
        }
        assertThat(server.logins()).isEqualTo(6);
        assertThat(server.requests()).isEqualTo(9);
    }

    @Test
    void manyQuestionsAtOnceAreCountedRight() {
        List<CompletableFuture<Long>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> wallet.height()).thenCompose(future -> future));
        }
        assertThat(asked).allMatch(future -> future.join() > 0);
        assertThat(server.logins()).isEqualTo(50);
        assertThat(server.requests()).isEqualTo(51);
    }

    @ParameterizedTest
    @EnumSource(RpcMisbehaviour.class)
    void whateverAServerDoesIsToldApart(RpcMisbehaviour how) throws Exception {
        try (TestWallet open = TestWallet.start();
                WalletClient hasty = WalletClient.builder(open.uri())
                        .login(RpcLogin.of("me", "secret".toCharArray()))
                        .timeout(how == RpcMisbehaviour.STALL ? Duration.ofMillis(300) : Duration.ofSeconds(60))
                        .open()) {
            open.misbehave(how);
            CompletableFuture<?> asked = hasty.height();
            switch (how) {
                case NO_JSON, OTHER_JSON, OTHER_ID ->
                    assertThat(failure(asked).reason()).isEqualTo(Reason.MALFORMED_ANSWER);
                case HUGE, HUGE_UNANNOUNCED ->
                    assertThat(failure(asked).reason()).isEqualTo(Reason.TOO_LARGE);
                case STALL -> assertThat(cause(asked)).isInstanceOf(SocketTimeoutException.class);
                case HANG_UP, HALF -> assertThat(cause(asked)).isInstanceOf(IOException.class);
                case REFUSE_LOGIN -> assertThat(failure(asked).reason()).isEqualTo(Reason.LOGIN_REFUSED);
                case STRANGE_LOGIN -> assertThat(failure(asked).reason()).isEqualTo(Reason.LOGIN_UNSUPPORTED);
                case REDIRECT, BROKEN -> assertThat(failure(asked).reason()).isEqualTo(Reason.HTTP_STATUS);
            }
            assertThat(open.requests())
                    .as("nothing is asked again")
                    .isEqualTo(how == RpcMisbehaviour.REFUSE_LOGIN ? 2 : 1);

            open.behave();
            assertThat(hasty.height().join()).isPositive();
            assertThat(open.complaints()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (WalletClient wrong = open(RpcLogin.of("me", "wrong".toCharArray()));
                WalletClient none = WalletClient.builder(server.uri()).open()) {
            assertThat(failure(wrong.height()).reason()).isEqualTo(Reason.LOGIN_REFUSED);
            assertThat(failure(none.height()).reason()).isEqualTo(Reason.LOGIN_NEEDED);
        }
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void thePlainPasswordIsTakenWhereItIsAskedFor() {
        try (TestWallet plain = TestWallet.start(TestRpcLogin.basic("me", PASSWORD));
                WalletClient client = WalletClient.builder(plain.uri())
                        .login(RpcLogin.of("me", PASSWORD.toCharArray()))
                        .open()) {
            assertThat(client.height().join()).isPositive();
            assertThat(plain.complaints()).isEmpty();
        }
    }
}

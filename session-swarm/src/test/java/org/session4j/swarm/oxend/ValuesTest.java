package org.session4j.swarm.oxend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.session4j.protocol.MalformedDataException;

/** Amounts, addresses, logins and orders. */
class ValuesTest {

    private static final String ADDRESS = "L8KJf3nRQ53NTX1YLjtHryjegFRa3ZCEGLmrMBY";

    @Property
    void anAmountIsReadAsItIsPrinted(@ForAll @LongRange(min = 0) long atomicUnits) throws Exception {
        CoinAmount amount = CoinAmount.ofAtomicUnits(atomicUnits);
        assertThat(CoinAmount.parse(amount.toString())).isEqualTo(amount);
        assertThat(amount.plus(CoinAmount.ZERO).minus(amount)).isEqualTo(CoinAmount.ZERO);
    }

    @Example
    void amountsInCoins() throws Exception {
        assertThat(CoinAmount.parse("12.5").atomicUnits()).isEqualTo(12_500_000_000L);
        assertThat(CoinAmount.parse("0.000000001").atomicUnits()).isOne();
        assertThat(CoinAmount.parse("9223372036.854775807").atomicUnits()).isEqualTo(Long.MAX_VALUE);
        assertThat(CoinAmount.ofAtomicUnits(15_000_000_000_000L)).hasToString("15000");
        assertThat(CoinAmount.ofAtomicUnits(10)).hasToString("0.00000001");
        assertThat(CoinAmount.ZERO).hasToString("0");
        for (String bad : List.of(
                "",
                ".",
                "1.",
                ".5",
                "-1",
                "+1",
                "1e3",
                "1,5",
                "0.0000000001",
                "9223372036.854775808",
                "99999999999",
                "\u0661")) {
            assertThatThrownBy(() -> CoinAmount.parse(bad)).as(bad).isInstanceOf(MalformedDataException.class);
        }
    }

    @Property
    void anyTextIsAnAmountOrIsRefused(@ForAll String text) {
        try {
            assertThat(CoinAmount.parse(text).atomicUnits()).isNotNegative();
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageStartingWith("amount:");
        }
    }

    @Example
    void amountsNeverOverflowOrGoBelowZero() {
        CoinAmount most = CoinAmount.ofAtomicUnits(Long.MAX_VALUE);
        CoinAmount one = CoinAmount.ofAtomicUnits(1);
        assertThatThrownBy(() -> most.plus(one)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> one.minus(most)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> CoinAmount.ofAtomicUnits(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void anAddressIsNotPrintedByAccident() throws Exception {
        CoinAddress address = CoinAddress.parse(ADDRESS);
        assertThat(address.format()).isEqualTo(ADDRESS);
        assertThat(address.toString()).startsWith("L8KJ").hasSize(5);
        assertThat(new Payment(address, CoinAmount.ZERO).toString()).doesNotContain(ADDRESS);
        for (String bad : List.of("", "short", "x".repeat(129), ADDRESS + " ", ADDRESS + "\n")) {
            assertThatThrownBy(() -> CoinAddress.parse(bad)).isInstanceOf(MalformedDataException.class);
        }
    }

    @Example
    void aLoginKeepsToItself() {
        RpcLogin login = RpcLogin.of("me", "p\u00e4ss".toCharArray());
        assertThat(login.password().exposeSecretBytes()).hasSize(5);
        assertThat(login).hasToString("RpcLogin");
        RpcLogin copy = login.copy();
        login.destroy();
        assertThat(login.isDestroyed()).isTrue();
        assertThat(copy.isDestroyed()).isFalse();
        for (String bad : List.of("", "a:b", "a\nb", "\u00fc")) {
            assertThatThrownBy(() -> RpcLogin.of(bad, new char[0])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Example
    void anOrderAddsUp() throws Exception {
        CoinAddress address = CoinAddress.parse(ADDRESS);
        TransferOrder order = TransferOrder.of(address, CoinAmount.parse("1.5")).and(address, CoinAmount.parse("2"));
        assertThat(order.amount()).hasToString("3.5");
        assertThat(order.from(2).at(TransferOrder.Priority.UNIMPORTANT).account())
                .isEqualTo(2);
        assertThatThrownBy(() -> TransferOrder.of(address, CoinAmount.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> order.from(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void aWalletIsOnThisMachineOrEncrypted() {
        assertThatThrownBy(() -> WalletClient.builder(URI.create("http://192.0.2.1:1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(WalletClient.builder(URI.create("https://wallet.test"))).isNotNull();
        assertThat(WalletClient.builder(URI.create("http://127.0.0.1:1"))).isNotNull();
    }

    @Example
    void anErrorOfAWalletHasAName() {
        assertThat(WalletError.of(OxendException.ofRpc(-37, ""))).isEqualTo(WalletError.NOT_ENOUGH_UNLOCKED_MONEY);
        assertThat(WalletError.of(OxendException.ofRpc(-999, ""))).isEqualTo(WalletError.OTHER);
    }
}

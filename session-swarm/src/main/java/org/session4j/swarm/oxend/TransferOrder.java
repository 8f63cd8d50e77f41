package org.session4j.swarm.oxend;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be sent from where.
 *
 * @param payments 1 to 15, each of more than zero
 * @param account index in the wallet, from 0
 */
public record TransferOrder(List<Payment> payments, int account, Priority priority) {

    /** As many as one transaction can hold, with the change. */
    private static final int MAX_PAYMENTS = 15;

    /** How fast it goes. */
    public enum Priority {
        /** In a block sooner or later, for a smaller fee. */
        UNIMPORTANT(1),
        /** Service nodes vouch for it within seconds. */
        BLINK(5);

        private final int code;

        Priority(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    public TransferOrder {
        payments = List.copyOf(payments);
        if (payments.isEmpty() || payments.size() > MAX_PAYMENTS) {
            throw new IllegalArgumentException("payments: expected 1 to " + MAX_PAYMENTS + ", got " + payments.size());
        }
        if (payments.stream().anyMatch(payment -> payment.amount().isZero())) {
            throw new IllegalArgumentException("payments: expected amounts above zero");
        }
        account = WalletCalls.requireIndex(account);
    }

    /** A payment from the first account, by {@link Priority#BLINK}. */
    public static TransferOrder of(CoinAddress address, CoinAmount amount) {
        return new TransferOrder(List.of(new Payment(address, amount)), 0, Priority.BLINK);
    }

    /** The same with a further payment. */
    public TransferOrder and(CoinAddress address, CoinAmount amount) {
        List<Payment> more = new ArrayList<>(payments);
        more.add(new Payment(address, amount));
        return new TransferOrder(more, account, priority);
    }

    /** The same from another account. */
    public TransferOrder from(int other) {
        return new TransferOrder(payments, other, priority);
    }

    /** The same at another pace. */
    public TransferOrder at(Priority other) {
        return new TransferOrder(payments, account, other);
    }

    /** What all get together. */
    public CoinAmount amount() {
        return payments.stream().map(Payment::amount).reduce(CoinAmount.ZERO, CoinAmount::plus);
    }
}

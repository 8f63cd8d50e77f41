package org.session4j.swarm.oxend;

import java.math.BigDecimal;
import org.session4j.protocol.MalformedDataException;

/**
 * An amount of the network's coin, exact to the atomic unit, of which a coin has 1,000,000,000 (services: staking figures).
 * Never below zero.
 */
public final class CoinAmount implements Comparable<CoinAmount> {

    /** How many atomic units one coin has. */
    public static final long ATOMIC_UNITS_PER_COIN = 1_000_000_000;

    public static final CoinAmount ZERO = new CoinAmount(0);

    private static final int DECIMALS = 9;

    /** What a long holds has no more digits before the point. */
    private static final int MAX_WHOLE_DIGITS = 10;

    private final long atomicUnits;

    private CoinAmount(long atomicUnits) {
        this.atomicUnits = atomicUnits;
    }

    /**
     * @param atomicUnits 0 or more
     */
    public static CoinAmount ofAtomicUnits(long atomicUnits) {
        if (atomicUnits < 0) {
            throw new IllegalArgumentException("atomicUnits: expected 0 or more");
        }
        return new CoinAmount(atomicUnits);
    }

    /** Reads coins such as {@code 12.5}: digits, and behind a point one to nine more. */
    public static CoinAmount parse(String coins) throws MalformedDataException {
        int point = coins.indexOf('.');
        String whole = point < 0 ? coins : coins.substring(0, point);
        String fraction = point < 0 ? "0" : coins.substring(point + 1);
        if (!isDigits(whole, MAX_WHOLE_DIGITS) || !isDigits(fraction, DECIMALS)) {
            throw new MalformedDataException("amount: expected digits, and at most nine behind a point");
        }
        try {
            return new CoinAmount(new BigDecimal(whole + "." + fraction)
                    .movePointRight(DECIMALS)
                    .longValueExact());
        } catch (ArithmeticException e) {
            throw new MalformedDataException("amount: more than there can be", e);
        }
    }

    private static boolean isDigits(String text, int most) {
        return !text.isEmpty() && text.length() <= most && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    public long atomicUnits() {
        return atomicUnits;
    }

    public boolean isZero() {
        return atomicUnits == 0;
    }

    /**
     * @throws ArithmeticException if it is more than 2^63 − 1 atomic units
     */
    public CoinAmount plus(CoinAmount other) {
        return new CoinAmount(Math.addExact(atomicUnits, other.atomicUnits));
    }

    /**
     * @throws ArithmeticException if the other is more
     */
    public CoinAmount minus(CoinAmount other) {
        if (other.atomicUnits > atomicUnits) {
            throw new ArithmeticException("an amount is never below zero");
        }
        return new CoinAmount(atomicUnits - other.atomicUnits);
    }

    @Override
    public int compareTo(CoinAmount other) {
        return Long.compare(atomicUnits, other.atomicUnits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CoinAmount amount && atomicUnits == amount.atomicUnits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(atomicUnits);
    }

    /** In coins, exact, without zeros that say nothing: {@code 12.5}. */
    @Override
    public String toString() {
        return atomicUnits == 0
                ? "0"
                : BigDecimal.valueOf(atomicUnits, DECIMALS).stripTrailingZeros().toPlainString();
    }
}

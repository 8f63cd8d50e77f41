package org.session4j.swarm.oxend;

import org.session4j.protocol.MalformedDataException;

/**
 * The address of a wallet, or of another owner: base58 of the chain, hex of a key, or {@code 0x} and hex of Ethereum, as
 * daemons give them. Only its characters are checked; whether it is an address of the network at hand a wallet can say
 * ({@link WalletClient#check}).
 */
public final class CoinAddress {

    private static final int MIN_LENGTH = 16;

    /** Integrated addresses have 108. */
    private static final int MAX_LENGTH = 128;

    private static final int SHOWN = 4;

    private final String text;

    private CoinAddress(String text) {
        this.text = text;
    }

    /** Reads 16 to 128 letters and digits of ASCII. */
    public static CoinAddress parse(String text) throws MalformedDataException {
        if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
            throw new MalformedDataException(
                    "address: expected " + MIN_LENGTH + " to " + MAX_LENGTH + " characters, got " + text.length());
        }
        if (!text.chars().allMatch(CoinAddress::isLetterOrDigit)) {
            throw new MalformedDataException("address: expected letters and digits");
        }
        return new CoinAddress(text);
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** All of it. */
    public String format() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CoinAddress address && text.equals(address.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The first four characters, as it may end in a log. */
    @Override
    public String toString() {
        return text.substring(0, SHOWN) + "\u2026";
    }
}

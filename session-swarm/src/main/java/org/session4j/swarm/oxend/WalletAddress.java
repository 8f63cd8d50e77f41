package org.session4j.swarm.oxend;

/**
 * An address of an account.
 *
 * @param index in the account; 0 is the main address
 * @param label the owner's name for it
 * @param isUsed whether something came to it
 */
public record WalletAddress(CoinAddress address, long index, String label, boolean isUsed) {

    /** Without the label. */
    @Override
    public String toString() {
        return "WalletAddress[" + index + ", " + address + ", used=" + isUsed + "]";
    }
}

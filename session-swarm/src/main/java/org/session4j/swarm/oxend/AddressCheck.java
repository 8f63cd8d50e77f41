package org.session4j.swarm.oxend;

/**
 * What a wallet says of an address.
 *
 * @param isValid whether one can send to it; if not, the others say nothing
 * @param isIntegrated whether it holds a payment id too
 * @param isSubaddress whether it is not the main address of its account
 * @param network such as {@code mainnet}
 */
public record AddressCheck(boolean isValid, boolean isIntegrated, boolean isSubaddress, String network) {}

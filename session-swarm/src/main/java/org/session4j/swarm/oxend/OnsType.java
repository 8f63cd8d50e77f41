package org.session4j.swarm.oxend;

/**
 * What a name stands for (services: names); others than the known keep their number.
 *
 * @param code as on the wire
 */
public record OnsType(int code) {

    /** A Session ID. */
    public static final OnsType SESSION = new OnsType(0);

    /** The address of a wallet. */
    public static final OnsType WALLET = new OnsType(1);

    /** The address of a lokinet service. */
    public static final OnsType LOKINET = new OnsType(2);

    private static final int MAX_CODE = 0xffff;

    public OnsType {
        if (code < 0 || code > MAX_CODE) {
            throw new IllegalArgumentException("code: expected 0 to " + MAX_CODE + ", got " + code);
        }
    }
}

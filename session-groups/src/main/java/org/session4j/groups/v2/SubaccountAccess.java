package org.session4j.groups.v2;

/**
 * What the holder of a subaccount may do in the swarm of a group; reading is always part of it (groups: members' swarm
 * authentication).
 *
 * @param write whether it may store messages
 * @param delete whether it may delete messages
 */
public record SubaccountAccess(boolean write, boolean delete) {

    /** What an ordinary member gets. */
    public static final SubaccountAccess MEMBER = new SubaccountAccess(true, false);

    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int DELETE = 4;

    /** As on the wire. */
    byte flags() {
        return (byte) (READ | (write ? WRITE : 0) | (delete ? DELETE : 0));
    }
}

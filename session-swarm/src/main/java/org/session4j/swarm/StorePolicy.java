package org.session4j.swarm;

/**
 * When a message counts as stored: the member that was asked, and so many others, have given a good signature over the
 * hash. Until then further members are asked with the same bytes.
 *
 * @param otherMembers how many besides the one that was asked; fewer are enough where the swarm has fewer
 * @param maxMembers how many members are asked at most
 */
public record StorePolicy(int otherMembers, int maxMembers) {

    public StorePolicy {
        if (otherMembers < 0) {
            throw new IllegalArgumentException("otherMembers: expected at least 0, got " + otherMembers);
        }
        if (maxMembers < 1) {
            throw new IllegalArgumentException("maxMembers: expected at least 1, got " + maxMembers);
        }
    }

    /** The member that was asked and one other; up to six members are asked. */
    public static StorePolicy standard() {
        return new StorePolicy(1, 6);
    }
}

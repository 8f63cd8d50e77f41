package org.session4j.swarm.oxend;

import java.util.Locale;

/** What one can ask a daemon about each service node (services: oxend RPC); the names are those of the wire. */
public enum ServiceNodeField {
    SERVICE_NODE_PUBKEY,
    PUBKEY_ED25519,
    PUBKEY_X25519,
    PUBLIC_IP,
    STORAGE_PORT,
    STORAGE_LMQ_PORT,
    QUORUMNET_PORT,
    SWARM_ID,
    ACTIVE,
    FUNDED,
    REGISTRATION_HEIGHT,
    REGISTRATION_HF_VERSION,
    REQUESTED_UNLOCK_HEIGHT,
    STATE_HEIGHT,
    LAST_REWARD_BLOCK_HEIGHT,
    DECOMMISSION_COUNT,
    DECOMM_REASONS,
    EARNED_DOWNTIME_BLOCKS,
    SERVICE_NODE_VERSION,
    STORAGE_SERVER_VERSION,
    LOKINET_VERSION,
    CONTRIBUTORS,
    TOTAL_CONTRIBUTED,
    TOTAL_RESERVED,
    STAKING_REQUIREMENT,
    OPERATOR_FEE,
    OPERATOR_ADDRESS,
    LAST_UPTIME_PROOF,
    STORAGE_SERVER_REACHABLE,
    LOKINET_REACHABLE,
    QUORUMNET_TESTS,
    TIMESYNC_TESTS;

    /** Such as {@code public_ip}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

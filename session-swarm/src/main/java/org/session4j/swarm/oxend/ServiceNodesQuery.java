package org.session4j.swarm.oxend;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * Which service nodes, and what of each (services: oxend RPC, {@code get_service_nodes}).
 *
 * <pre>{@code
 * ServiceNodesQuery.builder().activeOnly().fields(ServiceNodeField.PUBLIC_IP, ServiceNodeField.SWARM_ID).build()
 * }</pre>
 */
public final class ServiceNodesQuery {

    /** A choice of fields concerns what the daemon says of itself too. */
    private static final List<String> TOP_LEVEL =
            List.of("height", "target_height", "block_hash", "hardfork", "snode_revision");

    private final List<String> fields;
    private final List<String> keys;
    private final boolean activeOnly;
    private final int limit;
    private final @Nullable ChainHash knownBlock;

    private ServiceNodesQuery(Builder builder) {
        fields = builder.fields.stream().map(ServiceNodeField::wireName).collect(Collectors.toList());
        keys = builder.keys.stream().map(Ed25519PublicKey::toString).collect(Collectors.toList());
        activeOnly = builder.activeOnly;
        limit = builder.limit;
        knownBlock = builder.knownBlock;
    }

    /** All nodes, with all that there is to know of each, unless it is told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** As JSON wants them; what is not chosen is left out. */
    SortedMap<String, Object> params() {
        SortedMap<String, Object> params = new TreeMap<>();
        if (!fields.isEmpty()) {
            List<String> wanted = new ArrayList<>(fields);
            wanted.addAll(TOP_LEVEL);
            params.put("fields", wanted);
        }
        if (!keys.isEmpty()) {
            params.put("service_node_pubkeys", keys);
        }
        if (activeOnly) {
            params.put("active_only", true);
        }
        if (limit > 0) {
            params.put("limit", limit);
        }
        if (knownBlock != null) {
            params.put("poll_block_hash", knownBlock.toString());
        }
        return params;
    }

    /** Options of a {@link ServiceNodesQuery}. */
    public static final class Builder {

        private final EnumSet<ServiceNodeField> fields = EnumSet.noneOf(ServiceNodeField.class);
        private List<Ed25519PublicKey> keys = List.of();
        private boolean activeOnly;
        private int limit;
        private @Nullable ChainHash knownBlock;

        private Builder() {}

        /** Only these; may be called several times. */
        @CanIgnoreReturnValue
        public Builder fields(ServiceNodeField... chosen) {
            fields.addAll(Arrays.asList(chosen));
            return this;
        }

        /** Only nodes of these {@link ServiceNodeState#key() keys}; none for all. */
        @CanIgnoreReturnValue
        public Builder keys(List<Ed25519PublicKey> chosen) {
            keys = List.copyOf(chosen);
            return this;
        }

        /** Neither nodes that wait for stakes nor decommissioned ones. */
        @CanIgnoreReturnValue
        public Builder activeOnly() {
            activeOnly = true;
            return this;
        }

        /** So many at most, drawn by the daemon. */
        @CanIgnoreReturnValue
        public Builder limit(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("most: expected 1 or more, got " + most);
            }
            limit = most;
            return this;
        }

        /** No nodes, and {@link ServiceNodes#isUnchanged()}, if this is still the newest block. */
        @CanIgnoreReturnValue
        public Builder unlessNewestBlockIs(ChainHash known) {
            knownBlock = known;
            return this;
        }

        public ServiceNodesQuery build() {
            return new ServiceNodesQuery(this);
        }
    }
}

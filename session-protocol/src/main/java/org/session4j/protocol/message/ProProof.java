package org.session4j.protocol.message;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * The Pro backend's word that the sender has Pro. Two layouts share the field numbers; the names are those of April 2026. In
 * the newer one {@code version} is gone, field 2 is a revocation tag and field 4 counts seconds: a value above
 * 10<sup>11</sup> means milliseconds.
 *
 * @param version 0
 * @param genIndexHash 32 bytes
 * @param rotatingPublicKey 32 bytes, Ed25519
 * @param expireAtMs Unix milliseconds, or seconds in the newer layout
 * @param sig 64 bytes, by the key of the backend
 */
public record ProProof(
        @Nullable Long version,
        @Nullable Bytes genIndexHash,
        @Nullable Bytes rotatingPublicKey,
        @Nullable Long expireAtMs,
        @Nullable Bytes sig) {

    static final Schema<ProProof> SCHEMA = Schema.<ProProof>named("ProProof")
            .optional(1, "version", FieldType.UINT32, ProProof::version)
            .optional(2, "genIndexHash", FieldType.BYTES, ProProof::genIndexHash)
            .optional(3, "rotatingPublicKey", FieldType.BYTES, ProProof::rotatingPublicKey)
            .optional(4, "expireAtMs", FieldType.UINT64, ProProof::expireAtMs)
            .optional(5, "sig", FieldType.BYTES, ProProof::sig)
            .build(row -> new ProProof(row.next(), row.next(), row.next(), row.next(), row.next()));

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }
}

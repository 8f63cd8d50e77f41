package org.session4j.protocol.message;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * What a message says about Session Pro of its sender. Nothing of it is verified here: that needs the key of the Pro backend
 * (messages: Session Pro fields). A claim never spoils a message, so a proof that is not of its form counts as none.
 *
 * @param proof that the sender has Pro, if there is a readable one
 * @param features that the sender uses; bits not known here are in the {@link ProMessage} of the content
 */
public record ProClaim(@Nullable Proof proof, Set<Feature> features) {

    public ProClaim {
        features = Set.copyOf(features);
    }

    /** What a content says, or null if nothing. */
    public static @Nullable ProClaim of(@Nullable ProMessage message) {
        if (message == null) {
            return null;
        }
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            Long bits = feature.ofMessage ? message.msgBitset() : message.profileBitset();
            if (bits != null && (bits >>> feature.bit & 1) != 0) {
                features.add(feature);
            }
        }
        return new ProClaim(message.proof() == null ? null : Proof.of(message.proof()), features);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ProClaim";
    }

    /** What comes with Pro. */
    public enum Feature {
        BADGE(false, 0),
        ANIMATED_AVATAR(false, 1),
        /** A text of up to {@link TextMessage#PRO_LENGTH} code points. */
        LONG_MESSAGE(true, 0);

        private final boolean ofMessage;
        private final int bit;

        Feature(boolean ofMessage, int bit) {
            this.ofMessage = ofMessage;
            this.bit = bit;
        }
    }

    /** The two generations of proofs, which share their field numbers and sign different bytes. */
    public enum Layout {
        /** Of April 2026: counts milliseconds. */
        MILLISECONDS,
        /** The newer one: counts seconds. */
        SECONDS
    }

    /**
     * The backend's word, unverified.
     *
     * @param tag 32 bytes: the index hash, or in the newer layout the revocation tag
     * @param rotatingKey makes the signature that goes with the envelope
     * @param expiry after which the proof is worth nothing
     * @param signature 64 bytes, by the backend
     */
    public record Proof(Layout layout, Bytes tag, Ed25519PublicKey rotatingKey, Instant expiry, Bytes signature) {

        private static final int TAG_LENGTH = 32;
        private static final int SIGNATURE_LENGTH = 64;

        /** Greater numbers are milliseconds, since as seconds they are millennia away. */
        private static final long MAX_SECONDS = 100_000_000_000L;

        public Proof {
            Objects.requireNonNull(layout, "layout");
            Objects.requireNonNull(rotatingKey, "rotatingKey");
            Objects.requireNonNull(expiry, "expiry");
            RuleViolation.require(tag.length() == TAG_LENGTH, "tag: expected 32 bytes");
            RuleViolation.require(signature.length() == SIGNATURE_LENGTH, "signature: expected 64 bytes");
        }

        static @Nullable Proof of(ProProof proof) {
            Bytes tag = proof.genIndexHash();
            Bytes key = proof.rotatingPublicKey();
            Bytes signature = proof.sig();
            Long expiry = proof.expireAtMs();
            if (tag == null || key == null || signature == null || expiry == null || expiry < 0) {
                return null;
            }
            if (tag.length() != TAG_LENGTH
                    || key.length() != Ed25519PublicKey.LENGTH
                    || signature.length() != SIGNATURE_LENGTH) {
                return null;
            }
            boolean isMillis = expiry > MAX_SECONDS;
            return new Proof(
                    isMillis ? Layout.MILLISECONDS : Layout.SECONDS,
                    tag,
                    Ed25519PublicKey.of(key.toByteArray()),
                    isMillis ? Instant.ofEpochMilli(expiry) : Instant.ofEpochSecond(expiry),
                    signature);
        }

        /** Whether the proof was good when a message was sent, as far as its time goes. */
        public boolean isInTime(Instant sent) {
            return !sent.isAfter(expiry);
        }

        /** Names the class only. */
        @Override
        public String toString() {
            return "Proof";
        }
    }
}

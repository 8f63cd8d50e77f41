package org.session4j.protocol;

import java.util.Optional;

/** What the first byte of an id says about the key behind it (messages: ids and prefixes). */
public enum IdKind {
    /** A user; the key is X25519. Also the form of legacy closed groups. */
    STANDARD(0x05),
    /** A group (groups v2); the key is Ed25519. */
    GROUP(0x03),
    /** A blinded user of a community, old blinding; an Ed25519 point. */
    BLINDED_15(0x15),
    /** A blinded user of a community, new blinding; an Ed25519 point. */
    BLINDED_25(0x25),
    /** A user of a community without blinding; the key is Ed25519. */
    UNBLINDED(0x00),
    /** The identity shown to file and network servers only; the key is Ed25519. */
    VERSION_BLINDED_07(0x07);

    private static final IdKind[] KINDS = values();

    private final byte prefix;

    IdKind(int prefix) {
        this.prefix = (byte) prefix;
    }

    public byte prefix() {
        return prefix;
    }

    public static Optional<IdKind> ofPrefix(byte prefix) {
        for (IdKind kind : KINDS) {
            if (kind.prefix == prefix) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.internal.JsonObject;

/**
 * The account behind a name, encrypted with the name (network: daemon requests). The daemon is asked for the hash of the
 * name and answers {@code {"encrypted_value": hex, "nonce": hex}}.
 *
 * @param encryptedValue 33 bytes of id and 16 of tag
 * @param nonce 24 bytes; empty in records of old, which are no longer read
 */
public record OnsRecord(Bytes encryptedValue, Bytes nonce) {

    private static final int HASH_LENGTH = 32;
    private static final String ENDPOINT = "ons_resolve";

    /** BLAKE2b-256 of the name. */
    public static Bytes nameHash(Crypto crypto, OnsName name) {
        return Bytes.of(crypto.blake2b(HASH_LENGTH, null, null, utf8(name)));
    }

    /** What opens the record of a name: BLAKE2b-256 of the name under the key that its hash is. Known to whoever knows it. */
    public static Bytes key(Crypto crypto, OnsName name) {
        return Bytes.of(crypto.blake2b(HASH_LENGTH, nameHash(crypto, name).toByteArray(), null, utf8(name)));
    }

    /** The question for the record of a name. */
    public static OxendRequest request(Crypto crypto, OnsName name) {
        String hash = nameHash(crypto, name).toBase64();
        return OxendRequest.of(ENDPOINT, "{\"name_hash\":\"" + hash + "\",\"type\":0}");
    }

    /**
     * Reads the daemon's answer.
     *
     * @return empty if the name is not registered
     */
    public static Optional<OnsRecord> decode(String result) throws MalformedDataException {
        JsonObject record = JsonObject.parse(Bytes.utf8(result));
        JsonNode value = record.find("encrypted_value");
        if (value == null) {
            return Optional.empty();
        }
        String nonce = record.findString("nonce").orElse("");
        return Optional.of(new OnsRecord(Bytes.parseHex(record.string("encrypted_value")), Bytes.parseHex(nonce)));
    }

    /**
     * XChaCha20-Poly1305 with {@link #key}.
     *
     * @throws DecryptionException if it is the record of another name, or broken
     * @throws MalformedDataException if nonce or content is not of the promised form
     */
    public SessionId open(Crypto crypto, OnsName name) throws DecryptionException, MalformedDataException {
        if (nonce.length() != Crypto.XCHACHA20_NONCE) {
            throw new MalformedDataException("nonce: expected 24 bytes, got " + nonce.length());
        }
        if (encryptedValue.length() != SessionId.LENGTH + Crypto.AEAD_TAG) {
            throw new MalformedDataException("encrypted value: expected 49 bytes, got " + encryptedValue.length());
        }
        SessionId id = SessionId.decode(crypto.xchacha20Poly1305Decrypt(
                encryptedValue.toByteArray(),
                nonce.toByteArray(),
                key(crypto, name).toByteArray()));
        if (id.kind() != IdKind.STANDARD) {
            throw new MalformedDataException("id: expected kind " + IdKind.STANDARD + ", got " + id.kind());
        }
        return id;
    }

    private static byte[] utf8(OnsName name) {
        return name.toString().getBytes(StandardCharsets.UTF_8);
    }
}

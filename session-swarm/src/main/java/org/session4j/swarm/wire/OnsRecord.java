package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
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
 * @param nonce 24 bytes; empty in records of old
 */
public record OnsRecord(Bytes encryptedValue, Bytes nonce) {

    private static final String ENDPOINT = "ons_resolve";

    /** BLAKE2b-256 of the name. */
    public static Bytes nameHash(Crypto crypto, OnsName name) {
        return OnsCipher.of(crypto).nameHash(name.toString());
    }

    /** What opens the record of a name. Known to whoever knows it. */
    public static Bytes key(Crypto crypto, OnsName name) {
        return OnsCipher.of(crypto).key(name.toString());
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

    /** Whether it is from before 2020: {@link #open} then takes 256 MiB of memory and about a second. */
    public boolean isOld() {
        return nonce.isEmpty();
    }

    /**
     * The account.
     *
     * @throws DecryptionException if it is the record of another name, or broken
     * @throws MalformedDataException if value, nonce or content are not of the promised form
     */
    public SessionId open(Crypto crypto, OnsName name) throws DecryptionException, MalformedDataException {
        OnsCipher cipher = OnsCipher.of(crypto);
        OnsCipher.requireLength(encryptedValue);
        return isOld()
                ? cipher.openOld(encryptedValue, cipher.oldKey(name.toString()))
                : cipher.open(encryptedValue, nonce, cipher.key(name.toString()));
    }
}

package org.session4j.swarm.oxend;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.wire.OnsRecord;

/**
 * Who has registered a name, of which only the hash is known (services: oxend RPC).
 *
 * @param nameHash BLAKE2b-256 of the name in lower case
 * @param owner an address, or the hex of a key
 * @param backupOwner null for none
 * @param encryptedValue what the name stands for, with the nonce behind it, if it has one
 * @param updateHeight of the block in which it was last changed
 * @param expirationHeight null for names that do not expire, as those of Session
 * @param transaction by which it was last changed
 */
public record OnsRegistration(
        OnsType type,
        Bytes nameHash,
        CoinAddress owner,
        @Nullable CoinAddress backupOwner,
        Bytes encryptedValue,
        long updateHeight,
        @Nullable Long expirationHeight,
        ChainHash transaction) {

    private static final int MAX_TYPE = 0xffff;
    private static final int NAME_HASH_LENGTH = 32;

    /** 33 bytes of id and 16 of tag. */
    private static final int SESSION_VALUE_LENGTH = 49;

    private static final int NONCE_LENGTH = 24;

    /** What opens with the name; empty if it does not stand for a Session ID. */
    public Optional<OnsRecord> sessionRecord() {
        int length = encryptedValue.length();
        boolean isOld = length == SESSION_VALUE_LENGTH;
        if (!type.equals(OnsType.SESSION) || !(isOld || length == SESSION_VALUE_LENGTH + NONCE_LENGTH)) {
            return Optional.empty();
        }
        return Optional.of(new OnsRecord(
                encryptedValue.slice(0, SESSION_VALUE_LENGTH), encryptedValue.slice(SESSION_VALUE_LENGTH, length)));
    }

    static OnsRegistration read(JsonObject entry) throws MalformedDataException {
        long type = entry.count("type");
        Bytes nameHash = entry.base64("name_hash");
        if (type > MAX_TYPE || nameHash.length() != NAME_HASH_LENGTH) {
            throw new MalformedDataException("json: expected a type and the hash of a name");
        }
        return new OnsRegistration(
                new OnsType((int) type),
                nameHash,
                CoinFields.address(entry, "owner"),
                CoinFields.findAddress(entry, "backup_owner"),
                Bytes.parseHex(entry.string("encrypted_value")),
                entry.count("update_height"),
                entry.findCount("expiration_height"),
                CoinFields.hash(entry, "txid"));
    }
}

package org.session4j.protocol.config;

import java.util.ArrayList;
import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * From the bytes of a message to what the swarm stores, and back (config: from document to stored bytes): compressed,
 * padded, encrypted, and wrapped if it is an account's. Thread-safe.
 */
public final class ConfigCodec {

    /** The longest stored message, in bytes. */
    public static final int MAX_STORED_LENGTH = 76_800;

    private final ConfigType type;
    private final ConfigKeys keys;
    private final Crypto crypto;
    private final ConfigCipher cipher;
    private final ConfigWrap wrap;

    private ConfigCodec(ConfigType type, ConfigKeys keys, Crypto crypto) {
        this.type = type;
        this.keys = keys;
        this.crypto = crypto;
        this.cipher = ConfigCipher.of(crypto);
        this.wrap = ConfigWrap.of(crypto);
    }

    /**
     * For one type of document.
     *
     * @throws IllegalArgumentException if the keys are a group's and the document is not, or the other way round
     */
    public static ConfigCodec of(ConfigType type, ConfigKeys keys, Crypto crypto) {
        if (type.isOfGroup() != keys.isOfGroup()) {
            throw new IllegalArgumentException("keys: not of the kind that encrypts " + type);
        }
        return new ConfigCodec(type, keys, crypto);
    }

    /**
     * What is to be stored: one message, or the parts of one if it is too large.
     *
     * @throws IllegalStateException if there is no key
     * @throws ConfigTooLargeException if no reader would take it
     */
    public List<Bytes> encode(Bytes message, long seqno) throws ConfigTooLargeException {
        if (keys.keys().isEmpty()) {
            throw new IllegalStateException("a group without keys cannot push its documents");
        }
        Bytes padded = ConfigPadding.pad(ConfigCompression.compress(message));
        int longest = Math.max(message.length(), padded.length());
        if (longest > ConfigCompression.MAX_LENGTH) {
            throw new ConfigTooLargeException(longest, ConfigCompression.MAX_LENGTH);
        }
        if (padded.length() + ConfigCipher.OVERHEAD > MAX_STORED_LENGTH) {
            List<Bytes> parts = new ArrayList<>();
            for (ConfigPart part : ConfigPart.split(padded, crypto)) {
                parts.add(encrypt(part.encode()));
            }
            return List.copyOf(parts);
        }
        Bytes encrypted = encrypt(padded);
        if (!type.isOfGroup()) {
            Bytes wrapped = wrap.wrap(encrypted, seqno, type, keys.account());
            if (wrapped.length() <= MAX_STORED_LENGTH) {
                return List.of(wrapped);
            }
        }
        return List.of(encrypted);
    }

    private Bytes encrypt(Bytes plain) {
        return cipher.encrypt(plain, keys.keys().get(0), type.domain());
    }

    /**
     * Undoes wrap, encryption and padding: a message, compressed or not, or a {@link ConfigPart} of one.
     *
     * @throws MalformedDataException if it is too short
     * @throws DecryptionException if no key opens it
     */
    public Bytes open(Bytes stored) throws MalformedDataException, DecryptionException {
        Bytes encrypted = stored;
        if (!type.isOfGroup()) {
            // A bug of old put some documents into two wraps.
            encrypted = withoutWrap(withoutWrap(stored));
        }
        for (SecretBytes key : keys.keys()) {
            try {
                return ConfigPadding.unpad(cipher.decrypt(encrypted, key, type.domain()));
            } catch (DecryptionException e) {
                // Of another key; the next may be the one.
                continue;
            }
        }
        throw new DecryptionException("config: none of " + keys.keys().size() + " keys opens it");
    }

    /** Undoes the compression of what was opened and is not a part. */
    static Bytes message(Bytes opened) throws MalformedDataException {
        Bytes message = ConfigCompression.expand(opened);
        if (message.isEmpty() || message.at(0) != 'd') {
            throw new MalformedDataException("config: not a message");
        }
        return message;
    }

    /** What has no wrap is taken as it is. */
    private Bytes withoutWrap(Bytes stored) {
        try {
            return wrap.unwrap(stored, type, keys.account());
        } catch (SessionException e) {
            return stored;
        }
    }
}

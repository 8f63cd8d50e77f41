package org.session4j.examples.inspect;

import java.util.List;
import java.util.Optional;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.config.ConfigCodec;
import org.session4j.protocol.config.ConfigCompression;
import org.session4j.protocol.config.ConfigKeys;
import org.session4j.protocol.config.ConfigPart;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

/** A document that an account's devices, or the members of a group, share: encrypted, and perhaps wrapped and compressed. */
final class ConfigLayer implements Layer {

    private static final char DICT = 'd';

    @Override
    public Optional<Found> read(Bytes bytes, Keys keys) {
        for (ConfigType type : ConfigType.values()) {
            Optional<Found> found = keysOf(type, keys)
                    .flatMap(fitting -> open(type, ConfigCodec.of(type, fitting, Crypto.get()), bytes));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<ConfigKeys> keysOf(ConfigType type, Keys keys) {
        Account account = keys.account();
        Bytes key = keys.key();
        if (!type.isOfGroup()) {
            return Optional.ofNullable(account).map(own -> ConfigKeys.ofAccount(own.ed25519KeyPair()));
        }
        return key == null || key.length() != Crypto.KEY
                ? Optional.empty()
                : Optional.of(ConfigKeys.ofGroup(List.of(SecretBytes.of(key.toByteArray()))));
    }

    private static Optional<Found> open(ConfigType type, ConfigCodec codec, Bytes bytes) {
        Bytes opened;
        try {
            opened = codec.open(bytes);
        } catch (MalformedDataException | DecryptionException e) {
            return Optional.empty();
        }
        Found found = Found.of("config document " + type);
        return Optional.of(part(found, opened).orElseGet(() -> whole(found, opened)));
    }

    private static Optional<Found> part(Found found, Bytes opened) {
        try {
            ConfigPart part = ConfigPart.decode(opened);
            return Optional.of(found.with("part", (part.index() + 1) + " of " + part.count())
                    .with("of", part.whole().toHex()));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    private static Found whole(Found found, Bytes opened) {
        try {
            boolean isPlain = !opened.isEmpty() && opened.at(0) == DICT;
            return found.with("compressed", isPlain ? "no" : "yes").around(ConfigCompression.expand(opened));
        } catch (MalformedDataException e) {
            return found.with("within", "nothing that is known: " + e.getMessage());
        }
    }
}

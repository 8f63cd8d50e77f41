package org.session4j.conformance.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigKeys;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.SecretBytes;

/** The objects that a caller has made, by the numbers that it knows them by. */
final class HeldConfigs {

    private final Map<Long, Object> objects = new HashMap<>();
    private long last;

    /** Adds an object, of whatever kind, and gives the number of it. */
    long add(Object object) {
        objects.put(++last, object);
        return last;
    }

    /** The document that an input names. */
    Held document(Inputs in, String name) {
        return get(in, name, Held.class);
    }

    /** The object of that class that an input names. */
    <T> T get(Inputs in, String name, Class<T> type) {
        Object object = objects.get(in.integer(name));
        if (!type.isInstance(object)) {
            throw new NotRunnableException("input " + name + " names no " + type.getSimpleName());
        }
        return type.cast(object);
    }

    void free(Inputs in) {
        objects.remove(in.integer("h"));
    }

    void clear() {
        objects.clear();
    }

    /** A document, and what it is encrypted with. */
    static final class Held {

        ConfigDocument document;

        /** Those of a group change with the group; the newest first. */
        ConfigKeys keys;

        /** The same as bytes. */
        List<byte[]> keyBytes;

        private final @Nullable Ed25519PublicKey group;

        private Held(
                ConfigDocument document, ConfigKeys keys, List<byte[]> keyBytes, @Nullable Ed25519PublicKey group) {
            this.document = document;
            this.keys = keys;
            this.keyBytes = keyBytes;
            this.group = group;
        }

        /** Of the account whose document it is. */
        SessionId accountId(Crypto crypto) {
            try (Account account = Account.ofSeed(keyBytes.get(0), crypto)) {
                return account.sessionId();
            }
        }

        /** Of the group whose document it is. */
        SessionId groupId() {
            return SessionId.of(
                    IdKind.GROUP, Objects.requireNonNull(group, "group").toByteArray());
        }

        /** Sets the keys of a group. */
        void setKeys(List<byte[]> newKeys) {
            keyBytes = newKeys;
            List<SecretBytes> secrets = new ArrayList<>();
            newKeys.forEach(key -> secrets.add(SecretBytes.of(key)));
            keys = ConfigKeys.ofGroup(secrets);
        }

        static Held create(Inputs in, Crypto crypto) throws MalformedDataException {
            ConfigType type = type(in.text("type"));
            return type.isOfGroup() ? createOfGroup(type, in, crypto) : createOfAccount(type, in, crypto);
        }

        private static Held createOfAccount(ConfigType type, Inputs in, Crypto crypto) throws MalformedDataException {
            byte[] seed = seed(in.bytes(in.has("seed") ? "seed" : "sk"));
            Ed25519KeyPair account = Ed25519KeyPair.ofSeed(seed, crypto);
            ConfigDocument document = document(type, ConfigAuthor.account(crypto), in);
            return new Held(document, ConfigKeys.ofAccount(account), List.of(seed), null);
        }

        private static Held createOfGroup(ConfigType type, Inputs in, Crypto crypto) throws MalformedDataException {
            Ed25519PublicKey group = Ed25519PublicKey.of(in.bytes("group_pk"));
            ConfigAuthor author = ConfigAuthor.groupMember(group, crypto);
            if (in.has("group_sk")) {
                Ed25519KeyPair keys = Ed25519KeyPair.ofSeed(seed(in.bytes("group_sk")), crypto);
                if (!keys.publicKey().equals(group)) {
                    throw new IllegalArgumentException("group_sk: not that of group_pk");
                }
                author = ConfigAuthor.groupAdmin(keys, crypto);
            }
            Held held = new Held(document(type, author, in), ConfigKeys.ofGroup(List.of()), List.of(), group);
            if (in.has("keys")) {
                held.setKeys(in.hexes("keys"));
            }
            return held;
        }

        private static ConfigDocument document(ConfigType type, ConfigAuthor author, Inputs in)
                throws MalformedDataException {
            return in.has("dump") && !in.text("dump").isEmpty()
                    ? ConfigDocument.load(type, author, Bytes.of(in.bytes("dump")))
                    : ConfigDocument.create(type, author);
        }

        private static ConfigType type(String name) {
            return switch (name) {
                case "UserProfile" -> ConfigType.USER_PROFILE;
                case "Contacts" -> ConfigType.CONTACTS;
                case "ConvoInfoVolatile" -> ConfigType.CONVO_INFO_VOLATILE;
                case "UserGroups" -> ConfigType.USER_GROUPS;
                case "GroupInfo" -> ConfigType.GROUP_INFO;
                case "GroupMembers" -> ConfigType.GROUP_MEMBERS;
                default -> throw new NotRunnableException("unknown type of document " + name);
            };
        }

        /** The 32 bytes of a seed; one of 16 is followed by zeros, and a secret key begins with its seed. */
        static byte[] seed(byte[] bytes) {
            return Arrays.copyOf(bytes, Crypto.ED25519_SEED);
        }
    }
}

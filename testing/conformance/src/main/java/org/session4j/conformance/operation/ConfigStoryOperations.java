package org.session4j.conformance.operation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigCipher;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigKeys;
import org.session4j.protocol.config.ConfigMergeResult;
import org.session4j.protocol.config.ConfigPadding;
import org.session4j.protocol.config.ConfigPush;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.config.StoredConfig;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/** What documents make of messages that come in: {@code config-parse}, {@code config-merge-baseline}. */
final class ConfigStoryOperations {

    private static final Bytes NAME = Bytes.utf8("n");
    private static final Bytes EXPIRY = Bytes.utf8("e");

    private ConfigStoryOperations() {}

    static void addTo(Operations operations) {
        operations.add("config-parse/parse", ConfigStoryOperations::parse);
        operations.add("config-merge-baseline/merge", ConfigStoryOperations::mergeBaseline);
    }

    /** A device, of which only the account is known. */
    private record Device(Ed25519KeyPair account, ConfigKeys keys, Crypto crypto) {

        static Device of(byte[] seed, Crypto crypto) {
            Ed25519KeyPair account = Ed25519KeyPair.ofSeed(seed, crypto);
            return new Device(account, ConfigKeys.ofAccount(account), crypto);
        }

        ConfigDocument newProfile() {
            return ConfigDocument.create(ConfigType.USER_PROFILE, ConfigAuthor.account(crypto));
        }

        StoredConfig stored(String hash, Bytes plain) {
            Bytes data = ConfigCipher.of(crypto).encrypt(plain, account.seed(), ConfigType.USER_PROFILE.domain());
            return new StoredConfig(new StorageHash(hash), data);
        }

        ConfigMergeResult merge(ConfigDocument document, List<StoredConfig> messages) {
            return document.merge(messages, keys, Instant.EPOCH);
        }
    }

    private static Answer parse(Call call) throws SessionException {
        Device device = Device.of(new byte[Crypto.ED25519_SEED], call.crypto());
        ConfigDocument profile = device.newProfile().edit(data -> data.set(NAME, Bytes.utf8("x")));
        ConfigPush push = profile.push(device.keys());
        ConfigDocument confirmed = push.document().confirm(push.seqno(), List.of(new StorageHash("own")));
        StoredConfig message = device.stored("given", Bytes.of(call.in().bytes("plain")));
        ConfigMergeResult result = device.merge(confirmed, List.of(message));
        return Answer.empty().put("accepted", result.understood().contains(message.hash()));
    }

    private static Answer mergeBaseline(Call call) throws SessionException {
        Inputs in = call.in();
        Device device = Device.of(in.bytes("user_seed"), call.crypto());
        List<StoredConfig> messages = new ArrayList<>();
        for (byte[] plain : in.hexes("inputs")) {
            String hash = String.valueOf((char) ('a' + messages.size()));
            messages.add(device.stored(hash, ConfigPadding.pad(Bytes.of(plain))));
        }
        ConfigDocument profile = device.newProfile();
        if (in.flag("dirty")) {
            profile = profile.edit(data -> data.set(EXPIRY, 5));
        }
        ConfigPush push = device.merge(profile, messages).document().push(device.keys());
        List<String> obsolete = new ArrayList<>();
        push.obsolete().forEach(hash -> obsolete.add(hash.value()));
        return Answer.empty()
                .put("seqno", push.seqno())
                .put("plain", push.document().serialize())
                .putTexts("obsolete", obsolete);
    }
}

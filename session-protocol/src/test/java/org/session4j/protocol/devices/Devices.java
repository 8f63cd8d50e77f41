package org.session4j.protocol.devices;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.v2.AccountKeys;
import org.session4j.protocol.v2.HybridKeyPair;
import org.session4j.protocol.v2.KeyUse;

/** Devices of one account, for tests. */
final class Devices {

    static final Crypto CRYPTO = Crypto.named("bouncycastle");
    static final SecureRandom RANDOM = new SecureRandom();
    static final Account ACCOUNT = Account.generate(RANDOM, CRYPTO);
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Devices() {}

    static SecretBytes seed() {
        byte[] seed = new byte[KeyUse.SEED_LENGTH];
        RANDOM.nextBytes(seed);
        return SecretBytes.of(seed);
    }

    static HybridKeyPair keys() {
        return HybridKeyPair.ofSeed(seed(), KeyUse.DEVICE, CRYPTO);
    }

    static DeviceRecord record(HybridKeyPair keys, Instant changedAt) {
        return DeviceRecord.of(1, changedAt, keys.publicKey(), DeviceInfo.of("a phone", DeviceType.ANDROID, 1_002_003));
    }

    /** One device: its id, its keys and what it knows. */
    static final class Device {

        final DeviceId id = DeviceId.generate(RANDOM);
        final HybridKeyPair keys = keys();
        DeviceGroup group;
        boolean pushOwed;

        private Device(DeviceGroup group) {
            this.group = group;
        }

        /** The first device of a group. */
        static Device first(DeviceGroupId group) {
            Device device = new Device(null);
            device.take(DeviceGroup.start(group, device.id, record(device.keys, NOW), NOW, RANDOM, CRYPTO));
            return device;
        }

        /** One that an older device has let in. */
        static Device linkedBy(Device older, Instant now) {
            Device device = new Device(null);
            LinkRequest request = device.request(now);
            older.take(older.group.accept(request, now, RANDOM, CRYPTO));
            device.take(DeviceGroup.join(older.group.id(), request, older.group.payload(), now, RANDOM, CRYPTO));
            return device;
        }

        LinkRequest request(Instant now) {
            return LinkRequest.of(id, record(keys, now), ACCOUNT.ed25519KeyPair());
        }

        @CanIgnoreReturnValue
        GroupStep take(GroupStep step) {
            group = step.group();
            pushOwed |= step.pushOwed();
            return step;
        }

        Bytes push() {
            return seal(group.id(), group.payload());
        }

        DevicePayload read(Bytes message) throws SessionException {
            return decode(message).open(List.of(keys));
        }

        @CanIgnoreReturnValue
        GroupStep merge(Bytes message, Instant now) throws SessionException {
            return take(group.merge(read(message), now, RANDOM, CRYPTO));
        }
    }

    static Bytes seal(DeviceGroupId group, DevicePayload payload) {
        return DeviceGroupMessage.seal(group, payload, ACCOUNT.ed25519KeyPair(), RANDOM, CRYPTO);
    }

    static DeviceGroupMessage decode(Bytes message) throws SessionException {
        return DeviceGroupMessage.decode(message, ACCOUNT.ed25519PublicKey(), CRYPTO);
    }

    /** A payload with these devices and one account key. */
    static DevicePayload payload(Map<DeviceId, DeviceState> devices) {
        return DevicePayload.of(devices, AccountKeys.none().rotate(seed(), NOW, CRYPTO));
    }
}

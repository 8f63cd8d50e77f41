package org.session4j.protocol.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.config.RandomConfig.Edit;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;

/** Devices that edit on their own, lose confirmations, poll in any order and restart, end with the same document. */
class ConfigDocumentProperties {

    private static final Crypto CRYPTO = Crypto.get();
    private static final Ed25519KeyPair KEYS = Ed25519KeyPair.ofSeed(new byte[32], CRYPTO);
    private static final Instant NOW = Instant.EPOCH;
    private static final int ROUNDS = 12;

    /** What the swarm has. */
    private static final class Swarm {

        private final List<StoredConfig> messages = new ArrayList<>();

        StorageHash store(Bytes data) {
            StorageHash hash = new StorageHash("hash" + messages.size());
            messages.add(new StoredConfig(hash, data));
            return hash;
        }
    }

    /** One who reads and maybe writes. */
    private static final class Device {

        private final ConfigType type;
        private final ConfigAuthor author;
        private final ConfigKeys keys;
        private ConfigDocument document;

        Device(ConfigType type, ConfigAuthor author, ConfigKeys keys) {
            this.type = type;
            this.author = author;
            this.keys = keys;
            this.document = ConfigDocument.create(type, author);
        }

        void push(Swarm swarm, boolean confirmed) throws SessionException {
            ConfigPush push = document.push(keys);
            document = push.document();
            List<StorageHash> hashes = new ArrayList<>();
            push.messages().forEach(message -> hashes.add(swarm.store(message)));
            if (confirmed) {
                document = document.confirm(push.seqno(), hashes);
            }
        }

        void poll(Swarm swarm, Random random) {
            List<StoredConfig> some = new ArrayList<>(swarm.messages);
            Collections.shuffle(some, random);
            pollThese(some.subList(0, random.nextInt(some.size() + 1)));
        }

        void pollThese(List<StoredConfig> messages) {
            ConfigMergeResult result = document.merge(messages, keys, NOW);
            assertThat(result.understood()).hasSize(messages.size());
            assertThat(result.changes())
                    .isEqualTo(ConfigDiff.between(
                            document.data(), result.document().data()));
            document = result.document();
        }

        void restart() throws SessionException {
            Bytes dump = document.dump();
            ConfigDocument loaded = ConfigDocument.load(type, author, dump);
            assertThat(loaded.data()).isEqualTo(document.data());
            assertThat(loaded.state()).isEqualTo(document.state());
            if (document.state() != ConfigState.DIRTY) {
                assertThat(loaded.dump()).isEqualTo(dump);
            }
            document = loaded;
        }
    }

    @Property(tries = 1_000)
    void devicesOfAnAccountEndEqual(@ForAll @Size(24) List<@From("edits") Edit> edits, @ForAll Random random)
            throws SessionException {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            devices.add(new Device(ConfigType.USER_PROFILE, ConfigAuthor.account(CRYPTO), ConfigKeys.ofAccount(KEYS)));
        }
        Swarm swarm = new Swarm();
        act(devices, edits, swarm, random);
        settle(devices, swarm);
        for (Device device : devices) {
            assertThat(device.document.data()).isEqualTo(devices.get(0).document.data());
        }
    }

    @Property(tries = 1_000)
    void adminsOfAGroupEndEqualAndMembersWithThem(
            @ForAll @Size(16) List<@From("edits") Edit> edits, @ForAll Random random) throws SessionException {
        ConfigKeys keys = ConfigKeys.ofGroup(List.of(SecretBytes.of(new byte[32])));
        ConfigAuthor admin = ConfigAuthor.groupAdmin(KEYS, CRYPTO);
        List<Device> admins = new ArrayList<>();
        admins.add(new Device(ConfigType.GROUP_INFO, admin, keys));
        admins.add(new Device(ConfigType.GROUP_INFO, admin, keys));
        Device member = new Device(ConfigType.GROUP_INFO, ConfigAuthor.groupMember(KEYS.publicKey(), CRYPTO), keys);
        Swarm swarm = new Swarm();
        act(admins, edits, swarm, random);
        member.poll(swarm, random);
        settle(admins, swarm);
        member.restart();
        member.pollThese(swarm.messages);

        assertThat(admins.get(1).document.data())
                .isEqualTo(admins.get(0).document.data());
        assertThat(member.document.data()).isEqualTo(admins.get(0).document.data());
        assertThat(member.document.obsoleteHashes()).isEmpty();
    }

    private static void act(List<Device> devices, List<Edit> edits, Swarm swarm, Random random)
            throws SessionException {
        for (Edit edit : edits) {
            Device device = devices.get(random.nextInt(devices.size()));
            device.document = device.document.edit(edit::apply);
            switch (random.nextInt(5)) {
                case 0, 1 -> device.push(swarm, random.nextInt(4) > 0);
                case 2 -> device.poll(swarm, random);
                case 3 -> device.restart();
                default -> {
                    // Edited again before anything else happens.
                }
            }
        }
    }

    /** All get everything until nobody has anything to say. */
    private static void settle(List<Device> devices, Swarm swarm) throws SessionException {
        for (int round = 0; round < ROUNDS; round++) {
            boolean quiet = true;
            for (Device device : devices) {
                device.pollThese(swarm.messages);
                if (device.document.needsPush()) {
                    device.push(swarm, true);
                    quiet = false;
                }
            }
            if (quiet) {
                return;
            }
        }
        throw new AssertionError("they do not come to an end");
    }

    @Property
    void unknownKeysSurviveEditingAndDumpsAtEveryLevel(@ForAll("dicts") ConfigDict unknown, @ForAll("edits") Edit edit)
            throws SessionException {
        Bytes own = Bytes.utf8("known");
        Bytes foreign = Bytes.utf8("foreign");
        ConfigDict data = ConfigDict.empty().edit(dict -> {
            dict.set(foreign, unknown);
            dict.dict(own).set(foreign, unknown);
            dict.dict(own).set(own, 1);
        });
        Bytes plain = ConfigMessage.first(1, data, ConfigMessage.LAG).serialize(ConfigAuthor.account(CRYPTO));
        Device device = new Device(ConfigType.CONTACTS, ConfigAuthor.account(CRYPTO), ConfigKeys.ofAccount(KEYS));
        device.pollThese(List.of(stored(withUnknownTopLevelKeys(plain))));

        device.restart();
        device.document = device.document.edit(dict -> edit.apply(dict.dict(own).dict(own)));
        device.restart();
        device.document = device.document.edit(dict -> dict.set(own, 5));

        assertThat(device.document.data().dict(foreign)).isEqualTo(unknown);
        String written = new String(device.document.serialize().toByteArray(), StandardCharsets.ISO_8859_1);
        assertThat(written).contains("1:%i5e1:&").contains("1:Xlli18446744073709551615eee");
    }

    @Property
    void unknownKeysWithinTheDataSurviveMerges(@ForAll("dicts") ConfigDict unknown) throws SessionException {
        Bytes foreign = Bytes.utf8("foreign");
        Device newer = new Device(ConfigType.CONTACTS, ConfigAuthor.account(CRYPTO), ConfigKeys.ofAccount(KEYS));
        Device older = new Device(ConfigType.CONTACTS, ConfigAuthor.account(CRYPTO), ConfigKeys.ofAccount(KEYS));
        Swarm swarm = new Swarm();
        newer.document = newer.document.edit(dict -> dict.dict(foreign).set(foreign, unknown));
        older.document = older.document.edit(dict -> dict.set(Bytes.utf8("n"), 1));
        newer.push(swarm, true);
        older.push(swarm, true);
        settle(List.of(older, newer), swarm);

        assertThat(older.document.data().dict(foreign).dict(foreign)).isEqualTo(unknown);
        assertThat(newer.document.data().integer(Bytes.utf8("n"))).hasValue(1);
    }

    /** As a newer app might put them there, one before the data and one behind the diff. */
    private static Bytes withUnknownTopLevelKeys(Bytes plain) {
        String text = new String(plain.toByteArray(), StandardCharsets.ISO_8859_1);
        String with = "d1:#i1e1:%i5e" + text.substring("d1:#i1e".length(), text.length() - 1)
                + "1:Xlli18446744073709551615eeee";
        return Bytes.of(with.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static StoredConfig stored(Bytes plain) {
        Bytes data =
                ConfigCipher.of(CRYPTO).encrypt(ConfigPadding.pad(plain), KEYS.seed(), ConfigType.CONTACTS.domain());
        return new StoredConfig(new StorageHash("given"), data);
    }

    @Provide
    Arbitrary<Edit> edits() {
        return RandomConfig.edits();
    }

    @Provide
    Arbitrary<ConfigDict> dicts() {
        return RandomConfig.dicts().filter(dict -> !dict.isEmpty());
    }
}

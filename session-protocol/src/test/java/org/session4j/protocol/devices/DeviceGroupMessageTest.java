package org.session4j.protocol.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.protocol.devices.Devices.ACCOUNT;
import static org.session4j.protocol.devices.Devices.CRYPTO;
import static org.session4j.protocol.devices.Devices.NOW;
import static org.session4j.protocol.devices.Devices.RANDOM;
import static org.session4j.protocol.devices.Devices.decode;
import static org.session4j.protocol.devices.Devices.keys;
import static org.session4j.protocol.devices.Devices.payload;
import static org.session4j.protocol.devices.Devices.record;
import static org.session4j.protocol.devices.Devices.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.v2.HybridKeyPair;
import org.session4j.protocol.v2.HybridPublicKey;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;
import org.session4j.protocol.wire.SignedDict;

class DeviceGroupMessageTest {

    private static final DeviceGroupId GROUP = DeviceGroupId.generate(NOW, RANDOM);
    private static final DeviceId PHONE = DeviceId.generate(RANDOM);
    private static final HybridKeyPair PHONE_KEYS = keys();
    private static final DeviceId TABLET = DeviceId.generate(RANDOM);
    private static final HybridKeyPair TABLET_KEYS = keys();
    private static final DeviceId LOST = DeviceId.generate(RANDOM);
    private static final DeviceId SOLD = DeviceId.generate(RANDOM);
    private static final DevicePayload PAYLOAD = payload(Map.of(
            PHONE, new DeviceState.Registered(record(PHONE_KEYS, NOW)),
            TABLET, new DeviceState.Registered(record(TABLET_KEYS, NOW)),
            LOST, new DeviceState.Removed(NOW),
            SOLD, new DeviceState.Left(NOW)));
    private static final Bytes MESSAGE = seal(GROUP, PAYLOAD);

    private static Bytes plain(DevicePayload payload) {
        return Bytes.of(payload.encode());
    }

    @Test
    void everyMemberReadsAndNobodyElse() throws Exception {
        DeviceGroupMessage message = decode(MESSAGE);

        for (HybridKeyPair member : List.of(PHONE_KEYS, TABLET_KEYS)) {
            assertThat(plain(message.open(List.of(keys(), member)))).isEqualTo(plain(PAYLOAD));
        }
        assertThatThrownBy(() -> message.open(List.of(keys()))).isInstanceOf(DecryptionException.class);
        assertThat(message.groupId(ACCOUNT.ed25519KeyPair())).isEqualTo(GROUP);
        assertThat(message.groupId(Account.generate().ed25519KeyPair())).isNotEqualTo(GROUP);
        assertThat(message.linkKey())
                .isEqualTo(PAYLOAD.currentKey().orElseThrow().publicKey().x25519());
        assertThatThrownBy(() ->
                        DeviceGroupMessage.decode(MESSAGE, Account.generate().ed25519PublicKey(), CRYPTO))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void onlyTheRemovedDeviceFindsItself() throws Exception {
        DeviceGroupMessage message = decode(MESSAGE);

        assertThat(message.removes(LOST, ACCOUNT.ed25519KeyPair())).isTrue();
        for (DeviceId other : List.of(PHONE, TABLET, SOLD, DeviceId.generate(RANDOM))) {
            assertThat(message.removes(other, ACCOUNT.ed25519KeyPair())).isFalse();
        }
        assertThat(message.removes(LOST, Account.generate().ed25519KeyPair())).isFalse();
        DeviceGroupMessage again = decode(seal(GROUP, PAYLOAD));
        assertThat(RemovalNotice.of(LOST, message.ephemeralKey(), ACCOUNT.ed25519KeyPair(), CRYPTO))
                .isNotEqualTo(RemovalNotice.of(LOST, again.ephemeralKey(), ACCOUNT.ed25519KeyPair(), CRYPTO));
    }

    @Property(tries = 500)
    void anyFlippedBitIsRefused(@ForAll @IntRange(max = 110_000) int anyBit) {
        int bit = anyBit % (MESSAGE.length() * 8);
        byte[] flipped = MESSAGE.toByteArray();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        assertThatThrownBy(() -> decode(Bytes.of(flipped))).isInstanceOf(SessionException.class);
    }

    @Property
    void whatIsNoMessageIsRefused(@ForAll @Size(max = 300) byte[] random, @ForAll @IntRange(max = 13_000) int length) {
        Bytes cut = MESSAGE.slice(0, Math.min(length, MESSAGE.length() - 1));
        for (Bytes bytes : List.of(Bytes.of(random), cut)) {
            assertThatThrownBy(() -> decode(bytes)).isInstanceOf(MalformedDataException.class);
        }
    }

    /** Good signatures around anything: only who holds the account's seed can do that, and it leads nowhere. */
    @Property(tries = 300)
    void aSignedMessageWithAnyChangedFieldIsRefusedOrNotRead(
            @ForAll @IntRange(max = 5) int field, @ForAll @IntRange(max = 100_000) int anyBit) throws Exception {
        Bytes key = Bytes.utf8(List.of("@", "A", "C", "K", "d", "k").get(field));
        TreeMap<Bytes, BtValue> entries = new TreeMap<>(
                SignedDict.decode(MESSAGE, Bytes.utf8("~")).entries().entries());
        byte[] value = entries.get(key).asString().toByteArray();
        int bit = anyBit % (value.length * 8);
        value[bit / 8] ^= (byte) (1 << bit % 8);
        entries.put(key, new BtString(Bytes.of(value)));
        DeviceGroupMessage changed = decode(signed(entries));

        boolean phone = opens(changed, PHONE_KEYS);
        boolean tablet = opens(changed, TABLET_KEYS);
        switch (field) {
            case 0 -> assertThat(changed.groupId(ACCOUNT.ed25519KeyPair())).isNotEqualTo(GROUP);
            // A slot is one device's, if it is anybody's.
            case 3 -> assertThat(phone || tablet).isTrue();
            case 5 -> assertThat(phone && tablet).isTrue();
            default -> assertThat(phone || tablet).isFalse();
        }
    }

    private static Bytes signed(Map<Bytes, BtValue> entries) {
        byte[] body = SignedDict.body(entries);
        return Bytes.of(SignedDict.close(SignedDict.append(body, Bytes.utf8("~"), ACCOUNT.sign(body))));
    }

    private static boolean opens(DeviceGroupMessage message, HybridKeyPair keys) {
        try {
            return plain(message.open(List.of(keys))).equals(plain(PAYLOAD));
        } catch (SessionException e) {
            return false;
        }
    }

    @Test
    void fieldsThatDoNotFitAreRefused() throws Exception {
        Map<Bytes, BtValue> good =
                SignedDict.decode(MESSAGE, Bytes.utf8("~")).entries().entries();
        for (String field : List.of("", "@", "A", "C", "K", "X", "d")) {
            for (int length : new int[] {0, 1, 33, 1087}) {
                TreeMap<Bytes, BtValue> entries = new TreeMap<>(good);
                entries.put(Bytes.utf8(field), new BtString(Bytes.of(new byte[length])));
                if (field.equals("d") && length > 16) {
                    continue;
                }
                assertThatThrownBy(() -> decode(signed(entries)))
                        .as("%s of %s", field, length)
                        .isInstanceOf(MalformedDataException.class);
                entries.remove(Bytes.utf8(field));
                assertThatThrownBy(() -> decode(signed(entries))).isInstanceOf(MalformedDataException.class);
            }
        }
        TreeMap<Bytes, BtValue> oddNotices = new TreeMap<>(good);
        oddNotices.put(Bytes.utf8("k"), new BtString(Bytes.of(new byte[17])));
        assertThat(decode(signed(oddNotices)).removes(LOST, ACCOUNT.ed25519KeyPair()))
                .isFalse();
    }

    @Test
    void aDeviceOfSmallOrderGetsNothingAndTheOthersRead() throws Exception {
        HybridPublicKey bad = new HybridPublicKey(
                X25519PublicKey.of(new byte[32]), TABLET_KEYS.publicKey().mlkem768());
        DeviceRecord tablet = record(TABLET_KEYS, NOW).with(bad, NOW);
        DevicePayload payload = payload(Map.of(
                PHONE,
                new DeviceState.Registered(record(PHONE_KEYS, NOW)),
                TABLET,
                new DeviceState.Registered(tablet)));
        DeviceGroupMessage message = decode(seal(GROUP, payload));

        assertThat(plain(message.open(List.of(PHONE_KEYS)))).isEqualTo(plain(payload));
        assertThatThrownBy(() -> message.open(List.of(TABLET_KEYS))).isInstanceOf(DecryptionException.class);
    }

    @Test
    void sizeTellsDevicesAndRemovalsInStepsOfFourOnly() throws Exception {
        for (int devices = 1; devices <= 9; devices++) {
            for (int removed = 0; removed <= 5; removed++) {
                Map<DeviceId, DeviceState> states = new TreeMap<>();
                for (int i = 0; i < devices; i++) {
                    states.put(DeviceId.generate(RANDOM), new DeviceState.Registered(record(PHONE_KEYS, NOW)));
                }
                for (int i = 0; i < removed; i++) {
                    states.put(DeviceId.generate(RANDOM), new DeviceState.Removed(NOW));
                }
                DeviceGroupMessage message = decode(seal(GROUP, payload(states)));

                assertThat(message.slots()).isEqualTo((devices + 3) / 4 * 4);
                assertThat(message.notices()).isEqualTo((removed + 3) / 4 * 4);
                if (devices <= 4) {
                    assertThat(message.encryptedPayload().length()).isEqualTo(8700 + 16);
                }
            }
        }
    }

    @Test
    void slotsAreInAnyOrder() throws Exception {
        int[] counts = new int[4];
        for (int i = 0; i < 400; i++) {
            DeviceGroupMessage message =
                    decode(seal(GROUP, payload(Map.of(PHONE, new DeviceState.Registered(record(PHONE_KEYS, NOW))))));
            KeyWrapping wrapping = KeyWrapping.of(message.ephemeralKey(), message.encryptedPayload(), CRYPTO);
            for (int slot = 0; slot < 4; slot++) {
                boolean found = wrapping.unwrap(PHONE_KEYS, message.ciphertext(slot), message.entry(slot))
                        .isPresent();
                counts[slot] += found ? 1 : 0;
            }
        }
        // 100 each; less than 50 would come once in ten million times.
        assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 50);
    }

    @Test
    void aPayloadWithoutMembersOrKeysCannotBeSealed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seal(GROUP, payload(Map.of(PHONE, new DeviceState.Removed(NOW)))));
        DevicePayload keyless = new DevicePayload(PAYLOAD.devices(), List.of());
        assertThatIllegalArgumentException().isThrownBy(() -> seal(GROUP, keyless));
    }

    @Property
    void aPayloadThatIsNoneIsRefused(@ForAll @Size(max = 300) byte[] random, @ForAll @IntRange(max = 3000) int length) {
        byte[] good = PAYLOAD.encode();
        List<byte[]> bad = new ArrayList<>(List.of(random, Arrays.copyOf(good, Math.min(length, good.length - 1))));
        for (byte[] bytes : bad) {
            assertThatThrownBy(() -> DevicePayload.decode(bytes, CRYPTO)).isInstanceOf(MalformedDataException.class);
        }
    }

    @Property(tries = 500)
    void aChangedPayloadIsReadOrRefused(@ForAll @IntRange(max = 30_000) int anyBit) {
        byte[] changed = PAYLOAD.encode();
        int bit = anyBit % (changed.length * 8);
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        try {
            assertThat(Bytes.of(DevicePayload.decode(changed, CRYPTO).encode())).isNotEqualTo(plain(PAYLOAD));
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageNotContaining(Bytes.of(changed).toHex());
        }
    }

    @Test
    void paddingHasAtLeastOneStep() throws Exception {
        assertThat(DevicePayload.paddedLength(1)).isEqualTo(8700);
        assertThat(DevicePayload.paddedLength(8700)).isEqualTo(8700);
        assertThat(DevicePayload.paddedLength(8701)).isEqualTo(15_100);
        assertThat(plain(DevicePayload.decode(PAYLOAD.encodePadded(), CRYPTO))).isEqualTo(plain(PAYLOAD));
    }
}

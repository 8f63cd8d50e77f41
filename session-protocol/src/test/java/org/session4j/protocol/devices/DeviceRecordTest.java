package org.session4j.protocol.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.protocol.devices.Devices.CRYPTO;
import static org.session4j.protocol.devices.Devices.NOW;
import static org.session4j.protocol.devices.Devices.keys;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.v2.HybridPublicKey;
import org.session4j.protocol.v2.V2Choices;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

class DeviceRecordTest {

    private static final HybridPublicKey KEYS = keys().publicKey();

    @Property
    void whatIsWrittenIsRead(
            @ForAll @LongRange(min = 0) long number,
            @ForAll String description,
            @ForAll @Size(max = 3) String type,
            @ForAll long version)
            throws Exception {
        DeviceInfo info = DeviceInfo.of(description, new DeviceType(type), version);
        DeviceRecord record = DeviceRecord.of(number, NOW.plusMillis(7), KEYS, info);
        DeviceRecord read = DeviceRecord.decode(record.encode());

        assertThat(read).isEqualTo(record);
        assertThat(read.number()).isEqualTo(number);
        assertThat(read.changedAt()).isEqualTo(NOW);
        assertThat(read.keys()).isEqualTo(KEYS);
        assertThat(read.info().version()).isEqualTo(version);
        assertThat(read.info().description().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void aLongDescriptionIsCutBetweenCharacters() {
        assertThat(DeviceInfo.of("é".repeat(40), DeviceType.IOS, 0).description())
                .isEqualTo("é".repeat(32));
        assertThat(DeviceInfo.of("x" + "🐶".repeat(20), DeviceType.IOS, 0).description())
                .isEqualTo("x" + "🐶".repeat(15));
        assertThat(DeviceInfo.version(3, 4, 5)).isEqualTo(3_004_005);
        assertThat(DeviceInfo.version(3, 1000, -1)).isEqualTo(3_999_000);
    }

    @Test
    void whatIsNotKnownIsKept() throws Exception {
        TreeMap<Bytes, BtValue> entries =
                new TreeMap<>(BtValue.decode(DeviceRecord.of(1, NOW, KEYS, DeviceInfo.of("", DeviceType.UNKNOWN, 0))
                                .encode())
                        .asDict()
                        .entries());
        entries.put(Bytes.utf8("zz"), new BtInteger(5));
        entries.remove(Bytes.utf8("d"));
        DeviceRecord record = DeviceRecord.decode(Bytes.of(BtDict.of(entries).encode()));

        assertThat(record.info()).isEqualTo(new DeviceInfo("", DeviceType.UNKNOWN, 0));
        BtDict changed =
                BtValue.decode(record.with(KEYS, NOW.plusSeconds(1)).encode()).asDict();
        assertThat(changed.require(Bytes.utf8("zz"))).isEqualTo(new BtInteger(5));
        assertThat(changed.require(Bytes.utf8("#"))).isEqualTo(new BtInteger(2));
        assertThat(record.digest(CRYPTO)).isNotEqualTo(record.with(2, NOW).digest(CRYPTO));
    }

    @Test
    void aBadFieldMakesABadRecord() throws Exception {
        BtDict good = BtValue.decode(DeviceRecord.of(1, NOW, KEYS, DeviceInfo.of("x", DeviceType.IOS, 1))
                        .encode())
                .asDict();
        for (String field : List.of("#", "@", "M", "X", "d", "t", "v")) {
            for (BtValue bad : List.of(
                    new BtInteger(-1),
                    new BtInteger(V2Choices.MAX_SECONDS + 1),
                    BtString.utf8("short"),
                    BtDict.empty())) {
                TreeMap<Bytes, BtValue> entries = new TreeMap<>(good.entries());
                entries.put(Bytes.utf8(field), bad);
                if (!isAllowed(field, bad)) {
                    assertThatThrownBy(() -> DeviceRecord.decode(
                                    Bytes.of(BtDict.of(entries).encode())))
                            .as("%s: %s", field, bad)
                            .isInstanceOf(MalformedDataException.class);
                }
            }
        }
    }

    private static boolean isAllowed(String field, BtValue value) {
        return switch (field) {
            case "#" -> value instanceof BtInteger integer && integer.value() >= 0;
            case "v" -> value instanceof BtInteger;
            case "d", "t" -> value instanceof BtString;
            default -> false;
        };
    }

    @Property
    void whatIsNoRecordIsRefused(@ForAll byte[] random) {
        assertThatThrownBy(() -> DeviceRecord.decode(Bytes.of(random))).isInstanceOf(MalformedDataException.class);
    }
}

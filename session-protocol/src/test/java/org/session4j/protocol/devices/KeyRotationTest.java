package org.session4j.protocol.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.session4j.protocol.devices.Devices.CRYPTO;
import static org.session4j.protocol.devices.Devices.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.v2.AccountKey;

class KeyRotationTest {

    private static final int SAMPLES = 2000;

    /** What the Kolmogorov-Smirnov statistic exceeds in one of a thousand cases; the samples are fixed. */
    private static final double LIMIT = 1.95 / Math.sqrt(SAMPLES);

    private static final AccountKey KEY =
            AccountKey.of(SecretBytes.of(new byte[32]), NOW.getEpochSecond(), null, CRYPTO);

    private static DeviceId device(Random random) {
        byte[] id = new byte[DeviceId.LENGTH];
        random.nextBytes(id);
        return new DeviceId(Bytes.of(id));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10})
    void theEarliestOfAnyNumberOfDevicesIsUniformInTwoHours(int devices) {
        Random random = new Random(devices);
        double[] earliest = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            Instant first = Instant.MAX;
            for (int device = 0; device < devices; device++) {
                Instant at = KeyRotation.rotateAt(KEY, device(random), devices, CRYPTO);
                first = at.isBefore(first) ? at : first;
            }
            Duration age = Duration.between(NOW, first);
            assertThat(age).isBetween(Duration.ofHours(11), Duration.ofHours(13));
            earliest[i] =
                    age.minusHours(11).toMillis() / (double) Duration.ofHours(2).toMillis();
        }
        Arrays.sort(earliest);
        double distance = 0;
        for (int i = 0; i < SAMPLES; i++) {
            distance = Math.max(distance, Math.abs(earliest[i] - (i + 0.5) / SAMPLES) + 0.5 / SAMPLES);
        }
        assertThat(distance).isLessThan(LIMIT);
    }

    @Test
    void aKeyFromTheFutureIsReplacedThirteenHoursAfterItWasSeen() {
        DeviceId device = device(new Random(1));
        AccountKey future = AccountKey.of(SecretBytes.of(new byte[32]), NOW.getEpochSecond() + 1_000_000, null, CRYPTO);

        assertThat(KeyRotation.rotateAt(future, NOW, device, 1, CRYPTO)).isEqualTo(NOW.plus(Duration.ofHours(13)));
        assertThat(KeyRotation.rotateAt(KEY, NOW, device, 1, CRYPTO))
                .isEqualTo(KeyRotation.rotateAt(KEY, device, 1, CRYPTO));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRotation.rotateAt(KEY, device, 0, CRYPTO));
    }
}

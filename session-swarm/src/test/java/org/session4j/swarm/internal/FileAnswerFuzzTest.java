package org.session4j.swarm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.session4j.onion.FileServerAddress;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.attachment.FileId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.swarm.AppRelease;

/** Whatever a file server answers, the reader gives a result or says that the answer is malformed. */
class FileAnswerFuzzTest {

    private static final FileServerAddress SERVER =
            FileServerAddress.of(URI.create("http://files.test"), X25519PublicKey.of(new byte[32]));
    private static final Bytes FILE = Bytes.utf8("file");

    private static final byte[] EVERYTHING =
            ("{\"id\":\"77\",\"size\":4,\"uploaded\":1700000000.5,\"expires\":1800000000.25,"
                            + "\"result\":\"v1.2.3\",\"updated\":1700000000,\"status_code\":200}")
                    .getBytes(StandardCharsets.UTF_8);

    private static List<FileRequest<?>> requests() {
        FileId id = FileId.ofContent(Crypto.get(), FILE.toByteArray());
        return List.of(
                FileRequest.upload(SERVER, FILE, null),
                FileRequest.download(id, 1000),
                FileRequest.info(id),
                FileRequest.extend(id, null),
                FileRequest.latestRelease(AppRelease.Platform.IOS));
    }

    private static void read(byte[] body) {
        for (FileRequest<?> request : requests()) {
            try {
                assertThat((Object) request.reader().read(Bytes.of(body))).isNotNull();
            } catch (MalformedDataException e) {
                assertThat(e).hasMessageNotContaining("v1.2.3");
            }
        }
    }

    @Example
    void everyReaderFindsWhatItLooksFor() throws Exception {
        for (FileRequest<?> request : requests()) {
            assertThat((Object) request.reader().read(Bytes.of(EVERYTHING))).isNotNull();
        }
    }

    @Property
    void anyBytes(@ForAll byte[] body) {
        read(body);
    }

    @Property
    void anyText(@ForAll String text) {
        read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void anyNumberForAnyField(@ForAll double value, @ForAll @IntRange(max = 400) int exponent) {
        String number = Double.isFinite(value) ? Double.toString(value) : "1e" + exponent * 1_000_000L;
        read(new String(EVERYTHING, StandardCharsets.UTF_8)
                .replaceAll("(:)[0-9.]+", "$1" + number)
                .getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void anAnswerWithSomeBytesChanged(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 150) Integer> places, @ForAll byte change) {
        byte[] body = EVERYTHING.clone();
        places.forEach(place -> body[place % body.length] ^= change);
        read(body);
    }

    @Property
    void anAnswerThatIsCutOff(@ForAll @IntRange(max = 150) int length) {
        read(Arrays.copyOf(EVERYTHING, Math.min(length, EVERYTHING.length)));
    }

    @Property(tries = 1000)
    void anAnswerThatNestsTooDeep(@ForAll @IntRange(max = 5000) int depth) {
        read("[".repeat(depth).getBytes(StandardCharsets.UTF_8));
    }
}

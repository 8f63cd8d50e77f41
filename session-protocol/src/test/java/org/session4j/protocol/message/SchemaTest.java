package org.session4j.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.internal.proto.RandomTree;
import org.session4j.protocol.internal.proto.SchemaText;
import org.session4j.protocol.internal.proto.SessionProtos;

/** Our tables against session.proto and the reader that protoc generates from it. */
class SchemaTest {

    /** In bytes. */
    private static final int MAX_NUMBER_LENGTH = 10;

    @Test
    void theTablesSayWhatSessionProtoSays() throws Exception {
        SortedSet<String> file = SchemaText.ofFile(Path.of("src/main/protobuf/session.proto"));
        file.removeIf(line ->
                line.matches("(Envelope|WebSocket\\w+):.*|enum Type: (\\w+_MESSAGE|UNKNOWN|REQUEST|RESPONSE) .*"));

        assertThat(SchemaText.ofTables(Content.SCHEMA)).isEqualTo(file).hasSizeGreaterThan(150);
    }

    @Property
    void anyContentIsWrittenAsProtobufWritesIt(@ForAll long seed) throws Exception {
        byte[] bytes = randomContent(seed).encode();

        assertThat(SessionProtos.Content.parseFrom(bytes).toByteArray()).isEqualTo(bytes);
    }

    @Property
    void anyContentIsReadBackEqual(@ForAll long seed) throws Exception {
        Content content = randomContent(seed);

        assertThat(Content.decode(content.encode())).isEqualTo(content);
    }

    @Property
    void anyTreeIsReadBackEqual(@ForAll long seed) throws Exception {
        Map<String, Object> tree = RandomTree.of(Content.SCHEMA, seed);

        assertThat(ContentTree.of(ContentTree.toContent(tree))).isEqualTo(tree);
    }

    @Property
    void aMutilatedContentIsAcceptedExactlyIfProtobufAcceptsIt(@ForAll long seed) throws Exception {
        byte[] bytes = mutilate(randomContent(seed).encode(), new Random(seed));

        assertSameVerdict(bytes);
    }

    @Property
    void ofAMutilatedContentTheSameIsReadAsByProtobuf(@ForAll long seed) throws Exception {
        byte[] bytes = mutilate(randomContent(seed).encode(), new Random(seed));
        if (!protobufAccepts(bytes) || !accepts(bytes) && mayHoldOverlongNumber(bytes)) {
            return;
        }
        byte[] ours = Content.decode(bytes).encode();

        // The generated reader keeps unknown fields, ours does not: both are read once more by ours to compare.
        byte[] theirs = SessionProtos.Content.parseFrom(bytes).toByteArray();
        assertThat(Content.decode(theirs).encode()).isEqualTo(ours);
        assertThat(SessionProtos.Content.parseFrom(ours).toByteArray()).isEqualTo(ours);
    }

    @Property
    void anyBytesAreAcceptedExactlyIfProtobufAcceptsThem(@ForAll byte[] bytes) {
        assertSameVerdict(bytes);
    }

    private static Content randomContent(long seed) throws MalformedDataException {
        return ContentTree.toContent(RandomTree.of(Content.SCHEMA, seed));
    }

    /** Cuts off, flips a bit, repeats or swaps a part. */
    private static byte[] mutilate(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        byte[] out = bytes.clone();
        int at = random.nextInt(out.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(out, at);
            case 1 -> {
                out[at] ^= (byte) (1 << random.nextInt(8));
                yield out;
            }
            case 2 -> {
                byte[] twice = Arrays.copyOf(out, out.length + at);
                System.arraycopy(bytes, 0, twice, out.length, at);
                yield twice;
            }
            default -> {
                out[at] = (byte) random.nextInt();
                out[random.nextInt(out.length)] = (byte) random.nextInt();
                yield out;
            }
        };
    }

    /** The generated reader lets a number go on beyond ten bytes, against the format; ours and those of others do not. */
    private static void assertSameVerdict(byte[] bytes) {
        boolean accepted = accepts(bytes);
        if (accepted || !mayHoldOverlongNumber(bytes)) {
            assertThat(accepted).isEqualTo(protobufAccepts(bytes));
        }
    }

    private static boolean mayHoldOverlongNumber(byte[] bytes) {
        int run = 0;
        for (byte each : bytes) {
            run = each < 0 ? run + 1 : 0;
            if (run == MAX_NUMBER_LENGTH) {
                return true;
            }
        }
        return false;
    }

    private static boolean accepts(byte[] bytes) {
        try {
            Content ignored = Content.decode(bytes);
            return true;
        } catch (MalformedDataException e) {
            return false;
        }
    }

    private static boolean protobufAccepts(byte[] bytes) {
        try {
            SessionProtos.Content ignored = SessionProtos.Content.parseFrom(bytes);
            return true;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }
}

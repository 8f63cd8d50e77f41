package org.session4j.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.internal.proto.RandomTree;

/** What holds for messages of every type, and for whatever is taken for one. */
class EveryMessageTest {

    private static final SessionId PEER = SessionId.of(IdKind.STANDARD, new byte[32]);

    @Property
    void everyMessageIsReadBackEqual(@ForAll long seed) throws Exception {
        for (Message message : RandomMessage.oneOfEach(seed)) {
            Content content = message.toContent(RandomMessage.instant(seed), RandomMessage.expiration(seed));

            assertThat(Message.of(Content.decode(content.encode()))).isEqualTo(message);
            assertThat(MessageKind.of(content)).isEqualTo(message.kind());
        }
    }

    @Property
    void everyContentHasItsTimestampAndWhatItsKindMakesOfTheSetting(@ForAll long seed) {
        Instant timestamp = RandomMessage.instant(seed);
        Expiration setting = RandomMessage.expiration(seed);
        for (Message message : RandomMessage.oneOfEach(seed)) {
            Expiration own = message instanceof TimerChange change ? change.expiration() : setting;
            Content content = message.toContent(timestamp, setting);

            assertThat(content.sigTimestamp()).isEqualTo(timestamp.toEpochMilli());
            assertThat(Expiration.of(content)).isEqualTo(message.kind().expirationIn(own));
            assertThat(content.expirationType() != null)
                    .isEqualTo(
                            message.kind().isData() || !Expiration.of(content).isOff());
        }
    }

    @Property
    void whatIsCopiedToOwnDevicesIsExactlyWhatTheyAcceptFromEachOther(@ForAll long seed) throws Exception {
        for (Message message : RandomMessage.oneOfEach(seed)) {
            Content content = message.toContent(Instant.EPOCH);
            Optional<Message> copy = message.syncCopy(PEER);

            assertThat(copy.isPresent()).isEqualTo(MessageKind.isAllowedFromSelf(content));
            if (copy.isPresent() && message.kind().isData()) {
                assertThat(copy.get().syncTarget()).isEqualTo(PEER);
                assertThat(copy.get().profile()).isNull();
                assertThat(Message.of(copy.get().toContent(Instant.EPOCH))).isEqualTo(copy.get());
            }
        }
    }

    @Property
    void noMessageShowsItsWordsInItsText(@ForAll long seed) {
        for (Message message : RandomMessage.oneOfEach(seed)) {
            assertThat(message.toString())
                    .matches("\\w+(\\[\\w+=[\\w, =\\[\\]]*])?")
                    .doesNotContainPattern("[0-9a-f]{16}");
        }
    }

    @Property
    void aMutilatedMessageIsReadOrRefusedAndWhatIsReadCanBeSent(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        for (Message message : RandomMessage.oneOfEach(seed)) {
            byte[] bytes = message.toContent(RandomMessage.instant(seed)).encode();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            readAndSend(random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        }
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) throws Exception {
        readAndSend(bytes);
    }

    @Property
    void anyContentIsReadOrRefusedAndWhatIsReadCanBeSent(@ForAll long seed) throws Exception {
        readAndSend(ContentTree.toContent(RandomTree.of(Content.SCHEMA, seed)).encode());
    }

    private static void readAndSend(byte[] bytes) throws Exception {
        Message message = readOrNull(bytes);
        if (message == null) {
            return;
        }
        Message again = Message.of(message.toContent(Instant.EPOCH));
        assertThat(again.kind()).isEqualTo(message.kind());
        if (!(message instanceof OtherMessage || message instanceof UnknownMessage)) {
            assertThat(again).isEqualTo(message);
        }
    }

    private static @Nullable Message readOrNull(byte[] bytes) {
        try {
            return Message.of(Content.decode(bytes));
        } catch (MalformedDataException | MessageRefusedException refused) {
            return null;
        }
    }
}

package org.session4j.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;

class MessageKindTest {

    private static final Duration DEFAULT = Duration.ofDays(14);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Expiration AFTER_SEND = Expiration.afterSend(HOUR);
    private static final Expiration AFTER_READ = Expiration.afterRead(HOUR);

    @Test
    void whatDoesNotDisappearIsStoredAsLongAsItsKindSays() {
        for (MessageKind kind : MessageKind.values()) {
            Duration lifetime = switch (kind) {
                case TYPING -> Duration.ofSeconds(20);
                case CALL -> Duration.ofMinutes(5);
                case CONFIGURATION -> Duration.ofDays(30);
                default -> DEFAULT;
            };
            assertThat(kind.peerLifetime(Expiration.OFF)).isEqualTo(lifetime);
            assertThat(kind.syncLifetime(Expiration.OFF)).isEqualTo(lifetime);
        }
    }

    @Test
    void theCopyForThePeerLivesForTheTimerOnlyAfterSend() {
        assertThat(MessageKind.TEXT.peerLifetime(AFTER_SEND)).isEqualTo(HOUR);
        assertThat(MessageKind.TEXT.peerLifetime(AFTER_READ)).isEqualTo(DEFAULT);
        assertThat(MessageKind.DATA_EXTRACTION.peerLifetime(AFTER_SEND)).isEqualTo(DEFAULT);
        assertThat(MessageKind.UNSEND.peerLifetime(AFTER_SEND)).isEqualTo(DEFAULT);
        assertThat(MessageKind.GROUP_UPDATE.peerLifetime(AFTER_SEND)).isEqualTo(DEFAULT);
    }

    @Test
    void theCopyForOwnDevicesLivesForTheTimerInEitherMode() {
        assertThat(MessageKind.TEXT.syncLifetime(AFTER_SEND)).isEqualTo(HOUR);
        assertThat(MessageKind.TEXT.syncLifetime(AFTER_READ)).isEqualTo(HOUR);
        assertThat(MessageKind.UNSEND.syncLifetime(AFTER_READ)).isEqualTo(DEFAULT);
    }

    @Test
    void noLifetimeIsOneThatASwarmRefuses() {
        Expiration second = Expiration.afterSend(Duration.ofSeconds(1));
        Expiration years = new Expiration(ExpirationType.DELETE_AFTER_SEND, Duration.ofDays(9_999));

        assertThat(MessageKind.TEXT.peerLifetime(second)).isEqualTo(Duration.ofSeconds(10));
        assertThat(MessageKind.TEXT.peerLifetime(years)).isEqualTo(DEFAULT);
        assertThat(MessageKind.CALL.syncLifetime(AFTER_READ)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void controlMessagesNeverDisappearAndNoticesOnlyOnceTheyAreRead() {
        assertThat(kinds(kind -> kind.expirationIn(AFTER_SEND).equals(AFTER_SEND)))
                .containsExactly(
                        MessageKind.EXPIRATION_TIMER_UPDATE,
                        MessageKind.REACTION,
                        MessageKind.COMMUNITY_INVITATION,
                        MessageKind.TEXT,
                        MessageKind.DATA);
        assertThat(kinds(kind -> kind.expirationIn(AFTER_SEND).equals(AFTER_READ)))
                .containsExactly(MessageKind.DATA_EXTRACTION, MessageKind.CALL);
        assertThat(kinds(kind ->
                        kind.disappears() && !kind.expirationIn(AFTER_READ).equals(AFTER_READ)))
                .isEmpty();
    }

    @Test
    void onlyTextsFilesAndInvitationsAreMessagesOfTheConversation() {
        assertThat(kinds(MessageKind::isShown)).containsExactly(MessageKind.COMMUNITY_INVITATION, MessageKind.TEXT);
    }

    @Test
    void onlyReceiptsAndTypingWaitForApproval() {
        assertThat(kinds(MessageKind::needsApproval)).containsExactly(MessageKind.RECEIPT, MessageKind.TYPING);
    }

    @Test
    void aProfileGoesWithDataMessagesAndAcceptances() {
        assertThat(kinds(MessageKind::hasProfile))
                .containsExactly(
                        MessageKind.REQUEST_RESPONSE,
                        MessageKind.GROUP_UPDATE,
                        MessageKind.REACTION,
                        MessageKind.COMMUNITY_INVITATION,
                        MessageKind.TEXT,
                        MessageKind.DATA);
    }

    @Test
    void fromABlockedSenderOnlyAPromotionIsRead() {
        GroupUpdateMessage promotion = new GroupUpdateMessage(
                null,
                null,
                null,
                new GroupUpdateMessage.Promote(Bytes.of(new byte[32]), "group"),
                null,
                null,
                null,
                null);
        GroupUpdateMessage other = new GroupUpdateMessage(null, null, null, null, null, null, null, null);
        DataMessage.Builder data = DataMessage.builder().body("x");

        assertThat(List.of(
                        data.groupUpdateMessage(promotion).build(),
                        data.groupUpdateMessage(other).build()))
                .extracting(message -> MessageKind.isAcceptedFromBlocked(
                        Content.builder().dataMessage(message).build()))
                .containsExactly(true, false);
        assertThat(MessageKind.isAcceptedFromBlocked(TextMessage.of("x").toContent(Instant.EPOCH)))
                .isFalse();
    }

    private static Set<MessageKind> kinds(Predicate<MessageKind> filter) {
        Set<MessageKind> kinds = EnumSet.allOf(MessageKind.class);
        kinds.removeIf(filter.negate());
        return kinds;
    }
}
